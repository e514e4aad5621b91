"""JSON: an object for one text, an array for many, or an object a line.

A line here knows streams and encodings; the keys are the fields' own names, of whatever is reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ..core.counting import Count
from ..files.json_text import json_encoder, json_text
from .outcomes import Failure, failure_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .outcomes import Alike, Answered

__all__ = [
    "json_alike",
    "json_line",
    "json_outcomes",
    "json_stream",
]


class _Travelling(Protocol):
    def as_dict(self) -> dict[str, Any]: ...


Result = TypeVar("Result", bound=_Travelling)


def json_line(value: object, *, ascii_only: bool = False, indent: int | None = None) -> str:
    r"""Return a value as JSON and the end of its line; what steers terminals is escaped.

    >>> json_line({"text": "é\ud800"})
    '{"text": "é\\ud800"}\n'
    """
    return json_text(value, ascii_only=ascii_only, indent=indent) + "\n"


def json_stream(
    objects: Iterable[object], *, many: bool = True, lines: bool = False, ascii_only: bool = False
) -> Iterator[str]:
    """Yield objects as soon as they are known: one on its line, an array of many, or one a line.

    An array is closed even where what makes the objects fails.
    """
    return _framed(map(json_encoder(ascii_only=ascii_only), objects), in_array=many and not lines)


def _framed(written: Iterable[str], *, in_array: bool) -> Iterator[str]:
    before = "[\n"
    try:
        for text in written:
            yield before + text if in_array else text + "\n"
            before = ",\n"
    except (Exception, KeyboardInterrupt):
        if in_array and before != "[\n":
            yield "\n]\n"
        raise
    if in_array:
        yield "[]\n" if before == "[\n" else "\n]\n"


def json_outcomes(
    entries: Iterable[Answered[Result]],
    *,
    many: bool,
    lines: bool,
    ascii_only: bool = False,
    fields_of: Callable[[Result], Mapping[str, Any]] | None = None,
) -> Iterator[str]:
    """Yield each value's `as_dict`, or what `fields_of` returns; for many texts, after their index."""

    def objects() -> Iterator[Mapping[str, Any]]:
        for index, (_, outcome, kept) in enumerate(entries):
            if isinstance(outcome, Failure):
                fields: Mapping[str, Any] = failure_fields(outcome)
            else:
                fields = fields_of(outcome) if fields_of else outcome.as_dict()
            yield {"index": index, **kept, **fields} if many else fields

    return json_stream(objects(), many=many, lines=lines, ascii_only=ascii_only)


def json_alike(batches: Iterable[Alike[Count]], *, lines: bool, ascii_only: bool = False) -> Iterator[str]:
    """Yield what `json_outcomes` does for the texts of each batch, as one string."""
    encode = json_encoder(ascii_only=ascii_only)

    def written() -> Iterator[str]:
        start = 0
        for batch in batches:
            rests = [
                encode(failure_fields(outcome) if isinstance(outcome, Failure) else outcome.as_dict())[1:]
                for outcome in batch.outcomes
            ]
            yield ("\n" if lines else ",\n").join(
                [f'{{"index": {index}, {rests[kind]}' for index, kind in enumerate(batch.kinds, start)]
            )
            start += len(batch.kinds)

    return _framed(written(), in_array=not lines)
