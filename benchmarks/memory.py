"""How much memory one `count` takes at its peak; run as a process of its own by the gate.

    python -m benchmarks.memory extension 100

answers in JSON with the octets of the string itself and the octets `count` held at once beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tracemalloc

import segmenter
from benchmarks.inputs import SEEDS_OF_LONG_TEXTS, long_text
from benchmarks.ours import GRAPHEMES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("kind", choices=SEEDS_OF_LONG_TEXTS)
    parser.add_argument("megabytes", type=int, help="size of the string in memory, in 10^6 octets")
    parser.add_argument("--graphemes", action="store_true")
    options = parser.parse_args()

    policy = GRAPHEMES if options.graphemes else segmenter.Policy()
    text = text_of_size(options.kind, options.megabytes * 1_000_000)
    segmenter.count(text[:1000], policy=policy)  # what is imported or built once is not the text's
    tracemalloc.start()
    segmenter.count(text, policy=policy)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    json.dump({"text": sys.getsizeof(text), "peak": peak}, sys.stdout)


def text_of_size(kind: str, octets: int) -> str:
    """Make a text whose string object takes about this much: 1, 2 or 4 octets a character (PEP 393)."""
    sample = long_text(kind, 10_000)
    width = round(sys.getsizeof(sample) / len(sample))
    return long_text(kind, octets // width)


if __name__ == "__main__":
    main()
