"""Offenders: which characters keep a text out of GSM-7, taken together as a reader sees them.

Asks advice what each is and what may stand for it; which of that is wrong is each rule's business.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..advice.protection import protected
from ..advice.tables.typographic import TYPOGRAPHIC
from .characters import GSM7, POINTED, SAME_IN_PLAIN, is_misdecoded, is_separator, outside
from .remedies import NO_REMEDY, Remedy, is_safe, text_edits, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..advice.proposals import Proposal

__all__ = ["Offenders", "named", "offenders_in", "proposals_of"]

_SAFE = 1  # SubstitutionLevel.TYPOGRAPHIC, which need not be loaded for an apostrophe
_NAMES = {"\t": "TAB", "\x7f": "DELETE"}  # controls have aliases in Unicode, and no name


@lru_cache(maxsize=256)  # a file has the same few characters again and again
def named(character: str) -> str:
    r"""Return a character as it is shown in a message, with its code point and its name.

    >>> named("’"), named("\u200b"), named("👍🏽")
    ('’ U+2019 RIGHT SINGLE QUOTATION MARK', 'U+200B ZERO WIDTH SPACE', '👍🏽 (2 code points)')
    """
    base = character[0]
    if len(character) > 1 and base in GSM7:  # a letter and its marks
        marks = " and ".join(
            f"U+{ord(mark):04X} {unicodedata.name(mark, '')}".rstrip() for mark in character[1:]
        )
        return f"{character} ({marks})"
    if character[1:].strip("\ufe0e\ufe0f"):
        return f"{character} ({len(character)} code points)"
    name = f"U+{ord(base):04X} {unicodedata.name(base, _NAMES.get(base, ''))}".rstrip()
    visible = character.isprintable() and not unicodedata.category(base).startswith(("M", "Z", "C"))
    shown = visible or len(character) > 1
    return f"{character} {name}" if shown else name


class Offenders(NamedTuple):
    """The offenders of a text.

    Attributes:
        characters: what each is, as a reader sees it, each once and in order.
        places: of every occurrence.
        remedy: what may be typed instead; without edits where that would not bring the text into GSM-7.
    """

    characters: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    remedy: Remedy

    def named(self, most: int) -> Iterator[str]:
        """Yield the names of the first few, and how many more there are."""
        for character in self.characters[:most]:
            yield named(character)
        if len(self.characters) > most:
            yield f"and {len(self.characters) - most:,} more"

    def plain(self, text: str) -> str:
        """Return the text with what may be typed instead."""
        pieces: list[str] = []
        end = 0
        for start, stop, new in self.remedy.edits:
            pieces += (text[end:start], new)
            end = stop
        return "".join([*pieces, text[end:]])


def _remedy(proposals: tuple[Proposal, ...]) -> Remedy:
    edits = [proposal.edit for proposal in proposals if proposal.edit]
    if not edits:
        why = next((proposal.obstacle for proposal in proposals if proposal.obstacle), "")
        return NO_REMEDY._replace(
            help=_OBSTACLES.get(why, f"it stands {why}" if why.startswith("in ") else why)
        )
    pairs = [(edit.old, edit.new) for edit in edits]
    if len(edits) < len(proposals):
        return NO_REMEDY._replace(help=f"{typed(pairs)}; nothing stands for the others")
    words = typed(pairs)
    if any(is_misdecoded(old) for old, _ in pairs):
        words += "; decoded wrongly: Windows-1252 or UTF-8 was read as Latin-1"
    return Remedy(text_edits(edits), all(edit.level == _SAFE for edit in edits), words)


_OBSTACLES = {
    "an emoji is never left out unasked": "leave it out, or reword: no fix removes an emoji",
    "nothing in GSM-7 stands for it at this level": "nothing in GSM-7 stands for it; leave it out, or reword",
}


def proposals_of(text: str) -> tuple[Proposal, ...]:
    """Return advice about each offender, up to letters by look.

    Edits that are safe in this text have level TYPOGRAPHIC, all others a higher one.
    """
    from ..advice.edits import SubstitutionLevel
    from ..advice.proposals import Surroundings, propose

    letters = SubstitutionLevel.LETTERS

    def judged(proposal: Proposal) -> Proposal:
        edit = proposal.edit
        if edit is None or edit.level != _SAFE or is_safe(edit, text):
            return proposal
        new = POINTED.get(edit.old, edit.new) if is_separator(text, edit.start, edit.stop) else edit.new
        return proposal._replace(edit=edit._replace(level=letters, new=new))

    return tuple(map(judged, propose(text, Surroundings(letters, (), protected(text, ())))))


@lru_cache(maxsize=4)  # several rules ask about one text
def offenders_in(text: str) -> Offenders:
    """Find the offenders of a text.

    >>> offenders_in("It’s Zoé’s ❤️").characters
    ('’', '❤️')
    """
    simple = _simple(text)
    if simple is not None:
        return simple
    proposals = proposals_of(text)
    places: list[tuple[int, int]] = []
    for start, stop, kind, _, _ in proposals:
        if kind == "other script":  # a whole word of it is one proposal
            places += [(index, index + 1) for index in range(start, stop) if text[index] not in GSM7]
        else:
            places.append((start, stop))
    characters = tuple(dict.fromkeys(text[start:stop] for start, stop in places))
    return Offenders(characters, tuple(places), _remedy(proposals))


_SIMPLE = re.compile("[\u00a0\u2010-\u2027]")


def _simple(text: str) -> Offenders | None:
    """Return the offenders if they are one typographic sign, the most common case, without loading advice.

    Start-up takes 5 ms then, where advice takes 40.
    """
    found = outside(text)
    if len(found) != 1 or not _SIMPLE.match(one := next(iter(found))):
        return None
    plain = TYPOGRAPHIC.get(one, "")
    if len(plain) != 1 or any(one in text[start:stop] for start, stop, _ in protected(text, ())):
        return None
    places = tuple((match.start(), match.end()) for match in re.finditer(one, text))
    if any(is_separator(text, *place) for place in places):
        return None
    edits = tuple((start, stop, plain) for start, stop in places)
    return Offenders((one,), places, Remedy(edits, one in SAME_IN_PLAIN, _typed(one, plain)))


@lru_cache(maxsize=64)
def _typed(old: str, new: str) -> str:
    return typed([(old, new)])
