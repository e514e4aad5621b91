"""Dexatel's values: as its message and campaign documents have them, and as its newer reference does."""

from dataclasses import replace

from ...channels.messages import Channel
from ...channels.profiles import ChannelRules, Profile
from ..standard import CHANNELS
from ..values import E164, SMS_SENDER, TEXT_ALONE, at_most, every, seen

__all__ = ["CAMPAIGNS", "CHANNEL_NAMES", "PROFILE", "PROFILE_2026"]

_MESSAGES = seen("Dexatel, Messages: query, delete (documents in hand)")
_CAMPAIGNS = seen("Dexatel, Campaigns: query (document in hand)")
_NEWER = seen("developers.dexatel.com/reference/messages-send")
_TEMPLATES = seen("developers.dexatel.com/reference/templates-create")

CHANNEL_NAMES = {"SMS": Channel.SMS, "WHATSAPP": Channel.WHATSAPP, "VIBER": Channel.VIBER}
"""The channels of error 1515, as a request names them."""

_MESSAGE_ERRORS = {
    1501: "Message is not found",
    1502: "Invalid message identifier",
    1503: "'data.from' is required",
    1504: "'data.from' is invalid",
    1505: "Message sender is not found",
    1506: "'data.to' is required",
    1507: "'data.to' must be at most [10] items in length",
    1508: "'data.text' is required",
    1509: "'data.text' is invalid",
    1510: "'data.text' is too long",
    1512: "'data.template' is invalid",
    1513: "Template is not found",
    1514: "'data.variables' is required",
    1515: "'data.channel' should be in: [SMS, WHATSAPP, VIBER]",
    1516: "One of text, image or template should be specified",
    1517: "Button messages are not supported for whatsapp channel",
    1518: "Image messages are not supported for sms channel",
    1519: "Button messages are not supported for sms channel",
    1520: "'data.button' is required",
    1521: "'data.schedule' is invalid",
    1522: "'data.schedule' should be after current date",
    1523: "Invalid recipient number(s)",
}
"""The codes of the messages document; 1511 is not among them."""

_CAMPAIGN_ERRORS = {
    1522: "Schedule date should be after current date",
    1601: "Campaign is not found",
    1602: "Invalid campaign identifier",
    1603: "'data.from' is required",
    1604: "'data.from' is invalid",
    1605: "'data.audience' is required",
    1606: "'data.audience' is invalid",
    1607: "'data.template' is required",
    1608: "'data.template' is invalid",
    1609: "'data.schedule' is invalid",
    1611: "'data.status' can not be changed",
    1612: "Campaign cannot be deleted",
    1613: "Campaign audience and template do not match",
    1616: "Template ID does not exist for this channel",
    1617: "Audience ID does not exist for this channel",
}
"""The codes of the campaigns document."""

_REQUIRED = ("sender", "recipients")
_VIBER = (
    *map(frozenset, (["text"], ["image"], ["template"], ["text", "button"], ["text", "image", "button"])),
    *(parts | {"template"} for parts in every("text", "image", "button")),
)

PROFILE = Profile(
    name="dexatel",
    summary="Dexatel messages, by the documents with error codes 1501-1523",
    follows=(
        "the older documents: WhatsApp 1024 and Viber 1000 characters, SMS split without a stated limit; the "
        "newer reference allows 1000 on every channel (profile dexatel-2026)"
    ),
    channels={
        Channel.SMS: ChannelRules(
            combinations=(*TEXT_ALONE, frozenset({"text", "template"})),
            required=_REQUIRED,
            sender=SMS_SENDER,
            recipient=E164,
        ),
        Channel.WHATSAPP: ChannelRules(
            combinations=every("text", "image", "template"),
            limits=(at_most("text", 1024, _MESSAGES),),
            required=_REQUIRED,
            recipient=E164,
        ),
        Channel.VIBER: ChannelRules(
            combinations=_VIBER,
            limits=(at_most("text", 1000, _MESSAGES), *CHANNELS[Channel.VIBER].limits[1:]),
            required=_REQUIRED,
            recipient=E164,
        ),
    },
    max_recipients=10,
    max_audience=100_000,
    max_variable=at_most("variables", 70, _NEWER),
    template_needs_variables=True,
    codes={
        ("SEG001", "body"): 1005,
        ("SEG002", "data"): 1007,
        ("SEG002", "sender"): 1503,
        ("SEG001", "sender"): 1504,
        ("SEG303",): 1504,
        ("SEG002", "recipients"): 1506,
        ("SEG001", "recipients"): 1506,
        ("SEG301",): 1507,
        ("SEG002", "text"): 1508,
        ("SEG204", "text"): 1508,
        ("SEG001", "text"): 1509,
        ("SEG101", "text"): 1509,
        ("SEG102", "text"): 1510,
        ("SEG103", "text"): 1510,
        ("SEG501",): 1512,
        ("SEG502",): 1514,
        ("SEG001", "variables"): 1514,
        ("SEG201",): 1515,
        ("SEG002", "channel"): 1515,
        ("SEG202",): 1516,
        ("SEG203", "button", "whatsapp"): 1517,
        ("SEG203", "image", "sms"): 1518,
        ("SEG203", "button", "sms"): 1519,
        ("SEG204", "button"): 1520,
        ("SEG401",): 1521,
        ("SEG402",): 1522,
        ("SEG302",): 1523,
        ("SEG503",): 1526,
    },
    words=_MESSAGE_ERRORS,
    server_codes=frozenset({1501, 1502, 1505, 1513}),
    sources=(_MESSAGES, _CAMPAIGNS, _NEWER),
)

_NEWER_TEXT = at_most("text", 1000, _NEWER, note="error 1510: for all channels")
_NEWER_CAPTION = at_most("button.caption", 20, _TEMPLATES)

PROFILE_2026 = replace(
    PROFILE,
    name="dexatel-2026",
    summary="Dexatel messages by its newer reference: 1000 characters on every channel",
    follows="the newer reference, read 2026-11-22; numbering moved between versions, so compare words too",
    partial="its channels EMAIL_OTP and VOICE are not known here; codes 1524-1538 need the server",
    channels={
        Channel.SMS: PROFILE.channels[Channel.SMS].with_limits(_NEWER_TEXT),
        Channel.WHATSAPP: PROFILE.channels[Channel.WHATSAPP].with_limits(_NEWER_TEXT, _NEWER_CAPTION),
        Channel.VIBER: PROFILE.channels[Channel.VIBER].with_limits(
            _NEWER_TEXT, _NEWER_CAPTION, at_most("button.url", 2083, _TEMPLATES)
        ),
        Channel.TELEGRAM: ChannelRules(
            combinations=every("text", "image", "template"), limits=(_NEWER_TEXT,), required=_REQUIRED
        ),
        Channel.RCS: ChannelRules(
            combinations=every("text", "image", "button", "template"),
            limits=(_NEWER_TEXT,),
            required=_REQUIRED,
        ),
    },
    sources=(_NEWER, _TEMPLATES),
)

CAMPAIGNS = replace(
    PROFILE,
    name="dexatel campaigns",
    summary="the campaign side of dexatel: the audience and the template are identifiers",
    channels={
        channel: replace(rules, combinations=(frozenset({"template"}),), limits=(), required=("sender",))
        for channel, rules in PROFILE.channels.items()
    },
    template_needs_variables=False,
    codes={
        ("SEG001", "body"): 1005,
        ("SEG002", "data"): 1007,
        ("SEG402",): 1522,
        ("SEG002", "sender"): 1603,
        ("SEG001", "sender"): 1604,
        ("SEG303",): 1604,
        ("SEG002", "audience"): 1605,
        ("SEG001", "audience"): 1606,
        ("SEG002", "template"): 1607,
        ("SEG001", "template"): 1608,
        ("SEG401",): 1609,
    },
    words=_CAMPAIGN_ERRORS,
    server_codes=frozenset({1601, 1602, 1611, 1612, 1613, 1616, 1617}),
    sources=(_CAMPAIGNS,),
)
