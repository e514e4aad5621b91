"""The data coding scheme: one octet that says how user data is coded and how a phone treats it.

Source: TS 23.038 §4, §5. This module knows that octet's groups; it must not know what the user data holds.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ..core.policy import Encoding
from .errors import UserDataError, in_range

__all__ = ["CharacterSet", "DataCoding", "broadcast_coding", "data_coding", "data_coding_octet"]


class CharacterSet(StrEnum):
    """How user data is coded; the first two members equal those of `Encoding`."""

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"
    DATA = "8-bit data"


class DataCoding(NamedTuple):
    """What a data coding scheme says.

    Attributes:
        octet: the scheme itself.
        group: the coding group by name.
        character_set: how the user data is coded; what is reserved counts as GSM-7, as §4 demands.
        compressed: whether the text is compressed (TS 23.042), which segmenter does not read.
        message_class: 0 (flash, shown at once), 1 (phone), 2 (SIM), 3 (terminal equipment), or none.
        waiting: what waits elsewhere (voicemail, fax, e-mail, other), if the scheme says so.
        active: whether that indication is switched on.
        store: whether the message is kept; only a "discard" group says no.
        reserved: whether the standard gives this octet no meaning.
        language: the two letters that cell broadcast gives a language, where the octet names one.
    """

    octet: int
    group: str
    character_set: CharacterSet
    compressed: bool = False
    message_class: int | None = None
    waiting: str | None = None
    active: bool = False
    store: bool = True
    reserved: bool = False
    language: str | None = None


_SETS = (CharacterSet.GSM7, CharacterSet.DATA, CharacterSet.UCS2, CharacterSet.GSM7)
_WAITING = ("voicemail", "fax", "e-mail", "other")


@lru_cache(maxsize=256)
def data_coding(octet: int) -> DataCoding:
    """Return what a TP-DCS octet says (TS 23.038 §4).

    Raises:
        UserDataError: it is not one octet.

    >>> data_coding(0xC8).character_set.value, data_coding(0xE0).character_set.value
    ('GSM-7', 'UCS-2')
    """
    in_range("TP-DCS", octet, 0xFF)
    if octet < 0x80:
        charset = octet >> 2 & 3
        return DataCoding(
            octet,
            "marked for automatic deletion" if octet & 0x40 else "general data coding",
            _SETS[charset],
            compressed=bool(octet & 0x20),
            message_class=octet & 3 if octet & 0x10 else None,
            reserved=charset == 3,
        )
    if octet < 0xC0:
        return DataCoding(octet, "reserved", CharacterSet.GSM7, reserved=True)
    if octet < 0xF0:
        group = ("discard message", "store message", "store message, UCS-2")[(octet >> 4) - 0xC]
        return DataCoding(
            octet,
            f"message waiting, {group}",
            CharacterSet.UCS2 if octet >= 0xE0 else CharacterSet.GSM7,
            waiting=_WAITING[octet & 3],
            active=bool(octet & 8),
            store=octet >= 0xD0,
            reserved=bool(octet & 4),
        )
    return DataCoding(
        octet,
        "data coding and message class",
        CharacterSet.DATA if octet & 4 else CharacterSet.GSM7,
        message_class=octet & 3,
        reserved=bool(octet & 8),
    )


_DATA_CODING_BITS = {CharacterSet.GSM7: 0x00, CharacterSet.DATA: 0x04, CharacterSet.UCS2: 0x08}


def data_coding_octet(encoding: Encoding | CharacterSet, *, message_class: int | None = None) -> int:
    """Return the TP-DCS octet for an encoding, with a message class where one is given.

    Raises:
        UserDataError: the class is out of range, or the encoding has no octet.

    >>> data_coding_octet(Encoding.UCS2), hex(data_coding_octet(Encoding.GSM7, message_class=0))
    (8, '0x10')
    """
    try:
        bits = _DATA_CODING_BITS[CharacterSet(encoding)]
    except ValueError:
        raise UserDataError(
            "TP-DCS", f"has no value for {encoding}", "send it as GSM-7 or UCS-2, or over SMPP"
        ) from None
    if message_class is None:
        return bits
    return bits | 0x10 | in_range("message_class", message_class, 3)


_LANGUAGES = (
    ("de", "en", "it", "fr", "es", "nl", "sv", "da", "pt", "fi", "no", "el", "tr", "hu", "pl", None),
    ("cs", "he", "ar", "ru", "is"),
)


@lru_cache(maxsize=256)
def broadcast_coding(octet: int) -> DataCoding:
    """Return what the data coding scheme of a cell broadcast says (TS 23.038 §5).

    >>> broadcast_coding(0x01).language, broadcast_coding(0x48).character_set.value
    ('en', 'UCS-2')
    """
    in_range("CBS data coding scheme", octet, 0xFF)
    group, low = octet >> 4, octet & 0xF
    if group in (0, 2):
        languages = _LANGUAGES[group // 2]
        language = languages[low] if low < len(languages) else None
        return DataCoding(
            octet, "language", CharacterSet.GSM7, language=language, reserved=group == 2 and low > 4
        )
    if group == 1:
        charset = CharacterSet.UCS2 if low == 1 else CharacterSet.GSM7
        return DataCoding(octet, "language in the message", charset, reserved=low > 1)
    if group in (4, 5, 6, 7, 9):
        return DataCoding(
            octet,
            "user data header" if group == 9 else "general data coding",
            _SETS[octet >> 2 & 3],
            compressed=group in (6, 7),
            message_class=octet & 3 if group in (5, 7, 9) else None,
            reserved=octet >> 2 & 3 == 3,
        )
    if group == 15:
        charset = CharacterSet.DATA if octet & 4 else CharacterSet.GSM7
        return DataCoding(octet, "data coding and message handling", charset, message_class=octet & 3)
    return DataCoding(octet, "reserved", CharacterSet.GSM7, reserved=True)
