"""Templates: placeholder syntaxes, the range of segments before the values are known, and real values.

It reads core and errors; no channel, provider or price is known here. Defaults arrive as arguments.
"""

from .audience import CountedRow, Distribution, FailedRow, distribution
from .bounds import Bounds, Extreme, Tip, Unencodable, bounds
from .fitting import Fitting, fit
from .rendering import render
from .template import SYNTAXES, Condition, Literal, Placeholder, Template, parse
from .variables import DLT_VARIABLE, Alphabet, Variable

__all__ = [
    "DLT_VARIABLE",
    "SYNTAXES",
    "Alphabet",
    "Bounds",
    "Condition",
    "CountedRow",
    "Distribution",
    "Extreme",
    "FailedRow",
    "Fitting",
    "Literal",
    "Placeholder",
    "Template",
    "Tip",
    "Unencodable",
    "Variable",
    "bounds",
    "distribution",
    "fit",
    "parse",
    "render",
]
