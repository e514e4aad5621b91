"""Tips found by counting: what one variable does to the count while all else stays as it is.

All else is at its longest and cheapest: every other value as long as it may be, of characters of one unit,
and every condition shown that can be. It works for every policy; `tips` is quicker where arithmetic will do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property, partial
from typing import Any, NamedTuple

from ..core.coding import Coding
from ..core.counting import count
from ..core.policy import Boundary, Encoding, Policy
from ..core.results import plain_fields, result
from ..errors import UnencodableError
from .enclosure import carriers, gsm7_characters, outsider
from .outline import Outline, cheap, costly
from .recounting import Recount
from .rendering import fill
from .template import Placeholder
from .variables import Alphabet, Variable

__all__ = ["KINDS", "OUTSIDE_GSM7", "Measured", "Tip", "may_flip"]


@result
class Tip(NamedTuple):
    """What one variable does to the count, every other at its longest and cheapest.

    Attributes:
        rises_at: the smallest length, in code points, at which cheap characters take more segments than at
            the shortest; of a condition 1, for shown. `None` where they never do.
        rises_to: the segments then.
        flips: a character that this variable may hold and that alone makes the text UCS-2; of a condition
            the first in its text. `None` where there is none, or the text is UCS-2 without it.
        kind: what kind of character does so, in words; empty where none does.
        flips_to: the segments with one such character in the longest value.
        dear: a character that may fill the longest value so that the count rises; `None` where none does.
        dear_to: the segments then.
    """

    rises_at: int | None
    rises_to: int | None
    flips: str | None
    kind: str
    flips_to: int | None
    dear: str | None
    dear_to: int | None

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


OUTSIDE_GSM7 = {Alphabet.ASCII: "`", Alphabet.ANY: "’"}
KINDS = {
    Alphabet.ASCII: "the backtick, which GSM-7 lacks",
    Alphabet.ANY: "any character outside GSM-7, such as a curly quote or an emoji",
}
_LONG = 1000
"""Code points from which on a text is recounted rather than counted: below that it is a few segments."""
_NOTHING = Tip(None, None, None, "", None, None, None)


def may_flip(policy: Policy) -> bool:
    """Return whether a character may change the encoding: both are allowed."""
    return len(policy.encodings) > 1


class Measured:
    """The tips of one template."""

    def __init__(self, sketch: Outline, policy: Policy, shown: tuple[str, ...]) -> None:
        self._sketch = sketch
        self._policy = policy
        self._shown = shown

    @cached_property
    def _texts(self) -> dict[str, str]:
        variables = self._sketch.variables.items()
        return {name: cheap(variable.alphabet) * variable.longest for name, variable in variables}

    @cached_property
    def _longest(self) -> str:
        return self._text({})

    @cached_property
    def _segments_at_longest(self) -> int:
        return self._count(self._longest)

    @cached_property
    def _known_at_longest(self) -> frozenset[str]:
        return self._known(self._longest)

    @cached_property
    def _recount(self) -> Recount | None:
        """Counts with one value changed; nothing where counting the whole text is as quick, or numbers it."""
        if self._policy.numbering or len(self._longest) < _LONG:
            return None
        return Recount(self._longest, self._policy)

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int, int, int]]:
        """From where to where, in parts and in the longest text, each variable has its first and last use."""
        spans: dict[str, tuple[int, int, int, int]] = {}
        stop = 0
        for index, part in enumerate(self._sketch.template.parts):
            start, stop = stop, stop + len(fill((part,), self._texts, self._shown))
            if isinstance(part, Placeholder):
                first, _, begin, _ = spans.get(part.name, (index, index, start, stop))
                spans[part.name] = first, index + 1, begin, stop
        return spans

    def segments(self, name: str, length: int) -> int:
        """Return the segments with this variable so long."""
        value = cheap(self._sketch.variables[name].alphabet) * length
        return self._segments(name, value)

    def segments_at_longest(self) -> int:
        """Return the segments with everything at its longest and cheapest."""
        return self._segments_at_longest

    def filled(self, name: str, letter: str) -> int:
        """Return the segments with this variable at its longest, all of one character."""
        return self._segments(name, letter * self._sketch.variables[name].longest)

    def tip(self, name: str) -> Tip:
        """Return the tip of a variable or condition."""
        try:
            return self._of_flag(name) if name in self._sketch.flags else self._of_variable(name)
        except UnencodableError:  # its text, or conditions that no alphabet can carry together
            return _NOTHING

    def _text(self, changes: dict[str, str], shown: Iterable[str] | None = None) -> str:
        return fill(
            self._sketch.template.parts, self._texts | changes, set(self._shown if shown is None else shown)
        )

    def _count(self, text: str) -> int:
        return count(text, policy=self._policy).segments

    def _segments(self, name: str, value: str) -> int:
        """Return the segments with this value of a variable."""
        if self._recount is None:
            return self._count(self._text({name: value}))
        first, last, start, stop = self._spans[name]
        parts = self._sketch.template.parts[first:last]
        return self._recount.segments(start, stop, fill(parts, self._texts | {name: value}, self._shown))

    def _of_flag(self, name: str) -> Tip:
        others = set(self._shown) - {name}
        hidden, text = self._text({}, others), self._text({}, {*others, name})
        before, after = self._count(hidden), self._count(text)
        flips = None
        if (
            may_flip(self._policy)
            and not _carriers_in_gsm7(text, self._policy)
            and (known := self._known(hidden))
        ):
            flips = next((character for character in text if character not in known), None)
        kind, flips_to = ("its text is outside GSM-7", after) if flips else ("", None)
        rises_at, rises_to = (1, after) if after > before else (None, None)
        return Tip(rises_at, rises_to, flips, kind, flips_to, None, None)

    def _of_variable(self, name: str) -> Tip:
        variable = self._sketch.variables[name]
        rises_at = self._rise(name, variable)
        rises_to = None if rises_at is None else self.segments(name, rises_at)
        known = self._known_at_longest if may_flip(self._policy) and variable.longest else frozenset()
        flips = outsider(variable.alphabet, known) if known else None
        if flips is None:
            return Tip(rises_at, rises_to, None, "", None, *self._costly(name, variable))
        usual = flips == OUTSIDE_GSM7.get(variable.alphabet)
        kind = KINDS[variable.alphabet] if usual else "a character that no table with the template's has"
        flips_to = self._segments(name, cheap(variable.alphabet) * (variable.longest - 1) + flips)
        return Tip(rises_at, rises_to, flips, kind, flips_to, *self._costly(name, variable))

    def _costly(self, name: str, variable: Variable) -> tuple[str | None, int | None]:
        letter = costly(variable.alphabet, self._policy)
        segments = self.filled(name, letter)
        return (letter, segments) if segments > self._segments_at_longest else (None, None)

    def _rise(self, name: str, variable: Variable) -> int | None:
        segments = partial(self.segments, name)
        first, lengths = segments(variable.shortest), range(variable.shortest + 1, variable.longest + 1)
        if self._policy.boundary is not Boundary.CODE_POINT:
            return next((length for length in lengths if segments(length) > first), None)
        place = bisect_right(lengths, first, key=segments)  # the count is monotone
        return lengths[place] if place < len(lengths) else None

    def _known(self, text: str) -> frozenset[str]:
        """Return the characters of all GSM-7 codings that can carry a text; none where none can."""
        return frozenset().union(*map(gsm7_characters, _carriers_in_gsm7(text, self._policy)))


def _carriers_in_gsm7(text: str, policy: Policy) -> list[Coding]:
    return [coding for coding in carriers(text, policy) if coding.encoding is not Encoding.UCS2]
