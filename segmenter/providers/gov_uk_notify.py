"""GOV.UK Notify's values."""

from dataclasses import replace

from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import characters, seen, unverified

__all__ = ["PROFILE"]

PROFILE = Profile(
    name="gov-uk-notify",
    summary="GOV.UK Notify text messages",
    follows="918 characters today, 459 and then 612 earlier; measured without the service's name in front",
    partial=(
        "the prefix 'Service: ' counts for billing: extend this profile with it; white space inside the "
        "text is collapsed and some characters are replaced before counting, which is not done here"
    ),
    channels={
        Channel.SMS: replace(
            CHANNELS[Channel.SMS], limits=(characters("text", 918, unverified("GOV.UK Notify, 918 today")),)
        ),
    },
    strip=True,
    sources=(seen("alphagov/notifications-utils, template.py, PR 515"),),
)
