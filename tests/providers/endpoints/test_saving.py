"""Saving: pages in a folder, and runs that stop and go on."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from segmenter.files import UnwritableFileError
from segmenter.providers.endpoints import (
    CallError,
    EndpointClient,
    EndpointError,
    FetchedPages,
    Listing,
    Patience,
    dexatel,
    fetch,
    sendblue,
    wavix,
)
from tests.cli.runs import COMMAND, HANGS_AFTER_SECONDS, environment
from tests.providers.endpoints.provider_server import (
    KEYS,
    Handler,
    ProviderServer,
    answers,
    cuts,
    serving,
)

LISTS: dict[str, Listing[Any]] = {
    "dexatel": dexatel.messages(),
    "sendblue": sendblue.messages(),
    "wavix": wavix.messages(type="outbound"),
}


@pytest.fixture
def server() -> Iterator[ProviderServer]:
    with serving("wavix", 10) as server:
        yield server


def client_of(server: ProviderServer, name: str = "wavix") -> EndpointClient:
    return EndpointClient(name, base_url=server.url, keys=KEYS, patience=Patience(attempts=1))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("name", LISTS)
def test_each_page_is_a_file_with_the_answer_as_it_came(name: str, tmp_path: Path) -> None:
    with serving(name, 7) as server, client_of(server, name) as client:
        saved = fetch(client, LISTS[name], str(tmp_path / "deep" / "pages"))
        came = [page.octets for page in client.pages(LISTS[name])]
    assert saved == FetchedPages(3, 3, 7, 7, complete=True)
    files = contents(tmp_path / "deep" / "pages")
    assert list(files) == [".fetch", "page-000001.json", "page-000002.json", "page-000003.json"]
    assert list(files.values())[1:] == came


def test_the_folder_is_for_nobody_else(tmp_path: Path, server: ProviderServer) -> None:
    with client_of(server) as client:
        fetch(client, LISTS["wavix"], str(tmp_path / "pages"))
    assert (tmp_path / "pages").stat().st_mode & 0o777 == 0o700


def test_an_answer_about_one_message_is_a_page(tmp_path: Path) -> None:
    with serving("sendblue") as server, client_of(server, "sendblue") as client:
        saved = fetch(client, sendblue.message("a1"), str(tmp_path))
        again = fetch(client, sendblue.message("a1"), str(tmp_path))
        assert len(server.seen) == 1
    assert (saved.pages, saved.fetched, again.fetched) == (1, 1, 0)
    assert b'"a1"' in contents(tmp_path)["page-000001.json"]


def test_a_run_that_failed_goes_on_where_it_stopped(tmp_path: Path, server: ProviderServer) -> None:
    with client_of(server) as client:
        whole = tmp_path / "whole"
        fetch(client, LISTS["wavix"], str(whole))
        server.seen.clear()
        parts = tmp_path / "parts"
        server.tricks = [None, None, cuts]
        with pytest.raises(EndpointError):
            fetch(client, LISTS["wavix"], str(parts))
        assert sorted(contents(parts))[1:] == ["page-000001.json", "page-000002.json"]
        saved = fetch(client, LISTS["wavix"], str(parts))
    assert saved == FetchedPages(4, 2, 10, 10, complete=True)
    assert contents(parts) == contents(whole)
    assert [seen.query.get("page", ["1"])[0] for seen in server.seen] == ["1", "2", "3", "3", "4"]


def test_a_complete_folder_asks_for_nothing(tmp_path: Path, server: ProviderServer) -> None:
    with client_of(server) as client:
        fetch(client, LISTS["wavix"], str(tmp_path))
        server.seen.clear()
        assert fetch(client, LISTS["wavix"], str(tmp_path)) == FetchedPages(4, 0, 10, 10, complete=True)
    assert server.seen == []


def test_an_answer_that_is_not_a_page_is_not_saved(tmp_path: Path, server: ProviderServer) -> None:
    server.tricks = [None, answers(b'{"items": 1}')]
    with client_of(server) as client, pytest.raises(EndpointError, match="items is 1"):
        fetch(client, LISTS["wavix"], str(tmp_path))
    assert sorted(contents(tmp_path)) == [".fetch", "page-000001.json"]


def test_an_answer_that_is_no_message_is_not_saved(tmp_path: Path) -> None:
    with serving("sendblue") as server, client_of(server, "sendblue") as client:
        server.always = answers(b'{"data": {"other": 1}}')
        with pytest.raises(EndpointError, match="not an answer about a message"):
            fetch(client, sendblue.message("a1"), str(tmp_path))
    assert list(contents(tmp_path)) == [".fetch"]


def test_pages_of_two_questions_are_not_mixed(tmp_path: Path, server: ProviderServer) -> None:
    with client_of(server) as client:
        fetch(client, LISTS["wavix"], str(tmp_path))
        before = contents(tmp_path)
        with pytest.raises(CallError, match="holds pages of another question"):
            fetch(client, wavix.messages(type="inbound"), str(tmp_path))
    assert contents(tmp_path) == before


def test_a_folder_with_pages_of_somebody_else_is_left_alone(tmp_path: Path, server: ProviderServer) -> None:
    (tmp_path / "page-000007.json").write_text("mine")
    with client_of(server) as client:
        for restart in (False, True):
            with pytest.raises(CallError, match=r"page-000007\.json"):
                fetch(client, LISTS["wavix"], str(tmp_path), restart=restart)
    assert contents(tmp_path) == {"page-000007.json": b"mine"}


def test_beginning_again_forgets_the_pages_and_nothing_else(tmp_path: Path, server: ProviderServer) -> None:
    with client_of(server) as client:
        fetch(client, LISTS["wavix"], str(tmp_path))
        (tmp_path / "notes.txt").write_text("mine")
        server.size = 4
        saved = fetch(client, wavix.messages(type="inbound"), str(tmp_path), restart=True)
    assert saved == FetchedPages(2, 2, 4, 4, complete=True)
    assert sorted(contents(tmp_path)) == [".fetch", "notes.txt", "page-000001.json", "page-000002.json"]


def test_a_run_may_stop_after_so_many_pages_and_go_on(tmp_path: Path, server: ProviderServer) -> None:
    with client_of(server) as client:
        assert fetch(client, LISTS["wavix"], str(tmp_path), most_pages=2) == FetchedPages(
            2, 2, 6, 10, complete=False
        )
        assert fetch(client, LISTS["wavix"], str(tmp_path)) == FetchedPages(4, 2, 10, 10, complete=True)


def test_a_saved_page_that_was_changed_is_named(tmp_path: Path, server: ProviderServer) -> None:
    with client_of(server) as client:
        fetch(client, LISTS["wavix"], str(tmp_path))
        (tmp_path / "page-000002.json").write_text("{")
        with pytest.raises(EndpointError, match=r"^\S+/page-000002.json: not JSON"):
            fetch(client, LISTS["wavix"], str(tmp_path))


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path, server: ProviderServer) -> None:
    (tmp_path / "file").write_text("")
    with client_of(server) as client, pytest.raises(UnwritableFileError):
        fetch(client, LISTS["wavix"], str(tmp_path / "file"))


def test_no_key_is_in_a_saved_page(tmp_path: Path, server: ProviderServer) -> None:
    key = KEYS["WAVIX_API_KEY"]

    def echo(handler: Handler) -> bool:
        body = f'{{"items": [{{"tag": "{key}"}}], "pagination": {{"current_page": 1, "total_pages": 1}}}}'
        return answers(body.encode())(handler)

    server.always = echo
    with client_of(server) as client:
        fetch(client, LISTS["wavix"], str(tmp_path))
    saved = b"".join(contents(tmp_path).values())
    assert b"[key removed]" in saved
    assert not any(key.encode() in saved for key in KEYS.values())


# Killed at any moment

_MOMENTS = """
import json, os, signal, sys
from pathlib import Path
from segmenter.cli import main

COUNTED = ("open", "os.", "socket.", "fcntl.", "pathlib.")
arguments = sys.argv[1:]

def contents(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}

def run(folder, moment=0):  # in a process of its own, to its end or to that event; was it killed?
    child = os.fork()
    if not child:
        seen = 0
        def hook(event, args):
            nonlocal seen
            seen += event.startswith(COUNTED)
            if seen == moment:
                seen += 1
                for half in Path(folder).glob(".segmenter-*"):  # as if its last octets had not been written
                    os.truncate(half, half.stat().st_size // 2)
                os.kill(os.getpid(), signal.SIGKILL)
        if moment:
            sys.addaudithook(hook)
        os._exit(main([*arguments, "--output", folder]))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL), status
    return status != 0

sys.stdout = open(os.devnull, "w")
main([*arguments, "--output", "whole"])  # here, so that everything is imported
moment, killed, wrong, begun = 0, True, [], 0
while killed:
    moment += 1
    folder = f"parts-{moment}"
    killed = run(folder, moment)
    begun += Path(folder).is_dir() and len(contents(folder)) > 1
    if killed:
        assert not run(folder)
        if contents(folder) != contents("whole"):
            wrong.append(moment)
print(json.dumps([moment - 1, begun, wrong]), file=sys.__stdout__)
sys.stdout.close()
"""


@pytest.mark.long
@pytest.mark.parametrize("name", LISTS)
def test_a_run_killed_at_any_moment_ends_with_the_same_pages(name: str, tmp_path: Path) -> None:
    with serving(name, 7) as server:
        filters = ("--filter", "type=outbound") if name == "wavix" else ()
        arguments = ("fetch", name, "messages", *filters, "--base-url", server.url)
        done = _run([sys.executable, "-c", _MOMENTS], arguments, tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    moments, begun, wrong = json.loads(done.stdout)
    assert wrong == []
    assert moments > 20  # events of files and sockets, each of which was the last of a run
    assert begun > 10  # runs that were killed with something in the folder


def _run(command: list[str], arguments: tuple[str, ...], folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*command, *arguments],
        capture_output=True,
        env=environment(KEYS),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        timeout=HANGS_AFTER_SECONDS,
        check=False,
    )


@pytest.mark.long
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_run_killed_while_it_waits_for_an_answer_ends_with_the_same_pages(
    number: int, tmp_path: Path
) -> None:
    running: list[subprocess.Popen[bytes]] = []

    def kill(handler: Handler) -> bool:
        os.kill(running[0].pid, signal.SIGKILL)
        running[0].wait()
        return True

    with serving("wavix", 10) as server:
        with client_of(server) as client:
            fetch(client, LISTS["wavix"], str(tmp_path / "whole"))
        arguments = ["fetch", "wavix", "messages", "--filter", "type=outbound", "--base-url", server.url]
        arguments += ["--output", "parts"]
        server.tricks = [*[None] * (number - 1), kill]
        process = subprocess.Popen(
            [*COMMAND, *arguments], env=environment(KEYS), cwd=tmp_path, stdin=subprocess.DEVNULL
        )
        running.append(process)
        assert process.wait(HANGS_AFTER_SECONDS) == -signal.SIGKILL
        assert _run(COMMAND, tuple(arguments), tmp_path).returncode == 0
    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")


def test_two_runs_in_one_folder_wait_for_each_other(tmp_path: Path, server: ProviderServer) -> None:
    def run() -> FetchedPages:
        with client_of(server) as client:
            return fetch(client, LISTS["wavix"], str(tmp_path))

    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(run) for _ in range(2)]
        assert sorted(run.result().fetched for run in runs) == [0, 4]
    assert len(server.seen) == 4
