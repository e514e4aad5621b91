"""What a caller may choose: encodings, national languages, cuts, the reference's width, header elements.

Values only: nothing here knows a table or a text, and no header is built here.
"""

from collections.abc import Iterable, Mapping
from enum import Enum, IntEnum, StrEnum
from operator import itemgetter
from typing import Any, NamedTuple, Self, TypeVar

from ..spelling import Spelled
from .results import accepted

__all__ = [
    "LANGUAGES",
    "LANGUAGE_CODES",
    "Boundary",
    "Encoding",
    "InformationElement",
    "NationalLanguage",
    "Policy",
    "ReferenceWidth",
]


class Encoding(Spelled, StrEnum):
    """How the text of a segment is coded (TS 23.038 §4: the data coding scheme).

    ``UCS2`` is UTF-16BE, as networks and phones carry it: a character beyond the BMP is two code units.
    ``ASCII7`` is what some short codes take: every ASCII character is one septet, and there are no others.
    """

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"
    ASCII7 = "ASCII-7"


class NationalLanguage(Spelled, IntEnum):
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

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return (isinstance(value, str) and LANGUAGES.get(value.lower())) or super()._missing_(value)


LANGUAGE_CODES = {
    NationalLanguage.TURKISH: "tr",
    NationalLanguage.SPANISH: "es",
    NationalLanguage.PORTUGUESE: "pt",
    NationalLanguage.BENGALI: "bn",
    NationalLanguage.GUJARATI: "gu",
    NationalLanguage.HINDI: "hi",
    NationalLanguage.KANNADA: "kn",
    NationalLanguage.MALAYALAM: "ml",
    NationalLanguage.ODIA: "or",
    NationalLanguage.PUNJABI: "pa",
    NationalLanguage.TAMIL: "ta",
    NationalLanguage.TELUGU: "te",
    NationalLanguage.URDU: "ur",
}
"""ISO 639-1 codes, as people name the languages on a command line."""

LANGUAGES = {code: language for language, code in LANGUAGE_CODES.items()}
LANGUAGES |= {language.name.lower(): language for language in LANGUAGE_CODES}
"""The languages by code and by English name, all in small letters."""


class Boundary(Spelled):
    """Where a cut between two segments may stand.

    Under ``WORD`` it stands after white space, no-break spaces excepted, while the segment holds any; a word
    longer than a segment is cut between grapheme clusters.
    """

    CODE_POINT = "code point"
    GRAPHEME_CLUSTER = "grapheme cluster"
    WORD = "word"

    __hash__ = object.__hash__  # that of Enum is Python code, and every look-up by policy would run it


class ReferenceWidth(Spelled, IntEnum):
    """Bits of the concatenation reference: information element 0x00 or 0x08 (TS 23.040 §9.2.3.24.1, .8)."""

    EIGHT_BITS = 8
    SIXTEEN_BITS = 16


@accepted
class InformationElement(NamedTuple):
    """One element of a user data header (TS 23.040 §9.2.3.24).

    Attributes:
        identifier: what it is, 0x00 to 0xFF: 0x05 is the 16-bit port addressing.
        data: its octets, without the identifier and the length that go before them on the air.
    """

    identifier: int
    data: bytes

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name; the octets in hexadecimal."""
        return {"identifier": int(self.identifier), "data": self.data.hex()}

    @classmethod
    def input_types(cls) -> dict[str, Any]:
        """Return the type of each value that JSON may give."""
        from .inputs import Read, octets

        return {"identifier": int, "data": Read(octets, {"type": "string", "pattern": _HEXADECIMAL})}


_HEXADECIMAL = "^([0-9a-fA-F]{2})*$"


_FROM_OTHER_CHOICES = {
    0x00: "reference_width",
    0x08: "reference_width",
    0x24: "single_shifts",
    0x25: "locking_shifts",
}
_MOST_EXTRA_OCTETS = 123
"""What leaves room for two code units beside both shifts and a 16-bit concatenation: 140 - 1 - 12 - 4."""


def _field(place: int) -> Any:
    """Return a property that is an item of the tuple, at C speed."""
    return property(itemgetter(place))


@accepted
class Policy(tuple[Any, ...]):
    """How texts may be encoded and cut. Read-only, hashable, equal when the choices are.

    Every choice may also be given as its value or name in any spelling, such as ``"gsm-7"`` or ``"turkish"``,
    and a language by its ISO 639-1 code.

    Args:
        encodings: those allowed; of two that need as many segments, the one named first is taken.
        locking_shifts: languages whose locking shift table may replace the default alphabet.
            `SPANISH` is allowed and has no effect: there is no such table (TS 23.038 annex A.3.2 is void).
        single_shifts: languages whose single shift table may replace the extension table.
        boundary: where a cut may stand.
        reference_width: bits of the concatenation reference.
        extra_elements: header elements that every segment carries besides concatenation and shifts, such as
            port addressing: pairs of identifier and octets. They take their room before anything is counted.
        without: characters that GSM-7 may not use, where a provider leaves them out; ASCII letters and digits
            cannot be left out. Kept sorted, each once.
        numbering: how parts are numbered in their text, for networks that take no concatenation header:
            ``({number}/{total})`` comes first in each part, ``{text} ({number}/{total})`` last. A text that
            fits one part has no number, and there may be more than 255 parts.

    Raises:
        ValueError: a value is not one of its enumeration, `encodings` is empty or repeats itself, an extra
            element is out of range, comes from another choice, or leaves no room for text, or `numbering`
            lacks ``{number}``, holds another field or half of a surrogate pair, or leaves no room.
        TypeError: a value is of the wrong kind. Either error names the choice.

    >>> Policy(single_shifts={NationalLanguage.TURKISH}).single_shifts
    frozenset({<NationalLanguage.TURKISH: 1>})
    """

    # Not a NamedTuple: tools that read signatures, such as Hypothesis, take every field of one for required.
    __slots__ = ()
    __match_args__ = (
        "encodings",
        "locking_shifts",
        "single_shifts",
        "boundary",
        "reference_width",
        "extra_elements",
        "without",
        "numbering",
    )

    encodings: tuple[Encoding, ...] = _field(0)
    locking_shifts: frozenset[NationalLanguage] = _field(1)
    single_shifts: frozenset[NationalLanguage] = _field(2)
    boundary: Boundary = _field(3)
    reference_width: ReferenceWidth = _field(4)
    extra_elements: tuple[InformationElement, ...] = _field(5)
    without: str = _field(6)
    numbering: str = _field(7)

    def __new__(  # noqa: D102  # the class says it
        cls,
        encodings: Iterable[Encoding | str] = (Encoding.GSM7, Encoding.UCS2),
        locking_shifts: Iterable[NationalLanguage | int | str] = frozenset(),
        single_shifts: Iterable[NationalLanguage | int | str] = frozenset(),
        boundary: Boundary | str = Boundary.CODE_POINT,
        reference_width: ReferenceWidth | int = ReferenceWidth.EIGHT_BITS,
        extra_elements: Iterable[tuple[int, bytes]] = (),
        without: Iterable[str] = "",
        numbering: str = "",
    ) -> Self:
        allowed = _members("encodings", encodings, Encoding)
        if not allowed or len(set(allowed)) < len(allowed):
            message = f"encodings must name each allowed encoding once, and at least one; got {allowed}"
            raise ValueError(message)
        elements = _elements(extra_elements)
        choices = (
            allowed,
            frozenset(_members("locking_shifts", locking_shifts, NationalLanguage)),
            frozenset(_members("single_shifts", single_shifts, NationalLanguage)),
            _member("boundary", boundary, Boundary),
            _member("reference_width", reference_width, ReferenceWidth),
            elements,
            _characters(without),
            _numbering(numbering, _octets_of(elements)),
        )
        return super().__new__(cls, choices)

    @property
    def is_simple(self) -> bool:
        """Whether texts are in the default alphabet or UCS-2, and cut anywhere between code points.

        Then a text with more units, or of more expensive characters, never takes fewer segments.
        """
        return (
            self.boundary is Boundary.CODE_POINT
            and not (self.locking_shifts or self.single_shifts or self.without or self.numbering)
            and Encoding.ASCII7 not in self.encodings
        )

    @property
    def is_restricted(self) -> bool:
        """Whether characters of GSM-7 are left out, or ASCII-7 is allowed, which lacks some."""
        return bool(self.without) or Encoding.ASCII7 in self.encodings

    @property
    def has_ascii_for_gsm7(self) -> bool:
        """Whether ASCII-7 takes the place of GSM-7: what only ASCII has, such as a backtick, is then sent.

        >>> Policy([Encoding.ASCII7]).has_ascii_for_gsm7, Policy().has_ascii_for_gsm7
        (True, False)
        """
        return Encoding.ASCII7 in self.encodings and Encoding.GSM7 not in self.encodings

    def __repr__(self) -> str:
        """Show the choices that are not the default, so that signatures stay short."""
        names = zip(self.__match_args__, self, _DEFAULT, strict=True)
        return f"Policy({', '.join(f'{name}={value!r}' for name, value, usual in names if value != usual)})"

    @property
    def extra_octets(self) -> int:
        """Octets that the extra elements take in a header, identifiers and lengths included."""
        return _octets_of(self.extra_elements)

    def as_dict(self) -> dict[str, Any]:
        """Return the choices by name, as JSON can hold them and ``Policy(**…)`` takes them.

        >>> Policy(locking_shifts=["tr"]).as_dict()["locking_shifts"]
        ['turkish']
        """
        return {
            "encodings": [encoding.value for encoding in self.encodings],
            "locking_shifts": [_word(language) for language in sorted(self.locking_shifts)],
            "single_shifts": [_word(language) for language in sorted(self.single_shifts)],
            "boundary": self.boundary.value,
            "reference_width": self.reference_width.value,
            "extra_elements": [element.as_dict() for element in self.extra_elements],
            "without": self.without,
            "numbering": self.numbering,
        }

    @classmethod
    def input_types(cls) -> dict[str, Any]:
        """Return the type of each value that JSON may give."""
        from .inputs import chosen_from

        languages = [chosen_from(NationalLanguage, _word)]
        return {
            "encodings?": [chosen_from(Encoding)],
            "locking_shifts?": languages,
            "single_shifts?": languages,
            "boundary?": chosen_from(Boundary),
            "reference_width?": chosen_from(ReferenceWidth),
            "extra_elements?": [InformationElement],
            "without?": str,
            "numbering?": str,
        }

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def _asdict(self) -> dict[str, Any]:
        """Return the choices by name."""
        return dict(zip(self.__match_args__, self, strict=True))

    def _replace(self, **choices: Any) -> Self:
        """Return a policy with other choices, checked like any other."""
        return type(self)(**self._asdict() | choices)


def _word(language: NationalLanguage) -> str:
    return language.name.lower()


def _elements(pairs: object) -> tuple[InformationElement, ...]:
    """Return the extra elements, checked."""
    if isinstance(pairs, str | bytes | Mapping) or not isinstance(pairs, Iterable):
        message = f"extra_elements takes pairs of an identifier and its octets, not {pairs!r}"
        raise TypeError(message)
    elements = tuple(map(_element, pairs))
    for identifier, _ in elements:
        if not 0 <= identifier <= 0xFF:
            message = f"extra_elements: an identifier is one octet, 0x00 to 0xFF, not {identifier}"
            raise ValueError(message)
        if identifier in _FROM_OTHER_CHOICES:
            choice = _FROM_OTHER_CHOICES[identifier]
            message = f"extra_elements: 0x{identifier:02X} comes from {choice}; leave it out"
            raise ValueError(message)
    octets = _octets_of(elements)
    if octets > _MOST_EXTRA_OCTETS:
        message = f"extra_elements take {octets} octets; over {_MOST_EXTRA_OCTETS} leave no room for text"
        raise ValueError(message)
    return elements


def _octets_of(elements: Iterable[InformationElement]) -> int:
    return sum(2 + len(element.data) for element in elements)


def _element(pair: object) -> InformationElement:
    if isinstance(pair, Mapping) and set(pair) == set(InformationElement._fields):
        from .inputs import octets

        pair = pair["identifier"], octets(pair["data"])
    if isinstance(pair, tuple | list) and len(pair) == 2:
        identifier, data = pair
        if isinstance(identifier, int) and isinstance(data, bytes | bytearray | memoryview):
            return InformationElement(int(identifier), bytes(data))
    message = f"extra_elements: {pair!r} is not a pair of an int and bytes, such as (0x05, b'\\x00')"
    raise TypeError(message)


def _characters(without: object) -> str:
    """Return the characters in order, each once."""
    if isinstance(without, bytes) or not isinstance(without, Iterable):
        message = f"without takes a str of characters, not {without!r}"
        raise TypeError(message)
    characters: list[str] = []
    for character in without:
        if not isinstance(character, str):
            message = f"without takes a str of characters, not {character!r} among them"
            raise TypeError(message)
        characters.append(character)
    characters = sorted(set(characters))
    for character in characters:
        if len(character) != 1:
            message = f"without: {character!r} is not one character; name them in a str"
            raise ValueError(message)
        if character.isascii() and character.isalnum():
            message = f"without: {character!r} is a letter or digit of ASCII, which every alphabet has"
            raise ValueError(message)
    return "".join(characters)


_MOST_DIGITS = 7  # of a number and of a total: a text of 70 million parts is an accident


def _numbering(form: object, extra_octets: int) -> str:
    """Return the form of part numbers, checked."""
    if not isinstance(form, str):
        message = f"numbering takes a str such as '({{number}}/{{total}})', not {form!r}"
        raise TypeError(message)
    if not form:
        return ""
    if any("\ud800" <= character <= "\udfff" for character in form):
        message = f"numbering: {form!r} holds half of a surrogate pair, which cannot be sent; leave it out"
        raise ValueError(message)
    literal = form
    for field in ("{number}", "{total}", "{text}"):
        literal = literal.replace(field, "", 1)
    if "{number}" not in form or "{" in literal or "}" in literal:
        message = (
            f"numbering: {form!r} must hold {{number}}, and may hold {{total}} and {{text}}, each once and "
            "nothing else in braces"
        )
        raise ValueError(message)
    code_units = len(literal) + sum(character > "\uffff" for character in literal)
    header = extra_octets + 1 if extra_octets else 0
    if code_units + 2 * _MOST_DIGITS + 2 > (140 - header) // 2:
        message = f"numbering: {form!r} leaves no room for text; shorten it"
        raise ValueError(message)
    return form


_Member = TypeVar("_Member", bound=Enum)


def _members(field: str, values: Iterable[object], kind: type[_Member]) -> tuple[_Member, ...]:
    """Return the values as members of the enumeration, in order."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        message = f"{field} takes a collection of {kind.__name__} members, not {values!r} alone"
        raise TypeError(message)
    return tuple(_member(field, value, kind) for value in values)


def _member(field: str, value: object, kind: type[_Member]) -> _Member:
    """Return a value as a member of the enumeration."""
    try:
        return kind(value)
    except (ValueError, TypeError) as error:
        message = f"{field}: {error}"
        raise ValueError(message) from None


_DEFAULT = tuple(Policy())
