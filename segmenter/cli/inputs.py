"""Which texts a command works on: its arguments, files and standard input, and the rows within them.

All usage is checked before the first text is read; what is done with the texts is not known here.
"""

from __future__ import annotations

import os
import stat
import sys
from argparse import ArgumentTypeError
from itertools import chain, islice
from typing import TYPE_CHECKING

from .. import files
from . import outputs

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from typing import BinaryIO

    from .progress import Progress

__all__ = ["Inputs", "add_options", "one_template"]

_LONGEST_NAME = 256  # code points: longer texts name no file
_STANDARD_INPUT = "-"
_STREAM_NAME = "standard input"


def add_options(parser: ArgumentParser) -> None:
    """Add the options that name texts."""
    parser.add_argument("texts", nargs="*", metavar="TEXT", help="a message; - reads it from standard input")
    group = parser.add_argument_group(
        "input", "A file or standard input is one message as it stands, or holds many:"
    )
    group.add_argument(
        "-f",
        "--file",
        action="append",
        default=[],
        dest="files",
        metavar="PATH",
        help="read PATH; may be repeated",
    )
    rows = group.add_mutually_exclusive_group()
    rows.add_argument("--lines", action="store_true", help="a message per line, ended by LF or CR LF")
    rows.add_argument("--null", action="store_true", help="a message per NUL-ended record")
    rows.add_argument("--csv", metavar="COLUMN", help="a message per CSV row, in the column so headed")
    rows.add_argument(
        "--jsonl", metavar="FIELD", help="a message per line of JSON, in this field (a.b: inside)"
    )
    group.add_argument(
        "--delimiter", default=",", metavar="CHAR", help="separates CSV cells (default: a comma)"
    )
    group.add_argument(
        "--input-encoding",
        default="utf-8",
        metavar="NAME",
        help="encoding of files and standard input (default: utf-8; its byte order mark is left out)",
    )


class Inputs:
    """The texts that a command line names.

    Attributes:
        many: whether there may be more than one text.
        from_stream: whether any comes from a file or standard input.
    """

    def __init__(self, arguments: Namespace) -> None:
        files.text_decoder(arguments.input_encoding)  # or it is unknown
        self._arguments = arguments
        self._texts = list(map(_argument_text, range(1, len(arguments.texts) + 1), arguments.texts))
        self._paths: list[str] = arguments.files
        if not self._texts and not self._paths:
            self._texts = [_piped_in()]
        if len(arguments.delimiter) != 1 or arguments.delimiter in '\r\n"':
            raise ArgumentTypeError(f"--delimiter takes one character, not {arguments.delimiter!r}")
        in_rows = arguments.lines or arguments.null or (arguments.csv, arguments.jsonl) != (None, None)
        if in_rows and any(text != _STANDARD_INPUT for text in self._texts):
            raise ArgumentTypeError(
                "--lines, --null, --csv and --jsonl need a file or standard input, not TEXT"
            )
        if [*self._texts, *self._paths].count(_STANDARD_INPUT) > 1:
            raise ArgumentTypeError("standard input can be read only once")
        self.many = in_rows or len(self._texts) + len(self._paths) > 1
        for text in filter(_names_file, self._texts):
            outputs.complain(f"{text!r} is taken as a message; to read the file of that name, use --file")
        self.from_stream = bool(self._paths) or _STANDARD_INPUT in self._texts

    def texts(self, progress: Progress) -> Iterator[str | files.Absence]:
        """Give out the texts in order: those among the arguments, then those of each ``--file``.

        The first is read at once, so that a file which cannot be read is known before anything is written.
        """
        texts = self._each_text(progress)
        return chain(list(islice(texts, 1)), texts)

    def _each_text(self, progress: Progress) -> Iterator[str | files.Absence]:
        for text in self._texts:
            if text == _STANDARD_INPUT:
                yield from self._stream_texts(_STANDARD_INPUT, progress)
            else:
                yield text
        for path in self._paths:
            yield from self._stream_texts(path, progress)
        progress.close()  # before totals are written, perhaps to the same terminal

    def octets(self) -> int | None:
        """Return how many octets are to be read, where that can be known."""
        named = [_STANDARD_INPUT] * (_STANDARD_INPUT in self._texts) + self._paths
        sizes = list(map(_octets, named))
        return None if None in sizes else sum(filter(None, sizes))

    def _stream_texts(self, path: str, progress: Progress) -> Iterator[str | files.Absence]:
        if path == _STANDARD_INPUT:
            yield from self._rows(_standard_input(), _STREAM_NAME, progress)
        else:
            with files.open_file(path) as stream:
                yield from self._rows(stream, path, progress)

    def _rows(self, stream: BinaryIO, path: str, progress: Progress) -> Iterator[str | files.Absence]:
        arguments = self._arguments
        chunks = files.read_text(progress.watch(stream), path=path, encoding=arguments.input_encoding)
        if arguments.lines:
            return files.line_texts(chunks)
        if arguments.null:
            return files.nul_texts(chunks)
        if arguments.csv is not None:
            return files.csv_texts(chunks, arguments.csv, path=path, delimiter=arguments.delimiter)
        if arguments.jsonl is not None:
            return files.jsonl_texts(chunks, arguments.jsonl, path=path)
        return map("".join, [chunks])


def one_template(arguments: Namespace) -> tuple[str, str]:
    """Return the text of the one template that is named, and what is to be noted of it."""
    from argparse import ArgumentParser

    from .progress import Progress

    # A text is read as `count` reads one whole: with the options of its own that choose rows left out.
    parser = ArgumentParser(add_help=False)
    add_options(parser)
    whole = parser.parse_args([])
    whole.texts, whole.files, whole.input_encoding = (
        arguments.texts,
        arguments.files,
        arguments.input_encoding,
    )
    named = Inputs(whole)
    if named.many:
        raise ArgumentTypeError("give one template; quote one that has spaces")
    text = "".join(map(str, named.texts(Progress(None, shown=False))))
    if named.from_stream and text.endswith("\n"):  # most editors and `echo` add it unasked
        return text, "the line break at the end of the template is part of it"
    return text, ""


def _argument_text(number: int, text: str) -> str:
    """Return an argument's text; octets the locale could not decode arrive as lone surrogates (PEP 383)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(text).decode()
        except UnicodeDecodeError as error:
            octet = f"octet 0x{error.object[error.start]:02X} at offset {error.start}"
            raise ArgumentTypeError(f"TEXT {number}: {octet} is not utf-8 ({error.reason})") from None
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
        raise files.UnreadableFileError(_STREAM_NAME, "closed")
    return sys.stdin.buffer


def _octets(path: str) -> int | None:
    try:
        status = os.fstat(_standard_input().fileno()) if path == _STANDARD_INPUT else os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
