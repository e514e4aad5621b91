"""``segmenter lsp``: a language server for editors, on standard input and output.

Connects the options and streams to the server. It must not know the protocol.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Show in an editor what messages take, and what check finds, as you write."
EPILOG = """\
examples:
  segmenter lsp
  segmenter lsp --config segmenter.toml

An editor starts this command and speaks the Language Server Protocol with it;
typed by hand it waits for an editor. Which entries are messages, and what they
are checked for, is configured as for `segmenter check`.
exit code: 0 if the editor shut it down; 1 if it just went away; 2 for wrong
usage, or if the extra lsp is not installed.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.set_defaults(texts=[])
    parser.add_argument("--all", action="store_true", help="treat every entry of the files as a message")
    parser.add_argument("--config", metavar="FILE", help="use this configuration for all files")
    parser.add_argument(
        "--rules-url",
        metavar="URL",
        default="",
        help="link findings to this copy of the page Rules of check (default: a file of each rule's text)",
    )
    parser.add_argument("--stdio", action="store_true", help="accepted and ignored: it is the only way")


def run(arguments: Namespace) -> int:
    """Serve one editor."""
    from ..errors import MissingExtraError

    if sys.stdin is None:
        raise ArgumentTypeError("standard input is closed")
    try:
        from ..lsp.server import Server, serve
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise MissingExtraError("pygls", "lsp", "the language server") from None
    from ..lsp.pages import RulePages

    pages = RulePages(arguments.rules_url)
    with _protocol_alone() as stdout:
        server = Server(pages, config=arguments.config or "", everything=arguments.all)
        return serve(server, sys.stdin.buffer, stdout)


@contextmanager
def _protocol_alone() -> Iterator[BinaryIO]:
    """Keep standard output for the protocol: whatever else is written to descriptor 1 goes to standard error.

    Some clients stop at the first octet that is not of the protocol.
    """
    sys.stdout.flush()
    own = sys.stdout.fileno()
    kept = os.dup(own)
    elsewhere = os.open(os.devnull, os.O_WRONLY) if sys.stderr is None else os.dup(sys.stderr.fileno())
    os.dup2(elsewhere, own)
    os.close(elsewhere)
    try:
        with os.fdopen(os.dup(kept), "wb") as stream:
            yield stream
    finally:
        sys.stdout.flush()
        os.dup2(kept, own)
        os.close(kept)
