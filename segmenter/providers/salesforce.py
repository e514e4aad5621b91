"""The values of Salesforce Marketing Cloud."""

from ..channels.messages import Channel
from ..channels.profiles import Profile
from ..core.policy import Boundary, Policy
from .standard import CHANNELS
from .values import excerpt

__all__ = ["PROFILE"]

PROFILE = Profile(
    name="salesforce-mc",
    summary="Salesforce Marketing Cloud SMS",
    follows="the page on character counts: parts are cut at spaces, so a text may take more of them",
    partial="Nextel in Brazil takes 140 characters a part, which a message does not show",
    channels={Channel.SMS: CHANNELS[Channel.SMS]},
    policy=Policy(boundary=Boundary.WORD),
    sources=(excerpt("help.salesforce.com, character counts"),),
)
