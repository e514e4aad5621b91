"""Vonage's values."""

from dataclasses import replace

from ..channels.findings import Severity
from ..channels.limits import Limit
from ..channels.measures import Measure
from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import characters, read, seen

__all__ = ["PROFILE"]

_SDK = read("vonage-messages 1.8.1")
_PAGE = seen("developer.vonage.com/messaging/sms/guides/concatenation-and-encoding")

PROFILE = Profile(
    name="vonage",
    summary="Vonage SMS API and Messages API",
    follows="the guide to concatenation; an older text has 152, 134 or 62 units a part on some routes",
    partial="in the SMS API the caller chooses text or unicode",
    channels={
        Channel.SMS: replace(
            CHANNELS[Channel.SMS],
            limits=(
                characters("text", 3200, _PAGE),
                Limit(
                    field="text",
                    number=6,
                    measure=Measure.SEGMENTS,
                    source=_PAGE,
                    severity=Severity.WARNING,
                    note="Vonage advises at most 6 parts",
                ),
            ),
        ),
        Channel.MMS: replace(
            CHANNELS[Channel.MMS], limits=(*CHANNELS[Channel.MMS].limits, characters("caption", 3000, _SDK))
        ),
        Channel.WHATSAPP: replace(
            CHANNELS[Channel.WHATSAPP],
            limits=(characters("text", 4096, _SDK), characters("caption", 3000, _SDK)),
        ),
        Channel.VIBER: replace(
            CHANNELS[Channel.VIBER],
            limits=(characters("text", 1000, _SDK), characters("button.caption", 30, _SDK)),
        ),
        Channel.RCS: CHANNELS[Channel.RCS],
        Channel.MESSENGER: replace(CHANNELS[Channel.MESSENGER], limits=(characters("text", 640, _SDK),)),
    },
    sources=(_PAGE, _SDK),
)
