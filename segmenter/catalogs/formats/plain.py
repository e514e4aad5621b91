"""Plain text: the whole file is one message, as `segmenter count --file` has it, without its last line end.

Editors add that line end, and mailers strip it. Placeholders have no one notation here.

:format: plain
:suffixes: .txt .md
:general: yes
:whole: yes
:entry: the file
:placeholders: the key `syntax`
:rule: one line end at the end of the file is left out, as editors add it
"""

from __future__ import annotations

import re

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..notations import PLAIN

__all__ = ["read", "stem_of"]


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read the one text."""
    text = re.sub(r"(?:\r\n?|\n)\Z", "", file.text)
    pieces = (Piece(0, len(text), PLAIN),)
    return [file.entry(stem_of(file.path), pieces)], []


def stem_of(path: str) -> str:
    """Return a file's name up to its first dot.

    >>> stem_of("templates/otp.fr.txt")
    'otp'
    """
    name = path.replace("\\", "/").rpartition("/")[2]
    return name.split(".")[0] or name
