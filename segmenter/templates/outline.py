"""An outline: what a template and its variables come to, with the order of the parts left out.

Counts of places and joined literals, made once for each question; what they cost is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from ..core.policy import Encoding, Policy
from ..errors import TemplateValuesError
from .rendering import listed, place_of, quoted
from .template import Literal, Placeholder, Template
from .variables import DLT_ALPHABETS, DLT_VARIABLE, Alphabet, Variable

__all__ = ["Outline", "cheap", "costly", "outline", "typed_variables"]


class Outline(NamedTuple):
    """A template and its variables.

    Attributes:
        template: the template itself.
        variables: of its placeholders, by name, in the order in which they appear.
        uses: how often each appears.
        flags: the names of its conditions.
        bare: its literals joined, conditions left out.
        full: its literals joined, conditions shown.
    """

    template: Template
    variables: Mapping[str, Variable]
    uses: Mapping[str, int]
    flags: tuple[str, ...]
    bare: str
    full: str


def cheap(alphabet: Alphabet) -> str:
    """Return a character of one unit in every coding: all tables hold 0 and a among their base characters."""
    return "0" if alphabet is Alphabet.DIGITS else "a"


_COSTLY = {
    Alphabet.DIGITS: "0",
    Alphabet.ASCII: "`",  # not in GSM-7
    Alphabet.GSM7_BASIC: "é",  # one septet like all others, but two octets of UTF-8
    Alphabet.GSM7: "€",  # two septets
    Alphabet.ANY: "😀",  # not in GSM-7, and two code units
}
_COSTLY_IN_GSM7 = _COSTLY | {Alphabet.ASCII: "[", Alphabet.ANY: "€"}


def costly(alphabet: Alphabet, policy: Policy) -> str:
    """Return the character of an alphabet that takes the most, where no national language is allowed."""
    if Encoding.UCS2 in policy.encodings:
        return _COSTLY[alphabet]
    if Encoding.GSM7 not in policy.encodings:
        return cheap(alphabet)
    candidates = (_COSTLY_IN_GSM7[alphabet], *"[~|")
    return next((character for character in candidates if character not in policy.without), cheap(alphabet))


def outline(template: Template, variables: Mapping[str, Variable], default: Variable | None) -> Outline:
    """Return the outline of a template.

    Raises:
        TemplateValuesError: a placeholder has no variable, a variable no placeholder, or a name is both a
            placeholder's and a condition's.
        TypeError: a variable is not a `Variable`.
    """
    literals: list[str] = []
    uses: dict[str, int] = {}
    texts: dict[str, list[str]] = {}
    for part in template.parts:
        if isinstance(part, Literal):
            literals.append(part.text)
        elif isinstance(part, Placeholder):
            uses[part.name] = uses.get(part.name, 0) + 1
        else:
            texts.setdefault(part.name, []).append(part.text)
    given = variables
    if variables.keys() != uses.keys() or texts:
        given = _given(template, variables, default, uses, texts)
    known = {name: given[name] for name in uses}
    for name, variable in known.items():
        if not isinstance(variable, Variable):
            raise TypeError(f"the variable of {name!r} must be a Variable, not {type(variable).__name__}")
    bare = "".join(literals)
    full = bare + "".join(chain.from_iterable(texts.values()))
    return Outline(template, known, uses, tuple(texts), bare, full)


def typed_variables(template: Template, default: Variable | None) -> dict[str, Variable]:
    """Return what the types of placeholders say of their values: DLT portals have typed ones.

    The default, if there is one, says how long a value may be: portals allow 30 characters or 40.
    """
    if template.syntax != "dlt":
        return {}
    longest = default.longest if default else DLT_VARIABLE.longest
    tags = {
        part.name: template.text[part.start + 2 : part.stop - 2]
        for part in template.parts
        if isinstance(part, Placeholder)
    }
    return {
        name: Variable(longest=longest, alphabet=DLT_ALPHABETS[tag])
        for name, tag in tags.items()
        if tag in DLT_ALPHABETS
    }


def _given(
    template: Template,
    variables: Mapping[str, Variable],
    default: Variable | None,
    uses: Mapping[str, int],
    texts: Mapping[str, list[str]],
) -> Mapping[str, Variable]:
    """Return a variable for each placeholder, or raise."""
    both = tuple(name for name in uses if name in texts)
    if both:
        raise TemplateValuesError(
            f"{quoted(both)} is both a value and a condition",
            hint="give the condition a name of its own",
            index=place_of(template, both[0]),
            extra=both,
        )
    extra = tuple(str(name) for name in variables if name not in uses)
    if extra:
        flags = tuple(name for name in extra if name in texts)
        raise TemplateValuesError(
            f"no placeholder has {listed('the name', extra)}",
            hint="a condition needs no variable: both ways are judged"
            if flags
            else f"the template has {quoted(tuple(uses)) or 'none'}",
            extra=extra,
        )
    given = typed_variables(template, default) | dict(variables)
    if default is not None:
        given = dict.fromkeys(uses, default) | given
    missing = tuple(name for name in uses if name not in given)
    if missing:
        raise TemplateValuesError(
            f"nothing is said of {listed('placeholder', missing)}{', the first' * (len(missing) > 1)}",
            hint="give each a Variable, or a default",
            index=place_of(template, missing[0]),
            missing=missing,
        )
    return given
