r"""Flutter's .arb: JSON of ICU messages, each with what its ``@key`` says of it.

Plurals and selects give an entry for each combination of branches; placeholders are shown as ``{name}``.

:format: arb
:suffixes: .arb
:among: .json
:sign: \A\s*\{(?s:.*)"@@locale"\s*:
:entry: a message; plurals and selects are variants
:placeholders: `brace`
:comments: the `description` of `@key`
:rule: two apostrophes are one, `'{…}'` is literal; a malformed message stays whole
"""

from __future__ import annotations

from ..decoding import CatalogFile
from ..entries import Entry, Remark
from ..icu import formatted_in, json_parts
from ..json_source import Members, Text, members_of
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
            description = value.get("description")
            if isinstance(description, Text):
                remarks.append(file.remark(description.start, description.value))
        elif isinstance(value, Text) and name[:1] != "@":
            facts = about.get(f"@{name}")
            said = facts.text("description") if facts else None
            entries += entries_of(
                file,
                name,
                json_parts(file, value),
                offset=value.start,
                locale=locale,
                syntax="brace",
                comments=(said,) if said else (),
                examples=_examples(facts) if facts else {},
                formatted=formatted_in(value.value),
            )
    return entries, remarks


def _examples(facts: Members) -> dict[str, str]:
    placeholders = facts.get("placeholders")
    pairs = placeholders.pairs if isinstance(placeholders, Members) else ()
    found = {name: each.text("example") for name, each in pairs if isinstance(each, Members)}
    return {name: example for name, example in found.items() if example}
