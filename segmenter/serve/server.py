"""The server: uvicorn with our application, and a stop that loses no request.

A line here knows sockets and signals; what is served is not known.
"""

from __future__ import annotations

import asyncio
import ctypes
import signal
import socket
import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtraError
from .errors import AddressError

try:
    import uvicorn
except ImportError:
    raise MissingExtraError("uvicorn", "serve", "the HTTP service") from None

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette

__all__ = ["serve"]


def serve(
    app: Starlette, *, host: str, port: int, drain: float, grace: float, listening: Callable[[str], None]
) -> None:
    """Serve until SIGTERM or an interrupt, then answer what has been asked and return.

    Args:
        app: from `application`.
        host: a name or an address.
        port: 0 takes a free one.
        drain: seconds after SIGTERM in which new connections are still taken; each answer then closes its
            connection, and ``/health`` says 503. It ends as soon as there is no connection left.
        grace: seconds that answers may still take after that.
        listening: takes the address when requests are taken.

    Raises:
        AddressError: the address cannot be listened on.
    """
    opened = _opened(host, port)
    try:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=max(1, round(grace)),
        )
        name = f"[{host}]" if ":" in host else host
        url = f"http://{name}:{opened.getsockname()[1]}"
        _Server(config, app.state.service, drain, lambda: listening(url)).run(sockets=[opened])
    finally:
        opened.close()


def _opened(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # asyncio turns Nagle's algorithm off only where the protocol is named; else small answers wait 40 ms.
        opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            opened.bind((host, port))
        except OSError:
            opened.close()
            raise
    except (OSError, OverflowError) as error:
        words = getattr(error, "strerror", None) or str(error)
        raise AddressError(
            f"cannot listen on {host} port {port}: {words}", "choose another --host or --port"
        ) from None
    return opened


_LAST_SECONDS = 1.0
"""What clients have for the requests of connections that they have opened, when no more are taken."""
_LOOK_SECONDS = 0.02


class _Server(uvicorn.Server):
    """uvicorn's server, which on SIGTERM takes requests until its connections have heard of the end.

    Alone it closes idle connections at once, and a request on its way there is lost.
    """

    def __init__(
        self, config: uvicorn.Config, service: Any, drain: float, started: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._service, self._drain, self._told = service, drain, started
        self._terminated = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._told()

    def handle_exit(self, sig: int, frame: Any) -> None:
        self._terminated = self._terminated or sig == signal.SIGTERM
        super().handle_exit(sig, frame)
        self._captured_signals.clear()  # or it would be raised again at the end: stopping is not a failure

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._service.stopping = True
        if self._terminated:
            await self._until_idle(self._drain)
            for listening in sockets or ():
                _take_no_more(listening)
            await self._until_idle(min(self._drain, _LAST_SECONDS))
        await super().shutdown(sockets)

    async def _until_idle(self, seconds: float) -> None:
        """Wait until no connection is left, but no longer than this."""
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        while clock() < end and not self.force_exit:
            await asyncio.sleep(_LOOK_SECONDS)  # first: there may be some that are not accepted yet
            if not self.server_state.connections:
                return


# A classic BPF program for a TCP header: take it unless its SYN is set (RFC 9293, octet 13, bit 1).
_UNLESS_SYN = ((0x30, 0, 0, 13), (0x45, 0, 1, 0x02), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFF_FFFF))
_SO_ATTACH_FILTER = 26


def _take_no_more(listening: socket.socket) -> None:
    """Let no new connection begin, while those that have begun are still accepted.

    A listening socket that is closed resets what it has not accepted yet, and a request in it is lost: with
    eight clients that connect all the time, several at every stop. On Linux the socket can drop what begins a
    connection first; the client tries again in a second and is refused then, with nothing sent.
    """
    if sys.platform != "linux":
        return
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in _UNLESS_SYN))
    program = struct.pack("@HL", len(_UNLESS_SYN), ctypes.addressof(code))
    with suppress(OSError):  # a sandbox may not have it
        listening.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)
