"""On the air: the octets of messages in user data, TPDUs, SMPP, cell broadcast and USSD, and back.

Octets are made from values and read into values here. What a text costs is the core's business, and no
network is touched.
"""

from ..core.policy import InformationElement
from .addresses import Address
from .broadcast import BroadcastPage, broadcast_pages, decode_broadcast
from .coding_scheme import CharacterSet, DataCoding, data_coding
from .elements import Concatenation, Ports, element_name, port_addressing, read_element
from .encoding import encode, encode_data
from .errors import UserDataError
from .reassembly import IncompleteMessage, Part, Reassembler, WholeMessage
from .receipts import Receipt
from .relay import RpData, decode_rp_data, rp_data
from .sending import at_lines, deliver_tpdus, submit_tpdus
from .septets import pack_septets, unpack_septets
from .short_messages import (
    Parameter,
    ReceivedMessage,
    ShortMessage,
    ShortMessageForm,
    decode_short_message,
    short_messages,
)
from .smpp_pdus import SmppPdu, decode_smpp, smpp_pdu
from .times import EnhancedValidity
from .tpdus import (
    Command,
    Deliver,
    DeliverReport,
    Direction,
    StatusReport,
    Submit,
    SubmitReport,
    Tpdu,
    TpduType,
    decode_tpdu,
)
from .user_data import UserData, decode_user_data
from .ussd import decode_ussd, encode_ussd

__all__ = [
    "Address",
    "BroadcastPage",
    "CharacterSet",
    "Command",
    "Concatenation",
    "DataCoding",
    "Deliver",
    "DeliverReport",
    "Direction",
    "EnhancedValidity",
    "IncompleteMessage",
    "InformationElement",
    "Parameter",
    "Part",
    "Ports",
    "Reassembler",
    "Receipt",
    "ReceivedMessage",
    "RpData",
    "ShortMessage",
    "ShortMessageForm",
    "SmppPdu",
    "StatusReport",
    "Submit",
    "SubmitReport",
    "Tpdu",
    "TpduType",
    "UserData",
    "UserDataError",
    "WholeMessage",
    "at_lines",
    "broadcast_pages",
    "data_coding",
    "decode_broadcast",
    "decode_rp_data",
    "decode_short_message",
    "decode_smpp",
    "decode_tpdu",
    "decode_user_data",
    "decode_ussd",
    "deliver_tpdus",
    "element_name",
    "encode",
    "encode_data",
    "encode_ussd",
    "pack_septets",
    "port_addressing",
    "read_element",
    "rp_data",
    "short_messages",
    "smpp_pdu",
    "submit_tpdus",
    "unpack_septets",
]
