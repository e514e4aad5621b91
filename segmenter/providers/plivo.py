"""Plivo's values."""

from ..advice.modes import SubstitutionMode
from ..channels.messages import Channel
from ..channels.profiles import Profile
from .standard import CHANNELS
from .values import at_most, seen, unverified

__all__ = ["PROFILE"]

PROFILE = Profile(
    name="plivo",
    summary="Plivo SMS",
    follows="1600 characters, not found on a page at hand",
    partial="the automatic encoding table of 2020 changes the text first",
    channels={
        Channel.SMS: CHANNELS[Channel.SMS].with_limits(
            at_most("text", 1600, unverified("Plivo, message length"))
        ),
    },
    substitution=SubstitutionMode.ALWAYS,
    sources=(seen("support.plivo.com/hc/en-us/articles/360048079132 (no length)"),),
)
