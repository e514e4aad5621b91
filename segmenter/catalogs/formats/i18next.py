r"""i18next's JSON: nested keys as in `json_keys`, where a suffix shows the plural form.

Which suffixes are plural forms follows from the language and the texts; ``{{value, format}}`` and
``{{- raw}}`` are shown as ``{{value}}``.

:format: i18next
:suffixes: .i18next.json
:among: .json
:sign: _(?:zero|one|two|few|many|other|plural)"\s*:\s*"|\{\{[^{}"]*\}\}|\$t\(
:files: `.json` with `key_one`, `{{name}}` or `$t(`
:entry: as `json`; plural suffixes are variants
:placeholders: `mustache`
:comment_member: "@{key}": {}
:comments: as `json`
:rule: a suffix such as `_one` is a plural form, unless it stands alone as `_other` or is not a form of the
    language, and no text of the key has `{{count}}`; a context, such as `_male`, is part of the key, as it
    cannot be told from one; `$t(…)` stays as it is
"""

from __future__ import annotations

import re

from ..decoding import CatalogFile
from ..entries import Entry, Remark
from ..notations import JSON
from ..plurals import CATEGORIES, categories, is_known
from ..variants import presented
from .json_keys import read as read_plain

__all__ = ["read"]

_FORM = re.compile(r"(.+?)_((?:ordinal_)?(?:zero|one|two|few|many|other))", re.DOTALL)
_COUNT = re.compile(r"\{\{-?\s*count\b")
_VALUE = re.compile(r"\{\{-?\s*([\w.-]+)\s*(?:,[^{}]*)?\}\}")


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all texts."""
    if (only := file.only) is not None:
        file.only = lambda key: any(map(only, _alike(key)))
    entries, remarks = read_plain(file)
    forms: dict[str, dict[str, str]] = {}
    for entry in entries:
        if match := _FORM.fullmatch(entry.key):
            forms.setdefault(match[1], {})[match[2]] = entry.text
    plurals = {key for key, texts in forms.items() if _is_plural(texts, file.locale)}
    return [_as_i18next(file, entry, plurals) for entry in entries], remarks


def _alike(key: str) -> list[str]:
    """Return a key, and where it may be a plural form, those of all forms of its text."""
    match = _FORM.fullmatch(key)
    forms = [f"{prefix}{name}" for prefix in ("", "ordinal_") for name in CATEGORIES]
    return [key, match[1], *(f"{match[1]}_{form}" for form in forms)] if match else [key]


def _is_plural(texts: dict[str, str], locale: str) -> bool:
    """Return whether keys that end as plural forms do are forms of one text, not names of several."""
    if any(_COUNT.search(text) for text in texts.values()) or not is_known(locale):
        return True
    known = categories(locale)
    if texts.keys() == {"other"}:
        return known == ("other",)
    return "other" in texts or all(name in (*known, "zero") or name.startswith("ordinal_") for name in texts)


def _as_i18next(file: CatalogFile, entry: Entry, plurals: set[str]) -> Entry:
    key, variant = entry.key, ""
    if (match := _FORM.fullmatch(key)) and match[1] in plurals:
        key, variant = match[1], match[2]
    text, pieces = entry.text, entry.pieces
    if "{{" in text:
        [(start, stop, _)] = entry.pieces
        pieces = tuple(presented(file, start, stop, JSON, _VALUE, lambda match: f"{{{{{match[1]}}}}}"))
        text = file.text_of(pieces)
    return entry._replace(key=key, variant=variant, text=text, pieces=pieces, syntax="mustache")
