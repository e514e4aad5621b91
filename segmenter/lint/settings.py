"""Settings: what applies to one message, or to all messages of a file.

Values only; where they were written is not known here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..channels.profiles import Profile
    from ..templates import Variable

__all__ = ["DEFAULTS", "Settings", "choices_of"]

_NONE: Mapping[str, Variable] = MappingProxyType({})


class Settings(NamedTuple):
    """What a message is checked for.

    Attributes:
        profile: whose rules apply; `None` for the standard profile, which requires nothing of an SMS.
        channel: that the message is sent on.
        max_segments: how many it may take; `None` where no limit is set.
        encoding: the one it must have, ``gsm-7`` or ``any``.
        forced_ucs2: where one character that alone forces UCS-2 is reported: ``always``, where it is
            ``typographic``, or where it adds a segment (``costly``).
        exceeds_source_by: how many segments more than its source make a translation an error; `None` where
            nothing is set, and then a finding of one segment more is only information.
        syntax: how placeholders are written, where the format does not say; "" where it is not known.
        registered: whether the text is registered elsewhere, and must stay as it is.
        variables: what is known about the values of placeholders, by name.
        default_variable: the same for all others.
        isolating: whether the program isolates placeholders, as Fluent's runtimes do by default.
        kind: what it is for, ``template``, ``free-form`` or ``authentication``; "" where that is not known.
        rates_country: where it goes, for its price in an editor; "" for anywhere.
        sender: who it is from; "" where that is not known.
        countries: it is sent to, by their ISO 3166-1 codes.
        dlt_variables: how many variables the DLT portal takes; `None` for what the most generous one takes.
        dlt_longest: how many characters of a variable's value the DLT portal takes, 30 or 40; `None` where
            nothing is set.
        translation_room: by what share a translation may be longer; `None` where no room is required.
        max_length: how many code points it may have; only flags set it.
    """

    profile: Profile | None = None
    channel: str = "sms"
    max_segments: int | None = None
    encoding: str = "any"
    exceeds_source_by: int | None = None
    syntax: str = ""
    registered: bool = False
    variables: Mapping[str, Variable] = _NONE
    default_variable: Variable | None = None
    max_length: int | None = None
    forced_ucs2: str = "always"
    isolating: bool = True
    kind: str = ""
    sender: str = ""
    rates_country: str = ""
    countries: tuple[str, ...] = ()
    dlt_variables: int | None = None
    dlt_longest: int | None = None
    translation_room: float | None = None


DEFAULTS = Settings()


def choices_of(name: str) -> tuple[str, ...]:
    """Return the values that a setting may have, of those that are chosen from a list."""
    if name == "syntax":
        from ..templates.template import SYNTAXES

        return SYNTAXES
    if name in ("channel", "kind"):
        from ..channels.messages import Channel, MessageKind

        return tuple(map(str, Channel if name == "channel" else MessageKind))
    return {"encoding": ("gsm-7", "any"), "forced_ucs2": ("always", "typographic", "costly")}[name]
