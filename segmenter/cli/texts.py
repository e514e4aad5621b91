"""One run for all commands over texts: read, answer each, write the answers, and say how it ended.

The answers and how they look are passed in. This module must not know what a text costs.
"""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .. import files
from ..errors import MissingExtraError, SegmenterError, UnencodableError
from ..report.outcomes import Answered, Failure, failure
from . import outputs
from .inputs import line_break_note
from .policies import added_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..channels.profiles import Profile
    from ..core.counting import Count
    from ..core.policy import Policy
    from ..core.segmentation import Message
    from ..files.rows import KeptRow
    from ..report.display import Screen
    from ..report.outcomes import Alike
    from ..report.summaries import CountTotals
    from .inputs import Inputs

__all__ = [
    "Answers",
    "Look",
    "count_totals",
    "each_answer",
    "run_texts",
    "summed",
    "totals_written",
    "why_ucs2",
]

Value = TypeVar("Value")


class Look(Generic[Value]):  # a NamedTuple would take 0.4 ms of the start-up
    """What answers look like in each format.

    Args:
        one: the text of one answer, from the message, the answer and a note.
        many: the text of many answers, on a screen.
        csv: answers as CSV, where the command has it.
        summary: totals in a format, where the command has them.
        fields: the class of the answers, and of the rows of their CSV, whose fields no column kept may have.
        together: the same for counts of many texts at once, in a format or, if so asked, as totals.
        each: turns entries into those that `many` and JSON show, where a text has several answers.
        several: whether it makes more than one of a text, so that JSON is an array.
        fields_of: returns an answer as JSON can hold it; by default its `as_dict`.
    """

    def __init__(
        self,
        one: Callable[[str, Value, str], str],
        many: Callable[[Iterable[Answered[Any]], Screen], Iterable[str]],
        *,
        csv: Callable[[Iterable[Answered[Value]]], Iterable[str]] | None = None,
        summary: Callable[[Iterable[Answered[Value]], str], Iterable[str]] | None = None,
        fields: Sequence[type] = (),
        together: Callable[[Iterable[Alike[Count]], str, bool], Iterable[str]] | None = None,
        each: Callable[[Iterable[Answered[Value]]], Iterable[Answered[Any]]] | None = None,
        several: bool = False,
        fields_of: Callable[[Any], Mapping[str, Any]] | None = None,
    ) -> None:
        self.one, self.many, self.csv, self.summary, self.fields = one, many, csv, summary, fields
        self.together, self.each, self.several, self.fields_of = together, each, several, fields_of


def each_answer(
    entries: Iterable[Answered[tuple[Value, ...]]], head: Callable[[Value], str] = lambda _: ""
) -> Iterator[Answered[Value]]:
    """Yield an entry for each answer of a text that has several; `head` stands before its text."""
    for text, outcome, kept in entries:
        if isinstance(outcome, Failure):
            yield Answered(text, outcome, kept)
        else:
            yield from (Answered(head(value) + text, value, kept) for value in outcome)


def summed(
    text: Callable[[Screen], Iterable[str]],
    fields: Callable[[], object],
    add: Callable[[Alike[Count]], object] | None = None,
) -> Look[None]:
    """Return how texts look that are only added up.

    Args:
        text: the totals as text, when the last has been added.
        fields: the same as JSON can hold them.
        add: adds many texts at once, where that can be done.
    """

    def summary(entries: Iterable[Answered[None]], style: str) -> Iterable[str]:
        for _ in entries:
            pass
        return written(style)

    def together(batches: Iterable[Alike[Count]], style: str, _: bool) -> Iterable[str]:  # noqa: FBT001  # a Look's
        assert add is not None
        for batch in batches:
            add(batch)
        return written(style)

    def written(style: str) -> Iterable[str]:
        return text(outputs.output_screen()) if style == "text" else outputs.json_of(fields())

    return Look(lambda *_: "", lambda *_: (), summary=summary, together=together if add else None)


def run_texts(
    arguments: Namespace,
    inputs: Inputs,
    answer: Callable[[str], Value],
    look: Look[Value],
    *,
    profile: Profile | None = None,
    fails: Callable[[Value], bool] | None = None,
    failed: str = "failed",
    policy: Policy | None = None,
) -> int:
    """Answer every text and write the answers in the format that the options ask for.

    Args:
        arguments: with `format`, and `summary` where the command has it.
        inputs: the texts.
        answer: returns the answer to a text, or raises a SegmenterError.
        look: how answers are written.
        profile: prepares each text, and a note says how.
        fails: returns whether an answer counts as failed.
        failed: what became of the messages that failed, for the total.
        policy: where the answers are counts under it, or add them up: many lines may be counted at once.

    Returns:
        The exit code: 0, or 1 where a text failed.
    """
    summary = getattr(arguments, "summary", False)
    if inputs.kept:
        require_room(inputs, look.fields, arguments.format, summary=summary)
    added = added_note(profile)
    answers = Answers(answer if profile is None else lambda text: answer(profile.prepared(text)), fails)
    inputs.show_progress(rows_shown=not summary)
    try:
        batches = None
        # A table shows how each text begins, which takes longer than to count it.
        if look.together and not profile and (summary or arguments.format != "text"):
            batches = _together(inputs, answers, policy, waits=summary)
        if look.together and batches is not None:
            written = look.together(batches, arguments.format, summary)
        else:
            entries = answers.to(inputs.texts())
            written = _written(arguments.format, entries, inputs, look, summary=summary, note=added)
        outputs.write(written, exact=arguments.format != "text")
    finally:
        inputs.close()
    if added and (arguments.format != "text" or summary or inputs.many):
        outputs.complain(f"note: {added}")
    if answers.failed and (inputs.many or summary):
        outputs.complain(f"{answers.failed:,} of {answers.total:,} messages {failed}")
    return 1 if answers.failed else 0


def require_room(inputs: Inputs, fields: Sequence[type], style: str, *, summary: bool = False) -> None:
    """Refuse to keep columns where no result can carry them.

    Args:
        inputs: with the names of the columns.
        fields: classes whose fields stand beside them.
        style: the format of the results.
        summary: whether totals alone are written.

    Raises:
        ArgumentTypeError: the format has no place for columns, or one is named like a field.
    """
    from ..core.schemas import schema_of

    if summary or style == "text":
        raise ArgumentTypeError(
            f"--keep puts columns beside each result; "
            f"{'leave out --summary' if summary else 'add --format jsonl'}"
        )
    ours = {"index": "", "error": ""}.keys() | {
        name for cls in fields for name in schema_of(cls)["properties"]
    }
    kept = inputs.kept
    for place, name in enumerate(kept):
        if name in ours or name in kept[:place]:
            raise ArgumentTypeError(f"--keep {name}: results have a {name!r} of their own; rename the column")


class Answers(Generic[Value]):
    """Answers texts, and counts how many there were and failed.

    Args:
        answer: returns the answer to a text, or raises a SegmenterError.
        fails: returns whether an answer counts as failed.
    """

    def __init__(self, answer: Callable[[str], Value], fails: Callable[[Value], bool] | None = None) -> None:
        self._answer, self._fails = answer, fails
        self.total = self.failed = 0

    def to(self, texts: Iterable[str | files.Absence | KeptRow]) -> Iterator[Answered[Value]]:
        """Yield the entry of each text, made when asked for; with the columns kept of its row."""
        for text in texts:
            if isinstance(text, str | files.Absence):
                yield self.entry(text)
            else:
                yield self.entry(text.text)._replace(kept=text.columns)

    def add(self, texts: int) -> None:
        """Take account of texts that were answered elsewhere."""
        self.total += texts

    def entry(self, text: str | files.Absence) -> Answered[Value]:
        """Return a text with its answer, or with the reason why it has none.

        Raises:
            MissingExtraError: no text can be answered.
        """
        self.total += 1
        if not isinstance(text, str):
            self.failed += 1
            return Answered("", Failure(str(text), {"path": text.path, "line": text.line}))
        try:
            answer = self._answer(text)
        except MissingExtraError:
            raise
        except SegmenterError as error:
            self.failed += 1
            return Answered(text, failure(error))
        self.failed += self._fails is not None and self._fails(answer)
        return Answered(text, answer)


def _together(
    inputs: Inputs, answers: Answers[Any], policy: Policy | None, *, waits: bool
) -> Iterable[Alike[Count]] | None:
    """Return the lines of the streams many at once, where that pays."""
    if policy is None or not inputs.lines or inputs.kept:
        return None
    from . import columns  # here, as most runs do without

    if not columns.pays(inputs, waits=waits):
        return None
    return columns.together(inputs, policy, answers.to, answers.add)


def _written(
    style: str,
    answers: Iterable[Answered[Value]],
    inputs: Inputs,
    look: Look[Value],
    *,
    summary: bool,
    note: str,
) -> Iterable[str]:
    if summary and look.summary:
        return look.summary(answers, style)
    if style == "csv" and look.csv:
        return look.csv(answers)
    if style == "text" and not inputs.many:
        return _one(answers, inputs, look, note)
    entries = look.each(answers) if look.each else answers
    if style == "text":
        return look.many(entries, outputs.output_screen())
    from ..report.json_format import json_outcomes

    return json_outcomes(
        entries,
        many=inputs.many or look.several,
        lines=style == "jsonl",
        ascii_only=not outputs.output_is_utf8(),
        fields_of=look.fields_of,
    )


def _one(answers: Iterable[Answered[Value]], inputs: Inputs, look: Look[Value], added: str) -> Iterator[str]:
    for entry in answers:
        if isinstance(entry.outcome, Failure):
            outputs.complain(entry.outcome.message)
        else:
            ends = line_break_note(entry.text) if inputs.from_stream else ""
            yield look.one(entry.text, entry.outcome, "; ".join(filter(None, [added, ends])))


def count_totals(answers: Iterable[Answered[Count | Message]], style: str) -> Iterable[str]:
    """Return the totals of counts or segments in a format."""
    from ..report.summaries import CountTotals

    return totals_written(CountTotals(answers), style)


def totals_written(summary: CountTotals, style: str) -> Iterable[str]:
    """Return the totals of counts in a format."""
    from ..report.summaries import summary_text

    if style == "csv":
        from ..report.csv_format import csv_summary

        return csv_summary(summary)
    if style == "text":
        return [summary_text(summary)]
    return outputs.json_of(summary.fields())


def why_ucs2(text: str, policy: Policy, profile: Profile | None = None) -> str:
    """Return the name of the character that keeps a text out of GSM-7, if the policy allows GSM-7."""
    from ..core.counting import count
    from ..core.policy import Encoding
    from ..report.display import visible

    if Encoding.GSM7 in policy.encodings:
        try:
            count(
                profile.prepared(text) if profile else text,
                policy=policy._replace(encodings=(Encoding.GSM7,)),
            )
        except UnencodableError as error:
            shown = visible(error.character, outputs.output_screen().encoding)
            return f"{shown} {error.character_name} at index {error.index} is not in GSM-7"
    return ""
