"""Accounts: how a command reaches a provider's endpoints: its address, its keys and how long to try.

A key is never an argument. This module must not know any endpoint, or what is done with an answer.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from . import outputs
from .values import number

if TYPE_CHECKING:
    from ..providers.endpoints.calls import Call
    from ..providers.endpoints.client import EndpointClient
    from ..providers.endpoints.descriptions import ApiDescription, Endpoint
    from ..providers.endpoints.exchange import Waiting

__all__ = [
    "KEYS_HELP",
    "add_options",
    "base_url_of",
    "described",
    "endpoint_named",
    "opened",
    "show_requests",
]

KEYS_HELP = """\
Keys are read from the environment, from a file given with --keys that only you
can read (mode 600, a line NAME=KEY for each), or asked for on the terminal:
DEXATEL_API_KEY; WAVIX_API_KEY; SENDBLUE_API_API_KEY, SENDBLUE_API_API_SECRET.
They are never an argument, and are in no output, error or saved page.
"""

_LONGEST_SECONDS = 3600


def add_options(parser: ArgumentParser, *, repeats: bool = True) -> None:
    """Add the options that say how a provider is reached.

    Args:
        parser: of the command.
        repeats: whether its requests may be sent again.
    """
    group = parser.add_argument_group("account")
    group.add_argument("--keys", metavar="FILE", help="read the keys from a file of mode 600")
    group.add_argument("--base-url", metavar="URL", help="another address than the provider's own")
    group.add_argument(
        "--seconds",
        type=_seconds,
        default=60.0,
        metavar="NUMBER",
        help="the longest that an answer may take (default: 60)",
    )
    if repeats:
        group.add_argument(
            "--attempts",
            type=number("number", 1, 20),
            default=5,
            metavar="NUMBER",
            help="the most attempts at a request (default: 5)",
        )


def described(arguments: Namespace, example: str) -> tuple[ApiDescription, list[str]]:
    """Return the API of the provider that the first argument names, and the arguments after it.

    Raises:
        ArgumentTypeError: none is named, or none whose endpoints are known.
    """
    from ..files.words import did_you_mean
    from ..providers.endpoints.descriptions import API_NAMES, api
    from .inputs import argument_text

    words = [argument_text(words) for words in arguments.texts]
    if not words:
        raise ArgumentTypeError(f"name a provider, such as: {example}")
    if words[0] not in API_NAMES:
        near = did_you_mean(words[0], API_NAMES)
        raise ArgumentTypeError(
            f"no endpoints of {words[0]!r} are known; there are {', '.join(API_NAMES)}{near}"
        )
    return api(words[0]), words[1:]


def endpoint_named(description: ApiDescription, name: str, methods: tuple[str, ...]) -> Endpoint:
    """Return an endpoint of a provider by its name.

    Raises:
        ArgumentTypeError: it has no endpoint of that name with one of these methods.
    """
    known = [endpoint.name for endpoint in description.endpoints.values() if endpoint.method in methods]
    if name not in known:
        given = f"not {name!r}" if name else "and none is named"
        raise ArgumentTypeError(f"of {description.provider} there are {', '.join(known)}, {given}")
    return description.endpoints[name]


def base_url_of(description: ApiDescription, arguments: Namespace) -> str:
    """Return where requests go.

    Raises:
        ArgumentTypeError: it is not an address to send keys to.
    """
    from ..providers.endpoints.calls import CallError
    from ..providers.endpoints.client import checked_url

    try:
        return description.base_url if arguments.base_url is None else checked_url(arguments.base_url)
    except CallError as error:
        raise ArgumentTypeError(f"argument --base-url: {error}") from None


def show_requests(description: ApiDescription, arguments: Namespace, *calls: Call[Any]) -> None:
    """Write the method and the address of each request, which is not sent."""
    url = base_url_of(description, arguments)
    outputs.write(f"{call.endpoint.method} {call.request(url).url}\n" for call in calls)


def opened(description: ApiDescription, arguments: Namespace) -> EndpointClient:
    """Return a client for a provider; its keys are asked for where somebody sits at the terminal.

    Raises:
        SegmenterError: a key is missing or cannot be used.
    """
    from ..providers.endpoints.client import EndpointClient
    from ..providers.endpoints.keys import keys_of
    from ..providers.endpoints.patience import Patience

    base_url = base_url_of(description, arguments)  # before keys are asked for
    terminal = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
    keys = keys_of(description.credentials, path=arguments.keys, ask=_asked if terminal else None)
    return EndpointClient(
        description.provider,
        keys=keys,
        base_url=base_url,
        seconds=arguments.seconds,
        patience=Patience(attempts=getattr(arguments, "attempts", 1)),
        on_wait=_report_wait,
    )


def _asked(name: str) -> str:
    from getpass import getpass

    try:
        return getpass(f"{name}: ")
    except EOFError:
        return ""


def _report_wait(waiting: Waiting) -> None:
    outputs.complain(f"{waiting.problem}; trying again in {waiting.seconds:.3g} s")


def _seconds(words: str) -> float:
    try:
        seconds = float(words)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST_SECONDS:
        raise ArgumentTypeError(f"{words!r} is not a number of seconds from 0 to {_LONGEST_SECONDS:,}")
    return seconds
