"""A plain reference: what DESIGN.md asks of `count`, `segment` and `truncate`, one character at a time.

It must not know the library; it reads the tables straight from the shared data, and is slow on purpose.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from tests import shared_data

GSM7 = "GSM-7"
UCS2 = "UCS-2"
ASCII7 = "ASCII-7"
ESCAPE = "\x1b"
OCTETS_ON_AIR = 140


class Rules(NamedTuple):
    """What a `Policy` says, in plain values."""

    encodings: tuple[str, ...] = (GSM7, UCS2)
    locking_shifts: frozenset[int] = frozenset()
    single_shifts: frozenset[int] = frozenset()
    grapheme_clusters: bool = False
    reference_bits: int = 8
    without: str = ""
    words: bool = False
    numbering: str = ""


class Part(NamedTuple):
    """What a `Segment` says."""

    text: str
    start: int
    stop: int
    units: int
    number: int
    udh_octets: int
    prefix: str = ""
    suffix: str = ""


class Answer(NamedTuple):
    """What a `Message` says: its segments, and every field of its `Count`."""

    encoding: str
    units: int
    segment_units: int
    free_units: int
    locking_shift: int | None
    single_shift: int | None
    parts: tuple[Part, ...]

    @property
    def segments(self) -> int:
        return len(self.parts)


@dataclass(frozen=True, order=True)
class Unencodable:
    """What an `UnencodableError` says; of two, the greater is the one further on."""

    index: int
    code_point: int


class Candidate(NamedTuple):
    """One way to send a text: an encoding, and for GSM-7 the language of each shift, if any."""

    encoding: str
    locking_shift: int | None
    single_shift: int | None


# --- The tables -------------------------------------------------------------------------------------------


class Tables(NamedTuple):
    """The characters each table holds; `None` stands for the default alphabet and its extension table."""

    base: dict[int | None, frozenset[str]]
    shifted: dict[int | None, frozenset[str]]


def characters(table: dict[str, str]) -> frozenset[str]:
    found = set()
    for name in table.values():
        character = chr(int(name.removeprefix("U+"), 16))
        # The data writes the escape septet as U+001B; DESIGN, "Rules": it is never a character.
        if character != ESCAPE:
            found.add(character)
    return frozenset(found)


@cache
def tables() -> Tables:
    """Read the 27 tables; skips or fails the test that asks where the data is absent."""
    data = json.loads(shared_data.path("gsm_alphabets.json").read_text(encoding="utf-8"))
    base: dict[int | None, frozenset[str]] = {None: characters(data["default"])}
    for language in data["locking"].values():
        base[language["id"]] = characters(language["table"])
    # A single shift replaces the extension table, it does not add to it (data/README.md).
    shifted: dict[int | None, frozenset[str]] = {None: characters(data["default_extension"])}
    for language in data["single"].values():
        shifted[language["id"]] = characters(language["table"])
    return Tables(base, shifted)


def cost(character: str, candidate: Candidate, without: str = "") -> int | None:
    """Return the units of one character, or None where the candidate cannot say it."""
    code_point = ord(character)
    if candidate.encoding == ASCII7:
        return 1 if code_point < 0x80 else None
    if candidate.encoding == UCS2:
        # DESIGN, "Rules": UCS-2 is UTF-16BE. A surrogate is no character, a pair written as two no better.
        if 0xD800 <= code_point <= 0xDFFF:
            return None
        return 2 if code_point > 0xFFFF else 1
    if character in without:
        return None
    # DESIGN, "Rules": of two septets for one character, the cheaper.
    if character in tables().base[candidate.locking_shift]:
        return 1
    if character in tables().shifted[candidate.single_shift]:
        return 2
    return None


# --- Headers, capacity, octets on the air -----------------------------------------------------------------


def shifts(candidate: Candidate) -> int:
    return (candidate.locking_shift is not None) + (candidate.single_shift is not None)


def header_octets(candidate: Candidate, *, concatenated: bool, reference_bits: int) -> int:
    """Return the octets of a segment's header, the UDHL included (data/README.md, "Header cost")."""
    elements = 3 * shifts(candidate)
    if concatenated:
        elements += 5 if reference_bits == 8 else 6
    return 1 + elements if elements else 0


def air_octets(candidate: Candidate, header: int, units: int) -> int:
    """Return the octets of one segment on the air (DESIGN, "Pinned details", "Core")."""
    if candidate.encoding == UCS2:
        return header + 2 * units
    fill_bits = 0
    while (8 * header + fill_bits) % 7 != 0:
        fill_bits += 1
    bits = fill_bits + 7 * units
    octets = bits // 8
    if bits % 8:
        octets += 1
    return header + octets


@cache
def capacity(candidate: Candidate, header: int) -> int:
    """Return the most units that still go on the air beside such a header."""
    units = 0
    while air_octets(candidate, header, units + 1) <= OCTETS_ON_AIR:
        units += 1
    return units


# --- Cutting ----------------------------------------------------------------------------------------------


def clusters(text: str) -> list[str]:
    """Return the grapheme clusters: `regex`'s \\X over the whole text (DESIGN, "Rules")."""
    import regex  # here, since Pyodide has none: see tests/conftest.py

    found: list[str] = regex.findall(r"\X", text)
    assert "".join(found) == text
    return found


def pieces(text: str, rules: Rules) -> list[tuple[int, int]]:
    """Return what is kept whole, as (start, stop): code points, or grapheme clusters where asked."""
    whole = clusters(text) if rules.grapheme_clusters or rules.words else list(text)
    found = []
    start = 0
    for piece in whole:
        found.append((start, start + len(piece)))
        start += len(piece)
    return found


def cut(costs: Sequence[int], kept_whole: Sequence[tuple[int, int]], room: int) -> list[tuple[int, int, int]]:
    """Fill segment after segment; return (start, stop, units) of each."""
    # DESIGN, "Pinned details": a cluster larger than a segment is filled in from where the current segment
    # stands. It is cut at code points, so an escape pair or a surrogate pair, one code point, stays whole.
    atoms: list[tuple[int, int]] = []
    for start, stop in kept_whole:
        if sum(costs[start:stop]) > room:
            atoms.extend((index, index + 1) for index in range(start, stop))
        else:
            atoms.append((start, stop))
    segments = []
    segment_start = 0
    used = 0
    for start, stop in atoms:
        units = sum(costs[start:stop])
        if used + units > room:
            segments.append((segment_start, start, used))
            segment_start = start
            used = 0
        used += units
    segments.append((segment_start, len(costs), used))
    return segments


def is_blank(character: str) -> bool:
    return character.isspace() and character not in "\u00a0\u2007\u202f"


def cut_words(
    text: str, costs: Sequence[int], kept_whole: Sequence[tuple[int, int]], room: int
) -> list[tuple[int, int, int]]:
    """Fill segment after segment, each up to its last blank; return (start, stop, units) of each."""
    ends = {stop for _, stop in kept_whole}
    segments = []
    start = 0
    while sum(costs[start:]) > room:
        reach = start
        while sum(costs[start : reach + 1]) <= room:
            reach += 1
        places = [
            place for place in range(start + 1, reach + 1) if place in ends and is_blank(text[place - 1])
        ]
        stop = reach
        if places:
            stop = places[-1]
        elif reach not in ends:
            (cluster,) = [span for span in kept_whole if span[0] < reach < span[1]]
            if sum(costs[slice(*cluster)]) <= room:
                stop = cluster[0]
        segments.append((start, stop, sum(costs[start:stop])))
        start = stop
    segments.append((start, len(costs), sum(costs[start:])))
    return segments


def around(rules: Rules, number: int, total: int) -> tuple[str, str]:
    """Return the number of a part, before and after its text."""
    if not rules.numbering or total == 1:
        return "", ""
    numbered = rules.numbering.replace("{number}", str(number)).replace("{total}", str(total))
    before, _, after = numbered.partition("{text}")
    return before, after


def answer_of_candidate(
    text: str, costs: Sequence[int], kept_whole: Sequence[tuple[int, int]], candidate: Candidate, rules: Rules
) -> Answer | Unencodable:
    """Return how one candidate sends a text it can say; `costs` are the units of its characters."""
    units = sum(costs)
    header = header_octets(candidate, concatenated=False, reference_bits=rules.reference_bits)
    room = capacity(candidate, header)
    if units <= room:
        # DESIGN, "Rules": an empty text is one segment too.
        segments = [(0, len(text), units)]
    else:
        divide = partial(cut_words, text) if rules.words else cut
        if rules.numbering:
            alone, digits = room, 0
            segments = []
            while len(str(len(segments))) > digits:
                digits += 1
                widest = int("9" * digits)
                units_of_number = costs_of("".join(around(rules, widest, widest)), candidate, rules)
                if isinstance(units_of_number, Unencodable):
                    return units_of_number
                room = alone - sum(units_of_number)
                segments = divide(costs, kept_whole, room)
        else:
            header = header_octets(candidate, concatenated=True, reference_bits=rules.reference_bits)
            room = capacity(candidate, header)
            segments = divide(costs, kept_whole, room)
    parts: list[Part] = []
    for start, stop, part_units in segments:
        number = len(parts) + 1
        where = around(rules, number, len(segments))
        parts.append(Part(text[start:stop], start, stop, part_units, number, header, *where))
    free_units = room - parts[-1].units
    encoding, locking, single = candidate
    return Answer(encoding, units, room, free_units, locking, single, tuple(parts))


# --- The choice among candidates --------------------------------------------------------------------------


def candidates(rules: Rules) -> list[Candidate]:
    """Return every way the rules allow; locking and single shifts are chosen independently."""
    found = []
    for encoding in rules.encodings:
        if encoding != GSM7:
            found.append(Candidate(encoding, None, None))
            continue
        for locking in (None, *sorted(rules.locking_shifts)):
            # DESIGN, "Pinned details": Spanish has no locking table, allowing it has no effect.
            if locking == 2:
                continue
            found.extend(Candidate(GSM7, locking, single) for single in (None, *sorted(rules.single_shifts)))
    return found


def rank(answer: Answer, rules: Rules) -> tuple[int, int, int, int, int, int]:
    """Return what the choice compares, lowest first (DESIGN, "Rules": choice among alphabets)."""
    candidate = Candidate(answer.encoding, answer.locking_shift, answer.single_shift)
    octets = 0
    for part in answer.parts:
        octets += air_octets(candidate, part.udh_octets, part.units)
    return (
        answer.segments,
        rules.encodings.index(answer.encoding),
        octets,
        shifts(candidate),
        answer.locking_shift or 0,
        answer.single_shift or 0,
    )


def costs_of(text: str, candidate: Candidate, rules: Rules) -> list[int] | Unencodable:
    """Return the units of each character, or where the candidate stops."""
    costs = []
    for index, character in enumerate(text):
        units = cost(character, candidate, rules.without)
        if units is None:
            return Unencodable(index, ord(character))
        costs.append(units)
    return costs


def answer(text: str, rules: Rules) -> Answer | Unencodable:
    """Return what `segment` must say of a text, or the facts of the error it must raise."""
    kept_whole = pieces(text, rules)
    answers = []
    stops: list[Unencodable] = []
    of_number: list[Unencodable] = []
    for candidate in candidates(rules):
        costs = costs_of(text, candidate, rules)
        if isinstance(costs, Unencodable):
            stops.append(costs)
        else:
            sent = answer_of_candidate(text, costs, kept_whole, candidate, rules)
            if isinstance(sent, Unencodable):
                of_number.append(sent)
            else:
                answers.append(sent)
    if not answers:
        # DESIGN, "Pinned details": the first offender is where the candidate that gets furthest stops; one
        # that carries the whole text, but not the number of a part, gets further than any that does not.
        return of_number[-1] if of_number else max(stops)
    return min(answers, key=lambda each: rank(each, rules))


# --- Truncation -------------------------------------------------------------------------------------------


def truncate(text: str, segments: int, rules: Rules) -> str | Unencodable:
    """Return the longest prefix of whole code points, clusters or words that fits, by trying all."""
    whole = answer(text, rules)
    if isinstance(whole, Unencodable):
        return whole
    if whole.segments <= segments:
        return text
    ends = [stop for _, stop in pieces(text, rules)]
    for stop in reversed(ends[:-1]):
        prefix = answer(text[:stop], rules)
        assert isinstance(prefix, Answer)
        if prefix.segments <= segments:
            start = prefix.parts[-1].start if rules.words else stop
            of_words = [end for end in ends if start < end <= stop and ends_a_word(text, end)]
            return text[: of_words[-1] if of_words else stop]
    return ""


def ends_a_word(text: str, place: int) -> bool:
    return place == len(text) or is_blank(text[place - 1]) or is_blank(text[place])
