"""Telnyx's values."""

from ..advice.modes import SubstitutionMode
from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import seen

__all__ = ["PROFILE"]

_PAGE = seen("developers.telnyx.com/docs/messaging/messages/message-encoding")

PROFILE = Profile(
    name="telnyx",
    summary="Telnyx long codes, toll-free numbers and names",
    follows="the message encoding page: at most 10 parts",
    partial=(
        "short codes use ASCII-7 and long codes an altered GSM-7 (no Greek, no €), which segmenter does "
        "not have: counts for them are of plain GSM-7"
    ),
    channels={Channel.SMS: CHANNELS[Channel.SMS], Channel.MMS: CHANNELS[Channel.MMS]},
    max_segments=10,
    substitution=SubstitutionMode.STRICT,
    sources=(_PAGE,),
)
