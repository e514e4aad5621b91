"""What a caller may choose: encodings, national languages, where a cut may stand, the reference's width.

Values only: nothing here knows a table, a header or a text.
"""

from collections.abc import Iterable
from enum import Enum, IntEnum, StrEnum
from typing import Any, NamedTuple, Self, TypeVar

__all__ = ["Boundary", "Encoding", "NationalLanguage", "Policy", "ReferenceWidth"]


class Encoding(StrEnum):
    """How the text of a segment is coded (TS 23.038 §4: the data coding scheme).

    ``UCS2`` is UTF-16BE, as networks and phones carry it: a character beyond the BMP is two code units.
    """

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


class NationalLanguage(IntEnum):
    """The national language identifiers of TS 23.038 §6.2.1.2.4; the number is what goes on the air."""

    TURKISH = 1
    SPANISH = 2
    PORTUGUESE = 3
    BENGALI = 4
    GUJARATI = 5
    HINDI = 6
    KANNADA = 7
    MALAYALAM = 8
    ODIA = 9
    PUNJABI = 10
    TAMIL = 11
    TELUGU = 12
    URDU = 13


class Boundary(Enum):
    """Where a cut between two segments may stand."""

    CODE_POINT = "code point"
    GRAPHEME_CLUSTER = "grapheme cluster"


class ReferenceWidth(IntEnum):
    """Bits of the concatenation reference: information element 0x00 or 0x08 (TS 23.040 §9.2.3.24.1, .8)."""

    EIGHT_BITS = 8
    SIXTEEN_BITS = 16


class _Choices(NamedTuple):
    encodings: tuple[Encoding, ...]
    locking_shifts: frozenset[NationalLanguage]
    single_shifts: frozenset[NationalLanguage]
    boundary: Boundary
    reference_width: ReferenceWidth


class Policy(_Choices):
    """How texts may be encoded and cut. Read-only, hashable, equal when the choices are.

    Args:
        encodings: those allowed; of two that need as many segments, the one named first is taken.
        locking_shifts: languages whose locking shift table may replace the default alphabet.
            `SPANISH` is allowed and has no effect: there is no such table (TS 23.038 annex A.3.2 is void).
        single_shifts: languages whose single shift table may replace the extension table.
        boundary: where a cut may stand.
        reference_width: bits of the concatenation reference.

    Raises:
        ValueError: a value is not one of its enumeration, or `encodings` is empty or repeats itself.
        TypeError: a value is of the wrong kind.

    >>> Policy(single_shifts={NationalLanguage.TURKISH}).single_shifts
    frozenset({<NationalLanguage.TURKISH: 1>})
    """

    __slots__ = ()

    def __new__(  # noqa: D102  # the class says it
        cls,
        encodings: Iterable[Encoding] = (Encoding.GSM7, Encoding.UCS2),
        locking_shifts: Iterable[NationalLanguage] = frozenset(),
        single_shifts: Iterable[NationalLanguage] = frozenset(),
        boundary: Boundary = Boundary.CODE_POINT,
        reference_width: ReferenceWidth = ReferenceWidth.EIGHT_BITS,
    ) -> Self:
        allowed = _members("encodings", encodings, Encoding)
        if not allowed or len(set(allowed)) < len(allowed):
            message = f"encodings must name each allowed encoding once, and at least one; got {allowed}"
            raise ValueError(message)
        return super().__new__(
            cls,
            allowed,
            frozenset(_members("locking_shifts", locking_shifts, NationalLanguage)),
            frozenset(_members("single_shifts", single_shifts, NationalLanguage)),
            Boundary(boundary),
            ReferenceWidth(reference_width),
        )

    @classmethod
    def _make(cls, iterable: Iterable[Any]) -> Self:  # type: ignore[override]  # the base's self-type is untypable
        """Build from the fields in order, checked like any other (`_replace` comes this way)."""
        return cls(*iterable)


_Member = TypeVar("_Member", bound=Enum)


def _members(field: str, values: Iterable[object], kind: type[_Member]) -> tuple[_Member, ...]:
    """Return the values as members of the enumeration, in order."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        message = f"{field} takes a collection of {kind.__name__} members, not {values!r} alone"
        raise TypeError(message)
    return tuple(kind(value) for value in values)
