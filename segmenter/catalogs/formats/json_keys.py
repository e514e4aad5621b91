"""JSON of texts by key, flat or nested: one entry per string, its key the path joined with dots.

Plurals and placeholders have no notation of their own here; see `i18next` for a format that has. Where the
project says that every text goes through MessageFormat, it is read as in `arb`.

:format: json
:suffixes: .json
:general: yes
:entry: a string; its key is the path with dots
:placeholders: the key `syntax`
:comment_member: "@{key}": {}
:comments: the members `//`, `_comment…` and `@key`
:rule: equal keys are all read; where `message_format` in the configuration names the file, plurals and
    selects are variants, and placeholders are `brace`
"""

from __future__ import annotations

from ..decoding import CatalogFile
from ..entries import Entry, Remark
from ..json_source import Members, Node, Text, members_of, noted, sought_texts

__all__ = ["read"]


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all texts that are wanted."""
    if file.only and (sought := sought_texts(file, file.only)) is not None:
        return [_entry(file, key, text) for key, text in sought], []
    entries: list[Entry] = []
    remarks: list[Remark] = []

    def walk(node: Node, path: str, comments: tuple[str, ...]) -> None:
        if isinstance(node, Text):
            entries.append(_entry(file, path, node, comments))
        elif isinstance(node, Members):
            names = {name for name, _ in node.pairs}
            about = {name[1:]: value for name, value in node.pairs if name[:1] == "@" and name[1:] in names}
            for name, value in node.pairs:
                if name[:1] == "@" and name[1:] in about:
                    noted(file, _comment_in(value), remarks)
                elif name[:1] == "@" and isinstance(value, Members):
                    continue  # facts about a text that is elsewhere, or MediaWiki's about the file
                elif name.startswith(("//", "_comment")):
                    comments += tuple(filter(None, noted(file, _comment_in(value), remarks)))
                else:
                    own = _comment_in(about.get(name))
                    inner = (own.value, *comments) if own and own.value else comments
                    walk(value, f"{path}.{name}" if path else name, inner)
        elif isinstance(node, list):
            for at, value in enumerate(node):
                walk(value, f"{path}.{at}" if path else str(at), comments)

    walk(members_of(file), "", ())
    return entries, remarks


def _entry(file: CatalogFile, key: str, text: Text, comments: tuple[str, ...] = ()) -> Entry:
    return Entry(key, text.value, file.line(text.start), file.locale, comments=comments, pieces=text.pieces)


def _comment_in(node: Node) -> Text | None:
    """Return what a comment says: a text, or the description of an object."""
    comment = node.get("description") if isinstance(node, Members) else node
    return comment if isinstance(comment, Text) else None
