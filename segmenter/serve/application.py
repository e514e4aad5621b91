"""The HTTP application: routes, and what bounds each request in size, time and number.

A line here knows HTTP and ASGI; what an operation answers is not known. No text is ever logged: an
unforeseen error is reported by its kind and place alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import __version__
from ..errors import MissingExtraError, SegmenterError
from ..files.strict_json import parsed
from ..report.json_format import json_line
from .infobip import PREVIEW
from .openapi import document
from .operations import OPERATIONS, Knowledge, Operation
from .page.answers import PageAnswers
from .page.serving import ANSWER_PATH, QUESTION, PageFile, answered, page_files
from .problems import PROBLEM_TYPE, problem, problem_of
from .shapes import ObjectShape

try:
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Route
except ImportError as error:
    raise MissingExtraError(error.name or "starlette", "serve", "the HTTP service") from None

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Message, Receive, Scope, Send

__all__ = ["Limits", "ServiceState", "application"]

_JSON = "application/json"
_RETRY = ((b"retry-after", b"1"),)


class Limits(NamedTuple):
    """What a request may take.

    Attributes:
        octets: of its body.
        seconds: from its first octet to the answer.
        requests: answered at the same time; more are refused.
        threads: that work at the same time on what takes long.
    """

    octets: int = 1 << 20
    seconds: float = 10.0
    requests: int = 256
    threads: int = 4


class ServiceState:
    """What is going on: how many requests are being answered, and whether the service stops.

    Attributes:
        active: requests that are being answered.
        stopping: whether connections are closed with their next answer.
    """

    def __init__(self, limits: Limits, report: Callable[[str], None]) -> None:
        self.limits = limits
        self.report = report
        self.active = 0
        self.stopping = False
        # Not anyio's: there a call that is given up leaves its place at once, while its thread runs on.
        self._threads = ThreadPoolExecutor(limits.threads, "segmenter")

    async def in_thread(self, answer: Callable[[], tuple[int, bytes]]) -> tuple[int, bytes]:
        """Run in a thread. One that is given up runs to its end, and until then keeps its place."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, answer)

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Let the threads end with the application."""
        yield
        self._threads.shutdown(wait=False, cancel_futures=True)


def application(
    known: Knowledge,
    limits: Limits = Limits(),  # noqa: B008  # read-only
    *,
    report: Callable[[str], None],
) -> Starlette:
    """Return the ASGI application; its `ServiceState` is ``state.service``.

    Args:
        known: profiles and rate card.
        limits: of each request.
        report: takes one line about an unforeseen error.

    Raises:
        MissingExtraError: Starlette is not installed.
    """
    service = ServiceState(limits, report)
    routes = [
        Route(
            f"/{operation.name}",
            _Posted(service, operation.request, partial(_results, operation, known), quick=operation.quick),
            methods=["POST"],
        )
        for operation in OPERATIONS.values()
    ]
    routes.append(
        Route(PREVIEW.path, _Posted(service, PREVIEW.request, _preview, quick=True), methods=["POST"])
    )
    described = json_line(document(known)).encode()
    routes.append(Route("/openapi.json", _fixed(described), methods=["GET"]))
    routes.append(Route("/health", _health(service), methods=["GET"]))
    routes += [
        Route(path, _page(file), methods=["GET"])
        for path, file in page_files(known.usual, known.rates).items()
    ]
    question = partial(answered, PageAnswers(known.usual, known.rates))
    routes.append(Route(ANSWER_PATH, _Posted(service, QUESTION, question, quick=False), methods=["POST"]))
    handlers: dict[Any, Any] = {404: _no_such_path, 405: _no_such_method}
    made = Starlette(routes=routes, exception_handlers=handlers, lifespan=service.lifespan)
    made.state.service = service
    return made


# --- Answers ----------------------------------------------------------------------------------------------


def _results(operation: Operation, known: Knowledge, asked: Mapping[str, Any]) -> bytes:
    return f'{{"results": [{",".join(operation.answer(known, asked))}]}}'.encode()


def _preview(asked: Mapping[str, Any]) -> bytes:
    return json_line(PREVIEW.answer(asked)).encode()


class _Posted:
    """Answers ``POST``: reads the body within the limits, asks, and writes the answer or the problem."""

    def __init__(
        self,
        service: ServiceState,
        shape: ObjectShape,
        answer: Callable[[Mapping[str, Any]], bytes],
        *,
        quick: bool,
    ) -> None:
        self._service, self._shape, self._answer, self._quick = service, shape, answer, quick

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        service = self._service
        if service.active >= service.limits.requests:
            octets = problem(503, f"{service.active:,} requests are being answered; try again")
            await _send(send, 503, octets, PROBLEM_TYPE, *_RETRY, close=True)
            return
        service.active += 1
        try:
            async with asyncio.timeout(service.limits.seconds):
                status, octets, close = await self._respond(scope, receive)
        except TimeoutError:
            status, close = 503, True
            octets = problem(503, f"the answer took more than {service.limits.seconds:g} s; send fewer texts")
        finally:
            service.active -= 1
        kind, more = (_JSON, ()) if status == 200 else (PROBLEM_TYPE, _RETRY if status == 503 else ())
        await _send(send, status, octets, kind, *more, close=close or service.stopping)

    async def _respond(self, scope: Scope, receive: Receive) -> tuple[int, bytes, bool]:
        """Return the status, the body, and whether the connection must close, its body unread."""
        headers = dict(scope["headers"])
        if headers.get(b"content-encoding", b"identity").lower() != b"identity":
            return 415, problem(415, "the body is compressed; send it as it is"), True
        most = self._service.limits.octets
        length = headers.get(b"content-length", b"")
        body = None if length.isdigit() and int(length) > most else await _body(receive, most)
        if body is None:
            return 413, problem(413, f"the body is larger than {most:,} octets; send fewer texts"), True
        if self._quick:
            status, octets = self._asked(body)
        else:
            status, octets = await self._service.in_thread(partial(self._asked, body))
        return status, octets, False

    def _asked(self, body: bytes) -> tuple[int, bytes]:
        try:
            document = parsed(body.decode())
        except (SegmenterError, UnicodeDecodeError) as error:
            if isinstance(error, SegmenterError):
                return 400, problem_of(error, 400)
            return 400, problem(400, f"the body is not UTF-8 at octet {error.start}")
        try:
            return 200, self._answer(self._shape.read(document))
        except SegmenterError as error:
            return 422, problem_of(error)
        except Exception as error:  # its words may hold a text
            self._service.report(f"serve: {_place(error)}")
            return 500, problem(500, "this is our mistake; the service's log says where")


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" in {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"


async def _body(receive: Receive, most: int) -> bytes | None:
    """Return the body; `None` where it is larger, and what comes is not read."""
    message = await receive()
    octets: bytes = message.get("body", b"")
    if not message.get("more_body", False):
        return octets if len(octets) <= most else None
    pieces, size = [octets], len(octets)
    while message.get("more_body", False) and size <= most:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
    return b"".join(pieces) if size <= most else None


async def _send(
    send: Callable[[Message], Awaitable[None]],
    status: int,
    octets: bytes,
    kind: str,
    *more: tuple[bytes, bytes],
    close: bool = False,
) -> None:
    headers = [(b"content-type", kind.encode()), (b"content-length", b"%d" % len(octets)), *more]
    if close:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": octets})


# --- The other routes -------------------------------------------------------------------------------------


def _fixed(octets: bytes) -> Callable[[Request], Awaitable[Response]]:
    """Return what always answers with the same octets."""

    async def answer(_: Request) -> Response:
        return Response(octets, media_type=_JSON)

    return answer


def _page(file: PageFile) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers with a file of the page, which may ask this service alone."""
    headers = {
        "content-security-policy": _POLICY,
        "x-content-type-options": "nosniff",
        "cache-control": "no-cache",
    }

    async def answer(_: Request) -> Response:
        return Response(file.octets, headers=headers, media_type=file.kind)

    return answer


_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def _health(service: ServiceState) -> Callable[[Request], Awaitable[Response]]:
    """Return what tells whether requests are accepted: 503 while the service stops."""

    async def answer(_: Request) -> Response:
        status, words = (503, "stopping") if service.stopping else (200, "ok")
        octets = json_line({"status": words, "version": __version__})
        return Response(octets, status, {"connection": "close"} if service.stopping else None, _JSON)

    return answer


def _no_such_path(request: Request, _: Exception) -> Response:
    words = f"there is no {request.url.path[:100]}; /openapi.json lists what there is"
    return Response(problem(404, words), 404, media_type=PROBLEM_TYPE)


def _no_such_method(request: Request, error: Exception) -> Response:
    allowed = getattr(error, "headers", None) or {}
    words = f"{request.method[:20]} is not answered here; use {allowed.get('Allow', 'another method')}"
    return Response(problem(405, words), 405, dict(allowed), PROBLEM_TYPE)
