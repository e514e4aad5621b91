"""``segmenter profiles``: which profiles there are, the user's own among them.

Connects the look-up to its report. It must not know what a profile means.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial

from . import outputs

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "List the profiles of providers, and your own."
EPILOG = """\
examples:
  segmenter profiles
  segmenter profiles --format json | jq '.[].name'
  segmenter profiles show dexatel

Your own profiles are tables [tool.segmenter.profiles.NAME] in a pyproject.toml,
here or in the nearest folder above that has any, or TOML files:
  extends = "dexatel"
  prefix = "Acme: "
exit code: 0; 2 for wrong usage or a profile that is not valid.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="show NAME", help="show one profile in full")
    outputs.add_options(parser, "text", "json")


def run(arguments: Namespace) -> int:
    """List the profiles."""
    if arguments.texts:
        raise ArgumentTypeError(f"to show one profile, write: segmenter profiles show {arguments.texts[-1]}")
    from ..providers import PROFILES, profile
    from ..providers.custom import nearest_pyproject, profiles_in
    from ..report.profiles import Listed, profile_list, profile_list_fields

    listed = [Listed(profile(name)) for name in PROFILES]
    if file := nearest_pyproject():
        listed += [Listed(own, str(file)) for own in profiles_in(file).values()]
    outputs.write_as(arguments.format, partial(profile_list, listed), partial(profile_list_fields, listed))
    return 0
