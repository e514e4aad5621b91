"""The options that say how a rate card is written, the same for every command that reads one.

What the columns mean is not known here.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _ArgumentGroup

    from ..pricing.cards.layouts import CardLayout

__all__ = ["add_options", "layout_of"]


def add_options(group: ArgumentParser | _ArgumentGroup) -> None:
    """Add the options."""
    group.add_argument(
        "--column",
        action="append",
        default=[],
        type=_mapping,
        metavar="NAME=HEADING",
        help="the card's heading for a column, such as price='Price (EUR)'; repeatable",
    )
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
            columns=dict(arguments.column),
            currency=arguments.currency,
            decimal=arguments.decimal,
            date_order=arguments.date_order,
            encoding=arguments.rates_encoding,
            sheet=arguments.rates_sheet,
        )
    except SegmenterError as error:
        raise ArgumentTypeError(str(error)) from None


def _mapping(words: str) -> tuple[str, str]:
    name, equals, heading = words.partition("=")
    if not (name and equals and heading):
        raise ArgumentTypeError(f"{words!r} is not NAME=HEADING, such as price='Price (EUR)'")
    return name.strip(), heading.strip()
