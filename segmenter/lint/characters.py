"""Sets of characters that decide which rules apply: those outside GSM-7, and those that are invisible.

Knows characters and what stands around them; what is wrong with them is each rule's business.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..core.tables.default import DEFAULT, EXTENSION

__all__ = [
    "GSM7",
    "POINTED",
    "SAME_IN_PLAIN",
    "few_outside",
    "has_invisible",
    "is_idle",
    "is_misdecoded",
    "is_other_script",
    "is_separator",
    "outside",
]

GSM7 = frozenset(DEFAULT.values()) | frozenset(EXTENSION.values())
_MOST_PARTS = 16  # code points of one emoji

# What advice types plainly at its level TYPOGRAPHIC and what is the same mark then, as a typewriter has it,
# or looks the same. The others of that level carry a meaning that the plain sign has not: l·l in Catalan,
# ¬ and †, the length ː of a vowel, the letters ʾ and ʿ, brackets, 。 and 、, ■ and ● in a rating.
SAME_IN_PLAIN = frozenset(
    "‘’‚‛“”„‟«»‹›❛❜❝❞❟❠❮❯〝〞〟⹂🙶🙷🙸"  # quotation marks
    "ʹʺʻʼʽˈˊˋˮ`´΄"  # apostrophes, and accents typed for one
    "′″‴‵‶‷⁗"  # primes
    "\u2010\u2011‒–—―⸺⸻−˗﹘﹣－"  # hyphens, dashes, minus signs
    "․‥…⋯"  # dots
    "•‣⁃◦∙"  # bullets
    "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"  # spaces
    "\u202f\u205f\u3000"
    "\v\u0085\u2028\u2029"  # line ends
    "⁄∕∗∶꞉∼˜〜∣¦"  # look the same
)


@lru_cache(maxsize=4)  # several rules ask about one text
def outside(text: str) -> frozenset[str]:
    """Return the characters of a text that GSM-7 lacks.

    >>> sorted(outside("Déjà ’ą"))
    ['ą', '’']
    """
    return frozenset(text) - GSM7


def few_outside(text: str) -> bool:
    """Return whether a text has offenders, but so few that a reader may see a single character."""
    found = outside(text)
    return 0 < len(found) <= _MOST_PARTS and sum(map(str.isalpha, found)) < 2


def is_other_script(text: str) -> bool:
    r"""Return whether a text has several letters that GSM-7 lacks, and nothing invisible.

    >>> is_other_script("Заказ готов"), is_other_script("Заказ\u200b готов"), is_other_script("It’s")
    (True, False, False)
    """
    found = outside(text)
    return sum(map(str.isalpha, found)) > 1 and found.isdisjoint(_invisible())


def has_invisible(text: str) -> bool:
    """Return whether a text has invisible characters; some of them may have an effect there."""
    return not _invisible().isdisjoint(outside(text))


@cache
def _invisible() -> frozenset[str]:
    from ..advice.tables.typographic import TYPOGRAPHIC

    return frozenset(one for one, plain in TYPOGRAPHIC.items() if not plain)


# Letters that join, stack, or are written without spaces, from Hebrew to Myanmar, from Tagalog to Mongolian
# and on: what stands between them may shape them or break lines. Invisible marks are left out.
_SHAPED = (
    r"[\u0590-\u061b\u061d-\u109f\u1700-\u17b3\u17b6-\u180a\u1810-\u1c7f\u1cc0-\u1cff\ua800-\uabff"
    r"\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
# What may be a placeholder in any syntax: its value may be of any script.
_FILLED = r"[{%$#]|\(\(|:\w"
_RIGHTWARD = "\u200e\u202a\u202d\u2066\u2068\u202c\u2069"  # LRM, LRE, LRO, LRI, FSI and the two that end them
_LEFTWARD = "\u200f\u061c"  # RLM, ALM
_TURNED = r"[\u202b\u202e\u2067]"  # RLE, RLO, RLI: they turn signs and digits even in a Latin text
_IDLE = frozenset(map(chr, [*range(0x09), *range(0x0E, 0x20), 0x7F, 0xFEFF, *range(0x2061, 0x2065)]))
_IDLE_AMONG_PLAIN = frozenset(
    map(chr, [0x200B, 0x200C, 0x200D, *range(0x206A, 0x2070), 0x17B4, 0x17B5, *range(0x180B, 0x1810)])
)
_TURNABLE = f"{_SHAPED}|{_FILLED}|{_TURNED}"
_NEAR = 32  # a longer run of invisible characters is judged by its next code points
_TAGS = frozenset(map(chr, [0xE0001, *range(0xE0020, 0xE0080)]))
_CANDIDATES = "".join(_IDLE | _IDLE_AMONG_PLAIN | _TAGS | set(_RIGHTWARD + _LEFTWARD))
_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))


# A sign of quotation between blanks separates, as in "Home › Shop".
POINTED = {"‹": "<", "«": "<", "❮": "<", "›": ">", "»": ">", "❯": ">"}
"""What stands for such a separator: it points, and quotes nothing."""
_SEPARATORS = frozenset(POINTED)


def is_separator(text: str, start: int, stop: int) -> bool:
    """Return whether a sign of quotation stands between blanks, so that it quotes nothing.

    >>> is_separator("Home › Shop", 5, 6), is_separator("« Oui »", 0, 1)
    (True, False)
    """
    around = text[max(start - 1, 0) : start], text[stop : stop + 1]
    return _SEPARATORS.issuperset(text[start:stop]) and all(one and one.isspace() for one in around)


def is_misdecoded(text: str) -> bool:
    """Return whether a text has C1 controls, which are Windows-1252 or UTF-8 read as Latin-1."""
    return re.search("[\x80-\x9f]", text) is not None


def is_idle(text: str, index: int) -> bool:
    r"""Return whether an invisible character could be removed without any visible change to this text.

    One that acts on line breaks (U+00AD, U+2060), shapes a letter, or turns text is not idle, nor is one with
    an unknown effect.

    >>> is_idle("a\u200bb", 1), is_idle("ក\u200bខ", 1), is_idle("a\u00adb", 1)
    (True, False, False)
    """
    from unicodedata import category

    one = text[index]
    left, right = text[max(index - _NEAR, 0) : index], text[index + 1 : index + _NEAR]
    before, after = left[-1:], right.lstrip(_CANDIDATES)[:1]
    if after and (category(after)[0] == "M" or "\U0001f3fb" <= after <= "\U0001f3ff"):
        return False  # that would join what stands before
    run = left[len(left.rstrip(_CANDIDATES)) :] + one + right[: len(right) - len(right.lstrip(_CANDIDATES))]
    if "\u200d" in run and _is_symbol(after):
        return False  # what stands before may become an emoji of two parts
    if one in _IDLE:
        return True
    if one in _IDLE_AMONG_PLAIN:
        return _first(_SHAPED, text) < 0
    if one in _RIGHTWARD:
        return _first(_TURNABLE, text) < 0
    if one in _LEFTWARD:  # first in a text it would turn all of it; beside digits it turns their order
        return _first(f"{_TURNABLE}|[0-9]", text) < 0 <= _first(r"[^\W\d_]", text) < index
    if one in _SELECTORS:  # where there is nothing of which it could select a form
        return not before or (before < "\u0590" and before not in f"0123456789#*©®{_CANDIDATES}")
    if one in _TAGS:
        return _first("\U0001f3f4", text) < 0  # else it may be of a flag
    return False


@lru_cache(maxsize=8)
def _first(pattern: str, text: str) -> int:
    """Return where a pattern is found first, or -1: looked for once for all the characters of a text."""
    found = re.search(pattern, text)
    return -1 if found is None else found.start()


def _is_symbol(one: str) -> bool:
    """Return whether this may be the next part of an emoji."""
    from unicodedata import category

    return bool(one) and category(one) in ("So", "Sm", "Sk", "Cn")
