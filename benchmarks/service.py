"""How the HTTP service stands to its targets: one text against a bare Starlette route, and batches.

    python -m benchmarks.service

Both applications run in one process each on this machine's loopback, asked in turn over one connection that
stays open; the least of many rounds counts. Only a ratio is a target, and the rate of texts in batches.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from benchmarks.inputs import mixed_messages
from benchmarks.timing import NANOSECONDS, interleaved, repeated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BARE: Final = """
import socket, sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
body = sys.argv[1].encode()
async def constant(request):
    return Response(body, media_type="application/json")
opened = socket.socket(proto=socket.IPPROTO_TCP)
opened.bind(("127.0.0.1", 0))
print("listening on http://127.0.0.1:%d" % opened.getsockname()[1], flush=True)
app = Starlette(routes=[Route("/count", constant, methods=["POST"])])
uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[opened])
"""
"""A bare route that answers a constant; the body of the request is not even read."""
OURS: Final = ["-m", "segmenter", "serve", "--port", "0"]
HIGHEST_RATIO: Final = 1.3
LEAST_TEXTS_A_SECOND: Final = 150_000
BATCH: Final = 1_000


@contextmanager
def served(*arguments: str) -> Iterator[socket.socket]:
    """Start a server, and yield a connection to it."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().decode().split()[2].rstrip(";"))
        while True:
            try:
                connection = socket.create_connection((address.hostname, address.port))
                break
            except ConnectionRefusedError:
                continue
        with connection:
            yield connection
    finally:
        process.terminate()
        process.wait()


def request(body: bytes) -> bytes:
    """Return a request in one piece; `http.client` sends two, and the second waits for the first."""
    return b"POST /count HTTP/1.1\r\nhost: here\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)


def ask(connection: socket.socket, octets: bytes) -> bytes:
    """Send a request, and return the body of the answer."""
    connection.sendall(octets)
    answer = connection.recv(1 << 20)
    head, _, body = answer.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(1 << 20)
    return body


def asking(connection: socket.socket, octets: bytes) -> Callable[[int], float]:
    """Return a function that asks this many times and returns the seconds taken."""

    def ask_times(times: int) -> float:
        begin = perf_counter()
        for _ in range(times):
            ask(connection, octets)
        return perf_counter() - begin

    return ask_times


def main() -> int:
    """Print both figures; 1 where one misses its target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    one = request(json.dumps({"texts": ["It’s on its way"]}).encode())
    many = request(json.dumps({"texts": [*mixed_messages(BATCH)]}, ensure_ascii=False).encode())
    with ExitStack() as stack:
        ours = stack.enter_context(served(*OURS))
        bare = stack.enter_context(served("-c", BARE, ask(ours, one).decode()))
        timings = interleaved(
            {
                "bare": repeated(asking(bare, one)),
                "one": repeated(asking(ours, one)),
                "batch": repeated(asking(ours, many)),
            },
            rounds=rounds,
        )
    ratio = timings["one"].best / timings["bare"].best
    rate = BATCH * NANOSECONDS / timings["batch"].best
    print(f"a bare route: {timings['bare'].best / 1000:,.0f} µs (noise {timings['bare'].noise:.1f})")
    took = f"{timings['one'].best / 1000:,.0f} µs"
    print(f"one text: {took}, {ratio:.2f} × the bare route (target ≤ {HIGHEST_RATIO})")
    print(f"batches of {BATCH:,}: {rate:,.0f} texts a second (target ≥ {LEAST_TEXTS_A_SECOND:,})")
    return int(ratio > HIGHEST_RATIO or rate < LEAST_TEXTS_A_SECOND)


if __name__ == "__main__":
    sys.exit(main())
