r"""WebExtensions' messages.json: one entry per message, ``$NAME$`` shown as ``${name}``.

Descriptions are comments, and a placeholder's example is the example of its value.

:format: webext
:among: .json
:sign: \A\s*\{\s*"(?:[^"\\]|\\.)*+"\s*:\s*\{\s*"(?:message|description)"\s*:\s*"
:path: (?:^|/)_locales/(?:.*/)?messages\.json$
:files: `_locales/*/messages.json`
:entry: a message
:placeholders: `dollar`
:comment_member: "description": {}
:comments: the `description`
"""

from __future__ import annotations

import re

from ..decoding import CatalogFile
from ..entries import Entry, Remark
from ..json_source import Members, Text, examples_in, members_of, noted
from ..notations import JSON
from ..variants import presented

__all__ = ["read"]

_PLACEHOLDER = re.compile(r"\$\$|\$([A-Za-z0-9_@]+)\$|\$([1-9])")


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all messages."""
    entries: list[Entry] = []
    remarks: list[Remark] = []
    for key, value in members_of(file).pairs:
        message = value.get("message") if isinstance(value, Members) else None
        if not isinstance(value, Members) or not isinstance(message, Text):
            at = value.start if isinstance(value, Members | Text) else 0
            raise file.error(at, f"{key} has no message", 'write {"message": "…"}')
        comments = noted(file, value.get("description"), remarks)
        examples = {name.lower(): text for name, text in examples_in(value.get("placeholders")).items()}
        pieces = tuple(presented(file, message.start, message.stop, JSON, _PLACEHOLDER, _shown))
        entries.append(file.entry(key, pieces, syntax="dollar", comments=comments, examples=examples))
    return entries, remarks


def _shown(match: re.Match[str]) -> str | None:
    name = match[1] or match[2]
    return f"${{{name.lower()}}}" if name else None
