"""Many lines counted at once, by columns where that pays: the same counts sooner.

It knows when columns pay. It must not know what counts look like, or how the kernel works.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from ..errors import MissingExtraError, SegmenterError
from ..files import whole_lines
from ..report.outcomes import Alike, Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..core.counting import Count
    from ..core.policy import Policy
    from ..report.outcomes import Answered
    from .inputs import Inputs

    OneByOne = Callable[[Iterable[str]], Iterable[Answered[Count]]]

__all__ = ["AT_ONCE", "LARGE", "pays", "together"]

LARGE = 24_000_000
"""Octets. The kernel takes 0.6 s to import with what it needs; less is counted faster without it."""

AT_ONCE = 1 << 21
"""Characters of the lines that are counted at once: enough for two threads, and some megabytes."""


def pays(inputs: Inputs, *, waits: bool) -> bool:
    """Tell whether texts should be counted many at once.

    Args:
        inputs: the texts.
        waits: whether nothing is written before the last: what comes from a pipe is otherwise answered line
            by line, since more may be long in coming.
    """
    if not (inputs.lines and inputs.from_stream):
        return False
    octets = inputs.octets()
    return waits if octets is None else octets >= LARGE


def together(
    inputs: Inputs, policy: Policy, one_by_one: OneByOne, add: Callable[[int], object]
) -> Iterator[Alike[Count]]:
    """Yield the lines of every stream, many at once; by columns if there are many and the extra is installed.

    Args:
        inputs: the texts.
        policy: under which they are counted.
        one_by_one: counts lines that cannot be counted by columns, under the same policy.
        add: takes the number of lines that were counted without it.

    The first are read at once, so that an unreadable file is reported before anything is written.
    """
    batches = _batches(inputs, policy, one_by_one, add)
    return chain(list(islice(batches, 1)), batches)


def _batches(
    inputs: Inputs, policy: Policy, one_by_one: OneByOne, add: Callable[[int], object]
) -> Iterator[Alike[Count]]:
    seen, installed = inputs.octets() or 0, True
    for source in inputs.sources():
        for lines in whole_lines(source.chunks, path=source.name, at_least=AT_ONCE):
            batch = None
            if installed and seen >= LARGE:
                try:
                    batch = _by_columns(lines, policy)
                except MissingExtraError:
                    installed = False
                except (SegmenterError, UnicodeEncodeError):
                    pass  # which line it is, and why, the slow way finds out
            if batch is None:
                batch = _alike(list(one_by_one(lines.split("\n"))))
            else:
                add(len(batch.kinds))
            seen += len(lines)
            yield batch


def _by_columns(lines: str, policy: Policy) -> Alike[Count]:
    from ..bulk.lines import counted_lines

    counted = counted_lines(lines, policy=policy)
    return Alike(counted.texts.to_pylist, counted.counts, counted.kinds.tolist(), counted.blank)


def _alike(entries: list[Answered[Count]]) -> Alike[Count]:
    texts = [entry.text for entry in entries if not isinstance(entry.outcome, Failure)]
    blank = sum(not text or text.isspace() for text in texts)
    return Alike(
        lambda: [entry.text for entry in entries],
        [entry.outcome for entry in entries],
        range(len(entries)),
        blank,
    )
