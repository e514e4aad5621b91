"""RCS: the class a message falls into, and how US carriers bill its text.

Both look at 160 octets of UTF-8 (Twilio's calculator, CM.com, usrbm.org; other pages say "characters").
"""

from enum import StrEnum

from ..spelling import Spelled
from .measures import Measure, measure
from .messages import OutboundMessage

__all__ = ["BASIC_OCTETS", "RcsClass", "rcs_class", "rcs_segments"]

BASIC_OCTETS = 160
"""UTF-8 octets of a Basic message, and of one billed segment in the US."""


class RcsClass(Spelled, StrEnum):
    """How an RCS message is priced outside the US."""

    BASIC = "basic"
    SINGLE = "single"


def rcs_class(message: OutboundMessage) -> RcsClass:
    """Return the class: Basic is a text of at most 160 octets of UTF-8 and nothing else.

    >>> from .messages import Channel
    >>> rcs_class(OutboundMessage(channel=Channel.RCS, text="ž" * 80)).value
    'basic'
    >>> rcs_class(OutboundMessage(channel=Channel.RCS, text="ž" * 81)).value
    'single'
    """
    more = message.image or message.button or message.media or message.header or message.footer
    text = message.text or ""
    short = len(text) <= BASIC_OCTETS and measure(text, Measure.UTF8_OCTETS) <= BASIC_OCTETS
    return RcsClass.BASIC if short and not more else RcsClass.SINGLE


def rcs_segments(text: str) -> int:
    """Return how many segments a text-only message is billed as in the US: one for each 160 octets begun.

    >>> rcs_segments(""), rcs_segments("a" * 160), rcs_segments("a" * 159 + "ž")
    (1, 1, 2)
    """
    return max(1, -(-measure(text, Measure.UTF8_OCTETS) // BASIC_OCTETS))
