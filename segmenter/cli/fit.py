"""``segmenter fit``: a template filled in so that it takes no more than so many segments.

Connects the options to the templates room. It must not know how values are shortened.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from . import inputs, outputs, policies, variables

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
    for option, metavar, words in (
        ("--value", "NAME=TEXT", "a value; repeatable"),
        ("--shorten", "NAME", "a value that may be shortened; repeatable, in this order"),
        ("--floor", "NAME=NUMBER", "the fewest characters of a shortened value; repeatable"),
        ("--optional", "NAME", "a placeholder that may be left out; repeatable, in this order"),
    ):
        group.add_argument(
            option, action="append", default=[], type=inputs.argument_text, metavar=metavar, help=words
        )
    group.add_argument(
        "--segments", type=_number, default=1, metavar="NUMBER", help="the most it may take (default: 1)"
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
        _pairs("--value", arguments.value),
        segments=arguments.segments,
        shorten=arguments.shorten,
        floor={name: _number(words) for name, words in _pairs("--floor", arguments.floor).items()},
        optional=arguments.optional,
        policy=policies.policy_of(arguments, policies.profile_named(arguments.profile)),
    )

    as_text = arguments.format == "text"
    outputs.write([f"{result.text}\n"] if as_text else outputs.json_of(plain(result)), exact=True)
    if not result.fits:
        outputs.complain(f"does not fit: {result.missing_units:,} units too many")
    return 0 if result.fits else 1


def _number(words: str) -> int:
    if not words.isascii() or not words.isdigit() or int(words[:9]) < 1 or len(words) > 9:
        raise ArgumentTypeError(f"{words!r} is not a number of 1 or more")
    return int(words)


def _pairs(option: str, given: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for words in given:
        name, equals, value = words.partition("=")
        if not equals or name in pairs:
            problem = "is not NAME=…" if not equals else "is given twice"
            raise ArgumentTypeError(f"argument {option}: {words if not equals else name!r} {problem}")
        pairs[name] = value
    return pairs
