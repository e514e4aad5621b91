"""``segmenter fix``: texts in, cheaper texts out.

Connects the options to advice's `substitute`. It must not know what replaces what.
"""

from __future__ import annotations

import codecs
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .. import files
from ..errors import UnknownLanguageError, many
from ..report.diffs import unified_diff
from ..report.outcomes import Failure
from . import inputs, outputs
from .texts import Answers, require_room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..advice.substitution import Substitution
    from ..report.outcomes import Answered

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Replace characters outside GSM-7; by default only where that saves a segment."
EPILOG = """\
examples:
  segmenter fix "It’s late" --mode always
  segmenter fix --file message.txt --diff
  segmenter fix --lines --file messages.txt --level letters --write
  segmenter fix --csv body --file outbox.csv > cheaper.csv
  segmenter fix --level language --language ru --mode always "Заказ готов"

Each level includes those before it: typographic (quotes, dashes, spaces),
compatibility (full width, fractions, symbols), letters (accents), language (the
rules of --language), any (needs the extra translit). Line endings, byte order
marks and file encodings are kept. With --csv the table is written back: only
cells of that column change, and nothing else in the file. URLs, e-mail
addresses and placeholders are never changed. Totals go to standard error.
exit code: 0; 1 if a text cannot be encoded, or --mode strict leaves characters
outside GSM-7; 2 for wrong usage or a file that cannot be read or written.
"""

LEVELS = ("typographic", "compatibility", "letters", "language", "any")
MODES = ("when-cheaper", "always", "all-or-nothing", "strict")


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    inputs.add_options(parser, keep=("--keep-column",))  # --keep protects texts here
    group = parser.add_argument_group("substitution")
    group.add_argument("--level", choices=LEVELS, default=LEVELS[0], help=f"default: {LEVELS[0]}; see below")
    group.add_argument("--mode", choices=MODES, default=MODES[0], help=f"default: {MODES[0]}")
    repeatable: dict[str, Any] = {"action": "append", "default": []}
    group.add_argument("--keep", **repeatable, metavar="REGEX", help="never change what matches; repeatable")
    words = "languages for --level language, such as ru,el; the first wins"
    group.add_argument("--language", **repeatable, metavar="CODES", help=words)
    group = outputs.add_options(parser, "text", "json", "jsonl")
    group.add_argument("--diff", action="store_true", help="show a unified diff instead of the texts")
    group.add_argument("--write", action="store_true", help="rewrite the files named with --file")
    group.add_argument("--quiet", action="store_true", help="write no totals")


def run(arguments: Namespace) -> int:
    """Fix each text."""
    texts = inputs.Inputs.of(arguments)
    _refuse_contradictions(arguments)
    fixer = _Fixer(arguments)
    if arguments.write:
        for path in arguments.files:
            outputs.write(fixer.write(path), exact=True)
    else:
        texts.show_progress(rows_shown=True)
        try:
            if arguments.csv is not None and arguments.format == "text" and not arguments.diff:
                outputs.write_encoded(fixer.tables(texts))
            else:
                written = fixer.texts(texts) if arguments.format == "text" else fixer.json(texts)
                outputs.write(written, exact=True)
        finally:
            texts.close()
    if not arguments.quiet and not (fixer.failed and fixer.total == 1):
        outputs.complain(fixer.totals())
    return 1 if fixer.failed else 0


def _refuse_contradictions(arguments: Namespace) -> None:
    if arguments.jsonl is not None and (arguments.format == "text" or arguments.diff or arguments.write):
        raise ArgumentTypeError("--jsonl cannot be rewritten; add --format json or jsonl")
    workbook = next((path for path in arguments.files if path.lower().endswith(".xlsx")), None)
    if workbook and arguments.format == "text":
        raise ArgumentTypeError(f"{workbook}: a workbook cannot be rewritten; save it as CSV")
    if arguments.write and (arguments.texts or not arguments.files or "-" in arguments.files):
        raise ArgumentTypeError("--write rewrites files: name them with --file, without TEXT")
    if arguments.format != "text" and (arguments.diff or arguments.write):
        raise ArgumentTypeError("--diff and --write need --format text")


def _substitute(arguments: Namespace) -> Callable[[str], Substitution]:
    from ..advice.edits import SubstitutionLevel
    from ..advice.proposals import language_codes
    from ..advice.protection import patterns
    from ..advice.substitution import SubstitutionMode, substitute

    level = SubstitutionLevel(arguments.level)
    if arguments.language and level < SubstitutionLevel.LANGUAGE:
        raise ArgumentTypeError("--language needs --level language or any")
    if level is SubstitutionLevel.LANGUAGE and not arguments.language:
        raise ArgumentTypeError("--level language needs --language, such as --language ru")
    try:
        keep = patterns(arguments.keep)
        codes = language_codes(word.strip() for words in arguments.language for word in words.split(","))
    except (UnknownLanguageError, ValueError) as error:
        raise ArgumentTypeError(str(error)) from None
    return partial(substitute, level=level, mode=SubstitutionMode(arguments.mode), keep=keep, languages=codes)


class _Fixer(Answers["Substitution"]):
    """Fixes messages, texts and files as the options say, and adds up what changed."""

    def __init__(self, arguments: Namespace) -> None:
        super().__init__(_substitute(arguments))
        self._arguments = arguments
        self._changed = self._saved = 0
        self._left: dict[str, int] = {}

    def entry(self, text: str | files.Absence) -> Answered[Substitution]:
        """Return a message fixed, or the reason why it is not."""
        entry = super().entry(text)
        if not isinstance(entry.outcome, Failure):
            self._add(entry.outcome)
        return entry

    def _add(self, substitution: Substitution) -> None:
        after = substitution.after
        if substitution.changes:
            self._changed += 1
            self._saved += (substitution.before or after).segments - after.segments
        if after.encoding == "UCS-2":
            for offender in substitution.left_over:
                self._left[offender.character] = self._left.get(offender.character, 0) + 1

    def json(self, texts: inputs.Inputs) -> Iterator[str]:
        """Yield every message's substitution as JSON."""
        from ..advice.substitution import Substitution
        from ..report.json_format import json_outcomes

        if texts.kept:
            require_room(texts, [Substitution], self._arguments.format)
        lines = self._arguments.format == "jsonl"
        entries = self.to(texts.texts())
        return json_outcomes(entries, many=texts.many, lines=lines, ascii_only=not outputs.output_is_utf8())

    def texts(self, texts: inputs.Inputs) -> Iterator[str]:
        """Yield the texts with their messages fixed, or how they differ."""
        for source in texts.sources():
            if self._arguments.diff:
                old = "".join(source.chunks)
                yield from unified_diff(source.name, old, "".join(self._fixed(source.name, [old])))
            else:
                yield from self._fixed(source.name, source.chunks)
                yield "" if source.streamed else "\n"

    def tables(self, texts: inputs.Inputs) -> Iterator[tuple[str, bytes]]:
        """Yield the rows of tables with their messages fixed, each as text and as octets of its file."""
        for source in texts.sources():
            mark, encoding = _mark(source.first_octets, self._arguments.input_encoding)
            encoder = codecs.getincrementalencoder(encoding)()
            for row in self._fixed(source.name, source.chunks):
                yield row, mark + _encoded(row, encoder, encoding, source.name)
                mark = b""

    def write(self, path: str) -> Iterator[str]:
        """Rewrite a file and yield how it differs, if asked to; octets outside the changes stay."""
        files.require_regular(path)
        octets = files.read_octets(path)
        mark, encoding = _mark(octets, self._arguments.input_encoding)
        old = "".join(files.read_text(BytesIO(octets[len(mark) :]), path=path, encoding=encoding))
        if old.encode(encoding) != octets[len(mark) :]:
            problem = f"{encoding} would not keep all octets"
            raise files.UnwritableFileError(problem, "nothing was changed", path=path)
        new = "".join(self._fixed(path, [old]))
        if self._arguments.diff:
            yield from unified_diff(path, old, new)
        if new != old:
            encoder = codecs.getincrementalencoder(encoding)()
            files.replace_file(path, mark + _encoded(new, encoder, encoding, path), read=octets)

    def _fixed(self, name: str, chunks: Iterable[str]) -> Iterator[str]:
        """Yield a text with its messages fixed; one that fails stays as it is."""
        if self._arguments.csv is not None:
            yield from self._fixed_rows(name, chunks)
            return
        lines = self._arguments.lines
        rows = lines or self._arguments.null
        pieces = _pieces(chunks, "\n" if lines else "\0") if rows else iter([("".join(chunks), "")])
        for number, (text, end) in enumerate(pieces, start=1):
            message = text.removesuffix("\r") if lines and end else text
            outcome = self.entry(message).outcome
            if isinstance(outcome, Failure):
                outputs.complain(
                    f"{name}:{number}: {outcome.message}" if rows else f"{name}: {outcome.message}"
                )
            fixed = message if isinstance(outcome, Failure) else outcome.text
            yield fixed + text[len(message) :] + end

    def _fixed_rows(self, name: str, chunks: Iterable[str]) -> Iterator[str]:
        """Yield a table with the messages of a column fixed; one that fails stays as it is."""
        from ..files.rows import changed_csv

        def change(text: str | files.Absence, line: int) -> str:
            outcome = self.entry(text).outcome
            if not isinstance(outcome, Failure):
                return outcome.text
            absent = isinstance(text, files.Absence)
            outputs.complain(outcome.message if absent else f"{name}:{line}: {outcome.message}")
            return str(text)

        arguments = self._arguments
        return changed_csv(chunks, arguments.csv, change, path=name, delimiter=arguments.delimiter)

    def totals(self) -> str:
        """Return what became of all messages, in words."""
        segments = f"{many(self._saved, 'segment')} saved"
        words = f"changed {self._changed:,} of {many(self.total, 'message')}, {segments}"
        if self._left:
            from unicodedata import name

            most = sorted(self._left, key=lambda character: -self._left[character])
            shown = ", ".join(
                f"U+{ord(character):04X} {name(character, '')}".strip() for character in most[:3]
            )
            more = f" and {many(len(most) - 3, 'other')}" if len(most) > 3 else ""
            words += f"; still outside GSM-7: {shown}{more}"
        return f"{words}; {self.failed:,} failed" if self.failed else words


def _pieces(chunks: Iterable[str], end: str) -> Iterator[tuple[str, str]]:
    """Yield the texts before each end, with that end; the last may have none."""
    unfinished: list[str] = []
    for chunk in chunks:
        *whole, last = chunk.split(end)
        for text in whole:
            yield "".join([*unfinished, text]), end
            unfinished = []
        unfinished.append(last)
    if text := "".join(unfinished):
        yield text, ""


def _encoded(text: str, encoder: codecs.IncrementalEncoder, encoding: str, path: str) -> bytes:
    """Return text in a file's encoding, or raise `UnwritableFileError`."""
    try:
        return encoder.encode(text)
    except UnicodeEncodeError as error:
        problem = f"{encoding} cannot hold {text[error.start]!r}, which a replacement needs"
        raise files.UnwritableFileError(problem, "nothing was changed", path=path) from None


def _mark(octets: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the byte order mark of a file, and its encoding without one."""
    name = codecs.lookup(encoding).name
    if name in ("utf-8", "utf-8-sig"):
        return codecs.BOM_UTF8 if octets.startswith(codecs.BOM_UTF8) else b"", "utf-8"
    if name in ("utf-16", "utf-32"):
        marks = {order: "\ufeff".encode(f"{name}-{order}") for order in ("le", "be")}
        for order, mark in marks.items():
            if octets.startswith(mark):
                return mark, f"{name}-{order}"
        return b"", f"{name}-{'le' if sys.byteorder == 'little' else 'be'}"
    return b"", encoding
