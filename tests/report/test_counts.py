"""Counts as people read them."""

from collections.abc import Iterable

from segmenter import Count, NationalLanguage, Policy, count
from segmenter.report.counts import count_table, count_text
from segmenter.report.display import Screen, columns_taken
from segmenter.report.outcomes import Answered, Failure

TURKISH = Policy(
    locking_shifts={NationalLanguage.TURKISH, NationalLanguage.PORTUGUESE},
    single_shifts={NationalLanguage.TURKISH},
)


def entries(texts: Iterable[str], policy: Policy = Policy()) -> list[Answered[Count]]:  # noqa: B008
    return [Answered(text, count(text, policy=policy)) for text in texts]


def test_one_segment_reads_in_four_lines() -> None:
    assert count_text(count("hello")).splitlines() == [
        "encoding  GSM-7",
        "segments  1",
        "units     5 of 160 septets",
        "free      155 septets",
    ]


def test_several_segments_say_what_each_holds_and_where_the_room_is() -> None:
    assert count_text(count("☃" * 2000)).splitlines() == [
        "encoding  UCS-2",
        "segments  30, of up to 67 code units each",
        "units     2,000 of 2,010 code units",
        "free      10 code units in the last segment",
    ]


def test_one_unit_is_singular() -> None:
    assert "free      1 septet\n" in count_text(count("a" * 159))


def test_shifts_and_a_note_have_lines_of_their_own() -> None:
    lines = count_text(count("ş" * 60 + "ğ", policy=TURKISH), note="as it stands").splitlines()
    assert lines[-2:] == ["shifts    Turkish locking", "note      as it stands"]


def test_a_table_is_aligned_and_cut_to_the_screen() -> None:
    texts = ["hi", "中" * 100, "שלום " * 30, "tab\there", "x" * 1000]
    header, *rows = "".join(count_table(entries(texts), Screen(columns=50))).splitlines()
    assert header == " index enc   segs units free  text"
    assert rows[0] == "     0 GSM-7    1     2  158  hi"
    assert rows[3] == "     3 UCS-2    1     8   62  tab\\there"
    assert all(columns_taken(row) <= 50 for row in rows)
    assert all(row[28:30] == "  " for row in rows)


def test_a_narrow_screen_still_shows_some_of_the_text() -> None:
    *_, row = count_table(entries(["a long message"]), Screen(columns=10))
    assert row.endswith("a long …\n")


def test_a_failure_stands_in_its_row() -> None:
    failed: Answered[Count] = Answered("☃", Failure("U+2603 at index 0", {}))
    rows = list(count_table([*entries(["a"]), failed, *entries(["b"])], Screen()))
    assert rows[2] == "     1 error U+2603 at index 0\n"
    assert rows[3].startswith("     2 GSM-7")


def test_shifts_have_a_column_when_asked_for() -> None:
    header, *rows = count_table(entries(["hi", "ş", "ş" * 70], TURKISH), Screen(), shifts=True)
    assert header.endswith("free  shifts  text\n")
    assert [row[30:36].strip() for row in rows] == ["-/-", "tr/-", "tr/-"]


def test_colour_does_not_move_the_columns() -> None:
    texts = entries(["hi", "☃"])
    painted = "".join(count_table(texts, Screen(colour=True)))
    assert painted.count("\x1b[") == 4
    for code in ("\x1b[1m", "\x1b[33m", "\x1b[0m"):
        painted = painted.replace(code, "")
    assert painted == "".join(count_table(texts, Screen()))


def test_rows_come_out_as_they_are_known() -> None:
    def endless() -> Iterable[Answered[Count]]:
        while True:
            yield Answered("hi", count("hi"))

    table = count_table(endless(), Screen())
    assert [next(iter(table)) for _ in range(3)][2].startswith("     1 GSM-7")
