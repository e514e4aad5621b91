"""Campaigns: what a template costs when it is sent to an audience, row by row, and why.

How a rate card is read, and how results are shown, is not known here.
"""

from .audiences import AudienceFile, CampaignError
from .campaigns import Campaign, campaign
from .costly import Costly, CostlyPlaceholder, Why
from .shares import Cost, Share
from .tallies import Recipient, Trouble, TroubledRow

__all__ = [
    "AudienceFile",
    "Campaign",
    "CampaignError",
    "Cost",
    "Costly",
    "CostlyPlaceholder",
    "Recipient",
    "Share",
    "Trouble",
    "TroubledRow",
    "Why",
    "campaign",
]
