"""Reducing: a text in GSM-7 and some further characters, as a provider makes it before it is sent.

One function of the text; which provider does so, and what it keeps, is not known here.
"""

import re
from functools import lru_cache
from unicodedata import combining, normalize

from ..core.tables.default import DEFAULT, EXTENSION

__all__ = ["reduced"]

_GSM7 = frozenset(DEFAULT.values()) | frozenset(EXTENSION.values())
_SIMPLER = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    "\t": " ",
    "\u00a0": " ",
    **dict.fromkeys("\u180e\u200b\u200c\u200d\u2060\ufeff", ""),
}


@lru_cache(maxsize=8)
def _others(keeps: str) -> re.Pattern[str]:
    return re.compile(f"[^{re.escape(''.join(sorted(_GSM7 | frozenset(keeps))))}]")


def reduced(text: str, keeps: str) -> str:
    """Replace what is neither in GSM-7 nor kept: by its plain form or base letter, else by a question mark.

    >>> reduced("Ŵy’n – ñ ş 😀", "Ŵ")
    "Ŵy'n - ñ s ?"
    """
    return _others(keeps).sub(lambda match: _reduced(match[0]), text)


def _reduced(character: str) -> str:
    if character in _SIMPLER:
        return _SIMPLER[character]
    base = "".join(part for part in normalize("NFKD", character) if not combining(part))
    return base if base and _GSM7.issuperset(base) else "?"
