"""Files that others wrote, and files that we write: octets, text, rows, JSON, TOML.

Names are loaded when they are asked for; strict JSON, TOML tables and the words for wrong values are imported
from their modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..loading import lazily

if TYPE_CHECKING:
    from .errors import (
        MalformedFileError,
        UndecodableFileError,
        UnknownEncodingError,
        UnreadableFileError,
        UnwritableFileError,
    )
    from .octets import octets_in, open_file, read_octets
    from .rows import Absence, csv_texts, jsonl_texts
    from .text import line_texts, nul_texts, read_text, text_decoder, whole_lines
    from .writing import replace_file, replacing, require_regular

__all__ = [
    "Absence",
    "MalformedFileError",
    "UndecodableFileError",
    "UnknownEncodingError",
    "UnreadableFileError",
    "UnwritableFileError",
    "csv_texts",
    "jsonl_texts",
    "line_texts",
    "nul_texts",
    "octets_in",
    "open_file",
    "read_octets",
    "read_text",
    "replace_file",
    "replacing",
    "require_regular",
    "text_decoder",
    "whole_lines",
]

_MODULES = {
    **dict.fromkeys(__all__, "errors"),
    **dict.fromkeys(("octets_in", "open_file", "read_octets"), "octets"),
    **dict.fromkeys(("Absence", "csv_texts", "jsonl_texts"), "rows"),
    **dict.fromkeys(("line_texts", "nul_texts", "read_text", "text_decoder", "whole_lines"), "text"),
    **dict.fromkeys(("replace_file", "replacing", "require_regular"), "writing"),
}


if not TYPE_CHECKING:  # or a type checker would take any name for a public one
    __getattr__ = lazily(globals(), _MODULES)
