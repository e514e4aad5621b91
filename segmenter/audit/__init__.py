"""Audit: a provider's records compared with our count and a rate card, and with what was sent.

Findings and sums of records. It must not know how they are shown, or where records were fetched.
"""

from .audits import Audit, MoneyTotals, MonthTotals, ServiceTotals, audit_records
from .charges import Charges
from .differences import Difference
from .pages import AUDITED, SavedPages, SavedRecord
from .reasons import Reason, Supposition

__all__ = [
    "AUDITED",
    "Audit",
    "Charges",
    "Difference",
    "MoneyTotals",
    "MonthTotals",
    "Reason",
    "SavedPages",
    "SavedRecord",
    "ServiceTotals",
    "Supposition",
    "audit_records",
]
