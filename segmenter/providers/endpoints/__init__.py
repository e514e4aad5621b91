"""Endpoints: the methods of the providers' documents, as calls that a client carries out.

``dexatel``, ``wavix`` and ``sendblue`` make calls; `EndpointClient` and `AsyncEndpointClient` send them.
Nothing is imported before it is asked for, and the HTTP library only when a client is made.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import dexatel, sendblue, wavix
    from .calls import Call, CallError, Listing
    from .client import AsyncEndpointClient, ClientSettings, EndpointClient
    from .descriptions import api
    from .errors import ApiKeyError, EndpointError
    from .keys import ApiKeys, Secret, keys_of
    from .patience import Patience
    from .saving import FetchedPages, fetch
    from .walking import AnswerPage

__all__ = [
    "AnswerPage",
    "ApiKeyError",
    "ApiKeys",
    "AsyncEndpointClient",
    "Call",
    "CallError",
    "ClientSettings",
    "EndpointClient",
    "EndpointError",
    "FetchedPages",
    "Listing",
    "Patience",
    "Secret",
    "api",
    "dexatel",
    "fetch",
    "keys_of",
    "sendblue",
    "wavix",
]

_FILES = {
    "AnswerPage": "walking",
    "ApiKeyError": "errors",
    "ApiKeys": "keys",
    "AsyncEndpointClient": "client",
    "Call": "calls",
    "CallError": "calls",
    "ClientSettings": "client",
    "EndpointClient": "client",
    "EndpointError": "errors",
    "Listing": "calls",
    "Patience": "patience",
    "FetchedPages": "saving",
    "Secret": "keys",
    "api": "descriptions",
    "fetch": "saving",
    "keys_of": "keys",
}


if not TYPE_CHECKING:  # or a type checker would take any name for a public one

    def __getattr__(name: str) -> object:
        if name in _FILES:
            value = getattr(import_module(f".{_FILES[name]}", __name__), name)
        elif name in __all__:
            value = import_module(f".{name}", __name__)
        else:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        globals()[name] = value
        return value
