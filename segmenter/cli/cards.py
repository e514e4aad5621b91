"""The options that name a rate card, how it is written, and by which keys its rows are found.

The same for every command that reads one; what the columns mean is not known here.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from .values import add_named

if TYPE_CHECKING:
    from argparse import _ArgumentGroup

    from ..pricing import RateCard
    from ..pricing.cards.layouts import CardLayout

__all__ = ["add_card", "add_keys", "add_layout", "card_of", "keys_of", "layout_of"]

_KEYS = ("channel", "at", "country", "category", "number_type", "volume")


def add_card(
    group: ArgumentParser | _ArgumentGroup, what: str = "the rate card", *, required: bool = False
) -> None:
    """Add the option that names a rate card, and those that say how it is written."""
    words = f"{what}: .csv, .tsv, .xlsx, .toml or .json"
    group.add_argument("--rates", required=required, metavar="FILE", help=words)
    add_layout(group)


def add_layout(group: ArgumentParser | _ArgumentGroup) -> None:
    """Add the options that say how a rate card is written."""
    words, hint = "the card's heading for a column", ", such as price='Price (EUR)'"
    add_named(group, "--column", "NAME=HEADING", words + hint, hint=hint, read=str.strip, empty=False)
    group.add_argument("--currency", default="", metavar="CODE", help="of rows that name none, such as EUR")
    group.add_argument("--decimal", default="", metavar="MARK", help="before decimals: . or ,")
    group.add_argument("--date-order", default="", metavar="ORDER", help="of 01.11.2026: dmy, mdy or ymd")
    words = "the card's text encoding (default: utf-8)"
    group.add_argument("--rates-encoding", default="", metavar="NAME", help=words)
    words = "the card's sheet in an .xlsx (default: the first)"
    group.add_argument("--rates-sheet", default="", metavar="NAME", help=words)


def layout_of(arguments: Namespace) -> CardLayout:
    """Return the layout that the options describe.

    Raises:
        ArgumentTypeError: one of them is wrong.
    """
    from ..errors import SegmenterError
    from ..pricing.cards.layouts import made

    try:
        return made(
            columns=arguments.column,
            currency=arguments.currency,
            decimal=arguments.decimal,
            date_order=arguments.date_order,
            encoding=arguments.rates_encoding,
            sheet=arguments.rates_sheet,
        )
    except SegmenterError as error:
        raise ArgumentTypeError(str(error)) from None


def card_of(arguments: Namespace) -> RateCard:
    """Return the rate card that the options name."""
    from ..pricing import RateCard

    return RateCard.load(arguments.rates, **layout_of(arguments).options)


def add_keys(group: _ArgumentGroup, *, country: str, sent: bool = False, optional: bool = False) -> None:
    """Add the rate card, and the options by which its rows are found.

    Args:
        group: of the command.
        country: what ``--country`` means.
        sent: whether the messages were sent: each says its channel and day, and no card is needed.
        optional: whether no card is needed, as where prices are not asked for.
    """
    add_card(group, required=not (sent or optional))
    if not sent:
        words = "the channel (default: sms)"
        group.add_argument("--channel", type=str.lower, default="sms", metavar="NAME", help=words)
    group.add_argument("--country", metavar="CODE", help=country)
    group.add_argument("--category", metavar="NAME", help="the message's category, as the card names it")
    group.add_argument("--number-type", metavar="NAME", help="the sender's type, as the card names it")
    group.add_argument("--volume", type=int, metavar="NUMBER", help="how much was sent before, for tiers")
    if not sent:
        words = "sending day (default: today)"
        group.add_argument("--at", type=_day, default=date.today(), metavar="DATE", help=words)


def keys_of(arguments: Namespace) -> dict[str, Any]:
    """Return the keys of rows that the options of `add_keys` give, by name."""
    return {name: getattr(arguments, name) for name in _KEYS if name in arguments}


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"{words!r} is not a date; write it as 2026-11-22") from None
