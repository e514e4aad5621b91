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

_NAMES_OF = {
    "advice.edits": "Edit Kind SubstitutionLevel",
    "advice.ends": "Cut SegmentEnd",
    "advice.explanation": (
        "Advice AdviceKind BoundarySaving Explanation LanguageSaving OffenderGroup Saving TwoUnits explain"
    ),
    "advice.modes": "SubstitutionMode",
    "advice.offenders": "Offender",
    "advice.substitution": "Substitution substitute",
    "audit.audits": "Audit",
    "audit.differences": "Difference",
    "channels.findings": "Finding Severity Validation",
    "channels.limits": "Limit Source",
    "channels.measures": "Measure measure",
    "channels.messages": "Button Channel MessageKind OutboundMessage",
    "channels.profiles": "ChannelRules Profile",
    "core.counting": "Count count",
    "core.policy": "Boundary Encoding InformationElement NationalLanguage Policy ReferenceWidth",
    "core.segmentation": "Message Segment segment truncate",
    "errors": (
        "LeftOverError MissingExtraError ProfileError SegmenterError TemplateError TemplateValuesError "
        "TooManySegmentsError UnencodableError UnknownLanguageError UnknownProfileError"
    ),
    "pricing": "Campaign CampaignError Money NoRateError Quote Rate RateCard RateError campaign quote",
    "providers": "validate",
    "templates": "Fitting fit render",
    "wire.errors": "UserDataError",
}
"""The public names by the module that each is loaded from when it is first asked for."""
"""The public names by the module that each is loaded from."""


if not TYPE_CHECKING:  # or a type checker would take any name for a public one
    _ROOM_OF = {name: room for room, names in _NAMES_OF.items() for name in names.split()}
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
