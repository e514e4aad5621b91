"""``segmenter price``: what texts cost by a rate card, and why.

Connects the options to pricing's `quote` and to its looks. It must not know how either works.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from typing import TYPE_CHECKING, Any

from ..core.policy import Encoding
from . import inputs, outputs, policies, variables
from .texts import Look, run_texts, why_ucs2

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _ArgumentGroup
    from collections.abc import Iterable, Mapping, Sequence

    from ..advice.explanation import Explanation
    from ..channels.profiles import Profile
    from ..core.policy import Policy
    from ..pricing import Query, RateCard
    from ..pricing.quotes.quotes import Quote
    from ..pricing.quotes.savings import Worth
    from ..report.outcomes import Answered

__all__ = ["DESCRIPTION", "EPILOG", "add_keys", "add_options", "run"]

DESCRIPTION = "Show what a message costs by a rate card, and which changes would save money."
EPILOG = """\
examples:
  segmenter price "It’s on its way" --to +447700900123 --rates rates.csv
  segmenter price --lines --file messages.txt --country GB --rates rates.csv
  segmenter price "Hi {name}!" --var name=1..30 --country GB --rates rates.csv

Whatever you leave out may be anything: the answer is then a range. The card is
a .csv, .toml or .json; `segmenter rates check` shows what is wrong with one.
exit code: 0; 1 if a text has no price or cannot be encoded as requested; 2 for
wrong usage or an unreadable file.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    inputs.add_options(parser)
    group = parser.add_argument_group("price")
    add_keys(group, country="the recipient's country, such as GB")
    group.add_argument("--to", metavar="NUMBER", help="the recipient's number, such as +447700900123")
    words = "the recipient's network: 234-10, or 234"
    group.add_argument("--network", type=_network, default=(None, None), metavar="MCC-MNC", help=words)
    policies.add_profile(group, "a provider: what it adds to a text, and its encoding")
    group = parser.add_argument_group("template", "With --var the text is a template with a range of prices:")
    variables.add_syntax(group)
    variables.add_options(group)
    policies.add_options(parser, profile=True)
    outputs.add_options(parser, "text", "json", "jsonl")


def add_keys(group: _ArgumentGroup, *, country: str) -> None:
    """Add the rate card, and the options by which its rows are found.

    Args:
        group: of the command.
        country: what ``--country`` means.
    """
    group.add_argument("--rates", required=True, metavar="FILE", help="the rate card: .csv, .toml or .json")
    group.add_argument("--channel", default="sms", metavar="NAME", help="the channel (default: sms)")
    group.add_argument("--country", metavar="CODE", help=country)
    group.add_argument("--category", metavar="NAME", help="the message's category, as the card names it")
    group.add_argument("--number-type", metavar="NAME", help="the sender's type, as the card names it")
    group.add_argument("--volume", type=int, metavar="NUMBER", help="how much was sent before, for tiers")
    group.add_argument(
        "--at", type=_day, default=date.today(), metavar="DATE", help="sending day (default: today)"
    )


def run(arguments: Namespace) -> int:
    """Price each text."""
    from ..pricing import RateCard
    from ..report.json_format import json_outcomes
    from ..report.prices import quote_fields, quote_text, quotes_table

    texts = inputs.Inputs.of(arguments)
    profile = policies.profile_named(arguments.profile)
    policy = policies.policy_of(arguments, profile)
    rates = RateCard.load(arguments.rates)
    query = _query(arguments, rates)
    _note_contradiction(arguments, query, rates)
    explanations: list[Explanation] = []  # of one text alone: many are priced without advice

    def answer(text: str) -> Quote:
        advised = None if texts.many else explanations
        return _quote(
            arguments, text, profile=profile, policy=policy, rates=rates, query=query, explanations=advised
        )

    def one(_: str, quoted: Quote, note: str) -> str:
        worths, because = _worths(quoted, explanations), "".join(map(_because, explanations))
        return quote_text(quoted, outputs.output_screen(), worths=worths, because=because, note=note)

    def many(entries: Iterable[Answered[Quote]]) -> Iterable[str]:
        return quotes_table(entries, outputs.output_screen())

    def json(
        entries: Iterable[Answered[Quote]], *, many: bool, lines: bool, ascii_only: bool
    ) -> Iterable[str]:
        def fields_of(quoted: Quote) -> Mapping[str, Any]:
            return quote_fields(quoted, _worths(quoted, explanations))

        return json_outcomes(entries, fields_of, many=many, lines=lines, ascii_only=ascii_only)

    return run_texts(arguments, texts, answer, Look(one, many, json), failed="have no price")


def _note_contradiction(arguments: Namespace, query: Query, rates: RateCard) -> None:
    """Say where the number is of another country than the one given, which decides."""
    if query.digits is None or not (arguments.country or query.mcc):
        return
    own = rates.country_of_number(query.digits)
    if query.country and own and query.country != own:
        outputs.complain(f"note: {arguments.to} is a number of {own}; it is priced as one of {query.country}")


def _query(arguments: Namespace, rates: RateCard) -> Query:
    mcc, mnc = arguments.network
    return rates.query(
        channel=arguments.channel,
        recipient=arguments.to,
        country=arguments.country,
        mcc=mcc,
        mnc=mnc,
        at=arguments.at,
        category=arguments.category,
        number_type=arguments.number_type,
        volume=arguments.volume,
    )


def _quote(
    arguments: Namespace,
    text: str,
    *,
    profile: Profile | None,
    policy: Policy,
    rates: RateCard,
    query: Query,
    explanations: list[Explanation] | None,
) -> Quote:
    """Price a text; its explanation is kept where that is asked for, and counts it for both."""
    from ..pricing.quotes.quotes import quoted

    prepared = profile.prepared(text) if profile else text
    found = counted = None
    if arguments.variables or arguments.others:
        from ..templates import bounds, parse

        template = parse(prepared, syntax=arguments.syntax)
        found = bounds(template, variables.known_of(arguments, template, profile), policy=policy)
    elif explanations is not None:
        from ..advice.explanation import explain

        explanation = explain(prepared, policy=policy)
        if explanation.error:
            raise explanation.error
        explanations.append(explanation)
        counted = explanation.count
    return quoted(prepared, query, rates=rates, policy=policy, bounds=found, counted=counted)


def _worths(quoted: Quote, explanations: Sequence[Explanation]) -> tuple[Worth, ...]:
    from ..pricing.quotes.savings import savings

    return tuple(worth for explanation in explanations for worth in savings(quoted, explanation))


def _because(explanation: Explanation) -> str:
    ucs2 = explanation.count and explanation.count.encoding is Encoding.UCS2
    return why_ucs2(explanation.text, explanation.policy) if ucs2 else ""


def _network(words: str) -> tuple[str, str | None]:
    mcc, dash, mnc = words.partition("-")
    if not (mcc.isdecimal() and len(mcc) == 3 and (mnc.isdecimal() or not dash)):
        raise ArgumentTypeError(f"{words!r} is not a network; write MCC-MNC, such as 234-10, or MCC alone")
    return mcc, mnc or None


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"{words!r} is not a date; write it as 2026-11-22") from None
