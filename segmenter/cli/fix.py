"""``segmenter fix``: texts in, cheaper texts out.

Joins the options to advice's `substitute`; what is replaced by what is not known here.
"""

from __future__ import annotations

import codecs
import sys
from argparse import ArgumentTypeError, Namespace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from .. import files
from ..errors import MissingExtraError, SegmenterError, UnknownLanguageError
from ..report.diffs import unified_diff
from . import inputs, outputs
from .progress import Progress

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterator

    from ..advice.substitution import Substitution

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Replace what keeps texts out of GSM-7; by default only where it saves a segment."
EPILOG = """\
examples:
  segmenter fix "It’s late" --mode always
  segmenter fix --file message.txt --diff
  segmenter fix --lines --file messages.txt --level letters --write
  segmenter fix --level language --language ru --mode always "Заказ готов"

levels, each with those before it: typographic (quotes, dashes, spaces),
compatibility (full width, fractions, symbols), letters (accents), language (the
rules of --language), any (needs the extra translit). Line endings, byte order
mark and encoding of a file are kept. URLs, e-mail addresses and placeholders
are left alone. Totals go to standard error.
exit code: 0; 1 if a text cannot be encoded, or --mode strict leaves something;
2 for wrong usage, an unreadable or an unwritable file.
"""

LEVELS = ("typographic", "compatibility", "letters", "language", "any")
MODES = ("when-cheaper", "always", "all-or-nothing", "strict")


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this subcommand."""
    inputs.add_options(parser)
    group = parser.add_argument_group("substitution")
    group.add_argument(
        "--level", choices=LEVELS, default="typographic", help="how far to go (default: typographic)"
    )
    group.add_argument(
        "--mode",
        choices=MODES,
        default="when-cheaper",
        help="when to replace (default: when-cheaper, by segments)",
    )
    group.add_argument(
        "--keep",
        action="append",
        default=[],
        metavar="REGEX",
        help="leave what matches alone; may be repeated",
    )
    group.add_argument(
        "--language",
        action="extend",
        type=lambda words: [word.strip() for word in words.split(",")],
        default=[],
        metavar="CODES",
        help="languages whose rules --level language follows, as ru,el; the first named first",
    )
    group = parser.add_argument_group("output")
    group.add_argument("--diff", action="store_true", help="show a unified diff instead of the texts")
    group.add_argument(
        "--write", action="store_true", help="change the files named by --file, each at once or not at all"
    )
    group.add_argument(
        "--format",
        choices=("text", "json", "jsonl"),
        default="text",
        help="JSON lists every change and what is left",
    )
    group.add_argument("--quiet", action="store_true", help="no totals on standard error")


class _Source(NamedTuple):
    """A whole text as it was given: its name, and whether it came from a stream."""

    name: str
    text: str
    streamed: bool


class _Totals:
    """What came of all messages."""

    def __init__(self) -> None:
        self.messages = self.changed = self.failed = self.saved = 0
        self.left: dict[str, int] = {}

    def add(self, done: Substitution | None) -> None:
        self.messages += 1
        if done is None:
            self.failed += 1
            return
        if done.changes:
            self.changed += 1
            self.saved += (done.before.segments if done.before else done.after.segments) - done.after.segments
        if done.after.encoding == "UCS-2":
            for each in done.left_over:
                self.left[each.character] = self.left.get(each.character, 0) + 1

    def words(self) -> str:
        messages = f"{self.messages:,} message{'' if self.messages == 1 else 's'}"
        segments = f"{self.saved:,} segment{'' if self.saved == 1 else 's'}"
        words = f"changed {self.changed:,} of {messages}, {segments} saved"
        if self.left:
            from unicodedata import name

            most = sorted(self.left.items(), key=lambda item: -item[1])
            shown = ", ".join(f"U+{ord(each):04X} {name(each, '')}".strip() for each, _ in most[:3])
            more = f" and {len(most) - 3:,} others" if len(most) > 3 else ""
            words += f"; not in GSM-7 still: {shown}{more}"
        if self.failed:
            words += f"; {self.failed:,} failed"
        return words


def run(arguments: Namespace) -> int:
    """Fix each text."""
    named = inputs.Inputs(arguments)
    _check(arguments)
    fix = _fixer(arguments)
    totals = _Totals()
    if arguments.csv is not None or arguments.jsonl is not None:
        outputs.write(_json(arguments, _row_answers(named, fix, totals), many=True))
    elif arguments.format != "text":
        outputs.write(_json(arguments, _answers(arguments, fix, totals), many=named.many))
    else:
        outputs.write(_texts(arguments, fix, totals))
    if not arguments.quiet and not (totals.failed and totals.messages == 1):
        outputs.complain(totals.words())
    return 1 if totals.failed else 0


def _check(arguments: Namespace) -> None:
    rows = arguments.csv is not None or arguments.jsonl is not None
    if rows and (arguments.format == "text" or arguments.diff or arguments.write):
        raise ArgumentTypeError("--csv and --jsonl are read only: they need --format json or jsonl")
    if arguments.write and (arguments.texts or not arguments.files or "-" in arguments.files):
        raise ArgumentTypeError("--write changes files: name them with --file, without TEXT")
    if arguments.format != "text" and (arguments.diff or arguments.write):
        raise ArgumentTypeError("--diff and --write go with --format text")


def _fixer(arguments: Namespace) -> Callable[[str], Substitution]:
    from ..advice.edits import SubstitutionLevel
    from ..advice.proposals import language_codes
    from ..advice.protection import patterns
    from ..advice.substitution import SubstitutionMode, substitute

    level = SubstitutionLevel[arguments.level.upper()]
    if arguments.language and level < SubstitutionLevel.LANGUAGE:
        raise ArgumentTypeError("--language goes with --level language or any")
    if level is SubstitutionLevel.LANGUAGE and not arguments.language:
        raise ArgumentTypeError("--level language needs --language, as --language ru")
    try:
        keep = patterns(arguments.keep)
        codes = language_codes(arguments.language)
    except UnknownLanguageError as error:
        raise ArgumentTypeError(str(error)) from None
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
    return partial(substitute, level=level, mode=SubstitutionMode(arguments.mode), keep=keep, languages=codes)


def _sources(arguments: Namespace) -> Iterator[_Source]:
    """Give out whole texts, each with its name; rows are found in them afterwards, so that ends are kept."""
    whole = inputs.Inputs(Namespace(**(vars(arguments) | {"lines": False, "null": False})))
    watched = whole.from_stream and sys.stderr is not None and sys.stderr.isatty() and not sys.stdout.isatty()
    names = [*arguments.texts, *arguments.files] or ["-"]
    first_file = len(names) - len(arguments.files)
    with Progress(whole.octets() if watched else None, shown=watched) as progress:
        for number, (name, text) in enumerate(zip(names, whole.texts(progress), strict=True)):
            assert isinstance(text, str)
            streamed = number >= first_file or name == "-"
            label = (name if name != "-" else "standard input") if streamed else f"message {number}"
            yield _Source(label, text, streamed)


def _pieces(arguments: Namespace, text: str) -> Iterator[tuple[str, str]]:
    """Give out the messages of a text, each with the end that belongs to its line or record."""
    mark = "\n" if arguments.lines else "\0" if arguments.null else ""
    if not mark:
        yield text, ""
        return
    *whole, last = text.split(mark)
    for piece in whole:
        if arguments.lines and piece.endswith("\r"):
            yield piece[:-1], "\r\n"
        else:
            yield piece, mark
    if last:
        yield last, ""


def _attempt(
    fix: Callable[[str], Substitution], text: str, where: str, totals: _Totals
) -> Substitution | SegmenterError:
    try:
        done = fix(text)
    except MissingExtraError:
        raise
    except SegmenterError as error:
        totals.add(None)
        outputs.complain(f"{where}: {error}" if where else str(error))
        return error
    totals.add(done)
    return done


def _fixed(arguments: Namespace, fix: Callable[[str], Substitution], source: _Source, totals: _Totals) -> str:
    """Return a whole text with its messages fixed; one that fails stays as it is."""
    written: list[str] = []
    rows = arguments.lines or arguments.null
    for number, (text, end) in enumerate(_pieces(arguments, source.text), 1):
        done = _attempt(fix, text, f"{source.name}:{number}" if rows else source.name, totals)
        written += (text if isinstance(done, SegmenterError) else done.text, end)
    return "".join(written)


def _texts(arguments: Namespace, fix: Callable[[str], Substitution], totals: _Totals) -> Iterator[str]:
    if arguments.write:
        for path in arguments.files:
            yield from _write(arguments, fix, path, totals)
        return
    for source in _sources(arguments):
        text = _fixed(arguments, fix, source, totals)
        if arguments.diff:
            yield from unified_diff(source.name, source.text, text)
        else:
            yield text if source.streamed else text + "\n"


def _write(
    arguments: Namespace, fix: Callable[[str], Substitution], path: str, totals: _Totals
) -> Iterator[str]:
    """Change a file in place; octets that no change touches are the same afterwards."""
    octets = files.read_octets(path)
    mark, encoding = _mark(octets, arguments.input_encoding)
    old = "".join(files.read_text(BytesIO(octets[len(mark) :]), path=path, encoding=encoding))
    if old.encode(encoding) != octets[len(mark) :]:
        raise files.UnwritableFileError(
            path, f"its octets could not be kept in {encoding}; nothing was changed"
        )
    new = _fixed(arguments, fix, _Source(path, old, streamed=True), totals)
    if arguments.diff:
        yield from unified_diff(path, old, new)
    if new != old:
        files.write_atomically(path, mark + new.encode(encoding))


def _mark(octets: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the byte order mark of a file, and its encoding without one."""
    name = codecs.lookup(encoding).name
    marks = {
        "utf-8": [(codecs.BOM_UTF8, "utf-8")],
        "utf-8-sig": [(codecs.BOM_UTF8, "utf-8"), (b"", "utf-8")],
        "utf-16": [
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (b"", f"utf-16-{_NATIVE}"),
        ],
        "utf-32": [
            (codecs.BOM_UTF32_LE, "utf-32-le"),
            (codecs.BOM_UTF32_BE, "utf-32-be"),
            (b"", f"utf-32-{_NATIVE}"),
        ],
    }
    for mark, plain in marks.get(name, []):
        if octets.startswith(mark):
            return mark, plain
    return b"", encoding


_NATIVE = "le" if sys.byteorder == "little" else "be"


def _answers(
    arguments: Namespace, fix: Callable[[str], Substitution], totals: _Totals
) -> Iterator[Substitution | SegmenterError]:
    for source in _sources(arguments):
        for text, _ in _pieces(arguments, source.text):
            yield _attempt(fix, text, source.name, totals)


def _row_answers(
    named: inputs.Inputs, fix: Callable[[str], Substitution], totals: _Totals
) -> Iterator[Substitution | SegmenterError]:
    with Progress(None, shown=False) as progress:
        for text in named.texts(progress):
            if isinstance(text, files.Absence):
                totals.add(None)
                yield files.MalformedFileError(text.path, text.line, text.reason)
            else:
                yield _attempt(fix, text, "", totals)


def _json(
    arguments: Namespace, answers: Iterator[Substitution | SegmenterError], *, many: bool
) -> Iterator[str]:
    from ..report.substitutions import substitution_json

    return substitution_json(
        answers, many=many, lines=arguments.format == "jsonl", ascii_only=not outputs.output_is_utf8()
    )
