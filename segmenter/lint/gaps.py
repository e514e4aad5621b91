"""Gaps: plural forms that a language has and a key lacks, and keys that only one of two languages has.

Compares names; whether an entry is a message, and what a rule says about a gap, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..catalogs.entries import Catalog, Entry

__all__ = ["missing_entries", "missing_forms", "surplus_entries"]

_CATEGORIES = frozenset(("zero", "one", "two", "few", "many", "other"))
_ORDINAL = "ordinal_"


def missing_forms(entries: Iterable[Entry]) -> dict[int, tuple[str, ...]]:
    """Return which plural forms of their languages keys lack, by the `id` of the first entry of each.

    Each form is an entry of its own, or the reader says what the plurals of a message lack.
    """
    missing: dict[int, tuple[str, ...]] = {}
    forms: dict[tuple[str, str, str, bool], list[Entry]] = {}
    seen: set[tuple[str, str, str]] = set()
    for entry in entries:
        about = entry.locale, entry.context, entry.key
        if entry.lacks is not None:
            if entry.lacks and about not in seen:
                seen.add(about)
                missing[id(entry)] = entry.lacks
        elif entry.variant and entry.locale and (name := entry.variant.removeprefix(_ORDINAL)) in _CATEGORIES:
            forms.setdefault((*about, name is not entry.variant), []).append(entry)
    if not forms:
        return missing
    from ..catalogs.plurals import categories, is_known

    for (locale, _, _, ordinal), present in forms.items():
        have = {entry.variant.removeprefix(_ORDINAL) for entry in present}
        names = categories(locale, ordinal=ordinal) if is_known(locale) else ()
        if lack := tuple(name for name in names if name not in have):
            missing[id(present[0])] = lack
    return missing


def surplus_entries(catalog: Catalog) -> frozenset[int]:
    """Return the ids of entries, the first of each key, whose key the source language does not have."""
    if catalog.original is None:
        return frozenset()
    keys = {(entry.context, entry.key) for entry in catalog.original.entries}
    first = {(entry.context, entry.key): id(entry) for entry in reversed(catalog.entries)}
    return frozenset(identity for key, identity in first.items() if key not in keys)


def missing_entries(catalog: Catalog) -> Iterator[Entry]:
    """Yield an entry of the source language for each key that a catalog lacks.

    Its line is that of the key before it in this catalog, behind which it belongs, and its locale this
    catalog's.
    """
    if catalog.original is None:
        return
    lines = {(entry.context, entry.key): entry.line for entry in catalog.entries}
    locale = next((entry.locale for entry in catalog.entries if entry.locale), "")
    line, seen = 1, set()
    for entry in catalog.original.entries:
        key = entry.context, entry.key
        if key in lines:
            line = lines[key]
        elif key not in seen:
            seen.add(key)
            yield entry._replace(line=line, locale=locale, pieces=())
