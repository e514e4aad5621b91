"""Telnyx's values: long codes, toll-free numbers and names; short codes; RCS."""

from dataclasses import replace

from ..advice.modes import SubstitutionMode
from ..channels.messages import Channel
from ..channels.profiles import Profile
from ..core.policy import Encoding, Policy
from .standard import CHANNELS
from .values import read

__all__ = ["PROFILE", "SHORT_CODE"]

_PAGE = read("developers.telnyx.com/docs/messaging/messages/message-encoding (excerpt)")

PROFILE = Profile(
    name="telnyx",
    summary="Telnyx long codes, toll-free numbers and names, and RCS",
    follows="the message encoding page: GSM-7 without Ç ¤ § € and the Greek capitals; at most 10 parts",
    channels={channel: CHANNELS[channel] for channel in (Channel.SMS, Channel.MMS, Channel.RCS)},
    policy=Policy(without="Ç¤§€\fΔΦΓΛΩΠΨΣΘΞ"),
    divides=True,
    max_segments=10,
    substitution=SubstitutionMode.STRICT,
    sources=(_PAGE, read("telnyx 4.189.0")),
)

SHORT_CODE = replace(
    PROFILE,
    name="telnyx-short-code",
    summary="Telnyx short codes: ASCII-7, else UCS-2",
    follows="the message encoding page: every ASCII character takes one unit, 160 or 153 a part",
    channels={Channel.SMS: CHANNELS[Channel.SMS]},
    policy=Policy(encodings=(Encoding.ASCII7, Encoding.UCS2)),
)
