"""A run over texts, as all subcommands do it: read, answer each, and write in the format asked for.

The answer and its look as text are handed in; nothing here knows what a text costs.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from .. import files
from ..errors import SegmenterError, UnencodableError
from ..report.outcomes import Entry, Failure, failure
from . import inputs, outputs, policies
from .progress import Progress

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable, Iterator

    from ..core.counting import Count
    from ..core.policy import Policy
    from ..core.segmentation import Message

__all__ = ["Answers", "Look", "add_options", "line_break_note", "run_texts", "why_ucs2"]

Given = TypeVar("Given")
Value = TypeVar("Value", bound="Count | Message")


class Look(NamedTuple, Generic[Value]):
    """What answers look like: one as text with its reason and a note, many as text, and as CSV."""

    one: Callable[[Value, str, str], str]
    many: Callable[[Iterable[Entry[Value]]], Iterable[str]]
    csv: Callable[[Iterable[Entry[Value]]], Iterable[str]]


class Answers(Generic[Given]):
    """The entry of each text, made when asked for; afterwards it is known how many failed."""

    def __init__(self, texts: Iterator[str | files.Absence], answer: Callable[[str], Given]) -> None:
        self._texts = texts
        self._answer = answer
        self.total = self.failed = 0

    def __iter__(self) -> Iterator[Entry[Given]]:
        for text in self._texts:
            entry = self._entry(text)
            self.total += 1
            self.failed += isinstance(entry.outcome, Failure)
            yield entry

    def _entry(self, text: str | files.Absence) -> Entry[Given]:
        if isinstance(text, files.Absence):
            return Entry("", Failure(str(text), {"path": text.path, "line": text.line}))
        try:
            return Entry(text, self._answer(text))
        except SegmenterError as error:
            return Entry(text, failure(error))


def add_options(parser: ArgumentParser) -> None:
    """Add the options that every run over texts has."""
    inputs.add_options(parser)
    policies.add_options(parser)
    outputs.add_options(parser)


def run_texts(
    arguments: Namespace, named: inputs.Inputs, answer: Callable[[str], Value], look: Look[Value]
) -> int:
    """Answer every text and write the answers.

    Returns:
        0, or 1 where a text could not be answered.
    """
    watched = named.from_stream and sys.stderr is not None and sys.stderr.isatty()
    # Rows that appear on the same terminal are progress enough.
    shown = watched and (arguments.summary or not sys.stdout.isatty())
    with Progress(named.octets() if shown else None, shown=shown) as progress:
        answers = Answers(named.texts(progress), answer)
        outputs.write(_written(arguments, named, answers, look))
    if answers.failed and (named.many or arguments.summary):
        outputs.complain(f"{answers.failed:,} of {answers.total:,} messages failed")
    return 1 if answers.failed else 0


def _written(
    arguments: Namespace, named: inputs.Inputs, answers: Iterable[Entry[Value]], look: Look[Value]
) -> Iterable[str]:
    if arguments.summary:
        return _summary(arguments.format, answers)
    if arguments.format == "csv":
        return look.csv(answers)
    if arguments.format != "text":
        return _json(arguments.format, answers, many=named.many)
    return look.many(answers) if named.many else _one(arguments, answers, named, look)


def _json(style: str, answers: Iterable[Entry[Count | Message]], *, many: bool) -> Iterable[str]:
    from ..report.json_format import json_array, json_lines

    ascii_only = not outputs.output_is_utf8()
    if style == "json" and many:
        return json_array(answers, ascii_only=ascii_only)
    return json_lines(answers, many=many, ascii_only=ascii_only)


def _summary(style: str, answers: Iterable[Entry[Count | Message]]) -> Iterable[str]:
    from ..report.summaries import Summary, summary_text

    summary = Summary(answers)
    if style == "csv":
        from ..report.csv_format import csv_summary

        return csv_summary(summary)
    if style == "text":
        return [summary_text(summary)]
    from ..report.json_format import json_summary

    return [json_summary(summary)]


def _one(
    arguments: Namespace, answers: Iterable[Entry[Value]], named: inputs.Inputs, look: Look[Value]
) -> Iterator[str]:
    for entry in answers:
        if isinstance(entry.outcome, Failure):
            outputs.complain(entry.outcome.message)
        else:
            note = line_break_note(entry.text) if named.from_stream else ""
            yield look.one(entry.outcome, why_ucs2(entry.text, policies.policy_of(arguments)), note)


def why_ucs2(text: str, policy: Policy) -> str:
    """Name the character that keeps a text out of GSM-7, where that was allowed."""
    from ..core.counting import count
    from ..core.policy import Encoding
    from ..report.display import visible

    if Encoding.GSM7 in policy.encodings:
        try:
            count(text, policy=policy._replace(encodings=(Encoding.GSM7,)))
        except UnencodableError as error:
            shown = visible(error.character, outputs.output_screen().encoding)
            return f"{shown} {error.character_name} at index {error.index} is not in GSM-7"
    return ""


def line_break_note(text: str) -> str:
    """Say that a text ends with a line break, which most editors and `echo` add unasked."""
    if not text.endswith("\n"):
        return ""
    units = 2 if text.endswith("\r\n") else 1
    return f"the line break at its end is counted ({units} unit{'s' * (units > 1)}); --lines leaves it out"
