"""Rows of values from files: comma-separated with a header, or an object of JSON a line.

Text arrives decoded, in pieces; what the values are for is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO

from ..files import MalformedFileError, line_texts

__all__ = ["csv_rows", "jsonl_rows"]


def csv_rows(chunks: Iterable[str], *, path: str) -> Iterator[dict[str, str] | str]:
    r"""Give out each row's values by column; of a row that is short or long, why it has none.

    Blank rows are skipped.

    Raises:
        MalformedFileError: there is no header, it names a column twice, or a row is not CSV.

    >>> list(csv_rows(["name,code\nAnn,1\nZoë\n"], path="in.csv"))
    [{'name': 'Ann', 'code': '1'}, 'in.csv:3: the row has 1 value, not 2']
    """
    import csv

    csv.field_size_limit((1 << 31) - 1)  # a long text is no error
    rows = csv.reader(_lines(chunks), strict=True)
    try:
        header = next(rows, [])
        if not header or len(set(header)) < len(header):
            reason = "a column is named twice" if header else "no header row"
            raise MalformedFileError(path, max(rows.line_num, 1), reason)
        for row in rows:
            if len(row) == len(header):
                yield dict(zip(header, row, strict=True))
            elif row:
                values = f"{len(row)} value{'s' * (len(row) != 1)}"
                yield f"{path}:{rows.line_num}: the row has {values}, not {len(header)}"
    except csv.Error as error:
        raise MalformedFileError(path, rows.line_num, f"not CSV: {error}") from None


def _lines(chunks: Iterable[str]) -> Iterator[str]:
    """Give out lines with their ends, which a quoted field may hold; a lone CR ends one too."""
    unfinished: list[str] = []
    for chunk in chunks:
        whole, end, rest = chunk.rpartition("\n")
        if end:
            yield from StringIO("".join([*unfinished, whole, end]), newline="")
            unfinished = []
        unfinished.append(rest)
    yield from StringIO("".join(unfinished), newline="")


def jsonl_rows(chunks: Iterable[str], *, path: str) -> Iterator[dict[str, object] | str]:
    r"""Give out each line's object; of a line that holds something else, that it does.

    Blank lines are skipped.

    Raises:
        MalformedFileError: a line is not JSON.

    >>> list(jsonl_rows(['{"name": "Ann"}\n\n7\n'], path="in.jsonl"))
    [{'name': 'Ann'}, 'in.jsonl:3: not a JSON object']
    """
    from json import loads

    for number, line in enumerate(line_texts(chunks), start=1):
        if not line.strip(" \t\r"):
            continue
        try:
            value = loads(line, parse_float=str)
        except (ValueError, RecursionError) as error:
            reason = f"not JSON: {getattr(error, 'msg', error)} at column {getattr(error, 'colno', 1)}"
            raise MalformedFileError(path, number, reason) from None
        yield value if isinstance(value, dict) else f"{path}:{number}: not a JSON object"
