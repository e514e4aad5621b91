"""Endpoints: the methods of the providers' documents, as calls that a client carries out.

``dexatel``, ``wavix`` and ``sendblue`` make calls; `EndpointClient` and `AsyncEndpointClient` send them.
Nothing is imported before it is asked for, and the HTTP library only when a client is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...loading import lazily

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

_NAMES = {
    "calls": ("Call", "CallError", "Listing"),
    "client": ("AsyncEndpointClient", "ClientSettings", "EndpointClient"),
    "descriptions": ("api",),
    "errors": ("ApiKeyError", "EndpointError"),
    "keys": ("ApiKeys", "Secret", "keys_of"),
    "patience": ("Patience",),
    "saving": ("FetchedPages", "fetch"),
    "walking": ("AnswerPage",),
}


if not TYPE_CHECKING:  # or a type checker would take any name for a public one
    __getattr__ = lazily(globals(), {name: file for file, names in _NAMES.items() for name in names}, __all__)
