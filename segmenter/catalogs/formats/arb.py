r"""Flutter's .arb: JSON of ICU messages, each with what its ``@key`` says about it.

Plurals and selects give an entry for each combination of branches; placeholders are shown as ``{name}``.

:format: arb
:suffixes: .arb
:among: .json
:sign: \A\s*\{(?s:.*)"@@locale"\s*:
:entry: a message; plurals and selects are variants
:placeholders: `brace`
:comment_member: "@{key}": {"description": {}}
:comments: the `description` of `@key`
:rule: two apostrophes are one, `'{…}'` is literal; a malformed message stays whole
"""

from __future__ import annotations

from ..decoding import CatalogFile
from ..entries import Entry, Remark
from ..icu import formatted_in, message_parts
from ..json_source import Members, Text, examples_in, members_of, noted
from ..variants import entries_of

__all__ = ["read"]


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all messages."""
    root = members_of(file)
    locale = (root.text("@@locale") or file.locale).replace("_", "-")
    about = {name: value for name, value in root.pairs if name[:1] == "@" and isinstance(value, Members)}
    entries: list[Entry] = []
    remarks: list[Remark] = []
    for name, value in root.pairs:
        if isinstance(value, Members):
            noted(file, value.get("description"), remarks)
        elif isinstance(value, Text) and name[:1] != "@":
            facts = about.get(f"@{name}")
            comment = facts.text("description") if facts else None
            entries += entries_of(
                file,
                name,
                message_parts(file, value.pieces, value.value),
                offset=value.start,
                locale=locale,
                syntax="brace",
                comments=(comment,) if comment else (),
                examples=examples_in(facts.get("placeholders") if facts else None),
                formatted=formatted_in(value.value),
            )
    return entries, remarks
