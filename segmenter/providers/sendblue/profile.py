"""Sendblue's values: iMessage that may be downgraded to SMS."""

from ...channels.findings import Severity
from ...channels.messages import Channel
from ...channels.profiles import ChannelRules, Profile
from ..values import E164, IMESSAGE_EFFECTS, characters, every, seen, unverified

__all__ = ["PROFILE"]

_COMBINATIONS = every("text", "image", "media")

PROFILE = Profile(
    name="sendblue",
    summary="Sendblue iMessage, with SMS where the recipient has no iMessage",
    follows="the messages document, API v2; it gives no length of a text",
    partial="sizes of media (iMessage 100 MB, SMS 5 MB) cannot be seen; limits a day differ by plan",
    channels={
        Channel.IMESSAGE: ChannelRules(
            combinations=_COMBINATIONS,
            limits=(
                characters(
                    "text",
                    18_996,
                    unverified("passed around; found on no page of Sendblue"),
                    severity=Severity.WARNING,
                ),
            ),
            required=("recipients",),
            recipient=E164,
        ),
        Channel.SMS: ChannelRules(combinations=_COMBINATIONS, required=("recipients",), recipient=E164),
        Channel.RCS: ChannelRules(combinations=_COMBINATIONS, required=("recipients",), recipient=E164),
    },
    max_recipients=1,
    downgrades={Channel.IMESSAGE: Channel.SMS},
    send_styles=IMESSAGE_EFFECTS,
    sources=(
        seen("Sendblue, Messages, API v2 (document in hand)"),
        seen("docs.sendblue.com/getting-started/sending-messages"),
    ),
)
