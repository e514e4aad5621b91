"""Names: the country that an English name means, on price lists and in columns of recipients.

It looks names up in the table of them, and must not know which code a row may have.
"""

from __future__ import annotations

from functools import cache, lru_cache

__all__ = ["country_named", "like_a_country"]

_WORDS = {"st": "saint", "rep": "republic", "dem": "democratic"}


@lru_cache(4096)
def country_named(name: str) -> str | None:
    """Return the country of an English name; case, accents, marks, ``the`` and ``of`` make no difference.

    What stands behind a comma or in brackets may stand in front too, as ISO 3166-1 writes it.

    >>> country_named("The Netherlands"), country_named("Korea, Republic of"), country_named("Virgin Islands")
    ('NL', 'KR', None)
    """
    import re

    known = _by_name()
    if country := known.get(_plain(name)):
        return country
    # ISO 3166-1: Bolivia (Plurinational State of), Virgin Islands (British).
    turned = re.fullmatch(r"([^,(\[]+)[,(\[]([^,()\[\]]+)[)\]]?\s*", name)
    return known.get(_plain(f"{turned[2]} {turned[1]}")) if turned else None


@lru_cache(4096)
def like_a_country(name: str) -> str:
    """Return the end of a message that suggests the name most like a wrong one; empty where none is near.

    >>> like_a_country("Germny"), like_a_country("?")
    ('; did you mean Germany?', '')
    """
    from ...files.words import did_you_mean

    shown = (name for names in _names().values() for name in names)
    return did_you_mean(name.strip().title() if name.isupper() or name.islower() else name.strip(), shown)


@cache
def _names() -> dict[str, list[str]]:
    from .tables.names import NAMES

    names: dict[str, list[str]] = {}
    for line in NAMES.strip().splitlines():
        names.setdefault(line[:2], []).extend(line[3:].split("/"))
    return names


@cache
def _by_name() -> dict[str, str]:
    return {_plain(name): country for country, names in _names().items() for name in names}


def _plain(name: str) -> str:
    """Return a name as spellings of it agree: without accents, marks, the and of, U.S. as one word."""
    import re
    import unicodedata

    letters = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    kept = "".join(" " if not one.isalnum() else one for one in letters if not unicodedata.combining(one))
    joined = re.sub(r"\b(\w) (?=\w\b)", r"\1", kept)
    return " ".join(_WORDS.get(word, word) for word in joined.split() if word not in ("the", "of"))
