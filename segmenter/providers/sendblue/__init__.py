"""Sendblue: its values, its records."""

from .profile import PROFILE
from .records import Direction, MessageType, SendStyle, Service, Status, read_messages

__all__ = ["PROFILE", "Direction", "MessageType", "SendStyle", "Service", "Status", "read_messages"]
