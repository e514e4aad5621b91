"""The six TPDUs with their fields, and the reader that tells them apart (TS 23.040 §9.2.2).

This module knows the octets of a TPDU; it must not know how a modem or a network carries it.
"""

from .command import Command
from .deliver import Deliver
from .kinds import Direction, TpduType
from .reading import Tpdu, decode_tpdu
from .reports import DeliverReport, SubmitReport
from .status_report import StatusReport
from .submit import Submit

__all__ = [
    "Command",
    "Deliver",
    "DeliverReport",
    "Direction",
    "StatusReport",
    "Submit",
    "SubmitReport",
    "Tpdu",
    "TpduType",
    "decode_tpdu",
]
