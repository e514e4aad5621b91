"""``segmenter check``: message texts in files, checked where they live.

Connects files, configuration and baseline to the check and its reports. It must not know what is wrong.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial
from typing import TYPE_CHECKING

from ..report.runs import FORMATS
from . import outputs, policies
from .baselines import Baselines
from .checker import LEVELS, Checker, is_hook
from .values import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import NamedTuple

    from ..channels.findings import FileRun
    from ..lint.inventory import ListedMessage
    from ..report.display import Screen

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Check the message texts in translation catalogs and templates."
EPILOG = """\
examples:
  segmenter check locales/
  segmenter check --all --max-segments 1 sms/fr.json
  segmenter check locales/ --baseline known.json --update-baseline
  segmenter check --stdin-filename sms/fr.po < sms/fr.po

An entry is a message if [[tool.segmenter.messages]] of the nearest
pyproject.toml (or [[messages]] of a segmenter.toml) selects it by files, keys,
contexts or flags; if it has the flag sms, max-segments:N or max-length:N, the
context sms, or a comment "segmenter: sms"; or if its file has a comment
"segmenter: file sms". `segmenter rules` lists the rules.
exit code: 0 if nothing fails; 1 if a finding fails; 2 for wrong usage, a file
that cannot be read, or no message at all (with --hook or PRE_COMMIT=1: where
no table of messages matches any file that git tracks).
"""

NO_MESSAGES = """\
no message in {what}, so nothing was checked; to select messages:
  with --all, every entry of the files named
  in pyproject.toml: [[tool.segmenter.messages]] with files = ["sms/**"],
    or keys = ["sms.*"], contexts = [...], flags = [...]
  in the file: the flag sms, or a comment: segmenter: sms (one entry),
    segmenter: file sms (every entry)"""
NOTHING_SELECTED = """\
the hook fails until every table of [[tool.segmenter.messages]] matches something;
  correct the globs, or set nothing_to_check = true in [tool.segmenter]"""
NO_TEXTS = "no message in {what}, so nothing was checked: no entry has a text to send"


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="PATH", help="a file, or a folder to search")
    group = parser.add_argument_group("which entries")
    group.add_argument("--all", action="store_true", help="treat every entry of the files as a message")
    group.add_argument("--stdin-filename", metavar="NAME", help="read standard input as if it were file NAME")
    group.add_argument("--force-exclude", action="store_true", help="apply exclude to each PATH as well")
    group = parser.add_argument_group("rules", "RULES are codes, beginnings of codes, or names, with commas:")
    for option, words in (("--select", "use only these (or ALL)"), ("--ignore", "do not use these")):
        group.add_argument(option, type=_words, action="extend", metavar="RULES", help=words)
    group.add_argument(
        "--per-file-ignores",
        type=_per_file,
        action="append",
        default=[],
        metavar="GLOB:RULES",
        help="do not use these in matching files; repeatable",
    )
    policies.add_profile(group, "whose limits and encoding apply: a profile or a FILE.toml")
    policies.add_channel(group, "how the messages are sent (default: sms)")
    group.add_argument(
        "--max-segments",
        type=number("whole number", 1, 255),
        metavar="N",
        help="the most segments of a message",
    )
    group.add_argument("--encoding", choices=("gsm-7", "any"), help="the encoding every message must have")
    group = parser.add_argument_group("fixing", "Fixes change nothing in a file but the characters replaced:")
    group.add_argument("--fix", action="store_true", help="replace lookalikes, such as ’ with '")
    group.add_argument("--diff", action="store_true", help="show what --fix would change")
    group.add_argument("--unsafe-fixes", action="store_true", help="also replace letters, such as ě with é")
    group.add_argument("--fix-registered", action="store_true", help="also fix texts registered elsewhere")
    group = parser.add_argument_group("run")
    group.add_argument("--config", metavar="FILE", help="use this configuration for all files")
    group.add_argument("--baseline", metavar="FILE", help="ignore the findings recorded in FILE")
    group.add_argument("--update-baseline", action="store_true", help="record all findings in the baseline")
    group.add_argument("--fail-level", choices=LEVELS, help="the lowest severity that fails (warning)")
    group.add_argument("--exit-zero", action="store_true", help="exit 0 even if there are findings")
    group.add_argument("--hook", action="store_true", help="accept files without messages")
    group.add_argument("--list", action="store_true", help="list every message instead of checking")
    group.add_argument(
        "--statistics", action="store_true", help="count findings by rule; with --list, messages by locale"
    )
    group.add_argument(
        "--output-file",
        action="append",
        default=[],
        type=_output_file,
        metavar="FORMAT:FILE",
        help="also write the report to FILE in FORMAT; repeatable",
    )
    outputs.add_options(parser, *FORMATS, "csv")


def _words(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _output_file(words: str) -> tuple[str, str]:
    style, _, path = words.partition(":")
    if style not in FORMATS or not path:
        raise ArgumentTypeError(f"{words!r} is not FORMAT:FILE, such as sarif:report.sarif")
    return style, path


def _per_file(words: str) -> tuple[str, tuple[str, ...]]:
    glob, colon, rules = words.rpartition(":")
    if not colon or not glob or not _words(rules):
        raise ArgumentTypeError(f"{words!r} is not GLOB:RULES, such as 'old/**:SEG107,SEG103'")
    return glob, tuple(_words(rules))


def run(arguments: Namespace) -> int:
    """Check the files named, and those in the folders named."""
    _refuse_contradictions(arguments)
    if arguments.stdin_filename is None and not arguments.texts:
        arguments.texts = ["."]
    checker = Checker(arguments)
    checker.check_all()
    if arguments.list:
        return _list(checker, arguments)
    known = Baselines(arguments, checker.checked)
    if arguments.fix or arguments.diff:
        differences = list(checker.fix(known.is_new))
        if arguments.diff:
            outputs.write(differences, exact=True)
            _complain(*checker.complaints, *checker.notes())
            return _exit_code(arguments, fails=bool(differences), broken=bool(checker.broken))
        known = Baselines(arguments, checker.checked)
    if arguments.update_baseline:
        for words in known.update():
            outputs.complain(words)
    result = checker.run_of(known.is_new)
    if arguments.statistics:
        _write_statistics(result, arguments)
    else:
        outputs.write_run(result, arguments.format)
    for style, path in arguments.output_file:
        outputs.write_run(result, style, path)
    _complain(*checker.complaints, *known.stale(), *checker.notes())
    hooked = is_hook(arguments) and not arguments.all
    problems = checker.uncovered(several=not hooked) if hooked or not arguments.all else []
    _complain(*(f"{'' if hooked else 'note: '}{problem}" for problem in problems))
    if problems and hooked:
        outputs.complain(NOTHING_SELECTED, lines=True)
        return 2
    if not result.messages and not result.broken and not hooked:
        return _refuse_nothing(checker.what_was_seen(), arguments)
    _summarize(result, fixed=arguments.fix)
    fails = any(map(result.fails, result.findings))
    return _exit_code(arguments, fails=fails, broken=bool(result.broken))


def _list(checker: Checker, arguments: Namespace) -> int:
    """Write the inventory."""
    from ..report.inventory import inventory_csv, inventory_text

    messages = checker.inventory()
    if arguments.statistics:
        _write_statistics(messages, arguments)
    else:
        text, csv = partial(inventory_text, messages), partial(inventory_csv, messages)
        _write_rows(messages, text, csv, arguments)
    _complain(*checker.complaints, *checker.notes())
    if not messages and not checker.broken:
        return _refuse_nothing(checker.what_was_seen(), arguments)
    return 2 if checker.broken else 0


def _write_statistics(counted: FileRun | list[ListedMessage], arguments: Namespace) -> None:
    """Write how many findings each rule has, or how many messages each locale has."""
    from ..lint.statistics import of_findings, of_messages
    from ..report.statistics import statistics_csv, statistics_text

    statistics = of_messages(counted) if isinstance(counted, list) else of_findings(counted)
    text, csv = partial(statistics_text, statistics), partial(statistics_csv, statistics)
    _write_rows(statistics.rows, text, csv, arguments)


def _write_rows(
    rows: Iterable[NamedTuple],
    text: Callable[[Screen], Iterable[str]],
    csv: Callable[..., Iterable[str]],
    arguments: Namespace,
) -> None:
    """Write a table; as JSON an array with an object for each row."""
    outputs.write_as(
        arguments.format,
        text,
        lambda: [row._asdict() for row in rows],
        csv=partial(csv, safe=arguments.spreadsheet_safe),
    )


def _exit_code(arguments: Namespace, *, fails: bool, broken: bool) -> int:
    return 2 if broken else 1 if fails and not arguments.exit_zero else 0


def _complain(*sentences: str) -> None:
    """Write each on one line: characters that would break it are written as Python escapes."""
    for words in sentences:
        outputs.complain(words)


def _refuse_nothing(what: str, arguments: Namespace) -> int:
    """Report that there was no message, which is an error unless a hook gets only some of the files."""
    from ..report.display import Screen, shown

    words = (NO_TEXTS if arguments.all else NO_MESSAGES).format(what=shown(what, Screen()))
    outputs.complain(words, lines=True)
    return 2


def _refuse_contradictions(arguments: Namespace) -> None:
    if arguments.stdin_filename is not None and (arguments.texts or arguments.update_baseline):
        other = "a PATH" if arguments.texts else "--update-baseline"
        raise ArgumentTypeError(f"--stdin-filename checks only standard input; leave out {other}")
    tables = [option for option in ("list", "statistics") if getattr(arguments, option)]
    if tables and arguments.format not in ("full", "csv", "json"):
        raise ArgumentTypeError(f"--{tables[0]} writes text, or --format csv or json")
    if arguments.format == "csv" and not tables:
        raise ArgumentTypeError("--format csv is for --list and --statistics")
    if arguments.statistics and arguments.diff:
        raise ArgumentTypeError("--diff writes a diff; leave out --statistics")
    if arguments.list and (arguments.fix or arguments.diff or arguments.update_baseline):
        raise ArgumentTypeError("--list changes nothing; leave out --fix, --diff and --update-baseline")
    if arguments.fix and arguments.stdin_filename is not None:
        raise ArgumentTypeError(
            "--fix rewrites files; use --diff to see what it would change in standard input"
        )
    if (arguments.unsafe_fixes or arguments.fix_registered) and not (arguments.fix or arguments.diff):
        raise ArgumentTypeError("--unsafe-fixes and --fix-registered need --fix or --diff")
    if arguments.update_baseline and is_hook(arguments):
        raise ArgumentTypeError("a hook run sees only some files; run --update-baseline by hand")


def _summarize(result: FileRun, *, fixed: bool) -> None:
    """Write the totals to standard error, where they cannot be taken for findings."""
    from ..report.lint import summary_words

    outputs.write_error(summary_words(result, fixed=fixed) + "\n")
