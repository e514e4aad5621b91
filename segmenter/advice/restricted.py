"""Restricted alphabets: the GSM-7 characters that a policy leaves out, and what may stand for them.

What keeps a text out of full GSM-7 is found elsewhere; what a change saves is not known here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, name, normalize

from ..core.policy import Encoding
from .characters import GSM7, class_of
from .edits import Edit, Kind, SubstitutionLevel
from .offenders import Offender

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.policy import Policy
    from .proposals import Surroundings

__all__ = ["Restricted", "lacks", "left_out_of", "restricted", "within"]

_NOTHING = "nothing in the alphabet that the policy allows looks like it"
_WHY = "in GSM-7, but not in the alphabet that the policy allows"

# Symbols by their usual spelling; what ASCII cannot say is left out, or has no replacement.
_SYMBOLS = {"€": "EUR", "£": "GBP", "¡": "", "¿": "", "\f": "\n"}
_LETTERS = {
    "ß": "ss",
    "Ø": "O",
    "ø": "o",
    "Æ": "AE",
    "æ": "ae",
    "Δ": "D",
    "Φ": "F",
    "Γ": "G",
    "Λ": "L",
    "Ω": "O",
    "Π": "P",
    "Ψ": "PS",
    "Σ": "S",
    "Θ": "TH",
    "Ξ": "X",
}


class Restricted(NamedTuple):
    """What a text has of GSM-7 characters that its policy leaves out.

    Attributes:
        offenders: one for each occurrence, in order.
        edits: those that have a replacement.
    """

    offenders: tuple[Offender, ...]
    edits: tuple[Edit, ...]


def restricted(text: str, policy: Policy, others: Iterable[Edit] = ()) -> Restricted:
    """Return the characters of a text that are in GSM-7 and not in the policy's own alphabet.

    Args:
        text: as it would be sent.
        policy: that may leave characters out.
        others: edits of the same text that these must not overlap.

    >>> from segmenter import Policy
    >>> found = restricted("5 € or 5 £", Policy(without="€"))
    >>> [(offender.index, offender.replacements) for offender in found.offenders]
    [(2, ('EUR',))]
    """
    pattern = _left_out(policy)
    if pattern is None:
        return Restricted((), ())
    covered = {place for edit in others for place in range(edit.start, edit.stop)}
    offenders, edits = [], []
    for match in pattern.finditer(text):
        place, character = match.start(), match[0]
        kind, plain = _plain(character)
        usable = plain is not None and pattern.search(plain) is None
        replacements = (plain,) if plain is not None and usable else ()
        shown = name(character, f"U+{ord(character):04X}")
        offenders.append(Offender(place, character, shown, kind, _WHY, replacements))
        if replacements and place not in covered:
            edits.append(Edit(place, place + 1, character, replacements[0], str(kind), _level(kind)))
    return Restricted(tuple(offenders), tuple(edits))


def lacks(text: str, policy: Policy) -> bool:
    """Say whether a text has a GSM-7 character that is not in its policy's own alphabet.

    >>> from segmenter import Policy
    >>> lacks("5 €", Policy(without="€")), lacks("5 €", Policy())
    (True, False)
    """
    pattern = _left_out(policy)
    return pattern is not None and pattern.search(text) is not None


def within(edit: Edit, policy: Policy, level: SubstitutionLevel) -> Edit:
    """Return an edit whose new text is in a policy's own alphabet, as far as the level allows.

    >>> from segmenter import Encoding, Policy
    >>> composed = Edit(0, 2, "e\u0301", "é", "decomposed", SubstitutionLevel.TYPOGRAPHIC)
    >>> within(composed, Policy([Encoding.ASCII7, Encoding.UCS2]), SubstitutionLevel.LETTERS).new
    'e'
    """
    new = edit.new
    for other in reversed(restricted(new, policy).edits):
        if other.level is not None and other.level <= level:
            new = new[: other.start] + other.new + new[other.stop :]
    return edit if new == edit.new else edit._replace(new=new)


def left_out_of(text: str, policy: Policy, around: Surroundings, stay: str) -> list[Offender]:
    """Return the GSM-7 characters of a text that its policy's own alphabet lacks, and why they stay.

    Args:
        text: after substitution.
        policy: that may leave characters out.
        around: the level, and what is protected in the text.
        stay: why a character stays that could be replaced.
    """
    found = []
    for offender in restricted(text, policy).offenders:
        kept = [kept.what for kept in around.ranges if kept.start <= offender.index < kept.stop]
        why = stay
        if kept:
            why = kept[0]
        elif not offender.replacements:
            why = _NOTHING
        elif _level(offender.kind) > around.level:
            why = f"its replacement belongs to level {_level(offender.kind).name}"
        found.append(offender._replace(why=why))
    return found


def _level(kind: Kind) -> SubstitutionLevel:
    return SubstitutionLevel.LETTERS if kind is Kind.ACCENTED else SubstitutionLevel.COMPATIBILITY


@lru_cache(maxsize=64)
def _left_out(policy: Policy) -> re.Pattern[str] | None:
    """Return what finds the GSM-7 characters that no 7-bit alphabet of a policy has; nothing for none."""
    if not policy.is_restricted:
        return None
    has = GSM7 - frozenset(policy.without) if Encoding.GSM7 in policy.encodings else frozenset[str]()
    if Encoding.ASCII7 in policy.encodings:
        has |= {character for character in GSM7 if character.isascii()}
    missing = GSM7 - has
    return re.compile(f"[{class_of(missing)}]") if has and missing else None


def _plain(character: str) -> tuple[Kind, str | None]:
    if character in _SYMBOLS:
        return Kind.COMPATIBILITY, _SYMBOLS[character]
    if character in _LETTERS:
        return Kind.ACCENTED, _LETTERS[character]
    base = "".join(part for part in normalize("NFD", character) if not combining(part))
    return (Kind.ACCENTED, base) if base != character else (Kind.SYMBOL, None)
