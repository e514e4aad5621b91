"""How much a long run has read, on standard error while that is a terminal; wiped at its end.

It counts octets. It must not know what they hold.
"""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from time import monotonic
from typing import TYPE_CHECKING, Protocol, cast

from ..files.octets import octets_in

if TYPE_CHECKING:
    from typing import BinaryIO, Self

__all__ = ["Progress", "progress_over", "put_line"]

_DELAY_SECONDS = 0.5  # a shorter run shows nothing


def progress_over(*paths: str) -> AbstractContextManager[Progress | None]:
    """Return what shows how much of files has been read, on a terminal; nothing where there is none."""
    shown = sys.stderr is not None and sys.stderr.isatty()
    return Progress(octets_in(*paths)) if shown else nullcontext()


class _Bar(Protocol):
    def show(self, done: int) -> None: ...
    def close(self) -> None: ...


class Progress:
    """Watches streams, and shows how much has been read from them.

    Args:
        total: octets there are to read, if known.
    """

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._begin = monotonic()
        self._done = 0
        self._bar: _Bar | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Wipe what is shown; call it before anything else is written to the terminal."""
        if self._bar:
            self._bar.close()
            self._bar = None

    def watch(self, stream: BinaryIO) -> BinaryIO:
        """Return a stream whose octets are counted as they are read."""
        return cast("BinaryIO", _Watched(stream, self))

    def advance(self, octets: int) -> None:
        """Count octets that were read."""
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
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        columns = BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
        self._task = self._bar.add_task("", total=total)
        self._bar.start()
        self.close = self._bar.stop

    def show(self, done: int) -> None:
        self._bar.update(self._task, completed=done)


class _Line:
    """One line, rewritten at most ten times a second."""

    def __init__(self, total: int | None) -> None:
        self._total = f" of {total / 1e6:,.1f}" if total else ""
        self._shown_at = 0.0

    def show(self, done: int) -> None:
        if monotonic() - self._shown_at >= 0.1:
            self._shown_at = monotonic()
            put_line(f"{done / 1e6:,.1f}{self._total} MB read")

    def close(self) -> None:
        put_line("")


def put_line(line: str) -> None:
    """Show a line in place of the one before; an empty one wipes it."""
    sys.stderr.write(f"\r{line}\x1b[K")
    sys.stderr.flush()
