"""``segmenter template``: the range of a template before its values are known, and what tips it.

Joins the options to the templates room and to its looks; it does neither's work.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from .. import files
from ..errors import UnencodableError
from . import inputs, outputs, policies
from .progress import Progress

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

_SYNTAXES = ("brace", "percent", "mustache", "dollar", "colon", "ruby", "notify", "dlt")


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
    group.add_argument(
        "--syntax",
        choices=_SYNTAXES,
        default="brace",
        metavar="NAME",
        help="how placeholders are written (default: brace)",
    )
    group = parser.add_argument_group("values")
    group.add_argument(
        "--var",
        action="append",
        type=_variable,
        default=[],
        dest="variables",
        metavar="NAME=LENGTHS[:ALPHABET]",
        help="what is known of a value; may be repeated",
    )
    group.add_argument(
        "--others",
        type=_described,
        metavar="LENGTHS[:ALPHABET]",
        help="the same for all that --var does not name (default: ..30 for syntax dlt)",
    )
    group.add_argument(
        "--profile",
        metavar="NAME",
        help="a provider: its longest value for all not named, and its encoding where no option says more",
    )
    group.add_argument(
        "--audience",
        metavar="FILE",
        help="real values: a .csv with a header row, or a .jsonl with an object a line",
    )
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

    text, note = _text(arguments)
    template = parse(text, syntax=arguments.syntax)
    profile = _profile(arguments.profile)
    policy = policies.changed_policy(arguments, profile.policy if profile else None)
    variables = _variables(arguments, template, profile)
    found = audience = None
    try:
        if variables is not None:
            from ..templates import bounds

            found = bounds(template, variables, policy=policy)
    except UnencodableError as error:
        outputs.complain(f"no values let this be sent: {error}")
        return 1
    if arguments.audience is not None:
        audience = _audience(arguments, template, policy)
    outputs.write(_written(arguments, template, variables or {}, found, audience, note))
    return 1 if (found and found.unencodable) or (audience and audience.failed) else 0


def _written(
    arguments: Namespace,
    template: Template,
    variables: Mapping[str, Variable],
    found: Bounds | None,
    audience: Distribution | None,
    note: str,
) -> Iterable[str]:
    from ..report import templates

    if arguments.format == "json":
        ascii_only = not outputs.output_is_utf8()
        return [templates.template_json(template, variables, found, audience, ascii_only=ascii_only)]
    screen = outputs.output_screen()
    looks = [] if found is None else [templates.range_text(found, variables, screen, note=note)]
    if audience is not None:
        looks.append(templates.distribution_text(audience, screen))
    return ["\n".join(looks)]


def _text(arguments: Namespace) -> tuple[str, str]:
    """Return the template's text, and what is to be noted of it."""
    # A text is read as `count` reads one whole: with the options of its own that choose rows left out.
    parser = ArgumentParser(add_help=False)
    inputs.add_options(parser)
    whole = parser.parse_args([])
    whole.texts, whole.files, whole.input_encoding = (
        arguments.texts,
        arguments.files,
        arguments.input_encoding,
    )
    named = inputs.Inputs(whole)
    if named.many:
        raise ArgumentTypeError("give one template; quote one that has spaces")
    text = "".join(map(str, named.texts(Progress(None, shown=False))))
    if named.from_stream and text.endswith("\n"):  # most editors and `echo` add it unasked
        return text, "the line break at the end of the template is part of it"
    return text, ""


def _profile(name: str | None) -> Profile | None:
    if name is None:
        return None
    from ..providers.custom import find_profile

    return find_profile(name)


def _variables(
    arguments: Namespace, template: Template, profile: Profile | None
) -> dict[str, Variable] | None:
    """Return what is known of each value; nothing where an audience is given in place of it."""
    from ..templates import Placeholder

    named = dict(arguments.variables)
    if len(named) < len(arguments.variables):
        raise ArgumentTypeError("argument --var: a name is given twice")
    others = arguments.others or _default(arguments, profile)
    if arguments.audience is not None and not named and others is None:
        return None
    names = dict.fromkeys(part.name for part in template.parts if isinstance(part, Placeholder))
    missing = [name for name in names if name not in named]
    if missing and others is None:
        example = (
            f"--var {missing[0]}=1..30:gsm7" if " " not in missing[0] else f"--var '{missing[0]}=1..30:gsm7'"
        )
        listing = ", ".join(missing)
        raise ArgumentTypeError(f"nothing is known of {listing}; add {example}, or --others 1..30 for all")
    return dict.fromkeys(names, others) | named if others else named


def _default(arguments: Namespace, profile: Profile | None) -> Variable | None:
    from ..templates import DLT_VARIABLE, Variable

    if profile is None:
        return DLT_VARIABLE if arguments.syntax == "dlt" else None
    if profile.max_variable is None:
        raise ArgumentTypeError(f"profile {profile.name} has no longest value; give --others 1..30")
    return Variable(longest=profile.max_variable.number)


def _variable(words: str) -> tuple[str, Variable]:
    name, equals, description = words.partition("=")
    if not equals or not name:
        raise ArgumentTypeError(f"{words!r} is not NAME=LENGTHS[:ALPHABET], such as name=1..30:gsm7")
    return name, _described(description)


def _described(words: str) -> Variable:
    """Read lengths and an alphabet."""
    from ..errors import TemplateError
    from ..templates import Variable

    lengths, colon, alphabet = words.partition(":")
    shortest, dots, longest = lengths.partition("..")
    try:
        first = int(shortest) if shortest or not dots else 0
        last = int(longest) if dots else first
    except ValueError:
        raise ArgumentTypeError(f"{lengths!r} is no length; write 1..30, ..30 or 6") from None
    try:
        return Variable(shortest=first, longest=last, alphabet=alphabet if colon else "any")
    except TemplateError as error:
        raise ArgumentTypeError(str(error)) from None


def _audience(arguments: Namespace, template: Template, policy: Policy) -> Distribution:
    from ..templates import distribution
    from ..templates.rows import csv_rows, jsonl_rows

    path: str = arguments.audience
    readers = {".csv": csv_rows, ".jsonl": jsonl_rows}
    reader = next((one for suffix, one in readers.items() if path.lower().endswith(suffix)), None)
    if reader is None:
        raise ArgumentTypeError(f"--audience {path}: the name must end in .csv or .jsonl")
    with files.open_file(path) as stream:
        chunks = files.read_text(stream, path=path, encoding=arguments.input_encoding)
        return distribution(template, reader(chunks, path=path), policy=policy)
