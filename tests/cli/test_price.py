"""``segmenter price``, in processes of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runs import run

RATES = """\
channel,country,mcc,mnc,prefix,price,fee,currency
sms,GB,,,44,0.04,,EUR
sms,GB,234,10,,0.052,0.002,EUR
sms,US,,,1,0.0079,0.003,USD
sms,CU,,,53,rejected,,EUR
"""
CURLY = "Nobody home? We’ll leave it next door. " * 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rates.csv").write_text(RATES)
    return tmp_path


def test_a_price_is_told_with_its_arithmetic_and_its_row(folder: Path) -> None:
    done = run(
        "price", "Hi", "--to", "+12025550123", "--rates", "rates.csv", "--at", "2026-11-22", cwd=folder
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines() == [
        "expected  0.0109 USD",
        "          price: 1 segment × 0.0079 = 0.0079 USD",
        "          fee: 1 segment × 0.003 = 0.003 USD",
        "by        rates.csv:4 (channel sms, country US, prefix 1)",
        "segments  1, GSM-7",
        "to        +12025550123, US on 2026-11-22",
    ]


def test_a_country_option_refused_the_names_that_the_card_is_read_with(folder: Path) -> None:
    code, name = (
        run("price", "Hi", "--country", country, "--network", "234-20", "--rates", "rates.csv", cwd=folder)
        for country in ("GB", "United Kingdom")
    )
    assert name.returncode == 0, name.stderr
    assert name.stdout == code.stdout
    wrong = run("price", "Hi", "--country", "Untied Kingdom", "--rates", "rates.csv", cwd=folder)
    assert wrong.returncode == 2
    assert b"did you mean United Kingdom?" in b" ".join(wrong.stderr.split())


def test_what_would_save_is_told_in_money(folder: Path) -> None:
    done = run("price", CURLY, "--country", "GB", "--network", "234-20", "--rates", "rates.csv", cwd=folder)
    assert "0.04 EUR less, 0.04 EUR: replace typographic characters: ’ → '" in done.stdout.decode()
    assert "because   ’ U+2019" in done.stdout.decode()


def test_json_has_all_of_it(folder: Path) -> None:
    done = run("price", CURLY, "--country", "GB", "--rates", "rates.csv", "--format", "json", cwd=folder)
    fields = json.loads(done.stdout)
    assert [fields[end]["amount"] for end in ("low", "expected", "high")] == ["0.08", "0.08", "0.108"]
    assert fields["savings"][0]["saved"] == "0.04"
    assert fields["count"]["encoding"] == "UCS-2"


def test_many_texts_are_a_table_with_totals(folder: Path) -> None:
    done = run("price", "--lines", "--country", "US", "--rates", "rates.csv", stdin=b"one\ntwo\n", cwd=folder)
    lines = done.stdout.decode().splitlines()
    assert len(lines) == 4
    assert lines[-1].split() == ["total", "0.0218", "USD"]


def test_a_template_has_a_range(folder: Path) -> None:
    arguments = [
        "price",
        "Hi {name}",
        "--var",
        "name=1..200:gsm7-basic",
        "--country",
        "US",
        "--rates",
        "rates.csv",
    ]
    shown = run(*arguments, cwd=folder).stdout.decode()
    assert "at least  0.0109 USD, 1 segment" in shown
    assert "segments  2 (1 to 2), GSM-7" in shown


def test_the_providers_prefix_is_part_of_the_text(folder: Path) -> None:
    (folder / "ours.toml").write_text('prefix = "Parcels: "\n')
    arguments = ["price", "a" * 155, "--country", "US", "--rates", "rates.csv", "--format", "json"]
    assert json.loads(run(*arguments, cwd=folder).stdout)["expected"]["segments"] == 1
    done = run(*arguments, "--profile", "./ours.toml", cwd=folder)
    assert json.loads(done.stdout)["expected"]["segments"] == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Hi", "--country", "FR"], 1, "no rate applies to channel sms, country FR"),
        (["Hi", "--to", "+5355512345"], 1, "rates.csv:5 rejects messages"),
        (["Hi", "--encoding", "gsm-7", "☃", "--country", "GB"], 1, "messages have no price"),
        (["☃", "--encoding", "gsm-7", "--country", "GB"], 1, "U+2603 SNOWMAN"),
        (["Hi", "--country", "UK"], 2, "country is 'UK'"),
        (["Hi", "--to", "Ann"], 2, "recipient 'Ann' is not digits"),
        (["Hi", "--channel", "fax"], 2, "channel is 'fax'"),
        (["Hi", "--network", "x-1"], 2, "write MCC-MNC"),
        (["Hi", "--at", "tomorrow"], 2, "write it as 2026-11-22"),
        (["Hi", "--rates", "none.csv"], 2, "none.csv: No such file"),
        (["Hi {a}", "--var", "b=1", "--country", "GB"], 2, "of a, and no placeholder is called b; add"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(folder: Path, arguments: list[str], code: int, said: str) -> None:
    done = run("price", "--rates", "rates.csv", *arguments, cwd=folder)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert said in done.stderr.decode()


def test_without_a_rate_card_usage_is_told(folder: Path) -> None:
    done = run("price", "Hi", cwd=folder)
    assert (done.returncode, b"--rates" in done.stderr) == (2, True)


def test_a_number_of_another_country_than_the_one_given_is_noted(folder: Path) -> None:
    done = run("price", "Hi", "--to", "+447700900123", "--country", "US", "--rates", "rates.csv", cwd=folder)
    assert "is a number of GB, so --country US is not used" in done.stderr.decode()


def test_a_failure_says_its_kind_to_programs(folder: Path) -> None:
    arguments = ["price", "--lines", "--format", "jsonl", "--rates", "rates.csv", "--country", "CU"]
    done = run(*arguments, stdin=b"one\n", cwd=folder)
    assert json.loads(done.stdout)["error"]["kind"] == "RejectedError"


def test_a_table_tells_what_may_be_rejected_and_what_is_owed_beside(folder: Path) -> None:
    rows = "sms,GB,234,99,,rejected,,EUR\n"
    (folder / "more.csv").write_text(RATES + rows)
    done = run("price", "--lines", "--country", "GB", "--rates", "more.csv", stdin=b"one\ntwo\n", cwd=folder)
    assert "2 of them may be rejected" in done.stdout.decode()


def test_a_text_of_too_many_segments_is_noted_and_other_channels_have_none(folder: Path) -> None:
    shown = run("price", "a" * 40_000, "--country", "US", "--rates", "rates.csv", cwd=folder).stdout.decode()
    assert "no message has more than 255 segments" in " ".join(shown.split())
    (folder / "viber.csv").write_text("channel,price,currency\nviber,0.01,EUR\n")
    shown = run("price", CURLY, "--channel", "viber", "--rates", "viber.csv", cwd=folder).stdout.decode()
    assert "segments  " not in shown
    assert "because" not in shown


# Runs the command, and writes the first argument of each call of count, and of each query that is built.
NOTING = """
import json, sys
from importlib import import_module
from segmenter.cli import main

noted = {"count": [], "Query": []}
for module, name in (("segmenter.core.counting", "count"), ("segmenter.pricing.cards.cards", "Query")):
    def noting(*arguments, real=getattr(import_module(module), name), name=name, **named):
        noted[name].append(str(arguments[0]))
        return real(*arguments, **named)
    setattr(import_module(module), name, noting)
try:
    main(sys.argv[1:])
finally:
    with open("noted.json", "w") as file:
        json.dump(noted, file)
"""


def noted(folder: Path, *arguments: str) -> dict[str, list[str]]:
    command = [sys.executable, "-c", NOTING, "price", *arguments, "--rates", "rates.csv"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    calls: dict[str, list[str]] = json.loads((folder / "noted.json").read_text())
    return calls


@pytest.mark.parametrize("text", ["Hi", "It’s here", CURLY])
def test_one_text_is_counted_at_most_twice_and_one_query_is_built(text: str, folder: Path) -> None:
    calls = noted(folder, text, "--country", "GB")
    assert 1 <= calls["count"].count(text) <= 2
    assert len(calls["Query"]) == 1


def test_one_query_is_built_for_all_lines(folder: Path) -> None:
    (folder / "texts.txt").write_text("one\ntwo\nthree\n")
    calls = noted(folder, "--lines", "--file", "texts.txt", "--country", "GB")
    assert sorted(calls["count"]) == ["one", "three", "two"]
    assert len(calls["Query"]) == 1


def test_several_recipients_are_each_priced(folder: Path) -> None:
    numbers = ["--to", "+447700900123", "--to", "+12025550123"]
    shown = run("price", "Hi", *numbers, "--rates", "rates.csv", cwd=folder).stdout.decode()
    assert [line for line in shown.splitlines() if line.startswith("expected")] == [
        "expected  0.04 EUR",
        "expected  0.0109 USD",
    ]
    done = run("price", "Hi", *numbers, "--rates", "rates.csv", "--format", "json", cwd=folder)
    assert [fields["recipient"] for fields in json.loads(done.stdout)] == ["+447700900123", "+12025550123"]


def test_several_recipients_of_many_texts_are_a_table(folder: Path) -> None:
    numbers = ["--to", "+447700900123", "--to", "+12025550123"]
    done = run("price", "--lines", *numbers, "--rates", "rates.csv", stdin=b"one\ntwo\n", cwd=folder)
    rows = done.stdout.decode().splitlines()
    assert [row.split()[-2:] for row in rows[1:5]] == [
        ["+447700900123", "one"],
        ["+12025550123", "one"],
        ["+447700900123", "two"],
        ["+12025550123", "two"],
    ]


def test_a_price_without_a_recipient_says_that_it_is_the_highest_of_all_countries(folder: Path) -> None:
    (folder / "card.csv").write_text("country,price,currency\nGB,0.04,EUR\nDE,0.07,EUR\nFR,0.05,EUR\n")
    shown = run("price", "Hi", "--rates", "card.csv", cwd=folder).stdout.decode()
    assert "note      the highest price of 3 countries; the recipient's is not known" in shown
    done = run("price", "Hi", "--rates", "card.csv", "--format", "json", cwd=folder)
    assert json.loads(done.stdout)["countries"] == ["DE", "FR", "GB"]
    table = run("price", "--lines", "--rates", "card.csv", stdin=b"one\ntwo\n", cwd=folder).stdout.decode()
    assert table.count("the highest price of 3 countries") == 1


def test_a_recipient_that_is_too_short_exits_2(folder: Path) -> None:
    done = run("price", "Hi", "--to", "+4477", "--rates", "rates.csv", cwd=folder)
    assert done.returncode == 2
    assert "recipient '+4477' has 4 digits, too few for a number of GB" in done.stderr.decode()


def test_a_national_number_is_read_by_the_plan_of_the_country(folder: Path) -> None:
    arguments = ["price", "Hi", "--to", "07700 900123", "--country", "GB", "--rates", "rates.csv"]
    assert "to        +447700900123, GB" in run(*arguments, cwd=folder).stdout.decode()


COMPARED = "channel,price,per,currency\nsms,0.04,,EUR\nrcs,0.05,,EUR\nwhatsapp,0.07,message,EUR\n"


def test_compare_shows_each_channel_and_where_another_is_cheaper(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text(COMPARED)
    done = run(
        *("price", "Hello " * 30, "--compare", "sms,rcs,whatsapp,mms", "--rates", "rates.csv"), cwd=tmp_path
    )
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines[1].split() == ["sms", "0.08", "EUR", "2", "segments,", "GSM-7"]
    assert lines[3] == "whatsapp  0.07 EUR  1 message; the cheapest"
    assert lines[4].startswith("mms: no rate applies to channel mms")
    assert "  1 to 160         sms, from 0.04 EUR" in lines


def test_compare_takes_many_texts_and_fails_where_none_has_a_price(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text(COMPARED)
    arguments = ("price", "--lines", "--file", "-", "--compare", "sms,whatsapp", "--rates", "rates.csv")
    done = run(*arguments, stdin=b"Hi\n" + b"a" * 200 + b"\n", cwd=tmp_path)
    assert [line.split()[1] for line in done.stdout.decode().splitlines()[1:]] == ["sms", "whatsapp"]
    (tmp_path / "rates.csv").write_text("channel,price,currency\nline,1,EUR\n")
    assert run(*arguments, stdin=b"Hi\n", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(
    ("channels", "more", "problem"),
    [
        ("sms,fax", (), "there is no channel 'fax'; there are sms, mms"),
        ("sms", (), "'sms' does not name two or more channels, each once"),
        ("sms,SMS", (), "'sms,SMS' does not name two or more channels, each once"),
        ("sms,rcs", ("--var", "name=1..3"), "leave out --var and --others"),
    ],
)
def test_compare_refuses_what_it_cannot_compare(
    channels: str, more: tuple[str, ...], problem: str, tmp_path: Path
) -> None:
    (tmp_path / "rates.csv").write_text(COMPARED)
    done = run("price", "Hi {name}", "--compare", channels, *more, "--rates", "rates.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert problem in " ".join(done.stderr.decode().split())


def test_a_templates_own_characters_had_a_note_without_money(folder: Path) -> None:
    def notes(text: str, *recipients: str) -> str:
        to = [word for number in recipients for word in ("--to", number)]
        words = ["price", text, "--var", "name=1..30:gsm7-basic", *to, "--rates", "rates.csv"]
        done = run(*words, "--at", "2026-11-22", cwd=folder)
        assert done.returncode == 0, done.stderr
        return " ".join(done.stderr.decode().split())

    long = "Hi {name} – " + "see you at eight. " * 3
    gb, us = "+447700900123", "+12025550123"
    assert "because of – U+2013 EN DASH, type - (lossless)" in notes(long, gb)
    assert "typing these instead saves 1 segment and 0.04 EUR" in notes(long, gb)
    assert "saves 1 segment and 0.04 EUR or 1 segment and 0.0109 USD" in notes(long, gb, us)
    assert "saves" not in notes("Hi {name} – ", gb)
    edge = "{name}[" + "x" * 127 + "]"
    assert "two units each: [, ]; together they add 1 segment and 0.04 EUR" in notes(edge, gb)
    assert "the line break at the end of the template adds 1 segment and 0.04" in notes(
        "{name}" + "x" * 130 + "\n", gb
    )
