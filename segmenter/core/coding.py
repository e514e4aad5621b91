"""Coded text: the octets a text becomes before it is cut; and the codings, each a way to make them.

A line here knows octets, units and the room a header leaves; it must not know how a coding is chosen.

Coded text has one shape in both encodings: so many octets to a unit, and a lead exactly where a cut may not
follow. For GSM-7 it is the alphabet's slots, read as Latin-1 and written as UTF-8: one octet for a base
character, two for a shifted one, whose first stands for the escape. For UCS-2 it is UTF-16BE, with the high
surrogate in that part.
"""

from codecs import utf_16_be_encode
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from .alphabets import AlphabetTables, alphabet, ascii_alphabet
from .headers import capacity, udh_octets
from .policy import Encoding, NationalLanguage, Policy

__all__ = [
    "GSM7_SHAPE",
    "UCS2_SHAPE",
    "Coding",
    "Shape",
    "codings",
    "cut",
    "last_stop",
    "mark_leads",
    "number_around",
    "septets",
    "spans",
]


class Shape(NamedTuple):
    """How coded text is laid out: octets to a unit, the lead octets, and a table that marks them with a 1."""

    width: int
    first_lead: int
    last_lead: int
    marks: bytes


def _shape(width: int, first_lead: int, last_lead: int) -> Shape:
    return Shape(
        width, first_lead, last_lead, bytes(first_lead <= octet <= last_lead for octet in range(256))
    )


GSM7_SHAPE = _shape(1, 0xC2, 0xC3)
UCS2_SHAPE = _shape(2, 0xD8, 0xDB)


def cut(octets: bytes, shape: Shape, code_points: int, capacity: int) -> list[int]:
    """Return where each segment of at most `capacity` units ends, in units; the last stop is the end.

    Each is the furthest that does not follow a lead: an escape and the septet it shifts are one character
    (TS 23.040 §9.2.3.24.1 forbids cutting them apart), and so are two surrogates.
    """
    width, first_lead, last_lead, _ = shape
    units = len(octets) // width
    if units == code_points:  # no leads
        return [*range(capacity, units, capacity), units]
    stops = []
    stop = capacity
    while stop < units:
        if first_lead <= octets[width * (stop - 1)] <= last_lead:
            stop -= 1
        stops.append(stop)
        stop += capacity
    stops.append(units)
    return stops


def last_stop(octets: bytes, shape: Shape, limit: int) -> int:
    """Return the furthest place for a cut: `limit` units, or one before."""
    width, first_lead, last_lead, _ = shape
    return limit - (first_lead <= octets[width * (limit - 1)] <= last_lead)


def mark_leads(octets: bytes, shape: Shape, code_points: int) -> bytes:
    """Return one octet for each unit, 1 where it is a lead; nothing where there is none.

    Each code point has one unit that is not a lead, so counting the marks turns units into code points.
    """
    width, _, _, marks = shape
    return octets[::width].translate(marks) if len(octets) > width * code_points else b""


def spans(stops: list[int]) -> Iterable[tuple[int, int]]:
    """Return where each segment starts and stops."""
    return zip([0, *stops], stops)  # noqa: B905  # the first list is longer by the end


class Coding(NamedTuple):
    """One way to send a text: an encoding, its tables, and the room their headers leave in a segment.

    Where parts are numbered in their text, `segment_units` is what a number of one digit leaves.
    """

    encoding: Encoding
    shape: Shape
    alphabet: AlphabetTables | None
    lone_udh_octets: int
    lone_units: int
    udh_octets: int
    segment_units: int
    numbering: str = ""

    @property
    def locking_shift(self) -> NationalLanguage | None:
        """The language of the locking shift table, if one is used."""
        return self.alphabet.locking_shift if self.alphabet else None

    @property
    def single_shift(self) -> NationalLanguage | None:
        """The language of the single shift table, if one is used."""
        return self.alphabet.single_shift if self.alphabet else None

    def room(self, segments: int) -> int:
        """Return the most units that so many segments hold, at least 1."""
        return self.lone_units if segments == 1 else segments * self.segment_units

    def least_segments(self, units: int) -> int:
        """Return the segments of so many units where no cut loses one."""
        return 1 if units <= self.lone_units else -(-units // self.segment_units)

    def sure_segments(self, units: int, *, leads: int | None = None) -> int | None:
        """Return the segments of so many units; `None` where it depends on where the cuts fall.

        A cut that would follow a lead, an escape or a high surrogate, moves back by one unit: no more units
        are lost than there are cuts, nor than there are leads.

        >>> gsm7 = codings(Policy())[0]
        >>> gsm7.sure_segments(305), gsm7.sure_segments(306), gsm7.sure_segments(306, leads=0)
        (2, None, 2)
        """
        least = self.least_segments(units)
        if self.numbering and least > 9:
            return None
        lost = least - 1 if leads is None else min(least - 1, leads)
        return least if not lost or units + lost <= self.room(least) else None

    def code(self, text: str) -> bytes:
        """Return the octets of the coded text.

        Raises:
            UnicodeEncodeError: with `start` at the first character that this coding cannot carry.
        """
        return septets(self.alphabet.slots(text)) if self.alphabet else utf_16_be_encode(text)[0]

    def numbered(self, digits: int) -> "Coding":
        """Return this coding with room for part numbers of so many digits.

        Raises:
            UnicodeEncodeError: as `code` does, of the numbering.
        """
        widest = "9" * digits
        number = self.units("".join(number_around(self.numbering, widest, widest)))
        return self._replace(udh_octets=self.lone_udh_octets, segment_units=self.lone_units - number)

    def units(self, text: str) -> int:
        """Return the units of a text this coding can carry."""
        return len(self.code(text)) // self.shape.width


def number_around(numbering: str, number: object, total: object) -> tuple[str, str]:
    """Return what stands before and after the text of a part.

    >>> number_around("{text} ({number}/{total})", 1, 3), number_around("{number}. ", 1, 3)
    (('', ' (1/3)'), ('1. ', ''))
    """
    if not numbering:
        return "", ""
    before, _, after = numbering.partition("{text}")
    return before.format(number=number, total=total), after.format(number=number, total=total)


def septets(slots: bytes) -> bytes:
    """Return the coded text of an alphabet's slots: one octet to a septet."""
    return slots if slots.isascii() else slots.decode("latin-1").encode()


@lru_cache(maxsize=64)
def codings(policy: Policy) -> tuple[Coding, ...]:
    """Return every coding the policy allows, the preferred first where segments and octets are equal.

    By the order of `Policy.encodings`, then fewest shifts, then lowest locking, then lowest single id.
    """
    return tuple(coding for encoding in policy.encodings for coding in _codings_of(encoding, policy))


def _codings_of(encoding: Encoding, policy: Policy) -> list[Coding]:
    if encoding is Encoding.GSM7:
        return _gsm7_codings(policy)
    return [_coding(policy, encoding, ascii_alphabet() if encoding is Encoding.ASCII7 else None)]


def _gsm7_codings(policy: Policy) -> list[Coding]:
    locking = [None, *sorted(policy.locking_shifts - {NationalLanguage.SPANISH})]
    single = [None, *sorted(policy.single_shifts)]
    pairs = sorted(
        ((first, second) for first in locking for second in single),
        key=lambda pair: (sum(language is not None for language in pair), pair[0] or 0, pair[1] or 0),
    )
    return [_coding(policy, Encoding.GSM7, alphabet(*pair, policy.without)) for pair in pairs]


def _coding(policy: Policy, encoding: Encoding, letters: AlphabetTables | None) -> Coding:
    shape, shifts = UCS2_SHAPE, 0
    if letters is not None:
        shape = GSM7_SHAPE
        shifts = sum(language is not None for language in (letters.locking_shift, letters.single_shift))
    extra = policy.extra_octets
    lone = udh_octets(shifts=shifts, concatenation=None, extra=extra)
    joined = udh_octets(shifts=shifts, concatenation=policy.reference_width, extra=extra)
    rooms = capacity(encoding, udh=lone), capacity(encoding, udh=joined)
    coding = Coding(encoding, shape, letters, lone, rooms[0], joined, rooms[1], policy.numbering)
    if policy.numbering:
        with suppress(UnicodeEncodeError):  # then only a text of one part can be sent
            return coding.numbered(1)
    return coding
