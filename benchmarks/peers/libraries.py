"""The libraries compared with: what each does, is called and answers. Knows nothing of segmenter."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, Literal

from benchmarks.peers.node import HERE, Node
from benchmarks.timing import NANOSECONDS, Sampler, repeated, statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Answer = tuple[int, tuple[str, ...] | None]
"""The number of segments, and their texts; None in place of the texts from a library that only counts."""

Counterpart = Literal["count", "segment", "segment, graphemes"]
"""Which of our functions does the same kind of work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonPeer:
    """A peer in this process."""

    name: str
    does: str
    counterpart: Counterpart
    call: Callable[[str], Any]
    segments: Callable[[Any], int]
    """The number of segments in what the call returns."""
    parts: Callable[[Any], tuple[str, ...] | None] = lambda _: None
    language: str = "Python"

    @property
    def version(self) -> str:
        """The version that is installed."""
        return version(self.name)

    def answer(self, text: str) -> Answer:
        """Ask what it makes of a text; it may raise anything."""
        result = self.call(text)
        return self.segments(result), self.parts(result)

    def sampler(self, text: str) -> Sampler:
        """Make a sampler of one call with this text."""
        return statement("call(text)", {"call": self.call, "text": text})

    def run_through(self, messages: Sequence[str]) -> tuple[float, int]:
        """Give the nanoseconds for all these messages, and the sum of their segments."""
        call, segments, total = self.call, self.segments, 0
        started = perf_counter()
        for message in messages:
            total += segments(call(message))
        return (perf_counter() - started) * NANOSECONDS, total


@dataclass(frozen=True, slots=True, kw_only=True)
class NodePeer:
    """A peer in the Node process, which times itself."""

    name: str
    does: str
    counterpart: Counterpart
    node: Node
    language: str = "Node"

    @property
    def version(self) -> str:
        """The version that is installed."""
        package = json.loads((HERE / "node_modules" / self.name / "package.json").read_text(encoding="utf-8"))
        return str(package["version"])

    def answer(self, text: str) -> Answer:
        """Ask what it makes of a text; it may raise anything."""
        return self.node.result(self.name, text)

    def sampler(self, text: str) -> Sampler:
        """Make a sampler of one call with this text, inside Node."""
        return repeated(partial(self.node.seconds, self.name, text))

    def run_through(self, messages: Sequence[str]) -> tuple[float, int]:
        """Give the same; Node was given these messages before."""
        return self.node.run_through(self.name, len(messages), keep=False)


Peer = PythonPeer | NodePeer


def python_peers() -> Iterator[PythonPeer]:
    """Give the Python peers that are installed here."""
    if find_spec("smsutil"):
        split = import_module("smsutil").split
        yield PythonPeer(
            name="smsutil",
            does="splits: texts and octets of the parts, by a loop over characters",
            counterpart="segment",
            call=split,
            segments=lambda result: len(result.parts),
            parts=lambda result: tuple(part.content for part in result.parts),
        )
    if find_spec("smpplib"):
        yield PythonPeer(
            name="smpplib",
            does="encodes, cuts the octets, adds headers; may cut an escape or a surrogate pair",
            counterpart="segment",
            call=import_module("smpplib.gsm").make_parts,
            segments=lambda result: len(result[0]),
            parts=_smpplib_texts,
        )
    if find_spec("sms"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it is written for an older pydantic
            counter = import_module("sms.counter.sms_counter").SMSCounter()
        yield PythonPeer(
            name="sms-counter",
            does="counts by dividing a total, into a pydantic model",
            counterpart="count",
            call=counter.count,
            segments=lambda result: int(result.segment),
        )


def node_peers(node: Node) -> Iterator[NodePeer]:
    """Give the npm peers, in that process."""
    yield NodePeer(name="sms-length", does="counts by dividing a total", counterpart="count", node=node)
    yield NodePeer(
        name="split-sms", does="splits: texts and octets of the parts", counterpart="segment", node=node
    )
    yield NodePeer(
        name="sms-segments-calculator",
        does="splits at grapheme clusters, an object for each character",
        counterpart="segment, graphemes",
        node=node,
    )


def _smpplib_texts(result: tuple[list[bytes], int, int]) -> tuple[str, ...]:
    """Decode what a receiver would read, part by part; what was cut apart shows as U+FFFD."""
    parts, encoding, _ = result
    header_octets = 6 if len(parts) > 1 else 0
    consts = import_module("smpplib.consts")
    if encoding == consts.SMPP_ENCODING_ISO10646:
        return tuple(part[header_octets:].decode("utf-16-be", "replace") for part in parts)
    table: str = import_module("smpplib.gsm").GSM_CHARACTER_TABLE
    return tuple(_gsm_text(part[header_octets:], table) for part in parts)


def _gsm_text(septets: bytes, table: str) -> str:
    characters = []
    rest = iter(septets)
    for septet in rest:
        if septet == ESCAPE:
            shifted = next(rest, None)
            characters.append("\ufffd" if shifted is None else table[0x80 + shifted])
        else:
            characters.append(table[septet])
    return "".join(characters)


ESCAPE: Final = 0x1B
