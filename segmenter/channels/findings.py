"""Findings: what is wrong with a message, a catalog's entry or a rate card's row, where, and what to do.

Values only: what counts as wrong is decided elsewhere, and what each rule finds is in the registry.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from ..core.counting import Count
from ..core.hints import field_types
from ..core.results import Whole, plain_fields, result
from .rules import RULES, Severity

__all__ = [
    "NO_TEXT",
    "BrokenFile",
    "FileRun",
    "Finding",
    "Location",
    "NamedText",
    "Severity",
    "TextEdit",
    "Validation",
]

TextEdit = tuple[int, int, str]
"""``text[start:stop]`` becomes this; the places are of the text before any edit."""


class Location(NamedTuple):
    """A stretch of a file, as editors count: lines and columns from 1, columns in code points.

    Attributes:
        path: the file, as named by the caller.
        line: where it begins; 0 where only the file is known.
        column: where it begins there; 0 where only the line is known.
        end_line: where it ends; 0 where that is not known.
        end_column: where it ends there, the first column behind it; 0 where that is not known.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        """Return it as compilers write it, ``rates.csv:7`` or ``fr.po:3:14``."""
        numbers = (self.line, self.column) if self.line else ()
        return ":".join([self.path, *(str(number) for number in numbers if number)])


class NamedText(Protocol):
    """A text that has a name in its file, such as an entry of a catalog; the names may be empty."""

    @property
    def key(self) -> str:
        """Its name in the file."""

    @property
    def text(self) -> str:
        """What its recipient gets."""

    @property
    def locale(self) -> str:
        """Its language, as the file or its path names it."""

    @property
    def variant(self) -> str:
        """Which branch of a plural or a select it is."""

    @property
    def context(self) -> str:
        """What tells it from others of the same key."""


class _Unnamed(NamedTuple):
    key: str = ""
    text: str = ""
    locale: str = ""
    variant: str = ""
    context: str = ""


NO_TEXT = _Unnamed()
"""Stands where a finding is about no text with a name."""


@result
class Finding(NamedTuple):
    """One thing that is wrong or worth knowing about a message, a catalog's entry or a rate card's row.

    Attributes:
        rule: a code of `rules.RULES`; stable.
        severity: an error where the message would be refused or the file cannot be used.
        field: which part it is about, such as ``text``, ``recipients[2]`` or a column of a rate card.
        message: a sentence that says what is wrong and, where `help` is empty, what to do.
        start: where in the text it begins, in code points, if it has a place there.
        stop: where it ends there.
        provider_code: the provider's own error code, where it has one.
        help: what to do, where that stands apart from the message.
        locations: where it stands in files; none for a message that is in no file.
        entry: whose text it is about, where that has a name; else `NO_TEXT`.
        edits: of that text, in order; made, they remove this finding. Empty where none is known.
        safe: whether they leave the text as its author meant it.
        registered: whether the text is registered elsewhere, and must stay as it is there.
    """

    rule: str
    severity: Severity
    field: str
    message: str
    start: int | None = None
    stop: int | None = None
    provider_code: int | None = None
    help: str = ""
    locations: tuple[Location, ...] = ()
    entry: NamedText = NO_TEXT
    edits: tuple[TextEdit, ...] = ()
    safe: bool = False
    registered: bool = False

    @property
    def name(self) -> str:
        """The name of the rule."""
        return RULES[self.rule].name

    @property
    def path(self) -> str:
        """The file it stands in; empty where it stands in none."""
        return self.locations[0].path if self.locations else ""

    @property
    def is_fixable(self) -> bool:
        """Whether `segmenter check --fix` may make its edits."""
        return bool(self.edits) and self.safe and not self.registered

    def as_dict(self) -> dict[str, Any]:
        """Return the first seven fields of a finding in a message; of one in a file, place and text too."""
        if not self.locations:
            return plain_fields(self, *self._fields[:7])
        entry, place = self.entry, self.locations[0]
        return {
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity.value,
            "message": self.message,
            "help": self.help,
            **place._asdict(),
            "key": entry.key,
            "locale": entry.locale,
            "variant": entry.variant,
            "context": entry.context,
            "text": entry.text,
            "start": self.start,
            "stop": self.stop,
            "edits": [{"start": start, "stop": stop, "replacement": new} for start, stop, new in self.edits],
            "safe": self.safe,
            "registered": self.registered,
        }

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`; those marked with ``?`` are of findings in files."""
        fields = field_types(cls)
        always = {name: fields[name] for name in ("rule", "severity", "message", "start", "stop")}
        of_messages = {f"{name}?": fields[name] for name in ("field", "provider_code")}
        names = ("name", "help", "path", "key", "locale", "variant", "context", "text")
        edit = {"start": int, "stop": int, "replacement": str}
        in_files: dict[str, Any] = dict.fromkeys(names, str) | dict.fromkeys(Location._fields[1:], int)
        in_files |= {"edits": [edit], "safe": bool, "registered": bool}
        return always | of_messages | {f"{name}?": hint for name, hint in in_files.items()}


@result
class BrokenFile(NamedTuple):
    """A file that could not be checked.

    Attributes:
        path: as named by the caller.
        line: where it is broken; 1 where that is not known.
        message: what is wrong, with what would help; without path and line.
    """

    path: str
    line: int
    message: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class FileRun(NamedTuple):
    """The result of checking files.

    Attributes:
        findings: file by file, each in the order of places.
        broken: files that could not be checked.
        files: those checked.
        messages: how many messages they hold.
        fails: whether a finding fails the run.
    """

    findings: tuple[Finding, ...]
    broken: tuple[BrokenFile, ...]
    files: tuple[str, ...]
    messages: int
    fails: Callable[[Finding], bool]

    def as_dict(self) -> dict[str, Any]:
        """Return the findings, the files that could not be checked, and the totals."""
        return {
            "findings": [finding.as_dict() for finding in self.findings],
            "errors": [broken._asdict() for broken in self.broken],
            "summary": {
                "findings": len(self.findings),
                "failing": sum(map(self.fails, self.findings)),
                "files": len(self.files),
                "messages": self.messages,
            },
        }

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        totals = dict.fromkeys(("findings", "failing", "files", "messages"), int)
        return {"findings": tuple[Finding, ...], "errors": tuple[BrokenFile, ...], "summary": totals}


class _ValidationFields(NamedTuple):
    findings: tuple[Finding, ...]
    count: Count | None = None  # type: ignore[assignment]  # the contract's name; it hides tuple.count
    downgraded: Validation | None = None


@result
class Validation(Whole, _ValidationFields):
    """The result of `validate`.

    Attributes:
        findings: in the order of the message's fields.
        count: of the text as it would be sent, for SMS.
        downgraded: the same message as the channel it may be downgraded to, if any.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        """Return whether the message fits, so that ``if validate(message):`` means what it says."""
        return self.fits

    @property
    def fits(self) -> bool:
        """Whether no finding is an error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """Return whether the message fits, the findings and the count, and the same if it is downgraded."""
        return plain_fields(self, "fits", *self._fields)

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls, "fits", *cls._fields)
