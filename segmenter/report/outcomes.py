"""The result for each text: a value of the core, or why there is none.

No format is known here, and nothing of where a text came from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from ..core.counting import Count
from ..errors import TooManySegmentsError, UnencodableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..core.segmentation import Message
    from ..errors import SegmenterError

__all__ = ["Alike", "Answered", "Failure", "count_of", "failure", "failure_fields"]


class Failure(NamedTuple):
    """Why a text has no value, in words and as facts."""

    message: str
    facts: Mapping[str, object]


Value = TypeVar("Value", covariant=True)

_NOTHING: Mapping[str, object] = {}


class Answered(NamedTuple, Generic[Value]):
    """A text and its result; a text that could not be read is empty.

    Attributes:
        kept: columns of its row that go with it, by name; its line is one of them.
    """

    text: str
    outcome: Value | Failure
    kept: Mapping[str, object] = _NOTHING


class Alike(NamedTuple, Generic[Value]):
    """Many texts at once, of which most come to the same.

    Attributes:
        texts: returns them.
        outcomes: the different ones.
        kinds: of each text, which of the outcomes is its own.
        blank: how many texts that have a value are empty, or white space alone.
    """

    texts: Callable[[], Sequence[str]]
    outcomes: Sequence[Value | Failure]
    kinds: Sequence[int]
    blank: int


def failure(error: SegmenterError) -> Failure:
    """Return an error of the core as a value."""
    facts: dict[str, object] = {}
    if isinstance(error, UnencodableError):
        facts = {"index": error.index, "code_point": error.code_point, "character": error.character}
    elif isinstance(error, TooManySegmentsError):
        facts = {"segments": error.segments, "limit": error.limit}
    else:
        facts = {"kind": type(error).__name__}
    return Failure(str(error), facts)


def failure_fields(failure: Failure) -> dict[str, Any]:
    """Return what stands in JSON in place of an object where there is none."""
    return {"error": {"message": failure.message, **failure.facts}}


def count_of(outcome: Count | Message) -> Count:
    """Return the count, which a message carries."""
    return outcome if isinstance(outcome, Count) else outcome.count
