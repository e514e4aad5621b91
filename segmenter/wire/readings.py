"""Readings: octets read in the form that the caller names, or else in the form that fits them.

This module knows the forms and their readers; it must not know how a form is read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from .broadcast import PAGE_OCTETS, BroadcastPage, decode_broadcast
from .coding_scheme import CharacterSet
from .elements import concatenation_of
from .errors import UserDataError
from .fields import Field, broadcast_fields, rp_fields, smpp_fields, tpdu_fields, user_data_fields
from .reassembly import Part, part_of
from .relay import decode_rp_data
from .smpp_pdus import SmppPdu, decode_smpp
from .tpdus import Deliver, Direction, Submit, TpduType, decode_tpdu
from .user_data import UserData, decode_user_data
from .ussd import unpack_padded

if TYPE_CHECKING:
    from .tpdus import Tpdu
    from .user_data import Errors

__all__ = ["Form", "Reading", "drawn_fields", "part_in", "read_as", "read_captured"]


class Form(StrEnum):
    """The forms of octets, in the order in which they are tried."""

    SMPP = "SMPP PDU"
    RP_DATA = "RP-DATA"
    FROM_MODEM = "TPDU after a service centre"
    TPDU = "TPDU"
    FROM_MOBILE = "TPDU from a mobile"
    TO_MOBILE = "TPDU to a mobile"
    PAGE = "cell broadcast page"
    USER_DATA = "user data with a header"
    USSD = "USSD string"


class Reading(NamedTuple):
    """Octets as they were read.

    Attributes:
        form: what they are, or what the caller says they are.
        value: what was read, leniently if strict reading fails; `None` if nothing can be read.
        error: the error of strict reading, if any.
        octets: as captured.
    """

    form: Form
    value: Tpdu | SmppPdu | BroadcastPage | UserData | None
    error: UserDataError | None
    octets: bytes


def _read(
    octets: bytes, form: Form, errors: Errors, direction: Direction | None, *, named: bool
) -> Tpdu | SmppPdu | BroadcastPage | UserData:
    """Read octets in a form that the caller named, or that is only tried."""
    if form is Form.SMPP:
        pdu = decode_smpp(octets)
        pdu.read(errors=errors)  # raises where its text is broken
        return pdu
    if form is Form.RP_DATA:
        envelope = decode_rp_data(octets)
        return decode_tpdu(envelope.tpdu, direction=envelope.direction, errors=errors)
    if form is Form.PAGE:
        return decode_broadcast(octets, errors=errors)
    if form is Form.USER_DATA:
        return _with_header(octets, errors, any_header=named)
    if form is Form.USSD:
        septets = unpack_padded(octets)
        return decode_user_data(octets, udl=len(octets) * 8 // 7)._replace(udl=len(septets))
    direction = direction or _DIRECTIONS.get(form)
    return decode_tpdu(octets, direction=direction, smsc=form is Form.FROM_MODEM, errors=errors)


_DIRECTIONS = {Form.FROM_MOBILE: Direction.FROM_MOBILE, Form.TO_MOBILE: Direction.TO_MOBILE}
_FORM_OF = {direction: form for form, direction in _DIRECTIONS.items()}


def _with_header(octets: bytes, errors: Errors, *, any_header: bool) -> UserData:
    """Read user data whose header has a place in a message; its coding must be guessed."""
    user_data = decode_user_data(octets, udhi=True, encoding=CharacterSet.UCS2, errors="replace")
    if concatenation_of(user_data.elements) is None:
        if any_header and octets:
            return decode_user_data(octets, udhi=True, errors=errors)
        raise UserDataError("TP-UDHL", "no header with a place in a message comes first", offset=0)
    high = user_data.body[::2]
    # Code units of one script share their first octets, packed septets do not.
    if len(user_data.body) % 2 == 0 and (4 * len(set(high)) <= len(high) or set(high) <= {0}):
        return decode_user_data(user_data, errors=errors)
    return decode_user_data(octets, udhi=True, errors=errors)


def _may_be(octets: bytes, form: Form) -> bool:
    """Tell whether the first octets suit a form; some forms can read almost anything without an error."""
    if form is Form.FROM_MODEM:
        return octets[0] == 0 or (1 < octets[0] <= 11 and len(octets) > 1 and octets[1] >= 0x80)
    if form is Form.PAGE:
        return len(octets) == 6 + PAGE_OCTETS
    return form is not Form.USSD


def read_captured(octets: bytes) -> Reading:
    """Read octets in the form that fits them: the first that reads them without an error.

    If none does, the form that gets furthest is read leniently.

    >>> read_captured(bytes.fromhex("07911326040000f0040b911346610089f60000208062917314480cc8f71d1496"
    ...     "9741f977fd07")).form.value
    'TPDU after a service centre'
    """
    octets = bytes(octets)
    if not octets:
        return Reading(Form.TPDU, None, UserDataError("TP-MTI", "there are no octets", offset=0), octets)
    readings = []
    for form in Form:
        if _may_be(octets, form):
            reading = _reading(octets, form)
            if reading.error is None:
                return reading
            readings.append(reading)
    return max(readings, key=lambda reading: (reading.error and reading.error.offset) or 0)


def _reading(
    octets: bytes, form: Form, direction: Direction | None = None, *, named: bool = False
) -> Reading:
    try:
        return Reading(form, _read(octets, form, "strict", direction, named=named), None, octets)
    except UserDataError as error:
        reason = error
    try:
        return Reading(form, _read(octets, form, "replace", direction, named=named), reason, octets)
    except UserDataError:
        return Reading(form, None, reason, octets)


_NAMES = {
    "smpp": Form.SMPP,
    "user-data": Form.USER_DATA,
    "cbs": Form.PAGE,
    "rp": Form.RP_DATA,
    "ussd": Form.USSD,
}


def read_as(octets: bytes, form: str, *, direction: str | None = None, smsc: bool = False) -> Reading:
    """Read octets in a known form: tpdu, smpp, user-data, cbs, rp or ussd.

    Args:
        octets: as captured.
        form: its short name.
        direction: of a TPDU.
        smsc: whether a service centre comes before a TPDU.
    """
    if form in _NAMES:
        return _reading(octets, _NAMES[form], named=True)
    way = None if direction is None else Direction(direction)
    tpdu = Form.TPDU if way is None else _FORM_OF[way]
    return _reading(octets, Form.FROM_MODEM if smsc else tpdu, way)


def drawn_fields(reading: Reading) -> tuple[Field, ...]:
    """Return the fields of a reading for a drawing; a single field if nothing could be read."""
    octets, form, value = reading.octets, reading.form, reading.value
    if value is None:
        words = str(reading.error)
        return (Field(0, len(octets), "unread", words, octets),)
    if isinstance(value, SmppPdu):
        return smpp_fields(octets)
    if isinstance(value, UserData):
        return user_data_fields(value)
    if isinstance(value, BroadcastPage):
        return broadcast_fields(octets)
    direction = _FROM_OR_TO.get(value.kind)
    if form is Form.RP_DATA:
        return rp_fields(octets)
    return tpdu_fields(octets, direction=direction, smsc=form is Form.FROM_MODEM, errors="replace")


_FROM_OR_TO = {
    TpduType.DELIVER_REPORT: Direction.FROM_MOBILE,
    TpduType.COMMAND: Direction.FROM_MOBILE,
    TpduType.SUBMIT_REPORT: Direction.TO_MOBILE,
}


def part_in(reading: Reading) -> Part | None:
    """Return what reassembly needs of a reading; `None` if it is not part of a message."""
    value = reading.value
    if isinstance(value, SmppPdu):
        try:
            return part_of(value.read(errors="replace"))
        except UserDataError:
            return None
    if isinstance(value, Deliver | Submit | UserData):
        return part_of(value)
    return None
