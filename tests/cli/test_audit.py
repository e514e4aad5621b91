"""``segmenter audit``: exit codes, formats, options, and what a file that is not right leads to."""

import csv
import gzip
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from segmenter.audit import AUDITED
from segmenter.report.audits import FOCUS_VERSION
from segmenter.report.runs import SERVICE_FORMATS
from tests.audit.samples import page, record, saved
from tests.cli.runs import run

WRONG = record("wavix", id="m2", text="a" * 306, segments=3, charge="0.1200")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a page with one record that agrees and one that does not."""
    return saved(tmp_path / "page.json", "wavix", record("wavix"), WRONG)


@pytest.mark.parametrize("provider", AUDITED)
def test_all_that_agrees_exits_0(provider: str, tmp_path: Path) -> None:
    saved(tmp_path / "page.json", provider, record(provider))
    (tmp_path / "page.json.gz").write_bytes(gzip.compress((tmp_path / "page.json").read_bytes()))
    for name in ("page.json", "page.json.gz"):
        done = run("audit", provider, name, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")
        assert f"{provider}: 1 record compared, all agree" in done.stdout.decode()


def test_what_does_not_agree_exits_1_and_is_shown_with_its_place(wrong: Path) -> None:
    done = run("audit", "wavix", "page.json", cwd=wrong.parent)
    assert (done.returncode, done.stderr) == (1, b"")
    shown = done.stdout.decode()
    assert "wavix: 2 records compared, 1 agree (50.0%)" in shown
    assert "error SEG901 billed as 3 segments, takes 2 (306 septets)" in shown
    assert "parts of 152 septets, not 153, give 3" in shown
    assert "page.json:17 m2" in shown


def test_a_provider_may_be_spelled_in_any_case(wrong: Path) -> None:
    assert run("audit", "Wavix", "page.json", cwd=wrong.parent).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a provider (dexatel, infobip, sendblue, telnyx, twilio, wavix) and a file"),
        (("wavix",), "name a provider"),
        (("wavx", "page.json"), "no records of 'wavx' can be audited"),
        (("wavx", "page.json"), "did you mean wavix?"),
        (("aws", "page.json"), "no records of 'aws' can be audited"),
        (("wavix", "page.json", "--tolerance", "x"), "'x' is not a tolerance"),
        (("wavix", "page.json", "--tolerance=-1%"), "'-1%' is not a tolerance"),
        (("wavix", "page.json", "--rates", "none.csv"), "none.csv: No such file"),
    ],
)
def test_wrong_usage_exits_2(arguments: tuple[str, ...], words: str, wrong: Path) -> None:
    done = run("audit", *arguments, cwd=wrong.parent)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr.decode()


def test_a_file_that_is_broken_or_anothers_exits_2_and_the_rest_is_audited(wrong: Path) -> None:
    saved(wrong.parent / "twilio.json", "twilio", record("twilio"))
    (wrong.parent / "cut.json").write_text('{"items": [{"message_id": "9"')
    done = run("audit", "wavix", "twilio.json", "cut.json", "none.json", "page.json", cwd=wrong.parent)
    assert done.returncode == 2
    said = done.stderr.decode()
    assert "twilio.json:1: this is a page of twilio, not of wavix; run: segmenter audit twilio …" in said
    assert "cut.json:1:30: not JSON" in said
    assert "none.json: No such file or directory" in said
    assert "2 records compared, 1 agree" in done.stdout.decode()


def test_a_tolerance_lets_some_differences_pass(wrong: Path) -> None:
    for tolerance, code in (("0", 1), ("1", 0), ("49.9%", 1), ("50%", 0)):
        done = run("audit", "wavix", "page.json", "--tolerance", tolerance, cwd=wrong.parent)
        assert done.returncode == code, tolerance


def test_what_is_only_worth_knowing_exits_0(tmp_path: Path) -> None:
    saved(tmp_path / "page.json", "wavix", record("wavix"))
    done = run("audit", "wavix", "page.json", "page.json", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 record is there twice, and counted once" in done.stdout.decode()
    assert "info SEG906" in done.stdout.decode()


def test_months_are_shown_on_request(wrong: Path) -> None:
    assert "accuracy" not in run("audit", "wavix", "page.json", cwd=wrong.parent).stdout.decode()
    shown = run("audit", "wavix", "page.json", "--by", "month", cwd=wrong.parent).stdout.decode()
    assert "2026-11         2      1     50.0%" in shown


def test_a_rate_card_and_its_layout_are_used(wrong: Path) -> None:
    (wrong.parent / "rates.csv").write_text("Land;Preis\nGB;0,04\n", "utf-8")
    layout = ("--column", "country=Land", "--column", "price=Preis", "--currency", "USD", "--decimal", ",")
    done = run("audit", "wavix", "page.json", "--rates", "rates.csv", *layout, cwd=wrong.parent)
    assert "charged 0.16 USD, 0.04 USD too much" in done.stdout.decode(), done.stderr


def test_a_profile_and_a_policy_change_the_count(wrong: Path) -> None:
    assert run("audit", "wavix", "page.json", "--reference", "16", cwd=wrong.parent).returncode == 0
    assert (
        run("audit", "wavix", "page.json", "--profile", "twilio-toll-free", cwd=wrong.parent).returncode == 0
    )


@pytest.mark.parametrize("style", ["full", "concise", "jsonl", *SERVICE_FORMATS])
def test_a_difference_is_a_finding_in_every_format_of_check(style: str, wrong: Path) -> None:
    done = run("audit", "wavix", "page.json", "--format", style, cwd=wrong.parent)
    assert done.returncode == 1
    written = done.stdout.decode()
    assert "SEG901" in written
    assert "page.json" in written
    if style == "sarif":
        (result,) = json.loads(written)["runs"][0]["results"]
        assert result["ruleId"] == "SEG901"
        assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 17}
        assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "m2"}]
    if style == "junit":
        assert ElementTree.fromstring(written).get("failures") == "1"
    if style == "gitlab":
        assert json.loads(written)[0]["location"] == {"path": "page.json", "lines": {"begin": 17}}


def test_the_csv_has_the_differences_alone_in_the_columns_of_focus(wrong: Path) -> None:
    done = run("audit", "wavix", "page.json", "--format", "csv", cwd=wrong.parent)
    (row,) = csv.DictReader(done.stdout.decode().splitlines())
    assert row["x_FocusVersion"] == FOCUS_VERSION == "1.2"
    assert (row["BilledCost"], row["BillingCurrency"], row["x_OverchargedCost"]) == (
        "0.1200",
        "USD",
        "0.0400",
    )
    assert (row["BillingPeriodStart"], row["BillingPeriodEnd"]) == (
        "2026-11-01T00:00:00Z",
        "2026-12-01T00:00:00Z",
    )
    assert (row["ChargePeriodStart"], row["ChargePeriodEnd"]) == (
        "2026-11-01T09:00:00Z",
        "2026-11-01T09:00:01Z",
    )
    assert (row["ConsumedQuantity"], row["x_OwnSegments"], row["ResourceId"]) == ("3", "2", "m2")
    assert row["x_Reasons"].split()[0] == "long-reference"
    assert all(name.startswith("x_") or name in MANDATORY | OTHERS for name in row)
    assert set(row) >= MANDATORY


# The columns of FOCUS 1.2 that must be present, and others of it.
MANDATORY = {
    *("BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodEnd"),
    *("BillingPeriodStart", "ChargeCategory", "ChargeClass", "ChargeDescription", "ChargePeriodEnd"),
    *("ChargePeriodStart", "ContractedCost", "EffectiveCost", "InvoiceIssuerName", "ListCost"),
    *("PricingQuantity", "PricingUnit", "ProviderName", "PublisherName", "ServiceCategory", "ServiceName"),
}
OTHERS = {"ChargeFrequency", "ConsumedQuantity", "ConsumedUnit", "ResourceId", "ResourceType"}


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path) -> None:
    saved(tmp_path / "page.json", "wavix", record("wavix", id="=1+1", segments=9, to="+44"))
    command = ("audit", "wavix", "page.json", "--format", "csv")
    (row,) = csv.DictReader(run(*command, cwd=tmp_path).stdout.decode().splitlines())
    assert (row["ResourceId"], row["x_Recipient"]) == ("=1+1", "+44")
    safe = run(*command, "--spreadsheet-safe", cwd=tmp_path).stdout.decode().splitlines()
    (row,) = csv.DictReader(safe)
    assert (row["ResourceId"], row["x_Recipient"]) == ("'=1+1", "'+44")


def test_json_holds_all(wrong: Path) -> None:
    done = run("audit", "wavix", "page.json", "--format", "json", cwd=wrong.parent)
    fields = json.loads(done.stdout)
    assert (fields["audited"], fields["agreeing"], fields["accuracy"]) == (2, 1, 0.5)
    assert fields["differences"][0]["reasons"][0]["reason"] == "long-reference"
    assert fields["money"] == [
        {"currency": "USD", "charged": "0.1600", "over": "0.0400", "under": "0", "estimated": True}
    ]


def test_texts_and_identifiers_of_any_script_fit_80_columns(tmp_path: Path) -> None:
    records = [
        record(
            "wavix",
            id="長い識別子" * 20,
            text="日本語の長い文章です。" * 20,
            segments=1,
            status="failed\x1b[31m",
        ),
        record("wavix", id="שלום" * 30, text="שלום עולם " * 20, segments=1),
        record("wavix", id="\u202eevil\x1b]0;x\x07", text="hi", segments=2),
    ]
    saved(tmp_path / "page.json", "wavix", *records)
    done = run("audit", "wavix", "page.json", env={"PYTHONIOENCODING": "utf-8"}, cwd=tmp_path)
    shown = done.stdout.decode()
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    from segmenter.report.display import columns_taken

    assert max(map(columns_taken, shown.splitlines())) <= 80
    ascii_only = run("audit", "wavix", "page.json", env={"PYTHONIOENCODING": "ascii"}, cwd=tmp_path)
    assert ascii_only.returncode == 1
    ascii_only.stdout.decode("ascii")


def test_the_pages_may_come_in_any_order_and_form(tmp_path: Path) -> None:
    records = [record("wavix", id=str(number), segments=1 + number % 2) for number in range(6)]
    lines = "".join(json.dumps(one) + "\n" for one in records)
    (tmp_path / "lines.jsonl").write_text(lines)
    (tmp_path / "pages.jsonl").write_text(
        "".join(json.dumps(page("wavix", [one])) + "\n" for one in reversed(records))
    )
    answers = []
    for name in ("lines.jsonl", "pages.jsonl"):
        fields = json.loads(run("audit", "wavix", name, "--format", "json", cwd=tmp_path).stdout)
        for difference in fields["differences"]:
            del difference["path"], difference["line"]
        answers.append(fields | {"files": None})
    assert answers[0] == answers[1]


def test_what_was_sent_is_matched_in_both_directions(wrong: Path) -> None:
    sent = "Kennung,to,text\n3a525ca2,+447700900123,Hi\nm9,+447700900123,Hello\n"
    (wrong.parent / "sent.csv").write_text(sent)
    against = ("--against", "sent.csv", "--against-column", "id=Kennung", "--delay", "2h")
    done = run("audit", "wavix", "page.json", *against, cwd=wrong.parent)
    assert (done.returncode, done.stderr) == (1, b"")
    shown = " ".join(done.stdout.decode().split())
    assert (
        "sent.csv: 2 rows and 2 records, 1 matched by id, 1 billed and not sent, 1 sent and not billed"
        in shown
    )
    assert "page.json:17 m2 error SEG911 not among what was sent" in shown
    assert "sent.csv:3 m9 warning SEG912 not billed" in shown
    concise = run(
        "audit", "wavix", "page.json", *against, "--format", "concise", cwd=wrong.parent
    ).stdout.decode()
    assert "sent.csv:3: warning SEG912 not billed" in concise


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--against-column", "id=x"), "--against-column names a heading of the file that --against names"),
        (("--against", "sent.csv", "--against-column", "when=x"), "'when=x' is not NAME=HEADING"),
        (("--against", "sent.csv", "--against-column", "id=x"), "sent.csv: there is no column 'x' for id"),
        (("--against", "sent.csv", "--delay", "soon"), "'soon' is not a length of time"),
        (("--against", "none.csv"), "none.csv: No such file"),
        (("--against", "sent.txt"), "sent.txt: this is not a known kind"),
    ],
)
def test_what_was_sent_must_be_readable(arguments: tuple[str, ...], words: str, wrong: Path) -> None:
    (wrong.parent / "sent.csv").write_text("id,text\n1,Hi\n")
    done = run("audit", "wavix", "page.json", *arguments, cwd=wrong.parent)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr.decode()


def test_the_page_stands_alone_and_escapes_what_it_shows(tmp_path: Path) -> None:
    saved(tmp_path / "page.json", "wavix", record("wavix", id="<script>alert(1)</script>\u202e", segments=2))
    done = run("audit", "wavix", "page.json", "--html", "report.html", cwd=tmp_path)
    assert done.returncode == 1
    shown = (tmp_path / "report.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert not any(word in shown for word in ("<script", "http:", "https:", "src=", "\u202e"))
    assert 'aria-label="Records that agree, by month: 2026-11: 0.0%"' in shown
    assert shown.endswith("</body></html>\n")


def test_the_page_never_overwrites_what_is_read(wrong: Path) -> None:
    before = wrong.read_bytes()
    done = run("audit", "wavix", "page.json", "--html", "page.json", cwd=wrong.parent)
    assert (done.returncode, wrong.read_bytes()) == (2, before)


def test_standard_input_is_a_file_like_others(wrong: Path) -> None:
    piped = wrong.read_bytes()
    for arguments in (("-",), ("-", "page.json"), ("page.json", "-")):
        done = run("audit", "wavix", *arguments, stdin=piped, cwd=wrong.parent)
        assert (done.returncode, done.stderr) == (1, b"")
        assert "2 records compared, 1 agree (50.0%)" in done.stdout.decode()
    assert run("audit", "wavix", "-", "-", stdin=piped).returncode == 2
    done = run("audit", "wavix", "-", stdin=gzip.compress(piped))
    assert done.returncode == 1
    broken = run("audit", "wavix", "-", stdin=b"{")
    assert (broken.returncode, b"-:1:2: not JSON" in broken.stderr) == (2, True)


@pytest.mark.parametrize(
    ("segments", "words"),
    [
        (1, "0.04 USD too much, for messages that were not sent, or billed twice"),
        (
            3,
            (
                "by its segments 0.12 USD too much "
                "(0.04 USD of it for messages that were not sent, or billed twice)"
            ),
        ),
    ],
)
def test_records_that_all_agree_are_not_charged_too_much_by_their_segments(
    tmp_path: Path, segments: int, words: str
) -> None:
    bills = [
        record("wavix", id="m1", segments=segments, charge="0.12"),
        record("wavix", id="m2", charge="0.04"),
    ]
    (tmp_path / "page.json").write_text(json.dumps(page("wavix", bills)))
    (tmp_path / "sent.csv").write_text("id\nm1\n")
    done = run("audit", "wavix", "page.json", "--against", "sent.csv", cwd=tmp_path)
    shown = " ".join(done.stdout.decode().split())
    assert f"charged 0.16 USD, {words}" in shown


def test_what_was_sent_in_cp1252_could_not_be_read_though_an_option_was_named(tmp_path: Path) -> None:
    saved(tmp_path / "page.json", "wavix", record("wavix", text="Grüße"))
    row = f"id;text\n{record('wavix')['message_id']};Grüße\n"
    (tmp_path / "sent.csv").write_bytes(row.encode("cp1252"))
    against = ["audit", "wavix", "page.json", "--against", "sent.csv"]
    refused = run(*against, cwd=tmp_path)
    assert (refused.returncode, b"name the encoding with --input-encoding" in refused.stderr) == (2, True)
    done = run(*against, "--input-encoding", "cp1252", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b""), done.stdout
