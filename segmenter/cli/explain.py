"""``segmenter explain``: why texts cost what they cost, and what to type instead.

Joins the options to advice's `explain` and to its looks; it does neither's work.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from .. import files
from ..report.outcomes import Failure
from . import inputs, outputs, policies
from .progress import Progress
from .texts import Answers

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable, Iterator

    from ..advice.explanation import Explanation
    from ..report.outcomes import Entry

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Say which characters make texts dear, what to type instead, and what it saves."
EPILOG = """\
examples:
  segmenter explain "It’s on its way"
  segmenter explain --file message.txt --html why.html
  segmenter explain --lines --file messages.txt --format jsonl > why.jsonl

In a terminal the ground changes with each segment, and what is not in GSM-7 is
underlined. --svg and --html write the same picture, which needs nothing else.
exit code: 0; 1 if a text cannot be encoded as asked; 2 for wrong usage or an
unreadable file.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this subcommand."""
    inputs.add_options(parser)
    policies.add_options(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "--format",
        choices=("text", "json", "jsonl"),
        default="text",
        help="text for people (the default), or JSON for programs",
    )
    group.add_argument("--svg", metavar="FILE", help="also write the picture of one message as SVG")
    group.add_argument("--html", metavar="FILE", help="also write all as a page of HTML")


def run(arguments: Namespace) -> int:
    """Explain each text."""
    from argparse import ArgumentTypeError

    from ..advice.explanation import explain

    named = inputs.Inputs(arguments)
    if arguments.svg and named.many:
        raise ArgumentTypeError("--svg shows one message; --html takes many")
    watched = named.from_stream and sys.stderr is not None and sys.stderr.isatty()
    shown = watched and not sys.stdout.isatty()
    with Progress(named.octets() if shown else None, shown=shown) as progress:
        answers = _Answers(
            named.texts(progress),
            partial(explain, policy=policies.policy_of(arguments)),
            kept=bool(arguments.svg or arguments.html),
        )
        outputs.write(_written(arguments, named, answers))
    _write_pictures(arguments, answers.entries)
    if answers.failed and named.many:
        outputs.complain(f"{answers.failed:,} of {answers.total:,} messages failed")
    return 1 if answers.failed else 0


class _Answers(Answers["Explanation"]):
    """The explanation of each text, made when asked for; kept only where pictures are to be drawn."""

    def __init__(
        self, texts: Iterator[str | files.Absence], answer: Callable[[str], Explanation], *, kept: bool
    ) -> None:
        super().__init__(texts, answer)
        self._kept = kept
        self.entries: list[Entry[Explanation]] = []

    def __iter__(self) -> Iterator[Entry[Explanation]]:
        for entry in super().__iter__():
            # What cannot be sent as asked is explained, and failed all the same.
            self.failed += not isinstance(entry.outcome, Failure) and entry.outcome.count is None
            if self._kept:
                self.entries.append(entry)
            yield entry


def _written(
    arguments: Namespace, named: inputs.Inputs, answers: Iterable[Entry[Explanation]]
) -> Iterable[str]:
    from ..report.explanations import explanation_json, explanation_texts

    if arguments.format != "text":
        return explanation_json(
            answers,
            many=named.many,
            lines=arguments.format == "jsonl",
            ascii_only=not outputs.output_is_utf8(),
        )
    screen = outputs.output_screen()
    return explanation_texts(answers, screen) if named.many else _one(answers, named)


def _one(answers: Iterable[Entry[Explanation]], named: inputs.Inputs) -> Iterator[str]:
    from ..report.explanations import explanation_text

    for entry in answers:
        if isinstance(entry.outcome, Failure):
            outputs.complain(entry.outcome.message)
        else:
            ends = named.from_stream and entry.text.endswith("\n")
            note = "the line break at its end is counted; --lines leaves it out" if ends else ""
            yield explanation_text(entry.outcome, outputs.output_screen(), note=note)


def _write_pictures(arguments: Namespace, entries: list[Entry[Explanation]]) -> None:
    if not (arguments.svg or arguments.html):
        return
    from ..report.pictures import explanation_html, explanation_svg

    explained = [entry.outcome for entry in entries if not isinstance(entry.outcome, Failure)]
    if arguments.svg and explained:
        files.write_atomically(arguments.svg, explanation_svg(explained[0]).encode())
    if arguments.html:
        names = [f"Message {number}" if len(entries) > 1 else "" for number in range(len(explained))]
        page = "".join(explanation_html(zip(names, explained, strict=True)))
        files.write_atomically(arguments.html, page.encode())
