"""The command around the service; what it answers is tested with the service."""

import signal
import socket
from pathlib import Path

import pytest

from tests.cli.runs import run
from tests.serve.services import running

pytestmark = pytest.mark.xdist_group("serve")


def test_an_interrupt_and_sigterm_both_end_it_well() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        with running("--drain", "0") as service:
            service.process.send_signal(number)
            out, errors = service.process.communicate(timeout=600)
            assert (service.process.returncode, out, errors) == (0, b"", b"")


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert (result.returncode, result.stdout) == (2, b"")
    words = f"segmenter: cannot listen on 127.0.0.1 port {port}: Address already in use; choose another"
    assert result.stderr.decode().startswith(words)


def test_a_host_that_is_not_ours_is_named() -> None:
    result = run("serve", "--port", "0", "--host", "192.0.2.1")
    assert result.returncode == 2
    assert result.stderr.startswith(b"segmenter: cannot listen on 192.0.2.1 port 0: ")


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--port", "65536", "'65536' is not a port from 0 to 65,535"),
        ("--port", "http", "'http' is not a port"),
        ("--body-limit", "0", "'0' is not a size from 1 to 1,048,576"),
        ("--time-limit", "1.5", "'1.5' is not a time from 1 to 3,600"),
        ("--profile", "twilo", "there is no profile 'twilo'"),
        ("--rates", "none.csv", "none.csv: "),
    ],
)
def test_a_wrong_option_ends_it_before_it_listens(option: str, value: str, words: str) -> None:
    result = run("serve", "--port", "0", option, value)
    assert (result.returncode, result.stdout) == (2, b"")
    assert words in result.stderr.decode()


def test_a_broken_rate_card_is_located(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text("price,currency\n0;04,EUR\n")
    result = run("serve", "--port", "0", "--rates", "rates.csv", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith(b"segmenter: rates.csv:2: price is '0;04'")
