"""Counting in a database: SQL that gives exactly what `count` says, computed by the engine itself.

Text only, made from the tables of `core`; nothing here connects to anything. What a dialect writes
differently is in `dialects`, what is the same everywhere in `expressions`.
"""

from .dialects import DIALECTS, Dialect
from .expressions import SqlError
from .statements import FUNCTIONS, inline, report, statements

__all__ = ["DIALECTS", "FUNCTIONS", "Dialect", "SqlError", "inline", "report", "statements"]
