"""The standard profile: what the channels themselves allow, whoever carries the message."""

from ..channels.findings import Severity
from ..channels.measures import Measure
from ..channels.messages import Channel, MessageKind
from ..channels.profiles import ChannelRules, Profile
from .values import (
    E164,
    SMS_SENDER,
    TEXT_ALONE,
    SendStyle,
    at_most,
    every,
    excerpt,
    read,
    seen,
    unverified,
)

__all__ = ["CHANNELS", "PROFILE"]

_DEXATEL = seen("Dexatel, Messages (documents in hand)")
_TEMPLATES = seen("8x8, WhatsApp template components reference; ChatArchitect's copy of Meta's page")
_ROUTEE = seen("docs.routee.net, Viber message concept")
_SINCH = excerpt("developers.sinch.com, WhatsApp text messages; 8x8, WhatsApp limits")
_SDK = read("vonage-messages 1.8.1")
_REPLIES = excerpt("8x8, WhatsApp limits; sarrazola/openlivery pull request 104")
_BODY = "a template's body beside other parts; also of a message whose kind is not given"
_RCS = read("AWS End User Messaging, RCS limits; telnyx 4.189.0; vonage-messages 1.8.1")
_AUTHGEAR = excerpt("authgear/authgear-server issue 3356")
_TELEGRAM = seen("effect-ak.github.io, Telegram bot API, sendMessage")
_LINE = seen("developers.line.biz, text character count")
_LINE_EMOJI = "a LINE emoji counts as its alternative text"

CHANNELS = {
    Channel.SMS: ChannelRules(combinations=TEXT_ALONE, empty_text=True, sender=SMS_SENDER, recipient=E164),
    Channel.MMS: ChannelRules(
        combinations=(*every("text", "image", "media"), frozenset({"template"})),
        limits=(at_most("subject", 40, unverified("MMS clients' custom"), severity=Severity.WARNING),),
        sender=SMS_SENDER,
        recipient=E164,
    ),
    Channel.WHATSAPP: ChannelRules(
        combinations=every("text", "image", "button", "media", "template"),
        limits=(
            at_most("text", 1024, _DEXATEL, note=_BODY),
            at_most("text", 4096, _SDK, kind=MessageKind.FREE_FORM),
            at_most("text", 32_768, _SINCH, kind=MessageKind.TEMPLATE, alone=True, note="a body alone"),
            at_most("header", 60, _TEMPLATES),
            at_most("footer", 60, _TEMPLATES),
            at_most("caption", 1024, _TEMPLATES, note="the body of a template with an image"),
            at_most("button.caption", 25, _REPLIES, note="a template's quick reply; 20 at Dexatel"),
            at_most("button.caption", 20, _REPLIES, kind=MessageKind.FREE_FORM, note="a reply button"),
            at_most("list_button", 20, _REPLIES, note="what opens a list"),
            at_most("options", 24, _REPLIES, note="the title of a list's row"),
            at_most("option_descriptions", 72, _REPLIES, note="under the title of a list's row"),
            at_most("variables", 15, _AUTHGEAR, kind=MessageKind.AUTHENTICATION),
        ),
        recipient=E164,
    ),
    Channel.VIBER: ChannelRules(
        combinations=(
            *map(frozenset, (["text"], ["image"], ["media"], ["template"], ["text", "button"])),
            frozenset({"text", "image", "button"}),
        ),
        limits=(
            at_most("text", 1000, _DEXATEL, note="Sinch cuts a longer text; a bot may send 7000"),
            at_most("button.caption", 30, _ROUTEE),
        ),
        recipient=E164,
    ),
    Channel.RCS: ChannelRules(
        combinations=every("text", "image", "button", "media", "template"),
        limits=(
            at_most("text", 3072, _RCS, note="some aggregators allow 1000"),
            at_most("button.caption", 25, seen("developers.liveperson.com, RCS limitations")),
            at_most("button.url", 2048, _RCS, note="a postback or an address"),
            at_most("suggestions", 25, _RCS),
            at_most("title", 200, _RCS),
            at_most("description", 2000, _RCS),
        ),
        max_suggestions=11,
        max_suggestions_of_card=4,
        recipient=E164,
    ),
    Channel.IMESSAGE: ChannelRules(combinations=every("text", "image", "media")),
    Channel.TELEGRAM: ChannelRules(
        combinations=every("text", "image", "button", "media"),
        limits=(
            at_most("text", 4096, _TELEGRAM, note="after entities are parsed"),
            at_most("caption", 1024, unverified("Telegram bot API, captions")),
        ),
    ),
    Channel.CELL_BROADCAST: ChannelRules(combinations=(frozenset({"text"}),)),
    Channel.LINE: ChannelRules(
        combinations=every("text", "image", "button", "media"),
        limits=(at_most("text", 5000, _LINE, measure=Measure.UTF16_UNITS, note=_LINE_EMOJI),),
    ),
    Channel.MESSENGER: ChannelRules(combinations=every("text", "image", "media")),
}

PROFILE = Profile(
    name="standard",
    summary="what the channels themselves allow, whoever carries the message",
    follows="TS 23.038 and 23.040 for SMS; the pages named beside each limit for the others",
    channels=CHANNELS,
    send_styles=frozenset(SendStyle),
    sources=(seen("3GPP TS 23.038 V20.0.0, TS 23.040, TS 23.041"), _DEXATEL, _TEMPLATES, _ROUTEE),
)
