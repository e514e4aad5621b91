"""``segmenter fit``: a template filled in so that it takes at most a given number of segments.

Connects the options to the templates room. It must not know how values are shortened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import inputs, outputs, policies, variables
from .values import add_named, number

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Fill a template so that it takes at most so many segments, by shortening values."
EPILOG = """\
examples:
  segmenter fit "Hi {name}, {note}" --value name=Zoe --value note="$NOTE" \\
      --shorten note
  segmenter fit --file alert.txt --value service=api --value text="$TEXT" \\
      --segments 2 --shorten text --floor text=20 --optional link

Values are shortened in the order of --shorten, no further than needed, at the
end of a word where one is long enough. The text is the only line of output
unless --format json is given.
exit code: 0 if it fits; 1 if it does not; 2 for wrong usage, a malformed
template or an unreadable file.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="TEXT", help="the template; - reads standard input")
    group = parser.add_argument_group("template")
    inputs.add_files(group, "read the template from PATH")
    inputs.add_line_break(group, "template")
    variables.add_syntax(group)
    group = parser.add_argument_group("values")
    count = number("whole number", 1, 10**9)
    add_named(group, "--value", "NAME=TEXT", "a value")
    add_named(group, "--floor", "NAME=NUMBER", "the fewest characters of a shortened value", read=count)
    for option, words in (
        ("--shorten", "a value that may be shortened; repeatable, in this order"),
        ("--optional", "a placeholder that may be left out; repeatable, in this order"),
    ):
        group.add_argument(
            option, action="append", default=[], type=inputs.argument_text, metavar="NAME", help=words
        )
    group.add_argument(
        "--segments", type=count, default=1, metavar="NUMBER", help="the most it may take (default: 1)"
    )
    policies.add_profile(group, "a provider whose encoding counts")
    policies.add_options(parser, profile=True)
    outputs.add_options(parser, "text", "json")


def run(arguments: Namespace) -> int:
    """Fill the template, and say on standard error what was done where it matters."""
    from ..core.results import plain
    from ..templates import fit, parse

    given = inputs.one_text(arguments.texts, arguments.files, arguments.input_encoding, "template")
    text, note = inputs.without_line_break(*given, drop=arguments.drop_line_break)
    if note:
        outputs.complain(f"note: {note}; --drop-line-break leaves it out")
    result = fit(
        parse(text, syntax=arguments.syntax),
        arguments.value,
        segments=arguments.segments,
        shorten=arguments.shorten,
        floor=arguments.floor,
        optional=arguments.optional,
        policy=policies.policy_of(arguments, policies.profile_named(arguments.profile)),
    )

    as_text = arguments.format == "text"
    outputs.write([f"{result.text}\n"] if as_text else outputs.json_of(plain(result)), exact=True)
    if not result.fits:
        outputs.complain(f"does not fit: {result.missing_units:,} units too many")
    return 0 if result.fits else 1
