"""The characters that keep a text out of GSM-7: where each stands, what it is, and what may stand for it.

A line here describes; it must not know what a change would save.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.results import plain_fields, result
from .characters import GSM7, WHY, character
from .edits import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .proposals import Proposal

__all__ = ["Offender", "OffenderGroup", "offenders_of"]


@result
class Offender(NamedTuple):
    """One character outside GSM-7, where it stands.

    Attributes:
        index: its place, in code points from the start of the text.
        character: the character itself.
        name: its Unicode name, or ``U+XXXX`` where it has none.
        kind: what kind of character it is there; marks and joiners inside an emoji are emoji.
        why: why it is not in GSM-7, or why it stays.
        replacements: texts that may take its place, the nearest first; ``""`` means it may be left out.
    """

    index: int  # type: ignore[assignment]  # the public contract's name; it hides tuple.index
    character: str
    name: str
    kind: Kind
    why: str
    replacements: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class OffenderGroup(NamedTuple):
    """All occurrences of one offender.

    Attributes:
        character: the character.
        name: its Unicode name, or ``U+XXXX``.
        kind: what kind it is, where it stands first.
        why: why it is not in GSM-7.
        replacements: texts that may take its place, the nearest first.
        indexes: where it stands.
    """

    character: str
    name: str
    kind: Kind
    why: str
    replacements: tuple[str, ...]
    indexes: tuple[int, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


_new = tuple.__new__  # past the named tuple's own constructor: 0.2 µs against 0.4
_SCRIPT, _EMOJI = Kind.SCRIPT, Kind.EMOJI  # a member read through its class takes 0.3 µs


class _Letters(dict[str, tuple[str, str, Kind, str, tuple[str, ...]]]):
    """The fields of an offender after its index, for letters of other scripts; no other character is here."""

    def __missing__(self, one: str) -> tuple[str, str, Kind, str, tuple[str, ...]]:
        name, alone, replacements, _ = character(one)
        if alone is not _SCRIPT:
            raise KeyError(one)
        fields = (one, name, alone, WHY[alone], replacements)
        if len(self) < _MOST_KEPT:
            self[one] = fields
        return fields


_MOST_KEPT = 4096
_letters = _Letters()


def offenders_of(text: str, proposals: Iterable[Proposal], *, obstacles: bool = False) -> list[Offender]:
    """Return every offender of a text, one for each occurrence.

    Args:
        text: the text the proposals were made for.
        proposals: what was found at each offender.
        obstacles: whether to say why each stays, and not why it is one.
    """
    found: list[Offender] = []
    add, known, new = found.append, _letters, _new
    for start, stop, kind, edit, obstacle in proposals:
        why = obstacle if obstacles else WHY[kind]
        if stop - start == 1:
            one = text[start]
            name, _, replacements, _ = character(one)
            if edit is not None and edit[3] not in replacements[:1]:
                replacements = (edit.new, *(each for each in replacements if each != edit.new))
            elif edit is None and kind is _EMOJI:
                replacements = ()
            add(_new(Offender, (start, one, name, kind, why, replacements)))
            continue
        letters = text[start:stop]
        if kind is _SCRIPT and not obstacles:
            with suppress(KeyError):  # mostly a word of letters
                # Joined by +: unpacking makes a list of each first, 0.5 µs a letter against 0.3.
                found += [new(Offender, (index,) + known[one]) for index, one in enumerate(letters, start)]
                continue
        for index, one in enumerate(letters, start):
            name, alone, replacements, _ = character(one)
            if alone is kind is _SCRIPT:
                add(_new(Offender, (index, one, name, kind, why, replacements)))
            elif one not in GSM7:
                add(_part(index, one, kind, why))
    return found


def _part(index: int, one: str, kind: Kind, why: str) -> Offender:
    """Return an offender among several that belong together."""
    name, alone, replacements, _ = character(one)
    if kind is _EMOJI:
        return Offender(index, one, name, kind, why, ())
    if alone is Kind.DECOMPOSED:
        return Offender(index, one, name, alone, why or WHY[alone], ("",))
    return Offender(index, one, name, kind if alone is Kind.INVISIBLE else alone, why, replacements)
