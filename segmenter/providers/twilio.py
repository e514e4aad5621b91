"""Twilio's values, for long numbers and short codes, and for toll-free numbers in the US and Canada."""

from dataclasses import replace

from ..advice.modes import SubstitutionMode
from ..channels.findings import Severity
from ..channels.measures import Measure
from ..channels.messages import Channel
from ..channels.profiles import Profile
from ..core.policy import Policy, ReferenceWidth
from .standard import CHANNELS
from .values import characters, read, seen

__all__ = ["PROFILE", "TOLL_FREE"]

_LIMIT = seen("support.twilio.com/hc/en-us/articles/360033806753; twilio.com/docs/errors/21617")
_TEXT = characters("text", 1600, _LIMIT, note="the unit of the 1600 characters is not stated")
_UNITS = characters(
    "text",
    1600,
    read("twilio.com/docs/errors/21617 of 2026-07-08 (excerpt)"),
    severity=Severity.WARNING,
    measure=Measure.UTF16_UNITS,
    note="characters outside GSM-7 use more space and reach the limit sooner",
)
_SUBJECT = characters("subject", 40, read("twilio.com/docs/errors/21652 (excerpt)"))
_ADVICE = characters(
    "text", 320, _LIMIT, severity=Severity.WARNING, note="Twilio recommends at most 320 characters"
)

PROFILE = Profile(
    name="twilio",
    summary="Twilio Programmable Messaging",
    follows="its live comparison of 2026-07: texts are counted as written, neither composed nor trimmed",
    partial="Smart Encoding may change the text first; a carrier may refuse long UCS-2 (30019)",
    channels={
        Channel.SMS: replace(CHANNELS[Channel.SMS], limits=(_TEXT, _UNITS, _ADVICE)),
        Channel.MMS: replace(CHANNELS[Channel.MMS], limits=(_TEXT, _SUBJECT)),
        **{
            channel: replace(
                CHANNELS[channel],
                limits=(_TEXT, *(limit for limit in CHANNELS[channel].limits if limit.field != "text")),
            )
            for channel in (Channel.WHATSAPP, Channel.RCS)
        },
    },
    max_variable=characters("variables", 1600, seen("twilio.com/docs/errors/21658")),
    codes={("SEG102", "text"): 21617, ("SEG102", "subject"): 21652, ("SEG503",): 21658},
    substitution=SubstitutionMode.ALWAYS,
    sources=(_LIMIT, seen("TwilioDevEd/message-segment-calculator, issue 66")),
)

TOLL_FREE = replace(
    PROFILE,
    name="twilio-toll-free",
    summary="Twilio toll-free numbers in the US and Canada: segments of 152 septets or 66 code units",
    policy=Policy(reference_width=ReferenceWidth.SIXTEEN_BITS),
    sources=(
        *PROFILE.sources,
        seen("epicmessages.com/?p=1472; motopress.com/free-tools/sms-segment-calculator"),
    ),
)
