"""``segmenter table``: a table of messages with what each takes added, file to file.

Connects the options to `bulk.tables`. It must not know how a table is read or a text counted.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from ..errors import many
from . import cards, engines, inputs, outputs, policies
from .progress import progress_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..bulk.prices import Pricer
    from ..bulk.tables import TableTotals

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

_ADDED = ("segments", "encoding", "units", "free_units", "price")

DESCRIPTION = "Add to a table what each of its messages takes: segments, encoding, units."
EPILOG = """\
examples:
  segmenter table outbox.parquet counted.parquet --text body
  segmenter table "logs/*.csv.gz" all.parquet --text body --group-by country
  segmenter table log.jsonl.zst counted.csv --text text \\
      --add segments,units --rejects rejects.jsonl
  segmenter table "logs/*.parquet" counted.parquet --text body --resume
  segmenter table out.csv priced.csv --text body --add segments,price \\
      --rates rates.csv

The end of a name says the format: .parquet; .arrow or .feather; .arrows, a
stream; .csv with a header row; .jsonl or .ndjson; only to read .tsv and .xlsx.
CSV, JSON Lines and streams may end in .gz or .zst too. Cells of a CSV are text
and stay as they are; an empty one is an empty message. In JSON Lines a missing
field is null. All inputs need the same columns. Rows are counted from 1,
without the header.
OUT is replaced at the end, if nothing fails. With --resume or --engine spark it
is a folder of parts; every executor must see the files under the same names.
exit code: 0; 1 if rows were rejected; 2 for wrong usage, a file that cannot be
read or written, or a row that cannot be counted, without --rejects.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="IN… OUT", help="tables or globs to read, table to write")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="the column of messages")
    parser.add_argument(
        "--add",
        type=_added,
        default=_ADDED[:2],
        metavar="NAMES",
        help=f"columns to add, comma-separated, out of {', '.join(_ADDED)} (default: segments,encoding)",
    )
    parser.add_argument("--group-by", metavar="COLUMN", help="print totals by the values of a column")
    parser.add_argument(
        "--rejects",
        metavar="FILE",
        help="write rows that cannot be counted to FILE, as JSON Lines, and go on",
    )
    inputs.add_delimiter(parser)
    words = "encoding of CSV that is read (default: utf-8)"
    parser.add_argument("--input-encoding", default="utf-8", metavar="NAME", help=words)
    inputs.add_sheet(parser)
    parser.add_argument(
        "--resume",
        action="store_true",
        help="write a folder of parts, and go on where an earlier run was stopped",
    )
    words = "For --add price, which adds the currency too:"
    group = parser.add_argument_group("price", words)
    cards.add_keys(group, country="the country of rows whose columns and number show none", optional=True)
    group.add_argument("--recipient-column", metavar="NAME", help="the column of recipients")
    policies.add_options(parser)
    engines.add_options(parser)


def run(arguments: Namespace) -> int:
    """Count the tables and write one."""
    if len(arguments.texts) < 2:
        raise ArgumentTypeError("name the tables to read, and last the table to write")
    *given, out = arguments.texts
    paths = [path for words in given for path in _files(words)]
    outputs.refuse_overwriting("OUT", out, paths)
    outputs.refuse_overwriting("--rejects", arguments.rejects, paths)
    if arguments.rejects and os.path.realpath(arguments.rejects) == os.path.realpath(out):
        raise ArgumentTypeError(f"--rejects {arguments.rejects} and OUT are the same file")

    if not (arguments.delimiter or "").isascii():
        raise ArgumentTypeError(f"argument --delimiter: {arguments.delimiter!r} is not an ASCII character")

    options: dict[str, Any] = {
        "text": arguments.text,
        "add": [name for name in arguments.add if name != "price"],
        "pricer": _pricer(arguments),
        "group_by": arguments.group_by,
        "rejects": arguments.rejects,
        "policy": policies.policy_of(arguments),
        "delimiter": arguments.delimiter,
        "encoding": _encoding(arguments.input_encoding),
        "sheet": arguments.sheet,
    }
    if engines.on_spark(arguments):
        if arguments.resume:
            raise ArgumentTypeError("--resume is for runs on this machine; Spark tries a lost task again")
        with engines.spark_session(arguments) as spark:
            from ..bulk.table_parts import count_on_spark

            totals = count_on_spark(spark, paths, out, **options)
    else:
        totals = _here(paths, out, options, resume=arguments.resume)
    outputs.write(f"{line}\n" for line in _lines(totals, out, arguments))
    return 1 if totals.rejected else 0


def _pricer(arguments: Namespace) -> Pricer | None:
    """Return what prices the rows, if prices are asked for."""
    if ("price" in arguments.add) != bool(arguments.rates):
        raise ArgumentTypeError("--add price and --rates FILE go together")
    if not arguments.rates:
        return None
    from ..bulk.prices import Pricer

    rates = cards.card_of(arguments)
    return Pricer(rates, rates.query(**cards.keys_of(arguments)), recipient_field=arguments.recipient_column)


def _here(paths: list[str], out: str, options: dict[str, Any], *, resume: bool) -> TableTotals:
    """Count on this machine, and show on a terminal how far it is."""
    with progress_over(*paths) as progress:
        if resume:
            from ..bulk.table_parts import count_parts

            return count_parts(paths, out, watcher=progress, **options)
        from ..bulk.tables import count_table

        return count_table(paths, out, watcher=progress, **options)


def _lines(totals: TableTotals, out: str, arguments: Namespace) -> Iterator[str]:
    from ..report.display import shown
    from ..report.kit import columns_of

    screen = outputs.output_screen()
    if arguments.group_by:
        rows = [
            (shown(str(key), screen), f"{group.rows:,}", f"{group.segments:,}", f"{group.ucs2_rows:,}")
            for key, group in sorted(totals.groups.items(), key=lambda pair: -pair[1].segments)
        ]
        yield from columns_of([(shown(arguments.group_by, screen), "rows", "segments", "UCS-2 rows"), *rows])
        yield ""
    total = totals.total
    yield f"{many(total.segments, 'segment')}, {many(total.ucs2_rows, 'row')} in UCS-2"
    sentence = f"{many(totals.rows, 'row')} read = {totals.written:,} written to {shown(out, screen)}"
    if arguments.rejects:
        sentence += f" + {totals.rejected:,} rejected to {shown(arguments.rejects, screen)}"
    yield sentence


def _files(words: str) -> list[str]:
    """Return the files that an argument names: itself, or those that match it as a glob, by name."""
    if os.path.lexists(words) or not any(mark in words for mark in "*?["):
        return [words]
    from glob import glob

    found = sorted(glob(words, recursive=True))  # noqa: PTH207  # names come out as they were written
    if not found:
        raise ArgumentTypeError(f"no file matches {words!r}")
    return found


def _added(words: str) -> tuple[str, ...]:
    names = [name.strip() for name in words.split(",")]
    for number, name in enumerate(names):
        if name not in _ADDED:
            raise ArgumentTypeError(f"unknown column {name!r}; there are {', '.join(_ADDED)}")
        if name in names[:number]:
            raise ArgumentTypeError(f"{name!r} is named twice")
    return tuple(names)


def _encoding(name: str) -> str:
    """Return the encoding of a name as Python calls it, or raise `UnknownEncodingError`."""
    from codecs import lookup

    from ..files.text import text_decoder

    text_decoder(name)
    found = lookup(name).name
    return "utf-8" if found == "utf-8-sig" else found
