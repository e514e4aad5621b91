"""CSV and TSV with a header row: a key column, columns of comments, and texts in all the others.

The key is a column named key, id, name, context or the like, or the first one. A comment column is named
comment, notes, description or the like. The name of any other column is the locale of its texts where it
looks like one, and their context where it does not; where columns are named for locales or texts, the others
hold none. Cells without text give none. A .csv is separated by what its header row is, as Excel writes many.

:format: csv
:suffixes: .csv
:general: yes
:entry: a cell
:placeholders: the key `syntax`
:comments: the columns `comment`, `notes`, `description` …
:rule: a header row is needed; it shows whether commas, semicolons or tabs separate the cells; the key is
    the column `key`, `id`, `name`, `context` … or the first one; columns named for a locale, or `text`,
    `message`, `body`, `sms`, `translation`, `target`, `value` or `content`, hold texts, and where there are
    none, all others do; the name is their locale, or otherwise their context; a row of another length is an
    error
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..decoding import CatalogFile
from ..detection import is_locale
from ..entries import Entry, Piece, Remark
from ..errors import CatalogError
from ..notations import Escaped

__all__ = ["read", "read_cells"]

_KEYS = ("key", "id", "name", "identifier", "string_id", "message_id", "msgid", "context")
_TEXTS = ("text", "message", "body", "sms", "translation", "target", "value", "content")
_COMMENTS = ("comment", "comments", "note", "notes", "description", "developer_comment", "hint")
_QUOTED = Escaped(re.compile('""'), lambda _: '"', re.compile('"'), lambda _: '""')


class _Cell(NamedTuple):
    text: str
    start: int
    stop: int
    notation: Escaped


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all cells that hold texts."""
    return read_cells(file, _delimiter(file))


def read_cells(file: CatalogFile, delimiter: str) -> tuple[list[Entry], list[Remark]]:
    """Read all cells that hold texts, between which the delimiter stands."""
    rows = list(_rows(file, delimiter))
    if not rows:
        return [], []
    header = [cell.text.strip() for cell in rows[0]]
    names = _names(rows[0])
    key_at = next((names.index(name) for name in _KEYS if name in names), 0)
    columns = [at for at, name in enumerate(names) if at != key_at and name not in _COMMENTS]
    columns = [at for at in columns if names[at] in _TEXTS or is_locale(header[at])] or columns
    entries: list[Entry] = []
    remarks: list[Remark] = []
    for row in rows[1:]:
        if len(row) != len(header):
            problem = f"{len(row)} cells under {len(header)} columns"
            raise file.error(row[0].start, problem, "quote a text that holds the separator")
        said = [row[at] for at, name in enumerate(names) if name in _COMMENTS and row[at].text]
        comments = tuple(cell.text for cell in said)
        remarks += [file.remark(cell.start, cell.text) for cell in said]
        for at in columns:
            cell = row[at]
            if not cell.text:
                continue
            named = is_locale(header[at])
            entries.append(
                Entry(
                    *(row[key_at].text, cell.text, file.line(cell.start)),
                    locale=header[at].replace("_", "-") if named else file.locale,
                    context="" if named else header[at],
                    comments=comments,
                    pieces=(Piece(cell.start, cell.stop, cell.notation),),
                )
            )
    return entries, remarks


def _names(row: list[_Cell]) -> list[str]:
    return [cell.text.strip().lower().replace(" ", "_") for cell in row]


def _delimiter(file: CatalogFile) -> str:
    """Return what separates the cells of the header row: that by which most columns have names known here."""

    def known(delimiter: str) -> tuple[int, int]:
        try:
            names = _names(next(_rows(file, delimiter), []))
        except CatalogError:  # a quoted cell ends at another sign
            names = []
        told = [name for name in names if name in (*_KEYS, *_TEXTS, *_COMMENTS) or is_locale(name)]
        return len(told), len(names)

    return max(",;\t", key=known)


def _rows(file: CatalogFile, delimiter: str) -> Iterator[list[_Cell]]:
    """Give out the rows as `csv.reader` does; blank lines are skipped."""
    plain = _unquoted(delimiter)
    cell = re.compile(
        rf'(?:"((?:[^"]|"")*+)"|([^{delimiter}\r\n"][^{delimiter}\r\n]*+|))({delimiter}|\r\n?|\n|\Z)'
    )
    row: list[_Cell] = []
    position = 0
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


def _unquoted(delimiter: str) -> Escaped:
    def refuse(match: re.Match[str]) -> str:
        raise ValueError(f"{match[0]!r} needs quotes around the whole cell")

    return Escaped(re.compile("(?!)"), lambda match: match[0], re.compile(rf'[{delimiter}\r\n"]'), refuse)
