"""Vonage's values."""

from ..channels.findings import Severity
from ..channels.measures import Measure
from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import at_most, read, seen

__all__ = ["PROFILE"]

_SDK = read("vonage-messages 1.8.1")
_PAGE = seen("developer.vonage.com/messaging/sms/guides/concatenation-and-encoding")
_ADVICE = at_most(
    "text",
    6,
    _PAGE,
    measure=Measure.SEGMENTS,
    severity=Severity.WARNING,
    note="Vonage advises at most 6 parts",
)

PROFILE = Profile(
    name="vonage",
    summary="Vonage SMS API and Messages API",
    follows="the guide to concatenation; an older text has 152, 134 or 62 units a part on some routes",
    partial="in the SMS API the caller chooses text or unicode",
    channels={
        Channel.SMS: CHANNELS[Channel.SMS].with_limits(at_most("text", 3200, _PAGE), _ADVICE),
        Channel.MMS: CHANNELS[Channel.MMS].with_limits(
            *CHANNELS[Channel.MMS].limits, at_most("caption", 3000, _SDK)
        ),
        Channel.WHATSAPP: CHANNELS[Channel.WHATSAPP].with_limits(
            at_most("text", 4096, _SDK), at_most("caption", 3000, _SDK)
        ),
        Channel.VIBER: CHANNELS[Channel.VIBER].with_limits(
            at_most("text", 1000, _SDK), at_most("button.caption", 30, _SDK)
        ),
        Channel.RCS: CHANNELS[Channel.RCS],
        Channel.MESSENGER: CHANNELS[Channel.MESSENGER].with_limits(at_most("text", 640, _SDK)),
    },
    sources=(_PAGE, _SDK),
)
