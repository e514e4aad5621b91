"""TSV: as `tables` reads CSV, with tabs between the cells.

:format: tsv
:suffixes: .tsv
:general: yes
:entry: a cell
:placeholders: the key `syntax`
:comments: the columns `comment`, `notes`, `description` …
:rule: as `csv`
"""

from __future__ import annotations

from ..decoding import CatalogFile
from ..entries import Entry, Remark
from .tables import read_cells

__all__ = ["read"]


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all cells that hold texts."""
    return read_cells(file, "\t")
