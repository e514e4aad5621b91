"""Reading a TPDU: its type by its type bits and direction, then its fields.

The layouts are in the other files of this folder.
"""

from __future__ import annotations

from collections.abc import Callable

from ..addresses import Address, read_smsc
from ..errors import UserDataError
from ..octets import OctetReader
from ..user_data import Errors
from .command import Command, read_command
from .deliver import Deliver, read_deliver
from .kinds import Direction
from .reports import DeliverReport, SubmitReport, read_deliver_report, read_submit_report
from .status_report import StatusReport, read_status_report
from .submit import Submit, read_submit

__all__ = ["Tpdu", "decode_tpdu", "read_tpdu"]

Tpdu = Deliver | DeliverReport | Submit | SubmitReport | StatusReport | Command
"""Any of the six."""

# By the type bits; the reserved value 3 is read as SMS-DELIVER, as a phone must (TS 23.040 §9.2.3.1).
_READERS: dict[Direction | None, tuple[Callable[[OctetReader, Address | None, Errors], Tpdu], ...]] = {
    Direction.TO_MOBILE: (read_deliver, read_submit_report, read_status_report, read_deliver),
    Direction.FROM_MOBILE: (read_deliver_report, read_submit, read_command),
    None: (read_deliver, read_submit, read_status_report, read_deliver),
}
_OTHERS = {0: "SMS-DELIVER-REPORT", 1: "SMS-SUBMIT-REPORT", 2: "SMS-COMMAND"}


def decode_tpdu(
    octets: bytes, *, direction: Direction | str | None = None, smsc: bool = False, errors: Errors = "strict"
) -> Tpdu:
    """Read a TPDU.

    Args:
        octets: the TPDU, nothing after it.
        direction: to the mobile or from it ("to-mobile", "from-mobile"; also "mt", "mo"). The meaning of
            the type bits depends on it; without one they are read as SMS-DELIVER, SMS-SUBMIT and
            SMS-STATUS-REPORT.
        smsc: whether the address of a service centre comes first, as modems write it.
        errors: "strict" raises for broken fields; "replace" reads on if it can: U+FFFD for septets without a
            character, `None` for an impossible time, and the rest of user data that is cut short.

    Returns:
        One of the six; `kind` is its type, `text` its text, `octets` the TPDU again.

    Raises:
        UserDataError: the octets break the format; it names the field and the octet.

    Source: TS 23.040 §9.2.

    >>> octets = "07911326040000f0040b911346610089f60000208062917314480cc8f71d14969741f977fd07"
    >>> tpdu = decode_tpdu(bytes.fromhex(octets), smsc=True)
    >>> tpdu.kind.value, str(tpdu.sender), tpdu.text, str(tpdu.timestamp)
    ('SMS-DELIVER', '+31641600986', 'How are you?', '2002-08-26 19:37:41-01:00')
    """
    return read_tpdu(OctetReader(bytes(octets)), direction=direction, smsc=smsc, errors=errors)


def read_tpdu(reader: OctetReader, *, direction: Direction | str | None, smsc: bool, errors: Errors) -> Tpdu:
    """Read a TPDU with a given reader; otherwise as `decode_tpdu`."""
    service_centre = reader.value("SMSC", read_smsc) if smsc else None
    at = reader.at
    if not reader.left:
        raise UserDataError("TP-MTI", "there is no TPDU", offset=at)
    kind = reader.octets[at] & 3
    if direction is not None:
        direction = Direction(direction)
        if direction is Direction.FROM_MOBILE and kind == 3:
            raise UserDataError("TP-MTI", "3 is reserved from a mobile", offset=at)
        return _READERS[direction][kind](reader, service_centre, errors)
    try:
        return _READERS[None][kind](reader, service_centre, errors)
    except UserDataError as error:
        if kind in _OTHERS:
            other = "SMS-SUBMIT" if kind == 1 else "SMS-DELIVER" if kind == 0 else "SMS-STATUS-REPORT"
            note = f"read as {other}; for an {_OTHERS[kind]} give the direction"
            error.remedy = f"{error.remedy}; {note}" if error.remedy else note
        raise
