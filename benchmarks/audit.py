"""Holds the audit to its targets: 100,000 records in at most 7 x `json.loads` of the file, and its memory.

    python -m benchmarks.audit

Every page is read from a file, audited and parsed in turn in one process, and the least of all rounds counts.
Memory is what Python holds after the audit less what it held before, and the most it held meanwhile, by
tracemalloc. Exits 1 where a ratio misses its target by more than the margin, or memory misses its target.
"""

from __future__ import annotations

import argparse
import json
import sys
import tracemalloc
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from timeit import timeit
from typing import TYPE_CHECKING, Final

from benchmarks.records import WORDS, dexatel_page, sendblue_page, wavix_page
from benchmarks.tables import markdown_table, readable, shortened
from benchmarks.timing import NANOSECONDS, Sampler, interleaved
from segmenter.audit import Against, Audit, Charges, SavedPages, SentRows, Yardstick, audit_records
from segmenter.pricing import Rate, RateCard
from segmenter.providers import profile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TARGET: Final = 7
OCTETS_A_RECORD: Final = 100
OCTETS_A_ROW: Final = 400
HEADER: Final = ("records", "json.loads", "audit", "a record", "noise", "ratio", "target", "verdict")
MEMORY_HEADER: Final = ("records", "kept a record", "at most at once", "target", "verdict")


def twilio_page(records: int) -> str:
    """Make a page of messages in the keys of Twilio's list."""
    return json.dumps(
        {"messages": [_twilio_message(index) for index in range(records)], "next_page_uri": None}
    )


def _twilio_message(index: int) -> dict[str, object]:
    date = f"Thu, 24 Aug 2023 {index // 3600 % 24:02}:{index // 60 % 60:02}:{index % 60:02} +0000"
    return {
        "account_sid": "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "api_version": "2010-04-01",
        "body": f"{WORDS} {index}",
        "date_created": date,
        "date_sent": date,
        "date_updated": date,
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": "+15557122661",
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": "1",
        "price": "-0.00750",
        "price_unit": "USD",
        "sid": f"SM{index:032x}",
        "status": "delivered",
        "subresource_uris": {"media": f"/2010-04-01/Accounts/AC/Messages/SM{index:032x}/Media.json"},
        "to": f"+4475{index:08}",
        "uri": f"/2010-04-01/Accounts/AC/Messages/SM{index:032x}.json",
    }


CARD: Final = RateCard([Rate(price="0.04", currency="USD", country="GB", prefix="44")])
PAGES: Final[dict[str, tuple[str, Callable[[int], str]]]] = {
    "Dexatel": ("dexatel", dexatel_page),
    "Wavix": ("wavix", wavix_page),
    "Sendblue": ("sendblue", sendblue_page),
    "Twilio": ("twilio", twilio_page),
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--records", type=int, default=100_000, help="on each page (100,000)")
    parser.add_argument("--rounds", type=int, default=5, help="samples of each contestant (5)")
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    options = parser.parse_args(arguments)

    failed: list[str] = []
    with TemporaryDirectory() as folder:
        paths = {}
        for name, (_, page) in PAGES.items():
            paths[name] = Path(folder) / f"{name}.json"
            paths[name].write_text(agreeing(page(options.records)), "utf-8")
        rows = [_speed(name, paths[name], options, failed) for name in PAGES]
        print(markdown_table(HEADER, rows, left=1))
        sent = Path(folder) / "sent.csv"
        sent.write_text(sent_rows(options.records), "utf-8")
        by_id = Path(folder) / "by_id.csv"
        by_id.write_text(sent_rows(options.records, ids=True), "utf-8")
        measured = [
            ("Wavix", partial(audited, "wavix", paths["Wavix"]), OCTETS_A_RECORD),
            ("Wavix, against recipients", partial(audited, "wavix", paths["Wavix"], sent), OCTETS_A_ROW),
            ("Wavix, against ids", partial(audited, "wavix", paths["Wavix"], by_id), OCTETS_A_ROW),
        ]
        print()
        lines = [_memory(name, call, target, options.records, failed) for name, call, target in measured]
        print(markdown_table(MEMORY_HEADER, lines, left=1))
    if failed:
        print(f"\nBeyond target and margin: {'; '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def agreeing(page: str) -> str:
    """Make every status one of a message that arrived, so that nothing differs."""
    for status in ("undelivered", "failed", "rejected", "expired", "ERROR", "DECLINED"):
        page = page.replace(f'"status": "{status}"', '"status": "delivered"')
    return page


def sent_rows(records: int, *, ids: bool = False) -> str:
    """Make the rows of what was sent, as the Wavix page bills it."""
    lines = ["id,to,text,time" if ids else "to,text,time"]
    for index in range(records):
        clock = f"{index // 3600 % 24:02}:{index // 60 % 60:02}:{index % 60:02}"
        identifier = f"3a525ca2-6909-4c72-9399-{index:012}," if ids else ""
        lines.append(f'{identifier}4475{index:08},"{WORDS} {index}",2023-08-29T{clock}Z')
    return "\n".join(lines) + "\n"


def audited(provider: str, path: Path, sent: Path | None = None, charges: Charges | None = None) -> Audit:
    """Audit a page."""
    against = None
    if sent is not None:
        against = Against(SentRows(sent, yardstick=Yardstick(profile(provider))), delay=3600)
    pages = SavedPages(provider, [str(path)])
    return audit_records(pages, provider=provider, charges=charges, against=against)


def _speed(name: str, path: Path, options: argparse.Namespace, failed: list[str]) -> tuple[str, ...]:
    provider = PAGES[name][0]
    found = audited(provider, path)
    if found.records != options.records or not found.agrees:
        raise AssertionError(f"{name}: {found.records} records, {found.by_rule}")
    print(f"{name} …", file=sys.stderr)
    timings = interleaved(
        {
            "floor": _once(lambda: json.loads(path.read_text("utf-8"))),
            "ours": _once(partial(audited, provider, path)),
        },
        rounds=options.rounds,
    )
    floor, ours = timings["floor"].best, timings["ours"].best
    ratio = ours / floor
    verdict = "met" if ratio <= TARGET else "missed, in the margin"
    if ratio > TARGET * options.margin:
        verdict = "FAILED"
        failed.append(name)
    noise, each = f"{timings['ours'].noise:.1f} ×", readable(ours / options.records)
    shown = readable(floor), readable(ours), each, noise, shortened(ratio)
    return name, *shown, f"≤ {TARGET}", verdict


def _memory(
    name: str, call: Callable[[], Audit], target: int, records: int, failed: list[str]
) -> tuple[str, ...]:
    print(f"memory, {name} …", file=sys.stderr)
    call()  # what is imported or cached once is not a record's
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    found = call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    if found.records != records or not found.agrees:
        raise AssertionError(f"{name}: {found.records} records, {found.by_rule}")
    # The text at hand and its values do not grow with the records.
    most = (peak - before - _AT_HAND) / records
    verdict = "met" if most <= target else "FAILED"
    if most > target:
        failed.append(f"memory, {name}")
    return name, f"{most:,.0f} octets", f"{(peak - before) / 1e6:,.1f} MB", f"≤ {target} octets", verdict


_AT_HAND: Final = 3_000_000
"""Octets of the piece of a page that is held, and of the record at hand, however long the page is."""


def _once(call: Callable[[], object]) -> Sampler:
    """Make a sampler of one call, the garbage collector on: a caller has it on too."""
    return lambda: timeit(call, "import gc; gc.enable()", number=1) * NANOSECONDS


if __name__ == "__main__":
    sys.exit(main())
