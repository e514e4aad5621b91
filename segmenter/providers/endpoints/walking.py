"""Walking: the pages of a list, each asked for by what the one before it says.

It makes requests and takes answers; it neither sends nor saves, so a walk can be repeated over saved pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import parse_qs, urlsplit

from ...files import MalformedFileError
from ...files.strict_json import parsed
from ...files.words import describe
from ..plans import RecordPlan
from .calls import Listing, WireRequest
from .errors import EndpointError

__all__ = ["AnswerPage", "PageWalk"]

R = TypeVar("R", bound=tuple[Any, ...])

_FOR_EVER = "the provider would send the same pages for ever"
_MOST_EMPTY = 10  # pages in a row; a provider that filters after it has cut pages may have a few


class AnswerPage(NamedTuple, Generic[R]):
    """One page of a list.

    Attributes:
        number: of the page, from 1.
        octets: the answer as it came.
        document: the same, parsed; numbers with a point are `Decimal`.
        size: objects in it.
        total: objects in all pages, as this one has it; `None` where it does not.
        last: whether no page follows it.
        plan: how these become records.
    """

    number: int
    octets: bytes
    document: Mapping[str, Any]
    size: int
    total: int | None
    last: bool
    plan: RecordPlan[R]

    def records(self) -> tuple[R, ...]:
        """Return its objects as records.

        Raises:
            RecordError: one of them cannot be read.
        """
        return self.plan.read(self.document)


class PageWalk(Generic[R]):
    """A walk from the first page of a list to the last.

    Args:
        listing: the list.
        base_url: of the provider.

    Attributes:
        request: what asks for the next page; `None` at the end.
        pages: taken so far.
        objects: in them.
        total: objects in all, as the latest page has it; `None` where none has.
    """

    def __init__(self, listing: Listing[R], base_url: str) -> None:
        self._listing = listing
        self._paging = listing.paging
        self._base_url = base_url
        self._asked: Any = listing.values.get(self._paging.parameter)
        self._seen = {self._asked}
        self._items: list[Any] = []
        self._empty = 0
        self.request: WireRequest | None = listing.request(base_url)
        self.pages = 0
        self.objects = 0
        self.total: int | None = None

    def take(self, octets: bytes, *, path: str = "") -> AnswerPage[R]:
        """Take the answer to `request`, and set the next one.

        Args:
            octets: of the answer.
            path: of the file in which it was saved, for errors.

        Raises:
            EndpointError: it is not such a page, or its link leads back to an earlier one.
        """
        place = path or (f"{self.request.method} {self.request.url}" if self.request else "")
        document = _document(octets, place)
        try:
            items = _items(document, self._paging.items)
            size = len(items)
            self.total = _count(document, self._paging.total)
            self._go_on(document, size)
            self._require_new(items)
        except EndpointError as error:
            raise error.under(path=place) from None
        self.pages += 1
        self.objects += size
        last = self.request is None
        return AnswerPage(self.pages, octets, document, size, self.total, last, self._listing.records)

    def _require_new(self, items: list[Any]) -> None:
        """Refuse the objects of the page before: one that ignores what is asked repeats itself."""
        if items and items == self._items:
            raise EndpointError("holds what the page before held", _FOR_EVER, key=self._paging.items)
        self._items = items

    def _go_on(self, document: Mapping[str, Any], size: int) -> None:
        following = {"token": self._token, "page": self._page, "offset": self._offset}[self._paging.form]
        asked = following(document, size)
        if asked is None:
            self.request = None
            return
        if asked in self._seen:
            problem = f"the page names itself or an earlier one as the next: {describe(asked)}"
            raise EndpointError(problem, _FOR_EVER)
        self._empty = 0 if size else self._empty + 1
        if self._empty >= _MOST_EMPTY:
            raise EndpointError(f"{self._empty} pages in a row hold nothing, and more are announced")
        self._seen.add(asked)
        self._asked = asked
        self.request = self._listing.request(self._base_url, **{self._paging.parameter: asked})

    def _token(self, document: Mapping[str, Any], _size: int) -> str | None:
        """Return the token of the next page: the link itself, or the one in it where it is an address."""
        key = self._paging.next
        link = _at(document, key)
        if link is None or link == "":
            return None
        if not isinstance(link, str):
            raise EndpointError(f"is {describe(link)}, not text", "", key=key)
        tokens = _tokens_in(link, self._paging.parameter)
        if tokens and len(tokens) == 1:
            return tokens[0]
        if tokens or tokens is None or link.startswith("/") or "://" in link or "?" in link:
            # Only the token is taken from a link: the keys go to no address that an answer names.
            problem = f"is an address without one {self._paging.parameter}: {describe(link)}"
            raise EndpointError(problem, "it is not documented how such a page is asked for", key=key)
        return link

    def _page(self, document: Mapping[str, Any], size: int) -> int | None:
        asked = int(self._asked or 1)
        current, last = (_count(document, key) for key in (self._paging.current, self._paging.last))
        if current is None or last is None:
            missing = self._paging.current if current is None else self._paging.last
            raise EndpointError("is missing", "without it the next page is not known", key=missing)
        if current != asked and (size or last):
            raise EndpointError(f"is {current}, and page {asked} was asked for", key=self._paging.current)
        return asked + 1 if asked < last else None

    def _offset(self, document: Mapping[str, Any], size: int) -> int | None:
        asked = int(self._asked or 0)
        current = _count(document, self._paging.current)
        if current is not None and current != asked:
            raise EndpointError(f"is {current}, and {asked} was asked for", key=self._paging.current)
        more = _at(document, self._paging.more)
        if more is not None and not isinstance(more, bool):
            raise EndpointError(f"is {describe(more)}, neither true nor false", key=self._paging.more)
        if more is None:  # it is optional; an empty page is the end then, unless the total is known
            more = bool(size) if self.total is None else asked + size < self.total
        if more and not size:
            raise EndpointError("the page is empty, and more are announced", key=self._paging.more)
        return asked + size if more else None


def _tokens_in(link: str, parameter: str) -> list[str] | None:
    """Return the values of a parameter in a query or an address with one; nothing of no link."""
    try:
        link.encode()
        return parse_qs(urlsplit(link).query or link).get(parameter, [])
    except ValueError:  # a lone surrogate, or brackets that hold no address
        return None


def _document(octets: bytes, place: str) -> dict[str, Any]:
    try:
        document = parsed(octets, remedy="the provider answers with JSON")
    except MalformedFileError as error:
        where = f" (line {error.line}, column {error.column})" if error.line else ""
        raise EndpointError(f"{error.problem}{where}", error.remedy, key=error.key, path=place) from None
    if not isinstance(document, dict):
        raise EndpointError(f"the answer is {describe(document)}, not an object", path=place)
    return document


def _items(document: Mapping[str, Any], key: str) -> list[Any]:
    """Return the objects that a page holds."""
    items = document.get(key)
    if not isinstance(items, list):
        problem = "is missing" if items is None else f"is {describe(items)}, not an array"
        raise EndpointError(problem, "this is not a page of the list", key=key)
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            raise EndpointError(f"is {describe(item)}, not an object", key=f"{key}[{index}]")
    return items


def _at(document: Any, path: str) -> Any:
    for name in path.split("."):
        if document is None:
            return None
        if not isinstance(document, dict):
            raise EndpointError(f"{describe(document)} is not an object", key=path.rpartition(".")[0])
        document = document.get(name)
    return document


def _count(document: Mapping[str, Any], path: str) -> int | None:
    value = _at(document, path)
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise EndpointError(f"is {describe(value)}, not a count", key=path)
