"""The command: it finds the subcommand asked for and turns how the run ended into an exit code.

Each subcommand is a module of this room with `add_options` and `run`, and only the one asked for is imported;
what a text costs and how a value reads as text is the business of other rooms.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from .. import __version__
from ..errors import SegmenterError
from ..files import UndecodableFileError
from .outputs import abandon_output, complain, prepare_output

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["main"]

COMMANDS = {
    "count": "how texts are encoded and how many segments they take",
    "split": "the segments of texts: what each holds and where it was cut",
    "explain": "why texts cost what they cost, and what to type instead",
    "fix": "texts in, cheaper texts out: what GSM-7 lacks is replaced",
    "template": "the range of a template before its values are known",
    "validate": "whether channel and provider will take a message, and why not",
    "profiles": "the providers whose rules are known, and yours; what each holds",
    "price": "what a message costs by a rate card, and why",
    "campaign": "what a template costs sent to an audience",
    "rates": "whether a rate card is right: overlaps, gaps, wrong cells",
    "check": "message texts in files: templates and translation catalogs",
    "rules": "what check, validate and rates check look for, with examples",
}
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
EXIT_CLOSED_PIPE = 141  # 128 + SIGPIPE

DESCRIPTION = "How a message will be encoded and how many segments it takes, before it is sent."
EPILOG = """\
examples:
  segmenter count "It’s on its way"
  segmenter count --lines --file messages.txt
  segmenter split --file message.txt

`segmenter COMMAND --help` tells more.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: the arguments after the command's name; by default the process's own.

    Returns:
        0; 1 where a text cannot be counted as asked; 2 for wrong usage or an unreadable file.
    """
    if sys.stdout is None:
        complain("standard output is closed")
        return EXIT_USAGE
    try:
        return _run_to_end(sys.argv[1:] if argv is None else list(argv))
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except OSError as error:  # of standard output: the files' own are SegmenterErrors
        abandon_output()
        if isinstance(error, BrokenPipeError):
            return EXIT_CLOSED_PIPE
        complain(f"standard output: {error.strerror or error}")
        return EXIT_USAGE


def _run_to_end(argv: list[str]) -> int:
    prepare_output()
    try:
        code = _run(argv)
    except SystemExit as stop:  # argparse, after help or a usage error
        code = stop.code if isinstance(stop.code, int) else 0
    except SegmenterError as error:
        hint = "; name the encoding with --input-encoding" if isinstance(error, UndecodableFileError) else ""
        complain(f"{error}{hint}")
        code = EXIT_USAGE
    sys.stdout.flush()
    return code


def _run(argv: list[str]) -> int:
    if not argv or argv[0] not in COMMANDS:
        return _run_without_command(argv)
    # Imported by name, so that the import of one command is not the start-up cost of all.
    command = import_module(f".{argv[0]}", __name__)
    parser = _Parser(f"segmenter {argv[0]}", command.DESCRIPTION, command.EPILOG)
    command.add_options(parser)
    arguments = _parse(parser, argv[1:])
    run: Callable[[argparse.Namespace], int] = command.run
    try:
        return run(arguments)
    except argparse.ArgumentTypeError as error:
        parser.error(str(error))


def _run_without_command(argv: list[str]) -> int:
    listing = "".join(f"  {name:<10}{purpose}\n" for name, purpose in COMMANDS.items())
    parser = _Parser("segmenter", DESCRIPTION, f"commands:\n{listing}\n{EPILOG}")
    parser.usage = "segmenter COMMAND [options] [TEXT ...]"
    parser.add_argument("command", metavar="COMMAND", choices=COMMANDS, help="one of the commands below")
    parser.add_argument("--version", action="version", version=f"segmenter {__version__}")
    if argv:
        if not argv[0].startswith("-") and (known := _nearest(argv[0])):
            parser.error(f"there is no command {argv[0]!r}; did you mean {known!r}?")
        parser.parse_args(argv)
        parser.error("the command comes first")
    parser.print_help(sys.stderr)
    return EXIT_USAGE


def _nearest(word: str) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, COMMANDS, n=1)), None)


def _parse(parser: argparse.ArgumentParser, argv: list[str]) -> argparse.Namespace:
    """Parse options and texts in any order; what follows ``--`` are texts, even ``--help``."""
    end = argv.index("--") if "--" in argv else len(argv)
    arguments = parser.parse_intermixed_args(argv[:end])
    arguments.texts += argv[end + 1 :]
    return arguments


class _Parser(argparse.ArgumentParser):
    """A parser that is quick to build and complains in two lines."""

    def __init__(self, prog: str, description: str, epilog: str) -> None:
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            allow_abbrev=False,
            # Without a width argparse imports shutil, to ask for the terminal's at every option.
            formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=80),
        )

    def format_help(self) -> str:
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_USAGE, f"{self.prog}: {message}\ntry: {self.prog} --help\n")
