"""The types and directions of TPDUs, and what all of them have in common (TS 23.040 §9.2.2, §9.2.3.1).

Names and shared fields; the layout of each TPDU is in its own file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ...core.hints import field_types
from ...core.results import plain_fields
from ..coding_scheme import CharacterSet, DataCoding, data_coding
from ..elements import Concatenation
from ..errors import UserDataError, in_range
from ..times import read_timestamp
from ..user_data import Errors, UserData, decoded

if TYPE_CHECKING:
    from datetime import datetime

    from ..octets import OctetReader

__all__ = [
    "Direction",
    "TpduType",
    "WithUserData",
    "parameter_octets",
    "read_indicator",
    "read_moment",
    "read_parameters",
    "read_user_data",
    "with_length",
]

HEADER_BIT = 0x40
REPLY_PATH_BIT = 0x80


class TpduType(StrEnum):
    """The six TPDUs by the names that the standard and Wireshark give them."""

    DELIVER = "SMS-DELIVER"
    DELIVER_REPORT = "SMS-DELIVER-REPORT"
    SUBMIT = "SMS-SUBMIT"
    SUBMIT_REPORT = "SMS-SUBMIT-REPORT"
    STATUS_REPORT = "SMS-STATUS-REPORT"
    COMMAND = "SMS-COMMAND"


class Direction(StrEnum):
    """The direction of a TPDU, on which the meaning of its type bits depends.

    >>> Direction("MT"), Direction("mobile originated")
    (<Direction.TO_MOBILE: 'to-mobile'>, <Direction.FROM_MOBILE: 'from-mobile'>)
    """

    TO_MOBILE = "to-mobile"
    FROM_MOBILE = "from-mobile"

    @classmethod
    def _missing_(cls, value: object) -> Direction | None:
        name = str(value).lower().replace("_", "-").replace(" ", "-")
        if name in ("to-mobile", "mt", "mobile-terminated", "sc-to-ms"):
            return cls.TO_MOBILE
        return cls.FROM_MOBILE if name in ("from-mobile", "mo", "mobile-originated", "ms-to-sc") else None


class WithUserData:
    """What every TPDU has, whether it carries user data or not.

    Attributes:
        kind: which of the six it is.
    """

    __slots__ = ()
    kind: TpduType
    user_data: UserData | None

    @property
    def text(self) -> str | None:
        """What a receiver shows for this part; empty without user data, `None` where it is not text."""
        user_data = self.user_data
        return "" if user_data is None else user_data.text

    def as_dict(self) -> dict[str, Any]:
        """Return the TPDU as JSON can hold it, octets in hexadecimal."""
        fields: tuple[str, ...] = getattr(self, "_fields", ())
        return plain_fields(self, "kind", "text", "concatenation", *fields, "octets")

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        fields: tuple[str, ...] = getattr(cls, "_fields", ())
        return field_types(cls, "kind", "text", "concatenation", *fields, "octets")

    @property
    def concatenation(self) -> Concatenation | None:
        """The part's place in its message; `None` for a whole message."""
        user_data = self.user_data
        return None if user_data is None else user_data.concatenation


def read_user_data(reader: OctetReader, coding: DataCoding, errors: Errors, *, udhi: bool) -> UserData:
    """Read TP-UDL and TP-UD, which end a TPDU."""
    udl = reader.octet("TP-UDL")
    at = reader.at
    octets = reader.rest()
    charset, compressed = coding.character_set, coding.compressed
    if errors == "replace":
        in_septets = charset is CharacterSet.GSM7 and not compressed
        octets = octets[: (7 * udl + 7) // 8 if in_septets else udl]
    return decoded(octets, udl, udhi, charset, compressed=compressed, errors=errors, offset=at)


def read_moment(reader: OctetReader, field: str, errors: Errors) -> datetime | None:
    """Read a time stamp; `None` for a broken one if errors are to be replaced."""
    at = reader.at
    stamp = reader.take(field, 7)
    try:
        return read_timestamp(stamp, field, offset=at)
    except UserDataError:
        if errors == "strict":
            raise
        return None


def with_length(user_data: UserData) -> bytes:
    """Return TP-UDL and TP-UD."""
    return bytes((user_data.udl,)) + user_data.octets


# --- TP-PI and the three fields that it announces, as reports end (TS 23.040 §9.2.3.27) --


def read_parameters(
    reader: OctetReader, errors: Errors, indicator: int, *, udhi: bool
) -> tuple[int | None, DataCoding | None, UserData | None]:
    """Return the protocol, data coding and user data that an indicator announces."""
    protocol = reader.octet("TP-PID") if indicator & 1 else None
    coding = data_coding(reader.octet("TP-DCS")) if indicator & 2 else None
    user_data = None
    if indicator & 4:
        user_data = read_user_data(reader, coding or data_coding(0), errors, udhi=udhi)
    elif reader.left and errors == "strict":
        words = f"{reader.left} octets follow that TP-PI does not announce"
        raise UserDataError("TP-PI", words, offset=reader.at)
    return protocol, coding, user_data


def read_indicator(reader: OctetReader) -> int:
    """Return TP-PI; the octets that extend it only have reserved bits, and are ignored."""
    indicator = following = reader.octet("TP-PI")
    while following & 0x80:
        following = reader.octet("TP-PI")
    return indicator


def parameter_octets(protocol: int | None, coding: DataCoding | None, user_data: UserData | None) -> bytes:
    """Return the fields with an indicator that fits them."""
    indicator = (protocol is not None) | (coding is not None) << 1 | (user_data is not None) << 2
    octets = bytes((indicator,))
    if protocol is not None:
        octets += bytes((in_range("TP-PID", protocol, 0xFF),))
    if coding is not None:
        octets += bytes((coding.octet,))
    return octets if user_data is None else octets + with_length(user_data)
