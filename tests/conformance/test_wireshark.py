"""tshark reads what we write: TPDUs in RP-DATA and SMPP PDUs, all of a batch in one run.

Known limits of tshark 4.0.17: it names the language elements and decodes with the default table, it stops at
NUL, and it does not mind octets that follow; so national text is held to gsmcodecs and to the tables instead.
"""

import struct
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

import pytest

from segmenter import Message, NationalLanguage, Policy, ReferenceWidth, segment, wire
from segmenter.wire.coding_scheme import data_coding
from segmenter.wire.tpdus import Command, DeliverReport, StatusReport, SubmitReport, Tpdu
from tests.conformance.outside_tools import command

RP, SMPP = 0, 1  # the interfaces of the capture
FIELDS = (
    "_ws.col.Info",
    "gsm_sms.tp-mti",
    "gsm_sms.sms_text",
    "gsm_sms.tp-oa",
    "gsm_sms.tp-da",
    "gsm_sms.udh.mm.msg_id",
    "gsm_sms.udh.mm.msg_parts",
    "gsm_sms.udh.mm.msg_part",
    "smpp.esm.submit.features",
    "smpp.data_coding",
    "smpp.source_addr",
    "smpp.destination_addr",
    "smpp.sar_segment_seqnum",
    "gsm_sms.scts.timezone",
    "_ws.malformed",
)
TEXTS = ("hello", "5 € [~] @Δ", "x" * 161, "a€" * 200, "я" * 71, "漢字😀" * 40, "")


class Packet(NamedTuple):
    """What is in the capture, and what tshark is to say of it."""

    interface: int
    octets: bytes
    expected: dict[str, str]


def block(kind: int, body: bytes) -> bytes:
    body += bytes(-len(body) % 4)
    length = struct.pack("<I", 12 + len(body))
    return struct.pack("<I", kind) + length + body + length


def write_capture(path: Path, packets: list[Packet]) -> None:
    """Write pcapng with two interfaces of link types for private use."""
    blocks = [block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))]
    blocks += [block(1, struct.pack("<HHI", 147 + interface, 0, 0)) for interface in (RP, SMPP)]
    for packet in packets:
        size = len(packet.octets)
        blocks.append(block(6, struct.pack("<IIIII", packet.interface, 0, 0, size, size) + packet.octets))
    path.write_bytes(b"".join(blocks))


def dissect(path: Path) -> list[dict[str, str]]:
    links = [
        f'uat:user_dlts:"User {number} (DLT={147 + number})","{name}","0","","0",""'
        for number, name in ((RP, "gsm_a_rp"), (SMPP, "smpp"))
    ]
    options = [option for link in links for option in ("-o", link)]
    fields = [option for field in FIELDS for option in ("-e", field)]
    done = subprocess.run(
        [
            *(command("tshark"), "-r", str(path), *options, "-o", "gsm_sms.reassemble:FALSE", "-T", "fields"),
            *("-E", "separator=/t", "-E", "occurrence=f", *fields),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    rows = done.stdout.decode().split("\n")[:-1]
    return [dict(zip(FIELDS, row.split("\t"), strict=True)) for row in rows]


def placed(message: Message, number: int, reference: int) -> dict[str, str]:
    total = len(message.segments)
    if total == 1:
        return {"gsm_sms.udh.mm.msg_part": ""}
    return {
        "gsm_sms.udh.mm.msg_id": str(reference),
        "gsm_sms.udh.mm.msg_parts": str(total),
        "gsm_sms.udh.mm.msg_part": str(number),
    }


def tpdu_packets() -> list[Packet]:
    packets = []
    # The field has quarters of an hour without their sign.
    zone = timezone(timedelta(hours=-5))
    for text in TEXTS:
        for width in ReferenceWidth:
            message = segment(text, policy=Policy(reference_width=width))
            reference = 7 if width is ReferenceWidth.EIGHT_BITS else 0x1234
            submits = wire.submit_tpdus(
                message,
                to="+41761234567",
                reference=reference,
                validity=timedelta(hours=4),
                status_report=True,
            )
            stamp = datetime(2026, 11, 28, 15, 4, tzinfo=zone)
            delivers = wire.deliver_tpdus(message, sender="Info", reference=reference, timestamp=stamp)
            for part, submit, deliver in zip(message.segments, submits, delivers, strict=True):
                said = {"gsm_sms.sms_text": part.text, "_ws.malformed": ""} | placed(
                    message, part.number, reference
                )
                packets.append(
                    Packet(
                        RP,
                        wire.rp_data(submit, direction="mo", smsc="+49170"),
                        said | {"gsm_sms.tp-mti": "1", "gsm_sms.tp-da": "41761234567"},
                    )
                )
                packets.append(
                    Packet(
                        RP,
                        wire.rp_data(deliver, direction="mt", smsc="+49170"),
                        said
                        | {"gsm_sms.tp-mti": "0", "gsm_sms.tp-oa": "Info", "gsm_sms.scts.timezone": "20"},
                    )
                )
    return packets


def other_packets() -> list[Packet]:
    """Return the four TPDUs that carry no text of their own."""
    address = wire.Address("12345", 1)
    moment = datetime(2026, 11, 28, 15, 4, tzinfo=UTC)
    (said,) = wire.encode(segment("no"), reference=0)
    others: list[tuple[str, Tpdu, str, str]] = [
        ("mt", StatusReport(9, address, moment, moment, 0x46), "2", ""),
        ("mo", Command(9, 0, 2, 8, address), "2", ""),
        ("mo", DeliverReport(0xD3, None, data_coding(0), said), "0", "no"),
        ("mt", SubmitReport(moment, None, 0, data_coding(0), said), "1", "no"),
    ]
    packets = []
    for direction, tpdu, mti, text in others:
        octets = wire.rp_data(tpdu.octets, direction=direction, smsc="+49170")
        packets.append(
            Packet(
                RP,
                octets,
                {"gsm_sms.tp-mti": mti, "_ws.malformed": ""} | ({"gsm_sms.sms_text": text} if text else {}),
            )
        )
        assert wire.decode_tpdu(tpdu.octets, direction=direction) == tpdu
    return packets


def smpp_packets() -> list[Packet]:
    packets = []
    for text in TEXTS:
        message = segment(text)
        for form in (wire.ShortMessageForm.UDH, wire.ShortMessageForm.SAR):
            for number, part in enumerate(wire.short_messages(message, reference=7, form=form), 1):
                octets = wire.smpp_pdu(part, to="+41761234567", sender="Info")
                expected = {
                    "smpp.source_addr": "Info",
                    "smpp.destination_addr": "41761234567",
                    "smpp.data_coding": f"0x{part.data_coding:02x}",
                    "_ws.malformed": "",
                }
                if form is wire.ShortMessageForm.UDH:
                    expected |= placed(message, number, 7)
                elif len(message.segments) > 1:
                    expected["smpp.sar_segment_seqnum"] = str(number)
                packets.append(Packet(SMPP, octets, expected))
    return packets


@pytest.fixture(scope="module")
def dissected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Packet, dict[str, str]]]:
    command("tshark")
    packets = [*tpdu_packets(), *other_packets(), *smpp_packets(), *national_packets()]
    path = tmp_path_factory.mktemp("capture") / "batch.pcapng"
    write_capture(path, packets)
    rows = dissect(path)
    assert len(rows) == len(packets)
    return list(zip(packets, rows, strict=True))


def national_packets() -> list[Packet]:
    """Return parts with language elements: what they say is not compared, where they stand is."""
    policy = Policy(single_shifts=NationalLanguage, locking_shifts=NationalLanguage)
    message = segment("Şifreniz hazır, ğüşıöç " * 12, policy=policy)
    tpdus = wire.deliver_tpdus(message, sender="Info", reference=7)
    return [
        Packet(
            RP,
            wire.rp_data(tpdu, direction="mt", smsc="+49170"),
            {"_ws.malformed": ""} | placed(message, number, 7),
        )
        for number, tpdu in enumerate(tpdus, 1)
    ]


def test_tshark_reads_every_part_as_it_was_written(dissected: list[tuple[Packet, dict[str, str]]]) -> None:
    wrong = [
        (packet.octets.hex(), name, row[name], value)
        for packet, row in dissected
        for name, value in packet.expected.items()
        if row[name] != escaped(value)
    ]
    assert not wrong


def escaped(value: str) -> str:
    """Return a text as tshark's fields show it."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def test_all_six_tpdus_are_in_the_batch(dissected: list[tuple[Packet, dict[str, str]]]) -> None:
    seen = {
        (row["_ws.col.Info"], row["gsm_sms.tp-mti"]) for packet, row in dissected if packet.interface == RP
    }
    assert len(seen) == 6
