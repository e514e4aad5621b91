"""``segmenter serve``: the HTTP service.

Connects the options to the application and its server. It must not know what a request asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import cards, outputs, policies
from .values import number

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ..channels.profiles import Profile
    from ..serve.operations import Knowledge

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "known_of", "run"]

DESCRIPTION = "Answer over HTTP what the other commands answer, for programs in any language."
EPILOG = """\
examples:
  segmenter serve
  segmenter serve --port 8080 --rates rates.csv --profile dexatel
  curl -s localhost:8000/count -d '{"texts": ["It’s on its way"]}'

POST /count, /split, /explain, /substitute, /validate, /template and /price take
many texts a request; GET /openapi.json describes them; / is a page to type
messages on. There is no access
control: --host 0.0.0.0 lets everyone in who reaches this machine.
exit code: 0 after SIGTERM or an interrupt; 2 for wrong usage, an unreadable
file or an address that cannot be used.
"""


class _Limit(NamedTuple):
    """One of the numbers that bound what the service does."""

    what: str
    unit: str
    least: int
    most: int
    default: int
    words: str


_LIMITS = {
    "--body-limit": _Limit("size", "KIB", 1, 1 << 20, 1024, "the largest body of a request"),
    "--time-limit": _Limit("time", "SECONDS", 1, 3600, 10, "the longest an answer may take"),
    "--requests": _Limit("number", "NUMBER", 1, 100_000, 256, "the most that are answered at once"),
    "--drain": _Limit("time", "SECONDS", 0, 3600, 2, "how long requests are still taken after SIGTERM"),
}


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.set_defaults(texts=[])
    group = parser.add_argument_group("address")
    group.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="where to listen (default: 127.0.0.1, this machine alone)",
    )
    group.add_argument(
        "--port",
        type=number("port", 0, 65535),
        default=8000,
        metavar="NUMBER",
        help="0 takes any free one (default: 8000)",
    )
    group = parser.add_argument_group("what requests need not name")
    policies.add_profile(group, "the profile of requests that name none")
    cards.add_card(group, "the rate card of /price")
    group = parser.add_argument_group("limits")
    for option, limit in _LIMITS.items():
        group.add_argument(
            option,
            type=number(limit.what, limit.least, limit.most),
            default=limit.default,
            metavar=limit.unit,
            help=f"{limit.words} (default: {limit.default})",
        )


def run(arguments: Namespace) -> int:
    """Serve until the process is asked to end."""
    from ..serve.application import Limits, application
    from ..serve.server import serve

    known = known_of(arguments)
    limits = Limits(arguments.body_limit << 10, arguments.time_limit, arguments.requests)
    app = application(known, limits, report=outputs.complain)

    def listening(url: str) -> None:
        outputs.write_at_once(f"listening on {url}; interrupt to stop\n")

    grace = arguments.time_limit
    serve(
        app, host=arguments.host, port=arguments.port, drain=arguments.drain, grace=grace, listening=listening
    )
    return 0


def known_of(arguments: Namespace) -> Knowledge:
    """Return the profiles and the rate card that the options name."""
    from ..serve.operations import Knowledge

    card = cards.card_of(arguments) if arguments.rates else None
    usual = policies.profile_named(arguments.profile)
    return Knowledge.of([*_own_profiles(), *([usual] if usual else [])], card, usual)


def _own_profiles() -> list[Profile]:
    from ..providers.custom import nearest_pyproject, profiles_in

    file = nearest_pyproject()
    return list(profiles_in(file).values()) if file else []
