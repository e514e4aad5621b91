"""Providers: one file of values each, the profiles by name, and the public `validate`.

A line in a provider's file holds its documented values and no logic that another would need.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib import import_module

from ..channels.findings import Validation
from ..channels.messages import OutboundMessage
from ..channels.profiles import Profile
from ..channels.validation import check
from ..core.policy import Policy
from ..errors import UnknownProfileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..templates import Template, Variable
    from . import dexatel, sendblue, wavix

__all__ = ["PROFILES", "dexatel", "profile", "sendblue", "validate", "wavix"]

PROFILES = {
    "standard": ("standard", "PROFILE"),
    "aws": ("aws", "PROFILE"),
    "dexatel": ("dexatel.profile", "PROFILE"),
    "dexatel-2026": ("dexatel.profile", "PROFILE_2026"),
    "gov-uk-notify": ("gov_uk_notify", "PROFILE"),
    "infobip": ("infobip", "PROFILE"),
    "messagebird": ("messagebird", "PROFILE"),
    "plivo": ("plivo", "PROFILE"),
    "sendblue": ("sendblue.profile", "PROFILE"),
    "sinch": ("sinch", "PROFILE"),
    "telnyx": ("telnyx", "PROFILE"),
    "twilio": ("twilio", "PROFILE"),
    "twilio-toll-free": ("twilio", "TOLL_FREE"),
    "vonage": ("vonage", "PROFILE"),
    "wavix": ("wavix.profile", "PROFILE"),
}
"""The built-in profiles: in which file of this folder each stands, and its name there."""


@cache
def profile(name: str) -> Profile:
    """Return a built-in profile by its name.

    Raises:
        UnknownProfileError: there is none of this name; a `LookupError`.

    >>> profile("twilio-toll-free").policy.reference_width.value
    16
    """
    if name not in PROFILES:
        raise UnknownProfileError(name, tuple(PROFILES))
    file, value = PROFILES[name]
    found: Profile = getattr(import_module(f".{file}", __name__), value)
    return found


def validate(
    message: OutboundMessage,
    *,
    profile: str | Profile = "standard",
    policy: Policy | None = None,
    now: datetime | None = None,
    template: str | Template | None = None,
    variables: Mapping[str, Variable] | None = None,
) -> Validation:
    """Say whether the channel and the provider will take a message, and what to do where not.

    Args:
        message: as it would be sent; its text is left out where a template takes its place.
        profile: a built-in one by name, or your own.
        policy: how SMS is counted; the profile's own where it is `None`.
        now: aware; without it a schedule is compared with no clock.
        template: a text with placeholders, judged by its dearest filling; a `str` has syntax ``brace``.
        variables: what is known of its values, by name; the profile's limit holds for those left out.

    Raises:
        UnknownProfileError: there is no profile of this name; a `LookupError`.
        TemplateError: a placeholder is malformed.
        TemplateValuesError: a placeholder has no variable, or a variable no placeholder.
        ValueError: `now` is naive.

    >>> from segmenter import Channel, OutboundMessage
    >>> result = validate(OutboundMessage(channel=Channel.WHATSAPP, text="a" * 1025))
    >>> result.fits, result.findings[0].rule, result.findings[0].start
    (False, 'SEG102', 1024)
    """
    values = profile if isinstance(profile, Profile) else _profile(profile)
    if template is None:
        return check(message, values, policy=policy, now=now)
    from ..channels.worst_case import check_template  # brings the templates room, which few messages need

    return check_template(message, template, variables or {}, values, policy=policy, now=now)


_profile = profile  # `validate` names an argument so


if not TYPE_CHECKING:  # or a type checker would take any name for a provider's

    def __getattr__(name: str) -> object:
        """Load a provider that has more than a profile when it is first asked for."""
        if name in __all__:
            return import_module(f".{name}", __name__)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
