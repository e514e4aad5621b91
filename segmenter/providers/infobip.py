"""Infobip's values."""

from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import seen

__all__ = ["PROFILE"]

PROFILE = Profile(
    name="infobip",
    summary="Infobip SMS and Viber",
    follows="the language pages: Turkish, Spanish and Portuguese shift tables on request",
    partial="shift tables are asked for message by message: allow them with a policy; no length is stated",
    channels={Channel.SMS: CHANNELS[Channel.SMS], Channel.VIBER: CHANNELS[Channel.VIBER]},
    sources=(
        seen("infobip.com/docs/sms/language"),
        seen("infobip.com/docs/essentials/api-essentials/national-language-shift"),
    ),
)
