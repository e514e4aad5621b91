"""What other packages read and write, where they are right; each known fault is named.

gsmcodecs 1.0.0 has an apostrophe at 0x2C of the ten Indic and Urdu locking tables, where the standard has a
comma, and the misprint U+0CAA at 0x24 of Kannada's; under "replace" it writes a question mark.
pdu.ts 1.1.4 reads GSM-7 and UCS-2 parts of SMS-DELIVER; it knows no national language, and ends a number with
an odd count of digits in "15", which is its fill.
"""

import codecs
import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from segmenter import NationalLanguage, Policy, segment, wire
from segmenter.core.tables.locking import LOCKING
from segmenter.core.tables.single import SINGLE
from segmenter.wire.texts import septets_text
from tests.conformance.outside_tools import command, node_package
from tests.property.strategies import texts

gsmcodecs: Any = pytest.importorskip("gsmcodecs")

NUMBERS = [0, *NationalLanguage]
# Cells in which gsmcodecs differs from our tables, by table, language and position.
FAULTS = {("locking", language, 0x2C) for language in NationalLanguage if language >= 4} | {
    ("locking", NationalLanguage.KANNADA, 0x24)
}


def peer(locking: int, single: int) -> codecs.CodecInfo:
    return codecs.lookup(f"gsm23.038-{locking}-{single}")


@pytest.mark.parametrize("language", NationalLanguage)
def test_gsmcodecs_decodes_each_position_as_we_do_but_for_its_faults(language: NationalLanguage) -> None:
    for table, cells, before in (
        ("locking", LOCKING.get(language, {}), b""),
        ("single", SINGLE[language], b"\x1b"),
    ):
        locking, single = (language, 0) if table == "locking" else (0, language)
        for position, character in cells.items():
            octets = before + bytes((position,))
            theirs = peer(locking, single).decode(octets, "strict")[0]
            ours = septets_text(
                octets,
                language if table == "locking" else None,
                language if table == "single" else None,
            )
            assert ours == character
            assert (theirs == ours) is ((table, language, position) not in FAULTS), (table, hex(position))


@given(texts(Policy()))
def test_gsmcodecs_and_the_codec_write_the_same_septets(text: str) -> None:
    encode: Callable[..., tuple[bytes, int]] = peer(0, 0).encode

    def written(encoder: Callable[..., tuple[bytes, int]]) -> tuple[bytes, int] | int:
        try:
            return encoder(text, "strict")
        except UnicodeEncodeError as error:
            return error.start

    assert written(codecs.lookup("gsm03.38").encode) == written(encode)


def test_gsmcodecs_reads_the_turkish_text_of_our_tpdus() -> None:
    policy = Policy(single_shifts=(1,), locking_shifts=(1,))
    message = segment("Şifreniz hazır, ğüşıöç " * 12, policy=policy)
    read = []
    for part in wire.encode(message, reference=7):
        pair = part.locking_shift or 0, part.single_shift or 0
        read.append(peer(*pair).decode(part.septets, "strict")[0])
    assert "".join(read) == message.text


READ_TPDUS = """
const { PDUParser } = require(process.argv[1]);
for (const tpdu of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
  const { sender, text, udh } = PDUParser.Parse(tpdu);
  console.log(JSON.stringify({ sender, text, udh }));
}
"""


def test_pdu_ts_reads_the_parts_of_our_tpdus() -> None:
    expected, tpdus = [], []
    for text in ("hello", "5 € [~] @Δ", "x" * 161, "a€" * 200, "я" * 71):
        message = segment(text)
        octets = wire.deliver_tpdus(message, sender="+491701234567", reference=7, smsc="+49170")
        tpdus += [tpdu.hex() for tpdu in octets]
        expected += [part.text for part in message.segments]
    done = subprocess.run(
        [command("node"), "-e", READ_TPDUS, str(node_package("pdu.ts"))],
        input=json.dumps(tpdus).encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["text"] for row in rows] == expected
    assert {row["sender"] for row in rows} == {"491701234567"}
