"""Descriptions: what a provider's OpenAPI file says of its address, keys, endpoints and parameters.

The files are the one place where endpoints are written down. A line here knows no provider and sends nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["API_NAMES", "ApiDescription", "ApiInput", "Credential", "Endpoint", "Paging", "api"]

_FOLDER = Path(__file__).with_name("openapi")

API_NAMES = ("dexatel", "sendblue", "wavix")
"""The providers whose endpoints are described."""

_METHODS = ("get", "post", "delete")


class Credential(NamedTuple):
    """A key that every request carries.

    Attributes:
        name: its name in the description.
        header: the HTTP header that carries it.
        start: what stands before the key in that header.
        variable: the environment variable that holds it.
    """

    name: str
    header: str
    start: str
    variable: str


class ApiInput(NamedTuple):
    """One parameter of an endpoint, or one field of its request body.

    Attributes:
        name: as the provider spells it.
        place: ``query``, ``path`` or ``body``.
        required: whether the endpoint needs it.
        schema: JSON Schema of its value.
        about: what it is for.
        source: where it is documented, if not in the endpoint's own document.
    """

    name: str
    place: str
    required: bool
    schema: Mapping[str, Any]
    about: str
    source: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that it may have; empty where any will do."""
        return tuple(self.schema.get("enum", ()))

    @property
    def short_name(self) -> str:
        """The name without the provider's ``filter[…]``."""
        inner = self.name.removeprefix("filter[")
        return inner.removesuffix("]") if inner != self.name else inner


class Paging(NamedTuple):
    """How the pages of a list follow each other.

    Attributes:
        form: ``token``, ``page`` or ``offset``.
        parameter: the one that asks for another page.
        items: the key under which a page holds its objects.
        total: path of the number of objects in all pages.
        next: path of the link or token of the next page.
        current: path of the page's own number or offset.
        last: path of the number of pages.
        more: path of whether there are more.
    """

    form: str
    parameter: str
    items: str
    total: str
    next: str = ""
    current: str = ""
    last: str = ""
    more: str = ""


class Endpoint(NamedTuple):
    """One method of one path.

    Attributes:
        name: what this project calls it.
        method: of HTTP, in capitals.
        path: below the provider's address, with names in braces.
        about: what it does.
        inputs: its parameters, or the fields of its body.
        under: the key of the body that holds the fields; empty where the body itself does.
        defaults: parameters that are sent unless a caller gives them.
        paging: how its pages follow each other; `None` where it has one answer.
        records: what the records in its answer are about; empty where it has none.
        codes: the provider's error codes, and its words for them.
        source: the document that describes it.
    """

    name: str
    method: str
    path: str
    about: str
    inputs: tuple[ApiInput, ...]
    under: str
    defaults: Mapping[str, Any]
    paging: Paging | None
    records: str
    codes: Mapping[int, str]
    source: str


class ApiDescription(NamedTuple):
    """What a provider's OpenAPI file says.

    Attributes:
        provider: whose it is.
        base_url: where requests go.
        base_url_source: where that address is published.
        credentials: the keys that every request carries.
        endpoints: by name.
        document: the whole file.
    """

    provider: str
    base_url: str
    base_url_source: str
    credentials: tuple[Credential, ...]
    endpoints: Mapping[str, Endpoint]
    document: Mapping[str, Any]


@cache
def api(provider: str) -> ApiDescription:
    """Return the description of a provider's API.

    Raises:
        LookupError: none is known.

    >>> api("wavix").endpoints["messages"].paging.form
    'page'
    """
    if provider not in API_NAMES:
        raise LookupError(f"no endpoints of {provider!r} are known; there are {', '.join(API_NAMES)}")
    document = json.loads((_FOLDER / f"{provider}.json").read_text("utf-8"))
    server = document["servers"][0]
    schemes = document["components"]["securitySchemes"]
    endpoints = [
        _endpoint(method.upper(), path, operation)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if method in _METHODS
    ]
    return ApiDescription(
        provider,
        server["url"],
        server["x-source"],
        tuple(_credential(name, schemes[name]) for name in document["security"][0]),
        {endpoint.name: endpoint for endpoint in endpoints},
        document,
    )


def _credential(name: str, scheme: Mapping[str, str]) -> Credential:
    if scheme["type"] == "http":
        return Credential(name, "Authorization", f"{scheme['scheme'].capitalize()} ", scheme["x-environment"])
    return Credential(name, scheme["name"], "", scheme["x-environment"])


def _endpoint(method: str, path: str, operation: Mapping[str, Any]) -> Endpoint:
    paging = operation.get("x-paging")
    inputs, under = _inputs(operation)
    codes = {
        int(code): words
        for response in operation["responses"].values()
        for code, words in response.get("x-codes", {}).items()
    }
    return Endpoint(
        operation["operationId"],
        method,
        path,
        operation["summary"],
        inputs,
        under,
        operation.get("x-defaults", {}),
        Paging(**paging) if paging else None,
        operation.get("x-records", ""),
        codes,
        operation["x-source"],
    )


def _inputs(operation: Mapping[str, Any]) -> tuple[tuple[ApiInput, ...], str]:
    parameters = [
        ApiInput(
            given["name"],
            given["in"],
            given["required"],
            given["schema"],
            given.get("description", ""),
            given.get("x-source", ""),
        )
        for given in operation.get("parameters", ())
    ]
    if "requestBody" not in operation:
        return tuple(parameters), ""
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    under = ""
    if list(schema["properties"]) == schema["required"] and len(schema["required"]) == 1:
        (under,) = schema["required"]
        schema = schema["properties"][under]
    fields = [
        ApiInput(name, "body", name in schema["required"], inner, inner.get("description", ""), "")
        for name, inner in schema["properties"].items()
    ]
    return (*parameters, *fields), under
