"""Rate cards: reading and checking them, and finding the rows that may price a message.

This room must not know what a message costs by a row, or how many segments it takes.
"""

from .cards import RateCard
from .choice import Match
from .queries import Query
from .rates import ChargeOn, Per, Rate

__all__ = ["ChargeOn", "Match", "Per", "Query", "Rate", "RateCard"]
