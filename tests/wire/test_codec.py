"""The codec: names, handlers, files, and that the import of segmenter stays quick and alone."""

import codecs
import subprocess
import sys
from pathlib import Path

import pytest

import segmenter  # noqa: F401  # registers the codec


@pytest.mark.parametrize("name", ["gsm03.38", "GSM03.38", "gsm0338", "gsm-7", "gsm_7", "gsm7"])
def test_the_names(name: str) -> None:
    assert codecs.lookup(name).name == "gsm03.38"


@pytest.mark.parametrize("name", ["gsm", "gsm8", "gsm03.38-klingon", "gsm7-single", "gsm7-packed-turkish"])
def test_other_names_are_unknown(name: str) -> None:
    with pytest.raises(LookupError):
        codecs.lookup(name)


@pytest.mark.parametrize(
    ("octets", "strict", "ignored", "replaced", "backslashed"),
    [
        (b"a\x1b", "escape without a septet", "a", "a ", "a\\x1b"),
        (b"\x1bab", "escape before an undefined position", "b", "ab", "\\x1b\\x61b"),
        (b"\x1b\x1ba", "escape before an undefined position", "a", " a", "\\x1b\\x1ba"),
        (b"\x80a", "not a septet", "a", "\ufffda", "\\x80a"),
        (b"\x1b\x80a", "escape without a septet", "a", " \ufffda", "\\x1b\\x80a"),
    ],
)
def test_what_each_handler_makes_of_broken_octets(
    octets: bytes, strict: str, ignored: str, replaced: str, backslashed: str
) -> None:
    with pytest.raises(UnicodeDecodeError, match=strict):
        octets.decode("gsm7")
    assert octets.decode("gsm7", "ignore") == ignored
    assert octets.decode("gsm7", "replace") == replaced
    assert octets.decode("gsm7", "backslashreplace") == backslashed


@pytest.mark.parametrize(
    ("handler", "octets"),
    [
        ("ignore", b"ab"),
        ("replace", b"a?b"),
        ("backslashreplace", b"a\x1b/u2019b"),
        ("segmenter.substitute", b"a'b"),
        ("xmlcharrefreplace", b"a&#8217;b"),
    ],
)
def test_what_each_handler_makes_of_a_quote(handler: str, octets: bytes) -> None:
    assert "a’b".encode("gsm03.38", handler) == octets


@pytest.mark.parametrize("character", ["\0", "\x1b", "`", "ç", "☃", "\ud800"])
def test_strict_is_strict(character: str) -> None:
    with pytest.raises(UnicodeEncodeError) as raised:
        f"ab{character}".encode("gsm03.38")
    assert (raised.value.start, raised.value.end) == (2, 3)


@pytest.mark.parametrize("character", ["☃", "\ud800"])
def test_what_nothing_stands_for_is_an_error_when_substituting_too(character: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        f"ab{character}".encode("gsm03.38", "segmenter.substitute")


def test_a_handler_that_answers_octets_is_refused() -> None:
    codecs.register_error("tests.octets", lambda error: (b"\x80", error.end))  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="returned octets"):
        "☃".encode("gsm03.38", "tests.octets")


def test_files_are_written_and_read(tmp_path: Path) -> None:
    text = "[€] @\n" * 5000
    path = tmp_path / "text.gsm"
    path.write_text(text, encoding="gsm03.38", newline="")
    assert path.stat().st_size == 9 * 5000
    with path.open(encoding="gsm03.38", newline="") as stream:
        assert stream.read() == text
        stream.seek(0)
        assert "".join(iter(lambda: stream.read(7), "")) == text


def test_packed_files_are_read_and_their_writing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.packed"
    path.write_bytes(("hello " * 1000).encode("gsm7-packed"))
    assert path.read_text("gsm7-packed") == "hello " * 1000
    with pytest.raises(LookupError):
        path.open("w", encoding="gsm7-packed")


def test_the_import_registers_the_codec_and_loads_neither_it_nor_a_third_party() -> None:
    program = (
        "import sys, segmenter\n"
        "loaded = [name for name in sys.modules if name.startswith('segmenter.')]\n"
        "assert loaded == ['segmenter.loading'], loaded\n"
        "assert 'é€'.encode('gsm03.38') == b'\\x05\\x1be'\n"
        "assert not [name for name in sys.modules if name in ('regex', 'rich', 'anyascii')]\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
