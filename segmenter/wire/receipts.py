"""Delivery receipts of SMPP: their text and their parameters as one value (SMPP 3.4 appendix B).

This module knows the words of that text; it must not know how it arrived.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.results import plain_fields, result

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Receipt", "read_receipt"]

_MESSAGE_ID, _STATE, _NETWORK_ERROR = 0x001E, 0x0427, 0x0423
_STATES = {
    0: "SCHEDULED",
    1: "ENROUTE",
    2: "DELIVERED",
    3: "EXPIRED",
    4: "DELETED",
    5: "UNDELIVERABLE",
    6: "ACCEPTED",
    7: "UNKNOWN",
    8: "REJECTED",
    9: "SKIPPED",
}
_SHORT_STATES = {
    "DELIVRD": "DELIVERED",
    "ACCEPTD": "ACCEPTED",
    "UNDELIV": "UNDELIVERABLE",
    "REJECTD": "REJECTED",
}
_FIELD = re.compile(r"(?i)\b(id|sub|dlvrd|submit date|done date|stat|err|text):\s?")


@result
class Receipt(NamedTuple):
    """What became of a message, by the receipt's parameters or else its text.

    Attributes:
        message_id: the service centre's identifier.
        state: DELIVERED, EXPIRED, UNDELIVERABLE and so on; empty where none is given.
        error: the network's code, as written.
        submitted: when it was accepted, in the service centre's own time; `None` where that cannot be read.
        done: when it reached its state.
        text: the beginning of the message, if the receipt repeats it.
    """

    message_id: str
    state: str
    error: str
    submitted: datetime | None
    done: datetime | None
    text: str

    def as_dict(self) -> dict[str, Any]:
        """Return the value as JSON can hold it."""
        return plain_fields(self)


def read_receipt(text: str, parameters: Mapping[int, bytes]) -> Receipt:
    """Read a receipt; where text and parameters differ, the parameters count.

    >>> receipt = read_receipt("id:42 sub:001 dlvrd:001 submit date:2611281504 done date:2611281505 "
    ...     "stat:DELIVRD err:000 text:hello", {})
    >>> receipt.message_id, receipt.state, str(receipt.done)
    ('42', 'DELIVERED', '2026-11-28 15:05:00')
    """
    words = _FIELD.split(text)
    fields: dict[str, str] = {}
    for name, value in zip(words[1::2], words[2::2], strict=True):
        if "text" not in fields:
            fields[name.lower()] = value
        else:  # the message's own words may look like fields
            fields["text"] += f"{name}:{value}"
    state = fields.get("stat", "").strip().upper()
    state = _SHORT_STATES.get(state, state)
    if len(parameters.get(_STATE, b"")) == 1:
        number = parameters[_STATE][0]
        state = _STATES.get(number, f"reserved ({number})")
    message_id = (
        parameters.get(_MESSAGE_ID, b"").rstrip(b"\0").decode("latin-1") or fields.get("id", "").strip()
    )
    network = parameters.get(_NETWORK_ERROR, b"")
    error = str(int.from_bytes(network[1:], "big")) if len(network) == 3 else fields.get("err", "").strip()
    return Receipt(
        message_id,
        state,
        error,
        _moment(fields.get("submit date", "")),
        _moment(fields.get("done date", "")),
        fields.get("text", ""),
    )


def _moment(digits: str) -> datetime | None:
    """Read YYMMDDhhmm or YYMMDDhhmmss; a receipt names no time zone."""
    digits = digits.strip()
    if re.fullmatch("[0-9]{10}([0-9]{2})?", digits):
        with suppress(ValueError):
            return datetime.strptime(f"20{digits:0<12}", "%Y%m%d%H%M%S")  # as above
    return None
