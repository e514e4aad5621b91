"""The options that name an audience, and the file they name, the same for every command that reads one.

What is made of the rows is not known here.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup

    from ..pricing.campaigns.audiences import AudienceFile
    from .progress import Progress

__all__ = ["add_options", "audience_of"]


def add_options(group: _ArgumentGroup, *, required: bool = False) -> None:
    """Add ``--audience`` and how its file is read."""
    group.add_argument(
        "--audience",
        required=required,
        metavar="FILE",
        help="rows of values: .csv with a header row, .jsonl with an object per line, or .parquet",
    )
    group.add_argument(
        "--delimiter",
        type=_mark,
        metavar="CHAR",
        help="separates the cells of a CSV (default: a comma, semicolon or tab, as the header shows)",
    )


def audience_of(arguments: Namespace, watcher: Progress | None = None) -> AudienceFile:
    """Return the audience that the options name."""
    from ..pricing.campaigns.audiences import AudienceFile

    return AudienceFile(
        arguments.audience,
        encoding=arguments.input_encoding,
        delimiter=arguments.delimiter,
        watcher=watcher,
    )


def _mark(words: str) -> str:
    if len(words) != 1 or words in '\r\n"':
        raise ArgumentTypeError(f"{words!r} is not a delimiter; give one character, such as ';'")
    return words
