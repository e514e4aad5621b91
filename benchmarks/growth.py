"""Holds what reads a whole text to time in proportion to it, in every boundary mode and with languages.

    python -m benchmarks.growth

Each call is timed on a text and on one ten times as long, by processor time, the least of a few; it may take
twelve times as long. Exits 1 where one takes longer than that and the margin.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from time import process_time
from typing import Final

from benchmarks.advice import LONG
from benchmarks.gate import Case, Target, judged, timed
from benchmarks.inputs import SEEDS_OF_LONG_TEXTS
from benchmarks.timing import NANOSECONDS, Sampler
from segmenter import (
    NationalLanguage,
    Policy,
    SegmenterError,
    count,
    explain,
    fit,
    segment,
    substitute,
    truncate,
)
from segmenter.templates import Variable, bounds, render

ROUNDS: Final = 3

KINDS: Final = {
    **LONG,
    **SEEDS_OF_LONG_TEXTS,
    "Turkish": "şimdi ığdır'a gittim, ",
    "opened comments": "{# ",
    "fractions": "1½ ",
}

POLICIES: Final = {
    "code points": Policy(),
    "grapheme clusters": Policy(boundary="grapheme cluster"),
    "words": Policy(boundary="word"),
    "languages": Policy(
        locking_shifts=frozenset(NationalLanguage), single_shifts=frozenset(NationalLanguage)
    ),
}

Call = Callable[[str, Policy], object]


def _explain(text: str, policy: Policy) -> object:
    found = explain(text, policy=policy)
    return (
        found.offenders,
        found.groups,
        found.edits,
        found.advice,
        found.languages,
        found.ends,
        found.boundary,
    )


def _truncate(text: str, policy: Policy) -> object:
    return truncate(text, segments=max(count(text, policy=policy).segments // 2, 1), policy=policy)


def _tips(text: str, policy: Policy) -> object:
    """Read every tip of a template whose own text this is, with a variable in each thousand characters."""
    safe = text.translate({ord("{"): "(", ord("}"): ")"})
    names = range(0, len(safe), 1000)
    template = "".join(f"{safe[start : start + 1000]}{{v{start}}}" for start in names)
    return dict(bounds(template, {}, policy=policy, default=Variable(longest=30)).tips)


CALLS: Final[dict[str, Call]] = {
    "count": lambda text, policy: count(text, policy=policy),
    "segment": lambda text, policy: segment(text, policy=policy),
    "explain": _explain,
    "substitute": lambda text, policy: substitute(text, level="letters", mode="always", policy=policy),
    "truncate": _truncate,
    "fit": lambda text, policy: fit("Hi {a}!", {"a": text}, segments=2, shorten=["a"], policy=policy),
    "bounds": lambda text, policy: bounds(text, {}, policy=policy),
    "tips": _tips,
    "render": lambda text, _: render(text, {}),
    "encode": lambda text, _: text.encode("gsm03.38", "replace"),
    "decode": lambda text, _: text.encode("gsm03.38", "replace").decode("gsm03.38"),
}
ALIKE: Final = ("render", "encode", "decode")
"""Calls that no policy changes."""


def sampler(call: Call, text: str, policy: Policy) -> Sampler:
    """Make a sampler of one call; what it refuses it refuses in that time."""

    def sample() -> float:
        start = process_time()
        with suppress(SegmenterError):
            call(text, policy)
        return (process_time() - start) * NANOSECONDS

    return sample


def cases(code_points: int, calls: Sequence[str]) -> Iterator[Case]:
    for name in calls:
        for kind, unit in KINDS.items():
            long, short = (
                (unit * (length // len(unit) + 1))[:length] for length in (code_points, code_points // 10)
            )
            for boundary, policy in POLICIES.items():
                if name in ALIKE and boundary != "code points":
                    continue
                yield Case(
                    name=f"{name} of {kind}, {boundary}, {code_points:,}",
                    floor_name=f"the same, {code_points // 10:,}",
                    floor=sampler(CALLS[name], short, policy),
                    ours=sampler(CALLS[name], long, policy),
                    target=Target(at_most=12),
                )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"samples of each ({ROUNDS})")
    parser.add_argument("--code-points", type=int, default=1_000_000, help="of the long texts (1,000,000)")
    parser.add_argument("--call", action="append", choices=CALLS, help="time this alone; repeatable")
    options = parser.parse_args(arguments)
    return judged(
        [
            row
            for case in cases(options.code_points, options.call or list(CALLS))  # one by one: texts are large
            for row in timed([case], options)
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
