"""A character cannot be encoded, so the text cannot be sent.

No encoding that the profile allows has the character. It may be half of a surrogate pair, left by a
damaged escape, or a character outside GSM-7 where only GSM-7 is allowed.

:code: SEG101
:fixable: no
:asks: unencodable
:options: profile
"""

from __future__ import annotations

from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (Example("Well done \ud83d"),)
GOOD = (Example("Well done 👍🏽 to all of you"),)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield what cannot be encoded: the first such character."""
    error = message.unencodable if message.sms else None
    if error is None:
        return
    index = message.text.find(error.character)
    start, stop = (index, index + 1) if index >= 0 else (0, len(message.text))
    yield Diagnosis(f"{error.character_name} {error.problem}", start, stop, error.remedy)
