"""Findings in files as text."""

from collections.abc import Iterator

import pytest

from segmenter.catalogs import Entry
from segmenter.channels.findings import BrokenFile, FileRun, Finding, Severity
from segmenter.lint.checking import check
from segmenter.report.display import Screen, columns_taken
from segmenter.report.lint import concise_lines, full_lines, summary_words
from tests.lint.samples import ALL, catalog, configuration


def findings(text: str, **fields: object) -> tuple[Finding, ...]:
    entry = Entry(key="a.b", text=text, line=3, **fields)  # type: ignore[arg-type]
    return check(catalog(entry), configuration({"max_segments": 1}), ALL).findings


def run(*found: Finding, broken: tuple[BrokenFile, ...] = ()) -> FileRun:
    return FileRun(
        found, broken, ("sms.json", "other.json"), 1200, lambda finding: finding.severity == "error"
    )


def test_a_caret_stands_under_the_place() -> None:
    text = "".join(full_lines(findings("It’s here", locale="fr", variant="male"), Screen()))
    assert text.splitlines() == [
        "sms.json:3:1: warning SEG107 ’ U+2019 RIGHT SINGLE QUOTATION MARK alone forces",
        "  UCS-2: a segment holds 70 code units, 160 septets without it; it costs nothing",
        "  now",
        "  in a.b, fr, male",
        "  | It’s here",
        "  |   ^",
        "  help: type '",
        "",
    ]


def test_a_caret_follows_wide_characters() -> None:
    lines = "".join(full_lines(findings("日本\u200b語"), Screen())).splitlines()
    assert [line for line in lines if line.startswith("  |")] == ["  | 日本\\u200b語", "  |     ^^^^^^"]


def test_where_columns_are_unsure_bars_hold_the_place() -> None:
    lines = "".join(full_lines(findings("👩\u200d👧 да\u200b нет"), Screen())).splitlines()
    assert "  | 👩\u200d👧 да|\\u200b| нет" in lines


def test_of_several_lines_the_one_with_the_place_is_shown() -> None:
    lines = "".join(full_lines(findings("one\ntwo’s\nthree"), Screen())).splitlines()
    assert [line for line in lines if line.startswith("  |")] == ["  | two’s\\n", "  |    ^"]


@pytest.mark.parametrize(
    "text", ["a" * 300 + "’", "’" + "б" * 300, "语" * 200 + "\u200b", "a’" + "\n" * 50, "’ " * 90 + "a"]
)
@pytest.mark.parametrize("columns", [20, 40, 80])
def test_no_line_is_wider_than_the_screen(text: str, columns: int) -> None:
    screen = Screen(columns=columns)
    found = findings(text, locale="pt-BR")
    assert found
    for line in "".join(full_lines(found, screen)).splitlines():
        assert columns_taken(line) <= columns, line


def test_concise_is_a_line_each_even_for_odd_paths_and_keys() -> None:
    entry = Entry(key="a", text="It’s", line=1)
    found = check(catalog(entry, path="a\nb.json"), options=ALL).findings
    (line,) = concise_lines(found, Screen())
    assert line.startswith("a\\nb.json:1:1: warning SEG107 ’")
    assert line.count("\n") == 1


def test_an_ascii_screen_gets_ascii() -> None:
    for line in (*full_lines(findings("It’s" + "a" * 200), Screen(encoding="ascii")),):
        assert line.isascii()


def test_colours_only_where_there_are() -> None:
    def coloured(colour: bool) -> Iterator[str]:
        return full_lines(findings("It’s"), Screen(colour=colour))

    assert "\x1b[33mwarning SEG107\x1b[0m" in "".join(coloured(colour=True))
    assert "\x1b" not in "".join(coloured(colour=False))


def test_the_summary_counts_findings_files_and_messages() -> None:
    assert summary_words(run()) == "no findings in 2 files, 1,200 messages"
    assert summary_words(run(findings("It’s")[0]._replace(severity=Severity.ERROR))) == (
        "1 finding in 1 of 2 files, 1,200 messages; 1 fails; 1 of 1 can be fixed with --fix"
    )
    broken = (BrokenFile("x.po", 1, "x.po:1: broken"),)
    assert summary_words(run(broken=broken)).endswith("; 1 file could not be checked")
