"""The options that name an audience, and the file they name, the same for every command that reads one.

What is made of the rows is not known here.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ..files import UndecodableFileError, octets_in
from . import inputs

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup

    from ..pricing.campaigns.audiences import AudienceFile
    from .progress import Progress

__all__ = ["add_options", "audience_of", "template_text"]


def add_options(group: _ArgumentGroup, *, required: bool = False) -> None:
    """Add ``--audience`` and how its file is read."""
    inputs.add_line_break(group, "template")
    group.add_argument(
        "--audience",
        required=required,
        metavar="FILE",
        help="rows of values: .csv, .tsv or .xlsx with a header row, .jsonl, .parquet or .arrow",
    )
    group.add_argument(
        "--delimiter",
        type=_mark,
        metavar="CHAR",
        help=inputs.DELIMITER,
    )
    inputs.add_sheet(group)


def template_text(arguments: Namespace) -> tuple[str, str]:
    """Return the text of the template and a note; a file is read as UTF-8 first, whatever the audience is."""
    given = arguments.texts, arguments.files
    encoding = arguments.input_encoding
    if arguments.files:
        try:
            text, note = inputs.one_text(*given, "utf-8", "template")
        except UndecodableFileError:
            text, note = inputs.one_text(*given, encoding, "template")
    else:
        text, note = inputs.one_text(*given, encoding, "template")
    return inputs.without_line_break(text, note, drop=arguments.drop_line_break)


def audience_of(
    arguments: Namespace, watcher: Progress | None = None, *, by_columns: bool = False
) -> AudienceFile:
    """Return the audience that the options name; a large one by columns, if that is wanted and installed."""
    from ..pricing.campaigns.audiences import AudienceFile

    kind = AudienceFile
    if by_columns and _is_large(arguments.audience) and find_spec("numba") and find_spec("pyarrow"):
        from ..bulk.campaigns import ColumnsFile

        kind = ColumnsFile
    return kind(
        arguments.audience,
        encoding=arguments.input_encoding,
        delimiter=arguments.delimiter,
        sheet=arguments.sheet,
        watcher=watcher,
    )


def _is_large(path: str) -> bool:
    """Say whether a file is read faster by columns, although what does so takes a second to import."""
    least = 4e6 if path.lower().endswith((".parquet", ".arrow", ".feather")) else 64e6
    return (octets_in(path) or 0) >= least


def _mark(words: str) -> str:
    if len(words) != 1 or words in '\r\n"':
        raise ArgumentTypeError(f"{words!r} is not a delimiter; give one character, such as ';'")
    return words
