"""An invisible character has no effect.

Zero width spaces, byte order marks and direction marks are copied along from web pages. Each costs a
unit, and most of them make the whole text UCS-2. Characters that have an effect are kept: joiners inside
emoji, characters that shape letters or break lines in Persian, Indic scripts or Thai, direction marks
beside right-to-left letters or placeholders, soft hyphens. Where such a character alone forces UCS-2,
SEG107 reports it. A no-break space is visible, as a space.

:code: SEG110
:severity: warning
:fixable: yes
:asks: outside
"""

from __future__ import annotations

from ..characters import has_invisible
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (Example("Your “code” is \u200b1234"), Example("За\ufeffказ готов"))
GOOD = (
    Example("Your “code” is 1234"),
    Example("👨\u200d👩\u200d👧 می\u200cخواهم"),
    Example("Замо\u00adвлення готове"),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield each run of invisible characters."""
    text = message.text
    if not has_invisible(text):
        return
    from ..offenders import named, proposals_of

    elsewhere = _reported_elsewhere(message)
    runs: list[list[int]] = []
    for start, stop, kind, edit, _ in proposals_of(text):
        idle = kind == "invisible" and edit is not None and not edit.new and edit.level == 1
        if idle and text[start] not in elsewhere:
            if runs and runs[-1][1] == start:
                runs[-1][1] = stop
            else:
                runs.append([start, stop])
    for start, stop in runs:
        names = list(dict.fromkeys(named(one) for one in text[start:stop]))
        if len(names) > 1:
            said, it = f"{', '.join(names[:-1])} and {names[-1]} are invisible and change nothing", "them"
        else:
            times = f", {stop - start:,} times," if stop - start > 1 else ""
            said, it = f"{names[0]}{times} is invisible and changes nothing", "it"
        yield Diagnosis(said, start, stop, f"leave {it} out", ((start, stop, ""),), safe=True)


def _reported_elsewhere(message: CatalogMessage) -> str:
    """Return the characters that SEG106 or SEG107 reports with the same edits."""
    if message.sms and message.settings.encoding == "gsm-7":
        from ..offenders import offenders_in

        found = offenders_in(message.text)
        return "".join(found.characters) if found.remedy.edits else ""
    from .one_character_forces_ucs2 import alone

    one = alone(message)
    return one.characters[0] if one else ""
