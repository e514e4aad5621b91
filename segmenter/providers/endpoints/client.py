"""Clients: requests sent and answers received, one after the other or beside each other, through one pool.

The one file that knows the HTTP library. What is asked for and what an answer means is not known here.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from ssl import PROTOCOL_TLS_CLIENT, SSLCertVerificationError, SSLContext, SSLError
from typing import TYPE_CHECKING, Any, Final, Self, TypedDict, TypeVar, Unpack
from urllib.parse import urlsplit

from ...errors import MissingExtraError
from .calls import Call, CallError, Listing, WireRequest
from .descriptions import api
from .exchange import Exchange, Received, Unanswered, Waiting
from .keys import ApiKeys, Secret, keys_of
from .patience import Patience
from .walking import AnswerPage, PageWalk

if TYPE_CHECKING:
    import httpx2

__all__ = ["ANSWER_OCTETS", "AsyncEndpointClient", "ClientSettings", "EndpointClient", "checked_url"]

R = TypeVar("R", bound=tuple[Any, ...])

ANSWER_OCTETS: Final = 64 << 20
"""The most that is read of one answer, decompressed."""

_CONNECT_SECONDS: Final = 10.0
_CONNECTIONS: Final = 10
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


def _library() -> Any:
    try:
        import httpx2
    except ImportError:
        raise MissingExtraError("httpx2", "http", "an endpoint") from None
    return httpx2


class ClientSettings(TypedDict, total=False):
    """What both clients take beside the provider, all of it by name.

    Attributes:
        keys: of the account, by the name of a credential or its environment variable; where they are left
            out, the environment is read.
        base_url: another address than the provider's own.
        seconds: that an answer may take, from the request to its last octet; 60 by default.
        patience: how often a request is sent again.
        certificates: what decides whether the server is the right one; the system's rules by default.
        on_wait: called with each wait before it begins.
        clock: returns seconds of a clock that never goes back.
        now: returns seconds since 1970, for a provider that names a date to wait for.
        chance: returns a number from 0 to 1.
    """

    keys: Mapping[str, str | Secret] | ApiKeys | None
    base_url: str | None
    seconds: float
    patience: Patience
    certificates: SSLContext | None
    on_wait: Callable[[Waiting], None] | None
    clock: Callable[[], float]
    now: Callable[[], float]
    chance: Callable[[], float]


class _Client:
    """What both clients know of a provider and of themselves."""

    def __init__(self, provider: str, settings: ClientSettings) -> None:
        description = api(provider)
        self._provider = provider
        base_url, keys = settings.get("base_url"), settings.get("keys")
        self.base_url = description.base_url if base_url is None else checked_url(base_url)
        if not isinstance(keys, ApiKeys):
            needed = description.credentials
            keys = keys_of(needed) if keys is None else ApiKeys(needed, keys)
        self._keys = keys
        self._seconds = settings.get("seconds", 60.0)
        self._clock = settings.get("clock", time.monotonic)
        self._on_wait = settings.get("on_wait") or (lambda _: None)
        self._patience = settings.get("patience", Patience())
        self._certificates = settings.get("certificates")
        self._now = settings.get("now", time.time)
        self._chance = settings.get("chance", random.random)

    def _options(self) -> dict[str, Any]:
        """Return the arguments of an HTTP client."""
        library = _library()
        encrypted = self.base_url.startswith("https:")
        options = {
            "timeout": library.Timeout(self._seconds, connect=min(_CONNECT_SECONDS, self._seconds)),
            "limits": library.Limits(max_connections=_CONNECTIONS),
            "follow_redirects": False,
            # A proxy named in the environment would see the keys of a request that is not encrypted.
            "trust_env": encrypted,
            "headers": {"accept": "application/json", "user-agent": "segmenter"},
        }
        if self._certificates is not None:
            options["verify"] = self._certificates
        elif not encrypted:  # certificates nobody asks for need not be read: nearly all of a client's making
            options["verify"] = SSLContext(PROTOCOL_TLS_CLIENT)
        return options

    def _exchange(self, request: WireRequest, call: Call[Any]) -> Exchange:
        """Return the exchange of a request of a call.

        Raises:
            CallError: the call is of another provider, which is not to have these keys.
        """
        if call.provider != self._provider:
            problem = f"the call is one of {call.provider}, and this client is for {self._provider}"
            raise CallError(problem, "make a client for that provider")
        codes = call.endpoint.codes
        return Exchange(request, self._patience, codes=codes, now=self._now, chance=self._chance)

    def _message(self, client: Any, request: WireRequest) -> Any:
        """Return a request as the HTTP library has it; only here the keys are put in."""
        headers = dict(self._keys.headers())
        if request.body is not None:
            headers["content-type"] = "application/json"
        return client.build_request(request.method, request.url, headers=headers, content=request.body)

    def _received(self, response: Any, octets: bytes) -> Received:
        headers = {
            name.lower(): self._keys.removed_from_text(value) for name, value in response.headers.items()
        }
        return Received(response.status_code, headers, self._keys.removed_from(octets))


def checked_url(url: str) -> str:
    """Return an address to which keys may be sent."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise CallError("it is not an address", "write https://HOST") from None
    if parts.username is not None or parts.password is not None:
        raise CallError("it holds a user or a password", "leave them out: keys are given elsewhere")
    if not host or parts.query or parts.fragment or parts.scheme not in ("http", "https"):
        raise CallError(f"{url!r} is not an address for requests", "write https://HOST, without ? or #")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise CallError(f"{url!r} does not encrypt the keys", "write https://")
    return url.rstrip("/")


class _TooLargeError(Exception):
    """An answer is larger than what is read of one."""


class _Body:
    """The body of an answer as it arrives, within limits of size and time."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self._clock = clock
        self._end = clock() + seconds
        self._pieces: list[bytes] = []
        self._octets = 0

    def add(self, piece: bytes) -> None:
        """Take a piece."""
        self._octets += len(piece)
        if self._octets > ANSWER_OCTETS:
            raise _TooLargeError
        if self._clock() > self._end:
            raise _library().ReadTimeout("the answer is not complete in time")
        self._pieces.append(piece)

    def octets(self) -> bytes:
        """Return the whole."""
        return b"".join(self._pieces)


def _unanswered(error: Exception, seconds: float) -> Unanswered:
    """Return what an exception means; raise it again where it is not about the connection."""
    library = _library()
    if isinstance(error, _TooLargeError):
        size = f"{ANSWER_OCTETS >> 20} MiB"
        return Unanswered(f"the answer is larger than {size}", "ask for smaller pages", again=False)
    if isinstance(error, library.TimeoutException):
        connecting = isinstance(error, library.ConnectTimeout | library.PoolTimeout)
        what = "no connection" if connecting else "no whole answer"
        return Unanswered(f"{what} within {seconds:g} s", "run again later", uncertain=not connecting)
    if isinstance(error, library.DecodingError):
        return Unanswered("the answer cannot be decompressed", "run again later")
    if not isinstance(error, library.TransportError | library.InvalidURL):
        raise error
    if isinstance(error, library.ConnectError):
        return _unconnected(error)
    if isinstance(error, library.UnsupportedProtocol | library.LocalProtocolError | library.InvalidURL):
        return Unanswered("the request cannot be sent", "check the base URL", again=False, uncertain=False)
    return Unanswered("the connection broke before the whole answer came", "run again later")


def _unconnected(error: Exception) -> Unanswered:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, SSLCertVerificationError):
            words = f"the server's certificate is refused: {cause.verify_message}"
            remedy = "the keys were not sent; check the base URL and the system's certificates"
            return Unanswered(words, remedy, again=False, uncertain=False)
        if isinstance(cause, SSLError):
            words = f"no encrypted connection: {cause.reason or 'the handshake failed'}"
            return Unanswered(words, "check the base URL", uncertain=False)
        if isinstance(cause, OSError) and cause.strerror:
            words = f"no connection: {cause.strerror}"
            return Unanswered(words, "check the network and the base URL", uncertain=False)
        cause = cause.__cause__ or cause.__context__
    return Unanswered("no connection", "check the network and the base URL", uncertain=False)


class EndpointClient(_Client):
    """A provider's endpoints, called one after the other.

    Close it, or use it in a ``with``. The functions of `dexatel`, `wavix` and `sendblue` make calls; answers
    are the records of those providers.

    Args:
        provider: ``dexatel``, ``wavix`` or ``sendblue``.
        sleep: waits for seconds.
        transport: what carries requests instead of the network, for tests.
        settings: see `ClientSettings`.

    Attributes:
        base_url: where requests go.

    Raises:
        ApiKeyError: a key is missing, or cannot be used.
        CallError: the base URL is not one to which keys may be sent.
        MissingExtraError: httpx2 is not installed.
    """

    def __init__(
        self,
        provider: str,
        *,
        sleep: Callable[[float], object] = time.sleep,
        transport: Any = None,
        **settings: Unpack[ClientSettings],
    ) -> None:
        super().__init__(provider, settings)
        self._sleep = sleep
        self._client: httpx2.Client = _library().Client(**self._options(), transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def pages(self, listing: Listing[R]) -> Iterator[AnswerPage[R]]:
        """Yield the pages of a list, each before the next is asked for.

        Raises:
            EndpointError: the provider fails, or a page is not what it should be.
        """
        walk = PageWalk(listing, self.base_url)
        while walk.request is not None:
            yield walk.take(self.receive(walk.request, listing).octets)

    def records(self, listing: Listing[R]) -> Iterator[R]:
        """Yield the records of all pages of a list.

        Raises:
            EndpointError: as for `pages`.
            RecordError: an object cannot be read as a record.
        """
        for page in self.pages(listing):
            yield from page.records()

    def answer(self, call: Call[R]) -> tuple[R, ...]:
        """Call an endpoint that has one answer, and return its records; none where it answers with nothing.

        Raises:
            EndpointError: the provider fails or refuses.
            RecordError: the answer cannot be read as a record.
        """
        received = self.receive(call.request(self.base_url), call)
        return call.plan.read(received.octets) if call.plan and received.octets else ()

    def receive(self, request: WireRequest, call: Call[Any]) -> Received:
        """Send a request of a call, again where patience allows, and return the answer.

        Raises:
            EndpointError: there is none, or it is not a success.
        """
        exchange = self._exchange(request, call)
        while exchange.answer is None:
            step = exchange.step
            if isinstance(step, Waiting):
                self._on_wait(step)
                self._sleep(step.seconds)
                exchange.take(None)
            else:
                exchange.take(self._sent(step))
        return exchange.answer

    def _sent(self, request: WireRequest) -> Received | Unanswered:
        body = _Body(self._clock, self._seconds)
        try:
            response = self._client.send(self._message(self._client, request), stream=True)
            try:
                for piece in response.iter_bytes():
                    body.add(piece)
            finally:
                response.close()
            return self._received(response, body.octets())
        except Exception as error:
            return _unanswered(error, self._seconds)


class AsyncEndpointClient(_Client):
    """A provider's endpoints for asyncio; like `EndpointClient`, with ``async`` before each method.

    Args:
        provider: ``dexatel``, ``wavix`` or ``sendblue``.
        sleep: waits for seconds.
        transport: what carries requests instead of the network, for tests.
        settings: see `ClientSettings`.

    Attributes:
        base_url: where requests go.
    """

    def __init__(
        self,
        provider: str,
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        transport: Any = None,
        **settings: Unpack[ClientSettings],
    ) -> None:
        super().__init__(provider, settings)
        self._sleep = sleep
        self._client: httpx2.AsyncClient = _library().AsyncClient(**self._options(), transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def pages(self, listing: Listing[R]) -> AsyncIterator[AnswerPage[R]]:
        """Yield the pages of a list; as `EndpointClient.pages`."""
        walk = PageWalk(listing, self.base_url)
        while walk.request is not None:
            yield walk.take((await self.receive(walk.request, listing)).octets)

    async def records(self, listing: Listing[R]) -> AsyncIterator[R]:
        """Yield the records of all pages of a list; as `EndpointClient.records`."""
        async for page in self.pages(listing):
            for record in page.records():
                yield record

    async def answer(self, call: Call[R]) -> tuple[R, ...]:
        """Call an endpoint that has one answer; as `EndpointClient.answer`."""
        received = await self.receive(call.request(self.base_url), call)
        return call.plan.read(received.octets) if call.plan and received.octets else ()

    async def receive(self, request: WireRequest, call: Call[Any]) -> Received:
        """Send a request of a call; as `EndpointClient.receive`."""
        exchange = self._exchange(request, call)
        while exchange.answer is None:
            step = exchange.step
            if isinstance(step, Waiting):
                self._on_wait(step)
                await self._sleep(step.seconds)
                exchange.take(None)
            else:
                exchange.take(await self._sent(step))
        return exchange.answer

    async def _sent(self, request: WireRequest) -> Received | Unanswered:
        body = _Body(self._clock, self._seconds)
        try:
            response = await self._client.send(self._message(self._client, request), stream=True)
            try:
                async for piece in response.aiter_bytes():
                    body.add(piece)
            finally:
                await response.aclose()
            return self._received(response, body.octets())
        except Exception as error:
            return _unanswered(error, self._seconds)
