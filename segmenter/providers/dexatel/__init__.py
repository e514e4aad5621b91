"""Dexatel: its values, its request bodies, its records."""

from .profile import CAMPAIGNS, PROFILE, PROFILE_2026
from .requests import check_campaign, check_message

__all__ = ["CAMPAIGNS", "PROFILE", "PROFILE_2026", "check_campaign", "check_message"]
