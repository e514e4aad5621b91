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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .audiences import AudienceFile, CampaignError
    from .campaigns import Campaign, campaign
    from .costly import Costly, CostlyPlaceholder, Why
    from .shares import Cost, Share
    from .tallies import Example, Recipient, Trouble

__all__ = [
    "AmbiguousRatesError",
    "AudienceFile",
    "Campaign",
    "CampaignError",
    "ChargeOn",
    "Cost",
    "Costly",
    "CostlyPlaceholder",
    "CurrencyError",
    "DateNeededError",
    "Example",
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
    "Recipient",
    "RecipientError",
    "RejectedError",
    "Share",
    "Total",
    "Trouble",
    "Why",
    "campaign",
    "quote",
]

# A quote needs nothing of campaigns, and half of the room is theirs: their names are loaded when asked for.
_MODULE_OF = {
    "AudienceFile": "audiences",
    "Campaign": "campaigns",
    "CampaignError": "audiences",
    "Cost": "shares",
    "Costly": "costly",
    "CostlyPlaceholder": "costly",
    "Example": "tallies",
    "Recipient": "tallies",
    "Share": "shares",
    "Trouble": "tallies",
    "Why": "costly",
    "campaign": "campaigns",
}


if not TYPE_CHECKING:  # or a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        """Load a name of campaigns, once."""
        from importlib import import_module

        if name not in _MODULE_OF:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        value = globals()[name] = getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
        return value
