"""A plural form that the language has is missing.

Languages have up to six plural forms, and CLDR says which: Russian and Polish need one, few and many, Arabic
all six. Where one is missing, Rails raises an error, i18next before version 27 shows the key, and the others
show the form other, which is wrong in that language. Forms that only fractions and millions have are not
required. Nothing is checked where neither the file nor its path names the language; gettext numbers its forms
by its own header.

:code: SEG506
:severity: warning
:fixable: no
:asks: forms
"""

from __future__ import annotations

from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (Example("{n} файл", variant="one", locale="ru"),)
GOOD = (Example("{n} file", variant="other", locale="ja"), Example("{n} файл", variant="one"))


def check(message: CatalogMessage) -> Diagnoses:
    """Yield which forms are missing, at the first form that is there."""
    if missing := message.missing_forms:
        forms = f"plural form{'s' * (len(missing) > 1)} {', '.join(missing)} of {message.entry.locale}"
        yield Diagnosis(
            f"{forms} {'are' if len(missing) > 1 else 'is'} missing", 0, len(message.text), "add them"
        )
