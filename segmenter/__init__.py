"""segmenter: how a message will be encoded, how many segments it takes and why, before it is sent.

The names below are the public contract. Each is loaded from its room when it is first asked for, so that
``import segmenter`` starts nothing that is not used.

>>> import segmenter
>>> segmenter.count("Déjà vu – 5 €").segments
1
"""

import codecs

from .loading import lazily

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import audit, pricing, providers, templates, wire
    from .advice.edits import Edit, Kind, SubstitutionLevel
    from .advice.ends import Cut, SegmentEnd
    from .advice.explanation import (
        Advice,
        AdviceKind,
        BoundarySaving,
        Explanation,
        LanguageSaving,
        OffenderGroup,
        Saving,
        TwoUnits,
        explain,
    )
    from .advice.modes import SubstitutionMode
    from .advice.offenders import Offender
    from .advice.substitution import Substitution, substitute
    from .audit.audits import Audit
    from .audit.differences import Difference
    from .channels.findings import Finding, Severity, Validation
    from .channels.limits import Limit, Source
    from .channels.measures import Measure, measure
    from .channels.messages import Button, Channel, MessageKind, OutboundMessage
    from .channels.profiles import ChannelRules, Profile
    from .core.counting import Count, count
    from .core.policy import (
        Boundary,
        Encoding,
        InformationElement,
        NationalLanguage,
        Policy,
        ReferenceWidth,
    )
    from .core.segmentation import Message, Segment, segment, truncate
    from .errors import (
        LeftOverError,
        MissingExtraError,
        ProfileError,
        SegmenterError,
        TemplateError,
        TemplateValuesError,
        TooManySegmentsError,
        UnencodableError,
        UnknownLanguageError,
        UnknownProfileError,
    )
    from .pricing import (
        Campaign,
        CampaignError,
        Money,
        NoRateError,
        Quote,
        Rate,
        RateCard,
        RateError,
        campaign,
        quote,
    )
    from .providers import validate
    from .templates import Fitting, fit, render
    from .wire.errors import UserDataError

__version__ = "0.1.0"

__all__ = [
    "Advice",
    "AdviceKind",
    "Audit",
    "Boundary",
    "BoundarySaving",
    "Button",
    "Campaign",
    "CampaignError",
    "Channel",
    "ChannelRules",
    "Count",
    "Cut",
    "Difference",
    "Edit",
    "Encoding",
    "Explanation",
    "Finding",
    "Fitting",
    "InformationElement",
    "Kind",
    "LanguageSaving",
    "LeftOverError",
    "Limit",
    "Measure",
    "Message",
    "MessageKind",
    "MissingExtraError",
    "Money",
    "NationalLanguage",
    "NoRateError",
    "Offender",
    "OffenderGroup",
    "OutboundMessage",
    "Policy",
    "Profile",
    "ProfileError",
    "Quote",
    "Rate",
    "RateCard",
    "RateError",
    "ReferenceWidth",
    "Saving",
    "Segment",
    "SegmentEnd",
    "SegmenterError",
    "Severity",
    "Source",
    "Substitution",
    "SubstitutionLevel",
    "SubstitutionMode",
    "TemplateError",
    "TemplateValuesError",
    "TooManySegmentsError",
    "TwoUnits",
    "UnencodableError",
    "UnknownLanguageError",
    "UnknownProfileError",
    "UserDataError",
    "Validation",
    "audit",
    "campaign",
    "count",
    "explain",
    "fit",
    "measure",
    "pricing",
    "providers",
    "quote",
    "render",
    "segment",
    "substitute",
    "templates",
    "truncate",
    "validate",
    "wire",
]

_ROOM_OF = {
    "Advice": "advice.explanation",
    "AdviceKind": "advice.explanation",
    "Audit": "audit.audits",
    "Boundary": "core.policy",
    "BoundarySaving": "advice.explanation",
    "Button": "channels.messages",
    "Campaign": "pricing",
    "CampaignError": "pricing",
    "Channel": "channels.messages",
    "ChannelRules": "channels.profiles",
    "Count": "core.counting",
    "Cut": "advice.ends",
    "Difference": "audit.differences",
    "Edit": "advice.edits",
    "Encoding": "core.policy",
    "Explanation": "advice.explanation",
    "Finding": "channels.findings",
    "Fitting": "templates",
    "InformationElement": "core.policy",
    "Kind": "advice.edits",
    "LanguageSaving": "advice.explanation",
    "LeftOverError": "errors",
    "Limit": "channels.limits",
    "Measure": "channels.measures",
    "Message": "core.segmentation",
    "MessageKind": "channels.messages",
    "MissingExtraError": "errors",
    "Money": "pricing",
    "NationalLanguage": "core.policy",
    "NoRateError": "pricing",
    "Offender": "advice.offenders",
    "OffenderGroup": "advice.explanation",
    "OutboundMessage": "channels.messages",
    "Policy": "core.policy",
    "Profile": "channels.profiles",
    "ProfileError": "errors",
    "Quote": "pricing",
    "Rate": "pricing",
    "RateCard": "pricing",
    "RateError": "pricing",
    "ReferenceWidth": "core.policy",
    "Saving": "advice.explanation",
    "Segment": "core.segmentation",
    "SegmentEnd": "advice.ends",
    "SegmenterError": "errors",
    "Severity": "channels.findings",
    "Source": "channels.limits",
    "Substitution": "advice.substitution",
    "SubstitutionLevel": "advice.edits",
    "SubstitutionMode": "advice.modes",
    "TemplateError": "errors",
    "TemplateValuesError": "errors",
    "TooManySegmentsError": "errors",
    "TwoUnits": "advice.explanation",
    "UnencodableError": "errors",
    "UnknownLanguageError": "errors",
    "UnknownProfileError": "errors",
    "UserDataError": "wire.errors",
    "Validation": "channels.findings",
    "campaign": "pricing",
    "count": "core.counting",
    "explain": "advice.explanation",
    "measure": "channels.measures",
    "quote": "pricing",
    "fit": "templates",
    "render": "templates",
    "segment": "core.segmentation",
    "substitute": "advice.substitution",
    "truncate": "core.segmentation",
    "validate": "providers",
}


if not TYPE_CHECKING:  # or a type checker would take any name for a public one
    __getattr__ = lazily(globals(), _ROOM_OF, [name for name in __all__ if name not in _ROOM_OF])


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def _find_codec(name: str) -> codecs.CodecInfo | None:
    """Return the codec of a name that begins with ``gsm``; it is loaded when first asked for."""
    if not name.startswith("gsm"):
        return None
    from .wire.codec import codec_info

    return codec_info(name)


def _substitute_unencodable(error: UnicodeError) -> tuple[str, int]:
    from .advice.codec_errors import substitute_unencodable

    return substitute_unencodable(error)


codecs.register(_find_codec)
codecs.register_error("segmenter.substitute", _substitute_unencodable)
