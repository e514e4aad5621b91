"""``segmenter schema``: the JSON Schema of each result and input.

Connects names to schemas. It must not know what a result holds.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from ..spelling import chosen
from . import outputs

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Print the JSON Schema of a result or an input, or list those that have one."
EPILOG = """\
examples:
  segmenter schema
  segmenter schema count > count.schema.json
  segmenter schema policy

The schema of a result is of what as_dict() returns and --format json prints for
one text; of many texts each object has its index too. The schema of an input,
such as a policy, is of what pydantic and FastAPI take for it.
exit code: 0; 2 for wrong usage.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "texts",
        nargs="*",
        metavar="NAME",
        help="a result or input in any spelling; without it, all are listed",
    )


def run(arguments: Namespace) -> int:
    """Print a schema, or the list."""
    from ..files.words import did_you_mean
    from ..report.schemas import INPUTS, RESULTS, schema_named

    about = {name: command for name, (_, command) in RESULTS.items()}
    about |= dict.fromkeys(INPUTS, "taken by pydantic and FastAPI")
    if not arguments.texts:
        outputs.write(f"{name:<15} {words}\n" for name, words in about.items())
        return 0
    name = chosen(arguments.texts[0], about)
    if len(arguments.texts) > 1 or name is None:
        near = did_you_mean(arguments.texts[0], about) if name is None else ""
        raise ArgumentTypeError(f"name one result or input; there are {', '.join(about)}{near}")
    outputs.write(outputs.json_of(schema_named(name), indent=2), exact=True)
    return 0
