"""``segmenter price``: what texts cost by a rate card, and why.

Connects the options to pricing's `quote` and to its reports. It must not know how either works.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial
from typing import TYPE_CHECKING, Any

from ..core.policy import Encoding
from . import cards, inputs, outputs, policies, variables
from .texts import Look, each_answer, run_texts, summed, why_ucs2

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..advice.explanation import Explanation
    from ..channels.messages import Channel
    from ..channels.profiles import Profile
    from ..core.policy import Policy
    from ..pricing import Query, RateCard
    from ..pricing.quotes.quotes import Quote, Worth
    from ..templates import Bounds, Template

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Show what a message costs by a rate card, and which changes would save money."
EPILOG = """\
examples:
  segmenter price "It’s on its way" --to +447700900123 --rates rates.csv
  segmenter price "Hi" --to +447700900123 --to +4915112345678 --rates rates.csv
  segmenter price --lines --file messages.txt --country GB --rates rates.csv
  segmenter price --csv body --file outbox.csv --summary --rates rates.csv
  segmenter price "Hi" --compare sms,rcs --to +12025550123 --rates rates.csv
  segmenter price "Hi {name}!" --var name=1..30 --country GB --rates rates.csv

Whatever you leave out may be anything: the answer is then a range. The card is
a .csv, .tsv, .xlsx, .toml or .json; `segmenter rates check` shows what is wrong
with one. --summary adds up all texts, and what look-alikes would save.
exit code: 0; 1 if a text has no price or cannot be encoded as requested; 2 for
wrong usage or an unreadable file.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    inputs.add_options(parser)
    group = parser.add_argument_group("price")
    cards.add_keys(
        group, country="the country of recipients whose number names none; its national numbers are read"
    )
    group.add_argument(
        "--to",
        action="append",
        metavar="NUMBER",
        help="a recipient, such as +447700900123; repeatable",
    )
    words = "the recipient's network: 234-10, or 234"
    group.add_argument("--network", type=_network, default=(None, None), metavar="MCC-MNC", help=words)
    group.add_argument(
        "--compare",
        type=_channels,
        metavar="CHANNELS",
        help="the same text on several channels: sms,mms,rcs,whatsapp",
    )
    policies.add_profile(group, "a provider: what it adds to a text, and its encoding")
    group = parser.add_argument_group("template", "With --var the text is a template with a range of prices:")
    variables.add_syntax(group)
    variables.add_options(group)
    policies.add_options(parser, profile=True)
    outputs.add_options(parser, "text", "json", "jsonl", summary=True)


def run(arguments: Namespace) -> int:
    """Price each text."""
    from ..pricing import Quote
    from ..report.prices import quote_text, quotes_table

    texts = inputs.Inputs.of(arguments)
    profile = policies.profile_named(arguments.profile)
    policy = policies.policy_of(arguments, profile)
    rates = cards.card_of(arguments)
    queries = [_query(arguments, rates, recipient) for recipient in arguments.to or [None]]
    if arguments.summary:
        return _summarize(arguments, texts, rates=rates, queries=queries, profile=profile, policy=policy)
    if arguments.compare:
        from .price_compare import run_comparison

        return run_comparison(arguments, texts, rates=rates, queries=queries, profile=profile, policy=policy)
    explanations: list[Explanation] = []  # of one text alone: many are priced without advice

    def answer(text: str) -> tuple[Quote, ...]:
        advised = None if texts.many else explanations
        return _quotes(
            *(arguments, text), profile=profile, policy=policy, rates=rates, queries=queries, advised=advised
        )

    def one(_: str, quoted: tuple[Quote, ...], note: str) -> str:
        because, screen = "".join(map(_because, explanations)), outputs.output_screen()
        return "\n".join(
            quote_text(quote, screen, worths=_worths(quote, explanations), because=because, note=note)
            for quote in quoted
        )

    def fields_of(quoted: Quote) -> Mapping[str, Any]:
        return quoted.as_dict(_worths(quoted, explanations))

    several = len(queries) > 1
    each = partial(each_answer, head=lambda quote: f"+{quote.query.digits} " if several else "")
    look = Look(one, quotes_table, fields=[Quote], each=each, several=several, fields_of=fields_of)
    return run_texts(arguments, texts, answer, look, profile=profile, failed="have no price")


def _summarize(
    arguments: Namespace,
    texts: inputs.Inputs,
    *,
    rates: RateCard,
    queries: list[Query],
    profile: Profile | None,
    policy: Policy,
) -> int:
    """Write what all texts cost, which characters force UCS-2, and what replacing them saves."""
    from ..pricing.quotes.quotes import quoted
    from ..pricing.quotes.sums import QuoteSums
    from ..report.prices import sums_text

    if arguments.compare or arguments.variables or arguments.others:
        raise ArgumentTypeError("--summary adds up texts; leave out --compare and --var")
    if len(queries) > 1:
        raise ArgumentTypeError("--summary takes one --to")
    sums = QuoteSums()

    def answer(text: str) -> None:
        sums.add(text, quoted(text, queries[0], rates=rates, policy=policy), policy)

    look = summed(partial(sums_text, sums), sums.as_dict)
    return run_texts(arguments, texts, answer, look, profile=profile, failed="have no price")


def _query(arguments: Namespace, rates: RateCard, recipient: str | None) -> Query:
    """Return what is known about the messages to a recipient; notes what the number contradicts."""
    mcc, mnc = arguments.network
    keys = cards.keys_of(arguments)
    query = rates.query(recipient=recipient, home=keys.pop("country"), mcc=mcc, mnc=mnc, **keys)
    if query.digits is None:
        return query
    own = rates.countries_of(query.digits, arguments.country)
    if arguments.country and query.country and query.country != arguments.country.upper():
        unused = f"--country {arguments.country} is not used"
        outputs.complain(f"note: {recipient} is a number of {query.country}, so {unused}")
    elif mcc and own and query.country not in own:
        outputs.complain(f"note: {recipient} is a number of {own[0]}; mcc {mcc} is of {query.country}")
    return query


def _quotes(
    arguments: Namespace,
    text: str,
    *,
    profile: Profile | None,
    policy: Policy,
    rates: RateCard,
    queries: list[Query],
    advised: list[Explanation] | None,
) -> tuple[Quote, ...]:
    """Price a text for each recipient, and keep its explanation, which counts it, where advice is wanted."""
    from ..pricing.quotes.quotes import quoted

    found = counted = None
    if arguments.variables or arguments.others:
        from ..templates import bounds, parse
        from ..templates.lookalikes import look_alike

        template = parse(text, syntax=arguments.syntax)
        if alike := look_alike(template):
            outputs.complain(f"note: {alike}")
        described = variables.known_of(arguments, template, profile)
        found = bounds(template, described, policy=policy)
    elif advised is not None:
        from ..advice.explanation import explain

        explanation = explain(text, policy=policy)
        if explanation.error:
            raise explanation.error
        advised.append(explanation)
        counted = explanation.count
    known: dict[str, Any] = {"rates": rates, "policy": policy, "bounds": found, "counted": counted}
    quotes = tuple(quoted(text, query, **known) for query in queries)
    if found and advised is not None:
        _say_own_text(template, policy, quotes, lambda other: bounds(other, described, policy=policy))
    return quotes


def _say_own_text(
    template: Template, policy: Policy, quotes: tuple[Quote, ...], range_of: Callable[[Template], Bounds]
) -> None:
    """Report which of a template's own characters cost segments whatever the values, and what to do.

    Args:
        template: that was priced.
        policy: how it may be encoded.
        quotes: of it, one for each recipient.
        range_of: returns the range of the template as it would be.
    """
    from ..advice.own_text import own_text, unbroken
    from ..pricing.quotes.savings import saved_by
    from ..report.prices import saving_words
    from ..report.templates import own_text_words

    if quotes[0].query.channel != "sms":
        return

    def saved(other: Template | None) -> str:
        if other is None:
            return ""
        range_of_other = range_of(other)
        savings = (saved_by(quote, range_of_other) for quote in quotes)
        return " or ".join(dict.fromkeys(saving_words(*saving) for saving in savings if saving[0] > 0))

    own = own_text(template, policy=policy)
    for words in own_text_words(own, typed=saved(own.typed), plain=saved(own.plain)):
        outputs.complain(f"note: {words}")
    if line_break := saved(unbroken(template)):
        outputs.complain(f"note: the line break at the end of the template adds {line_break}")


def _worths(quoted: Quote, explanations: Sequence[Explanation]) -> tuple[Worth, ...]:
    from ..pricing.quotes.savings import savings

    return tuple(worth for explanation in explanations for worth in savings(quoted, explanation))


def _because(explanation: Explanation) -> str:
    ucs2 = explanation.count and explanation.count.encoding is Encoding.UCS2
    return why_ucs2(explanation.text, explanation.policy) if ucs2 else ""


def _channels(words: str) -> tuple[Channel, ...]:
    from .price_compare import channels_named

    return channels_named(words)


def _network(words: str) -> tuple[str, str | None]:
    mcc, dash, mnc = words.partition("-")
    if not (mcc.isdecimal() and len(mcc) == 3 and (mnc.isdecimal() or not dash)):
        raise ArgumentTypeError(f"{words!r} is not a network; write MCC-MNC, such as 234-10, or MCC alone")
    return mcc, mnc or None
