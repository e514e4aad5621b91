"""Causes: by how much a text exceeds its segments, and which characters force UCS-2, in words.

Takes a message that is counted; whether any of it is wrong is each rule's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..core.coding import Coding, codings
from ..core.counting import Count
from ..core.policy import Encoding, Policy
from .messages import CatalogMessage
from .remedies import shown, units_of

__all__ = ["causes", "excess_units", "forcing", "over"]

_SHOWN = 3


def causes(message: CatalogMessage, most: int) -> str:
    """Return by how much a message exceeds a number of segments, and what forces UCS-2.

    Returns:
        words to put after the number of segments, beginning with a colon; "" where there is nothing to say.

    >>> from segmenter.catalogs import Entry
    >>> from segmenter.lint.messages import CatalogMessage
    >>> causes(CatalogMessage(Entry("a", "It’s here. " * 8, 1)), 1)
    ': 18 code units over one segment; ’ U+2019 RIGHT SINGLE QUOTATION MARK forces UCS-2'
    """
    count = message.count
    excess = over(count, most, message.policy) if count else ""
    words = "; ".join(filter(None, (excess, forcing(message))))
    return f": {words}" if words else ""


def over(count: Count, most: int, policy: Policy) -> str:
    """Return by how many units a text exceeds a number of segments; "" where only the cuts make it exceed.

    >>> from segmenter import Policy, count
    >>> over(count("a" * 170), 1, Policy())
    '10 septets over one segment'
    """
    units = excess_units(count, most, policy)
    limit = "one segment" if most == 1 else f"{most:,} segments"
    return f"{units_of(count, units)} over {limit}" if units else ""


def excess_units(count: Count, most: int, policy: Policy) -> int:
    """Return by how many units a text exceeds a number of segments, 0 where it does not."""
    coding = next(
        coding
        for coding in codings(policy)
        if coding.encoding is count.encoding
        and (coding.locking_shift, coding.single_shift) == (count.locking_shift, count.single_shift)
    )
    return max(count.units - coding.room(most), 0)


def forcing(message: CatalogMessage) -> str:
    """Return which characters force a message into UCS-2; "" where none of its own does.

    A placeholder's characters do not count, as its value replaces them.
    """
    count = message.count
    if count is None or count.encoding is not Encoding.UCS2:
        return ""
    plain = message.without_isolates()
    characters = list(dict.fromkeys(_offending(plain)))
    if not characters:
        return "U+2068 and U+2069 around placeholders force UCS-2" if message.is_isolated else ""
    if len(characters) == 1:
        from .offenders import named

        return f"{named(characters[0])} forces UCS-2"
    return f"{' '.join(_listed(characters))} force UCS-2"


def _listed(characters: list[str]) -> Iterator[str]:
    more = len(characters) - _SHOWN
    head = characters if more < 2 else characters[:_SHOWN]
    for character in head:
        yield shown(character)
    if more > 1:
        yield f"and {more:,} more"


def _offending(message: CatalogMessage) -> Iterable[str]:
    """Yield the characters that no alphabet of GSM-7 holds that the policy allows, in order."""
    template = message.written.template
    text = message.text if template is None else "".join(getattr(part, "text", "") for part in template.parts)
    if message.settings.profile is None:
        from .offenders import offenders_in

        return offenders_in(text).characters
    alphabets = [coding for coding in codings(message.policy) if coding.encoding is not Encoding.UCS2]
    return (character for character in text if not any(_holds(coding, character) for coding in alphabets))


def _holds(coding: Coding, character: str) -> bool:
    try:
        coding.code(character)
    except UnicodeEncodeError:
        return False
    return True
