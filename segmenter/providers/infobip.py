"""Infobip's values."""

from dataclasses import replace

from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import characters, read, seen

__all__ = ["PROFILE"]

_SDK = read("infobip-api-python-client 6.0.0")

PROFILE = Profile(
    name="infobip",
    summary="Infobip SMS and Viber",
    follows="the language pages: Turkish, Spanish and Portuguese shift tables on request",
    partial="shift tables are asked for message by message: allow them with a policy; no length is stated",
    channels={
        Channel.SMS: CHANNELS[Channel.SMS],
        Channel.VIBER: replace(
            CHANNELS[Channel.VIBER],
            limits=(*CHANNELS[Channel.VIBER].limits[:1], characters("button.caption", 30, _SDK)),
        ),
    },
    sources=(
        _SDK,
        seen("infobip.com/docs/sms/language"),
        seen("infobip.com/docs/essentials/api-essentials/national-language-shift"),
    ),
)
