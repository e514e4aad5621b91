"""``segmenter explain``: why texts cost what they cost, and what to type instead.

Connects the options to advice's `explain` and to its reports. It must not know how either works.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial
from typing import TYPE_CHECKING

from .. import files
from . import inputs, outputs, policies
from .texts import Look, run_texts, summed

if TYPE_CHECKING:
    from ..advice.explanation import Explanation
    from ..advice.totals import OffenderTotals
    from ..core.counting import Count
    from ..core.policy import Policy
    from ..report.outcomes import Alike

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Show which characters cost segments, what to type instead, and what it saves."
EPILOG = """\
examples:
  segmenter explain "It’s on its way"
  segmenter explain --file message.txt --html why.html
  segmenter explain --lines --file messages.txt --format jsonl > why.jsonl
  segmenter explain --csv body --file outbox.csv --summary

In a terminal the background changes with each segment and characters outside
GSM-7 are underlined. --svg and --html write the same picture as one file.
exit code: 0; 1 if a text cannot be encoded as requested; 2 for wrong usage or
an unreadable file.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    inputs.add_options(parser)
    group = policies.add_options(parser, profile=True)
    policies.add_profile(group, "a provider: what it adds to a text, and its encoding")
    group = outputs.add_options(parser, "text", "json", "jsonl", summary=True)
    group.add_argument("--svg", metavar="FILE", help="also write one message's picture as SVG")
    group.add_argument("--html", metavar="FILE", help="also write every message as an HTML page")


def run(arguments: Namespace) -> int:
    """Explain each text."""
    from ..advice.explanation import Explanation, explain
    from ..report.explanations import explanation_text, explanation_texts

    texts = inputs.Inputs.of(arguments)
    for option, path in (("--svg", arguments.svg), ("--html", arguments.html)):
        outputs.refuse_overwriting(option, path, arguments.files)
    if arguments.svg and texts.many:
        raise ArgumentTypeError("--svg shows one message; --html takes many")
    if arguments.summary:
        return _summarize(arguments, texts)
    explained: list[Explanation] = []

    def answer(text: str) -> Explanation:
        explanation = explain(text, policy=policy)
        if arguments.svg or arguments.html:
            explained.append(explanation)
        return explanation

    def one(_: str, explanation: Explanation, note: str) -> str:
        return explanation_text(explanation, outputs.output_screen(), note=note)

    profile = policies.profile_named(arguments.profile)
    policy = policies.policy_of(arguments, profile)
    look = Look(one, explanation_texts, fields=[Explanation])
    # A text that cannot be sent as requested is explained, and fails all the same.
    code = run_texts(
        arguments, texts, answer, look, profile=profile, fails=lambda explanation: explanation.count is None
    )
    _write_pictures(arguments, explained)
    return code


def _summarize(arguments: Namespace, texts: inputs.Inputs) -> int:
    """Write which characters force UCS-2 over all texts, and what replacing them saves."""
    from ..advice.totals import OffenderTotals
    from ..core.counting import count
    from ..report.explanations import totals_text

    if arguments.svg or arguments.html:
        raise ArgumentTypeError("--summary has no picture; leave out --svg and --html")
    totals = OffenderTotals()
    profile = policies.profile_named(arguments.profile)
    policy = policies.policy_of(arguments, profile)

    def answer(text: str) -> None:
        totals.add(text, count(text, policy=policy), policy)

    look = summed(partial(totals_text, totals), totals.as_dict, partial(_add, totals, policy))
    return run_texts(arguments, texts, answer, look, profile=profile, policy=policy)


def _add(totals: OffenderTotals, policy: Policy, batch: Alike[Count]) -> None:
    """Add the texts that were counted many at once; the others `answer` has added."""
    from collections import Counter

    from ..core.counting import Count
    from ..core.policy import Encoding

    wide = set()
    for kind, times in Counter(batch.kinds).items():
        counted = batch.outcomes[kind]
        if not isinstance(counted, Count):
            continue
        if counted.encoding is Encoding.UCS2:
            wide.add(kind)
        else:
            totals.add("", counted, policy, times=times)
    if wide:
        pairs = zip(batch.kinds, batch.texts(), strict=True)
        for (kind, text), times in Counter(pair for pair in pairs if pair[0] in wide).items():
            counted = batch.outcomes[kind]
            assert isinstance(counted, Count)
            totals.add(text, counted, policy, times=times)


def _write_pictures(arguments: Namespace, explained: list[Explanation]) -> None:
    if arguments.svg or arguments.html:
        from ..report.pictures import explanation_html, explanation_svg
    if arguments.svg and explained:
        files.replace_file(arguments.svg, explanation_svg(explained[0]).encode())
    if arguments.html:
        names = [f"Message {number}" if len(explained) > 1 else "" for number in range(len(explained))]
        page = "".join(explanation_html(zip(names, explained, strict=True)))
        files.replace_file(arguments.html, page.encode())
