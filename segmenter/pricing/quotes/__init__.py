"""Quotes: what one message costs by a rate card, with the arithmetic, and what a change of the text saves.

Audiences and templates' values are not known here.
"""

from .comparison import Comparison, Offer, Turn, compare
from .quotes import Line, Quote, Total, quote

__all__ = ["Comparison", "Line", "Offer", "Quote", "Total", "Turn", "compare", "quote"]
