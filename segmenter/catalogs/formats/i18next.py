r"""i18next's JSON: nested keys as in `json_keys`, where a suffix tells the plural form or the context.

``item_one`` is variant ``one`` of ``item``; ``friend_male`` is variant ``male`` of ``friend`` beside it.
``{{value, format}}`` and ``{{- raw}}`` are shown as ``{{value}}``.

:format: i18next
:suffixes: .i18next.json
:among: .json
:sign: _(?:zero|one|two|few|many|other|plural)"\s*:\s*"|\{\{[^{}"]*\}\}|\$t\(
:files: `.json` with `key_one`, `{{name}}` or `$t(`
:entry: as `json`; plural and context suffixes are variants
:placeholders: `mustache`
:comments: as `json`
:rule: `friend_male` is a variant where `friend` stands beside it; `$t(…)` stays as it is
"""

from __future__ import annotations

import re

from ..decoding import CatalogFile
from ..entries import Entry, Remark
from ..notations import JSON
from ..places import pieces_of
from ..variants import presented
from .json_keys import messages_of

__all__ = ["read"]

_FORM = re.compile(r"(.+?)_((?:ordinal_)?(?:zero|one|two|few|many|other))", re.DOTALL)
_VALUE = re.compile(r"\{\{-?\s*([\w.-]+)\s*(?:,[^{}]*)?\}\}")


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all texts."""
    entries, remarks = messages_of(file)
    keys = {entry.key for entry in entries}
    return [_as_i18next(file, entry, keys) for entry in entries], remarks


def _as_i18next(file: CatalogFile, entry: Entry, keys: set[str]) -> Entry:
    key, variant = entry.key, ""
    if match := _FORM.fullmatch(key):
        key, variant = match[1], match[2]
    base, _, context = key.rpartition("_")
    if base in keys:
        key, variant = base, ",".join(filter(None, (context, variant)))
    text, pieces = entry.text, entry.pieces
    if "{{" in text:
        [(start, stop, _)] = pieces_of(entry)
        pieces = tuple(presented(file, start, stop, JSON, _VALUE, lambda match: f"{{{{{match[1]}}}}}"))
        text = file.text_of(pieces)
    return entry._replace(key=key, variant=variant, text=text, pieces=pieces, syntax="mustache")
