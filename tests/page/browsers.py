"""A real Chromium, driven by playwright-core under Node, and a web server for a folder, both on this machine.

It must not know what the page shows.
"""

import contextlib
import functools
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.shared_data import in_ci

DRIVER = Path(__file__).with_name("driver.mjs")


class Browser:
    """A browser with one page open."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, code: str, **values: Any) -> Any:
        """Run JavaScript in Node, with the browser's `page` and `args` in scope; return what it returns."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"code": code, "values": values}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"error": "the browser has ended"}
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["value"]


def modules() -> Path:
    """Return the folder of node packages; skip without one, and fail in CI."""
    named = os.environ.get("SEGMENTER_NODE_MODULES", "")
    here = Path(named)
    missing = not named or not (here / "playwright-core").is_dir() or not shutil.which("chromium")
    if missing:
        words = "needs chromium, and playwright-core and axe-core in SEGMENTER_NODE_MODULES"
        pytest.fail(words) if in_ci() else pytest.skip(words)
    return here


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser without a past, and end it."""
    found = modules()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            ["node", str(DRIVER), str(found), shutil.which("chromium") or "", profile],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Browser(process)
        finally:
            process.stdin.close()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def site(folder: Path) -> Iterator[str]:
    """Serve a folder as any web server does, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
