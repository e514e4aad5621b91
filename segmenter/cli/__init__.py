"""The command: it finds the command asked for, runs it, and turns how the run ended into an exit code.

Each command is a module of this room with `add_options` and `run`, and only the one asked for is imported.
This room must not know what a text costs or how a value is shown.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # `signal` makes enumerations of it, which takes 0.6 ms
import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from .. import __version__
from ..errors import SegmenterError
from . import outputs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["COMMANDS", "EXIT_INTERRUPTED", "command_named", "main"]

COMMANDS = {
    "count": "how texts are encoded and how many segments they take",
    "split": "the segments of texts: what each holds and where it was cut",
    "explain": "which characters cost segments, and what to type instead",
    "fix": "replace characters that make texts cost more",
    "encode": "the octets of a text: TPDUs, SMPP, a modem's lines",
    "decode": "what octets from the air say, and what is wrong with them",
    "template": "the range of a template before its values are known",
    "fit": "fill a template so that it takes at most so many segments",
    "validate": "whether a channel and a provider accept a message, and why not",
    "profiles": "the profiles of providers, and your own",
    "profiles show": "one profile with its limits and their sources",
    "price": "what a message costs by a rate card, and why",
    "campaign": "what a template costs when sent to an audience",
    "rates check": "whether rate cards are right: overlaps, gaps, wrong cells",
    "audit": "whether a provider billed what was sent, and why not",
    "sql": "SQL that counts segments inside a database",
    "table": "add to a table what each of its messages takes",
    "serve": "the commands above over HTTP, for programs in any language",
    "page": "a page to type messages on, counted in the browser",
    "send": "the request that sends a message, checked; --really sends it",
    "fetch": "a provider's records of messages and campaigns",
    "delete": "delete messages at their provider, after asking",
    "mcp": "tools for agents, so that they know the cost before they send",
    "check": "check the messages in translation catalogs and templates",
    "lsp": "the same in an editor while they are written: a language server",
    "rules": "what check, validate, rates check and audit look for",
    "schema": "the JSON Schema of what the other commands print as JSON",
}
"""The commands and what they are for; the module of one is named like it, with `_` for a blank."""

# argparse looks on disk for a translation of each of its words: 2 ms of the start, and ours have none.
vars(argparse)["_"] = str

EXIT_USAGE = 2
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
EXIT_CLOSED_PIPE = 141  # 128 + SIGPIPE

DESCRIPTION = (
    "Know how a message is encoded, how many segments it takes and what it costs\nbefore you send it."
)
EPILOG = """\
examples:
  segmenter count "It’s on its way"
  segmenter count --lines --file messages.txt
  segmenter split --file message.txt

`segmenter COMMAND --help` shows the options of a command.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: the arguments after the command's name; by default the process's own.

    Returns:
        0; 1 where a text cannot be counted as requested; 2 for wrong usage or an unreadable file.
    """
    if sys.stdout is None:
        outputs.complain("standard output is closed")
        return EXIT_USAGE
    try:
        return _run_to_end(sys.argv[1:] if argv is None else list(argv))
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except OSError as error:  # from standard output: errors of files are SegmenterErrors
        outputs.abandon(sys.stdout)
        if isinstance(error, BrokenPipeError):
            return EXIT_CLOSED_PIPE
        outputs.complain(f"standard output: {error.strerror or error}")
        return EXIT_USAGE


def _run_to_end(argv: list[str]) -> int:
    outputs.prepare_output()
    try:
        code = _run(argv)
    except SystemExit as stop:  # argparse, after help or a usage error
        code = stop.code if isinstance(stop.code, int) else 0
    except SegmenterError as error:
        from ..files import UndecodableFileError

        unclear = isinstance(error, UndecodableFileError) and not error.remedy
        outputs.complain(f"{error}{'; name the encoding with --input-encoding' * unclear}")
        code = EXIT_USAGE
    sys.stdout.flush()
    return code


def _run(argv: list[str]) -> int:
    words = next((words for words in (2, 1) if " ".join(argv[:words]) in COMMANDS), 0)
    if not words:
        return _run_without_command(argv)
    parser, run = command_named(" ".join(argv[:words]))
    arguments = _parse(parser, argv[words:])
    if limit := getattr(arguments, "read_limit", None):
        from ..files.octets import raised_limit  # here: most runs read no file

        before = raised_limit.set(limit)
    ends = _signal.getsignal(_signal.SIGINT) == _signal.SIG_DFL  # as `__main__` has it until now
    try:
        if ends:
            _signal.signal(_signal.SIGINT, _signal.default_int_handler)
        return run(arguments)
    except argparse.ArgumentTypeError as error:
        parser.error(str(error))
    finally:
        if limit:
            raised_limit.reset(before)
        if ends:
            _signal.signal(_signal.SIGINT, _signal.SIG_DFL)


def command_named(name: str) -> tuple[argparse.ArgumentParser, Callable[[argparse.Namespace], int]]:
    """Return the parser of a command, and what runs it."""
    # Imported by name, so that starting one command does not import the others.
    command = import_module(f".{name.replace(' ', '_')}", __name__)
    parser = _Parser(f"segmenter {name}", command.DESCRIPTION, command.EPILOG)
    command.add_options(parser)
    if parser.reads_whole():
        words = "the most to read of a file held in memory (see Limits)"
        parser.add_argument("--read-limit", type=_mebibytes, metavar="MIB", help=words)
    return parser, command.run


_READ_WHOLE = frozenset(["files", "config", "baseline", "profile", "rates", "body"])
"""Options that name files which are held in memory, within a limit."""


def _mebibytes(words: str) -> int:
    if not words.isdecimal() or not 0 < int(words) <= 1 << 20:
        raise argparse.ArgumentTypeError(f"{words!r} is not a number of MiB from 1 to 1,048,576")
    return int(words) << 20


def _run_without_command(argv: list[str]) -> int:
    """Show the commands, or those that begin with the word given."""
    names = [name for name in COMMANDS if argv and name.startswith(f"{argv[0]} ")]
    listing = "".join(f"  {name:<15}{COMMANDS[name]}\n" for name in names or COMMANDS)
    parser = _Parser("segmenter", DESCRIPTION, f"commands:\n{listing}\n{EPILOG}")
    parser.usage = f"segmenter {' | '.join(names) or 'COMMAND'} [options] [arguments]"
    parser.add_argument("--version", action=_Version, nargs=0, help="show the versions that decide counts")
    if names:
        parser.parse_args([word for word in argv[1:] if word in ("-h", "--help")])
        parser.error(f"{argv[0]!r} is not a whole command; write {' or '.join(map(repr, names))}")
    if argv:
        if not argv[0].startswith("-"):
            from ..files.words import did_you_mean

            parser.error(f"there is no command {argv[0]!r}{did_you_mean(argv[0], COMMANDS)}")
        parser.parse_args(argv)
        parser.error("the command comes first")
    outputs.write_error(parser.format_help())
    return EXIT_USAGE


def _parse(parser: argparse.ArgumentParser, argv: list[str]) -> argparse.Namespace:
    """Parse options and texts in any order; everything after ``--`` is a text, even ``--help``."""
    end = argv.index("--") if "--" in argv else len(argv)
    arguments, unknown = parser.parse_known_intermixed_args(argv[:end])
    if unknown:  # without their values: one may be a secret that somebody tried to give
        names = " ".join(word.partition("=")[0] for word in unknown if word.startswith("-"))
        parser.error(f"unrecognized arguments: {names}")
    arguments.texts += argv[end + 1 :]
    return arguments


class _Version(argparse.Action):
    """Prints the version, and that of Unicode, which decides what a grapheme cluster is."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        try:
            from regex import __version__ as regex

            from ..core.clusters import unicode_version

            clusters = f"grapheme clusters of Unicode {unicode_version()}, by regex {regex}"
        except ImportError:
            clusters = "no grapheme clusters: regex is not installed"
        outputs.write([f"segmenter {__version__}\n{clusters}\n"])
        parser.exit()


class _Parser(argparse.ArgumentParser):
    """A parser that is quick to build and reports errors in two lines."""

    def __init__(self, prog: str, description: str, epilog: str) -> None:
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            allow_abbrev=False,
            # Without a width argparse imports shutil and asks for the terminal's width at every option.
            formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=80),
        )

    def reads_whole(self) -> bool:
        """Return whether an option names a file that is held in memory."""
        return any(action.dest in _READ_WHOLE for action in self._actions)

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is sys.stdout:  # argparse would take no notice of a full disk
            outputs.write([message])
        else:
            outputs.write_error(message)

    def format_help(self) -> str:
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        return super().format_help()

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        """Return an option's value; a choice may be spelled in any way."""
        if action.choices is not None:
            from ..spelling import chosen

            arg_string = str(chosen(arg_string, action.choices) or arg_string)
        return super()._get_value(action, arg_string)

    def error(self, message: str) -> NoReturn:
        from ..report.display import Screen, shown  # what was typed may hold anything

        self.exit(EXIT_USAGE, f"{self.prog}: {shown(message, Screen())}\ntry: {self.prog} --help\n")
