"""Prices: rate cards, what one message costs by them, and what a campaign does.

It reads templates, advice, channels and core; how a price is shown is not known here.
"""

from .cards import Match, Query, RateCard
from .errors import (
    AmbiguousRatesError,
    CurrencyError,
    DateNeededError,
    NoRateError,
    RateError,
    RecipientError,
    RejectedError,
)
from .money import Money
from .quotes import Line, Quote, Total, quote
from .rates import ChargeOn, Per, Rate

__all__ = [
    "AmbiguousRatesError",
    "ChargeOn",
    "CurrencyError",
    "DateNeededError",
    "Line",
    "Match",
    "Money",
    "NoRateError",
    "Per",
    "Query",
    "Quote",
    "Rate",
    "RateCard",
    "RateError",
    "RecipientError",
    "RejectedError",
    "Total",
    "quote",
]
