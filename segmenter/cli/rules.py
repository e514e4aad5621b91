"""``segmenter rules``: every rule there is, who reports it, and examples.

Connects the registry to its reports. It must not know what a rule says.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial

from . import outputs

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "List what check, validate and rates check look for, or explain rules."
EPILOG = """\
examples:
  segmenter rules
  segmenter rules SEG107
  segmenter rules one-character-forces-ucs2 --format json

exit code: 0; 2 for wrong usage or an unknown rule.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="RULE", help="a code, beginning of codes, or name")
    outputs.add_options(parser, "text", "json")


def run(arguments: Namespace) -> int:
    """List the rules, or explain some."""
    from ..channels.rules import RULES, UnknownRuleError, codes_of
    from ..report.rules import rule_fields, rule_list, rules_text

    try:
        codes = list(dict.fromkeys(code for word in arguments.texts for code in codes_of(word)))
    except UnknownRuleError as error:
        raise ArgumentTypeError(str(error)) from None
    rules = [RULES[code] for code in codes or RULES]
    text = partial(rules_text if codes else rule_list, rules)
    outputs.write_as(arguments.format, text, lambda: [*map(rule_fields, rules)])
    return 0
