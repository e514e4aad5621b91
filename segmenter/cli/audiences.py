"""The options that name an audience, and the file they name, the same for every command that reads one.

What is made of the rows is not known here.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar

from ..files import UndecodableFileError, octets_in
from . import inputs

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup

    from ..pricing.campaigns.audiences import AudienceFile
    from .progress import Progress

AudienceKind = TypeVar("AudienceKind", bound="AudienceFile")

__all__ = ["add_options", "audience_of", "kind_of", "template_text"]


def add_options(group: _ArgumentGroup, *, required: bool = False) -> None:
    """Add ``--audience`` and how its file is read."""
    inputs.add_line_break(group, "template")
    group.add_argument(
        "--audience",
        required=required,
        metavar="FILE",
        help="rows of values: .csv, .tsv or .xlsx with a header row, .jsonl, .parquet or .arrow",
    )
    inputs.add_delimiter(group)
    inputs.add_sheet(group)


def template_text(arguments: Namespace) -> tuple[str, str]:
    """Return the template's text and a note; a file is tried as UTF-8 before the encoding of the audience."""
    given, encoding = (arguments.texts, arguments.files), arguments.input_encoding
    try:
        text, note = inputs.one_text(*given, "utf-8" if arguments.files else encoding, "template")
    except UndecodableFileError:
        text, note = inputs.one_text(*given, encoding, "template")
    return inputs.without_line_break(text, note, drop=arguments.drop_line_break)


def audience_of(
    arguments: Namespace, kind: type[AudienceKind], *, watcher: Progress | None = None
) -> AudienceKind:
    """Return the audience that the options name, read as a file of this kind."""
    return kind(
        arguments.audience,
        encoding=arguments.input_encoding,
        delimiter=arguments.delimiter,
        sheet=arguments.sheet,
        watcher=watcher,
    )


def kind_of(path: str) -> type[AudienceFile]:
    """Return what reads a file; by columns where it is large, as importing that takes a second."""
    from ..pricing.campaigns.audiences import AudienceFile

    least = 4e6 if path.lower().endswith((".parquet", ".arrow", ".feather")) else 64e6
    if (octets_in(path) or 0) < least or not (find_spec("numba") and find_spec("pyarrow")):
        return AudienceFile
    from ..bulk.campaigns import ColumnsFile

    return ColumnsFile
