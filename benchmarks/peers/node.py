"""One Node process for the whole comparison, spoken to over a pipe; it times itself (driver.js)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from benchmarks.timing import NANOSECONDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

HERE: Final = Path(__file__).resolve().parent
MESSAGES_OF_A_REQUEST: Final = 10_000


def node_is_here() -> bool:
    """Whether node and the npm peers are there."""
    return shutil.which("node") is not None and (HERE / "node_modules").is_dir()


class Node:
    """The process; a context manager that ends it."""

    def __init__(self) -> None:
        # A list of 1,000,000 results kept needs more than Node's own limit on a small machine.
        command = ["node", "--max-old-space-size=4096", str(HERE / "driver.js")]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def version(self) -> str:
        """Ask Node for its own version."""
        return str(self._ask("version")["node"])

    def result(self, peer: str, text: str) -> tuple[int, tuple[str, ...] | None]:
        """Ask for the number of segments, and their texts where the peer gives them."""
        answer = self._ask("result", peer=peer, text=text)
        parts = answer["parts"]
        return answer["segments"], None if parts is None else tuple(parts)

    def seconds(self, peer: str, text: str, times: int) -> float:
        """Time that many calls inside Node."""
        return float(self._ask("time", peer=peer, text=text, times=times)["nanoseconds"]) / NANOSECONDS

    def add(self, messages: Sequence[str]) -> None:
        """Append to the messages that `run_through` goes through."""
        for first in range(0, len(messages), MESSAGES_OF_A_REQUEST):
            self._ask("add", texts=messages[first : first + MESSAGES_OF_A_REQUEST])

    def run_through(self, peer: str, rows: int, *, keep: bool) -> tuple[float, int]:
        """Give nanoseconds for the first `rows` messages, and their segments (0 where results are kept)."""
        answer = self._ask("pass", peer=peer, rows=rows, keep=keep)
        return float(answer["nanoseconds"]), int(answer["segments"])

    def _ask(self, ask: str, **request: object) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the Node process has no pipes")
        self._process.stdin.write(json.dumps({"ask": ask, **request}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the Node process ended at {ask!r}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"Node: {answer['error']}")
        return answer
