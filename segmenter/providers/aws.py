"""The values of Amazon SNS and AWS End User Messaging."""

from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import at_most, read, seen

__all__ = ["PROFILE"]

_SDK = read("botocore 1.44.8, pinpoint-sms-voice-v2")
_PAGE = seen("docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html")

PROFILE = Profile(
    name="aws",
    summary="Amazon SNS and AWS End User Messaging",
    follows="the character limits of End User Messaging: 160/153 and 70/67, 1600 characters in all",
    partial=(
        "a text must not be blank; the reference of SNS says that parts are cut at whole words, which may "
        "take more of them"
    ),
    channels={
        Channel.SMS: CHANNELS[Channel.SMS].with_limits(at_most("text", 1600, _PAGE)),
        Channel.MMS: CHANNELS[Channel.MMS].with_limits(at_most("text", 1600, _SDK)),
        Channel.RCS: CHANNELS[Channel.RCS],
    },
    sources=(_PAGE, seen("docs.datadoghq.com, aws_sns_send_sms (quotes the SNS reference)")),
)
