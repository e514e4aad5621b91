"""What bounds a request: its size in pieces, its time, how many there are, and the threads."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest

from segmenter.serve import application as module
from segmenter.serve.application import Limits, application
from segmenter.serve.operations import OPERATIONS, Knowledge, Operation
from segmenter.serve.shapes import ObjectShape

KNOWN = Knowledge.of()
BODY = json.dumps({"texts": ["hi"]}).encode()
Receive = Callable[[], Awaitable[dict[str, Any]]]


def pieces(*octets: bytes) -> Receive:
    """Return a body that comes in pieces, and then no more."""
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in octets]
    messages.append({"type": "http.request", "body": b"", "more_body": False})
    waiting = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(waiting)

    return receive


def never() -> Receive:
    """Return a body that does not come."""

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    return receive


async def asked(app: Any, receive: Receive, path: str = "/count") -> tuple[int, dict[str, str], Any]:
    """Send a request past any server; return the status, the headers and the JSON of the answer."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [],
        "http_version": "1.1",
    }
    await app(scope, receive, send)
    start, body = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], headers, json.loads(body["body"])


def made(limits: Limits, report: Callable[[str], None] = lambda _: None) -> Any:
    return application(KNOWN, limits, report=report)


def test_a_body_in_pieces_is_put_together() -> None:
    status, _, answer = asyncio.run(asked(made(Limits()), pieces(BODY[:5], b"", BODY[5:])))
    assert (status, answer["results"][0]["units"]) == (200, 2)


def test_a_body_in_pieces_is_read_no_further_than_the_limit() -> None:
    read: list[int] = []

    async def endless() -> dict[str, Any]:
        read.append(1)
        return {"type": "http.request", "body": b" " * 100, "more_body": True}

    status, headers, _ = asyncio.run(asked(made(Limits(octets=250)), endless))
    assert (status, headers["connection"], len(read)) == (413, "close", 3)


def test_a_body_that_does_not_come_is_given_up() -> None:
    status, headers, answer = asyncio.run(asked(made(Limits(seconds=0.01)), never()))
    assert (status, headers["retry-after"], headers["connection"]) == (503, "1", "close")
    assert answer["detail"] == "the answer took more than 0.01 s; send fewer texts"


def test_more_requests_than_allowed_are_refused_and_the_first_answered() -> None:
    async def run() -> tuple[int, int]:
        app = made(Limits(requests=1))
        come = asyncio.Event()
        body = pieces(BODY)

        async def slow() -> dict[str, Any]:
            await come.wait()
            return await body()

        first = asyncio.create_task(asked(app, slow))
        await asyncio.sleep(0)
        refused = await asked(app, pieces(BODY))
        come.set()
        return refused[0], (await first)[0]

    assert asyncio.run(run()) == (503, 200)


def with_operation(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[[Knowledge, Mapping[str, Any]], list[str]]
) -> None:
    """Let the service have one more operation, ``/more``."""
    more = Operation("more", "", ObjectShape({}), "Count", answer)
    monkeypatch.setattr(module, "OPERATIONS", {**OPERATIONS, "more": more})


def test_an_answer_that_takes_too_long_keeps_its_thread_and_no_other_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done, started = threading.Event(), []

    def waits(_: Knowledge, __: Mapping[str, Any]) -> list[str]:
        started.append(1)
        done.wait()
        return []

    with_operation(monkeypatch, waits)

    async def run() -> list[int]:
        app = made(Limits(seconds=0.05, threads=1))
        first = [(await asked(app, pieces(b"{}"), "/more"))[0] for _ in range(2)]
        counted = (await asked(app, pieces(BODY)))[0]
        done.set()
        return [*first, counted]

    assert asyncio.run(run()) == [503, 503, 200]
    assert started == [1]


def test_an_unforeseen_error_is_reported_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Knowledge, __: Mapping[str, Any]) -> list[str]:
        raise ValueError("a secret text")

    with_operation(monkeypatch, fails)
    reported: list[str] = []
    status, _, answer = asyncio.run(asked(made(Limits(), reported.append), pieces(b"{}"), "/more"))
    assert (status, answer["title"]) == (500, "Internal Server Error")
    assert "secret" not in str(answer)
    (line,) = reported
    assert line.startswith("serve: ValueError in ")
    assert "secret" not in line
