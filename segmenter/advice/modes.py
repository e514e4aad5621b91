"""The modes of substitution: when characters are replaced at all. Values only."""

from enum import StrEnum

from ..spelling import Spelled

__all__ = ["SubstitutionMode"]


class SubstitutionMode(Spelled, StrEnum):
    """When substitution is made."""

    ALWAYS = "always"
    """Wherever the level has something to put (Twilio's Smart Encoding)."""
    WHEN_CHEAPER = "when-cheaper"
    """Only where the whole text then takes fewer segments; otherwise nothing changes (as Sinch)."""
    ALL_OR_NOTHING = "all-or-nothing"
    """Only where the whole text becomes GSM-7; otherwise nothing changes (as Bird)."""
    STRICT = "strict"
    """As always, but what stays outside GSM-7 is an error (as Telnyx's `gsm7`)."""
