"""How far a long run has come, on standard error while that is a terminal; wiped at its end.

Counts octets read; it must not know what they hold.
"""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from typing import BinaryIO, Self

__all__ = ["Progress"]

_DELAY_SECONDS = 0.5  # a shorter run shows nothing


class _Bar(Protocol):
    def show(self, done: int) -> None: ...
    def close(self) -> None: ...


class Progress:
    """Watches streams, and shows how much has been read of them.

    Args:
        total: octets there are to read, where known.
        shown: whether to show anything at all.
    """

    def __init__(self, total: int | None, *, shown: bool) -> None:
        self._total = total
        self._shown = shown
        self._begin = monotonic()
        self._done = 0
        self._bar: _Bar | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Wipe what is shown; to be done before anything else is written to the terminal."""
        if self._bar:
            self._bar.close()
            self._bar = None

    def watch(self, stream: BinaryIO) -> BinaryIO:
        """Return a stream whose octets are counted as they are read."""
        return cast("BinaryIO", _Watched(stream, self)) if self._shown else stream

    def advance(self, octets: int) -> None:
        """Take note of octets read."""
        self._done += octets
        if self._bar is None:
            if monotonic() - self._begin < _DELAY_SECONDS:
                return
            self._bar = _new_bar(self._total)
        self._bar.show(self._done)


class _Watched:
    """The reading half of a stream."""

    def __init__(self, stream: BinaryIO, progress: Progress) -> None:
        self._read = getattr(stream, "read1", stream.read)
        self._progress = progress

    def read(self, octets: int) -> bytes:
        chunk: bytes = self._read(octets)
        self._progress.advance(len(chunk))
        return chunk


def _new_bar(total: int | None) -> _Bar:
    try:
        return _RichBar(total)
    except ImportError:
        return _Line(total)


class _RichBar:
    """A bar by `rich`, which draws it from a thread of its own."""

    def __init__(self, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

        columns = BarColumn(), DownloadColumn(), TimeRemainingColumn()
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
        self._task = self._bar.add_task("", total=total)
        self._bar.start()

    def show(self, done: int) -> None:
        self._bar.update(self._task, completed=done)

    def close(self) -> None:
        self._bar.stop()


class _Line:
    """One line, written anew at most ten times a second."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._shown_at = 0.0

    def show(self, done: int) -> None:
        if monotonic() - self._shown_at < 0.1:
            return
        self._shown_at = monotonic()
        share = f" of {self._total / 1e6:,.1f}" if self._total else ""
        self._put(f"{done / 1e6:,.1f}{share} MB read")

    def close(self) -> None:
        self._put("")

    def _put(self, text: str) -> None:
        sys.stderr.write(f"\r{text}\x1b[K")
        sys.stderr.flush()
