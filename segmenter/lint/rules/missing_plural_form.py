"""A plural form that the language has is missing.

Languages have up to six plural forms, and CLDR says which: Russian and Polish need one, few and many,
Arabic all six. Where one is missing, Rails raises an error. i18next before version 27 shows the key or the
fallback language; version 27 and the others use the form other, which is wrong in that language. Forms that
only fractions and millions have are not required, nor are those whose every number has a branch of its own,
such as =1. Nothing is checked where neither the file nor its path names the language; gettext numbers its
forms by its own header.

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


_OTHERS = "without {}, the form other is used"
_WITHOUT = {
    "i18next": "without {}, i18next before version 27 shows the key or the fallback language, "
    "and from version 27 on the form other",
    "yaml": "without {}, Rails raises an error",
}


def check(message: CatalogMessage) -> Diagnoses:
    """Yield which forms are missing, at the first form that is there."""
    if missing := message.missing_forms:
        forms = f"plural form{'s' * (len(missing) > 1)} {', '.join(missing)} of {message.entry.locale}"
        words = f"{forms} {'are' if len(missing) > 1 else 'is'} missing"
        what = "them" if len(missing) > 1 else "it"
        remedy = f"add {what}: {_WITHOUT.get(message.format, _OTHERS).format(what)}"
        yield Diagnosis(words, 0, len(message.text), remedy)
