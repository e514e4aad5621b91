"""``segmenter check``: message texts in files, checked where they live.

Joins files, configuration and baseline to their check and its looks; what is wrong is not known here.
"""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from . import outputs
from .baselines import Baselines
from .checker import LEVELS, Checker, is_hook

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from ..channels.findings import FileRun

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Check the message texts in translation catalogs and templates."
EPILOG = """\
examples:
  segmenter check locales/
  segmenter check --all --max-segments 1 sms/fr.json
  segmenter check locales/ --baseline known.json --update-baseline
  segmenter check --stdin-filename sms/fr.po < sms/fr.po

Which entries are messages: what [[tool.segmenter.messages]] of the nearest
pyproject.toml (or [[messages]] of a segmenter.toml) names by files, keys,
contexts or flags; those with the flag sms, max-segments:N or max-length:N, or
the context sms; those with a comment "segmenter: sms"; of a file with a comment
"segmenter: file sms", all. `segmenter rules` lists what is looked for.
exit code: 0 if nothing fails; 1 if a finding does; 2 for wrong usage, a file
that cannot be read, or where no entry is a message (in a hook run: 0).
"""

FORMATS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit")
NO_MESSAGES = """\
no message in {what}, so nothing was checked; say which are:
  with --all, every entry of the files named
  in pyproject.toml: [[tool.segmenter.messages]] with files = ["sms/**"],
    or keys = ["sms.*"], contexts = [...], flags = [...]
  in the file: the flag sms, or a comment: segmenter: sms (of one entry),
    segmenter: file sms (of all)"""
NO_TEXTS = "no message in {what}, so nothing was checked: no entry has a text that is sent"


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this subcommand."""
    parser.add_argument("texts", nargs="*", metavar="PATH", help="a file, or a folder to look through")
    group = parser.add_argument_group("which entries")
    group.add_argument("--all", action="store_true", help="every entry of the files is a message")
    group.add_argument(
        "--stdin-filename", metavar="NAME", help="read standard input, as if it were the file NAME"
    )
    group.add_argument(
        "--force-exclude", action="store_true", help="leave out what exclude names, even if it is a PATH"
    )
    group = parser.add_argument_group("rules", "RULES are codes, their beginnings, or names, with commas:")
    for option, words in (
        ("--select", "only these; ALL are all"),
        ("--ignore", "not these, beside those of the configuration"),
    ):
        group.add_argument(option, type=_words, action="extend", metavar="RULES", help=words)
    group.add_argument(
        "--per-file-ignores",
        type=_per_file,
        action="append",
        default=[],
        metavar="GLOB:RULES",
        help="not these in files that match; may be repeated",
    )
    group.add_argument("--profile", metavar="NAME", help="whose limits and encoding: a profile, or FILE.toml")
    group.add_argument("--channel", type=str.lower, metavar="NAME", help="that the messages go by (sms)")
    group.add_argument("--max-segments", type=_number, metavar="N", help="how many a message may take")
    group.add_argument("--encoding", choices=("gsm-7", "any"), help="that every message must have")
    group = parser.add_argument_group("fixing", "Of a text nothing but what is replaced changes in the file:")
    group.add_argument("--fix", action="store_true", help="replace what only looks different, such as ’ by '")
    group.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    group.add_argument(
        "--unsafe-fixes", action="store_true", help="also what may change the sense, such as é for ě"
    )
    group.add_argument(
        "--fix-registered", action="store_true", help="also texts registered elsewhere (WhatsApp, DLT)"
    )
    group = parser.add_argument_group("run")
    group.add_argument("--config", metavar="FILE", help="this configuration for all files")
    group.add_argument("--baseline", metavar="FILE", help="leave out the findings that FILE holds")
    group.add_argument("--update-baseline", action="store_true", help="write what is found into the baseline")
    group.add_argument("--fail-level", choices=LEVELS, help="fail from this severity on (warning)")
    group.add_argument("--exit-zero", action="store_true", help="exit 0 whatever is found")
    group.add_argument(
        "--hook", action="store_true", help="be quiet where nothing is a message (so with PRE_COMMIT=1)"
    )
    group.add_argument(
        "--format", choices=FORMATS, default="full", metavar="FORMAT", help=f"{', '.join(FORMATS)}"
    )


def _words(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _per_file(words: str) -> tuple[str, tuple[str, ...]]:
    glob, colon, rules = words.rpartition(":")
    if not colon or not glob or not _words(rules):
        raise ArgumentTypeError(f"{words!r} is not GLOB:RULES, as 'old/**:SEG107,SEG103'")
    return glob, tuple(_words(rules))


def _number(words: str) -> int:
    if not words.isascii() or not words.isdecimal() or not 1 <= int(words[:9]) <= 255:
        raise ArgumentTypeError(f"{words!r} is not a whole number from 1 to 255")
    return int(words)


def run(arguments: Namespace) -> int:
    """Check the files named, and those of the folders named."""
    _refuse_contradictions(arguments)
    checker = Checker(arguments)
    checker.check_all()
    known = Baselines(arguments, checker.checked)
    if arguments.fix or arguments.diff:
        differences = list(checker.fix(known.is_new))
        if arguments.diff:
            return _shown(differences, checker, arguments)
        known = Baselines(arguments, checker.checked)
    if arguments.update_baseline:
        for words in known.update():
            outputs.complain(words)
    found = checker.run_of(known.is_new)
    outputs.write(_written(found, arguments.format))
    for words in (*checker.complaints, *known.stale(), *checker.notes()):
        outputs.complain(_on_one_line(words))
    if not found.messages and not found.broken:
        return _refuse_nothing(checker.what_was_seen(), arguments)
    _summarize(found)
    if found.broken:
        return 2
    return 1 if any(map(found.fails, found.findings)) and not arguments.exit_zero else 0


def _shown(differences: list[str], checker: Checker, arguments: Namespace) -> int:
    """Write what fixing would change."""
    outputs.write(differences)
    for words in (*checker.complaints, *checker.notes()):
        outputs.complain(_on_one_line(words))
    if checker.broken:
        return 2
    return 1 if differences and not arguments.exit_zero else 0


def _on_one_line(words: str) -> str:
    """Return words with the keys that they quote written as Python writes them: who reads lines gets one."""
    from ..report.display import visible

    return "".join(map(visible, words))


def _refuse_nothing(what: str, arguments: Namespace) -> int:
    """Say that nothing was a message: no success dressed up; in a hook run, where that is common, a note."""
    if is_hook(arguments):
        outputs.complain(f"note: no message in {what}, so nothing was checked")
        return 0
    outputs.complain((NO_TEXTS if arguments.all else NO_MESSAGES).format(what=what))
    return 2


def _refuse_contradictions(arguments: Namespace) -> None:
    if arguments.stdin_filename is not None and (arguments.texts or arguments.update_baseline):
        other = "a PATH" if arguments.texts else "--update-baseline"
        raise ArgumentTypeError(f"--stdin-filename checks standard input alone; leave out {other}")
    if arguments.stdin_filename is None and not arguments.texts:
        raise ArgumentTypeError("name a file or a folder to check, such as: segmenter check .")
    if arguments.fix and arguments.stdin_filename is not None:
        raise ArgumentTypeError("--fix writes to files; of standard input, --diff shows what it would change")
    if (arguments.unsafe_fixes or arguments.fix_registered) and not (arguments.fix or arguments.diff):
        raise ArgumentTypeError("--unsafe-fixes and --fix-registered say what --fix or --diff may change")
    if arguments.update_baseline and is_hook(arguments):
        raise ArgumentTypeError(
            "--update-baseline is not for a hook run, which sees only some of the files; run it by hand"
        )


def _written(found: FileRun, style: str) -> Iterable[str]:
    ascii_only = not outputs.output_is_utf8()
    if style in ("full", "concise"):
        from ..report.lint import concise_lines, full_lines

        return (full_lines if style == "full" else concise_lines)(found.findings, outputs.output_screen())
    if style in ("json", "jsonl"):
        from ..report.lint_json import run_json, run_json_lines

        if style == "jsonl":
            return run_json_lines(found, ascii_only=ascii_only)
        return [run_json(found, ascii_only=ascii_only)]
    if style == "sarif":
        from .. import __version__
        from ..report.sarif import run_sarif

        return [run_sarif(found, __version__, ascii_only=ascii_only)]
    from ..report.annotations import run_github, run_gitlab, run_junit

    if style == "gitlab":
        return [run_gitlab(found, ascii_only=ascii_only)]
    return (run_github if style == "github" else run_junit)(found)


def _summarize(found: FileRun) -> None:
    """Write the totals; to standard error, lest they be taken for findings."""
    from ..report.lint import summary_words

    if sys.stderr is not None:
        sys.stderr.write(summary_words(found) + "\n")
