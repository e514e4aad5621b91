"""Reassembly: the parts of messages joined again, in whatever order they arrive.

This module knows the places and contents of parts; it has no clock, so every moment comes from the caller.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from ..core.hints import field_types
from ..core.policy import InformationElement, NationalLanguage, ReferenceWidth
from ..core.results import plain_fields, result
from .coding_scheme import CharacterSet
from .elements import Concatenation, languages_of
from .errors import UserDataError
from .short_messages import ReceivedMessage
from .texts import septets_text
from .tpdus import Deliver, Submit, Tpdu
from .user_data import UserData

__all__ = ["IncompleteMessage", "Part", "Reassembler", "WholeMessage"]


class Part(NamedTuple):
    """What reassembly needs of a part, however it arrived.

    Attributes:
        sender: who sent it; parts of different senders never join.
        concatenation: its place in the message; `None` for a message of one part.
        encoding: GSM-7, UCS-2 or another coding by name.
        elements: the information elements of its header.
        units: the septets (one an octet), code units (UTF-16BE) or octets it carries.
        text: its own text; `None` where it is not text.
    """

    sender: str
    concatenation: Concatenation | None
    encoding: str
    elements: tuple[InformationElement, ...]
    units: bytes
    text: str | None


@result
class WholeMessage(NamedTuple):
    """A message with all its parts.

    Attributes:
        sender: who sent it.
        text: the parts joined, also where a sender split a character; `None` where it is not text.
        octets: the parts' octets joined, for what is not text: septets, code units or data.
        reference: the one in the headers; `None` for a message of one part.
        parts: in order.
    """

    sender: str
    text: str | None
    octets: bytes
    reference: int | None
    parts: tuple[Part, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the value as JSON can hold it, octets in hexadecimal."""
        return plain_fields(self)


@result
class IncompleteMessage(NamedTuple):
    """A message that was abandoned, with the parts it has.

    Attributes:
        sender: who sent it.
        reference: the one in the headers.
        total: how many parts it should have.
        parts: those that arrived, in order.
        missing: the numbers of the others.
        reason: "expired", "no room", or "reference reused".
    """

    sender: str
    reference: int
    total: int
    parts: tuple[Part, ...]
    missing: tuple[int, ...]
    reason: str

    @property
    def text(self) -> str:
        """The text of the parts that arrived, each gap shown as U+2026."""
        there = {part.concatenation.number: part for part in self.parts if part.concatenation}
        return "".join(
            (there[number].text or "") if number in there else "…" for number in range(1, self.total + 1)
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the value as JSON can hold it, octets in hexadecimal."""
        return plain_fields(self, "text", *self._fields)

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls, "text", *cls._fields)


Moment = float | datetime
"""A moment of the caller's clock: seconds, or a `datetime`."""


def _seconds(since: Any, now: Any) -> float:
    """Return how long ago a moment was."""
    passed = now - since
    return passed.total_seconds() if isinstance(passed, timedelta) else float(passed)


@dataclass(slots=True)
class _Open:
    """A message that waits for parts."""

    total: int
    since: Moment | None
    parts: dict[int, Part] = field(default_factory=dict)


_Key = tuple[str, int, int]


class Reassembler:
    """Joins parts to messages.

    Parts are kept by sender, reference and its width. A repeated part is ignored; one that
    contradicts earlier ones (another total, or another text in the same place) starts a new message under
    the same reference, and the old one is evicted.

    Args:
        lifetime: how long a message may wait after its first part.
        most_parts: the most parts kept; beyond it the message that has waited longest is evicted.

    >>> import segmenter
    >>> from segmenter import wire
    >>> parts = wire.deliver_tpdus(segmenter.segment("a€" * 90), sender="Info", reference=7)
    >>> reassembler = Reassembler()
    >>> reassembler.add(wire.decode_tpdu(parts[1])) is None
    True
    >>> reassembler.add(wire.decode_tpdu(parts[0])).text == "a€" * 90
    True
    """

    def __init__(self, *, lifetime: timedelta = timedelta(hours=1), most_parts: int = 100_000) -> None:
        if most_parts < 1:
            raise UserDataError("most_parts", f"is {most_parts}", "it must be at least 1")
        self._lifetime = lifetime.total_seconds()
        self._most_parts = most_parts
        self._open: dict[_Key, _Open] = {}
        self._kept = 0
        self._evicted: list[IncompleteMessage] = []

    def __len__(self) -> int:
        return self._kept

    def add(
        self, part: Part | Tpdu | UserData | ReceivedMessage, *, now: Moment | None = None
    ) -> WholeMessage | None:
        """Take a part, and return its message if that is now complete.

        Args:
            part: a decoded TPDU, user data or short message, or a `Part` that the caller made.
            now: the moment of the caller's clock, in seconds or as a `datetime`, always of one kind. Messages
                that waited longer than the lifetime are evicted first.
        """
        part = part if isinstance(part, Part) else part_of(part)
        if now is not None:
            self.expire(now)
        place = part.concatenation
        if place is None:
            return _whole((part,), None)
        key = part.sender, place.reference, int(place.reference_width)
        waiting = self._open.get(key)
        if waiting is not None and (
            waiting.total != place.total or waiting.parts.get(place.number, part).units != part.units
        ):
            self._evict(key, "reference reused")
            waiting = None
        if waiting is None:
            waiting = self._open[key] = _Open(place.total, now)
        if place.number in waiting.parts:
            return None
        waiting.parts[place.number] = part
        self._kept += 1
        if len(waiting.parts) == waiting.total:
            del self._open[key]
            self._kept -= waiting.total
            return _whole(tuple(waiting.parts[number] for number in sorted(waiting.parts)), place.reference)
        while self._kept > self._most_parts:
            self._evict(next(iter(self._open)), "no room")
        return None

    def expire(self, now: Moment) -> tuple[IncompleteMessage, ...]:
        """Evict what waited longer than the lifetime, and return it; `take_evicted` returns it too.

        A message whose parts came without a moment waits from the first `now` after them.
        """
        before = len(self._evicted)
        # They stand in the order of their first parts, so the first that is young enough ends it.
        while self._open:
            key, waiting = next(iter(self._open.items()))
            if waiting.since is None:
                self._date(now)
            elif _seconds(waiting.since, now) <= self._lifetime:
                break
            else:
                self._evict(key, "expired")
        return tuple(self._evicted[before:])

    def _date(self, now: Moment) -> None:
        for waiting in self._open.values():
            if waiting.since is None:
                waiting.since = now

    def take_evicted(self) -> tuple[IncompleteMessage, ...]:
        """Return the messages that were evicted since the last call, with the parts they have."""
        evicted, self._evicted = tuple(self._evicted), []
        return evicted

    def waiting(self) -> tuple[IncompleteMessage, ...]:
        """Return the messages that wait for parts, oldest first; they stay."""
        return tuple(_incomplete(key, waiting, "waiting") for key, waiting in self._open.items())

    def _evict(self, key: _Key, reason: str) -> None:
        waiting = self._open.pop(key)
        self._kept -= len(waiting.parts)
        self._evicted.append(_incomplete(key, waiting, reason))

    def save(self) -> dict[str, Any]:
        """Return what waits and what was evicted as plain values, ready for JSON.

        `since` keeps the caller's moments: numbers are JSON as they stand, a `datetime` is not.
        """
        return {
            "waiting": [
                {
                    "sender": sender,
                    "reference": reference,
                    "reference_width": width,
                    "total": waiting.total,
                    "since": waiting.since,
                    "parts": [_saved(part) for part in waiting.parts.values()],
                }
                for (sender, reference, width), waiting in self._open.items()
            ],
            "evicted": [
                message._asdict()
                | {"missing": list(message.missing), "parts": [_saved(part) for part in message.parts]}
                for message in self._evicted
            ],
        }

    def restore(self, saved: dict[str, Any]) -> None:
        """Add what `save` returned to what is there, which comes first.

        Raises:
            UserDataError: it is not what `save` returns.
        """
        try:
            for entry in saved["waiting"]:
                waiting = _Open(int(entry["total"]), entry["since"])
                for part in map(_restored, entry["parts"]):
                    assert part.concatenation is not None, "each waiting part has its place"
                    waiting.parts[part.concatenation.number] = part
                key = str(entry["sender"]), int(entry["reference"]), int(entry["reference_width"])
                if key in self._open:
                    self._evict(key, "reference reused")
                self._open[key] = waiting
                self._kept += len(waiting.parts)
            self._evicted += [
                IncompleteMessage(
                    str(entry["sender"]),
                    int(entry["reference"]),
                    int(entry["total"]),
                    tuple(map(_restored, entry["parts"])),
                    tuple(map(int, entry["missing"])),
                    str(entry["reason"]),
                )
                for entry in saved["evicted"]
            ]
        except (AssertionError, KeyError, TypeError, ValueError) as error:
            raise UserDataError("saved", f"is not what save() returns ({error!r})") from None
        while self._kept > self._most_parts:
            self._evict(next(iter(self._open)), "no room")


def part_of(value: Tpdu | UserData | ReceivedMessage) -> Part:
    """Return what reassembly needs of a decoded value.

    Raises:
        TypeError: it is something else, such as an SMS-STATUS-REPORT, which has no parts.
    """
    if isinstance(value, ReceivedMessage):
        units = value.octets
        return Part(value.sender, value.concatenation, value.encoding, value.elements, units, value.text)
    if isinstance(value, Deliver):
        sender, user_data = str(value.sender), value.user_data
    elif isinstance(value, Submit):
        sender, user_data = f"to {value.to}", value.user_data
    elif isinstance(value, UserData):
        sender, user_data = "", value
    else:
        message = f"a part must be a decoded message, not {type(value).__name__}"
        raise TypeError(message)
    elements = user_data.elements if user_data.udhi else ()
    in_septets = user_data.encoding == CharacterSet.GSM7 and not user_data.compressed
    units = user_data.septets if in_septets else user_data.body
    encoding = "compressed" if user_data.compressed else str(user_data.encoding)
    return Part(sender, user_data.concatenation, encoding, elements, units, user_data.text)


def _whole(parts: tuple[Part, ...], reference: int | None) -> WholeMessage:
    first = parts[0]
    return WholeMessage(
        first.sender, _joined_text(parts), b"".join(part.units for part in parts), reference, parts
    )


def _joined_text(parts: tuple[Part, ...]) -> str | None:
    """Return the text of parts in order, joined before it is decoded, so that split characters heal."""
    if any(part.text is None for part in parts):
        return None
    texts = []
    start = 0
    for stop in range(1, len(parts) + 1):
        if stop == len(parts) or _way(parts[stop]) != _way(parts[start]):
            texts.append(_text(parts[start:stop]))
            start = stop
    return "".join(texts)


def _way(part: Part) -> tuple[str, NationalLanguage | None, NationalLanguage | None]:
    """Return what parts must have in common to be decoded as one."""
    return part.encoding, *languages_of(part.elements)


def _text(parts: tuple[Part, ...]) -> str:
    encoding, locking, single = _way(parts[0])
    units = b"".join(part.units for part in parts)
    if encoding == CharacterSet.GSM7 and units.isascii():
        return septets_text(units, locking, single)
    if encoding == CharacterSet.UCS2:
        return units.decode("utf-16-be", "replace")
    return "".join(part.text or "" for part in parts)


def _incomplete(key: _Key, waiting: _Open, reason: str) -> IncompleteMessage:
    sender, reference, _ = key
    numbers = sorted(waiting.parts)
    missing = tuple(number for number in range(1, waiting.total + 1) if number not in waiting.parts)
    parts = tuple(waiting.parts[number] for number in numbers)
    return IncompleteMessage(sender, reference, waiting.total, parts, missing, reason)


def _saved(part: Part) -> dict[str, Any]:
    return {
        "sender": part.sender,
        "concatenation": part.concatenation and [int(value) for value in part.concatenation],
        "encoding": part.encoding,
        "elements": [[identifier, b64encode(data).decode()] for identifier, data in part.elements],
        "units": b64encode(part.units).decode(),
        "text": part.text,
    }


def _restored(saved: dict[str, Any]) -> Part:
    place = saved["concatenation"]
    if place is not None:
        reference, total, number, width = map(int, place)
        place = Concatenation(reference, total, number, ReferenceWidth(width))
    elements = tuple(
        InformationElement(int(identifier), b64decode(data)) for identifier, data in saved["elements"]
    )
    text = saved["text"]
    return Part(
        str(saved["sender"]),
        place,
        str(saved["encoding"]),
        elements,
        b64decode(saved["units"]),
        None if text is None else str(text),
    )
