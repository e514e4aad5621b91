"""``segmenter profiles show``: what one profile holds.

Connects the look-up to its report. It must not know what a profile means.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial

from . import outputs

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Show a profile with its limits and their sources."
EPILOG = """\
examples:
  segmenter profiles show dexatel
  segmenter profiles show acme.toml
  segmenter profiles show twilio --format json | jq '.channels.sms.limits'

exit code: 0; 2 for wrong usage, an unknown profile or one that is not valid.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="NAME", help="a profile, or a FILE.toml")
    outputs.add_options(parser, "text", "json")


def run(arguments: Namespace) -> int:
    """Show the profile."""
    if len(arguments.texts) != 1:
        raise ArgumentTypeError("name one profile, such as: segmenter profiles show dexatel")
    from ..providers.custom import find_profile
    from ..report.profiles import profile_text

    profile = find_profile(arguments.texts[0])
    outputs.write_as(arguments.format, partial(profile_text, profile), profile.as_dict, indent=2)
    return 0
