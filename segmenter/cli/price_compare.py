"""``segmenter price --compare``: texts priced on several channels.

Connects the options to pricing's comparison and to its reports. It must not know how either works.
"""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from . import outputs
from .texts import Look, each_answer, run_texts

if TYPE_CHECKING:
    from ..channels.messages import Channel
    from ..channels.profiles import Profile
    from ..core.policy import Policy
    from ..pricing import Comparison, Query, RateCard
    from .inputs import Inputs

__all__ = ["channels_named", "run_comparison"]


def channels_named(words: str) -> tuple[Channel, ...]:
    """Return the channels of a list such as ``sms,whatsapp``.

    Raises:
        ArgumentTypeError: one is unknown, is given twice, or is the only one.
    """
    from ..channels.messages import Channel

    known = {channel.value: channel for channel in Channel}
    names = [name.strip().lower().replace("_", "-") for name in words.split(",")]
    for name in names:
        if name not in known:
            raise ArgumentTypeError(f"there is no channel {name!r}; there are {', '.join(known)}")
    if len(set(names)) < len(names) or len(names) < 2:
        raise ArgumentTypeError(f"{words!r} does not name two or more channels, each once")
    return tuple(known[name] for name in names)


def run_comparison(
    arguments: Namespace,
    texts: Inputs,
    *,
    rates: RateCard,
    queries: list[Query],
    profile: Profile | None,
    policy: Policy,
) -> int:
    """Price each text on each channel."""
    from ..pricing.quotes.comparison import Comparison, compared
    from ..providers import profile as built_in
    from ..report.comparisons import comparison_text, comparisons_table

    if arguments.variables or arguments.others:
        raise ArgumentTypeError("--compare prices texts; leave out --var and --others")
    # What the profile puts around a text is its own business here: only an SMS gets it.
    judge = profile or built_in("standard")

    def answer(text: str) -> tuple[Comparison, ...]:
        return tuple(
            compared(text, query, arguments.compare, rates=rates, profile=judge, policy=policy)
            for query in queries
        )

    def one(_: str, comparisons: tuple[Comparison, ...], note: str) -> str:
        screen = outputs.output_screen()
        return "\n".join(comparison_text(comparison, screen, note=note) for comparison in comparisons)

    def fails(comparisons: tuple[Comparison, ...]) -> bool:
        return any(comparison.cheapest is None for comparison in comparisons)

    look = Look(one, comparisons_table, fields=[Comparison], each=each_answer, several=len(queries) > 1)
    return run_texts(arguments, texts, answer, look, fails=fails, failed="have no price")
