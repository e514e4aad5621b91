"""The cases of peer_cases.jsonl about octets: packing, encoding, decoding and TPDUs."""

import json
from datetime import timedelta
from typing import Any

import pytest

from segmenter import Encoding, NationalLanguage, Policy, ReferenceWidth, UserDataError, segment, wire
from segmenter.core.alphabets import alphabet
from segmenter.wire.elements import concatenation_of, ports_of, read_header
from segmenter.wire.septets import pack_septets, septets_of, unpack_septets
from segmenter.wire.texts import septets_text
from segmenter.wire.tpdus import Deliver, Submit
from segmenter.wire.ussd import pack_padded, unpack_padded
from tests import shared_data

Case = dict[str, Any]


def read(kind: str) -> list[Case]:
    lines = shared_data.path("peer_cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if case["kind"] == kind]
    return [case for case in cases if case["verdict"] == "standard"]


def each(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in read(kind)])


def tables(case: Case) -> tuple[NationalLanguage | None, NationalLanguage | None]:
    used = case["options"].get("tables", {"locking": 0, "single": 0})
    locking, single = (NationalLanguage(used[name]) if used[name] else None for name in ("locking", "single"))
    return None if locking is NationalLanguage.SPANISH else locking, single


def text_of(case: Case) -> str:
    if "text_repeat" in case:
        unit, times = case["text_repeat"]
        return str(unit * times)
    return str(case["text"])


def septets_from(case: Case) -> bytes:
    if "septets_in_hex" in case["options"]:
        return bytes.fromhex(case["options"]["septets_in_hex"])
    return septets_of(alphabet(*tables(case)).slots(text_of(case)))


@each("pack")
def test_packing_agrees(case: Case) -> None:
    options, expect = case["options"], case["expect"]
    answered = set()
    padded = options.get("padding") == "ussd"
    fill = options.get("fill_bits", 0)
    if options.get("form") == "packed":  # octets in
        octets = bytes.fromhex(options["input_hex"])
        septets = (
            unpack_padded(octets, fill_bits=fill)
            if padded
            else unpack_septets(octets, count=options.get("septets"), fill_bits=fill)
        )
        facts: dict[str, object] = {
            "septets_hex": septets.hex(),
            "text": septets_text(septets, *tables(case)),
            "units": len(septets),
        }
    else:
        septets = septets_from(case)
        octets = pack_padded(septets, fill_bits=fill) if padded else pack_septets(septets, fill_bits=fill)
        back = (
            unpack_padded(octets, fill_bits=fill)
            if padded
            else unpack_septets(octets, count=len(septets), fill_bits=fill)
        )
        facts = {
            "octets_hex": octets.hex(),
            "octets": len(octets),
            "units": len(septets),
            "roundtrip": back == septets,
            "septets_hex": septets.hex(),
        }
    for name, value in expect.items():
        assert facts[name] == value, name
        answered.add(name)
    assert answered


@each("decode")
def test_decoding_agrees(case: Case) -> None:
    options, expect = case["options"], case["expect"]
    octets = bytes.fromhex(options["input_hex"])
    form = options["form"]
    if form == "ucs2":
        facts: dict[str, Any] = {"text": octets.decode("utf-16-be")}
    else:
        if form == "packed":
            if options.get("padding") == "ussd":
                septets = unpack_padded(octets)
            else:
                septets = unpack_septets(
                    octets, count=options.get("septets"), fill_bits=options.get("fill_bits", 0)
                )
        else:
            septets = octets
        facts = {"text": septets_text(septets, *tables(case)), "septets_hex": septets.hex()}
    for name, value in expect.items():
        if name == "error":
            continue
        assert facts[name] == value


@pytest.mark.parametrize("kind", ["encode", "national"])
def test_encoding_agrees_octet_by_octet(kind: str) -> None:
    compared = 0
    for case in read(kind):
        options, expect = case["options"], case["expect"]
        if not expect.keys() & {"octets_hex", "septets_hex", "udh_hex"} or (
            case["text"] is None and "text_repeat" not in case
        ):
            continue
        if options.get("encoding") == "data8":
            continue
        locking, single = tables(case)
        enabled = options.get(
            "enabled", {"locking": [locking] if locking else [], "single": [single] if single else []}
        )
        given = options.get("encoding")
        policy = Policy(
            (Encoding.GSM7, Encoding.UCS2)
            if given is None
            else ({"gsm7": Encoding.GSM7, "ucs2": Encoding.UCS2}[given],),
            enabled["locking"],
            enabled["single"],
            reference_width=ReferenceWidth(options.get("concat_ref_bits", 8)),
        )
        if "septets_hex" in expect:
            assert septets_from(case).hex() == expect["septets_hex"], case["id"]
            compared += 1
        if "udh_hex" not in expect and "octets_hex" not in expect:
            continue
        message = segment(text_of(case), policy=policy)
        parts = wire.encode(message, reference=options.get("ref", 0))
        if "udh_hex" in expect:
            assert [part.header.hex() for part in parts] == expect["udh_hex"], case["id"]
        if "octets_hex" in expect:
            listed = expect["octets_hex"]
            wanted = [listed] if isinstance(listed, str) else listed
            if options.get("form") == "unpacked":
                alone = options.get("tables")
                octets = [septets_from(case)] if alone else [part.septets for part in parts]
            elif options.get("with_udh"):
                octets = [part.octets for part in parts]
            elif options.get("tables"):
                octets = [pack_septets(septets_from(case), fill_bits=options.get("fill_bits", 0))]
            else:
                octets = [part.body for part in parts]
            assert [part.hex() for part in octets] == wanted, case["id"]
        compared += 1
    assert compared


@each("tpdu")
def test_tpdus_agree(case: Case) -> None:
    options, expect = case["options"], case["expect"]
    if "udh_hex" in options:
        header = bytes.fromhex(options["udh_hex"])
        if "error" in expect:
            with pytest.raises(UserDataError):
                read_header(header[1:])
            return
        elements = read_header(header[1:])
        place = concatenation_of(elements)
        wanted = expect["concat"]
        found = (
            None
            if place is None
            else {
                "ref": place.reference,
                "total": place.total,
                "seq": place.number,
                "bits": int(place.reference_width),
            }
        )
        assert found == wanted
        if "ports" in expect:
            ports = ports_of(elements)
            assert ports is not None
            assert {"dest": ports.destination, "orig": ports.source} == expect["ports"]
        return
    if options.get("type") == "submit":
        assert encoded(case) == expect["pdu_hex"]
        return
    octets = bytes.fromhex(options["pdu_hex"])
    if "error" in expect:
        with pytest.raises(UserDataError):
            wire.decode_tpdu(octets, smsc=options["smsc"])
        return
    tpdu = wire.decode_tpdu(octets, smsc=options["smsc"])
    assert isinstance(tpdu, Deliver | Submit)
    facts: dict[str, object] = {
        "text": tpdu.text,
        "address": str(tpdu.sender if isinstance(tpdu, Deliver) else tpdu.to),
        "smsc": str(tpdu.smsc),
        "udh_hex": tpdu.user_data.header.hex(),
        "type": tpdu.kind.value.removeprefix("SMS-").lower(),
        "encoding": {"GSM-7": "gsm7", "UCS-2": "ucs2", "8-bit data": "data8"}[tpdu.user_data.encoding],
        "udl": tpdu.user_data.udl,
    }
    assert {name: facts[name] for name in expect} == expect
    assert octets.endswith(tpdu.octets)


def encoded(case: Case) -> str:
    options = case["options"]
    smsc = options.get("smsc_number") or ""
    relative = options.get("validity_relative_octet")
    validity = None if relative is None else period(relative)
    if options.get("data8"):
        (user_data,) = wire.encode_data(text_of(case).encode("latin-1"), reference=0)
        tpdu = wire.Submit(
            wire.decode_tpdu(bytes.fromhex(case["expect"]["pdu_hex"]), smsc=True).to,  # type: ignore[union-attr]
            options["mr"],
            wire.data_coding(4),
            user_data,
            validity=validity,
        )
        return (bytes.fromhex(case["expect"]["pdu_hex"])[: -len(tpdu.octets)] + tpdu.octets).hex()
    given = options.get("encoding")
    policy = Policy() if given is None else Policy(({"gsm7": Encoding.GSM7, "ucs2": Encoding.UCS2}[given],))
    (octets,) = wire.submit_tpdus(
        segment(text_of(case), policy=policy),
        to=options["to"],
        reference=0,
        message_reference=options["mr"],
        validity=validity,
        status_report=options.get("status_report", False),
        message_class=options.get("message_class"),
        smsc=smsc,
    )
    return octets.hex()


def period(octet: int) -> timedelta:
    from segmenter.wire.times import read_relative

    return read_relative(octet)
