"""Target: every decoder of the wire. Broken octets raise a UserDataError; what was read is written again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from segmenter import NationalLanguage, Policy, UserDataError, segment, wire
from segmenter.wire.captures import captured_octets
from segmenter.wire.diagnosis import diagnose
from segmenter.wire.readings import drawn_fields, read_captured

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_OCTETS: Final = 300


def decode_tpdu(octets: bytes) -> None:
    for direction in (None, "to-mobile", "from-mobile"):
        for smsc in (False, True):
            for errors in ("strict", "replace"):
                with suppress(UserDataError):
                    tpdu = wire.decode_tpdu(octets, direction=direction, smsc=smsc, errors=errors)
                    if errors == "strict":
                        assert (
                            wire.decode_tpdu(tpdu.octets, direction=_way(tpdu))._replace(smsc=tpdu.smsc)
                            == tpdu
                        )


def _way(tpdu: wire.Tpdu) -> str:
    return "from-mobile" if isinstance(tpdu, wire.Submit | wire.DeliverReport | wire.Command) else "to-mobile"


def decode_user_data(octets: bytes) -> None:
    for encoding in wire.CharacterSet:
        for udhi in (False, True):
            with suppress(UserDataError):
                part = wire.decode_user_data(octets, udhi=udhi, encoding=encoding)
                wire.Reassembler().add(part)
            wire.decode_user_data(octets, udhi=udhi, encoding=encoding, errors="replace").text  # noqa: B018


def decode_short_message(octets: bytes) -> None:
    for coding in (0, 1, 3, 4, 8, 0xF1, 0xE0):
        for esm_class in (0, 0x04, 0x40, 0x44):
            for packed in (False, True):
                with suppress(UserDataError):
                    wire.decode_short_message(octets, data_coding=coding, esm_class=esm_class, packed=packed)


def decode_smpp(octets: bytes) -> None:
    octets = len(octets).to_bytes(4, "big") + octets[4:]
    with suppress(UserDataError):
        pdu = wire.decode_smpp(octets)
        assert pdu.octets == octets
        pdu.read(errors="replace")


def decode_broadcast(octets: bytes) -> None:
    with suppress(UserDataError):
        wire.decode_broadcast(octets)


def decode_rp_data(octets: bytes) -> None:
    with suppress(UserDataError):
        wire.decode_rp_data(octets)


def decode_ussd(octets: bytes) -> None:
    wire.decode_ussd(octets)


def codec(octets: bytes) -> None:
    for name in ("gsm03.38", "gsm03.38-turkish", "gsm03.38-urdu", "gsm03.38-packed"):
        for errors in ("ignore", "replace", "backslashreplace"):
            octets.decode(name, errors)
        with suppress(UnicodeDecodeError):
            text = octets.decode(name)
            assert "packed" in name or text.encode(name).decode(name) == text


def diagnosis(octets: bytes) -> None:
    cut = len(octets) // 2
    for reading in diagnose([octets, octets[:cut], octets]).readings:
        drawn_fields(reading)
    drawn_fields(read_captured(octets[cut:]))


def captures(octets: bytes) -> None:
    with suppress(UserDataError):
        list(captured_octets(octets.decode("latin-1").split("\n")))
        list(captured_octets([octets.hex(" ")]))


_DECODERS: Final[tuple[Callable[[bytes], None], ...]] = (
    decode_tpdu,
    decode_user_data,
    decode_short_message,
    decode_smpp,
    decode_broadcast,
    decode_rp_data,
    decode_ussd,
    codec,
    diagnosis,
    captures,
)


def right_octets() -> list[bytes]:
    """Return octets of every form that are right."""
    languages = Policy(single_shifts=NationalLanguage, locking_shifts=NationalLanguage)
    octets: list[bytes] = []
    for text in ("", "hello", "5 € [~]", "x" * 161, "я" * 71, "😀" * 40, "ş" * 170, "ہیلو " * 40):
        message = segment(text, policy=languages)
        octets += wire.submit_tpdus(message, to="+12345", reference=7, smsc="+49170")
        octets += wire.deliver_tpdus(message, sender="Info", reference=7)
        octets += [wire.rp_data(octets[-1], direction="mt", smsc="+49170")]
        octets += [part.octets for part in wire.encode(message, reference=7)]
        for form in wire.ShortMessageForm:
            parts = wire.short_messages(message, reference=7, form=form)
            octets += [part.octets for part in parts]
            octets += [wire.smpp_pdu(part, to="+12345", sender="Info") for part in parts]
        octets += wire.broadcast_pages(text, serial_number=1, message_identifier=2)
    octets += [
        bytes.fromhex("0609059121" + "43f5" + "2111825140000021118251400000" + "4607000005e8329bfd06"),
        bytes.fromhex("0209000208059121" + "43f500"),
        bytes.fromhex("00d306000005e8329bfd06"),
        bytes.fromhex("0100" + "21118251400000"),
        b"id:0A sub:001 dlvrd:000 submit date:2611281504 done date:261128150501 stat:UNDELIV err:027 text:x",
    ]
    return octets


def fuzz(octets: bytes) -> None:
    """Run the decoder that the first octet chooses on the others."""
    if octets:
        _DECODERS[octets[0] % len(_DECODERS)](octets[1 : 1 + MOST_OCTETS])


def seeds() -> list[bytes]:
    """Return octets that are right, for every decoder."""
    return [bytes([number]) + octets for octets in right_octets() for number in range(len(_DECODERS))]
