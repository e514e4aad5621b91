"""``segmenter fetch`` as somebody types it, against a server on loopback."""

import contextlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from segmenter.cli import fetch as command_module
from segmenter.cli import main
from segmenter.providers import wavix
from segmenter.providers.endpoints import EndpointClient
from segmenter.providers.endpoints.descriptions import API_NAMES, api
from tests.cli.runs import COMMAND, HANGS_AFTER_SECONDS, Terminal, environment, run
from tests.providers.endpoints.provider_server import KEYS, ProviderServer, answers, fails, serving

OUTBOUND = ("--filter", "type=outbound")


@pytest.fixture
def server() -> Iterator[ProviderServer]:
    with serving("wavix", 7) as server:
        yield server


def keys_in(*texts: bytes) -> list[str]:
    return [key for key in KEYS.values() if any(key.encode() in text for text in texts)]


def test_pages_are_saved_in_a_folder_and_said_to_be(server: ProviderServer, tmp_path: Path) -> None:
    done = run(
        "fetch",
        "wavix",
        "messages",
        *OUTBOUND,
        "--base-url",
        server.url,
        "--output",
        "p",
        env=KEYS,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b"7 messages on 3 pages: p\n"
    pages = sorted((tmp_path / "p").glob("*.json"))
    assert [record.id for page in pages for record in wavix.read_messages(page.read_bytes())] == [
        f"messages-{number:04}" for number in range(7)
    ]
    assert keys_in(*(path.read_bytes() for path in (tmp_path / "p").iterdir())) == []


@pytest.mark.parametrize("name", API_NAMES)
def test_what_was_fetched_is_what_audit_reads(name: str, tmp_path: Path) -> None:
    filters = OUTBOUND if name == "wavix" else ()
    with serving(name, 7) as provider:
        arguments = ("fetch", name, "messages", *filters, "--base-url", provider.url)
        run(*arguments, "--output", "p", env=KEYS, cwd=tmp_path)
        (tmp_path / "lines.jsonl").write_bytes(run(*arguments, env=KEYS).stdout)
    pages = [str(path) for path in sorted((tmp_path / "p").glob("page-*.json"))]
    for files in (pages, ["lines.jsonl"]):
        done = run("audit", name, *files, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.startswith(f"{name}: 7 records compared, all agree\n".encode())


def test_the_same_command_again_goes_on(server: ProviderServer, tmp_path: Path) -> None:
    arguments = ("fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url, "--output", "p")
    first = run(*arguments, "--max-pages", "2", env=KEYS, cwd=tmp_path)
    assert (first.returncode, first.stdout) == (1, b"6 messages on 2 pages: p\n")
    assert b"there are more pages" in first.stderr
    second = run(*arguments, env=KEYS, cwd=tmp_path)
    assert (second.returncode, second.stdout) == (0, b"7 messages on 3 pages, 2 of them from before: p\n")


def test_without_a_folder_each_page_is_a_line(server: ProviderServer) -> None:
    done = run("fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url, env=KEYS)
    assert (done.returncode, done.stderr) == (0, b"")
    pages = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [len(page["items"]) for page in pages] == [3, 3, 1]


def test_without_a_folder_too_it_stops_after_so_many_pages(server: ProviderServer) -> None:
    arguments = ("fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url, "--max-pages")
    stopped = run(*arguments, "2", env=KEYS)
    assert (stopped.returncode, stopped.stdout.count(b"\n"), len(server.seen)) == (1, 2, 2)
    assert b"there are more pages" in stopped.stderr
    assert run(*arguments, "3", env=KEYS).returncode == 0


def test_a_page_of_many_lines_is_one_line_and_the_same_json(server: ProviderServer) -> None:
    page = {"items": [{"tag": "a\u2028b \u0085 \r\n"}], "pagination": {"current_page": 1, "total_pages": 1}}
    written = json.dumps(page, ensure_ascii=False, indent=1).replace("\n", "\r\n")
    server.always = answers(written.encode())
    done = run("fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url, env=KEYS)
    assert done.stdout.count(b"\n") == 1
    assert json.loads(done.stdout) == page


@pytest.mark.parametrize("what", ["message", "status"])
def test_the_answer_about_one_message_is_written(what: str) -> None:
    with serving("sendblue") as server:
        done = run("fetch", "sendblue", what, "a1", "--base-url", server.url, env=KEYS)
    assert done.returncode == 0
    assert b'"a1"' in done.stdout


def test_a_dry_run_shows_the_request_and_needs_no_key() -> None:
    done = run("fetch", "dexatel", "messages", "--filter", "direction=MT", "--dry-run")
    assert done.stdout == b"GET https://api.dexatel.com/v1/messages?filter%5Bdirection%5D=MT\n"


def test_a_total_that_is_not_what_came_is_noted(server: ProviderServer) -> None:
    server.always = answers(
        b'{"items": [{"tag": "x"}], "pagination": {"current_page": 1, "total_pages": 1, "total": 9}}'
    )
    done = run("fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url, env=KEYS)
    assert done.returncode == 0
    assert b"note: the provider says there are 9 messages, and sent 1\n" in done.stderr


# Failures


def test_a_provider_that_fails_ends_with_1_and_keeps_the_pages(
    server: ProviderServer, tmp_path: Path
) -> None:
    server.tricks = [None, fails(403)]
    arguments = ("fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url, "--output", "p")
    done = run(*arguments, env=KEYS, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == (
        f"segmenter: GET {server.url}/v3/messages?type=outbound&page=2&per_page=100: HTTP 403 Forbidden: no; "
        "check what the keys allow; the pages before it are kept\n"
    )
    assert len(list((tmp_path / "p").glob("page-*.json"))) == 1


def test_each_wait_is_said(
    server: ProviderServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    defaults = EndpointClient.__init__.__kwdefaults__
    assert defaults
    monkeypatch.setitem(defaults, "sleep", waits.append)
    monkeypatch.setenv("WAVIX_API_KEY", KEYS["WAVIX_API_KEY"])
    server.tricks = [fails(429, retry_after="120")]
    assert main(["fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url]) == 0
    assert waits == [120.0]
    assert capsys.readouterr().err == "segmenter: HTTP 429 Too Many Requests: no; trying again in 120 s\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a provider, such as: segmenter fetch wavix messages"),
        (
            ("wavi",),
            "no endpoints of 'wavi' are known; there are dexatel, sendblue, wavix; did you mean wavix?",
        ),
        (("wavix",), "of wavix there are messages, and none is named"),
        (("wavix", "campaigns"), "of wavix there are messages, not 'campaigns'"),
        (("wavix", "send"), "of wavix there are messages, not 'send'"),
        (("wavix", "messages", "x"), "messages is a list and takes no further argument"),
        (("wavix", "messages"), "type is required; give one of inbound, outbound"),
        (("wavix", "messages", "--filter", "typ=x"), "no parameter 'typ'; did you mean type?"),
        (("wavix", "messages", "--filter", "type"), "'type' is not NAME=VALUE"),
        (("wavix", "messages", *OUTBOUND, *OUTBOUND), "'type' is given twice"),
        (("wavix", "messages", *OUTBOUND, "--restart"), "--restart needs an --output folder"),
        (("wavix", "messages", *OUTBOUND, "--max-pages", "0"), "'0' is not a number of pages"),
        (("wavix", "messages", *OUTBOUND, "--seconds", "0"), "'0' is not a number of seconds"),
        (("wavix", "messages", *OUTBOUND, "--seconds", "nan"), "'nan' is not a number of seconds"),
        (("wavix", "messages", *OUTBOUND, "--attempts", "0"), "'0' is not a number from 1 to 20"),
        (("wavix", "messages", *OUTBOUND, "--base-url", "http://a.example"), "does not encrypt the keys"),
        (("wavix", "messages", *OUTBOUND), "WAVIX_API_KEY is not set"),
        (("wavix", "messages", *OUTBOUND, "--keys", "none"), "none: No such file"),
        (("sendblue", "message"), "give one identifier after 'message'"),
        (("sendblue", "status", "a", "b"), "give one identifier after 'status'"),
        (("sendblue", "message", ""), "message_id is empty"),
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
    assert main(["fetch", *arguments]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert words in written.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_answers_another_question_is_left_alone(server: ProviderServer, tmp_path: Path) -> None:
    arguments = ("fetch", "wavix", "messages", "--base-url", server.url, "--output", "p")
    run(*arguments, *OUTBOUND, env=KEYS, cwd=tmp_path)
    done = run(*arguments, "--filter", "type=inbound", env=KEYS, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        b"segmenter: p: it holds pages of another question; "
        b"name another folder, or begin again with --restart\n"
    )


@pytest.mark.parametrize("status", [403, 200])
def test_what_a_provider_says_steers_no_terminal(status: int, server: ProviderServer) -> None:
    words = {"message": "a\x1b[35;7m\x9b35m\u202e\n::error::c", "items": "\x1b]0;t\x07"}
    server.always = fails(status, words) if status != 200 else answers(json.dumps(words).encode())
    done = run("fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url, env=KEYS)
    assert (done.returncode, done.stdout) == (1, b"")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]|\n::", done.stderr.decode())


# Keys


@pytest.mark.parametrize("option", ["--key", "--api-key", "--token", "--secret"])
def test_a_key_on_the_command_line_is_refused_and_not_repeated(option: str) -> None:
    secret = "s3cret-0123456789"
    for given in ([f"{option}={secret}"], [option, secret]):
        done = run("fetch", "wavix", "messages", *OUTBOUND, *given)
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"unrecognized arguments: {option}\n".encode() in done.stderr
        assert secret.encode() not in done.stderr


def test_keys_may_be_in_a_private_file(server: ProviderServer, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(f"WAVIX_API_KEY={KEYS['WAVIX_API_KEY']}\n")
    (tmp_path / "keys").chmod(0o600)
    arguments = ("fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url, "--keys", "keys")
    assert run(*arguments, cwd=tmp_path).returncode == 0
    (tmp_path / "keys").chmod(0o640)
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        b"segmenter: keys: others may read it: its mode is 640; run chmod 600 on it\n",
    )


def test_a_key_is_asked_for_on_the_terminal_and_not_shown(server: ProviderServer) -> None:
    ours, theirs = os.openpty()
    command = [*COMMAND, "fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url]
    process = Popen(
        command, env=environment(), stdin=theirs, stdout=PIPE, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    shown = b""
    while not shown.endswith(b"WAVIX_API_KEY: "):  # what is typed before it asks is thrown away
        shown += os.read(ours, 100)
    os.write(ours, KEYS["WAVIX_API_KEY"].encode() + b"\n")
    output, _ = process.communicate(timeout=HANGS_AFTER_SECONDS)
    with contextlib.suppress(OSError):  # Linux reports the end of a terminal as an I/O error
        while chunk := os.read(ours, 100):
            shown += chunk
    os.close(ours)
    assert process.returncode == 0
    assert output.count(b"\n") == 3
    assert keys_in(output, shown) == []


@pytest.mark.parametrize("status", [200, 401, 500])
def test_no_key_is_in_anything_that_is_written(status: int, server: ProviderServer, tmp_path: Path) -> None:
    key = KEYS["WAVIX_API_KEY"]
    echoed = {"items": [{"tag": key}], "pagination": {"current_page": 1, "total_pages": 1}, "message": key}
    server.always = answers(json.dumps(echoed).encode()) if status == 200 else fails(status, echoed)
    arguments = ("fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url, "--attempts", "1")
    streamed = run(*arguments, env=KEYS)
    saved = run(*arguments, "--output", "p", env=KEYS, cwd=tmp_path)
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    written = [streamed.stdout, streamed.stderr, saved.stdout, saved.stderr, *files]
    assert keys_in(*written) == []
    assert any(b"[key removed]" in octets for octets in written)


def test_progress_is_shown_on_a_terminal_and_wiped(server: ProviderServer, tmp_path: Path) -> None:
    screen = Terminal()
    command = [*COMMAND, "fetch", "wavix", "messages", *OUTBOUND, "--base-url", server.url, "--output", "p"]
    process = Popen(command, env=environment(KEYS), cwd=tmp_path, stdout=PIPE, stderr=screen.theirs)
    process.communicate(timeout=HANGS_AFTER_SECONDS)
    shown = screen.close()
    assert "\rpage 2, 6 of 7" in shown
    assert shown.endswith("\r\x1b[K")


# Help


@pytest.mark.parametrize("name", API_NAMES)
def test_the_help_has_everything_that_can_be_fetched_and_every_filter(name: str) -> None:
    for endpoint in api(name).endpoints.values():
        if endpoint.method != "GET":
            continue
        start = command_module.EPILOG.index(f"\n  {name} {endpoint.name} ")
        words = re.split(r"\n  \w|\n\n", command_module.EPILOG[start + 4 :])[0]
        if endpoint.paging:
            assert set(words.replace("(required: inbound or outbound)", "").split()[2:]) == {
                given.short_name for given in endpoint.inputs
            }
        else:
            assert words.split()[-1] == "ID"
