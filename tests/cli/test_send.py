"""``segmenter send`` as somebody types it, against a server on loopback."""

import json
from pathlib import Path

import pytest

from segmenter.cli import main
from tests.cli.runs import run
from tests.providers.endpoints.provider_server import KEYS, answers, cuts, serving

TO = ("--to", "+15550100002", "--from", "+15550100001")


def test_the_body_is_shown_and_nothing_is_sent() -> None:
    with serving("sendblue") as server:
        done = run("send", "sendblue", *TO, "See you at 8 ☕", "--base-url", server.url, env=KEYS)
        assert server.seen == []
    request, _, body = done.stdout.decode().partition("\n")
    assert (done.returncode, request) == (0, f"POST {server.url}/api/send-message")
    assert json.loads(body) == {
        "number": "+15550100002",
        "from_number": "+15550100001",
        "content": "See you at 8 ☕",
    }
    assert b"may go as sms" in done.stderr  # which validate says too


def test_it_is_sent_where_that_is_really_meant() -> None:
    with serving("sendblue") as server:
        arguments = ("--field", "seat_id=s", "--media", "https://a.example/b.png", "--send-style", "loud")
        done = run("send", "sendblue", *TO, *arguments, "--really", "Hi", "--base-url", server.url, env=KEYS)
        (seen,) = server.seen
    assert json.loads(seen.body) == {
        "number": "+15550100002",
        "from_number": "+15550100001",
        "content": "Hi",
        "media_url": "https://a.example/b.png",
        "send_style": "loud",
        "seat_id": "s",
    }
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "QUEUED"


@pytest.mark.parametrize(
    "arguments",
    [("sendblue", "Hi"), ("sendblue", *TO, "--send-style", "bang", "Hi"), ("dexatel", "--to", "x", "Hi")],
)
def test_a_message_with_an_error_is_not_sent(arguments: tuple[str, ...]) -> None:
    with serving(arguments[0]) as server:
        done = run("send", *arguments, "--really", "--base-url", server.url, env=KEYS)
        assert server.seen == []
    assert done.returncode == 1
    assert b"error SEG" in done.stderr
    assert run("send", *arguments).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "body"),
    [
        (
            (
                "dexatel",
                "--to",
                "447700900123",
                "--from",
                "Acme",
                "--schedule",
                "2999-01-01T10:00+02:00",
                "Hi",
            ),
            {
                "data": {
                    "from": "Acme",
                    "to": ["447700900123"],
                    "channel": "SMS",
                    "text": "Hi",
                    "schedule": "2999-01-01 08:00:00",
                }
            },
        ),
        (
            (
                *("dexatel", "--to", "447700900123", "--from", "Acme", "--channel", "viber", "Hi"),
                *(
                    "--image",
                    "https://a.example/b.png",
                    "--button-caption",
                    "Go",
                    "--button-url",
                    "https://a.example",
                ),
            ),
            {
                "data": {
                    "from": "Acme",
                    "to": ["447700900123"],
                    "channel": "VIBER",
                    "text": "Hi",
                    "image": "https://a.example/b.png",
                    "button": {"caption": "Go", "url": "https://a.example"},
                }
            },
        ),
        (
            (
                "wavix",
                "--to",
                "447700900123",
                "--from",
                "Acme",
                "--field",
                "validity=60",
                "--field",
                "tag=x",
                "Hi",
            ),
            {
                "from": "Acme",
                "to": "447700900123",
                "message_body": {"text": "Hi", "media": None},
                "validity": 60,
                "tag": "x",
            },
        ),
    ],
)
def test_the_other_documented_sends_are_shown_too(arguments: tuple[str, ...], body: object) -> None:
    done = run("send", *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.partition(b"\n")[2]) == body


def test_where_no_answer_comes_nobody_knows_and_nothing_is_sent_again() -> None:
    with serving("wavix") as server:
        server.always = cuts
        arguments = ("--to", "447700900123", "--from", "Acme", "--really", "Hi", "--base-url", server.url)
        done = run("send", "wavix", *arguments, env=KEYS)
        assert len(server.seen) == 1
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"it is not known whether the message was sent: look before you send it again" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a provider, such as: segmenter send sendblue"),
        (("twilio", "Hi"), "no endpoints of 'twilio' are known"),
        (("sendblue", *TO, "Hi", "there"), "give one text"),
        (("sendblue", *TO, "--title", "x", "Hi"), "a message of sendblue has no title"),
        (
            ("sendblue", *TO, "--media", "https://a.example/1", "--media", "https://a.example/2"),
            "2 files are given",
        ),
        (
            ("sendblue", *TO, "--field", "content=x", "Hi"),
            "content is given twice, by an option of its own too",
        ),
        (("sendblue", *TO, "--field", "seat=x", "Hi"), "no parameter 'seat'; did you mean seat_id?"),
        (
            ("wavix", "--to", "447700900123", "--from", "Acme", "--field", "validity=x", "Hi"),
            "validity is 'x'; write a whole",
        ),
        (("sendblue", *TO, "--really", "--dry-run", "Hi"), "not allowed with"),
        (("sendblue", *TO, "--really", "Hi"), "SENDBLUE_API_API_KEY is not set"),
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
    assert main(["send", *arguments]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert words in written.err
    assert list(tmp_path.iterdir()) == []


def test_no_key_is_in_what_is_written() -> None:
    with serving("sendblue") as server:
        done = run("send", "sendblue", *TO, "--really", "Hi", "--base-url", server.url, env=KEYS)
    assert not any(key.encode() in done.stdout + done.stderr for key in KEYS.values())


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            b'{"status": "ERROR", "error_code": 429, "error_message": "LIMIT"}',
            "does not send it: ERROR (429 LIMIT)",
        ),
        (b'{"status": "DECLINED"}', "does not send it: DECLINED\n"),
        (b"[]]", "the message was taken, but its answer cannot be read"),
    ],
)
def test_a_refusal_in_an_answer_of_http_200_ends_with_1(answer: bytes, words: str) -> None:
    with serving("sendblue") as server:
        server.always = answers(answer)
        done = run("send", "sendblue", *TO, "--really", "Hi", "--base-url", server.url, env=KEYS)
    assert (done.returncode, done.stdout) == (1, answer + b"\n")
    assert words in done.stderr.decode()


def test_what_is_wrong_with_a_message_is_said_once_also_where_it_may_be_downgraded() -> None:
    done = run("send", "sendblue", "Hi")
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert [line.count("a recipient is required") for line in lines] == [1, 0]
    assert lines[0] == "segmenter: error SEG002 recipients: a recipient is required; add one"
    assert lines[1].endswith("1 segment, GSM-7; sms would refuse it too")
