"""segmenter beside its peers, all in turn in one run; prints markdown tables of ratios.

    benchmarks/.venv-peers/bin/python -m benchmarks.peers.compare

First the answers are compared with a plain reference, and where a peer is wrong is printed; then single texts
are timed, then a list of 1,000,000 messages. A ratio is peer / ours: above 1 segmenter is the faster.
"""

from __future__ import annotations

import argparse
import gc
import platform
import sys
from contextlib import ExitStack
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Final

import segmenter
from benchmarks import reference
from benchmarks.inputs import ASCII_OF_255_SEGMENTS, DESCRIPTIONS, MIXED_MESSAGES, mixed_messages, named_texts
from benchmarks.ours import GRAPHEMES, counting, segmenting
from benchmarks.peers.libraries import Counterpart, Peer, node_peers, python_peers
from benchmarks.peers.node import Node, node_is_here
from benchmarks.tables import markdown_table, readable, shortened
from benchmarks.timing import NANOSECONDS, Sampler, Timing, interleaved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SHORTENED: Final = "f′"
"""f cut to the 255 segments that one message can have."""

COUNTERPARTS: Final[dict[Counterpart, Callable[[str], Sampler]]] = {
    "count": counting,
    "segment": segmenting,
    "segment, graphemes": partial(segmenting, policy=GRAPHEMES),
}

PROBES: Final = {
    "empty": "",
    "€ at septet 153": "a" * 152 + "€" + "a" * 152,
    "81 backslashes": "\\" * 81,
    "67 emoji": "😀" * 67,
    "emoji at unit 67": "я" * 66 + "😀" + "я" * 10,
    "161 §": "§" * 161,
    "71 backticks": "`" * 71,
    "159 and a form feed": "a" * 159 + "\f",
    "71 escape characters": "\x1b" * 71,
    "family at unit 67": "я" * 60 + "👩‍👩‍👧‍👦" + "я" * 10,
    "Mx Claus at unit 67": "я" * 64 + "🧑‍🎄" + "я" * 10,
    "a and 100 marks": "a" + "\u0301" * 100,
}
"""Short texts at which libraries were found to differ."""

MESSAGES_TO_ANSWER: Final = 2_000
ROWS_IN_NODE: Final = {"sms-length": MIXED_MESSAGES, "split-sms": 50_000, "sms-segments-calculator": 2_000}
"""How much of the list the Node peers are given; for those in Python there is an option."""

LEAST_AGAINST_SMSUTIL: Final = {"a": 20, "b": 7, "c": 7, "d": 7, "e": 4, SHORTENED: 20}
TARGET_HEADER: Final = ("target", "ratio", "asked", "verdict")
LEAST_OVER_THE_LIST: Final[dict[str, float]] = {"Python": 15, "sms-length": 1.5}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=25, help="rounds over the single texts (25)")
    parser.add_argument("--list-rounds", type=int, default=5, help="rounds over the list (5)")
    parser.add_argument("--rows", type=int, default=MIXED_MESSAGES, help="length of the list (1,000,000)")
    parser.add_argument(
        "--python-rows", type=int, default=20_000, help="rows of it for Python peers (20,000)"
    )
    options = parser.parse_args()

    with ExitStack() as stack:
        peers: list[Peer] = [*python_peers()]
        where = f"CPython {platform.python_version()}"
        node = stack.enter_context(Node()) if node_is_here() else None
        if node is None:
            print("Left out: the Node peers, for want of node or of node_modules", file=sys.stderr)
        else:
            peers += node_peers(node)
            where += f", Node {node.version()}"
        print(f"segmenter {segmenter.__version__}, {where}, {platform.machine()}")
        _section("answers", answers(peers), probes(peers))
        _section("single texts", single_texts(peers, options.rounds))
        _section("list", message_list(peers, node, options))
    return 0


def _section(title: str, *tables: str) -> None:
    print(f"\n## {title}\n")
    print("\n\n".join(tables), flush=True)


def texts_for(counterpart: Counterpart) -> dict[str, str]:
    """Give the inputs by letter: f whole for what counts, shortened for what splits."""
    texts = named_texts()
    if counterpart != "count":
        texts[SHORTENED] = texts.pop("f")[:ASCII_OF_255_SEGMENTS]
    return texts


def can_take(peer: Peer, letter: str) -> bool:
    """Tell whether a peer gets this input: one takes disproportionately long, seconds for f."""
    return peer.name != "sms-segments-calculator" or letter not in {"f", SHORTENED}


# Answers: nothing is timed before they are known.


def answers(peers: Sequence[Peer]) -> str:
    """Count the inputs and messages that each answers as the reference does."""
    first_messages = list(mixed_messages(MESSAGES_TO_ANSWER))
    for text in [*texts_for("segment").values(), *first_messages, *PROBES.values()]:
        _check_ours(text)
    rows = [("**segmenter**", "Python", segmenter.__version__, "counts and splits, exactly", "all")]
    for peer in peers:
        given = [text for letter, text in texts_for(peer.counterpart).items() if can_take(peer, letter)]
        given += first_messages
        right = sum(_mistake(peer, text) == "" for text in given)
        rows.append((peer.name, peer.language, peer.version, peer.does, f"{right:,} of {len(given):,}"))
    return markdown_table(("library", "in", "version", "does", "as the reference"), rows, left=4)


def probes(peers: Sequence[Peer]) -> str:
    """Give each peer's answer to each probe, where it is wrong."""
    rows = []
    for name, text in PROBES.items():
        expected = f"{len(reference.split(text).parts)}"
        rows.append((name, expected, *(_mistake(peer, text) for peer in peers)))
    return markdown_table(("probe", "segments", *(peer.name for peer in peers)), rows)


def _check_ours(text: str) -> None:
    modes: list[dict[str, segmenter.Policy]] = [{}, {"policy": GRAPHEMES}]
    for arguments in modes:
        expected = reference.split(text, clusters=bool(arguments)).parts
        message = segmenter.segment(text, **arguments)
        if tuple(part.text for part in message.segments) != expected:
            raise SystemExit(f"segmenter does not split as the reference does: {text!r} {arguments}")
        if segmenter.count(text, **arguments).segments != len(expected):
            raise SystemExit(f"segmenter does not count as the reference does: {text!r} {arguments}")


def _mistake(peer: Peer, text: str) -> str:
    """Return what is wrong with a peer's answer; nothing if it follows the rule that the peer claims."""
    expected = reference.split(text, clusters=peer.counterpart == "segment, graphemes").parts
    try:
        segments, parts = peer.answer(text)
    except Exception as error:  # whatever a peer raises is its answer
        return type(error).__name__
    if segments != len(expected):
        return str(segments)
    return "" if parts in (None, expected) else "other texts"


# Single texts


def single_texts(peers: Sequence[Peer], rounds: int) -> str:
    """Give our times, the peers' times, the ratios, and how these stand to the targets."""
    samplers: dict[tuple[str, str], Sampler] = {}
    for counterpart, sampler in COUNTERPARTS.items():
        for letter, text in texts_for(counterpart).items():
            samplers[counterpart, letter] = sampler(text)
    for peer in peers:
        for letter, text in texts_for(peer.counterpart).items():
            if can_take(peer, letter):
                samplers[peer.name, letter] = peer.sampler(text)
    timings = interleaved(samplers, rounds=rounds)

    letters = (*DESCRIPTIONS, SHORTENED)
    times: list[tuple[str, ...]] = [
        (f"**{counterpart}**", *_cells(timings, counterpart, letters)) for counterpart in COUNTERPARTS
    ]
    times += [(peer.name, *_cells(timings, peer.name, letters)) for peer in peers]
    ratios = []
    for peer in peers:
        cells = []
        for letter in letters:
            theirs = timings.get((peer.name, letter))
            cells.append(shortened(theirs.best / timings[peer.counterpart, letter].best) if theirs else "–")
        ratios.append((peer.name, peer.counterpart, *cells))
    header = tuple(f"{letter}" for letter in letters)
    return "\n\n".join(
        [
            "\n".join(f"- {letter}: {description}" for letter, description in DESCRIPTIONS.items())
            + f"\n- {SHORTENED}: f cut to {ASCII_OF_255_SEGMENTS:,}, the 255 segments one message can have",
            markdown_table(("time per call", *header), times),
            markdown_table(("ratio", "to our", *header), ratios, left=2),
            f"Worst of the rounds / best: {max(timing.noise for timing in timings.values()):.1f}.",
            _smsutil_targets(timings),
        ]
    )


def _cells(timings: dict[tuple[str, str], Timing], name: str, letters: Sequence[str]) -> list[str]:
    found = (timings.get((name, letter)) for letter in letters)
    return [readable(timing.best) if timing else "–" for timing in found]


def _smsutil_targets(timings: dict[tuple[str, str], Timing]) -> str:
    rows = []
    for letter, least in LEAST_AGAINST_SMSUTIL.items():
        theirs = timings.get(("smsutil", letter))
        if theirs:
            ratio = theirs.best / timings["segment", letter].best
            rows.append(
                (
                    f"segment({letter}), all read / smsutil",
                    shortened(ratio),
                    f"≥ {least}",
                    _verdict(ratio, least),
                )
            )
    return markdown_table(TARGET_HEADER, rows)


# The list


def message_list(peers: Sequence[Peer], node: Node | None, options: argparse.Namespace) -> str:
    """Put the list through `count` and every peer, each ratio on the same rows in the same rounds."""
    messages = list(mixed_messages(options.rows))
    limits = ROWS_IN_NODE | {peer.name: options.python_rows for peer in peers if peer.language == "Python"}
    given = {peer.name: messages[: limits[peer.name]] for peer in peers}

    samplers: dict[tuple[str, int], Sampler] = {}
    for peer in peers:
        first = given[peer.name]
        samplers[peer.name, len(first)] = partial(_pass_of, peer.run_through, first)
        samplers["count", len(first)] = partial(_pass_of, _count_summed, first)
        if peer.counterpart != "count":
            samplers["segment", len(first)] = partial(_pass_of, _segment_summed, first)
    if node is not None:
        node.add(messages)
        kept = partial(node.run_through, "sms-length", keep=True)
        samplers["sms-length, kept", len(messages)] = lambda: kept(len(messages))[0]
        samplers["count, kept", len(messages)] = partial(_pass_of, _count_kept, messages)
    excess = {}
    for peer in peers:
        first = given[peer.name]
        excess[peer.name] = peer.run_through(first)[1] - _count_summed(first)[1]
    timings = interleaved(samplers, rounds=options.list_rounds)

    table, targets = [], []
    for peer in peers:
        rows = len(given[peer.name])
        theirs, ours = timings[peer.name, rows], timings["count", rows]
        splitting = timings.get(("segment", rows)) if peer.counterpart != "count" else None
        ratio = theirs.best / ours.best
        to_segment = shortened(theirs.best / splitting.best) if splitting else "–"
        speeds = (_per_second(rows, theirs), _per_second(rows, ours))
        table.append(
            (peer.name, f"{rows:,}", *speeds, shortened(ratio), to_segment, f"{excess[peer.name]:+,}")
        )
        least = LEAST_OVER_THE_LIST.get(peer.name) or LEAST_OVER_THE_LIST.get(peer.language)
        if least:
            name = f"list through count / {peer.name}"
            targets.append((name, shortened(ratio), f"≥ {least}", _verdict(ratio, least)))
    if node is not None:
        rows = len(messages)
        theirs, ours = timings["sms-length, kept", rows], timings["count, kept", rows]
        speeds = (_per_second(rows, theirs), _per_second(rows, ours))
        ratio = theirs.best / ours.best
        table.append(("sms-length, results kept", f"{rows:,}", *speeds, shortened(ratio), "–", "–"))
    header = ("list", "rows", "theirs", "our count", "ratio", "to our segment", "segments beside ours")
    noise = max(timing.noise for timing in timings.values())
    return "\n\n".join(
        [
            _described(messages),
            markdown_table(header, table),
            f"Worst of the rounds / best: {noise:.1f}.",
            markdown_table(TARGET_HEADER, targets),
        ]
    )


def _described(messages: Sequence[str]) -> str:
    characters = sum(map(len, messages)) / len(messages)
    ascii_share = sum(map(str.isascii, messages)) / len(messages)
    return (
        f"{len(messages):,} messages, {ascii_share:.1%} ASCII, {characters:.0f} characters in the mean. "
        "Rows a second; results are dropped and segments summed, except in the last row."
    )


def _pass_of(run_through: Callable[[Sequence[str]], tuple[float, int]], messages: Sequence[str]) -> float:
    """Take one sample of a whole pass, with nothing left over from the one before."""
    gc.collect()
    return run_through(messages)[0]


def _count_summed(messages: Sequence[str]) -> tuple[float, int]:
    count, total = segmenter.count, 0
    started = perf_counter()
    for message in messages:
        total += count(message).segments
    return (perf_counter() - started) * NANOSECONDS, total


def _segment_summed(messages: Sequence[str]) -> tuple[float, int]:
    segment, total = segmenter.segment, 0
    started = perf_counter()
    for message in messages:
        total += len(segment(message).segments)
    return (perf_counter() - started) * NANOSECONDS, total


def _count_kept(messages: Sequence[str]) -> tuple[float, int]:
    count = segmenter.count
    started = perf_counter()
    kept = [count(message) for message in messages]
    return (perf_counter() - started) * NANOSECONDS, len(kept)


def _per_second(rows: int, timing: Timing) -> str:
    return f"{rows / timing.best * NANOSECONDS / 1e3:,.0f} k"


def _verdict(ratio: float, least: float) -> str:
    return "met" if ratio >= least else "missed"


if __name__ == "__main__":
    sys.exit(main())
