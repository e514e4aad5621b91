"""Sent rows: what was sent, the other side of the bill, kept as numbers: texts are counted and dropped.

It knows columns and rows. It must not know which record belongs to a row.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from math import nan
from typing import TYPE_CHECKING, Final, NamedTuple

from ..errors import SegmenterError, UnencodableError
from ..files.words import describe, did_you_mean
from ..pricing.campaigns.audiences import RECIPIENT_FIELDS, AudienceFile, recipient_text
from ..pricing.cards.rates import country_given
from ..pricing.cards.recipients import Numbers, why_changed
from ..pricing.errors import RecipientError
from .matching import MatchedRows

if TYPE_CHECKING:
    from ..pricing.campaigns.audiences import AudienceRow, Watcher
    from .yardsticks import Yardstick

__all__ = ["SENT_COLUMNS", "SentError", "SentRows", "UnreadRow", "number_of", "seconds_of", "text_number"]

SENT_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "message_id", "sid", "message_handle", "messageId"),
    "recipient": RECIPIENT_FIELDS,
    "text": ("text", "body", "message", "content"),
    "time": ("time", "sent_at", "created_at", "submitted_at", "date_sent", "timestamp", "date"),
}
"""What is read of a row, and its column where the caller names none: the first of these that exists."""

_NO_TIME: Final = nan


class SentError(SegmenterError, ValueError):
    """The file of what was sent lacks a column, or is of another kind."""


class UnreadRow(NamedTuple):
    """A row that cannot be used.

    Attributes:
        line: where it begins; 0 where the file has no lines.
        reason: in words.
    """

    line: int
    reason: str


def number_of(recipient: str | None, numbers: Numbers) -> int:
    """Return a recipient as a number, 0 where there is none: the digits of the international form.

    One in scientific notation or with a fraction is read as a name, as its digits make another number.

    >>> number_of("+44 7700 900123", Numbers(None)), number_of("whatsapp:+447700900123", Numbers(None))
    (447700900123, 447700900123)
    """
    if not recipient:
        return 0
    written = recipient.rpartition(":")[2]
    try:
        return int(numbers.read(written)[0])
    except RecipientError:
        has_digits = written.isascii() and not why_changed(written)
        digits = "".join(filter(str.isdigit, written)) if has_digits else ""
        return int(digits.removeprefix("00")[:18] or 0) or text_number(written) & _POSITIVE


def text_number(text: str | None) -> int:
    """Return a number that stands for a text, 0 for none; of a million texts, hardly any two share one."""
    return (hash(text) or 1) if text else 0


_POSITIVE: Final = (1 << 63) - 1


def seconds_of(value: object) -> float:
    """Return a time in seconds; one without an offset is in UTC, and there may be none.

    Raises:
        ValueError: it is not a date and time.

    >>> seconds_of("1970-01-01 00:01"), seconds_of("1970-01-01T02:00:00+01:00"), seconds_of(None)
    (60.0, 3600.0, nan)
    """
    if value is None or value == "":
        return _NO_TIME
    if isinstance(value, str):
        value = datetime.fromisoformat(value.strip())
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    if not isinstance(value, datetime):
        raise ValueError(value)  # noqa: TRY004  # as for a text that is not a time
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()


class SentRows(MatchedRows):
    """The rows of a file of what was sent, in columns of numbers.

    Args:
        path: of the file: ``.csv``, ``.tsv``, ``.xlsx``, ``.jsonl`` or ``.parquet``.
        columns: headings by our name of the column; `SENT_COLUMNS` where they are not named.
        country: whose plan national numbers are read by.
        yardstick: counts the texts.
        encoding: of the file's text.
        sheet: of a workbook, by name; by default the first.
        watcher: notes the octets that are read.

    Attributes:
        path: as given.
        lines: where each row begins; 0 where the file has no lines.
        unread: rows that cannot be used.

    Raises:
        SentError: there is no column of identifiers or recipients, or one that is named is missing.
        SegmenterError: the file cannot be read.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        yardstick: Yardstick,
        columns: Mapping[str, str] | None = None,
        country: str | None = None,
        encoding: str = "utf-8",
        sheet: str | None = None,
        watcher: Watcher | None = None,
    ) -> None:
        super().__init__()
        self.path = os.fspath(path)
        self.lines = array("L")
        self.unread: list[UnreadRow] = []
        self._yardstick = yardstick
        self._numbers = Numbers(country_given(country) if country else None)
        self._named = dict(columns or {})
        self._places: dict[str, str | None] = {}
        self._read(AudienceFile(self.path, encoding=encoding, sheet=sheet, watcher=watcher))

    def _read(self, file: AudienceFile) -> None:
        known = {name for names in SENT_COLUMNS.values() for name in names}
        for row in file.rows(known | set(self._named.values())):
            place = file.place(row)
            line = int(place.rpartition(":")[2]) if place else 0
            reason = self._take(row, line, file)
            if reason:
                self.unread.append(UnreadRow(line, reason))

    def _take(self, row: AudienceRow, line: int, file: AudienceFile) -> str:
        """Keep a row; return why it cannot be used, or an empty text."""
        if isinstance(row, str):
            return row.removeprefix(f"{file.path}:{line}: ")
        if not self._places or not file.uniform:
            self._find_columns(row, file.columns)
        values = {name: row.get(column) if column else None for name, column in self._places.items()}
        identifier = "" if values["id"] is None else str(values["id"]).strip()
        try:
            written = recipient_text(values["recipient"])
        except RecipientError as error:
            return f"recipient {describe(error.recipient)} {error.reason}"
        if changed := why_changed(written.rpartition(":")[2]):
            return f"recipient {describe(written)} {changed}"
        recipient = number_of(written, self._numbers)
        if not (identifier or recipient):
            return "neither an id nor a recipient"
        text = values["text"]
        if text is not None and not isinstance(text, str):
            return f"its text is {describe(text)}, not text"
        try:
            seconds = seconds_of(values["time"])
        except (ValueError, OverflowError):
            return f"{describe(values['time'])} is not a date and time, as 2026-11-28T14:00:00Z"
        try:
            segments = self._count(text)
        except UnencodableError as error:
            return f"its text cannot be encoded: {error}"
        self.lines.append(line)
        self.add(identifier, recipient, text_number(text), seconds, segments)
        return ""

    def _count(self, text: str | None) -> int:
        return self._yardstick.segments(self._yardstick.count_text(text)) if text else 0

    def _find_columns(self, row: Mapping[str, object], written: Collection[str]) -> None:
        """Find the column of each thing."""
        first = not self._places
        for name, names in SENT_COLUMNS.items():
            named = self._named.get(name)
            if named is not None and named not in row and first:
                columns = ", ".join(map(repr, written))
                hint = did_you_mean(named, written).removeprefix("; ")
                problem = f"there is no column {named!r} for {name}"
                raise SentError(problem, hint or f"the columns are {columns}", path=self.path)
            wanted = names if named is None else (named,)
            self._places[name] = next((column for column in wanted if column in row), None)
        if self._places["id"] is None and self._places["recipient"] is None:
            columns = ", ".join(map(repr, written))
            remedy = f"name it with --against-column id=… or recipient=…; the columns are {columns}"
            raise SentError("there is no column of ids or recipients", remedy, path=self.path)
