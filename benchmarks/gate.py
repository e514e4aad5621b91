"""Holds segmenter to its targets, as ratios to a floor timed in the same process, in turn, least of many.

    python -m benchmarks.gate

Prints a table and exits 1 where a timing misses its target by more than the margin. The margin is there
because the same code differs by a factor of two between rounds on a busy machine; memory does not, and gets
none.
"""

from __future__ import annotations

import argparse
import codecs
import importlib.util
import json
import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import DEVNULL
from tempfile import TemporaryDirectory
from timeit import timeit
from typing import TYPE_CHECKING, Final

import segmenter
from benchmarks.inputs import ASCII_OF_255_SEGMENTS, LONG_KINDS, SEEDS_OF_LONG_TEXTS, long_text, named_texts
from benchmarks.ours import GRAPHEMES, RESTRICTED, WORDS, counting, segmenting
from benchmarks.tables import markdown_table, readable, shortened
from benchmarks.timing import NANOSECONDS, Sampler, interleaved, statement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT: Final = Path(__file__).resolve().parents[1]

ASCII_FLOOR: Final = "isascii_and_encode(text)"
"""In a function, as `count` is one: a call alone takes 50 ns, more than both methods on a short text."""
ASCII_FLOOR_INLINE: Final = "text.isascii(); text.encode()"
"""The same without the call; no target is set against it."""
# No other name of this codec is faster. Its own function, without the look-up that `str.encode` does for all
# codecs but UTF-8, takes less than half on short text: that is the row without a target.
UTF16_FLOOR: Final = 'text.encode("utf-16-be")'
UTF16_CODEC: Final = "utf_16_be_encode(text)"

CONSOLE_SCRIPT: Final = "import sys\nfrom segmenter.__main__ import main\nsys.exit(main())\n"
"""What installers write for the entry point `segmenter`."""

MODES: Final = {"": None, ", graphemes": GRAPHEMES}
LONGEST_TO_SEGMENT: Final = {
    "ASCII": ASCII_OF_255_SEGMENTS,
    "extension": 23_000,
    "Cyrillic": 17_000,
    "emoji": 13_000,
}
"""Code points of each kind that 255 segments hold, rounded down."""

HEADER: Final = ("case", "floor", "floor takes", "ours", "noise", "ratio", "target", "verdict")
FAILED: Final = "FAILED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The most that ours / floor may be, or the least that floor / ours must be: a peer is that floor."""

    at_most: float | None = None
    at_least: float | None = None

    def __str__(self) -> str:
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return "–" if self.at_least is None else f"≥ {self.at_least:g}"

    def ratio(self, ours: float, floor: float) -> float:
        """Divide as the target does."""
        return ours / floor if self.at_least is None else floor / ours

    def verdict(self, ratio: float, margin: float) -> str:
        """Compare a ratio with the target: met, missed within the margin, or failed."""
        if self.at_most is not None:
            excess = ratio / self.at_most
        elif self.at_least is not None:
            excess = self.at_least / ratio
        else:
            return "–"
        if excess <= 1:
            return "met"
        return "missed, in the margin" if excess <= margin else FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two samplers to be timed in turn."""

    name: str
    floor_name: str
    floor: Sampler
    ours: Sampler
    target: Target


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS), help="what to check")
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    parser.add_argument("--rounds", type=int, default=15, help="samples of each contestant (15)")
    parser.add_argument("--megabytes", type=int, default=20, help="size of each text for memory (20)")
    options = parser.parse_args(arguments)

    rows: list[tuple[str, ...]] = []
    for group in options.only:
        print(f"{group} …", file=sys.stderr)
        rows += GROUPS[group](options)
    print(markdown_table(HEADER, rows, left=2))
    failed = [row[0] for row in rows if row[-1] == FAILED]
    if failed:
        print(f"\nBeyond target and margin: {'; '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def speed(options: argparse.Namespace) -> list[tuple[str, ...]]:
    """Time `count` of the named texts against the least Python can do with them."""
    texts = named_texts()
    most = {
        "a": (ASCII_FLOOR, 4),
        "b": (ASCII_FLOOR, 8),
        "c": (UTF16_FLOOR, 2.5),
        "d": (ASCII_FLOOR, 8),
        "e": (UTF16_FLOOR, 4),
        "f": (ASCII_FLOOR, 40),
    }
    cases = [
        _against_floor(letter, texts[letter], source, Target(at_most=ratio))
        for letter, (source, ratio) in most.items()
    ]
    cases += [_against_floor(letter, texts[letter], ASCII_FLOOR_INLINE, Target()) for letter in "abdf"]
    cases += [_against_floor(letter, texts[letter], UTF16_CODEC, Target()) for letter in "ce"]
    return timed(cases, options)


def _against_floor(letter: str, text: str, source: str, target: Target) -> Case:
    names = {
        "text": text,
        "isascii_and_encode": isascii_and_encode,
        "utf_16_be_encode": codecs.utf_16_be_encode,
    }
    return Case(
        name=f"count({letter})",
        floor_name=f"`{source}`",
        floor=statement(source, names),
        ours=counting(text),
        target=target,
    )


def isascii_and_encode(text: str) -> None:
    text.isascii()
    text.encode()


def validation(options: argparse.Namespace) -> list[tuple[str, ...]]:
    """Time `validate` of an SMS against `count` of its text."""
    text = named_texts()["a"]
    message = segmenter.OutboundMessage(channel=segmenter.Channel.SMS, text=text)
    names = {"validate": segmenter.validate, "message": message}
    case = Case(
        name="validate(a)",
        floor_name="`count(text)`",
        floor=counting(text),
        ours=statement("validate(message)", names),
        target=Target(at_most=12),
    )
    return timed([case], options)


def policies(options: argparse.Namespace) -> list[tuple[str, ...]]:
    """Time `count` in a smaller alphabet against the default, and cuts at words against those at clusters."""
    cases = []
    for letter, text in named_texts().items():
        for name, policy, rival_name, rival, most in (
            ("restricted", RESTRICTED, "", None, 1.3),
            ("words", WORDS, ", graphemes", GRAPHEMES, 2),
        ):
            cases.append(
                Case(
                    name=f"count({letter}), {name}",
                    floor_name=f"`count({letter}){rival_name}`",
                    floor=counting(text, rival),
                    ours=counting(text, policy),
                    target=Target(at_most=most),
                )
            )
    return timed(cases, options)


def linear(options: argparse.Namespace) -> list[tuple[str, ...]]:
    """Time texts ten times as long: twelve times is the most, whatever they hold and however they are cut."""
    cases = [
        _ten_times(f"count of {kind}{mode}", kind, 100_000, partial(counting, policy=policy))
        for mode, policy in MODES.items()
        for kind in SEEDS_OF_LONG_TEXTS
    ]
    cases += [
        _ten_times(f"segment of {kind}{mode}", kind, code_points, partial(segmenting, policy=policy))
        for mode, policy in MODES.items()
        for kind, code_points in LONGEST_TO_SEGMENT.items()
    ]
    return timed(cases, options)


def _ten_times(name: str, kind: str, code_points: int, sampler: Callable[[str], Sampler]) -> Case:
    return Case(
        name=f"{name}, {code_points:,}",
        floor_name=f"the same, {code_points // 10:,}",
        floor=sampler(long_text(kind, code_points // 10)),
        ours=sampler(long_text(kind, code_points)),
        target=Target(at_most=12),
    )


def memory(options: argparse.Namespace) -> list[tuple[str, ...]]:
    """Measure that `count` takes at most six times the string, itself included; each in a new process."""
    rows: list[tuple[str, ...]] = []
    target = Target(at_most=6)
    for mode, arguments in {"": [], ", graphemes": ["--graphemes"]}.items():
        for kind in LONG_KINDS:
            command = [sys.executable, "-m", "benchmarks.memory", kind, str(options.megabytes), *arguments]
            done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            octets = json.loads(done.stdout)
            ratio = (octets["text"] + octets["peak"]) / octets["text"]
            text, peak = (f"{octets[key] / 1e6:.1f} MB" for key in ("text", "peak"))
            outcome = (shortened(ratio), str(target), target.verdict(ratio, margin=1))
            rows.append((f"memory, {kind}{mode}", "the string", text, f"+ {peak}", "", *outcome))
    return rows


def start(options: argparse.Namespace) -> list[tuple[str, ...]]:
    """Time the command from a cold start against the interpreter that does nothing."""
    with ExitStack() as stack:
        script = Path(sys.executable).with_name("segmenter")
        name = "`segmenter count hello`"
        if not script.exists():
            name += ", script written here"
            script = Path(stack.enter_context(TemporaryDirectory())) / "segmenter"
            script.write_text(f"#!{sys.executable}\n{CONSOLE_SCRIPT}", encoding="utf-8")
            script.chmod(0o755)
        bare = _process([sys.executable, "-c", "pass"])
        commands = {
            name: [str(script), "count", "hello"],
            "`python -m segmenter count hello`": [sys.executable, "-m", "segmenter", "count", "hello"],
        }
        cases = [
            Case(
                name=name,
                floor_name="`python -c pass`",
                floor=bare,
                ours=_process(command),
                target=Target(at_most=5),
            )
            for name, command in commands.items()
        ]
        return timed(cases, options)


def _process(command: Sequence[str]) -> Sampler:
    """Make a sampler of one new process; it runs once before, so that compiled modules are there."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    run = partial(
        subprocess.run, command, cwd=ROOT, env=environment, stdin=DEVNULL, stdout=DEVNULL, check=True
    )
    run()
    return lambda: timeit(run, number=1) * NANOSECONDS


def peer(options: argparse.Namespace) -> list[tuple[str, ...]]:
    """Time `segment`, all of it read, against the split of smsutil where that is installed."""
    if importlib.util.find_spec("smsutil") is None:
        print("smsutil is not installed here; benchmarks.peers.compare has these rows too", file=sys.stderr)
        return []
    import smsutil

    least = {"a": 20, "b": 7, "c": 7, "d": 7, "e": 4, "f": 20}
    cases = []
    for letter, ratio in least.items():
        text = named_texts()[letter][:ASCII_OF_255_SEGMENTS]
        cases.append(
            Case(
                name=f"segment({letter})" if letter != "f" else "segment(f, 39,000)",
                floor_name="`smsutil.split(text)`",
                floor=statement("split(text)", {"split": smsutil.split, "text": text}),
                ours=segmenting(text),
                target=Target(at_least=ratio),
            )
        )
    return timed(cases, options)


def timed(cases: Sequence[Case], options: argparse.Namespace) -> list[tuple[str, ...]]:
    """Time all cases of a group in turn, and make a row for each; the options have `rounds` and `margin`."""
    samplers: dict[tuple[int, bool], Sampler] = {}
    for index, case in enumerate(cases):
        samplers[index, True] = case.ours
        samplers[index, False] = case.floor
    timings = interleaved(samplers, rounds=options.rounds)
    rows: list[tuple[str, ...]] = []
    for index, case in enumerate(cases):
        ours, floor = timings[index, True], timings[index, False]
        ratio = case.target.ratio(ours.best, floor.best)
        rows.append(
            (
                case.name,
                case.floor_name,
                readable(floor.best),
                readable(ours.best),
                f"{ours.noise:.1f} ×",
                shortened(ratio),
                str(case.target),
                case.target.verdict(ratio, options.margin),
            )
        )
    return rows


def judged(rows: Sequence[tuple[str, ...]]) -> int:
    """Print rows as a table; return 1 where one has failed, for the exit."""
    print(markdown_table(HEADER, rows, left=2))
    return 1 if any(row[-1] == FAILED for row in rows) else 0


GROUPS: Final[dict[str, Callable[[argparse.Namespace], list[tuple[str, ...]]]]] = {
    "speed": speed,
    "policies": policies,
    "validation": validation,
    "linear": linear,
    "memory": memory,
    "start": start,
    "peer": peer,
}

if __name__ == "__main__":
    sys.exit(main())
