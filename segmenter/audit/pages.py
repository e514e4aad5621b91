"""Saved pages: files of a provider's answers, read record by record, each with its place.

It knows JSON, gzip and whose a page is. It must not know what is compared.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..channels.findings import BrokenFile
from ..errors import SegmenterError
from ..files.json_stream import JsonStream, unzipped
from ..files.octets import open_file
from ..files.text import read_text
from ..providers import PROVIDERS
from ..providers.records import Record, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from ..providers.plans import RecordPlan

__all__ = ["AUDITED", "SavedPages", "SavedRecord", "records_in", "whose"]

AUDITED: Final = tuple(name for name, provider in PROVIDERS.items() if "message" in provider.records)
"""The providers whose records can be audited."""

_GIVE: Final = "give the responses as they came: pages, records, or one of these a line"
_AHEAD: Final = 4096
"""Characters in which a page shows the key of its records; a later one is read too, only held whole."""


_NO_STREAMS: Final[Mapping[str, Any]] = MappingProxyType({})


class SavedRecord(NamedTuple):
    """A record and where it stands.

    Attributes:
        record: as the provider has it.
        path: of the file; empty where it is in none.
        line: where it begins, or the page that holds it; 0 where it is in no file.
    """

    record: Record
    path: str = ""
    line: int = 0


class SavedPages:
    """The records of saved pages; each iteration reads the files again.

    A file that cannot be read to its end is among the `errors`, and the others are still read.

    Args:
        provider: whose pages they are, a name of `AUDITED`.
        paths: of the files.
        watch: wraps the stream of each file, to watch how far it is read.
        streams: streams that are open already, by their path; each can be read once.

    Attributes:
        plan: what reads them.
        paths: as given.
        errors: of the files that could not be read in the last iteration.
        read_once: whether a second iteration would yield fewer records than the first.

    Raises:
        LookupError: there are no records of such a provider.
    """

    def __init__(
        self,
        provider: str,
        paths: Sequence[str],
        *,
        watch: Callable[[BinaryIO], BinaryIO] | None = None,
        streams: Mapping[str, BinaryIO] = _NO_STREAMS,
    ) -> None:
        self.plan = PROVIDERS[provider].record_plan()
        self.paths = tuple(map(os.fspath, paths))
        self.errors: list[SegmenterError] = []
        self.read_once = bool(streams)
        self._watch = watch
        self._streams = streams

    def __iter__(self) -> Iterator[SavedRecord]:
        self.errors = []
        for path in self.paths:
            try:
                with self._opened(path) as stream:
                    watched = self._watch(stream) if self._watch else stream
                    yield from records_in(watched, path, self.plan)
            except SegmenterError as error:
                vars(error)["path"] = path
                self.errors.append(error)

    def _opened(self, path: str) -> AbstractContextManager[BinaryIO]:
        stream = self._streams.get(path)
        return open_file(path) if stream is None else nullcontext(stream)

    @property
    def broken(self) -> list[BrokenFile]:
        """The files that could not be read, as every format of findings shows them."""
        facts = [(error, vars(error)) for error in self.errors]
        return [BrokenFile(fact["path"], fact.get("line") or 1, error.message) for error, fact in facts]


def records_in(stream: BinaryIO, path: str, plan: RecordPlan[Record]) -> Iterator[SavedRecord]:
    """Yield the records of a file: a page, a record or an array of either, or many of them one after another.

    Args:
        stream: its octets, also compressed with gzip.
        path: its name, in places and errors.
        plan: of the provider.

    Raises:
        UnreadableFileError: the system fails to read, or it is not whole gzip.
        MalformedFileError: it is not JSON.
        RecordError: it is not such a document, is another provider's, or a value cannot be read.
    """
    chunks = read_text(unzipped(stream), path=path, encoding="UTF-8")
    json = JsonStream(chunks, path=path, remedy=_GIVE)
    if not json.next_mark():
        raise RecordError("the file is empty", "give a page that was saved", path=path)
    seeks = re.compile(rf'"{re.escape(plan.within)}"\s*:\s*\[').search
    made = _Maker(plan, path)
    for saved in _values(json, plan.within, seeks):
        key, value, line = saved
        if type(value) is dict and plan.within in value:
            yield from _of_page(made, value, key, line)
        else:
            yield SavedRecord(made.record(value, key, line), path, line)


def _of_page(made: _Maker, page: dict[str, Any], key: str, line: int) -> Iterator[SavedRecord]:
    """Yield the records of a page that was short enough to be held."""
    within = made.plan.within
    inner = page[within]
    place = f"{key}.{within}" if key else within
    if isinstance(inner, dict):
        yield SavedRecord(made.record(inner, place, line), made.path, line)
    elif isinstance(inner, list):
        for index, value in enumerate(inner):
            yield SavedRecord(made.record(value, f"{place}[{index}]", line), made.path, line)
    else:
        raise made.plan.refusal(inner, place).under(path=made.path, line=line)


def _values(json: JsonStream, within: str, seeks: Callable[[str], object]) -> Iterator[tuple[str, Any, int]]:
    """Yield the key, the value and the line of each record, or of a page whole."""
    while mark := json.next_mark():
        if mark == "[":
            for index in json.positions():
                yield from _of_one(json, within, seeks, f"[{index}]")
        else:
            yield from _of_one(json, within, seeks, "")


def _of_one(
    json: JsonStream, within: str, seeks: Callable[[str], object], key: str
) -> Iterator[tuple[str, Any, int]]:
    """Yield what one value holds: itself, or if it is a page the records, of which only one is held."""
    if json.next_mark() != "{":
        line = json.line
        yield key, json.value(), line
        return
    line = json.line
    if not seeks(json.ahead(_AHEAD)):
        value = json.value(whole=False)
        if value is not None:
            yield key, value, line
            return
    rest: dict[str, Any] = {}
    is_page = False
    for name in json.fields():
        if name == within and json.next_mark() == "[":
            is_page = True
            place = f"{key}.{within}" if key else within
            for index in json.positions():
                json.next_mark()
                line_of_record = json.line
                yield f"{place}[{index}]", json.value(), line_of_record
        else:
            rest[name] = json.value()
    if not is_page:
        yield key, rest, line


class _Maker:
    """Makes records of objects, and checks whose the first one is, and any that is refused."""

    def __init__(self, plan: RecordPlan[Record], path: str) -> None:
        self.plan = plan
        self.path = path
        self._first = True

    def record(self, value: Any, key: str, line: int) -> Record:
        """Return the record of an object."""
        if type(value) is not dict:
            raise self.plan.refusal(value, key).under(path=self.path, line=line)
        if self._first:
            self._first = False
            self._require_own(value, key, line)
        try:
            return self.plan.record(value)
        except RecordError as error:
            self._require_own(value, key, line)
            raise error.under(key, path=self.path, line=line) from None

    def _require_own(self, value: dict[str, Any], key: str, line: int) -> None:
        owner = whose(value, self.plan.provider)
        if owner not in ("", self.plan.provider):
            raise RecordError(
                f"this is a page of {owner}, not of {self.plan.provider}",
                f"run: segmenter audit {owner} …",
                path=self.path,
                line=line,
                key=key,
            )


def whose(value: Mapping[str, Any], supposed: str = "") -> str:
    """Return the provider whose record or page an object is, by its keys; empty where that is not clear.

    Args:
        value: as it was parsed.
        supposed: the provider it should be from, which only a clearly better match overrides.

    >>> whose({"items": [{"message_id": "1", "message_body": {}, "carrier_fees": "0.0"}], "pagination": {}})
    'wavix'
    >>> whose({"id": "1", "text": "Hi", "to": "4477"})
    ''
    """
    scores: dict[str, float] = {}
    weights = _weights()
    for name in AUDITED:
        within, keys = _shape(name)
        inner = value.get(within)
        paged = isinstance(inner, list)
        if isinstance(inner, list):
            inner = inner[0] if inner else None
        given = inner if isinstance(inner, Mapping) else value
        scores[name] = paged * weights[within] + sum(weights[key] for key in keys.intersection(given))
    best = max(scores, key=scores.__getitem__)
    others = scores.get(supposed, max(score for name, score in scores.items() if name != best))
    return best if scores[best] > max(_CLEARLY * others, _ENOUGH) else ""


_CLEARLY: Final = 1.5
"""How much more of a provider's keys there must be than of another's."""
_ENOUGH: Final = 1
"""What one key that only this provider has does not reach."""
_PAGE: Final = 1.5
"""The weight of a page's key that only one provider has."""


@cache
def _shape(name: str) -> tuple[str, frozenset[str]]:
    plan = PROVIDERS[name].record_plan()
    return plan.within, plan.keys


@cache
def _weights() -> dict[str, float]:
    """Return the weight of each key: the fewer providers have it, the more it weighs."""
    shapes = [_shape(name) for name in AUDITED]
    pages = Counter(within for within, _ in shapes)
    counts = Counter(key for _, keys in shapes for key in keys)
    weights = {key: 1 / number for key, number in counts.items()}
    return weights | {within: _PAGE / number for within, number in pages.items()}
