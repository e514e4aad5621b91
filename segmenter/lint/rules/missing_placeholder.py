"""SEG505: a translation whose placeholders are not those of its source.

Compares names; how they are written is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..findings import Problem
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

RULE = Rule(
    code="SEG505",
    name="missing-placeholder",
    summary="The placeholders of a translation are not those of its source.",
    why="What is missing the customer never reads: the code, the amount, the link. What is there and "
    "unknown is sent as it stands, or makes the program that fills it in fail. In a plural, a form "
    "for none, one or two may leave the number out. A msgid that is a name, such as sms.code, is no "
    "source.",
    severity=Severity.ERROR,
    fixable=Fixable.NO,
    bad=(
        Example("Votre code", source="Your code is {code}", syntax="brace"),
        Example("Bonjour {nom}", source="Hello {name}", syntax="brace"),
    ),
    good=(Example("{code} est votre code", source="Your code is {code}", syntax="brace"),),
    options=("syntax",),
)

# Forms that speak of one exact number, as CLDR and gettext name them.
_EXACT = frozenset(("zero", "one", "two", "0", "1", "2", "=0", "=1", "=2"))


def check(message: Message) -> Iterator[Problem]:
    """Give out what is missing, and what is too much."""
    source, own = message.source, message.written
    if source is None or source.error or own.error or not (source.names or own.names):
        return
    if source.names and own.names and (source.template is None) is not (own.template is None):
        return  # one could be parsed, the other only be looked at
    variant = message.entry.variant
    missing = [name for name in source.names if name not in own.names]
    extra = [name for name in own.names if name not in source.names]
    end = len(message.text)
    if missing and not (variant and _EXACT.intersection(variant.replace(",", " ").replace("/", " ").split())):
        yield Problem(f"{_listed(missing)} of the source {_is(missing)} missing", 0, end, "put it in")
    if extra and not variant:
        have = f"the source has {', '.join(source.names)}" if source.names else "the source has none"
        yield Problem(f"{_listed(extra)} {_is(extra)} not in the source", *_place(message, extra[0]), have)


def _place(message: Message, name: str) -> tuple[int, int]:
    template = message.written.template
    if template is not None and template.text == message.text:
        for part in template.parts:
            if getattr(part, "name", None) == name:
                return part.start, part.stop
    index = message.text.find(name)
    return (index, index + len(name)) if index >= 0 else (0, len(message.text))


def _listed(names: list[str]) -> str:
    return f"placeholder{'s' * (len(names) > 1)} {', '.join(names)}"


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"
