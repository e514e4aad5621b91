"""Counting in a database: SQL with exactly the results of `count`, computed by the engine itself.

Only text, made from the tables of `core`; nothing here connects to anything. What dialects write differently
is in `dialects`, what they share in `expressions`.
"""

from .dialects import DIALECTS, Dialect
from .expressions import SqlError
from .statements import FUNCTIONS, inline, report, statements

__all__ = ["DIALECTS", "FUNCTIONS", "Dialect", "SqlError", "inline", "report", "statements"]
