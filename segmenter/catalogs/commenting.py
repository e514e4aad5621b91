"""Commenting: puts a comment beside one entry of a file, in the way its format writes comments.

The place of a comment is found by trying, and proved by reading the result; what it says is not known here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from .detection import FORMATS
from .entries import Catalog, Entry
from .errors import CatalogError, UneditableError
from .places import line_starts, span
from .reading import read

__all__ = ["commented"]

_MOST_LINES = 12
"""How many lines above its text an entry may begin, such as a unit of XLIFF with its source."""


def commented(catalog: Catalog, entry: Entry, words: str) -> bytes:
    r"""Return the file's octets with a comment that is about one entry, and about its variants.

    Args:
        catalog: that holds the entry.
        entry: one of its texts.
        words: of the comment, on one line.

    Raises:
        UneditableError: the format has no such comment, or none can be added without changing more.

    >>> catalog = read("fr.po", b'#, c-format\nmsgid "a"\nmsgstr "b"\n')
    >>> commented(catalog, catalog.entries[0], "segmenter: ignore").decode().splitlines()[0]
    '# segmenter: ignore'
    """
    for offset, inserted in _places(catalog, entry, words):
        text = catalog.text[:offset] + inserted + catalog.text[offset:]
        octets = catalog.mark + text.encode(catalog.encoding)
        try:
            renewed = read(catalog.path, octets, format=catalog.format, conventions=catalog.conventions)
        except CatalogError:
            continue
        if _adds_only(catalog, renewed, entry, words):
            return octets
    problem = f"a comment cannot be put beside one text of format {catalog.format}"
    remedy = "set per_file_ignores in the configuration"
    raise UneditableError(problem, remedy, path=catalog.path, line=entry.line, key=entry.key)


def _places(catalog: Catalog, entry: Entry, words: str) -> Iterator[tuple[int, str]]:
    """Yield where the comment may stand, and how it is written there, likeliest first."""
    format_ = FORMATS[catalog.format]
    if comment := format_.comment_line.replace("{}", words):
        yield from [(0, comment)] if format_.whole else _above(catalog, entry, comment)
    elif format_.comment_member:
        yield from _members(catalog, entry, words, format_.comment_member)


def _above(catalog: Catalog, entry: Entry, comment: str) -> Iterator[tuple[int, str]]:
    """Yield the lines above an entry, nearest first; in gettext, those above its other comments."""
    starts, text = line_starts(catalog.text), catalog.text
    end = "\r\n" if "\r\n" in text else "\n"
    line = entry.line
    if catalog.format == "gettext":
        message = re.compile(r"(?:msgid|msgctxt)\b")
        while line > 1 and not message.match(text, starts[line - 1]):
            line -= 1
        while line > 1 and re.compile(r"msgctxt\b|#(?!~)").match(text, starts[line - 2]):
            line -= 1
    for number in range(line, max(line - _MOST_LINES, 0), -1):
        start = starts[number - 1]
        indent = re.compile(r"[ \t]*").match(text, start)
        yield start, f"{indent[0] if indent else ''}{comment}{end}"


def _members(catalog: Catalog, entry: Entry, words: str, member: str) -> Iterator[tuple[int, str]]:
    """Yield the members before which one may be added: that of the text itself, and those around it."""
    place = span(catalog, entry, 0, len(entry.text))
    if place is None:
        return
    before = catalog.text[: place[0]]
    keys = [*re.finditer(r'"((?:[^"\\\n]|\\.)*)"\s*:\s*(?=["{])', before)][-_MOST_LINES:]
    for key in reversed(keys):
        written = member.replace("{}", json.dumps(words, ensure_ascii=False)).replace("{key}", key[1])
        inside = "{key}" not in member and before[key.end() :].startswith("{")
        yield key.end() + 1 if inside else key.start(), f"{written}, "


def _adds_only(catalog: Catalog, renewed: Catalog, entry: Entry, words: str) -> bool:
    """Return whether an entry has the comment, or the file where it is one text, and nothing else differs."""
    if len(catalog.entries) != len(renewed.entries):
        return False
    whole = FORMATS[catalog.format].whole
    reached = whole and any(words in remark.text for remark in renewed.remarks)
    for old, new in zip(catalog.entries, renewed.entries, strict=True):
        if (old.key, old.context, old.variant, old.text) != (new.key, new.context, new.variant, new.text):
            return False
        if whole or new.comments == old.comments:
            continue
        if (old.key, old.context) != (entry.key, entry.context) or not any(
            words in comment for comment in new.comments
        ):
            return False
        reached = reached or (old.variant, old.locale) == (entry.variant, entry.locale)
    return reached
