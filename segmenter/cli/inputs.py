"""Which texts a command works on: its arguments, files and standard input, and the messages within them.

All usage is checked before the first text is read. This module must not know what is done with the texts.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from itertools import chain, islice
from typing import TYPE_CHECKING

from .. import files
from . import outputs

if TYPE_CHECKING:
    from argparse import _ActionsContainer
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from ..files.rows import KeptRow
    from .progress import Progress

__all__ = [
    "GivenText",
    "Inputs",
    "Rows",
    "add_files",
    "add_options",
    "argument_text",
    "line_break_note",
    "one_text",
]

_LONGEST_NAME = 256  # code points: longer texts name no file
_STANDARD_INPUT = "-"
_STREAM_NAME = "standard input"
_ROWS = ("lines", "null", "csv", "jsonl", "delimiter", "sheet", "keep_columns")


def add_options(parser: ArgumentParser, *, keep: tuple[str, ...] = ("--keep",)) -> None:
    """Add the options that name texts; `keep` spells the one that keeps columns of their rows."""
    parser.add_argument("texts", nargs="*", metavar="TEXT", help="a message; - reads standard input")
    group = parser.add_argument_group(
        "input", "A file or standard input is one message, unless an option says otherwise:"
    )
    add_files(group, "read PATH; repeatable")
    rows = group.add_mutually_exclusive_group()
    rows.add_argument("--lines", action="store_true", help="one message per line (LF or CR LF)")
    rows.add_argument("--null", action="store_true", help="one message per NUL-terminated record")
    rows.add_argument(
        "--csv", metavar="COLUMN", help="one message per row of a CSV or .xlsx, from this column"
    )
    rows.add_argument("--jsonl", metavar="FIELD", help="one message per JSON line, from this field (or a.b)")
    add_delimiter(group)
    add_sheet(group)
    group.add_argument(
        *keep,
        action="append",
        default=[],
        dest="keep_columns",
        metavar="COLUMN",
        help="put this column and the line beside each result; repeatable",
    )


def add_delimiter(group: _ActionsContainer) -> None:
    """Add the option that names what separates the cells of a CSV."""
    words = "separates the cells of a CSV (default: a comma, semicolon or tab, as the header shows)"
    group.add_argument("--delimiter", type=_delimiter, metavar="CHAR", help=words)


def _delimiter(words: str) -> str:
    if len(words) != 1 or words in '\r\n"':
        raise ArgumentTypeError(f"{words!r} is not a delimiter; give one character, such as ';'")
    return words


def add_sheet(group: _ActionsContainer) -> None:
    """Add the option that names the sheet of a workbook."""
    group.add_argument("--sheet", metavar="NAME", help="the sheet of an .xlsx (default: the first)")


def add_files(group: _ActionsContainer, words: str) -> None:
    """Add the options that name files and their encoding."""
    group.add_argument("-f", "--file", action="append", default=[], dest="files", metavar="PATH", help=words)
    group.add_argument(
        "--input-encoding", default="utf-8", metavar="NAME", help="text encoding (default: utf-8)"
    )


class Rows:  # a NamedTuple would take 0.3 ms of the start-up
    """How a stream holds many messages; by default it is one message."""

    __slots__ = ("csv", "delimiter", "jsonl", "keep", "lines", "many", "null", "sheet")

    def __init__(
        self,
        *,
        lines: bool = False,
        null: bool = False,
        csv: str | None = None,
        jsonl: str | None = None,
        delimiter: str | None = None,
        sheet: str | None = None,
        keep_columns: Sequence[str] = (),
    ) -> None:
        self.sheet = sheet
        self.lines, self.null, self.csv, self.jsonl, self.delimiter = lines, null, csv, jsonl, delimiter
        self.keep = tuple(dict.fromkeys(keep_columns))
        self.many = lines or null or csv is not None or jsonl is not None

    def of(self, source: GivenText) -> Iterator[str | files.Absence | KeptRow]:
        """Yield the messages of a stream."""
        if self.lines:
            return files.line_texts(source.chunks, path=source.name)
        if self.null:
            return files.nul_texts(source.chunks, path=source.name)
        if self.csv is not None and source.name.lower().endswith(".xlsx") and source.stream:
            from ..files.rows import column_texts
            from ..files.sheets import SheetTexts

            rows = SheetTexts(source.stream, path=source.name, sheet=self.sheet)
            return column_texts(rows, self.csv, path=source.name, keep=self.keep)
        if self.csv is not None:
            return files.csv_texts(
                source.chunks, self.csv, path=source.name, delimiter=self.delimiter, keep=self.keep
            )
        if self.jsonl is not None:
            return files.jsonl_texts(source.chunks, self.jsonl, path=source.name, keep=self.keep)
        return map("".join, [source.chunks])


_WHOLE = Rows()


class GivenText:
    """A text as it was given: its name, its pieces in order, and the stream they come from, if any."""

    __slots__ = ("chunks", "name", "stream")

    def __init__(self, name: str, chunks: Iterator[str], stream: BinaryIO | None = None) -> None:
        self.name, self.chunks, self.stream = name, chunks, stream

    @property
    def streamed(self) -> bool:
        """Whether it comes from a file or standard input."""
        return self.stream is not None

    @property
    def first_octets(self) -> bytes:
        """The first octets of the stream, where a byte order mark would be; before any text is taken."""
        peek = getattr(self.stream, "peek", None)
        octets: bytes = peek(4)[:4] if peek else b""
        return octets


class Inputs:
    """The texts that a command line names.

    Args:
        texts: arguments; "-" is standard input.
        paths: files, read after the arguments; "-" is standard input.
        encoding: of files and standard input.
        rows: how a stream holds many messages.

    Attributes:
        many: whether there may be more than one text.
        lines: whether each line is a text.
        from_stream: whether any comes from a file or standard input.
    """

    def __init__(
        self, texts: Sequence[str], paths: Sequence[str], *, encoding: str = "utf-8", rows: Rows = _WHOLE
    ) -> None:
        if encoding != "utf-8":
            files.text_decoder(encoding)  # raises where it is unknown
        self._encoding, self._rows, self._paths = encoding, rows, paths
        self._texts = [
            argument_text(text, f"TEXT {number}") for number, text in enumerate(texts, start=1)
        ] or ([] if paths else [_piped_in()])
        if rows.keep and rows.csv is None and rows.jsonl is None:
            raise ArgumentTypeError("--keep keeps columns of rows; add --csv or --jsonl")
        if rows.many and any(text != _STANDARD_INPUT for text in self._texts):
            raise ArgumentTypeError(
                "--lines, --null, --csv and --jsonl need a file or standard input, not TEXT"
            )
        if [*self._texts, *paths].count(_STANDARD_INPUT) > 1:
            raise ArgumentTypeError("standard input can be read only once")
        for text in filter(_names_file, self._texts):
            outputs.complain(f"{text!r} is treated as a message; to read the file of that name, use --file")
        self.many = rows.many or len(self._texts) + len(paths) > 1
        self.lines = rows.lines
        self.from_stream = bool(paths) or _STANDARD_INPUT in self._texts
        self._progress: Progress | None = None

    @classmethod
    def of(cls, arguments: Namespace) -> Inputs:
        """Return the texts that parsed arguments name."""
        rows = Rows(**{name: getattr(arguments, name) for name in _ROWS})
        return cls(arguments.texts, arguments.files, encoding=arguments.input_encoding, rows=rows)

    @property
    def kept(self) -> tuple[str, ...]:
        """The names of what stands beside each result: file, if there are several, line, and columns kept."""
        several = len(self._paths) + len(self._texts) > 1
        return (*["file"] * several, "line", *self._rows.keep) if self._rows.keep else ()

    def texts(self) -> Iterator[str | files.Absence | KeptRow]:
        """Yield the texts in order: the arguments, then those of each file.

        The first is read at once, so that an unreadable file is reported before anything is written. Where
        columns are kept, each comes as a row with these.
        """
        texts = (
            text
            for source in self.sources()
            for text in (self._of(source) if source.streamed else source.chunks)
        )
        return chain(list(islice(texts, 1)), texts)

    def _of(self, source: GivenText) -> Iterator[str | files.Absence | KeptRow]:
        rows = self._rows.of(source)
        return _named(rows, source.name) if "file" in self.kept[:1] else rows

    def sources(self) -> Iterator[GivenText]:
        """Yield arguments, standard input and files as they stand, each before the next is opened."""
        for number, text in enumerate(self._texts):
            if text == _STANDARD_INPUT:
                yield self._source(_standard_input(), _STREAM_NAME)
            else:
                yield GivenText(f"message {number}", iter((text,)))
        for path in self._paths:
            if path == _STANDARD_INPUT:
                yield self._source(_standard_input(), _STREAM_NAME)
            else:
                with files.open_file(path) as stream:
                    yield self._source(stream, path)
        self.close()  # before totals are written, perhaps to the same terminal

    def _source(self, stream: BinaryIO, name: str) -> GivenText:
        from ..files.octets import DOCUMENT_OCTETS

        watched = self._progress.watch(stream) if self._progress else stream
        at_most = None if self._rows.many else DOCUMENT_OCTETS
        chunks = files.read_text(watched, path=name, encoding=self._encoding, at_most=at_most)
        return GivenText(name, chunks, stream)

    def show_progress(self, *, rows_shown: bool) -> None:
        """Show how much has been read while standard error is a terminal, until `close`.

        Args:
            rows_shown: whether answers appear as rows: on the same terminal they are progress enough.
        """
        watched = self.from_stream and sys.stderr is not None and sys.stderr.isatty()
        if watched and not (rows_shown and sys.stdout.isatty()):
            from .progress import Progress  # here, as it takes 2 ms

            self._progress = Progress(self.octets())

    def octets(self) -> int | None:
        """Return how much there is to read; `None` where that cannot be known before."""
        streams = [*self._paths, *filter(_STANDARD_INPUT.__eq__, self._texts)]
        return files.octets_in(*(0 if path == _STANDARD_INPUT else path for path in streams))

    def close(self) -> None:
        """Wipe the progress shown; call it before anything else is written to the terminal."""
        if self._progress:
            self._progress.close()


def _named(
    rows: Iterator[str | files.Absence | KeptRow], name: str
) -> Iterator[str | files.Absence | KeptRow]:
    """Yield the rows of a file, with its name among what is kept of each."""
    from ..files.rows import KeptRow

    for row in rows:
        yield KeptRow(row.text, {"file": name, **row.columns}) if isinstance(row, KeptRow) else row


def one_text(texts: Sequence[str], paths: Sequence[str], encoding: str, what: str) -> tuple[str, str]:
    """Return the one text that is named, and a note about it.

    Args:
        texts: arguments; "-" is standard input.
        paths: files.
        encoding: of files and standard input.
        what: the name of such a text in messages, such as "template".

    Raises:
        ArgumentTypeError: there is more than one.
    """
    if len(texts) + len(paths) > 1:
        raise ArgumentTypeError(f"give one {what}; quote a {what} that has spaces")
    inputs = Inputs(texts, paths, encoding=encoding)
    text = "".join(map(str, inputs.texts()))
    ends = inputs.from_stream and text.endswith("\n")  # most editors and `echo` add one
    return text, f"the line break at the end of the {what} is part of it" if ends else ""


def add_line_break(group: _ActionsContainer, what: str) -> None:
    """Add the option that leaves out the line break at the end of a text."""
    group.add_argument(
        "--drop-line-break", action="store_true", help=f"leave out the line break that ends the {what}"
    )


def without_line_break(text: str, note: str, *, drop: bool) -> tuple[str, str]:
    r"""Return a text and the note about it; without the line break at its end where that is dropped.

    >>> without_line_break("Hi\r\n", "a note", drop=True), without_line_break("Hi", "", drop=True)
    (('Hi', ''), ('Hi', ''))
    """
    if drop and text.endswith("\n"):
        return text.removesuffix("\n").removesuffix("\r"), ""
    return text, note


def line_break_note(text: str) -> str:
    """Return a note where a text ends with a line break, which most editors and `echo` add."""
    if not text.endswith("\n"):
        return ""
    units = "2 units" if text.endswith("\r\n") else "1 unit"
    return f"the line break at the end is counted ({units}); --lines leaves it out"


def argument_text(text: str, name: str = "") -> str:
    """Return an argument's text; octets the locale could not decode arrive as lone surrogates (PEP 383).

    Raises:
        ArgumentTypeError: it is not UTF-8.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(text).decode()
        except UnicodeDecodeError as error:
            octet = f"octet 0x{error.object[error.start]:02X} at offset {error.start}"
            where = f"{name}: " if name else ""
            raise ArgumentTypeError(f"{where}{octet} is not utf-8 ({error.reason})") from None
        except UnicodeEncodeError:
            return text  # a surrogate that stands for no octet; counting it will say so
    return text


def _names_file(text: str) -> bool:
    short = len(text) < _LONGEST_NAME and "\0" not in text
    return short and text != _STANDARD_INPUT and os.path.isfile(text)  # noqa: PTH113  # pathlib costs 4 ms


def _piped_in() -> str:
    if sys.stdin is None or sys.stdin.isatty():
        raise ArgumentTypeError("no text: give one as an argument, name a --file, or pipe one in")
    return _STANDARD_INPUT


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise files.UnreadableFileError("closed", path=_STREAM_NAME)
    return sys.stdin.buffer
