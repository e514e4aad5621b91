"""A segment ends inside an address or a placeholder.

A phone that receives only one of the segments, or shows them separately, shows half an address that leads
nowhere. Put the address near the beginning. Values move the cut, so a text with placeholders is only
checked where variables gives every one of them a fixed length (shortest = longest) and the alphabet
digits or gsm7-basic.

:code: SEG112
:severity: warning
:fixable: no
:asks: many
:options: variables default_variable syntax profile
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ...core.headers import MAX_SEGMENTS
from ...errors import TooManySegmentsError
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

if TYPE_CHECKING:
    from ...templates import Template

__all__ = ["BAD", "GOOD", "check"]

_WORDS = (
    "Dear customer, the parcel that you have ordered from us is on its way to you and will be with you soon. "
)

BAD = (Example(_WORDS + "Follow it, and change the day, at https://example.com/parcels/1234567890/track"),)
GOOD = (
    Example("Follow it at https://example.com/parcels/1234567890/track. " + _WORDS),
    Example(
        _WORDS + "Follow it, and change the day, at https://example.com/parcels/{number}/track",
        syntax="brace",
    ),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield each address or placeholder that a cut falls into."""
    count = message.count if message.sms and not message.is_isolated else None
    if count is None or not 2 <= count.segments <= MAX_SEGMENTS:
        return
    filled = _filled(message)
    ranges = _ranges(message, filled) if filled else []
    if not ranges or not filled:
        return
    from ...core.segmentation import segment

    profile = message.settings.profile
    before = "" if profile is None else profile.prefix
    after = "" if profile is None else profile.suffix
    try:
        segments = segment(before + filled.text + after, policy=message.policy).segments
    except (TooManySegmentsError, ValueError):
        return
    cuts = [each.stop - len(before) for each in segments[:-1]]
    reported = 0
    for start, stop, what in ranges:
        number = bisect_right(cuts, start)
        if start >= reported and number < len(cuts) and cuts[number] < stop:
            reported = stop  # a placeholder within an address is reported with it
            said = f"segment {number + 1:,} ends in the middle of {what}"
            place = filled.begin(start), filled.end(stop)
            yield Diagnosis(said, *place, "put it elsewhere in the text, or shorten what stands before it")


class _Filled(NamedTuple):
    """A text with its values in, and what each part of it was: where it stands now, where it stood."""

    text: str
    parts: tuple[tuple[int, int, int, int], ...]

    def begin(self, index: int) -> int:
        """Return where in the text as it is written begins what begins here."""
        return self._origin(index, index + 1)[0]

    def end(self, index: int) -> int:
        """Return where in the text as it is written ends what ends here."""
        return self._origin(index - 1, index)[1]

    def _origin(self, start: int, stop: int) -> tuple[int, int]:
        for begin, end, old_begin, old_end in self.parts:
            if begin <= start and stop <= end:
                if end - begin == old_end - old_begin:
                    return old_begin + start - begin, old_begin + stop - begin
                return old_begin, old_end
        return start, stop


def _filled(message: CatalogMessage) -> _Filled | None:
    """Return the text as it will be sent, as far as its cuts go; nothing where that is not known."""
    written = message.written
    if written.error is not None or written.branched:
        return None
    if written.template is None:
        return _Filled(message.text, ())
    pieces = _pieces(message, written.template)
    if pieces is None:
        return None
    parts = []
    begin = 0
    for piece, part in zip(pieces, written.template.parts, strict=True):
        parts.append((begin, begin + len(piece), part.start, part.stop))
        begin += len(piece)
    return _Filled("".join(pieces), tuple(parts))


def _pieces(message: CatalogMessage, template: Template) -> list[str] | None:
    """Return what is sent for each part: digits for a placeholder whose values all have one length."""
    from ...templates.template import Condition, Placeholder
    from ...templates.variables import Alphabet

    pieces = []
    for part in template.parts:
        if isinstance(part, Condition):
            return None
        if isinstance(part, Placeholder):
            known = message.variable(part.name)
            if known is None or known.shortest != known.longest:
                return None
            if known.alphabet not in (Alphabet.DIGITS, Alphabet.GSM7_BASIC):
                return None
            pieces.append("0" * known.longest)
        else:
            pieces.append(part.text)
    return pieces


def _ranges(message: CatalogMessage, filled: _Filled) -> list[tuple[int, int, str]]:
    """Return where addresses and values stand, in order; none where placeholders may be of any syntax."""
    from ...advice.protection import protected

    found = [(start, stop, what.removeprefix("in ")) for start, stop, what in protected(filled.text, ())]
    addresses = [each for each in found if each[2] != "a placeholder"]
    if not message.syntax:
        return addresses if len(addresses) == len(found) else []
    if message.written.names:
        from ...templates.template import Literal

        assert message.written.template is not None
        for part, (begin, end, _, _) in zip(message.written.template.parts, filled.parts, strict=True):
            if not isinstance(part, Literal):
                addresses.append((begin, end, "a placeholder"))
    return sorted(addresses, key=lambda each: (each[0], -each[1]))
