"""Providers: one row for each with what it has, the profiles by name, and the public `validate`.

A line in a provider's file holds its documented values and no logic that another would need.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from ..channels.findings import Validation
from ..channels.messages import OutboundMessage
from ..channels.profiles import Profile
from ..channels.validation import check
from ..core.policy import Policy
from ..core.results import Later
from ..errors import UnknownProfileError
from ..loading import lazily

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .. import templates
    from . import dexatel, endpoints, infobip, plans, requests, sendblue, telnyx, twilio, wavix
else:
    templates, plans, requests = (Later(name, __name__) for name in ("..templates", ".plans", ".requests"))

__all__ = [
    "PROFILES",
    "PROVIDERS",
    "NamedProfile",
    "Provider",
    "dexatel",
    "endpoints",
    "infobip",
    "profile",
    "profile_of",
    "request_plan",
    "sendblue",
    "telnyx",
    "twilio",
    "validate",
    "wavix",
]


class Provider(NamedTuple):
    """What one provider has, each thing as ``file:NAME`` in this folder and loaded on first use.

    Attributes:
        profiles: its profiles, by name.
        records: plans that read its answers, by what these are about.
        requests: plans that check bodies of its requests, by what these are about, each with the profile that
            judges them.
    """

    profiles: Mapping[str, str]
    records: Mapping[str, str] = MappingProxyType({})
    requests: Mapping[str, tuple[str, str]] = MappingProxyType({})

    def record_plan(self, about: str = "message") -> plans.RecordPlan[Any]:
        """Return the plan that reads its answers about messages, or about something else.

        Raises:
            LookupError: there is none.
        """
        plan: plans.RecordPlan[Any] = _loaded(self.records[about])
        return plan


PROVIDERS = {
    "standard": Provider({"standard": "standard:PROFILE"}),
    "aws": Provider({"aws": "aws:PROFILE"}),
    "dexatel": Provider(
        {"dexatel": "dexatel.profile:PROFILE", "dexatel-2026": "dexatel.profile:PROFILE_2026"},
        records={
            "message": "dexatel.records:MESSAGE_RECORDS",
            "campaign": "dexatel.records:CAMPAIGN_RECORDS",
        },
        requests={
            "message": ("dexatel.requests:MESSAGE_REQUESTS", "dexatel.profile:PROFILE"),
            "campaign": ("dexatel.requests:CAMPAIGN_REQUESTS", "dexatel.profile:CAMPAIGNS"),
        },
    ),
    "gov-uk-notify": Provider({"gov-uk-notify": "gov_uk_notify:PROFILE"}),
    "infobip": Provider({"infobip": "infobip:PROFILE"}, records={"message": "infobip:MESSAGES"}),
    "messagebird": Provider({"messagebird": "messagebird:PROFILE"}),
    "plivo": Provider({"plivo": "plivo:PROFILE"}),
    "salesforce-mc": Provider({"salesforce-mc": "salesforce:PROFILE"}),
    "sendblue": Provider(
        {"sendblue": "sendblue:PROFILE"},
        records={"message": "sendblue:MESSAGES"},
        requests={"message": ("sendblue:MESSAGE_REQUESTS", "sendblue:PROFILE")},
    ),
    "sinch": Provider({"sinch": "sinch:PROFILE"}),
    "telnyx": Provider(
        {"telnyx": "telnyx:PROFILE", "telnyx-short-code": "telnyx:SHORT_CODE"},
        records={"message": "telnyx:MESSAGES"},
    ),
    "twilio": Provider(
        {"twilio": "twilio:PROFILE", "twilio-toll-free": "twilio:TOLL_FREE"},
        records={"message": "twilio:MESSAGES"},
    ),
    "vonage": Provider({"vonage": "vonage:PROFILE"}),
    "wavix": Provider(
        {"wavix": "wavix:PROFILE"},
        records={"message": "wavix:MESSAGES"},
        requests={"message": ("wavix:MESSAGE_REQUESTS", "wavix:PROFILE")},
    ),
}
"""Every provider and what it has, one row each."""

PROFILES = {name: place for row in PROVIDERS.values() for name, place in row.profiles.items()}
"""The built-in profiles by name, and where each is."""


def _loaded(place: str) -> Any:
    file, _, name = place.partition(":")
    return getattr(import_module(f".{file}", __name__), name)


@cache
def profile(name: str) -> Profile:
    """Return a built-in profile by its name.

    Raises:
        UnknownProfileError: no built-in profile has this name; a `LookupError`.

    >>> profile("twilio-toll-free").policy.reference_width.value
    16
    """
    if name not in PROFILES:
        raise UnknownProfileError(name, tuple(PROFILES))
    loaded: Profile = _loaded(PROFILES[name])
    return loaded


class _ByName:
    """Lets pydantic read a built-in profile by its name, and write it so."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> dict[str, Any]:
        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": self._read},
            "serialization": {"type": "function-plain", "function": self._written},
        }

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"title": "Profile", "type": "string", "enum": [*PROFILES]}

    @staticmethod
    def _read(value: object) -> Profile:
        if isinstance(value, Profile):
            return value
        if not isinstance(value, str):
            raise ValueError("give the name of a profile, such as twilio")  # noqa: TRY004  # pydantic reports it
        try:
            return profile(value)
        except UnknownProfileError as error:
            raise ValueError(str(error)) from None

    @staticmethod
    def _written(value: Profile) -> str:
        return value.name


NamedProfile = Annotated[Profile, _ByName()]
"""A profile as pydantic and FastAPI take it: the name of a built-in one. A name never leads to a file."""


def profile_of(named: str | Profile) -> Profile:
    """Return a profile, or the one that a name means to the command: built in, or your own.

    Raises:
        UnknownProfileError: no profile has this name; a `LookupError`.
        ProfileError: your own profile, or its file, is not as it must be.
        TypeError: it is neither.
    """
    if isinstance(named, Profile):
        return named
    if named in PROFILES:
        return profile(named)
    if not (hasattr(named, "__fspath__") or isinstance(named, str)):
        raise TypeError(f"profile must be a name or a Profile, not {type(named).__name__}")
    from .custom import find_profile  # reads files, which built-in profiles do not need

    return find_profile(named)


def request_plan(profile: Profile, about: str = "message") -> tuple[requests.RequestPlan, Profile] | None:
    """Return the plan for request bodies of the provider whose profile this is, and what judges them.

    `None` where the bodies are not known: they belong to the first profile of a provider's row.
    """
    for row in PROVIDERS.values():
        if about in row.requests and profile.name in row.profiles:
            plan, judge = row.requests[about]
            if profile is _loaded(next(iter(row.profiles.values()))):
                return _loaded(plan), _loaded(judge)
    return None


def validate(
    message: OutboundMessage,
    *,
    profile: str | Profile = "standard",
    policy: Policy | None = None,
    now: datetime | None = None,
    template: str | templates.Template | None = None,
    variables: Mapping[str, templates.Variable] | None = None,
) -> Validation:
    """Check whether the channel and the provider will accept a message, and say what to do if not.

    Args:
        message: as it would be sent; its text is left out where a template takes its place.
        profile: as the command takes it: a built-in one by name, one of the nearest pyproject.toml by name, a
            TOML file, or a `Profile`. Your own are read at every call; to judge many messages, read yours
            once with `segmenter.providers.custom.find_profile`.
        policy: how SMS is counted; the profile's own where it is `None`.
        now: aware; without it a schedule is not compared with any time.
        template: a text with placeholders, judged by its most expensive filling; a `str` has syntax
            ``brace``.
        variables: what is known about its values, by name; the profile's limit applies to those left out.

    Raises:
        UnknownProfileError: no profile has this name; a `LookupError`.
        ProfileError: your own profile, or its file, is not as it must be.
        TemplateError: a placeholder is malformed.
        TemplateValuesError: a placeholder has no variable, or a variable no placeholder.
        ValueError: `now` is naive.

    >>> from segmenter import Channel, OutboundMessage
    >>> result = validate(OutboundMessage(channel=Channel.WHATSAPP, text="a" * 1025))
    >>> result.fits, result.findings[0].rule, result.findings[0].start
    (False, 'SEG102', 1024)
    """
    values = profile_of(profile)
    if template is None:
        return check(message, values, policy=policy, now=now)
    from ..channels.worst_case import check_template  # brings the templates room, which few messages need

    return check_template(message, template, variables or {}, values, policy=policy, now=now)


# Providers that have more than a profile are modules too.
if not TYPE_CHECKING:  # or a type checker would take any name for a provider's
    __getattr__ = lazily(
        globals(), {}, ("endpoints", *(name for name in PROVIDERS if PROVIDERS[name].records))
    )
