"""Saving: the answers of a call as files of a folder; a run killed at any moment can be continued.

It knows calls and files; how a page names the next one is known in `walking`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from ...files import UnwritableFileError, read_octets, replace_file
from ...files.writing import locked
from ..records import RecordError
from .calls import Call, CallError, Listing
from .client import EndpointClient
from .errors import EndpointError
from .walking import PageWalk

__all__ = ["FetchedPages", "PageFolder", "fetch"]

R = TypeVar("R", bound=tuple[Any, ...])

_QUESTION: Final = ".fetch"
_PAGE: Final = "page-{:06}.json"


class FetchedPages(NamedTuple):
    """What a folder holds after a run.

    Attributes:
        pages: all of them.
        fetched: those of this run.
        objects: in all pages.
        total: objects that the provider says there are; `None` where it does not.
        complete: whether the last page is there.
    """

    pages: int
    fetched: int
    objects: int
    total: int | None
    complete: bool


class PageFolder:
    """A folder with the pages of one call, ``page-000001.json`` and on, and the question they answer.

    Each file appears whole under its name, so whatever is there was received to its end.

    Args:
        path: of the folder; it is made where it is absent, for nobody else to read.
        call: the question. Pages of another one are not mixed with these.
        base_url: where it is asked.
        restart: whether to forget the pages that are there.

    Raises:
        CallError: the folder answers another question, or holds other files with such names.
        UnwritableFileError: the system refuses.
    """

    def __init__(self, path: str, call: Call[Any], base_url: str, *, restart: bool = False) -> None:
        self._folder = Path(path)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            names = {page.name for page in self._folder.glob("page-*.json")}
        except OSError as error:
            raise UnwritableFileError.because(error, path) from None
        question = json.dumps(_question(call, base_url), indent=2, ensure_ascii=False).encode() + b"\n"
        held = self._read(_QUESTION)
        if restart and held is not None:
            self._forget(names)
            held, names = None, set()
        if held is None:
            if names:
                problem = f"it holds {min(names)}, and not what was asked for"
                raise CallError(problem, "name an empty folder", path=path)
            replace_file(self.file(_QUESTION), question)
        elif held != question:
            problem = "it holds pages of another question"
            raise CallError(problem, "name another folder, or begin again with --restart", path=path)

    def file(self, name: str) -> str:
        """Return the path of a file in the folder."""
        return str(self._folder / name)

    def page_file(self, number: int) -> str:
        """Return the path of a page, counted from 1."""
        return self.file(_PAGE.format(number))

    def saved(self, number: int) -> bytes | None:
        """Return a page that is there."""
        return self._read(_PAGE.format(number))

    def save(self, number: int, octets: bytes) -> None:
        """Save a page."""
        replace_file(self.page_file(number), octets)

    def _read(self, name: str) -> bytes | None:
        return read_octets(self.file(name)) if (self._folder / name).exists() else None

    def _forget(self, names: set[str]) -> None:
        """Remove the pages, the last first, so that a run killed meanwhile leaves the beginning of a list."""
        for name in [*sorted(names, reverse=True), _QUESTION]:
            try:
                (self._folder / name).unlink(missing_ok=True)
            except OSError as error:
                raise UnwritableFileError.because(error, self.file(name)) from None


def _question(call: Call[Any], base_url: str) -> dict[str, Any]:
    return {
        "provider": call.provider,
        "endpoint": call.endpoint.name,
        "base_url": base_url,
        "values": dict(call.values),
    }


def fetch(
    client: EndpointClient,
    call: Call[R],
    path: str,
    *,
    restart: bool = False,
    most_pages: int | None = None,
    on_page: Callable[[int, PageWalk[R] | None], None] = lambda _number, _walk: None,
) -> FetchedPages:
    """Fetch the answers of a call into a folder, going on where an earlier run stopped.

    The pages that are there are walked through first, as if they had just come, so the pages at the end are
    those of a run that nothing stopped.

    Args:
        client: of the call's provider.
        call: a list, or a call with one answer.
        path: of the folder.
        restart: whether to forget the pages that are there.
        most_pages: after so many pages in the folder it stops.
        on_page: called with the number of each page that is there, and with the walk.

    Raises:
        EndpointError: the provider fails, or a page is not what it should be; those before it are saved.
        CallError: the folder answers another question.
        UnwritableFileError: the system refuses.
    """
    folder = PageFolder(path, call, client.base_url, restart=restart)
    with locked(folder.file(_QUESTION)):
        if not isinstance(call, Listing):
            return _fetch_one(client, call, folder, on_page)
        walk = PageWalk(call, client.base_url)
        fetched = 0
        while walk.request is not None and walk.pages != most_pages:
            number = walk.pages + 1
            octets = folder.saved(number)
            if octets is not None:
                walk.take(octets, path=folder.page_file(number))
            else:
                octets = client.receive(walk.request, call).octets
                walk.take(octets)  # which refuses what is not a page, before it is saved
                folder.save(number, octets)
                fetched += 1
            on_page(number, walk)
        return FetchedPages(walk.pages, fetched, walk.objects, walk.total, walk.request is None)


def _fetch_one(
    client: EndpointClient,
    call: Call[R],
    folder: PageFolder,
    on_page: Callable[[int, PageWalk[R] | None], None],
) -> FetchedPages:
    fetched = 0
    octets = folder.saved(1)
    if octets is None:
        octets = client.receive(call.request(client.base_url), call).octets
        try:
            if call.plan is not None:
                call.plan.read(octets)
        except RecordError as error:
            raise EndpointError(f"not an answer about a message: {error}") from None
        folder.save(1, octets)
        fetched = 1
    on_page(1, None)
    return FetchedPages(1, fetched, 1, None, complete=True)
