"""Rate cards: reading them, checking them, and finding the rows that may price a message.

What a message costs by a row, and how many segments it takes, is not known here.
"""

from .cards import Match, RateCard
from .queries import Query
from .rates import ChargeOn, Per, Rate

__all__ = ["ChargeOn", "Match", "Per", "Query", "Rate", "RateCard"]
