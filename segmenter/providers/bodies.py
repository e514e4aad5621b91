"""Request bodies: JSON as a provider's API takes it, read field by field with a finding for each wrong form.

What the fields mean is each provider's; a line here knows JSON types only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..channels.findings import Finding, Severity

__all__ = ["Body", "wrong"]


def wrong(rule: str, field: str, message: str) -> Finding:
    """Return an error found in the form of a body."""
    return Finding(rule, Severity.ERROR, field, message)


class Body:
    """The fields of a body, and what was wrong with their form.

    A field that is absent, null or the empty string is `None`; one of a wrong type is so too, and said.
    """

    def __init__(self, fields: Mapping[str, Any], findings: list[Finding]) -> None:
        self.fields = fields
        self.findings = findings

    @classmethod
    def read(cls, body: object, *, under: str) -> Body:
        """Read a body given as JSON text, octets or parsed, whose fields stand under one key."""
        if isinstance(body, str | bytes | bytearray):
            try:
                body = json.loads(body)
            except (ValueError, RecursionError) as error:
                said = f"the body is not JSON ({error}); send an object"
                return cls({}, [wrong("SEG001", "body", said)])
        if not isinstance(body, Mapping):
            said = f"the body is {_kind(body)}, not an object; send {{{under!r}: {{...}}}}"
            return cls({}, [wrong("SEG001", "body", said)])
        inner = body.get(under)
        if not isinstance(inner, Mapping):
            said = f"{under!r} is {_kind(inner)}, not an object; put the fields in it"
            return cls({}, [wrong("SEG002", under, said)])
        return cls(inner, [])

    def text(self, key: str, field: str, *, rule: str = "SEG001") -> str | None:
        """Return a field that must be a string."""
        value = self.fields.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return value
        self.findings.append(
            wrong(rule, field, f"{field} is {_kind(value)}, not a string; write it in quotes")
        )
        return None

    def texts(self, key: str, field: str) -> tuple[str, ...] | None:
        """Return a field that must be a list of strings."""
        value = self.fields.get(key)
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            self.findings.append(
                wrong("SEG001", field, f"{field} is {_kind(value)}, not a list; put it in brackets")
            )
            return None
        # What is no string is kept as it reads, for the check of its form to refuse at its place.
        return tuple(one if isinstance(one, str) else json.dumps(one, default=str) for one in value)

    def time(self, key: str, field: str, form: str, said: str) -> datetime | None:
        """Return a field that must be a date and time in a form of `strptime`, read as UTC."""
        value = self.fields.get(key)
        if value is None:
            return None
        try:
            when = datetime.strptime(value, form).replace(tzinfo=UTC)
            if when.strftime(form) == value:
                return when
        except (TypeError, ValueError):
            pass
        self._wrong("SEG401", field, f"is {value!r}; write it as {said}, in UTC")
        return None

    def _wrong(self, rule: str, field: str, said: str) -> None:
        self.findings.append(wrong(rule, field, f"{field} {said}"))

    def first(self, findings: tuple[Finding, ...]) -> list[Finding]:
        """Return all findings; of a field whose form is wrong, that alone."""
        return [*self.findings, *(finding for finding in findings if not self.said(finding.field))]

    def said(self, field: str) -> bool:
        """Say whether something was wrong with the form of a field."""
        return any(finding.field == field for finding in self.findings)


def _kind(value: object) -> str:
    """Return a JSON value's type in words."""
    names = {
        bool: "a boolean",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return "missing" if value is None else names.get(type(value), f"a {type(value).__name__}")
