"""Matching: every record and every row once, in both directions; what is ambiguous is called so."""

from collections import Counter
from math import nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.audit.matching import Ending, MatchedRows, MatchFate, Pairing, matched
from segmenter.audit.sent import SentRows

HOUR = 3600.0
Row = tuple[str, int, int, float, int]
"""Identifier, recipient, text, time and segments; of a record or of a row."""

rows = st.lists(
    st.tuples(
        st.sampled_from(["", "", "a", "b", "c"]),
        st.integers(0, 2),
        st.integers(0, 2),
        st.sampled_from([nan, 0.0, 100.0, 3000.0, 4000.0, 9000.0, 20_000.0]),
        st.integers(1, 2),
    ),
    max_size=9,
)


def billed_side(some: list[Row]) -> MatchedRows:
    side = MatchedRows()
    for identifier, recipient, text, time, segments in some:
        side.add(identifier, recipient, text, time, segments)
    return side


def sent_side(some: list[Row]) -> SentRows:
    side = SentRows.__new__(SentRows)
    billed = billed_side(some)
    for name in ("ids", "recipients", "texts", "times", "segments"):
        setattr(side, name, getattr(billed, name))
    return side


def endings(billed: list[Row], sent: list[Row], delay: float = HOUR) -> list[Ending]:
    return list(matched(Pairing(billed_side(billed), sent_side(sent), delay)))


def fates(billed: list[Row], sent: list[Row], delay: float = HOUR) -> Counter[MatchFate]:
    return Counter(ending.fate for ending in endings(billed, sent, delay))


def one(identifier: str = "", recipient: int = 44, text: int = 7, time: float = 0, segments: int = 1) -> Row:
    return identifier, recipient, text, time, segments


@pytest.mark.parametrize(
    ("billed", "sent", "expected"),
    [
        ([], [], {}),
        ([one("a")], [one("a")], {MatchFate.MATCHED: 1}),
        ([one("a", time=9e9)], [one("a")], {MatchFate.MATCHED: 1}),
        ([one("a", text=8)], [one("a")], {MatchFate.DIFFERENT: 1}),
        ([one("a", recipient=45)], [one("a")], {MatchFate.DIFFERENT: 1}),
        ([one("a", text=0, segments=2)], [one("a")], {MatchFate.DIFFERENT: 1}),
        ([one("a", text=0)], [one("a")], {MatchFate.MATCHED: 1}),
        ([one("a")], [one("a"), one("a")], {MatchFate.MATCHED: 1, MatchFate.REPEATED: 1}),
        # Identifiers of the provider decide alone; those of somebody else do not.
        ([one("a"), one("b")], [one("a")], {MatchFate.MATCHED: 1, MatchFate.NOT_SENT: 1}),
        ([one("a")], [one("a"), one("c")], {MatchFate.MATCHED: 1, MatchFate.NOT_BILLED: 1}),
        ([one("x"), one("y", 45)], [one("a"), one("c", 45)], {MatchFate.MATCHED: 2}),
        # Recipient, text and time.
        ([one()], [one()], {MatchFate.MATCHED: 1}),
        ([one(time=HOUR)], [one()], {MatchFate.MATCHED: 1}),
        ([one(time=-300)], [one()], {MatchFate.MATCHED: 1}),
        ([one(time=HOUR + 1)], [one()], {MatchFate.NOT_SENT: 1, MatchFate.NOT_BILLED: 1}),
        ([one(time=-301)], [one()], {MatchFate.NOT_SENT: 1, MatchFate.NOT_BILLED: 1}),
        ([one(time=nan)], [one()], {MatchFate.MATCHED: 1}),
        ([one()], [one(time=nan)], {MatchFate.MATCHED: 1}),
        ([one(recipient=45)], [one()], {MatchFate.NOT_SENT: 1, MatchFate.NOT_BILLED: 1}),
        ([one(recipient=0)], [one(recipient=0)], {MatchFate.NOT_SENT: 1, MatchFate.NOT_BILLED: 1}),
        ([one(text=8)], [one()], {MatchFate.DIFFERENT: 1}),
        ([one(), one(time=9)], [one()], {MatchFate.MATCHED: 1, MatchFate.BILLED_TWICE: 1}),
        ([one(), one(time=9e6)], [one()], {MatchFate.MATCHED: 1, MatchFate.NOT_SENT: 1}),
        ([one()], [one(), one(time=9)], {MatchFate.MATCHED: 1, MatchFate.NOT_BILLED: 1}),
        ([one(text=8), one(text=9)], [one(), one(text=6)], {MatchFate.AMBIGUOUS: 1}),
        ([one(text=8)], [one(), one(text=6)], {MatchFate.AMBIGUOUS: 1}),
        ([one(text=8), one(text=9, time=9e6)], [one(), one(text=6, time=9e6)], {MatchFate.DIFFERENT: 2}),
        # Detail records have no text: in equal numbers of equal counts, any pair will do.
        ([one(text=0), one(text=0)], [one(), one(text=6)], {MatchFate.MATCHED: 2}),
        ([one(text=0), one(text=0, segments=2)], [one(), one(text=6)], {MatchFate.AMBIGUOUS: 1}),
    ],
)  # fmt: skip
def test_the_fate_of_records_and_rows(
    billed: list[Row], sent: list[Row], expected: dict[MatchFate, int]
) -> None:
    assert fates(billed, sent) == expected


def test_as_many_pairs_as_there_can_be() -> None:
    billed = [one(time=time) for time in (0, 3500, 7000)]
    sent = [one(time=time) for time in (0, 100, 3600)]
    assert fates(billed, sent) == {MatchFate.MATCHED: 3}


def accounted(found: list[Ending], billed: int, sent: int) -> None:
    assert sorted(index for ending in found for index in ending.billed) == list(range(billed))
    assert sorted(row for ending in found for row in ending.sent) == list(range(sent))


@given(rows, rows, st.sampled_from([0.0, 60.0, HOUR, 1e6]))
def test_every_record_and_every_row_is_accounted_for_once(
    billed: list[Row], sent: list[Row], delay: float
) -> None:
    found = endings(billed, sent, delay)
    accounted(found, len(billed), len(sent))
    for ending in found:
        if ending.fate in (MatchFate.MATCHED, MatchFate.DIFFERENT):
            assert (len(ending.billed), len(ending.sent)) == (1, 1)
            assert bool(ending.differs) is (ending.fate is MatchFate.DIFFERENT)
        if ending.fate is MatchFate.AMBIGUOUS:
            assert len(ending.billed) + len(ending.sent) > 2
            assert ending.billed
            assert ending.sent


@given(rows, st.sampled_from([0.0, 60.0, HOUR]))
def test_what_is_billed_as_it_was_sent_matches(sent: list[Row], delay: float) -> None:
    known = [row for row in sent if row[1] or row[0]]
    unique = {row[0] or number: row for number, row in enumerate(known)}
    exact = [row for row in unique.values() if row[0] or row[2]]
    found = endings(exact, exact, delay)
    accounted(found, len(exact), len(exact))
    assert {ending.fate for ending in found} <= {MatchFate.MATCHED}


@given(rows, rows, st.randoms(use_true_random=False))
def test_the_order_of_records_makes_no_difference(billed: list[Row], sent: list[Row], chance: object) -> None:
    numbered = [
        (f"{row[0]}{number}" if row[0] == "" else row[0], *row[1:]) for number, row in enumerate(billed)
    ]
    unique = list({row[0]: row for row in numbered}.values())
    found = fates(unique, sent)
    chance.shuffle(unique)  # type: ignore[attr-defined]  # a Random
    assert fates(unique, sent) == found


def test_many_messages_to_one_recipient_take_no_square_of_steps() -> None:
    many = [one(time=float(number), text=1 + number % 3) for number in range(3000)]
    other = [one(time=float(number), text=4 + number % 3) for number in range(3000)]
    assert fates(many, many) == {MatchFate.MATCHED: 3000}
    assert fates(many, many[:1000]) == {MatchFate.MATCHED: 1000, MatchFate.BILLED_TWICE: 2000}
    assert fates(many, other) == {MatchFate.AMBIGUOUS: 1}


def test_the_reader_and_the_sides_have_the_same_columns(tmp_path: Path) -> None:
    from segmenter.audit import Yardstick
    from segmenter.providers import profile

    path = tmp_path / "sent.csv"
    path.write_text("id,text\na,Hi\n")
    read = SentRows(path, yardstick=Yardstick(profile("wavix")))
    for name in ("ids", "recipients", "texts", "times", "segments"):
        assert len(getattr(read, name)) == len(getattr(sent_side([one()]), name)) == 1
