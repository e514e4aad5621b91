"""``segmenter page``: the page to try messages on, written into a folder.

Connects the options to what writes it. It must not know what the page holds.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from . import cards, outputs, policies

if TYPE_CHECKING:
    from ..serve.page.answers import TeamTemplate

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Write a page where messages are typed and counted in the browser, no server."
EPILOG = """\
examples:
  segmenter page public/sms
  segmenter page public/sms --profile dexatel --rates rates.csv
  segmenter page public/sms --pyodide node_modules/pyodide

The folder is static files for any web server; try them with
`python3 -m http.server --directory DIR`. Python in the browser is Pyodide: npm
brings it, once, or --pyodide names an unpacked package. The profile, the rate
card and the templates are in the page, and anyone who opens it can read them.
exit code: 0; 2 for wrong usage, an unreadable file, or where the page cannot be
written.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "texts", nargs="*", metavar="DIR", help="a new or empty folder, or one with a page written before"
    )
    words = "the unpacked npm package pyodide (default: npm brings it)"
    parser.add_argument("--pyodide", metavar="DIR", help=words)
    group = parser.add_argument_group("of your team")
    policies.add_profile(group, "the provider that is chosen at the beginning, a built-in one or yours")
    cards.add_card(group)
    words = "a catalog whose messages are offered as templates"
    group.add_argument("--templates", metavar="FILE", help=words)


def run(arguments: Namespace) -> int:
    """Write the page."""
    from ..serve.page.building import build

    if len(arguments.texts) != 1:
        raise ArgumentTypeError("name one folder to write the page into")
    (folder,) = arguments.texts
    octets = build(
        folder,
        pyodide=arguments.pyodide,
        team=policies.profile_named(arguments.profile),
        rates=cards.card_of(arguments) if arguments.rates else None,
        templates=_templates(arguments.templates) if arguments.templates else (),
    )
    outputs.write([f"wrote {folder}, {octets / 1e6:.1f} MB; serve it with any web server\n"])
    return 0


def _templates(path: str) -> list[TeamTemplate]:
    from ..catalogs import read
    from ..serve.page.answers import TeamTemplate

    return [
        TeamTemplate(
            " ".join(filter(None, (entry.key, entry.locale, entry.variant))),
            entry.text,
            entry.syntax or "brace",
        )
        for entry in read(path).entries
    ]
