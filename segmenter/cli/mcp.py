"""``segmenter mcp``: tools for agents, on standard input and output.

Connects the options to the tools. It must not know the protocol.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from . import cards, policies
from .serve import known_of

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Offer preview, fix, fit, validate and price as tools to an agent (MCP)."
EPILOG = """\
examples:
  segmenter mcp
  segmenter mcp --rates rates.csv --profile twilio

An agent's program starts this command and speaks the Model Context Protocol
with it; typed by hand it waits for one. Nothing that is asked is written down.
exit code: 0 when the agent closes standard input; 2 for wrong usage, an
unreadable file, or if the extra mcp is not installed.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.set_defaults(texts=[])
    group = parser.add_argument_group("what requests need not name")
    policies.add_profile(group, "the profile of requests that name none")
    cards.add_card(group, "the rate card of price")


def run(arguments: Namespace) -> int:
    """Serve one agent."""
    from ..errors import MissingExtraError

    if sys.stdin is None:
        raise ArgumentTypeError("standard input is closed")
    known = known_of(arguments)
    try:
        from ..serve.agents import agents_server
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("mcp", "pydantic"):
            raise
        raise MissingExtraError("mcp", "mcp", "the server for agents") from None
    agents_server(known).run("stdio")
    return 0
