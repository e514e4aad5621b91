"""Matching: which record bills which sent row, in both directions, each of them once.

It knows numbers for recipients, texts and times. It must not know money, or how a match is shown.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial
from itertools import groupby
from math import inf, isnan
from typing import Final, NamedTuple

__all__ = ["Ending", "MatchFate", "MatchedRows", "Pairing", "matched"]

_BEFORE: Final = 300.0
"""Seconds that a record's time may come before the row's: clocks differ."""


class MatchFate(StrEnum):
    """What became of a record, or of a row."""

    MATCHED = "matched"
    DIFFERENT = "different"
    NOT_SENT = "not-sent"
    NOT_BILLED = "not-billed"
    BILLED_TWICE = "billed-twice"
    AMBIGUOUS = "ambiguous"
    REPEATED = "repeated"


class Ending(NamedTuple):
    """What became of some records and rows that belong together.

    Attributes:
        fate: of all of them.
        billed: indexes of records.
        sent: indexes of rows.
        differs: what does, of a pair that differs: ``text``, ``recipient`` or ``segments``.
    """

    fate: MatchFate
    billed: tuple[int, ...] = ()
    sent: tuple[int, ...] = ()
    differs: str = ""


class MatchedRows:
    """One side of the bill, in columns of numbers.

    Attributes:
        ids: of each row, empty where it has none.
        recipients: of each row, 0 where it has none.
        texts: a number for each row's text, 0 where it has none.
        times: in seconds, not a number where a row has none.
        segments: of each text; 0 where there is no text, -1 where a provider names none.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.recipients, self.texts = array("Q"), array("q")
        self.times = array("d")
        self.segments = array("l")

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, identifier: str, recipient: int, text: int, time: float, segments: int) -> None:
        """Add a row."""
        self.ids.append(identifier)
        self.recipients.append(recipient)
        self.texts.append(text)
        self.times.append(time)
        self.segments.append(segments)


class Pairing(NamedTuple):
    """Both sides, and how late a record may be.

    Attributes:
        billed: the records.
        sent: the rows.
        delay: seconds.
    """

    billed: MatchedRows
    sent: MatchedRows
    delay: float


def matched(pairing: Pairing) -> Iterator[Ending]:
    """Yield what became of every record and every row, each once.

    Identifiers decide where any of them is on both sides; then, and for rows without one, recipient, text and
    time do. A record belongs to a row if its time is at most `delay` after the row's, or 5 minutes before it.
    """
    billed, sent, _ = pairing
    rows: dict[str, int] = {}
    waiting: list[int] = []
    for index, identifier in enumerate(sent.ids):
        if not identifier:
            waiting.append(index)
        elif rows.setdefault(identifier, index) != index:
            yield Ending(MatchFate.REPEATED, sent=(index,))
    left: list[int] = []
    same = any(identifier in rows for identifier in billed.ids)
    for index, identifier in enumerate(billed.ids):
        row = rows.pop(identifier, None) if identifier else None
        if row is None:
            left.append(index)
        else:
            differs = _difference(pairing, index, row)
            fate = MatchFate.DIFFERENT if differs else MatchFate.MATCHED
            yield Ending(fate, (index,), (row,), differs)
    if same:  # the identifiers are the provider's: what has none of them is not there
        yield from (Ending(MatchFate.NOT_BILLED, sent=(row,)) for row in rows.values())
    else:
        waiting += rows.values()
    yield from _by_recipient(pairing, left, waiting)


def _difference(pairing: Pairing, index: int, row: int) -> str:
    billed, sent, _ = pairing
    if billed.texts[index] and sent.texts[row]:
        if billed.texts[index] != sent.texts[row]:
            return "text"
    elif sent.segments[row] and billed.segments[index] not in (-1, sent.segments[row]):
        return "segments"
    if billed.recipients[index] and sent.recipients[row]:
        return "" if billed.recipients[index] == sent.recipients[row] else "recipient"
    return ""


def _by_recipient(pairing: Pairing, billed: list[int], sent: list[int]) -> Iterator[Ending]:
    """Yield what became of records and rows, recipient by recipient."""
    bills, rows = pairing.billed, pairing.sent
    # Three sorts, each stable, for a key of three values would take 100 octets an index.
    billed.sort(key=bills.ids.__getitem__)
    sent.sort()
    for side, indexes in ((bills, billed), (rows, sent)):
        indexes.sort(key=partial(_time, side.times))
        indexes.sort(key=side.recipients.__getitem__)
    groups = groupby(sent, key=rows.recipients.__getitem__)
    other, others = next(groups, _NO_GROUP)
    for number, some in groupby(billed, key=bills.recipients.__getitem__):
        while other is not None and other < number:
            yield from (Ending(MatchFate.NOT_BILLED, sent=(row,)) for row in others)
            other, others = next(groups, _NO_GROUP)
        if other == number and number:
            yield from _of_one_recipient(pairing, list(some), list(others))
            other, others = next(groups, _NO_GROUP)
        else:
            yield from (Ending(MatchFate.NOT_SENT, (index,)) for index in some)
    while other is not None:
        yield from (Ending(MatchFate.NOT_BILLED, sent=(row,)) for row in others)
        other, others = next(groups, _NO_GROUP)


_NO_GROUP: Final[tuple[None, Iterator[int]]] = None, iter(())


def _time(times: array[float], index: int) -> float:
    """Return the key that sorts one side by its times, those without one last."""
    return _sortable(times[index])


def _sortable(time: float) -> float:
    return inf if isnan(time) else time


def _of_one_recipient(pairing: Pairing, billed: list[int], sent: list[int]) -> Iterator[Ending]:
    bills, rows = pairing.billed, pairing.sent
    by_text: dict[int, list[int]] = {}
    for row in sent:
        by_text.setdefault(rows.texts[row], []).append(row)
    left: list[int] = []
    free: dict[int, list[int]] = dict(by_text)
    of_text: dict[int, list[int]] = {}
    for index in billed:
        of_text.setdefault(bills.texts[index], []).append(index)
    for text, some in of_text.items():
        if not text or text not in by_text:
            left += some
            continue
        pairs, surplus, free[text] = _in_time(pairing, some, by_text[text])
        yield from (Ending(MatchFate.MATCHED, (index,), (row,)) for index, row in pairs)
        paid = sorted(own for _, row in pairs if not isnan(own := rows.times[row]))
        for index in surplus:
            if len(paid) < len(pairs) or _is_near(pairing, bills.times[index], paid):
                yield Ending(MatchFate.BILLED_TWICE, (index,))
            else:
                left.append(index)
    left.sort(key=lambda index: (_sortable(bills.times[index]), bills.ids[index]))
    others = sorted(
        (row for some in free.values() for row in some), key=lambda row: (_sortable(rows.times[row]), row)
    )
    yield from _of_other_texts(pairing, left, others)


def _in_time(
    pairing: Pairing, billed: list[int], sent: list[int]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pair records and rows of one text, as many as can be; return the pairs, and what is left of both.

    Both are in the order of time. All windows are equally long, so that taking the first record that fits
    loses no pair.
    """
    times, own = pairing.billed.times, pairing.sent.times
    pairs: list[tuple[int, int]] = []
    timeless = [index for index in billed if isnan(times[index])]
    timed = [index for index in billed if not isnan(times[index])]
    surplus: list[int] = []
    left: list[int] = []
    at = 0
    for row in sent:
        if isnan(own[row]):
            left.append(row)
            continue
        while at < len(timed) and times[timed[at]] < own[row] - _before(pairing):
            surplus.append(timed[at])
            at += 1
        if at < len(timed) and times[timed[at]] <= own[row] + pairing.delay:
            pairs.append((timed[at], row))
            at += 1
        else:
            left.append(row)
    surplus += timed[at:]
    # What has no time fits any that is left: first the rows without one, then the records.
    free = [row for row in left if isnan(own[row])]
    while free and (surplus or timeless):
        pairs.append(((surplus or timeless).pop(0), free.pop(0)))
    known = [row for row in left if not isnan(own[row])]
    while known and timeless:
        pairs.append((timeless.pop(0), known.pop(0)))
    return pairs, surplus + timeless, known + free


def _before(pairing: Pairing) -> float:
    return min(_BEFORE, pairing.delay)


def _is_near(pairing: Pairing, time: float, own: list[float]) -> bool:
    """Return whether a record of a time may belong to a row of one of these times, which are in order."""
    if isnan(time):
        return bool(own)
    at = bisect_left(own, time - pairing.delay)
    return at < len(own) and own[at] <= time + _before(pairing)


def _of_other_texts(pairing: Pairing, billed: list[int], sent: list[int]) -> Iterator[Ending]:
    """Yield what became of records and rows whose texts differ, or that have none."""
    for some, others in _clusters(pairing, billed, sent):
        if not others:
            yield from (Ending(MatchFate.NOT_SENT, (index,)) for index in some)
        elif not some:
            yield from (Ending(MatchFate.NOT_BILLED, sent=(row,)) for row in others)
        elif len(some) == len(others) == 1:
            differs = _difference(pairing, some[0], others[0])
            fate = MatchFate.DIFFERENT if differs else MatchFate.MATCHED
            yield Ending(fate, tuple(some), tuple(others), differs)
        elif _are_interchangeable(pairing, some, others):
            for index, row in zip(some, others, strict=True):
                yield Ending(MatchFate.MATCHED, (index,), (row,))
        else:
            yield Ending(MatchFate.AMBIGUOUS, tuple(some), tuple(others))


def _are_interchangeable(pairing: Pairing, some: Sequence[int], others: Sequence[int]) -> bool:
    """Return whether any record may bill any row: one side has no texts, and all counts agree."""
    bills, rows = pairing.billed, pairing.sent
    if len(some) != len(others):
        return False
    if any(bills.texts[index] for index in some) and any(rows.texts[row] for row in others):
        return False
    counts = {bills.segments[index] for index in some} | {rows.segments[row] for row in others}
    return len(counts - {-1, 0}) <= 1


def _clusters(pairing: Pairing, billed: list[int], sent: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the records and rows that may belong together by their times; both are in the order of these."""
    times, own = pairing.billed.times, pairing.sent.times
    if any(isnan(times[index]) for index in billed) or any(isnan(own[row]) for row in sent):
        yield billed, sent
        return
    before, rows = _before(pairing), len(sent)
    some: list[int] = []
    start = stop = low = high = (
        0  # sent[start:stop] are those of the cluster, sent[low:high] those of a record
    )
    for index in billed:
        while low < rows and own[sent[low]] < times[index] - pairing.delay:
            low += 1
        high = max(high, low)
        while high < rows and own[sent[high]] <= times[index] + before:
            high += 1
        if some and low < stop:  # it may belong to a row of the cluster
            some.append(index)
            stop = high
            continue
        if some:
            yield some, sent[start:stop]
        if low > stop:
            yield [], sent[stop:low]
        some, start, stop = [index], low, high
    if some:
        yield some, sent[start:stop]
    yield [], sent[stop:]
