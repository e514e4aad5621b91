"""A template's own text: its characters that cost segments whatever the values, and what to type instead.

It reads the literal parts of a template, and must not know values, prices or recipients.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ..core.counting import DEFAULT_POLICY
from ..core.hints import field_types
from ..core.policy import Encoding, Policy
from ..core.results import plain_fields, result
from ..templates import Literal, Template
from .edits import SubstitutionLevel, apply_edits
from .explanation import explain

__all__ = ["OwnCharacter", "OwnText", "cure_of", "own_text", "unbroken"]


@result
class OwnCharacter(NamedTuple):
    """A character of a template that costs more than one unit, or keeps it out of GSM-7.

    Attributes:
        character: the character.
        name: its Unicode name, or ``U+XXXX``.
        times: how often it stands in the template.
        replacement: what to type instead; empty means to leave it out; `None` where nothing takes its place.
        lossless: whether readers lose nothing by that; otherwise it only looks alike.
    """

    character: str
    name: str
    times: int
    replacement: str | None
    lossless: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, and the cure in words."""
        return plain_fields(self, *self._fields, "cure")

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls, *cls._fields, "cure")

    @property
    def cure(self) -> str:
        """What to do about it: ``type ' (lossless)``."""
        if self.replacement is None:
            return "nothing takes its place"
        act = f"type {self.replacement}" if self.replacement.strip() else "type a space"
        act = act if self.replacement else "leave it out"
        return f"{act} ({'lossless' if self.lossless else 'only by look'})"


@result
class OwnText(NamedTuple):
    """What the own text of a template costs.

    Attributes:
        offenders: characters that force UCS-2, in order.
        two_septets: characters of GSM-7 that cost two septets each; empty where the text is UCS-2.
        typed: the template with every replacement typed; `None` where no offender has one.
        plain: the template with a letter for each character of two septets; `None` where there is none.
    """

    offenders: tuple[OwnCharacter, ...]
    two_septets: tuple[OwnCharacter, ...]
    typed: Template | None
    plain: Template | None

    def as_dict(self, typed: int | None = None, plain: int | None = None) -> dict[str, Any]:
        """Return the characters with their cures, and the template with them typed.

        Args:
            typed: segments that this saves, where they are known.
            plain: segments that characters of two septets add, where they are known.
        """
        characters = plain_fields(self, "offenders", "two_septets")
        text = self.typed and self.typed.text
        return characters | {"typed": text, "segments_saved": typed, "two_septets_add": plain}

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        characters = field_types(cls, "offenders", "two_septets")
        numbers = dict.fromkeys(("segments_saved", "two_septets_add"), int | None)
        return characters | {"typed": str | None, **numbers}


def cure_of(value: str) -> str:
    """Return what to type instead of the characters of a value outside GSM-7; nothing where they would stay.

    >>> cure_of("Ann’s"), cure_of("Siân"), cure_of("Александра")
    ("type ' (lossless)", 'type a (only by look)', '')
    """
    explanation = explain(value)
    if len(explanation.edits) < len(explanation.offenders):
        return ""
    edits = {edit.old: edit for edit in explanation.edits}
    lossless = all(edit.level is SubstitutionLevel.TYPOGRAPHIC for edit in edits.values())
    typed = "".join(edit.new for edit in edits.values()).strip()
    instead = typed if len(edits) == 1 else apply_edits(value, explanation.edits)
    act = f"type {instead}" if typed else "leave it out"
    return f"{act} ({'lossless' if lossless else 'only by look'})"


def own_text(template: Template, *, policy: Policy = DEFAULT_POLICY) -> OwnText:
    """Return what the own text of a template costs, whatever its values.

    >>> from segmenter.templates import parse
    >>> own = own_text(parse("Hi {name} – it’s here"))
    >>> [(character.character, character.cure) for character in own.offenders]
    [('–', 'type - (lossless)'), ('’', "type ' (lossless)")]
    >>> own.typed.text
    "Hi {name} - it's here"
    """
    fixed = "".join(part.text for part in template.parts if isinstance(part, Literal))
    whole = explain(fixed, policy=policy)
    if whole.count and whole.count.encoding is Encoding.UCS2:
        edits = {edit.old: edit for edit in whole.edits}
        offenders = tuple(
            OwnCharacter(
                group.character,
                group.name,
                len(group.indexes),
                edits[group.character].new if group.character in edits else None,
                group.character in edits and edits[group.character].level is SubstitutionLevel.TYPOGRAPHIC,
            )
            for group in sorted(whole.groups, key=lambda group: group.indexes)
        )
        typed = _changed(template, lambda text: apply_edits(text, explain(text).edits))
        return OwnText(offenders, (), typed if edits else None, None)
    two = tuple(
        OwnCharacter(two.character, two.name, len(two.indexes), None, lossless=False)
        for two in whole.two_units
        if Encoding.GSM7 in policy.encodings
    )
    letters = {ord(character.character): "x" for character in two}
    plain = _changed(template, lambda text: text.translate(letters)) if two else None
    return OwnText((), two, None, plain)


def unbroken(template: Template) -> Template | None:
    """Return a template without the line break that ends it; `None` where none does."""
    last = template.parts[-1] if template.parts else None
    if not (isinstance(last, Literal) and last.text.endswith("\n")):
        return None
    length = 2 if last.text.endswith("\r\n") else 1
    kept = last.text[:-length]
    parts = (*template.parts[:-1], *([Literal(kept, last.start, last.stop - length)] if kept else []))
    return Template(template.text[:-length], template.syntax, parts)


def _changed(template: Template, change: Callable[[str], str]) -> Template:
    """Return a template with its literal parts changed."""
    pieces: list[str] = []
    parts = []
    at = 0
    for part in template.parts:
        text = template.text[part.start : part.stop]
        if isinstance(part, Literal):
            changed = change(part.text)
            text = changed if text == part.text else text
            part = Literal(changed, at, at + len(text))
        else:
            part = part._replace(start=at, stop=at + len(text))
        at += len(text)
        pieces.append(text)
        parts.append(part)
    return Template("".join(pieces), template.syntax, tuple(parts))
