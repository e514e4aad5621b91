"""MessageBird's (Bird's) values."""

from ..advice.modes import SubstitutionMode
from ..channels.measures import Measure
from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import at_most, seen, unverified

__all__ = ["PROFILE"]

PROFILE = Profile(
    name="messagebird",
    summary="MessageBird, now Bird, SMS",
    follows="9 parts (1377 septets, 603 code units), not found on a page at hand",
    partial="smart encoding, asked for by message, changes the text first",
    channels={
        Channel.SMS: CHANNELS[Channel.SMS].with_limits(
            at_most("text", 9, unverified("MessageBird, SMS limits"), measure=Measure.SEGMENTS)
        ),
    },
    substitution=SubstitutionMode.ALL_OR_NOTHING,
    sources=(seen("docs.bird.com, smart encoding (no length)"),),
)
