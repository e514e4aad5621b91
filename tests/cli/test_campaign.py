"""``segmenter campaign``: the text, JSON and page, exit codes, progress, and what is refused."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.cli.runs import HANGS_AFTER_SECONDS, LONG_COMMAND, Terminal, environment, run

RATES = """\
channel,country,prefix,mcc,mnc,price,currency
sms,GB,44,,,0.04,EUR
sms,DE,49,,,0.07,EUR
sms,DE,49,262,01,0.05,EUR
sms,US,1,,,1234.5,USD
"""
PEOPLE = """\
phone,name
+447700900123,Ann
+4915112345678,Jörg
+4915112345679,Zoë’s
"""
TEXT = "Hi {name}, " + "see you at eight. " * 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rates.csv").write_text(RATES, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def campaign(folder: Path, *arguments: str, text: str = TEXT) -> subprocess.CompletedProcess[bytes]:
    return run("campaign", text, "--audience", "people.csv", "--rates", "rates.csv", *arguments, cwd=folder)


def add(folder: Path, *rows: str) -> None:
    with (folder / "people.csv").open("a", encoding="utf-8") as stream:
        stream.writelines(f"{row}\n" for row in rows)


def test_the_text_shows_totals_tables_bars_and_what_is_costly(folder: Path) -> None:
    result = campaign(folder, "--at", "2026-11-22", "--per-second", "4")
    shown = result.stdout.decode()
    assert (result.returncode, result.stderr) == (0, b"")
    assert shown.startswith("3 messages, 4 segments: 0.25 EUR expected\n")
    assert "at least 0.19 EUR, at most 0.25 EUR\nat the prices of 2026-11-22 in rates.csv\n" in shown
    assert "to the 3 rows of people.csv\nthe template without values: 1 segment, 95 units of GSM-7\n" in shown
    assert "DE              2         3  0.21 EUR  0.15 EUR  0.21 EUR\n" in shown
    assert "       2         1   33.3%  ██████████████████████████\n" in shown
    assert "  Zoë’s                            1               1  characters: ë’\n" in shown
    assert "\x1b" not in shown


DASH = "Hi {name} – " + "see you at eight. " * 4


def test_nobody_said_that_one_dash_makes_the_whole_campaign_ucs2(folder: Path) -> None:
    done = campaign(folder, "--at", "2026-11-22", "--html", "report.html", text=DASH)
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "3 messages, 6 segments: 0.36 EUR expected"
    advice = [
        "the template itself is UCS-2, because of – U+2013 EN DASH, type - (lossless)",
        "typing these instead saves 2 segments and 0.11 EUR",
    ]
    assert lines[1:3] == advice
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.index(advice[0]) < page.index(advice[1]) < page.index("<h2>Countries</h2>")

    found = json.loads(campaign(folder, "--format", "json", text=DASH).stdout)
    [offender] = found["own_text"]["offenders"]
    assert (offender["character"], offender["replacement"], offender["cure"]) == (
        "–",
        "-",
        "type - (lossless)",
    )
    assert found["own_text"]["typed"] == DASH.replace("–", "-")
    assert (found["typed_saving"]["segments"], found["typed_saving"]["costs"][0]["expected"]) == (2, "0.11")
    typed = json.loads(campaign(folder, "--format", "json", text=DASH.replace("–", "-")).stdout)
    assert typed["segments"] == found["segments"] - 2


def test_brackets_of_the_template_that_cost_a_segment_have_their_price(folder: Path) -> None:
    text = "Hi {name} [" + "x" * 149 + "]"
    (folder / "people.csv").write_text("phone,name\n+447700900123,Annie\n")
    done = campaign(folder, "--html", "report.html", text=text)
    words = "characters of the template that take two units each: [, ]; "
    words += "together they add 1 segment and 0.04 EUR"
    assert " ".join(done.stdout.decode().split("\n")[1:3]).replace("   ", " ") == words
    assert words in (folder / "report.html").read_text(encoding="utf-8")
    found = json.loads(campaign(folder, "--format", "json", text=text).stdout)
    assert [each["character"] for each in found["own_text"]["two_septets"]] == ["[", "]"]
    assert found["plain_saving"]["costs"][0]["expected"] == "0.04"
    few = campaign(folder, text="Hi {name} [x]").stdout
    assert b"take two units" not in few


def test_the_day_is_today_unless_it_is_said(folder: Path) -> None:
    days = {date.today()}
    result = campaign(folder)
    days.add(date.today())  # it may be midnight
    assert any(f"at the prices of {day} in rates.csv\n" in result.stdout.decode() for day in days)


@pytest.mark.parametrize("columns", ["30", "50", "80"])
def test_lines_keep_within_the_screen(columns: str, folder: Path) -> None:
    add(folder, "n/a,Bo", "+331,Bo", "+33612345678,Bo")
    result = run(
        *("campaign", TEXT, "--audience", "people.csv", "--rates", "rates.csv", "--per-second", "0.001"),
        env={"COLUMNS": columns},
        cwd=folder,
    )
    widest = max(result.stdout.decode().splitlines(), key=len)
    assert len(widest) <= max(int(columns), 48), widest  # a table of numbers has no smaller form


def test_an_encoding_without_blocks_gets_bars_all_the_same(folder: Path) -> None:
    result = run(
        *("campaign", TEXT, "--audience", "people.csv", "--rates", "rates.csv"),
        env={"PYTHONIOENCODING": "ascii"},
        cwd=folder,
    )
    assert b"66.7%  ########" in result.stdout


def test_json_holds_all_of_it_with_amounts_as_strings(folder: Path) -> None:
    fields = json.loads(campaign(folder, "--format", "json", "--at", "2026-11-22").stdout)
    assert fields["costs"] == [{"currency": "EUR", "low": "0.19", "expected": "0.25", "high": "0.25"}]
    assert (fields["rows"], fields["messages"], fields["segments"]) == (3, 3, 4)
    assert fields["complete"] is True
    assert fields["by_country"][0]["country"] == "DE"
    assert fields["by_network"] == [{"network": None, "messages": 3, "segments": 4, "costs": fields["costs"]}]
    assert [one["segments_each"] for one in fields["by_segments"]] == [1, 2]
    assert [one["encoding"] for one in fields["by_encoding"]] == ["GSM-7", "UCS-2"]
    assert fields["dearest"][0]["text"].startswith("Hi Zoë’s")
    assert fields["costly"][0]["why"] == "characters"
    assert (fields["at"], fields["duration_seconds"], fields["max_audience"]) == ("2026-11-22", None, None)


def test_the_page_stands_alone_and_escapes_what_it_shows(folder: Path) -> None:
    add(folder, "+15551234567,<script>alert(1)</script>\x01")
    result = campaign(folder, "--html", "report.html", text="<b>{name}</b>")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert result.returncode == 0
    assert "<script" not in page
    assert "&lt;b&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\x01&lt;/b&gt;" in page
    assert "1,234.50 USD" in page
    assert 'role="img" aria-label="Segments by country: ' in page
    assert "http" not in page


def test_rows_that_give_no_message_exit_1_and_are_all_told(folder: Path) -> None:
    add(folder, "0771234567,Bo", "+33612345678,Cy", "+447700900123,Di", "+447700900124")
    result = campaign(folder)
    shown = result.stdout.decode()
    assert result.returncode == 1
    assert "1 row has no number in international form:\n  people.csv:5: recipient '0771234567'" in shown
    assert "the rate card has no price for 1 row:\n  people.csv:6: no rate applies to " in shown
    assert "1 row has no text that can be sent:\n  people.csv:8: the row has 1 value, not 2" in shown
    assert "1 row has the recipient of an earlier row; sent" in shown
    assert "left out" in campaign(folder, "--drop-duplicates").stdout.decode()


def test_more_recipients_than_the_profile_allows_exit_1(folder: Path) -> None:
    add(folder, *(f"+447{number:09},Bo" for number in range(100_000)))
    result = campaign(folder, "--profile", "dexatel", text="Hi {name}")
    assert result.returncode == 1
    assert b"100,003 messages are 3 more than a campaign may have (100,000); send" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["{nme}"],
            "people.csv: no column for placeholder 'nme'; did you mean 'name'? the columns are 'phone', 'na",
        ),
        (["Hi", "--recipient-column", "tel"], "no column 'tel' of recipients"),
        (["Hi {name"], "at index 3"),
        ([" \n"], "the template is empty"),
        (["Hi", "there"], "one template"),
        (["Hi", "--audience", "none.csv"], "none.csv: No such file"),
        (
            ["Hi", "--audience", "people.xls"],
            "the name must end in .csv, .tsv, .xlsx, .jsonl, .parquet, .arrow",
        ),
        (["Hi", "--audience", "empty.csv"], "empty.csv has no rows"),
        (["Hi", "--rates", "none.csv"], "none.csv"),
        (["Hi", "--per-second", "fast"], "'fast' is not a valid rate"),
        (["Hi", "--per-second", "nan"], "'nan' is not a valid rate"),
        (["Hi", "--at", "soon"], "'soon' is not a date"),
        (["Hi", "--channel", "pigeon"], "'pigeon'"),
        (["Hi", "--country", "ZQ"], "'ZQ'"),
        (["Hi", "--profile", "nobody"], "no profile 'nobody'"),
        (["Hi", "--html", "none/report.html"], "none/report.html: cannot be written"),
        (["☃", "--encoding", "gsm-7"], "index 0"),
    ],
)
def test_wrong_usage_exits_2_and_writes_nothing(arguments: list[str], said: str, folder: Path) -> None:
    (folder / "empty.csv").write_text("phone,name\n", encoding="utf-8")
    before = sorted(folder.iterdir())
    result = run("campaign", "--audience", "people.csv", "--rates", "rates.csv", *arguments, cwd=folder)
    assert (result.returncode, result.stdout) == (2, b"")
    assert said in result.stderr.decode()
    assert sorted(folder.iterdir()) == before


def test_a_fault_of_the_card_names_the_row_at_which_it_arose(folder: Path) -> None:
    with (folder / "rates.csv").open("a", encoding="utf-8") as stream:
        stream.write("sms,DE,49,,,0.08,EUR\n")
    result = campaign(folder)
    assert (result.returncode, result.stdout) == (2, b"")
    said = result.stderr.decode()
    assert said.startswith("segmenter: rates.csv:3 ")
    assert said.endswith("; found at people.csv:3, recipient +4915112345678\n")


def test_a_number_of_another_country_than_its_column_says_is_told(folder: Path) -> None:
    (folder / "people.csv").write_text("Phone;country\n+447700900123;DE\n+4915112345678;DE\n")
    result = campaign(folder, text="Hi")
    assert b"1 row has a number of another country than the column says" in result.stdout
    fields = json.loads(campaign(folder, "--format", "json", text="Hi").stdout)
    assert (fields["other_country"], fields["recipient_column"]) == (1, "Phone")
    assert (fields["examples"][0]["index"], fields["examples"][0]["place"]) == (0, "people.csv:2")
    assert (fields["audience"], fields["cards"]) == ("people.csv", ["rates.csv"])


@pytest.mark.parametrize("option", ["--audience", "--rates"])
def test_audience_and_rates_are_needed(option: str) -> None:
    others = {"--audience": "a.csv", "--rates": "r.csv"}
    del others[option]
    result = run("campaign", "Hi", *(word for pair in others.items() for word in pair))
    assert result.returncode == 2
    assert option in result.stderr.decode()


def test_a_template_from_standard_input_keeps_its_line_break_and_says_so(folder: Path) -> None:
    result = run(
        *("campaign", "-", "--audience", "people.csv", "--rates", "rates.csv"), stdin=b"{name}\n", cwd=folder
    )
    assert result.returncode == 0
    assert b"the line break at the end of the template is part of it" in result.stderr


def test_a_long_run_shows_how_far_it_has_come(folder: Path) -> None:
    terminal = Terminal()
    result = subprocess.run(
        [*LONG_COMMAND, "campaign", TEXT, "--audience", "people.csv", "--rates", "rates.csv"],
        stdout=subprocess.PIPE,
        stderr=terminal.theirs,
        env=environment(),
        cwd=folder,
        timeout=HANGS_AFTER_SECONDS,
        check=False,
    )
    assert re.search(r"MB read|\d+ bytes", terminal.close())  # without rich, and with it
    assert result.stdout.startswith(b"3 messages")


def test_help_fits_80_columns() -> None:
    result = run("campaign", "--help")
    assert max(map(len, result.stdout.decode().splitlines())) <= 80


def test_nothing_of_parquet_is_loaded_for_other_files(folder: Path) -> None:
    code = (
        "import sys\nfrom segmenter.cli import main\n"
        "main(['campaign', 'Hi', '--audience', 'people.csv', '--rates', 'rates.csv', '--format', 'json'])\n"
        "sys.exit('pyarrow' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment(), check=False).returncode
        == 0
    )
