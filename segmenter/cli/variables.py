"""What is known of a template's values: the options ``--syntax``, ``--var`` and ``--others``.

It knows the names of the choices. It must not know what they make a template cost.
"""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from .values import add_named

if TYPE_CHECKING:
    from argparse import _ArgumentGroup

    from ..channels.profiles import Profile
    from ..templates import Template, Variable

__all__ = ["add_options", "add_syntax", "known_of"]

_SYNTAXES = ("brace", "percent", "mustache", "dollar", "colon", "ruby", "notify", "dlt")


def add_syntax(group: _ArgumentGroup) -> None:
    """Add the option for how placeholders are written."""
    group.add_argument(
        "--syntax",
        choices=_SYNTAXES,
        default="brace",
        metavar="NAME",
        help="how placeholders are written (default: brace)",
    )


def add_options(group: _ArgumentGroup) -> None:
    """Add the options for what is known of values."""
    add_named(
        group,
        "--var",
        "NAME=LENGTHS[:ALPHABET]",
        "what is known of a value",
        hint=", such as name=1..30:gsm7",
        read=_described,
        dest="variables",
    )
    group.add_argument(
        "--others",
        type=_described,
        metavar="LENGTHS[:ALPHABET]",
        help="the same for every other value (default for dlt: ..30)",
    )


def known_of(arguments: Namespace, template: Template, profile: Profile | None) -> dict[str, Variable]:
    """Return what is known of each placeholder's value, by name.

    Raises:
        ArgumentTypeError: nothing is known of one.
    """
    from ..templates import Placeholder
    from ..templates.outline import typed_variables

    named: dict[str, Variable] = arguments.variables
    others = arguments.others or _default(arguments, profile)
    names = dict.fromkeys(part.name for part in template.parts if isinstance(part, Placeholder))
    missing = [name for name in names if name not in named]
    if missing and others is None:
        quote = "'" if " " in missing[0] else ""
        example = f"--var {quote}{missing[0]}=1..30:gsm7{quote}"
        listing = ", ".join(missing)
        strangers = ", ".join(name for name in named if name not in names)
        unused = f", and no placeholder is called {strangers}" if strangers else ""
        problem = f"nothing is known of {listing}{unused}"
        raise ArgumentTypeError(f"{problem}; add {example}, or --others 1..30 for all")
    return dict.fromkeys(names, others) | typed_variables(template, others) | named if others else named


def _default(arguments: Namespace, profile: Profile | None) -> Variable | None:
    from ..templates import DLT_VARIABLE, Variable

    if profile is None:
        return DLT_VARIABLE if arguments.syntax == "dlt" else None
    if profile.max_variable is None:
        raise ArgumentTypeError(f"profile {profile.name} sets no longest value; add --others 1..30")
    return Variable(longest=profile.max_variable.number)


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
        raise ArgumentTypeError(f"{lengths!r} is not a length; write 1..30, ..30 or 6") from None
    try:
        return Variable(shortest=first, longest=last, alphabet=alphabet if colon else "any")
    except TemplateError as error:
        raise ArgumentTypeError(str(error)) from None
