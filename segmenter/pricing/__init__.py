"""Prices: rate cards, what one message costs by them, and what a campaign does.

It reads templates, advice, channels and core; how a price is shown is not known here.
"""

from ..loading import lazily
from .cards import ChargeOn, Match, Per, Query, Rate, RateCard
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
from .quotes import Comparison, Line, Offer, Quote, Total, Turn, compare, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .campaigns import (
        AudienceFile,
        Campaign,
        CampaignError,
        Cost,
        Costly,
        CostlyPlaceholder,
        Recipient,
        Share,
        Trouble,
        TroubledRow,
        Why,
        campaign,
    )

__all__ = [
    "AmbiguousRatesError",
    "AudienceFile",
    "Campaign",
    "CampaignError",
    "ChargeOn",
    "Comparison",
    "Cost",
    "Costly",
    "CostlyPlaceholder",
    "CurrencyError",
    "DateNeededError",
    "Line",
    "Match",
    "Money",
    "NoRateError",
    "Offer",
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
    "TroubledRow",
    "Turn",
    "Why",
    "campaign",
    "compare",
    "quote",
]

# A quote needs no campaigns, and they are half of the room.
if not TYPE_CHECKING:  # or a type checker would take any name for one of ours
    __getattr__ = lazily(globals(), dict.fromkeys(__all__, "campaigns"))
