"""Parts numbered in their text: no header, and the number among the octets."""

import pytest

from segmenter import Boundary, Encoding, Policy, segment
from segmenter.wire import decode_tpdu, deliver_tpdus, encode, short_messages

FIRST = Policy(numbering="({number}/{total}) ")
LAST = Policy(numbering="{text} ({number}/{total})", boundary=Boundary.WORD)


@pytest.mark.parametrize("policy", [FIRST, LAST])
@pytest.mark.parametrize("text", ["x" * 160, "one two [three] " * 40, "раз два три 😀 " * 30])
def test_parts_have_no_header_and_carry_their_numbers(policy: Policy, text: str) -> None:
    message = segment(text, policy=policy)
    written = [f"{part.prefix}{part.text}{part.suffix}" for part in message.segments]
    parts = encode(message, reference=7)
    assert [(part.udhi, len(part.octets) <= 140) for part in parts] == [(False, True)] * len(message.segments)
    tpdus = deliver_tpdus(message, sender="Acme", reference=7)
    assert [decode_tpdu(tpdu).text for tpdu in tpdus] == written
    assert [part.esm_class for part in short_messages(message, reference=7)] == [0] * len(written)


def test_an_ascii_message_is_sent_by_smpp_with_its_numbers() -> None:
    message = segment("[x]" * 70, policy=Policy(encodings=[Encoding.ASCII7], numbering="{number}/{total} "))
    octets = [part.octets for part in short_messages(message, reference=7)]
    assert octets == [f"{part.prefix}{part.text}".encode() for part in message.segments]
