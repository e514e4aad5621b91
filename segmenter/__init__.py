"""segmenter: how a message will be encoded, how many segments it takes and why, before it is sent.

The names below are the public contract. Each is loaded from its room when it is first asked for, so that
``import segmenter`` starts nothing that is not used.

>>> import segmenter
>>> segmenter.count("Déjà vu – 5 €").segments
1
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .core.counting import Count, count
    from .core.policy import Boundary, Encoding, NationalLanguage, Policy, ReferenceWidth
    from .core.segmentation import Message, Segment, segment, truncate
    from .errors import SegmenterError, TooManySegmentsError, UnencodableError

__version__ = "0.1.0"

__all__ = [
    "Boundary",
    "Count",
    "Encoding",
    "Message",
    "NationalLanguage",
    "Policy",
    "ReferenceWidth",
    "Segment",
    "SegmenterError",
    "TooManySegmentsError",
    "UnencodableError",
    "count",
    "segment",
    "truncate",
]

_ROOM_OF = {
    "Boundary": "core.policy",
    "Count": "core.counting",
    "Encoding": "core.policy",
    "Message": "core.segmentation",
    "NationalLanguage": "core.policy",
    "Policy": "core.policy",
    "ReferenceWidth": "core.policy",
    "Segment": "core.segmentation",
    "SegmenterError": "errors",
    "TooManySegmentsError": "errors",
    "UnencodableError": "errors",
    "count": "core.counting",
    "segment": "core.segmentation",
    "truncate": "core.segmentation",
}


if not TYPE_CHECKING:  # or a type checker would take any name for a public one

    def __getattr__(name: str) -> object:
        """Load a public name from its room, once."""
        if name not in _ROOM_OF:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module

        value = getattr(import_module(f".{_ROOM_OF[name]}", __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
