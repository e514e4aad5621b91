"""``segmenter delete`` as somebody types it, against a server on loopback."""

import os
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from segmenter.cli import main
from tests.cli.runs import COMMAND, HANGS_AFTER_SECONDS, environment, run
from tests.providers.endpoints.provider_server import KEYS, ProviderServer, cuts, fails, serving


@pytest.fixture
def server() -> Iterator[ProviderServer]:
    with serving("dexatel", 3) as server:
        yield server


def test_messages_are_deleted_without_asking_where_it_is_said(server: ProviderServer) -> None:
    done = run("delete", "dexatel", "message", "a", "b/c", "--yes", "--base-url", server.url, env=KEYS)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"deleted: a\ndeleted: b/c\n", b"")
    assert server.deleted == {"a", "b/c"}


def test_a_dry_run_shows_the_requests(server: ProviderServer) -> None:
    done = run("delete", "dexatel", "message", "b/c", "--dry-run")
    assert (done.returncode, done.stdout) == (0, b"DELETE https://api.dexatel.com/v1/messages/b%2Fc\n")


def test_where_nobody_can_be_asked_nothing_is_deleted(server: ProviderServer) -> None:
    done = run("delete", "dexatel", "message", "a", "--base-url", server.url, stdin=b"y\n", env=KEYS)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"nobody can be asked here; give --yes" in done.stderr
    assert server.seen == []


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("YES", 0), ("n", 1), ("", 1), ("ja", 1)])
def test_it_asks_first(answer: str, code: int, server: ProviderServer) -> None:
    keyboard, theirs = os.openpty()
    command = [*COMMAND, "delete", "dexatel", "message", "a", "--base-url", server.url]
    process = Popen(command, env=environment(KEYS), stdin=theirs, stdout=PIPE, stderr=PIPE)
    os.write(keyboard, f"{answer}\n".encode())
    output, errors = process.communicate(timeout=HANGS_AFTER_SECONDS)
    os.close(theirs)
    os.close(keyboard)
    assert process.returncode == code
    assert errors.startswith(b"Delete a at dexatel? One that is not sent yet is canceled. [y/N] ")
    assert (output == b"deleted: a\n") == (server.deleted == {"a"}) == (code == 0)


def test_a_message_that_is_not_there_is_an_error_and_the_others_are_deleted(server: ProviderServer) -> None:
    server.deleted.add("a")
    done = run("delete", "dexatel", "message", "a", "b", "--yes", "--base-url", server.url, env=KEYS)
    assert (done.returncode, done.stdout) == (1, b"deleted: b\n")
    assert b"HTTP 404 Not Found: 1501 Message is not found" in done.stderr


@pytest.mark.parametrize("trick", [fails(503), cuts])
def test_a_message_that_is_gone_after_an_attempt_without_an_answer_is_no_error(
    trick: object, server: ProviderServer
) -> None:
    server.deleted.add("a")  # as if the first attempt had done it
    server.tricks = [trick]  # type: ignore[list-item]  # one of the server's tricks
    done = run("delete", "dexatel", "message", "a", "--yes", "--base-url", server.url, env=KEYS)
    assert (done.returncode, done.stdout) == (0, b"gone: a\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a provider"),
        (("wavix", "message", "a"), "wavix documents no way to delete; dexatel does"),
        (("dexatel",), "write: segmenter delete dexatel message ID"),
        (("dexatel", "campaign", "a"), "write: segmenter delete dexatel message ID"),
        (("dexatel", "message"), "write: segmenter delete dexatel message ID"),
        (("dexatel", "message", ""), "an identifier is empty"),
        (("dexatel", "message", "a", "--yes"), "DEXATEL_API_KEY is not set"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(
    arguments: tuple[str, ...],
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["delete", *arguments]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert words in written.err
    assert list(tmp_path.iterdir()) == []
