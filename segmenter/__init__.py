"""segmenter: how a message will be encoded, how many segments it takes and why, before it is sent.

The names below are the public contract. Each is loaded from its room when it is first asked for, so that
``import segmenter`` starts nothing that is not used.

>>> import segmenter
>>> segmenter.count("Déjà vu – 5 €").segments
1
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import providers, templates
    from .channels.findings import Finding, Severity, Validation
    from .channels.limits import Limit, Source
    from .channels.measures import Measure, measure
    from .channels.messages import Button, Channel, OutboundMessage
    from .channels.profiles import ChannelRules, Profile
    from .core.counting import Count, count
    from .core.policy import Boundary, Encoding, NationalLanguage, Policy, ReferenceWidth
    from .core.segmentation import Message, Segment, segment, truncate
    from .errors import (
        ProfileError,
        SegmenterError,
        TemplateError,
        TemplateValuesError,
        TooManySegmentsError,
        UnencodableError,
        UnknownProfileError,
    )
    from .providers import validate
    from .templates import render

__version__ = "0.1.0"

__all__ = [
    "Boundary",
    "Button",
    "Channel",
    "ChannelRules",
    "Count",
    "Encoding",
    "Finding",
    "Limit",
    "Measure",
    "Message",
    "NationalLanguage",
    "OutboundMessage",
    "Policy",
    "Profile",
    "ProfileError",
    "ReferenceWidth",
    "Segment",
    "SegmenterError",
    "Severity",
    "Source",
    "TemplateError",
    "TemplateValuesError",
    "TooManySegmentsError",
    "UnencodableError",
    "UnknownProfileError",
    "Validation",
    "count",
    "measure",
    "providers",
    "render",
    "segment",
    "templates",
    "truncate",
    "validate",
]

_ROOM_OF = {
    "Boundary": "core.policy",
    "Button": "channels.messages",
    "Channel": "channels.messages",
    "ChannelRules": "channels.profiles",
    "Count": "core.counting",
    "Encoding": "core.policy",
    "Finding": "channels.findings",
    "Limit": "channels.limits",
    "Measure": "channels.measures",
    "Message": "core.segmentation",
    "NationalLanguage": "core.policy",
    "OutboundMessage": "channels.messages",
    "Policy": "core.policy",
    "Profile": "channels.profiles",
    "ProfileError": "errors",
    "ReferenceWidth": "core.policy",
    "Segment": "core.segmentation",
    "SegmenterError": "errors",
    "Severity": "channels.findings",
    "Source": "channels.limits",
    "TemplateError": "errors",
    "TemplateValuesError": "errors",
    "TooManySegmentsError": "errors",
    "UnencodableError": "errors",
    "UnknownProfileError": "errors",
    "Validation": "channels.findings",
    "count": "core.counting",
    "measure": "channels.measures",
    "render": "templates",
    "segment": "core.segmentation",
    "truncate": "core.segmentation",
    "validate": "providers",
}


if not TYPE_CHECKING:  # or a type checker would take any name for a public one

    def __getattr__(name: str) -> object:
        """Load a public name from its room, once."""
        from importlib import import_module

        if name in _ROOM_OF:
            value = getattr(import_module(f".{_ROOM_OF[name]}", __name__), name)
        elif name in __all__:
            value = import_module(f".{name}", __name__)
        else:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
