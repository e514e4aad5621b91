r""".NET's .resx: the strings of a resource file; images, files and what the designer keeps are not texts.

Formats in a text are those of `String.Format`: ``{0:N2}`` is shown as ``{0}``.

:format: resx
:suffixes: .resx
:entry: a `<data>` that is a string
:placeholders: `brace`, in a text with a placeholder such as `{0}`; otherwise the key `syntax`
:comment_line: <!-- {} -->
:comments: `<!-- … -->` and `<comment>`
:rule: only strings are texts: a `<data>` without `mimetype`, and without `type` or of type `System.String`;
    names that begin with `>>` are the designer's; white space is kept as written
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..decoding import CatalogFile
from ..entries import Entry, Remark
from ..variants import presented
from ..xml_source import XML, Element, encoding_of, parsed

__all__ = ["encoding_of", "read"]

_FORMAT = re.compile(r"\{\{|\}\}|\{(\d+)\s*(,\s*-?\d+)?\s*(:[^{}]*)?\}")


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all strings."""
    root, remarks = parsed(file, "root")
    entries: list[Entry] = []
    for data in root.named("data"):
        comments = [file.remark(comment.inner, comment.text(file)) for comment in data.named("comment")]
        remarks += comments
        if _is_text(data):
            entries += _entry(file, data, tuple(remark.text for remark in comments))
    return entries, sorted(remarks)


def _is_text(data: Element) -> bool:
    facts = data.attributes
    kind = facts.get("type", "System.String")
    is_string = kind.partition(",")[0].strip() == "System.String"
    return is_string and "mimetype" not in facts and not facts.get("name", ">>").startswith(">>")


def _entry(file: CatalogFile, data: Element, comments: tuple[str, ...]) -> Iterator[Entry]:
    for value in data.named("value"):
        pieces = tuple(presented(file, value.inner, value.inner_stop, XML, _FORMAT, _shown))
        formats = [match for match in _FORMAT.finditer(value.text(file)) if match[1]]
        yield file.entry(
            data.attributes["name"],
            pieces,
            offset=value.start,
            syntax="brace" if formats else "",
            comments=data.comments + comments,
            formatted=tuple(dict.fromkeys(match[1] for match in formats if match[3])),
        )


def _shown(match: re.Match[str]) -> str | None:
    return f"{{{match[1]}}}" if match[1] else None
