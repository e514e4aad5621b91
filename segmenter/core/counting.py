"""Counting: how a text is encoded, how many segments it takes, and the room left in the last.

The fast path of the library. It answers the default policy by arithmetic where that is exact, and asks
`choice` for everything else; it must not know what a segment's text or place is.
"""

from codecs import charmap_encode, utf_16_be_encode
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from .alphabets import NO_SLOT, AlphabetTables, alphabet
from .choice import Layout, lay_out, unencodable
from .coding import GSM7_SHAPE, UCS2_SHAPE, Coding, codings, cut
from .policy import Boundary, Encoding, NationalLanguage, Policy
from .results import Whole, result

__all__ = [
    "DEFAULT_POLICY",
    "Count",
    "checked",
    "code_by_default",
    "count",
    "default_count",
    "exact_text",
    "layout_count",
]


class _CountFields(NamedTuple):
    encoding: Encoding
    segments: int
    units: int
    segment_units: int
    free_units: int
    locking_shift: NationalLanguage | None
    single_shift: NationalLanguage | None


@result
class Count(Whole, _CountFields):
    """What a text takes to send. Septets for GSM-7 and 16-bit code units for UCS-2 are the units.

    Attributes:
        encoding: the one chosen.
        segments: how many, at least 1; may exceed the 255 that one message can have.
        units: of the whole text, headers not counted.
        segment_units: what one segment of this message can hold.
        free_units: what is left in the last segment.
        locking_shift: language of the locking shift table used, if any.
        single_shift: language of the single shift table used, if any.
    """

    __slots__ = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name as JSON can hold them, national languages by their names.

        >>> count("hi").as_dict()["encoding"]
        'GSM-7'
        """
        locking, single = self.locking_shift, self.single_shift
        return {
            "encoding": str(self.encoding),
            "segments": self.segments,
            "units": self.units,
            "segment_units": self.segment_units,
            "free_units": self.free_units,
            "locking_shift": locking and locking.name,
            "single_shift": single and single.name,
        }


DEFAULT_POLICY = Policy()

_new = tuple.__new__  # past the named tuple's own constructor: 0.2 µs against 0.3

_LETTERS = alphabet(None, None)
_LATIN1_SLOTS = _LETTERS.latin1_slots
_LATIN1_OVERHEAD = "é".__sizeof__() - 1


_GSM7, _UCS2 = codings(DEFAULT_POLICY)


def _lone_counts(coding: Coding) -> list[Count]:
    encoding, room = coding.encoding, coding.lone_units
    return [Count(encoding, 1, units, room, room - units, None, None) for units in range(room + 1)]


# By name: TS 23.040 fixes them (160, 153, 70 and 67), and a global costs the fast path nothing measurable.
_GSM7_LONE, _GSM7_EACH = _GSM7.lone_units, _GSM7.segment_units
_UCS2_LONE, _UCS2_EACH = _UCS2.lone_units, _UCS2.segment_units

# Most messages are one segment: their counts are built once (a tuple costs 0.3 µs, a list index 0.02 µs).
_LONE_GSM7, _LONE_UCS2 = _lone_counts(_GSM7), _lone_counts(_UCS2)


def count(text: str, *, policy: Policy = DEFAULT_POLICY) -> Count:
    """Count a text: its encoding, segments, units and free room.

    Args:
        text: any length; counted as written, nothing is trimmed, normalised or replaced.
        policy: what may be chosen; the default is GSM-7, else UCS-2, no national language.

    Raises:
        UnencodableError: no encoding the policy allows can carry the text.
        TypeError: `text` is not a `str`.

    Source: TS 23.038 §6, TS 23.040 §9.2.3.24.

    >>> count("It’s here").encoding.value, count("It's here").free_units
    ('UCS-2', 151)
    """
    if type(text) is not str:
        text = exact_text(text)
    if policy is not DEFAULT_POLICY:
        try:
            counter = _COUNTERS[id(policy)]  # a policy's own hash is Python code
        except KeyError:
            counter = _remembered(policy)
        return counter(text)
    if text.isascii():
        slots = text.encode().translate(_LATIN1_SLOTS)
        if slots.isascii():
            units = len(slots)
            if units <= _GSM7_LONE:
                return _LONE_GSM7[units]
            segments = -(-units // _GSM7_EACH)
            return _new(
                Count, (Encoding.GSM7, segments, units, _GSM7_EACH, _GSM7_EACH * segments - units, None, None)
            )
        octets = b"" if NO_SLOT in slots else slots.decode("latin-1").encode()
    else:
        octets = _septets(text)
    # The jumps of `cut`, written out for each shape without its list: 2.3 µs become 2.0 for 300 characters.
    segments = 1
    if octets:
        units = len(octets)
        if units <= _GSM7_LONE:
            return _LONE_GSM7[units]
        stop = _GSM7_EACH
        while stop < units:
            if octets[stop - 1] >= 0xC2:
                stop -= 1
            stop += _GSM7_EACH
            segments += 1
        return _new(Count, (Encoding.GSM7, segments, units, _GSM7_EACH, stop - units, None, None))
    octets = _code_units(text)
    units = len(octets) >> 1
    if units <= _UCS2_LONE:
        return _LONE_UCS2[units]
    stop = _UCS2_EACH
    while stop < units:
        if 0xD8 <= octets[stop + stop - 2] <= 0xDB:
            stop -= 1
        stop += _UCS2_EACH
        segments += 1
    return _new(Count, (Encoding.UCS2, segments, units, _UCS2_EACH, stop - units, None, None))


_COUNTERS: dict[int, Callable[[str], Count]] = {}
"""How to count under a policy, by the identity of one that its counter keeps alive; at most 64 of them."""


def _remembered(policy: Policy) -> Callable[[str], Count]:
    allowed = codings(checked(policy))
    counter = _quick_counter(policy, *allowed) if _is_quick(policy, allowed) else partial(_laid_out, policy)
    if len(_COUNTERS) >= 64:
        _COUNTERS.clear()
    _COUNTERS[id(policy)] = counter
    return counter


def _is_quick(policy: Policy, allowed: tuple[Coding, ...]) -> bool:
    """Tell whether nothing is to choose: an alphabet without shifts, then at most UCS-2, no clusters kept."""
    first, *others = allowed
    return (
        policy.boundary is Boundary.CODE_POINT
        and not policy.numbering
        and first.alphabet is not None
        and all(coding.alphabet is None for coding in others)
    )


def _laid_out(policy: Policy, text: str) -> Count:
    return layout_count(lay_out(text, policy))


def _quick_counter(policy: Policy, first: Coding, ucs2: Coding | None = None) -> Callable[[str], Count]:
    """Return a function that counts texts in one alphabet without shifts, else in UCS-2.

    The alphabet wins wherever it has the text: its septets hold more characters than UCS-2 has room for.
    Written out as `count` is: texts take 1.1 to 1.3 times what they take there, through `choice` 3 to 20.
    """
    letters = first.alphabet
    assert letters is not None
    latin1_slots = letters.latin1_slots
    encoding, lone, each, alone = first.encoding, first.lone_units, first.segment_units, _lone_counts(first)
    wide_lone, wide_each = (ucs2.lone_units, ucs2.segment_units) if ucs2 else (-1, 0)
    wide_alone = _lone_counts(ucs2) if ucs2 else []

    def counted(text: str) -> Count:
        if text.isascii():
            slots = text.encode().translate(latin1_slots)
            if slots.isascii():
                units = len(slots)
                if units <= lone:
                    return alone[units]
                segments = -(-units // each)
                return _new(Count, (encoding, segments, units, each, each * segments - units, None, None))
            octets = b"" if NO_SLOT in slots else slots.decode("latin-1").encode()
        else:
            octets = _septets(text, letters)
        if octets:
            units = len(octets)
            if units <= lone:
                return alone[units]
            stops = cut(octets, GSM7_SHAPE, len(text), each)
            return _new(Count, (encoding, len(stops), units, each, each - units + stops[-2], None, None))
        try:
            octets = utf_16_be_encode(text)[0]
        except UnicodeEncodeError:
            return _laid_out(policy, text)
        units = len(octets) >> 1
        if units <= wide_lone:
            return wide_alone[units]
        if ucs2 is None:
            return _laid_out(policy, text)
        stops = cut(octets, UCS2_SHAPE, len(text), wide_each)
        return _new(
            Count, (Encoding.UCS2, len(stops), units, wide_each, wide_each - units + stops[-2], None, None)
        )

    return counted


def default_count(coding: Coding, stops: list[int]) -> Count:
    """Return the count of a text coded by default and cut."""
    units = stops[-1]
    if len(stops) == 1:
        return (_LONE_GSM7 if coding is _GSM7 else _LONE_UCS2)[units]
    room = coding.segment_units
    return _new(Count, (coding.encoding, len(stops), units, room, room - units + stops[-2], None, None))


def code_by_default(text: str) -> tuple[bytes, int, Coding]:
    """Return a text coded under the default policy, its units, and the coding: GSM-7 where it can be.

    Raises:
        UnencodableError: the text holds a surrogate.
    """
    if text.isascii():
        slots = text.encode().translate(_LATIN1_SLOTS)
        if slots.isascii():
            return slots, len(slots), _GSM7
        octets = b"" if NO_SLOT in slots else slots.decode("latin-1").encode()
    else:
        octets = _septets(text)
    if octets:
        return octets, len(octets), _GSM7
    octets = _code_units(text)
    return octets, len(octets) >> 1, _UCS2


def _septets(text: str, letters: AlphabetTables = _LETTERS) -> bytes:
    """Return a text that is not ASCII coded in an alphabet; nothing where that lacks a character."""
    # CPython keeps Latin-1 text in one octet a character: a table then takes a third of the map's time.
    if text.__sizeof__() - len(text) == _LATIN1_OVERHEAD:
        slots = text.encode("latin-1", "ignore").translate(letters.latin1_slots)
        if len(slots) == len(text):
            if NO_SLOT in slots:
                return b""
            return slots if slots.isascii() else slots.decode("latin-1").encode()
    # One look spares most texts in other scripts the attempt: 0.8 µs become 0.5 for 70 Cyrillic letters.
    if letters.last_letter < text[len(text) >> 1] != "€":
        return b""
    try:
        # Up to some 200 characters leaving out what does not fit is cheaper than an exception (0.5 µs).
        slots = charmap_encode(text, "ignore" if len(text) < 200 else "strict", letters.map)[0]
    except UnicodeEncodeError:
        return b""
    if len(slots) < len(text) or 0 in slots:
        return b""
    return slots if slots.isascii() else slots.decode("latin-1").encode()


def _code_units(text: str) -> bytes:
    try:
        return utf_16_be_encode(text)[0]
    except UnicodeEncodeError as error:
        raise unencodable(text, error.start, DEFAULT_POLICY) from None


def layout_count(layout: Layout) -> Count:
    """Return the count of a layout."""
    coding, _, stops = layout
    last = stops[-1] - (stops[-2] if len(stops) > 1 else 0)
    room = layout.segment_units
    shifts = coding.locking_shift, coding.single_shift
    return Count(coding.encoding, len(stops), stops[-1], room, room - last, *shifts)


def checked(policy: object) -> Policy:
    """Return the policy, where it is one."""
    if isinstance(policy, Policy):
        return policy
    message = f"policy must be a Policy, not {policy!r}"
    raise TypeError(message)


def exact_text(value: object, what: str = "a text") -> str:
    """Return a text as a plain `str`: a subclass may escape what is added to it, or print a name.

    Args:
        value: a `str`, or of a subclass: Django's ``SafeString``, ``numpy.str_``, a member of a `StrEnum`.
        what: how the error names it.

    Raises:
        TypeError: it is not a `str`.
    """
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"{what} must be a str, not {type(value).__name__}{text_remedy(value)}")


def text_remedy(value: object) -> str:
    """Return what turns a value into a text, for an error; empty where nothing does.

    >>> text_remedy(b"octets"), text_remedy(None)
    ('; decode it first', '')
    """
    if isinstance(value, bytes | bytearray):
        return "; decode it first"
    lazy = type(value).__str__ is not object.__str__  # such as Django's translations
    return "; call str() on it" if lazy and value is not None else ""
