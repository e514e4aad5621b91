"""MessageBird's (Bird's) values."""

from dataclasses import replace

from ..advice.modes import SubstitutionMode
from ..channels.limits import Limit
from ..channels.measures import Measure
from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import seen, unverified

__all__ = ["PROFILE"]

PROFILE = Profile(
    name="messagebird",
    summary="MessageBird, now Bird, SMS",
    follows="9 parts (1377 septets, 603 code units), not found on a page at hand",
    partial="smart encoding, asked for by message, changes the text first",
    channels={
        Channel.SMS: replace(
            CHANNELS[Channel.SMS],
            limits=(
                Limit(
                    field="text",
                    number=9,
                    measure=Measure.SEGMENTS,
                    source=unverified("MessageBird, SMS limits"),
                ),
            ),
        ),
    },
    substitution=SubstitutionMode.ALL_OR_NOTHING,
    sources=(seen("docs.bird.com, smart encoding (no length)"),),
)
