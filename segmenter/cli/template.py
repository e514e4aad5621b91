"""``segmenter template``: the range of a template before its values are known, and what tips it.

Joins the options to the templates room and to its looks; it does neither's work.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..errors import UnencodableError
from . import audiences, inputs, outputs, policies, variables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..channels.profiles import Profile
    from ..core.policy import Policy
    from ..templates import Bounds, Distribution, Template, Variable

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Say how few and how many segments a template can take, and what tips it."
EPILOG = """\
examples:
  segmenter template "Hi {name}, your code is {code}" \\
      --var name=1..30:gsm7 --var code=6:digits
  segmenter template --syntax dlt "{#var#}, pay {#var#}" --var 2=1..9:digits
  segmenter template --syntax mustache --profile dexatel "{{1}}, until {{2}}"
  segmenter template --file offer.txt --audience customers.csv

LENGTHS are code points: 1..30, ..30 for 0 to 30, or 6 for exactly 6. ALPHABET
is one of digits, ascii, gsm7-basic, gsm7 and any (the default). A placeholder
without a name is 1, 2 ... in order.
syntaxes: brace {name}, percent %(name)s %1$s %s, mustache {{name}}, dollar
${name}, colon :name, ruby %{name}, notify ((name)) ((flag??text)), dlt {#var#}.
exit code: 0; 1 if a filling cannot be encoded as asked, or a row of the
audience gives no message; 2 for wrong usage, a malformed template or an
unreadable file.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this subcommand."""
    parser.add_argument(
        "texts", nargs="*", metavar="TEXT", help="the template; - reads it from standard input"
    )
    group = parser.add_argument_group("template")
    group.add_argument(
        "--file",
        action="append",
        default=[],
        dest="files",
        metavar="PATH",
        help="read it from PATH, as it stands",
    )
    group.add_argument(
        "--input-encoding",
        default="utf-8",
        metavar="NAME",
        help="encoding of files and standard input (default: utf-8)",
    )
    variables.add_syntax(group)
    group = parser.add_argument_group("values")
    variables.add_options(group)
    group.add_argument(
        "--profile",
        metavar="NAME",
        help="a provider: its longest value for all not named, and its encoding where no option says more",
    )
    audiences.add_options(parser.add_argument_group("audience", "Real values, counted row by row:"))
    policies.add_options(parser)
    parser.set_defaults(reference=None)  # or it could not be told from one that was asked for
    parser.add_argument_group("output").add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text for people (the default), or an object on one line for programs",
    )


def run(arguments: Namespace) -> int:
    """Find the range of the template, and count it over its audience."""
    from ..templates import parse

    text, note = inputs.one_template(arguments)
    template = parse(text, syntax=arguments.syntax)
    profile = policies.profile_named(arguments.profile)
    policy = policies.changed_policy(arguments, profile.policy if profile else None)
    known = _known(arguments, template, profile)
    found = audience = None
    try:
        if known is not None:
            from ..templates import bounds

            found = bounds(template, known, policy=policy)
    except UnencodableError as error:
        outputs.complain(f"no values let this be sent: {error}")
        return 1
    if arguments.audience is not None:
        audience = _audience(arguments, template, policy)
    outputs.write(_written(arguments, template, known or {}, found, audience, note))
    return 1 if (found and found.unencodable) or (audience and audience.failed) else 0


def _written(
    arguments: Namespace,
    template: Template,
    known: Mapping[str, Variable],
    found: Bounds | None,
    audience: Distribution | None,
    note: str,
) -> Iterable[str]:
    from ..report import templates

    if arguments.format == "json":
        ascii_only = not outputs.output_is_utf8()
        return [templates.template_json(template, known, found, audience, ascii_only=ascii_only)]
    screen = outputs.output_screen()
    looks = [] if found is None else [templates.range_text(found, known, screen, note=note)]
    if audience is not None:
        looks.append(templates.distribution_text(audience, screen))
    return ["\n".join(looks)]


def _known(arguments: Namespace, template: Template, profile: Profile | None) -> dict[str, Variable] | None:
    """Return what is known of each value; nothing where an audience is given in place of it."""
    said = arguments.variables or arguments.others or profile or arguments.syntax == "dlt"
    if arguments.audience is not None and not said:
        return None
    return variables.known_of(arguments, template, profile)


def _audience(arguments: Namespace, template: Template, policy: Policy) -> Distribution:
    from ..templates import distribution

    rows = audiences.audience_of(arguments).rows(template.names)
    return distribution(template, rows, policy=policy)
