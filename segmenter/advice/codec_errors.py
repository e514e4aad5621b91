"""The codec error handler ``segmenter.substitute``: characters a codec cannot encode are substituted.

A line here knows Python's error handlers; what may stand for a character is decided elsewhere.
"""

from __future__ import annotations

from ..errors import UnencodableError
from .edits import SubstitutionLevel
from .modes import SubstitutionMode
from .substitution import substitute

__all__ = ["NAME", "substitute_unencodable"]

NAME = "segmenter.substitute"


def substitute_unencodable(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that a codec cannot encode, and where to go on.

    The level is `TYPOGRAPHIC`, that of `substitute`. A character it leaves alone is an error, as under
    "strict".

    >>> import segmenter
    >>> "It’s 5 €…".encode("gsm03.38", errors="segmenter.substitute").decode("gsm03.38")
    "It's 5 €..."
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    try:
        done = substitute(
            error.object[error.start : error.end],
            level=SubstitutionLevel.TYPOGRAPHIC,
            mode=SubstitutionMode.ALWAYS,
        )
    except UnencodableError:  # half a surrogate pair
        raise error from None
    if done.left_over:
        raise error
    return done.text, error.end
