"""An enclosure: a number of segments proved to be enough for every filling, and the costliest filling tried.

For national languages and grapheme clusters, where the count is not monotone. The proof, for each coding
alone: between code points the count never falls with a character more, or with one of more units, so the
longest values of the characters of most units need the most. With clusters, two consecutive segments
together hold more than one capacity, or the second's first cluster would have stood in the first; and where
no cluster has more than two units, every segment but the last is full except for one unit. A text takes the
least of all codings that carry it. So if one can carry every filling, its number is enough; if none can, the
greatest of all is.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import NamedTuple

from ..core.choice import lay_out_in
from ..core.coding import Coding, codings
from ..core.counting import count
from ..core.policy import Boundary, Encoding, Policy
from ..core.tables.default import DEFAULT
from ..errors import UnencodableError
from .outline import Outline, cheap
from .rendering import fill
from .variables import Alphabet, characters

__all__ = ["carriers", "gsm7_characters", "highest", "outsider", "plain_clusters"]

_ASTRAL = "😀"
# A letter and sixteen marks, all beyond the BMP, are one cluster of 34 code units: two of them do not fit the
# 66 or 67 of a segment, so each takes a segment of its own. No shorter cluster wastes as much.
_HALF_A_SEGMENT = "𝅘" + 16 * "𝅥"


class _Candidate(NamedTuple):
    """The costliest filling in one coding, and the segments that are enough for all it carries."""

    segments: int
    carries_all: bool
    texts: dict[str, str]
    shown: tuple[str, ...]


def plain_clusters(sketch: Outline) -> bool:
    """Return whether no filling has a cluster of two code points, so that cuts are the same with clusters."""
    if not _single_or_crlf(sketch):
        return False
    ascii_values = all(variable.alphabet in _ASCII for variable in sketch.variables.values())
    return ascii_values and not ("\r" in sketch.full and "\n" in sketch.full)


_ASCII = (Alphabet.DIGITS, Alphabet.ASCII)


def _single_or_crlf(sketch: Outline) -> bool:
    """Return whether CR LF is the only cluster of two code points that a filling may have, and none has more.

    Below U+0300 nothing extends a cluster (U+200D, which joins pictographs, is above), nor does anything in
    the default alphabet.
    """
    if any(variable.alphabet is Alphabet.ANY for variable in sketch.variables.values()):
        return False
    return sketch.full.isascii() or all(
        character < "\u0300" or character in _BASIC for character in sketch.full
    )


_BASIC = frozenset(DEFAULT.values()) | {"€"}


def carriers(text: str, policy: Policy) -> list[Coding]:
    """Return the codings that can carry a text."""
    return [coding for coding in codings(policy) if _carries(coding, text)]


def _carries(coding: Coding, text: str) -> bool:
    try:
        coding.code(text)
    except UnicodeEncodeError:
        return False
    return True


def outsider(alphabet: Alphabet, known: frozenset[str]) -> str | None:
    """Return a character of an alphabet that is not among those known, if there is one."""
    if alphabet is Alphabet.ANY:
        return next(character for character in ("’", _ASTRAL) if character not in known)
    return min(characters(alphabet) - known, default=None)


def gsm7_characters(coding: Coding) -> frozenset[str]:
    """Return the characters of a GSM-7 coding."""
    return (
        frozenset(coding.alphabet.base.values()) | frozenset(coding.alphabet.shifted.values())
        if coding.alphabet
        else frozenset()
    )


def highest(sketch: Outline, policy: Policy) -> tuple[int, dict[str, str], tuple[str, ...]]:
    """Return segments that no filling exceeds, and values and conditions of the costliest filling tried."""
    candidates = [*filter(None, (_candidate(sketch, coding, policy) for coding in codings(policy)))]
    enough = [candidate for candidate in candidates if candidate.carries_all]
    by_segments = attrgetter("segments")
    likeliest = min(enough, key=by_segments) if enough else max(candidates, key=by_segments)
    segments, shown = likeliest.segments, likeliest.shown
    tries = [likeliest.texts, *_stubborn(sketch, policy)]
    best = -1, likeliest.texts
    for texts in tries:
        try:
            taken = count(fill(sketch.template.parts, texts, shown), policy=policy).segments
        except UnencodableError:
            continue
        if taken > best[0]:
            best = taken, texts
        if taken == segments:
            break
    return segments, best[1], shown


def _candidate(sketch: Outline, coding: Coding, policy: Policy) -> _Candidate | None:
    """Return the costliest filling in a coding; nothing where it carries none."""
    if not _carries(coding, sketch.bare):
        return None
    shown = tuple(
        name for name in sketch.flags if all(_carries(coding, text) for text in _texts_of(sketch, name))
    )
    carries_all = shown == sketch.flags
    texts = {}
    for name, variable in sketch.variables.items():
        costliest, whole = _costliest(coding, variable.alphabet) if variable.longest else ("", True)
        if not costliest and variable.shortest:
            return None
        texts[name] = costliest * variable.longest
        carries_all = carries_all and whole
    text = fill(sketch.template.parts, texts, shown)
    try:
        enough = _enough(text, coding, policy, sketch)
    except UnicodeEncodeError:  # of the numbering: this coding carries texts of one part only
        return _Candidate(1, carries_all=False, texts=texts, shown=shown)
    return _Candidate(enough, carries_all, texts, shown)


def _texts_of(sketch: Outline, flag: str) -> list[str]:
    return [part.text for part in sketch.template.parts if len(part) == 4 and part.name == flag]


def _costliest(coding: Coding, alphabet: Alphabet) -> tuple[str, bool]:
    """Return a character of an alphabet that no other exceeds in a coding, and whether it carries all."""
    letters = coding.alphabet
    if letters is None:
        return _COSTLIEST_IN_UCS2.get(alphabet, "é"), True
    base = frozenset(letters.base.values())
    shifted = frozenset(letters.shifted.values()) - base
    if alphabet is Alphabet.ANY:
        return max(shifted, default="a"), False
    wanted = characters(alphabet)
    return max(wanted & shifted, default=cheap(alphabet)), wanted <= base | shifted


_COSTLIEST_IN_UCS2 = {Alphabet.ANY: _ASTRAL, Alphabet.ASCII: "`", Alphabet.DIGITS: "0"}


def _enough(text: str, coding: Coding, policy: Policy, sketch: Outline) -> int:
    """Return segments that are enough, in a coding, for all texts that this one is the costliest of."""
    if policy.boundary is Boundary.CODE_POINT:
        return len(lay_out_in(coding, text, policy.boundary).stops)
    if coding.units(text) <= coding.lone_units:
        return 1
    if not policy.numbering:
        return _enough_whole(text, coding, policy, sketch)
    enough = digits = 0
    while len(str(enough)) > digits:
        digits += 1
        enough = max(enough, _enough_whole(text, coding.numbered(digits), policy, sketch))
    return enough


def _enough_whole(text: str, coding: Coding, policy: Policy, sketch: Outline) -> int:
    """Return segments that are enough where clusters, or words, are kept whole."""
    units, room = coding.units(text), coding.segment_units
    if policy.boundary is Boundary.WORD:
        # Of three segments in a row two hold more than a segment, whatever their words; and each but the last
        # holds all that the longest word, with the blank after it, would not need.
        enough = 3 * (units // (room + 1)) + 2
        word = max(map(coding.units, _WORD.findall(text)))
        return min(enough, 1 + (units - 1) // (room - word + 1)) if word <= room else enough
    pairs, rest = divmod(units, room + 1)
    enough = 2 * pairs + (rest > 0)
    return min(enough, (units - 1) // (room - 1) + 1) if _single_or_crlf(sketch) else enough


_WORD = re.compile(r"[^\s]*(?:[\u00a0\u2007\u202f][^\s]*)*\s?")


def _stubborn(sketch: Outline, policy: Policy) -> list[dict[str, str]]:
    """Return fillings that cost a lot in every coding, or are made of clusters that waste room."""
    tables = [coding for coding in codings(policy) if coding.encoding is not Encoding.UCS2]
    texts = {
        name: _costly_in_all(tables, variable.alphabet) * variable.longest
        for name, variable in sketch.variables.items()
    }
    tries = [texts]
    if policy.boundary is Boundary.GRAPHEME_CLUSTER:
        tries.append(
            {name: _clustered(texts[name], variable.alphabet) for name, variable in sketch.variables.items()}
        )
    return tries


def _costly_in_all(tables: list[Coding], alphabet: Alphabet) -> str:
    """Return the character whose cheapest coding takes the most units."""
    if alphabet is Alphabet.ANY:
        return _ASTRAL
    least = dict.fromkeys(sorted(characters(alphabet)), 3)
    for coding in tables:
        if coding.alphabet is None:
            continue
        base, shifted = coding.alphabet.base.values(), coding.alphabet.shifted.values()
        for character in set(base) & least.keys():
            least[character] = 1
        for character in set(shifted) & least.keys():
            least[character] = min(2, least[character])
    return max(least, key=least.__getitem__)


def _clustered(text: str, alphabet: Alphabet) -> str:
    """Return a value as long, of clusters that waste room."""
    if alphabet in _ASCII:
        return text
    unit = _HALF_A_SEGMENT if alphabet is Alphabet.ANY else "\r\n"
    return (unit * (len(text) // len(unit) + 1))[: len(text)]
