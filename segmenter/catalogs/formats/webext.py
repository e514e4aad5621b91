r"""WebExtensions' messages.json: one entry per message, ``$NAME$`` shown as ``${name}``.

Descriptions are comments, and a placeholder's example is the example of its value.

:format: webext
:among: .json
:sign: \A\s*\{\s*"(?:[^"\\]|\\.)*+"\s*:\s*\{\s*"(?:message|description)"\s*:\s*"
:path: (?:^|/)_locales/(?:.*/)?messages\.json$
:files: `_locales/*/messages.json`
:entry: a message
:placeholders: `dollar`
:comments: the `description`
"""

from __future__ import annotations

import re

from ..entries import Entry, Remark
from ..json_source import Members, Text, members_of
from ..notations import JSON
from ..sources import Source
from ..variants import presented, text_of

__all__ = ["read"]

_PLACEHOLDER = re.compile(r"\$\$|\$([A-Za-z0-9_@]+)\$|\$([1-9])")


def read(source: Source) -> tuple[list[Entry], list[Remark]]:
    """Read all messages."""
    entries: list[Entry] = []
    remarks: list[Remark] = []
    for key, value in members_of(source).pairs:
        message = value.get("message") if isinstance(value, Members) else None
        if not isinstance(value, Members) or not isinstance(message, Text):
            at = value.start if isinstance(value, Members | Text) else 0
            raise source.error(at, f"{key} has no message", 'write {"message": "…"}')
        description = value.get("description")
        comments: tuple[str, ...] = ()
        if isinstance(description, Text):
            comments = (description.value,)
            remarks.append(Remark(source.line(description.start), description.value.strip()))
        examples = _examples(value.get("placeholders"))
        pieces = tuple(presented(source, message.start, message.stop, JSON, _PLACEHOLDER, _shown))
        entries.append(
            Entry(
                key=key,
                text=text_of(source, pieces),
                line=source.line(message.start),
                locale=source.locale.replace("_", "-"),
                syntax="dollar",
                comments=comments,
                examples=examples,
                pieces=pieces,
            )
        )
    return entries, remarks


def _shown(match: re.Match[str]) -> str | None:
    name = match[1] or match[2]
    return f"${{{name.lower()}}}" if name else None


def _examples(placeholders: object) -> dict[str, str]:
    pairs = placeholders.pairs if isinstance(placeholders, Members) else ()
    found = {name.lower(): each.text("example") for name, each in pairs if isinstance(each, Members)}
    return {name: example for name, example in found.items() if example}
