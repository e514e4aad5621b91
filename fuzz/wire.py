"""Feeds every decoder of the wire with broken octets, and reports what raises anything undocumented.

    python -m fuzz.wire --seconds 60 --only decode_tpdu

Starts from octets that are right, and flips, cuts, repeats and joins them. Each failure is printed with the
octets that made it, which become a regression test. The seed is printed, so that a run can be repeated.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from fuzz.running import run
from segmenter import NationalLanguage, Policy, UserDataError, segment, wire
from segmenter.wire.captures import captured_octets
from segmenter.wire.diagnosis import diagnose
from segmenter.wire.readings import drawn_fields, read_captured

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

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


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    function.__name__: function
    for function in (
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
}


def seeds() -> list[bytes]:
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


def mutated(octets: bytes, corpus: Sequence[bytes], choice: random.Random) -> bytes:
    """Return octets changed in one to six places."""
    changed = bytearray(octets)
    for _ in range(choice.randint(1, 6)):
        at = choice.randrange(len(changed) + 1)
        way = choice.randrange(7)
        if way == 0 and at < len(changed):
            changed[at] ^= 1 << choice.randrange(8)
        elif way == 1:
            del changed[at:]
        elif way == 2:
            del changed[at : at + choice.randint(1, 8)]
        elif way == 3:
            changed[at:at] = choice.randbytes(choice.randint(1, 4))
        elif way == 4 and at < len(changed):
            changed[at] = choice.choice((0, 1, 0x1B, 0x7F, 0x80, 0xFF, 0x05, 0x24, 0x25))
        elif way == 5:
            other = choice.choice(corpus)
            changed[at:] = other[choice.randrange(len(other) + 1) :]
        else:
            changed[at:at] = changed[at : at + choice.randint(1, 20)]
    return bytes(changed[:MOST_OCTETS])


def main(arguments: Sequence[str] | None = None) -> int:
    return run(__doc__ or "", TARGETS, seeds(), mutated, arguments)


if __name__ == "__main__":
    sys.exit(main())
