"""Queries: what is known about a message whose price is asked for.

A value and its words; which rows of a rate card answer it is not known here.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .recipients import NOWHERE

__all__ = ["Query"]


class Query(NamedTuple):
    """What is known about a message when its price is asked for; `None` is unknown, and may be anything.

    `RateCard.query` builds one: it checks each value and finds the country where it can.

    Attributes:
        mnc: of the recipient's network.
        mcc: of the recipient's network.
        digits: the recipient's number, without ``+``.
        number_type: of the sender.
        category: of the message.
        country: of the recipient.
        channel: how it travels.
        at: the day on which it is sent.
        volume: how much has been sent before, counted as the rate card does.
        others: what else it may be, where the recipient's country or the reading of their number is in doubt.
    """

    mnc: str | None = None
    mcc: str | None = None
    digits: str | None = None
    number_type: str | None = None
    category: str | None = None
    country: str | None = None
    channel: str | None = None
    at: date | None = None
    volume: int | None = None
    others: tuple[Query, ...] = ()

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries the recipient may be in, the likeliest first; empty where none is known."""
        return tuple(dict.fromkeys(query.country for query in (self, *self.others) if query.country))

    def __str__(self) -> str:
        known: list[tuple[str, object]] = [
            ("channel", self.channel),
            ("country", None if self.country == NOWHERE else " or ".join(self.countries) or None),
            ("mcc", self.mcc),
            ("mnc", self.mnc),
        ]
        words = [f"{name} {value}" for name, value in known if value is not None]
        words += ["a number of no country"] if self.country == NOWHERE else []
        words += [f"+{self.digits}"] if self.digits else []
        known = [("number type", self.number_type), ("category", self.category), ("on", self.at)]
        known += [("volume", self.volume)]
        words += [f"{name} {value}" for name, value in known if value is not None]
        return ", ".join(words) or "anything"
