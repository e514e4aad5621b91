"""Calls: an endpoint with the values for it, checked against its description, and the request that it makes.

Values only; nothing here sends a request or reads an answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import quote

from ...errors import SegmenterError
from ...files.words import describe, did_you_mean
from ..plans import RecordPlan
from .descriptions import ApiInput, Endpoint, Paging, api

__all__ = ["Call", "CallError", "Listing", "WireRequest", "call_of", "listing_of"]

R = TypeVar("R", bound=tuple[Any, ...])


class CallError(SegmenterError, ValueError):
    """A value is not what the endpoint's description allows; `key` names the parameter."""


class WireRequest(NamedTuple):
    """A request, without its keys.

    Attributes:
        method: of HTTP.
        url: the whole address.
        body: JSON as octets; `None` where there is none.
    """

    method: str
    url: str
    body: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Generic[R]):
    """An endpoint and the values for it.

    Attributes:
        provider: whose endpoint it is.
        endpoint: the one called.
        values: by the provider's names, all allowed by the description.
        plan: how the objects in the answer become records; `None` where it holds none.
    """

    provider: str
    endpoint: Endpoint
    values: Mapping[str, Any]
    plan: RecordPlan[R] | None

    def request(self, base_url: str, **more: Any) -> WireRequest:
        """Return the request.

        Args:
            base_url: where it goes, without the path.
            more: parameters beside, or instead of, those of `values`.
        """
        values = {**self.values, **more}
        places: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "body": {}}
        for given in self.endpoint.inputs:
            if given.name in values:
                places[given.place][given.name] = values[given.name]
        path = self.endpoint.path
        for name, value in places["path"].items():
            path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
        query = "&".join(
            f"{quote(name)}={quote(str(value), safe='')}" for name, value in places["query"].items()
        )
        url = base_url.rstrip("/") + path + (f"?{query}" if query else "")
        return WireRequest(self.endpoint.method, url, self._body(places["body"]))

    def body(self) -> dict[str, Any] | None:
        """Return the JSON object that is sent; `None` where there is none."""
        fields = {given.name for given in self.endpoint.inputs if given.place == "body"}
        if not fields:
            return None
        inner = {name: value for name, value in self.values.items() if name in fields}
        return {self.endpoint.under: inner} if self.endpoint.under else inner

    def _body(self, fields: Mapping[str, Any]) -> bytes | None:
        body = self.body() if fields else None
        return None if body is None else json.dumps(body, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Call[R]):
    """A call whose answer is a list that comes in pages."""

    @property
    def paging(self) -> Paging:
        """How the pages follow each other."""
        if self.endpoint.paging is None:
            raise TypeError(f"{self.endpoint.name} has one answer, not pages")
        return self.endpoint.paging

    @property
    def records(self) -> RecordPlan[R]:
        """How the objects of a page become records."""
        if self.plan is None:
            raise TypeError(f"{self.endpoint.name} has no records")
        return self.plan


def call_of(provider: str, name: str, values: Mapping[str, Any], plan: RecordPlan[R] | None) -> Call[R]:
    """Return a call of an endpoint.

    Args:
        provider: whose.
        name: of the endpoint.
        values: by the provider's names, or by Python's: without ``filter[…]``, or with a final underscore;
            `None` is left out.
        plan: how the objects in the answer become records.

    Raises:
        CallError: a name is unknown, a value is not allowed, or one is missing.
    """
    endpoint = api(provider).endpoints[name]
    return Call(provider=provider, endpoint=endpoint, values=_checked(endpoint, values), plan=plan)


def listing_of(provider: str, name: str, values: Mapping[str, Any], plan: RecordPlan[R]) -> Listing[R]:
    """Return a call of an endpoint that answers with pages; the rest is as for `call_of`."""
    endpoint = api(provider).endpoints[name]
    return Listing(provider=provider, endpoint=endpoint, values=_checked(endpoint, values), plan=plan)


def _checked(endpoint: Endpoint, values: Mapping[str, Any]) -> dict[str, Any]:
    by_name = {name: given for given in endpoint.inputs for name in (given.name, given.short_name)}
    checked: dict[str, Any] = {}
    for written, value in values.items():
        if value is None:
            continue
        given = by_name.get(written) or by_name.get(written.removesuffix("_"))
        if given is None:
            known = [given.short_name for given in endpoint.inputs]
            problem = f"{endpoint.name} has no parameter {written!r}{did_you_mean(written, known)}"
            raise CallError(problem, f"it has {', '.join(known)}")
        if given.name in checked:
            raise CallError("is given twice", "give it once", key=given.short_name)
        checked[given.name] = _value(given, value)
    for given in endpoint.inputs:
        if given.required and given.name not in checked:
            remedy = f"give one of {', '.join(given.choices)}" if given.choices else given.about
            raise CallError("is required", remedy, key=given.short_name)
    return {**{name: value for name, value in endpoint.defaults.items() if name not in checked}, **checked}


_TYPES = {
    "string": (str, "text"),
    "integer": (int, "a whole number"),
    "boolean": (bool, "true or false"),
    "array": (list, "an array"),
    "object": (dict, "an object"),
}
_TIMES = {
    "date": (date.fromisoformat, "2026-11-28"),
    "date-time": (datetime.fromisoformat, "2026-11-28T18:00:00Z"),
}


def _value(given: ApiInput, value: Any) -> Any:
    """Return a value as it is sent; one of another type than text may be written as JSON."""
    kind = str(given.schema["type"])
    python_type, words = _TYPES[kind]
    if isinstance(value, str) and kind != "string":
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise _misfit(given, value, f"write {words}") from None
    if isinstance(value, tuple) and kind == "array":
        value = list(value)
    if not isinstance(value, python_type) or (isinstance(value, bool) and kind == "integer"):
        raise _misfit(given, value, f"write {words}")
    if given.choices and value not in given.choices:
        raise _misfit(given, value, f"choose one of {', '.join(given.choices)}")
    if "const" in given.schema and value != given.schema["const"]:
        raise _misfit(given, value, f"only {json.dumps(given.schema['const'])} is allowed")
    if isinstance(value, str):
        _check_text(given, value)
    elif kind == "integer":
        low, high = given.schema.get("minimum"), given.schema.get("maximum")
        if (low is not None and value < low) or (high is not None and value > high):
            raise _misfit(given, value, f"write {low} or more" if high is None else f"write {low} to {high}")
    return value


def _check_text(given: ApiInput, value: str) -> None:
    if not value:
        raise CallError("is empty", "leave it out, or give a value", key=given.short_name)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _misfit(given, value, "it holds a lone surrogate, which UTF-8 cannot hold") from None
    if form := _TIMES.get(given.schema.get("format", "")):
        read, example = form
        try:
            read(value)
        except ValueError:
            raise _misfit(given, value, f"write it as {example}") from None


def _misfit(given: ApiInput, value: object, remedy: str) -> CallError:
    return CallError(f"is {describe(value)}", remedy, key=given.short_name, value=value)
