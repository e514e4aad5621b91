"""``segmenter profiles``: which profiles there are, the user's own among them, and what one holds.

Joins the look-up to its looks; what a profile means is not known here.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from . import outputs

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "List the profiles of providers, or show one with its limits and their sources."
EPILOG = """\
examples:
  segmenter profiles
  segmenter profiles show dexatel
  segmenter profiles show acme.toml
  segmenter profiles show twilio --format json | jq '.channels.sms.limits'

Your own profiles are tables [tool.segmenter.profiles.NAME] of pyproject.toml,
in this folder or the nearest one above it that has any, or TOML files:
  extends = "dexatel"
  prefix = "Acme: "
exit code: 0; 2 for wrong usage, an unknown profile or one that is not valid.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this subcommand."""
    parser.usage = f"{parser.prog} [show NAME|FILE.toml] [--format text|json]"
    parser.add_argument(
        "texts",
        nargs="*",
        metavar="show NAME|FILE.toml",
        help="show one profile in full; without it, list all",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text for people (the default), or JSON"
    )


def run(arguments: Namespace) -> int:
    """List profiles, or show one."""
    words = arguments.texts
    if words and (words[0] != "show" or len(words) != 2):
        name = words[-1] if words[-1] != "show" else "NAME"
        raise ArgumentTypeError(f"write show and the name of one profile, such as: show {name}")
    outputs.write(_shown(words[1], arguments.format) if words else _listed(arguments.format))
    return 0


def _shown(name: str, style: str) -> list[str]:
    from ..providers.custom import find_profile
    from ..report.profiles import profile_json, profile_text

    profile = find_profile(name)
    if style == "json":
        return [profile_json(profile, ascii_only=not outputs.output_is_utf8())]
    return [profile_text(profile, outputs.output_screen())]


def _listed(style: str) -> list[str]:
    from ..providers import PROFILES, profile
    from ..providers.custom import nearest_pyproject, profiles_in
    from ..report.profiles import Listed, profile_list, profile_list_json

    listed = [Listed(profile(name)) for name in PROFILES]
    if file := nearest_pyproject():
        listed += [Listed(own, str(file)) for own in profiles_in(file).values()]
    if style == "json":
        return [profile_list_json(listed, ascii_only=not outputs.output_is_utf8())]
    return list(profile_list(listed, outputs.output_screen()))
