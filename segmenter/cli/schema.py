"""``segmenter schema``: the JSON Schema of each result.

Connects names to schemas. It must not know what a result holds.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from functools import partial
from typing import TYPE_CHECKING

from . import outputs

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Print the JSON Schema of a result, or list the results that have one."
EPILOG = """\
examples:
  segmenter schema
  segmenter schema count > count.schema.json

The schema is of what as_dict() returns and --format json prints for one text;
of many texts each object has its index too.
exit code: 0; 2 for wrong usage.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "texts", nargs="*", metavar="NAME", help="a result, in any case; without it, all are listed"
    )


def run(arguments: Namespace) -> int:
    """Print a schema, or the list."""
    from ..report.schemas import RESULTS, schema_json

    if not arguments.texts:
        outputs.write(f"{name:<13} {command}\n" for name, (_, command) in RESULTS.items())
        return 0
    by_word = {name.lower(): name for name in RESULTS}
    if len(arguments.texts) > 1 or arguments.texts[0].lower() not in by_word:
        raise ArgumentTypeError(f"name one result; there are {', '.join(RESULTS)}")
    outputs.write_json(partial(schema_json, by_word[arguments.texts[0].lower()]))
    return 0
