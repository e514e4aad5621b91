"""Dexatel: its values, its request bodies, its records."""

from .profile import CAMPAIGNS, PROFILE, PROFILE_2026
from .records import CampaignRecord, CampaignStatus, Channel, Direction, Status, read_campaigns, read_messages
from .requests import check_campaign, check_message

__all__ = [
    "CAMPAIGNS",
    "PROFILE",
    "PROFILE_2026",
    "CampaignRecord",
    "CampaignStatus",
    "Channel",
    "Direction",
    "Status",
    "check_campaign",
    "check_message",
    "read_campaigns",
    "read_messages",
]
