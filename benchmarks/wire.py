"""Holds the wire to its targets, as ratios to other packages timed in one process, in turn, least of many.

    benchmarks/.venv-peers/bin/python -m benchmarks.wire

Prints a table and exits 1 where a timing misses its target by more than the margin. It needs smpplib 2.2.4,
gsmcodecs 1.0.0 and pycrate 0.8.1, which benchmarks/peers/requirements.txt pins.
"""

from __future__ import annotations

import argparse
import codecs
import sys
from resource import RUSAGE_SELF, getrusage
from time import process_time
from timeit import Timer
from typing import TYPE_CHECKING, Any, Final

import gsmcodecs
from pycrate_mobile.TS23040_SMS import SMS_DELIVER
from smpplib.gsm import make_parts

import segmenter
from benchmarks.gate import FAILED, HEADER, Case, Target, timed
from benchmarks.tables import markdown_table
from benchmarks.timing import NANOSECONDS
from segmenter import wire
from segmenter.wire.septets import pack_septets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.timing import Sampler

TEXT: Final = ("Your parcel is on its way and will be with you between 10 and 12. " * 3)[:160]
LONG: Final = (TEXT * 7)[:1000]
TEN_TIMES: Final = 12
"""What ten times the text may take, in times of the shorter."""


SECONDS_OF_A_SAMPLE: Final = 0.0002


def statement(call: str, names: dict[str, Any]) -> Sampler:
    """Time in processor time and short samples: others use the machine, and interrupt long ones."""
    timer = Timer(call, globals=names, timer=process_time)
    calls = 1
    while (seconds := timer.timeit(calls)) < SECONDS_OF_A_SAMPLE:
        calls = max(2 * calls, int(calls * SECONDS_OF_A_SAMPLE / max(seconds, 1e-7) / 2))
    return lambda: timer.timeit(calls) / calls * NANOSECONDS


def cases() -> Iterator[Case]:
    message, long = segmenter.segment(TEXT), segmenter.segment(LONG)
    (tpdu,) = wire.deliver_tpdus(message, sender="+41761234567", reference=0)
    septets = TEXT.encode("gsm03.38")
    names: dict[str, Any] = {
        "text": TEXT,
        "long_text": LONG,
        "message": message,
        "long_message": long,
        "tpdu": tpdu,
        "septets": septets,
        "segment": segmenter.segment,
        "encode": wire.encode,
        "decode_tpdu": wire.decode_tpdu,
        "pack_septets": pack_septets,
        "make_parts": make_parts,
        "SMS_DELIVER": SMS_DELIVER,
        "theirs": codecs.lookup("gsm23.038-0-0").encode,
    }
    assert gsmcodecs
    for name, floor, ours, least in (
        ("segment and encode, 160", "make_parts(text)", "encode(segment(text), reference=1)", 4.5),
        ("encode, 160", "make_parts(text)", "encode(message, reference=1)", 6),
        ("encode, 1,000", "make_parts(long_text)", "encode(long_message, reference=1)", 8),
        # PyCrate leaves the text in its octets; ours with the text read is the row without a target.
        ("decode_tpdu, 160", "SMS_DELIVER().from_bytes(tpdu)", "decode_tpdu(tpdu)", 30),
        ("decode_tpdu and its text, 160", "SMS_DELIVER().from_bytes(tpdu)", "decode_tpdu(tpdu).text", None),
        ("the codec's encode, 160", "theirs(text, 'strict')", "text.encode('gsm03.38')", 10),
        ("pack_septets, 160", "segment(text)", "pack_septets(septets)", None),
    ):
        yield Case(
            name=name,
            floor_name=f"`{floor}`",
            floor=statement(floor, names),
            ours=statement(ours, names),
            target=Target(at_least=least),
        )


def linear() -> Iterator[Case]:
    """Ten times the septets, or the parts, may take twelve times as long."""
    short = b"abcdefgh" * 20_000
    yield _tenfold("pack_septets", "pack_septets(value)", short)
    yield _tenfold("the codec's decode", "value.decode('gsm03.38')", (b"a\x1be" * 50_000))
    yield _tenfold(
        "the codec's decode, replace", "value.decode('gsm03.38', 'replace')", b"a\x1ba\x80" * 5_000
    )


def _tenfold(name: str, call: str, short: bytes) -> Case:
    names = {"pack_septets": pack_septets}
    return Case(
        name=f"{name}, {10 * len(short):,}",
        floor_name=f"the same, {len(short):,}",
        floor=statement(call, names | {"value": short}),
        ours=statement(call, names | {"value": short * 10}),
        target=Target(at_most=TEN_TIMES),
    )


def memory(tpdus: int) -> tuple[str, ...]:
    """Decode and reassemble TPDUs, some parts lost, and measure the memory of the process after each half.

    The second half must not need more than the first, except for a megabyte of noise.
    """
    pair = wire.deliver_tpdus(segmenter.segment("x" * 200), sender="Info", reference=0)
    at = pair[0].index(b"\x05\x00\x03") + 3
    reassembler = wire.Reassembler(most_parts=1000)
    peaks = []
    for half in range(2):
        for number in range(tpdus // 4):
            reference = bytes((number & 0xFF,))
            for part in pair:
                if number % 10 or part is pair[0]:  # one in ten loses its second part
                    octets = part[:at] + reference + part[at + 1 :]
                    reassembler.add(wire.decode_tpdu(octets), now=number + half * tpdus)
            reassembler.take_evicted()
        peaks.append(getrusage(RUSAGE_SELF).ru_maxrss * 1024)
    verdict = "met" if peaks[1] <= peaks[0] + 1_000_000 else FAILED
    name = f"memory, {tpdus:,} TPDUs decoded and reassembled"
    return (
        name,
        "the first half",
        f"{peaks[0]:,} octets",
        f"{peaks[1]:,} octets",
        "–",
        "–",
        "constant",
        verdict,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--only", nargs="+", choices=("speed", "memory"), default=["speed", "memory"])
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    parser.add_argument("--rounds", type=int, default=200, help="samples of each contestant (200)")
    parser.add_argument("--tpdus", type=int, default=1_000_000, help="how many are reassembled (1,000,000)")
    options = parser.parse_args(arguments)
    rows = [] if "speed" not in options.only else timed([*cases(), *linear()], options)
    if "memory" in options.only:
        rows.append(memory(options.tpdus))
    print(markdown_table(HEADER, rows, left=2))
    return 1 if any(row[-1] == FAILED for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
