"""Standard output and standard error: what they can show, and writing to them.

Strings arrive finished. This module must not know what they say.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from io import BufferedWriter, FileIO, RawIOBase, TextIOWrapper
from typing import TYPE_CHECKING, Any

from ..files.steering import Guard

if TYPE_CHECKING:
    from argparse import _ArgumentGroup
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from ..channels.findings import FileRun
    from ..report.display import Screen
    from ..wire.fields import Field

__all__ = [
    "abandon",
    "add_options",
    "complain",
    "draw_octets",
    "json_of",
    "output_is_utf8",
    "output_screen",
    "prepare_output",
    "refuse_overwriting",
    "write",
    "write_as",
    "write_at_once",
    "write_encoded",
    "write_error",
    "write_octets",
    "write_run",
]


def add_options(parser: ArgumentParser, *formats: str, summary: bool = False) -> _ArgumentGroup:
    """Add the options that choose what is written; the first format is the default."""
    group = parser.add_argument_group("output")
    words = f"{', '.join(formats[1:-1])} or {formats[-1]}" if len(formats) > 2 else formats[-1]
    group.add_argument(
        "--format",
        choices=formats,
        default=formats[0],
        metavar="FORMAT",
        help=f"{formats[0]} for people (default); {words} for programs",
    )
    if "csv" in formats:
        words = "put ' before CSV cells a spreadsheet would run (= + - @)"
        group.add_argument("--spreadsheet-safe", action="store_true", help=words)
    if summary:
        group.add_argument("--summary", action="store_true", help="write totals instead of each message")
    return group


def prepare_output() -> None:
    """Let standard output take any text: characters its encoding lacks are written as Python escapes."""
    if isinstance(sys.stdout, TextIOWrapper):
        if isinstance(sys.stdout.buffer, RawIOBase):  # PYTHONUNBUFFERED: a write may take only a part
            _buffer_output(sys.stdout)
        sys.stdout.reconfigure(errors="backslashreplace", newline="\n")


def _buffer_output(stream: TextIOWrapper) -> None:
    """Put what writes all that it is given, and at once, between standard output and its raw stream."""

    class Whole(BufferedWriter):
        def write(self, octets: Any, /) -> int:
            taken = super().write(octets)
            self.flush()
            return taken

    raw = FileIO(stream.fileno(), "wb", closefd=False)  # detached, the old stream could not be used again
    sys.stdout = TextIOWrapper(Whole(raw), stream.encoding, write_through=True)


def write(strings: Iterable[str], *, exact: bool = False) -> None:
    """Write strings to standard output as they come.

    Text for people may not steer a terminal or a build service, except for our own colours: anything that
    should have been escaped earlier is escaped here.

    Args:
        strings: what is written.
        exact: whether programs read it, as JSON and CSV, or it is a text itself. Then it is left as it is,
            except for what steers a terminal, on a terminal.
    """
    put = sys.stdout.write
    terminal = sys.stdout.isatty()
    if exact and not terminal:
        for string in strings:
            put(string)
        return
    guard = Guard(colours=not exact and _in_colour(), commands=exact)
    for string in strings:
        put(guard(string))


def write_at_once(text: str) -> None:
    """Write to standard output and flush it, so that a reader sees it at once."""
    write([text])
    sys.stdout.flush()


def write_octets(octets: bytes) -> None:
    """Write UTF-8 that programs read as it is, whatever output can show; on a terminal as `write` does."""
    if sys.stdout.isatty():
        write([octets.decode("utf-8", "backslashreplace")], exact=True)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(octets)


def write_encoded(pieces: Iterable[tuple[str, bytes]]) -> None:
    """Write pieces as they come, each given as text and in the encoding of its file.

    Programs get the octets; a terminal shows the text as `write` does.
    """
    terminal, guard = sys.stdout.isatty(), Guard(commands=True)
    sys.stdout.flush()
    for text, octets in pieces:
        if terminal:
            sys.stdout.write(guard(text))
        else:
            sys.stdout.buffer.write(octets)


def json_of(value: object, *, indent: int | None = None) -> Iterable[str]:
    """Return a value as JSON that standard output can hold; of an iterator, an array with a line for each."""
    from collections.abc import Iterator

    from ..report.json_format import json_line, json_stream

    ascii_only = not output_is_utf8()
    if isinstance(value, Iterator):
        return json_stream(value, ascii_only=ascii_only)
    return [json_line(value, ascii_only=ascii_only, indent=indent)]


def write_as(
    style: str,
    text: Callable[[Screen], str | Iterable[str]],
    fields: Callable[[], object],
    *,
    csv: Callable[[], Iterable[str]] | None = None,
    indent: int | None = None,
) -> None:
    """Write a value in the format that was asked for.

    Args:
        style: "csv" where there is such a form, "json", or any other for text.
        text: returns the value as text.
        fields: returns it as JSON can hold it.
        csv: returns it as CSV.
        indent: how many blanks each level of JSON is indented by.
    """
    if style == "csv" and csv is not None:
        write(csv(), exact=True)
    elif style in ("json", "jsonl"):
        write(json_of(fields(), indent=indent), exact=True)
    else:
        written = text(output_screen())
        write([written] if isinstance(written, str) else written)


def write_run(result: FileRun, style: str, path: str = "") -> None:
    """Write what a run found, in one of the formats of reports; to a file where one is named.

    Paths for services are relative to the repository's root, as services know files by those.
    """
    from ..report.runs import run_written

    if style in ("sarif", "github", "gitlab"):
        result = _from_root(result)
    if not path:
        written = run_written(result, style, output_screen(), ascii_only=not output_is_utf8())
        write(written, exact=style not in ("full", "concise"))
        return
    from ..files import replace_file
    from ..report.display import Screen

    replace_file(path, "".join(run_written(result, style, Screen(), ascii_only=False)).encode())


def _from_root(result: FileRun) -> FileRun:
    """Return a run whose paths begin at the root of the git repository that each file is in, if any."""
    from ..lint.paths import from_repository

    findings = tuple(
        finding._replace(
            locations=tuple(place._replace(path=from_repository(place.path)) for place in finding.locations)
        )
        for finding in result.findings
    )
    broken = tuple(file._replace(path=from_repository(file.path)) for file in result.broken)
    return result._replace(findings=findings, broken=broken)


def draw_octets(drawings: Sequence[tuple[str, Sequence[Field]]], svg: str | None) -> None:
    """Write drawings of octets, each with its title; to an SVG file where one is named."""
    from ..report.octets import octets_svg, octets_text

    if svg is not None:
        from ..files import replace_file

        replace_file(svg, octets_svg(drawings).encode())
        return
    screen = output_screen()
    for number, (title, fields) in enumerate(drawings):
        write([("\n" if number else "") + (f"{title}\n" if len(drawings) > 1 else "")])
        write([octets_text(fields, screen)])


def complain(message: str, *, lines: bool = False) -> None:
    """Write a message to standard error, on one line: names in it may hold anything, and are escaped.

    Args:
        message: the message.
        lines: whether its line feeds are ours, and end lines.
    """
    from ..report.display import Screen, shown

    words = message.split("\n") if lines else [message]
    write_error(f"segmenter: {chr(10).join(shown(line, Screen()) for line in words)}\n")


def write_error(text: str) -> None:
    """Write to standard error; if that fails, there is nowhere left to report it.

    What steers a terminal or a build service is escaped, as `write` does it.
    """
    if sys.stderr is not None:
        try:
            sys.stderr.write(Guard()(text))  # in one write, so that two processes do not tear a line
        except OSError:
            abandon(sys.stderr)


def abandon(stream: TextIO) -> None:
    """Discard what is still buffered, which the interpreter would try to write again on exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def refuse_overwriting(option: str, path: str | None, read: Iterable[str]) -> None:
    """Refuse a file to write that is also read.

    Raises:
        ArgumentTypeError: it is one of those, also by another name or a link.
    """
    for source in read:
        try:
            same = path is not None and os.path.samefile(path, source)  # noqa: PTH121
        except (OSError, ValueError):
            continue  # one of them does not exist
        if same:
            raise ArgumentTypeError(f"{option} {path} would overwrite its input {source}")


def output_is_utf8() -> bool:
    """Return whether standard output can hold any Unicode text."""
    return _encoding().lower().replace("_", "-") in ("utf-8", "utf8")


def output_screen() -> Screen:
    """Return standard output as a screen; 80 columns where it is not a terminal."""
    from ..report.display import Screen

    return Screen(_columns(), _in_colour(), _encoding())


def _columns() -> int:
    """Return what `shutil.get_terminal_size` does, without importing `shutil`, which takes 3 ms."""
    words = os.environ.get("COLUMNS", "")
    if words.isdecimal() and int(words):
        return int(words)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (AttributeError, ValueError, OSError):
        return 80


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _in_colour() -> bool:
    """Follow no-color.org and force-color.org; otherwise use colour on terminals."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
