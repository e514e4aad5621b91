"""Sinch's values."""

from ..advice.modes import SubstitutionMode
from ..channels.findings import Severity
from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import at_most, seen

__all__ = ["PROFILE"]

_VIBER = seen("developers.sinch.com, conversation, channel support, Viber Business Messages")

PROFILE = Profile(
    name="sinch",
    summary="Sinch SMS and conversation API",
    follows="the character support page",
    partial=(
        "no length is stated for outbound text; over the caller's max_number_of_message_parts it fails with "
        "411; Auto Encoding may change the text first"
    ),
    channels={
        Channel.SMS: CHANNELS[Channel.SMS],
        Channel.VIBER: CHANNELS[Channel.VIBER].with_limits(
            at_most(
                "text", 1000, _VIBER, severity=Severity.WARNING, note="a longer text is cut, not refused"
            ),
            *CHANNELS[Channel.VIBER].limits[1:],
        ),
    },
    substitution=SubstitutionMode.WHEN_CHEAPER,
    sources=(seen("developers.sinch.com/docs/sms/resources/message-info/character-support"), _VIBER),
)
