"""Settings: what holds for one message, or for all of a file.

Values only; where they were written is not known here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..channels.profiles import Profile
    from ..templates import Variable

__all__ = ["DEFAULTS", "Settings"]

_NONE: Mapping[str, Variable] = MappingProxyType({})


class Settings(NamedTuple):
    """What is asked of a message.

    Attributes:
        profile: whose rules hold; `None` is the standard profile, which asks nothing of an SMS.
        channel: that the message goes by.
        max_segments: how many it may take; `None` where no budget is set.
        encoding: the one it must have, ``gsm-7`` or ``any``.
        forced_ucs2: where one character that alone forces UCS-2 is told: ``always``, where it is
            ``typographic``, or where the text is ``dearer`` for it.
        dearer_by: by how many segments a translation may not be dearer than its source; `None` where nobody
            said, and then a finding of one segment is only worth knowing.
        syntax: how placeholders are written, where the format does not say; "" where it is not known.
        registered: whether the text is registered elsewhere, and must stay as it is.
        variables: what is known of the values of placeholders, by name.
        default_variable: of all others.
        max_length: how many code points it may have; set by flags alone.
    """

    profile: Profile | None = None
    channel: str = "sms"
    max_segments: int | None = None
    encoding: str = "any"
    dearer_by: int | None = None
    syntax: str = ""
    registered: bool = False
    variables: Mapping[str, Variable] = _NONE
    default_variable: Variable | None = None
    max_length: int | None = None
    forced_ucs2: str = "always"


DEFAULTS = Settings()
