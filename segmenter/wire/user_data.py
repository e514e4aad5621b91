"""User data: the octets of one segment, and their header, septets or code units, and text.

This module knows one segment; it must not know the TPDU or the PDU that carries it (TS 23.040 §9.2.3.24).
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from ..core.headers import SEGMENT_OCTETS
from ..core.hints import field_types
from ..core.policy import Encoding, InformationElement, NationalLanguage
from ..core.results import plain_fields, result
from .coding_scheme import CharacterSet
from .elements import Concatenation, Ports, concatenation_of, languages_of, ports_of, read_header
from .errors import UserDataError
from .septets import unpacked
from .texts import code_units_text, septets_problem, septets_text

__all__ = ["Errors", "UserData", "decode_user_data", "decoded"]

Errors = Literal["strict", "replace"]


@result
class UserData(NamedTuple):
    """The user data of one segment, as it goes over the air.

    The properties decode the octets on demand, whether `encode` or a decoder made it.

    Attributes:
        octets: header, fill bits and text; at most 140.
        udl: its length as in TP-UDL: septets for GSM-7, including header and fill bits; else octets.
        udhi: whether a header comes first.
        encoding: GSM-7, UCS-2 or 8-bit data.
        compressed: whether the text is compressed, and so not read.

    >>> import segmenter
    >>> (part,) = segmenter.wire.encode(segmenter.segment("hello"), reference=0)
    >>> part.octets.hex(), part.udl, part.udhi, part.text
    ('e8329bfd06', 5, False, 'hello')
    """

    octets: bytes
    udl: int
    udhi: bool
    encoding: CharacterSet
    compressed: bool = False

    @property
    def header(self) -> bytes:
        """The header with its length octet; empty if there is none or it is longer than the data."""
        if not self.udhi or not self.octets:
            return b""
        length = self.octets[0] + 1
        return self.octets[:length] if length <= len(self.octets) else b""

    @property
    def elements(self) -> tuple[InformationElement, ...]:
        """The information elements in order; empty if the header is broken."""
        try:
            return read_header(self.header[1:])
        except UserDataError:
            return ()

    @property
    def concatenation(self) -> Concatenation | None:
        """The segment's place in its message; the last such element counts."""
        return concatenation_of(self.elements) if self.udhi else None

    @property
    def ports(self) -> Ports | None:
        """The applications that it is to and from."""
        return ports_of(self.elements) if self.udhi else None

    @property
    def locking_shift(self) -> NationalLanguage | None:
        """The language of the locking shift table, if it is known."""
        return languages_of(self.elements)[0] if self.udhi else None

    @property
    def single_shift(self) -> NationalLanguage | None:
        """The language of the single shift table, if it is known."""
        return languages_of(self.elements)[1] if self.udhi else None

    @property
    def fill_bits(self) -> int:
        """Bits between the header and the first septet of the text, 0..6."""
        return -8 * len(self.header) % 7 if self._in_septets else 0

    @property
    def _in_septets(self) -> bool:
        return self.encoding == CharacterSet.GSM7 and not self.compressed

    @property
    def septets(self) -> bytes:
        """The septets of a GSM-7 text, one per octet; empty for other encodings."""
        octets, udl, udhi, encoding, compressed = self
        if compressed or encoding != CharacterSet.GSM7:
            return b""
        header, fill = 0, 0
        if udhi:
            header = len(self.header)
            octets = octets[header:]
            fill = -8 * header % 7
        count = min(udl - (8 * header + 6) // 7, (8 * len(octets) - fill) // 7)
        return unpacked(octets, count, fill) if count > 0 else b""

    @property
    def body(self) -> bytes:
        """The octets after the header: code units, data or packed septets."""
        return self.octets[len(self.header) :]

    @property
    def text(self) -> str | None:
        """What a receiver shows for this segment; `None` for 8-bit data and compressed text."""
        return self._read()[0]

    def _read(self) -> tuple[str | None, str]:
        """Return the text, and what a strict reader would reject."""
        if self.compressed or self.encoding == CharacterSet.DATA:
            return None, ""
        if not self.udhi and self.encoding == CharacterSet.GSM7:  # each position has a character
            return septets_text(self.septets, None, None), ""
        elements = self.elements if self.udhi else ()
        if self._in_septets:
            locking, single = languages_of(elements)
            septets = self.septets
            text = septets_text(septets, locking, single)
            if "\ufffd" in text and (problem := septets_problem(septets, locking, single)):
                return text, f"{problem.words} (septet {problem.unit} of the text)"
            return text, ""
        place = concatenation_of(elements)
        first, last = place is None or place.number == 1, place is None or place.number == place.total
        text, trouble = code_units_text(self.body, first=first, last=last)
        return text, f"{trouble.words} (code unit {trouble.unit})" if trouble else ""

    def as_dict(self) -> dict[str, Any]:
        """Return the value as JSON can hold it, octets in hexadecimal."""
        return plain_fields(self, *_SHOWN)

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls, *_SHOWN)


_SHOWN = ("text", "encoding", "concatenation", "elements", "octets", "udl", "udhi", "compressed")


def decode_user_data(
    octets: bytes | UserData,
    *,
    udl: int | None = None,
    udhi: bool = False,
    encoding: Encoding | CharacterSet = CharacterSet.GSM7,
    errors: Errors = "strict",
) -> UserData:
    """Read the user data of one segment.

    Args:
        octets: as received; a `UserData` includes the next three arguments.
        udl: TP-UDL, in septets for GSM-7 and in octets otherwise. Without it everything is read, and
            seven spare bits become ``@``.
        udhi: whether a header comes first.
        encoding: GSM-7, UCS-2 or 8-bit data.
        errors: "strict" raises for broken data; "replace" shows U+FFFD and reads the rest.

    Raises:
        UserDataError: the lengths contradict each other, the header is broken, or the text has septets
            without a character, an odd octet or half a surrogate pair. Its `offset` counts these octets.

    Source: TS 23.040 §9.2.3.16, §9.2.3.24; TS 23.038 §6.2.1.

    >>> decode_user_data(bytes.fromhex("03240101d8cc01"), udhi=True, udl=7).text
    'ş'
    """
    if isinstance(octets, UserData):
        octets, udl, udhi, encoding, _ = octets
    octets = bytes(octets)
    charset = CharacterSet(encoding)
    if udl is None:
        udl = len(octets) * 8 // 7 if charset is CharacterSet.GSM7 else len(octets)
    return decoded(octets, udl, udhi, charset, compressed=False, errors=errors, offset=0)


def decoded(
    octets: bytes,
    udl: int,
    udhi: bool,  # noqa: FBT001  # the fields of `UserData`, in its order
    encoding: CharacterSet,
    *,
    compressed: bool,
    errors: Errors,
    offset: int,
) -> UserData:
    """Return user data, checked where `errors` is "strict"; `offset` is where it begins in what was given."""
    user_data = UserData(octets, udl, udhi, encoding, compressed)
    if errors == "strict":
        _check(user_data, offset)
    return user_data


def _check(user_data: UserData, offset: int) -> None:
    """Raise the error of the first contradiction."""
    octets, udl, udhi, encoding, compressed = user_data
    in_septets = encoding is CharacterSet.GSM7 and not compressed
    needed = (7 * udl + 7) // 8 if in_septets else udl
    unit = "septets" if in_septets else "octets"
    if needed != len(octets):
        words = f"is {udl} {unit}, {needed} octets, but {len(octets)} follow"
        remedy = "the data is cut short" if needed > len(octets) else "what follows is not part of it"
        raise UserDataError("TP-UDL", words, remedy, offset=offset)
    if needed > SEGMENT_OCTETS:
        raise UserDataError("TP-UDL", f"is {udl} {unit}", "a segment has at most 140 octets", offset=offset)
    if udhi:
        if not octets:
            raise UserDataError("TP-UDHL", "a header is announced, but there is no user data", offset=offset)
        header = octets[0] + 1
        if header > len(octets):
            words = f"is {octets[0]}, but {len(octets) - 1} octets follow"
            raise UserDataError("TP-UDHL", words, "the header is longer than the data", offset=offset)
        if in_septets and (8 * header + 6) // 7 > udl:
            taken = (8 * header + 6) // 7
            raise UserDataError("TP-UDL", f"is {udl}, but the header alone takes {taken}", offset=offset)
        read_header(octets[1:header], offset=offset + 1)
    elif in_septets:  # each position of the default tables has a character
        return
    _, trouble = user_data._read()  # noqa: SLF001  # the same module's
    if trouble:
        raise UserDataError("TP-UD", trouble, offset=offset + len(user_data.header))
