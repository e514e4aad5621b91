"""Audit: a provider's records compared with our count and a rate card, and with what was sent.

Findings and sums of records. It must not know how they are shown, or where records were fetched.
"""

from .against import Against, MatchTotals
from .audits import Audit, MoneyTotals, MonthTotals, ServiceTotals, audit_records
from .charges import Charges
from .differences import Difference
from .pages import AUDITED, SavedPages, SavedRecord
from .reasons import Reason, Supposition
from .sent import SentError, SentRows
from .yardsticks import Yardstick

__all__ = [
    "AUDITED",
    "Against",
    "Audit",
    "Charges",
    "Difference",
    "MatchTotals",
    "MoneyTotals",
    "MonthTotals",
    "Reason",
    "SavedPages",
    "SavedRecord",
    "SentError",
    "SentRows",
    "ServiceTotals",
    "Supposition",
    "Yardstick",
    "audit_records",
]
