"""A conversation over SMPP on loopback: the npm package smpp is the SMSC, and our PDUs are the client's.

Known faults of smpp 0.5.1: it sends GSM octets as data_coding 1, never 0, and reads 1 as GSM; under a header
with a single shift it writes the positions of the locking shift table, so only what it reads is compared.
"""

import json
import socket
import subprocess
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from segmenter import Encoding, NationalLanguage, Policy, segment, wire
from tests.conformance.outside_tools import command, node_package
from tests.shared_data import in_ci

TEXTS = ("hello", "@ 5 € [~] Δ", "x" * 161, "a€" * 200, "я" * 71, "漢字😀" * 40)


class Smsc(NamedTuple):
    port: int
    process: "subprocess.Popen[str]"

    def heard(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line: dict[str, Any] = json.loads(self.process.stdout.readline())
        return line


@pytest.fixture
def smsc(request: pytest.FixtureRequest) -> Iterator[Smsc]:
    script = request.path.parent / "smsc.cjs"
    arguments = [command("node"), str(script), str(node_package("smpp"))]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Smsc(json.loads(process.stdout.readline())["port"], process)
        finally:
            process.terminate()


class Client:
    """The octets of a bind, and of what follows; everything else about SMPP is the SMSC's."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        body = b"us\0secret\0\0\x34\0\0\0"
        self.send((16 + len(body)).to_bytes(4, "big") + bytes.fromhex("000000090000000000000001") + body)
        assert self.receive()[4:12] == bytes.fromhex("8000000900000000")

    def send(self, pdu: bytes) -> None:
        self._socket.sendall(pdu)

    def _exactly(self, length: int) -> bytes:
        octets = b""
        while len(octets) < length:
            piece = self._socket.recv(length - len(octets))
            assert piece, "the SMSC closed the connection"
            octets += piece
        return octets

    def receive(self) -> bytes:
        head = self._exactly(4)
        return head + self._exactly(int.from_bytes(head, "big") - 4)

    def receive_short_message(self) -> wire.SmppPdu:
        """Pass the answers to our PDUs over, and answer the message."""
        while True:
            pdu = self.receive()
            if pdu[4:8] == bytes.fromhex("00000005"):
                self.send(bytes.fromhex("000000118000000500000000") + pdu[12:16] + b"\0")
                return wire.decode_smpp(pdu)
            assert pdu[4:12] == bytes.fromhex("8000000400000000"), pdu.hex()

    def close(self) -> None:
        self._socket.close()


def converse(smsc: Smsc, text: str, policy: Policy, form: wire.ShortMessageForm) -> str | None:
    """Submit a text, compare what the SMSC reads, and return what it sends back."""
    message = segment(text, policy=policy)
    parts = wire.short_messages(message, reference=9, form=form)
    client = Client(smsc.port)
    reassembler = wire.Reassembler()
    whole = None
    try:
        for number, part in enumerate(parts, 1):
            client.send(wire.smpp_pdu(part, to="+41761234567", sender="Info", sequence_number=number + 1))
            heard = smsc.heard()
            assert heard["message"] == message.segments[number - 1].text
            assert (heard["data_coding"], heard["esm_class"]) == (part.data_coding, part.esm_class)
            back = client.receive_short_message()
            assert back.sender == "Info"
            whole = reassembler.add(back.read(ascii_is_gsm=True)) or whole
    finally:
        client.close()
    assert whole is not None
    return whole.text


@pytest.mark.parametrize("form", [wire.ShortMessageForm.UDH, wire.ShortMessageForm.SAR])
def test_an_smsc_reads_our_parts_and_we_put_together_what_it_sends_back(
    smsc: Smsc, form: wire.ShortMessageForm
) -> None:
    for text in TEXTS:
        assert converse(smsc, text, Policy(), form) == text


def test_an_smsc_reads_a_single_shift(smsc: Smsc) -> None:
    policy = Policy((Encoding.GSM7,), single_shifts=(NationalLanguage.TURKISH,))
    text = "Şifreniz hazır, ğüşıöç " * 12
    back = converse(smsc, text, policy, wire.ShortMessageForm.UDH)
    assert back == text.translate(str.maketrans("Şşğıç", "Ææøì¿")), "the known fault is gone"


def test_the_tools_are_there_where_they_must_be() -> None:
    if in_ci():
        node_package("smpp")
        command("tshark")
