"""The service in a process of its own, on a free port of this machine, and requests to it.

It must not know what an operation answers.
"""

import http.client
import json
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tests.cli.runs import COMMAND, HANGS_AFTER_SECONDS, environment


class Answer(NamedTuple):
    """What came of a request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Service:
    """A service that runs."""

    def __init__(self, process: subprocess.Popen[bytes], url: str) -> None:
        self.process, self.url = process, url

    def connect(self) -> http.client.HTTPConnection:
        address = urlsplit(self.url)
        return http.client.HTTPConnection(address.hostname or "", address.port, timeout=HANGS_AFTER_SECONDS)

    def ask(
        self, path: str, body: object = None, *, method: str = "", headers: dict[str, str] | None = None
    ) -> Answer:
        """Send a request, with a body as it is or as JSON, and return the answer."""
        octets = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        connection = self.connect()
        try:
            connection.request(method or ("GET" if body is None else "POST"), path, octets, headers or {})
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, names, response.read())
        finally:
            connection.close()

    def end(self) -> tuple[int, str, str]:
        """Ask it to stop; return the exit code, and what it wrote to either stream since it began."""
        self.process.send_signal(signal.SIGTERM)
        out, err = self.process.communicate(timeout=HANGS_AFTER_SECONDS)
        return self.process.returncode, out.decode(), err.decode()


@contextmanager
def running(*options: str, cwd: Path | None = None) -> Iterator[Service]:
    """Start the service, and end it."""
    with tempfile.TemporaryDirectory() as elsewhere:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            cwd=cwd or elsewhere,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            line = process.stdout.readline().decode()
            if not line:
                raise AssertionError(process.stderr.read().decode())
            yield Service(process, line.split()[2].rstrip(";"))
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            process.stdout.close()
            process.stderr.close()
