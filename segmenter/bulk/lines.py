"""Lines of text as a column: their counts, and which are blank.

It uses the kernel. It must not know where lines come from or what is done with their counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .counting import count_kinds  # first: it names the extra if need be

# isort: split
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..core.counting import Count
    from ..core.policy import Policy

__all__ = ["CountedLines", "counted_lines"]

_BEGINS_SPACE = np.zeros(0x100, np.bool_)
_BEGINS_SPACE[[space.encode()[0] for space in map(chr, range(0x3001)) if space.isspace()]] = True


class CountedLines(NamedTuple):
    """Some lines and their counts.

    Attributes:
        texts: the lines.
        kinds: the index of each line's kind; all lines of a kind have the same count.
        counts: the count of each kind.
    """

    texts: pa.LargeStringArray
    kinds: NDArray[np.int64]
    counts: list[Count]

    @property
    def blank(self) -> int:
        """How many lines are empty or only white space."""
        _, offsets, octets = self.texts.buffers()
        numbers = np.frombuffer(offsets, np.int64)
        starts = numbers[self.texts.offset : self.texts.offset + len(self.texts) + 1]
        filled = starts[:-1] < starts[1:]
        begin = np.zeros(len(self.texts), np.bool_)
        if octets is not None:
            begin[filled] = _BEGINS_SPACE[np.frombuffer(octets, np.uint8)[starts[:-1][filled]]]
        spaces = self.texts.filter(pa.array(begin)).to_pylist()
        empty = len(self.texts) - int(filled.sum())
        return empty + sum(map(str.isspace, spaces))


def counted_lines(lines: str, *, policy: Policy) -> CountedLines:
    r"""Count each line of a text.

    Args:
        lines: separated by LF.
        policy: what may be chosen.

    Raises:
        ColumnError: a line cannot be encoded under the policy.
        UnicodeEncodeError: there is a lone surrogate, which no column can hold.

    >>> from segmenter import Policy
    >>> counted = counted_lines("hi\n\n5 €\nyo", policy=Policy())
    >>> counted.kinds.tolist(), [counted.units for counted in counted.counts], counted.blank
    ([0, 1, 2, 0], [2, 0, 4], 1)
    """
    texts = pc.split_pattern(pa.scalar(lines, pa.large_string()), "\n").values
    return CountedLines(texts, *count_kinds(texts, policy=policy))
