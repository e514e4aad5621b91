r"""i18next's JSON: nested keys as in `json_keys`, where a suffix tells the plural form.

``item_one`` is variant ``one`` of ``item``. ``order_sms`` is a key of its own: nothing shows whether a
context or a part of the name follows the underscore.
``{{value, format}}`` and ``{{- raw}}`` are shown as ``{{value}}``.

:format: i18next
:suffixes: .i18next.json
:among: .json
:sign: _(?:zero|one|two|few|many|other|plural)"\s*:\s*"|\{\{[^{}"]*\}\}|\$t\(
:files: `.json` with `key_one`, `{{name}}` or `$t(`
:entry: as `json`; plural suffixes are variants
:placeholders: `mustache`
:comments: as `json`
:rule: a context, such as `_male`, is part of the key, as it cannot be told from one; `$t(…)` stays as it is
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
    return [_as_i18next(file, entry) for entry in entries], remarks


def _as_i18next(file: CatalogFile, entry: Entry) -> Entry:
    key, variant = entry.key, ""
    if match := _FORM.fullmatch(key):
        key, variant = match[1], match[2]
    text, pieces = entry.text, entry.pieces
    if "{{" in text:
        [(start, stop, _)] = pieces_of(entry)
        pieces = tuple(presented(file, start, stop, JSON, _VALUE, lambda match: f"{{{{{match[1]}}}}}"))
        text = file.text_of(pieces)
    return entry._replace(key=key, variant=variant, text=text, pieces=pieces, syntax="mustache")
