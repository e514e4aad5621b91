"""SQL: each engine's own count of the corpus, as functions and as one expression, against a list of `count`.

    python -m benchmarks.sql [--rows 50000] [--engines duckdb,postgres]

Starts the servers as the tests do. The contestants take turns, and the least of the rounds counts: processor
time of this process and of what it started. PostgreSQL's function is also set against a loop over characters
in PL/pgSQL, which gives the same numbers. Prints a table; exits 1 where a target is missed by more than a
factor of 1.3.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from contextlib import ExitStack
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import segmenter
from benchmarks.inputs import corpus_messages
from benchmarks.processes import processor_seconds
from benchmarks.tables import markdown_table, readable, shortened
from segmenter.bulk import sql
from segmenter.core.tables.default import DEFAULT, EXTENSION
from tests.bulk.sql import engines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.bulk.sql.engines import Engine

MARGIN: Final = 1.3
LIST_OF_COUNT: Final = "a list of `count`"
LOOP: Final = "a loop in PL/pgSQL"
TABLES: Final = {"clickhouse": "t.m"}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [*engines.STARTED]
    parser.add_argument("--rows", type=int, default=50_000, help="texts (50,000)")
    parser.add_argument("--rounds", type=int, default=7, help="of each contestant (7)")
    parser.add_argument("--engines", type=lambda words: words.split(","), default=names, metavar="NAMES")
    options = parser.parse_args()
    texts = list(islice(cycle(text.replace("\0", "") for text in corpus_messages()), options.rows))
    expected = sum(segmenter.count(text).segments for text in texts)
    servers: set[int] = set()
    with ExitStack() as stack:
        contestants: dict[str, Callable[[], object]] = {
            LIST_OF_COUNT: lambda: sum([segmenter.count(text).segments for text in texts])
        }
        for name in options.engines:
            engine = stack.enter_context(engines.STARTED[name]())
            contestants |= of_engine(name, engine, texts)
            if name == "postgres":
                servers.add(parent_of(engine.query("SELECT pg_backend_pid()")[0][0]))
        taken, answers = least(contestants, options.rounds, servers)
    wrong = {name: answer for name, answer in answers.items() if int(answer) != expected}
    if wrong:
        raise AssertionError(f"{expected} segments, but {wrong}")
    return judged(taken, options.rows)


def judged(taken: dict[str, float], rows: int) -> int:
    """Print what each took, and return 1 where a target is missed."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{rows:,} messages; Python {platform.python_version()}; load {load}")
    base = taken[LIST_OF_COUNT]
    lines = [
        (name, readable(seconds * 1e9), readable(seconds / rows * 1e9), shortened(base / seconds))
        for name, seconds in taken.items()
    ]
    print(markdown_table(("what", "processor time", "a message", "speed, of the list's"), lines))
    missed = 0
    if "DuckDB, function" in taken:
        missed += base / taken["DuckDB, function"] < 0.3 / MARGIN
    if LOOP in taken:
        times = taken[LOOP] / taken["PostgreSQL, function"]
        print(f"PostgreSQL's function is {shortened(times)} times as fast as {LOOP}; at least 10 are wanted")
        missed += times < 10 / MARGIN
    return int(missed > 0)


def of_engine(name: str, engine: Engine, texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Return the contestants of an engine whose table holds the texts."""
    title = (
        sql.DIALECTS[name].title if name in sql.DIALECTS else {"sqlite": "SQLite", "polars": "Polars"}[name]
    )
    engine.inline(texts)  # fills the table
    if name == "polars":
        return {f"{title}, expression": polars_sum(texts)}
    if name == "spark":
        engine.query("CACHE TABLE m")
    table = TABLES.get(name, "m")

    def total(expression: str) -> Any:
        return engine.query(f"SELECT sum({expression}) FROM {table}")[0][0]

    contestants: dict[str, Callable[[], object]] = {}
    if name in sql.DIALECTS:
        contestants[f"{title}, function"] = partial(total, "sms_segments(body)")
    contestants[f"{title}, expression"] = partial(total, sql.inline(name, "body"))
    if name == "postgres":
        engine.query(loop_over_characters())
        contestants[LOOP] = partial(total, "sms_loop(body)")
    return contestants


def polars_sum(texts: Sequence[str]) -> Callable[[], object]:
    """Return what sums up the segments of a frame."""
    import polars as pl

    frame = pl.DataFrame({"body": texts})
    expression = eval(sql.inline("polars", "body"), {"pl": pl})  # what the user pastes
    return lambda: frame.select(expression.sum()).item()


def loop_over_characters() -> str:
    """Return a function for PostgreSQL as written by hand: once over the characters, for both encodings."""

    def quoted(characters: Iterable[str]) -> str:
        return "'" + "".join(characters).replace("'", "''") + "'"

    shifted = set(EXTENSION.values())
    base = set(DEFAULT.values()) - shifted
    return f"""
        CREATE FUNCTION sms_loop(body text) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $loop$
        DECLARE
            c text; cost integer;
            septets integer := 0; narrow integer := 1; filled integer := 0; is_narrow boolean := true;
            code_units integer := 0; wide integer := 1; wide_filled integer := 0;
        BEGIN
            FOREACH c IN ARRAY string_to_array(body, NULL) LOOP
                IF is_narrow THEN
                    IF strpos({quoted(sorted(base))}, c) > 0 THEN cost := 1;
                    ELSIF strpos({quoted(sorted(shifted))}, c) > 0 THEN cost := 2;
                    ELSE is_narrow := false;
                    END IF;
                    IF filled + cost > 153 THEN narrow := narrow + 1; filled := 0; END IF;
                    filled := filled + cost; septets := septets + cost;
                END IF;
                cost := CASE WHEN ascii(c) > 65535 THEN 2 ELSE 1 END;
                IF wide_filled + cost > 67 THEN wide := wide + 1; wide_filled := 0; END IF;
                wide_filled := wide_filled + cost; code_units := code_units + cost;
            END LOOP;
            IF is_narrow THEN RETURN CASE WHEN septets <= 160 THEN 1 ELSE narrow END; END IF;
            RETURN CASE WHEN code_units <= 70 THEN 1 ELSE wide END;
        END $loop$"""


# --- Timing -------------------------------------------------------------------------------------------------


def least(
    contestants: dict[str, Callable[[], object]], rounds: int, servers: set[int]
) -> tuple[dict[str, float], dict[str, Any]]:
    """Return the least processor time of each over some rounds, all in turn, and what each answered."""
    taken: dict[str, float] = {}
    answers: dict[str, Any] = {}
    for round_number in range(rounds + 1):
        for name, contestant in contestants.items():
            started = processor_seconds(servers)
            answers[name] = contestant()
            if round_number:  # the first warms
                taken[name] = min(taken.get(name, float("inf")), processor_seconds(servers) - started)
    return taken, answers


def parent_of(process: int) -> int:
    """Return the process that started another."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


if __name__ == "__main__":
    sys.exit(main())
