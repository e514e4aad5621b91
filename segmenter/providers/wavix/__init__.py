"""Wavix: its values, its records."""

from .profile import PROFILE
from .records import Direction, MessageType, Status, read_messages

__all__ = ["PROFILE", "Direction", "MessageType", "Status", "read_messages"]
