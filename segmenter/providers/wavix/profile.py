"""Wavix's values. It publishes no text length and no segment rule, so the standard's hold."""

from ...channels.messages import Channel
from ...channels.profiles import ChannelRules, Profile
from ..values import E164, every, seen

__all__ = ["PROFILE"]

_SENDER = (
    r"\+?[0-9]{3,15}|(?![0-9]+$)[A-Za-z0-9+_& -]{3,11}",
    "use a number, or 3 to 11 ASCII letters, digits, spaces and - + _ &, not digits alone",
)

PROFILE = Profile(
    name="wavix",
    summary="Wavix SMS and MMS, API v3",
    follows="the v3 messages document and the send-SMS guide; no text length, no segment size is stated",
    partial="20 messages a day to one number, MMS to US numbers only: not visible in one message",
    channels={
        Channel.SMS: ChannelRules(
            combinations=(frozenset({"text"}),),
            required=("sender", "recipients"),
            sender=_SENDER,
            recipient=E164,
        ),
        Channel.MMS: ChannelRules(
            combinations=every("text", "image", "media"),
            required=("sender", "recipients"),
            sender=_SENDER,
            recipient=E164,
        ),
    },
    max_recipients=1,
    sources=(
        seen("Wavix, List messages, API v3 (document in hand)"),
        seen("docs.wavix.com/api-reference/sms-and-mms/send-message"),
        seen("docs.wavix.com/messaging/send-sms"),
    ),
)
