"""`segmenter encode` and `segmenter decode`: forms, looks, errors and exit codes."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from segmenter import segment, wire
from tests.cli.runs import run

TPDU = "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07"


def lines(*arguments: str) -> list[str]:
    done = run("encode", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().splitlines()


def test_each_form_is_what_the_library_writes() -> None:
    message = segment("5 €")
    assert lines("5 €") == [wire.encode(message, reference=0)[0].octets.hex().upper()]
    assert lines("--as", "tpdu", "--to", "+12345", "5 €") == [
        wire.submit_tpdus(message, to="+12345", reference=0)[0].hex().upper()
    ]
    assert lines("--as", "tpdu", "--from", "Info", "--smsc", "", "5 €") == [
        wire.deliver_tpdus(message, sender="Info", reference=0, smsc="")[0].hex().upper()
    ]
    (part,) = wire.short_messages(message, reference=0)
    assert lines("--as", "smpp", "--to", "+12345", "5 €") == [wire.smpp_pdu(part, to="+12345").hex().upper()]
    assert lines("--as", "cbs", "5 €") == [
        wire.broadcast_pages("5 €", serial_number=0, message_identifier=0)[0].hex().upper()
    ]
    assert lines("--as", "at", "--to", "+12345", "hi")[1:] == [
        "AT+CMGS=12",
        "00010005912143F5000002E834<Ctrl-Z>",
    ]


def test_ports_languages_and_references_reach_the_header() -> None:
    arguments = ("--port", "2948:9200", "--language", "tr", "--reference", "16", "--reference-number", "4660")
    first, _ = lines(*arguments, "ş" * 200)
    assert first.startswith("0F" + "080412340201" + "250101" + "05040B8423F0")


def test_json_has_the_fields_of_each_part() -> None:
    done = run("encode", "--format", "json", "--as", "smpp", "--form", "sar", "--to", "1", "я" * 71)
    first, second = json.loads(done.stdout)
    assert first["parameters"] == {"0x020C": "0000", "0x020E": "02", "0x020F": "01"}
    assert (second["data_coding"], second["esm_class"]) == (8, 0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--as", "tpdu", "hi"), "--to"),
        (("--as", "smpp", "hi"), "--to"),
        (("--as", "at", "hi"), "--to"),
        (("--reference-number", "256", "hi"), "reference: is 256"),
        (("--as", "tpdu", "--to", "Привет", "hi"), "TP-DA"),
        (("--as", "tpdu", "--to", "1", "--validity", "soon", "hi"), "'soon' is not a period"),
        (("--as", "tpdu", "--from", "1", "--timestamp", "soon", "hi"), "'soon' is not a date"),
        (("--port", "wap", "hi"), "'wap' is not a port"),
        (("--as", "tpdu", "--to", "1", "--class", "7", "hi"), "argument --class: invalid choice: 7"),
        (("--encoding", "gsm-7", "☃"), "U+2603"),
        (("--as", "at", "--explain", "--to", "1", "hi"), "--as tpdu draws"),
        (("one", "two"), "one message"),
    ],
)
def test_what_cannot_be_encoded_is_two_lines_and_exit_code_2(arguments: tuple[str, ...], words: str) -> None:
    done = run("encode", *arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert words in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_parts_are_decoded_and_joined(tmp_path: Path) -> None:
    parts = wire.deliver_tpdus(segment("a€" * 100), sender="Info", reference=7, smsc="")
    file = tmp_path / "parts.txt"
    file.write_text("\n".join(f"+CMGL: 1\n{part.hex()}" for part in reversed(parts)))
    done = run("decode", "--file", str(file), "--format", "json")
    assert done.returncode == 0
    fields = json.loads(done.stdout)
    assert [part["kind"] for part in fields["parts"]] == ["SMS-DELIVER"] * 2
    assert fields["messages"] == [
        {"sender": "Info", "text": "a€" * 100, "parts": 2, "missing": [], "reference": 7}
    ]


def test_a_message_that_lacks_parts_is_exit_code_1() -> None:
    first, _ = wire.deliver_tpdus(segment("a" * 200), sender="Info", reference=7)
    done = run("decode", first.hex())
    assert done.returncode == 1
    assert "missing 2" in done.stdout.decode()


def test_a_drawing_shows_every_octet_and_fits_80_columns() -> None:
    done = run("decode", "--explain", TPDU)
    drawn = done.stdout.decode()
    assert max(map(len, drawn.splitlines())) <= 80
    shown = "".join(line[6:29].replace(" ", "") for line in drawn.splitlines())
    assert shown == TPDU
    assert drawn.count("TP-") == 6


@pytest.mark.parametrize("text", ["漢字😀" * 20, "שלום " * 20, "ş\n" * 30])
def test_a_drawing_of_any_script_fits_80_columns(text: str) -> None:
    from segmenter.report.display import columns_taken

    for form in (("user-data",), ("tpdu", "--to", "+12345"), ("smpp", "--to", "+12345")):
        done = run("encode", "--as", *form, "--explain", text)
        assert done.returncode == 0
        assert max(map(columns_taken, done.stdout.decode().splitlines())) <= 80


def test_a_picture_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "tpdu.svg"
    assert run("decode", "--svg", str(path), TPDU).returncode == 0
    picture = ElementTree.parse(path).getroot()
    words = "".join(picture.itertext())
    assert "TP-SCTS" in words
    assert "07 91 13 26 04 00 00 F0" in words
    assert run("decode", "--svg", str(tmp_path / "no" / "folder.svg"), TPDU).returncode == 2


def test_diagnosis_as_json() -> None:
    parts = [
        bytes((part[0] & ~0x40, *part[1:])).hex()
        for part in wire.deliver_tpdus(segment("x" * 200), sender="Info", reference=7)
    ]
    done = run("decode", "--diagnose", "--format", "json", *parts)
    assert done.returncode == 1
    fields = json.loads(done.stdout)
    assert [problem["field"] for problem in fields["problems"]] == ["TP-UDHI", "TP-UDHI"]
    assert [wire.decode_tpdu(bytes.fromhex(octets)).text for octets in fields["right"]] == [
        "x" * 153,
        "x" * 47,
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("zz",), 2, "line 1: 'z' is not a hexadecimal digit"),
        (("079",), 2, "odd number"),
        (("",), 2, "no octets"),
        (("--direction", "up", "00"), 2, "to-mobile or from-mobile"),
        (("--file", "/no/such/file"), 2, "/no/such/file"),
        (("--as", "tpdu", TPDU[:-2]), 1, "part 1: TP-"),
        (("--as", "smpp", "00"), 1, "command_length"),
    ],
)
def test_what_cannot_be_decoded_is_reported(arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run("decode", *arguments)
    assert done.returncode == code
    assert words in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_broken_octets_are_read_as_far_as_they_go_when_asked() -> None:
    done = run("decode", "--errors", "replace", TPDU[:-4])
    assert done.returncode == 0
    assert "How are y" in done.stdout.decode()
