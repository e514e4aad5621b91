"""CSV and TSV with a header row: a key column, columns of comments, and texts in all the others.

What a column holds follows from its name; which texts are messages is not known here.

:format: csv
:suffixes: .csv
:general: yes
:entry: a cell
:placeholders: the key `syntax`
:comments: the columns `comment`, `notes`, `description` …
:rule: a header row is needed; it shows whether commas, semicolons or tabs separate the cells; the key is
    the column `key`, `id`, `name`, `context` … or the first one; columns named for a locale, or `text`,
    `message`, `body`, `sms`, `translation`, `target`, `value` or `content`, hold texts, and where there are
    none, all others do; the name is their locale, or otherwise their context; `source` beside `target` is
    the source, `fuzzy` a flag, as Weblate writes them; empty cells at the end of a row are nothing; a
    longer row, and a first row without a known name, are errors
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..errors import CatalogError
from ..locales import is_locale
from ..notations import NOTHING, Escaped, refusing

__all__ = ["read", "read_cells"]

_KEYS = ("key", "id", "name", "identifier", "string_id", "message_id", "msgid", "context")
_TEXTS = ("text", "message", "body", "sms", "translation", "target", "value", "content")
_COMMENTS = (
    *("comment", "comments", "note", "notes", "description", "hint"),
    *("developer_comment", "developer_comments", "translator_comments"),
)
_TRUE = ("1", "true", "yes")
_SEPARATOR = re.compile(r"sep=([^\r\n])[^\r\n]*(?:\r\n?|\n)")  # as Excel writes and reads it
_QUOTED = Escaped(re.compile('""'), lambda _: '"', re.compile('"'), lambda _: '""')


class _Cell(NamedTuple):
    text: str
    start: int
    stop: int
    notation: Escaped


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all cells that hold texts."""
    if match := _SEPARATOR.match(file.text):
        return read_cells(file, match[1], match.end())
    return read_cells(file, _delimiter(file))


def read_cells(file: CatalogFile, delimiter: str, start: int = 0) -> tuple[list[Entry], list[Remark]]:
    """Read all cells that hold texts, between which the delimiter stands."""
    rows = list(_rows(file, delimiter, start))
    if not rows:
        return [], []
    while rows[0] and not rows[0][-1].text.strip():
        del rows[0][-1]
    header = [cell.text.strip() for cell in rows[0]]
    names = _names(rows[0])
    if not any(map(_is_known, names, header)):
        problem = "its first row names no column that is known"
        raise file.error(start, problem, "name columns key and text, or key and the locales")
    keys = [names.index(name) for name in _KEYS if name in names] or [0]
    comments_at = [at for at, name in enumerate(names) if name in _COMMENTS]
    columns = [at for at in range(len(names)) if at not in keys and at not in comments_at]
    columns = [at for at in columns if names[at] in _TEXTS or is_locale(header[at])] or columns
    source_at = names.index("source") if "source" in names and "target" in names else None
    fuzzy_at = names.index("fuzzy") if "fuzzy" in names else None
    entries: list[Entry] = []
    remarks: list[Remark] = []
    for row in rows[1:]:
        while len(row) > len(header) and not row[-1].text:
            del row[-1]
        if len(row) != len(header):
            problem = f"{len(row)} cells under {len(header)} columns"
            raise file.error(row[0].start, problem, "quote a text that holds the separator")
        key = next((row[at].text for at in keys if row[at].text), "")
        said = [row[at] for at in comments_at if row[at].text]
        comments = tuple(cell.text for cell in said)
        remarks += [file.remark(cell.start, cell.text) for cell in said]
        source = None if source_at is None else row[source_at].text
        fuzzy = fuzzy_at is not None and row[fuzzy_at].text.lower() in _TRUE
        for at in columns:
            if not (cell := row[at]).text:
                continue
            named = is_locale(header[at])
            entries.append(
                Entry(
                    *(key or source or "", cell.text, file.line(cell.start)),
                    locale=header[at].replace("_", "-") if named else file.locale,
                    context="" if named or source is not None else header[at],
                    source=source,
                    flags=("fuzzy",) if fuzzy else (),
                    comments=comments,
                    pieces=(Piece(cell.start, cell.stop, cell.notation),),
                )
            )
    return entries, remarks


def _is_known(name: str, heading: str) -> bool:
    return name in _KEYS or name in _TEXTS or name in _COMMENTS or is_locale(heading)


def _names(row: list[_Cell]) -> list[str]:
    return [cell.text.strip().lower().replace(" ", "_") for cell in row]


def _delimiter(file: CatalogFile) -> str:
    """Return the delimiter of the header row: the one with which most columns have known names."""

    def known(delimiter: str) -> tuple[int, int]:
        try:
            names = _names(next(_rows(file, delimiter), []))
        except CatalogError:  # a quoted cell ends at another sign
            names = []
        return sum(_is_known(name, name) for name in names), len(names)

    return max(",;\t", key=known)


def _rows(file: CatalogFile, delimiter: str, position: int = 0) -> Iterator[list[_Cell]]:
    """Yield the rows as `csv.reader` does; blank lines are skipped."""
    plain = _unquoted(delimiter)
    cell = re.compile(
        rf'(?:"((?:[^"]|"")*+)"|([^{delimiter}\r\n"][^{delimiter}\r\n]*+|))({delimiter}|\r\n?|\n|\Z)'
    )
    row: list[_Cell] = []
    while position < len(file.text) or row:
        match = cell.match(file.text, position)
        if not match:
            raise file.error(position, "a quoted cell does not end here", 'write "" for a quote in it')
        group = 2 if match[1] is None else 1
        notation = plain if group == 2 else _QUOTED
        row.append(_Cell(notation.text(match[group]), *match.span(group), notation))
        position = match.end()
        if match[3] != delimiter:
            if len(row) > 1 or row[0].text:
                yield row
            row = []


@lru_cache(maxsize=8)
def _unquoted(delimiter: str) -> Escaped:
    unsafe, refuse = re.compile(rf'[{delimiter}\r\n"]'), refusing("needs quotes around the whole cell")
    return Escaped(NOTHING, lambda match: match[0], unsafe, refuse, maker=(_unquoted, (delimiter,)))
