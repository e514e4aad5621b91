"""Times templates: `bounds` against `count` of the longest example, `parse` against `string.Formatter`.

    PYTHONPATH=. python -m benchmarks.templates

In one process, in turn, the least of many rounds. Exits 1 where a ratio is beyond its target and the margin.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from string import Formatter

from benchmarks.gate import Case, Target, judged, timed
from benchmarks.timing import statement
from segmenter import count
from segmenter.templates import Alphabet, Variable, bounds, parse

WORDS = " some words of text between them, "
LITERALS = {"ASCII": "", "an escape": "€", "Cyrillic": "ж", "an emoji": "😀", "an emoji each": "😀"}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    parser.add_argument("--rounds", type=int, default=15, help="samples of each contestant (15)")
    options = parser.parse_args(arguments)
    cases = [*_bounds(), *_parsing()]
    return judged(timed(cases, options))


def _bounds() -> list[Case]:
    """Ten variables of up to 100 characters, the template as a text, so that it is parsed each time."""
    cases = []
    for kind, sign in LITERALS.items():
        words = WORDS + sign if kind.endswith("each") else WORDS
        text = sign + "".join(f"{words}{{v{index}}}" for index in range(10))
        for alphabet in Alphabet:
            variables = {
                f"v{index}": Variable(shortest=1, longest=100, alphabet=alphabet) for index in range(10)
            }
            names = {"bounds": bounds, "count": count, "text": text, "variables": variables}
            names["example"] = bounds(text, variables).most.example
            cases.append(
                Case(
                    name=f"bounds, {alphabet}, literals with {kind}",
                    floor_name="`count(longest example)`",
                    floor=statement("count(example)", names),
                    ours=statement("bounds(text, variables)", names),
                    target=Target(at_most=60),
                )
            )
    return cases


def _parsing() -> list[Case]:
    texts = {
        "ten placeholders": "".join(f"{WORDS}{{v{index}}}" for index in range(10)),
        "no placeholder": WORDS * 10,
        "escapes": "x{{y}}" * 20,
        "1 MB": f"{WORDS}{{name}}" * 25_000,
    }
    return [
        Case(
            name=f"parse, {kind}",
            floor_name="`list(Formatter().parse(text))`",
            floor=statement("list(floor(text))", {"floor": Formatter().parse, "text": text}),
            ours=statement("parse(text)", {"parse": parse, "text": text}),
            target=Target(at_most=20),
        )
        for kind, text in texts.items()
    ]


if __name__ == "__main__":
    sys.exit(main())
