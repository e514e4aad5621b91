"""A message written as JSON with the names of our own fields, and moments as people write them.

Reads the form and says what is wrong with it; what the fields may hold is judged elsewhere.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping
from datetime import datetime
from json import loads
from typing import Any

from ..channels.findings import Finding, Severity
from ..channels.messages import Button, Channel, OutboundMessage

__all__ = ["Form", "moment"]

LISTS = ("recipients", "media")
BUTTON = ("caption", "url")
CHANNELS = ", ".join(Channel)


def moment(words: str) -> datetime:
    """Return an ISO 8601 date and time, or raise the error of an argument."""
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(
            f"{words!r} is no date and time; write it as 2026-12-24T18:00+01:00"
        ) from None


class Form:
    """Reads a body with our own field names; what is wrong with its form becomes findings."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def message(self, body: str, channel: Channel) -> OutboundMessage | None:
        """Return the message; nothing where the body is no object or its channel is none."""
        fields = self._object(body)
        special: dict[str, Callable[[object, str], Any]] = {
            "channel": self._channel,
            "button": self._button,
            "variables": self._variables,
            "schedule": self._schedule,
            **dict.fromkeys(LISTS, self._texts),
        }
        readers = {field: special.get(field, self._text) for field in OutboundMessage.__dataclass_fields__}
        given = {"channel": channel} | self._read(fields, readers, "")
        if given["channel"] is None or (self.findings and not fields):
            return None
        return OutboundMessage(**given)

    def _wrong(self, field: str, said: str, rule: str = "SEG001") -> None:
        self.findings.append(Finding(rule, Severity.ERROR, field, said))

    def _object(self, body: str) -> dict[str, object]:
        try:
            fields = loads(body, parse_int=float)  # int refuses more than 4,300 digits
        except (ValueError, RecursionError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else error
            self._wrong("body", f"the body is not JSON ({reason}); send an object")
            return {}
        if not isinstance(fields, dict):
            self._wrong("body", f"the body is {_kind(fields)}, not an object; put the fields in braces")
            return {}
        return fields

    def _read(
        self, fields: dict[str, object], readers: Mapping[str, Callable[[object, str], Any]], under: str
    ) -> dict[str, Any]:
        for name in [name for name in fields if name not in readers]:
            self._wrong(f"{under}{name}", f"there is no field {name!r}; there are {', '.join(readers)}")
        # A field that is null is one that is left out.
        present = {name: value for name, value in fields.items() if value is not None and name in readers}
        return {name: readers[name](value, f"{under}{name}") for name, value in present.items()}

    def _text(self, value: object, field: str) -> str | None:
        if isinstance(value, str):
            return value
        self._wrong(field, f"{field} is {_kind(value)}, not a string; write it in quotes")
        return None

    def _texts(self, value: object, field: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._wrong(field, f"{field} is {_kind(value)}, not a list; put it in brackets")
            return ()
        texts = [self._text(one, f"{field}[{place}]") for place, one in enumerate(value)]
        return tuple(text for text in texts if text is not None)

    def _button(self, value: object, field: str) -> Button | None:
        if isinstance(value, dict):
            return Button(**self._read(value, dict.fromkeys(BUTTON, self._text), f"{field}."))
        self._wrong(field, f"{field} is {_kind(value)}, not an object with {' and '.join(BUTTON)}")
        return None

    def _variables(self, value: object, field: str) -> dict[str, str] | tuple[str, ...] | None:
        if isinstance(value, dict):
            texts = {name: self._text(one, f"{field}[{name}]") for name, one in value.items()}
            return {name: text for name, text in texts.items() if text is not None}
        if isinstance(value, list):
            return self._texts(value, field)
        self._wrong(field, f"{field} is {_kind(value)}, not an object or a list of strings")
        return None

    def _schedule(self, value: object, field: str) -> datetime | None:
        if not isinstance(value, str):
            self._text(value, field)
            return None
        try:
            return moment(value)
        except ArgumentTypeError as error:
            self._wrong(field, f"{field} {error}", "SEG401")
            return None

    def _channel(self, value: object, field: str) -> Channel | None:
        if isinstance(value, str) and value.lower() in list(Channel):
            return Channel(value.lower())
        self._wrong(field, f"{field} is {_shown(value)}; it must be one of {CHANNELS}", "SEG201")
        return None


def _kind(value: object) -> str:
    kinds = {bool: "a boolean", float: "a number", str: "a string", list: "a list", dict: "an object"}
    return kinds.get(type(value), "null")


def _shown(value: object) -> str:
    return repr(value) if isinstance(value, str) else _kind(value)
