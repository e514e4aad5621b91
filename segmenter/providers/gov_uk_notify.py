"""GOV.UK Notify's values, as its own code counts."""

from ..channels.measures import Measure
from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import at_most, read

__all__ = ["PROFILE"]

_CODE = read("alphagov/notifications-utils 127.0.0, commit 2dcaa0c0, sanitise_text.py and template.py")
_WELSH = "àèìòùẁỳáéíóúẃýäëïöüẅÿâêîôûŵŷ"

PROFILE = Profile(
    name="gov-uk-notify",
    summary="GOV.UK Notify text messages",
    follows=(
        "its code since 2026-08-10: 918 UTF-16 units without the service's name in front; what is neither in "
        "GSM-7 nor Welsh is replaced, and the total divided into fragments"
    ),
    partial="the prefix 'Service: ' counts for billing: extend this profile with it; white space inside the "
    "text is collapsed before counting, which is not done here",
    channels={
        Channel.SMS: CHANNELS[Channel.SMS].with_limits(
            at_most("text", 918, _CODE, measure=Measure.UTF16_UNITS)
        ),
    },
    strip=True,
    keeps=_WELSH + _WELSH.upper(),
    divides=True,
    sources=(_CODE,),
)
