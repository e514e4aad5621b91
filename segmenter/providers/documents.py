"""Documents: JSON of a provider, parsed exactly; what says two things, or cannot be held, is refused.

A line here knows JSON; what a document means is not known.
"""

from __future__ import annotations

from typing import Any

from ..files import MalformedFileError, UndecodableFileError
from ..files.strict_json import parsed as parsed_json
from .records import RecordError

__all__ = ["parsed"]


def parsed(document: str | bytes | bytearray) -> Any:
    """Parse JSON, its numbers exact.

    Raises:
        RecordError: it is not JSON, or says a thing twice, or a number that cannot be held.
    """
    try:
        return parsed_json(document, remedy="give the response as it came")
    except UndecodableFileError as error:
        raise RecordError(error.problem, "decode it first, and give the text") from None
    except MalformedFileError as error:
        raise RecordError.of(error) from None
