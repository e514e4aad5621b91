"""Octets: what is read whole ends within a limit, which can be raised."""

import io
from pathlib import Path

import pytest

from segmenter.cli import main
from segmenter.files import UnreadableFileError
from segmenter.files.octets import octet_chunks, raised_limit, read_whole


def test_a_file_as_large_as_the_limit_is_read_and_one_octet_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100_000)
    assert len(read_whole(str(path), 100_000)) == 100_000
    with pytest.raises(UnreadableFileError, match=r"larger than 99,999 octets.*--read-limit MIB"):
        read_whole(str(path), 99_999)


def test_an_endless_stream_is_an_error() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return bytes(size)

    with pytest.raises(UnreadableFileError, match=r"^zero: larger than 1 MiB"):
        read_whole(Endless(), 1 << 20, path="zero")  # type: ignore[arg-type]  # it reads as files do


def test_a_limit_can_be_raised() -> None:
    token = raised_limit.set(200)
    try:
        assert sum(map(len, octet_chunks(io.BytesIO(bytes(200)), "a", at_most=100))) == 200
        with pytest.raises(UnreadableFileError):
            list(octet_chunks(io.BytesIO(bytes(201)), "a", at_most=100))
    finally:
        raised_limit.reset(token)


def test_the_option_raises_the_limit_of_a_configuration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "big.toml"
    config.write_text("# " + "x" * (1 << 20) + "\n", "utf-8")
    (tmp_path / "a.json").write_text('{"a": "Hi"}')
    check = ["check", "--all", "--config", str(config), str(tmp_path / "a.json")]
    assert main(check) == 2
    assert "larger than 1 MiB, the most that is read of it" in capsys.readouterr().err
    assert main([*check, "--read-limit", "2"]) == 0
    assert main(check) == 2, "the limit is raised for one run"


@pytest.mark.parametrize("words", ["0", "-1", "x", "2000000"])
def test_a_limit_that_is_not_one_is_refused(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", "Hi", f"--read-limit={words}"]) == 2
    assert "is not a number of MiB" in capsys.readouterr().err
