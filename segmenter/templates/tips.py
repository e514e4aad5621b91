"""Tips: for each variable the length at which the count rises, and what flips the encoding.

By arithmetic where the count is monotone and only units decide; `measured` counts the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from ..core.coding import Coding, codings
from ..core.policy import Encoding, Policy
from .measured import KINDS, OUTSIDE_GSM7, Measured, Tip, may_flip
from .outline import Outline, costly
from .rendering import fill
from .variables import Alphabet, Variable

__all__ = ["Tip", "Tips"]

_new = tuple.__new__  # past the named tuple's own constructor: 0.2 µs against 0.5


class Tips(Mapping[str, Tip]):
    """The tip of each variable and condition, in the order in which they appear.

    A tip is found when it is asked for, and kept: where clusters, words or languages matter, each counts the
    whole text several times, and many who ask for bounds need none.

    Args:
        sketch: the template.
        policy: how the text may be encoded and cut.
        shown: the conditions whose text can be encoded.
    """

    __slots__ = ("_found", "_measured", "_policy", "_shown", "_sketch")

    def __init__(self, sketch: Outline, policy: Policy, shown: tuple[str, ...]) -> None:
        self._sketch, self._policy, self._shown = sketch, policy, shown
        self._measured = Measured(sketch, policy, shown)
        self._found: dict[str, Tip] = {}

    def __getitem__(self, name: str) -> Tip:
        if name not in self._found:
            if name not in self._sketch.variables and name not in self._sketch.flags:
                raise KeyError(name)
            if self._policy.is_simple and name not in self._sketch.flags:
                self._found |= _by_arithmetic(self._sketch, self._policy, self._shown, self._measured)
            else:
                self._found[name] = self._measured.tip(name)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sketch.template.names)

    def __len__(self) -> int:
        return len(self._sketch.template.names)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type, tuple[dict[str, Tip]]]:
        return dict, (dict(self),)


def _by_arithmetic(
    sketch: Outline, policy: Policy, shown: tuple[str, ...], measured: Measured
) -> dict[str, Tip]:
    """Return the tips of the variables. Every cheap character takes one unit, so units are a sum."""
    text = sketch.full if shown == sketch.flags else _literals(sketch, shown)
    coding, fixed = _coded(text, policy)
    leads = fixed - len(text)
    variables = sketch.variables
    values = sum([uses * variables[name].longest for name, uses in sketch.uses.items()])
    longest = coding.sure_segments(fixed + values, leads=leads) or measured.segments_at_longest()
    flips_to, ucs2 = None, coding
    if coding.encoding is Encoding.GSM7 and may_flip(policy):
        ucs2 = next(one for one in codings(policy) if one.encoding is Encoding.UCS2)
        flips_to = ucs2.sure_segments(len(text) + values, leads=0)
    found = {}
    for name, one in variables.items():
        uses, alphabet = sketch.uses[name], one.alphabet
        tip: tuple[object, ...] = (None, None)
        if one.shortest < one.longest:
            units = fixed + values - uses * (one.longest - one.shortest)
            tip = _Ladder(coding, leads, partial(measured.segments, name)).rise(one, uses, units)
        odd = OUTSIDE_GSM7.get(alphabet) if flips_to and one.longest else None
        tip += (odd, KINDS[alphabet], flips_to) if odd else (None, "", None)
        letter = costly(alphabet, policy)
        taken: int | None = longest
        if odd:  # in UCS-2 one of ASCII takes a unit like all others, and one beyond the BMP two
            more = uses * one.longest * (alphabet is Alphabet.ANY)
            taken = ucs2.sure_segments(len(text) + values + more, leads=more)
        elif alphabet is Alphabet.ANY or (alphabet in _TWO_SEPTETS and coding.encoding is Encoding.GSM7):
            more = uses * one.longest
            taken = coding.sure_segments(fixed + values + more, leads=leads + more)
        if taken is None:
            taken = measured.filled(name, letter)
        found[name] = _new(Tip, tip + ((letter, taken) if taken > longest else (None, None)))
    return found


_TWO_SEPTETS = (Alphabet.ASCII, Alphabet.GSM7)
"""Alphabets with characters of the extension table."""


def _literals(sketch: Outline, shown: tuple[str, ...]) -> str:
    empty = dict.fromkeys(sketch.variables, "")
    return fill(sketch.template.parts, empty, shown)


def _coded(text: str, policy: Policy) -> tuple[Coding, int]:
    """Return the coding that carries a text in the fewest segments, GSM-7 where it can, and its units."""
    for coding in codings(policy):
        if coding.encoding is Encoding.GSM7:
            try:
                return coding, coding.units(text)
            except UnicodeEncodeError:
                continue
        ucs2 = coding
    return ucs2, ucs2.units(text)


class _Ladder(NamedTuple):
    """How the count rises with the length of one variable, whose characters are no leads.

    Only the lengths that leave a doubt are counted, by `measure`.
    """

    coding: Coding
    leads: int
    measure: Callable[[int], int]

    def rise(self, one: Variable, uses: int, units: int) -> tuple[int | None, int | None]:
        """Return the length at which the count rises, and to what; `units` are the text's at the shortest."""
        first = self._segments(one.shortest, units)
        room = self.coding.room(first)
        least = room - min(first, self.leads) if first > 1 else room
        # The longest at which the text surely fits as before, and the shortest at which it surely does not.
        fits = one.shortest + max(0, least - units) // uses
        rises = one.shortest + (room - units) // uses + 1
        length = fits + 1
        if rises > length:
            length += bisect_right(range(length, min(rises, one.longest + 1)), first, key=self.measure)
        if length > one.longest:
            return None, None
        return length, self._segments(length, units + uses * (length - one.shortest))

    def _segments(self, length: int, units: int) -> int:
        return self.coding.sure_segments(units, leads=self.leads) or self.measure(length)
