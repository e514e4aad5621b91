"""The error of this room: octets that cannot be read, or a value that no octets can carry.

It names the field as the standard does and the octet where reading stopped; it must not know a protocol.
"""

from __future__ import annotations

from ..errors import SegmenterError

__all__ = ["UserDataError"]


class UserDataError(SegmenterError, ValueError):
    """Octets that break their format, or a value that its field cannot hold.

    Attributes:
        field: its name in the standard, such as ``TP-UDL`` or ``data_coding``.
        offset: its position in the octets given, from 0; `None` where a value, not octets, is at fault.

    >>> from segmenter import wire
    >>> try:
    ...     wire.decode_tpdu(bytes.fromhex("040491361900"), direction="to-mobile")
    ... except wire.UserDataError as error:
    ...     print(error)
    TP-DCS at octet 6: 1 octet is needed, but none is left; the TPDU is cut short
    """

    def __init__(self, field: str, problem: str, remedy: str = "", *, offset: int | None = None) -> None:
        super().__init__(problem, remedy)
        self.field = field
        self.offset = offset

    def _sentence(self) -> str:
        place = "" if self.offset is None else f" at octet {self.offset}"
        return f"{self.field}{place}: {self.problem}"


def in_range(field: str, value: int, most: int) -> int:
    """Return a number from 0 to `most`, or raise the error that names its field."""
    if not 0 <= value <= most:
        raise UserDataError(field, f"is {value}", f"it must be 0 to {most}")
    return value
