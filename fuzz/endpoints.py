"""Target: what providers answer to requests, page by page and in refusals; key files and addresses."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from segmenter.providers.endpoints import (
    ApiKeyError,
    CallError,
    EndpointError,
    Listing,
    Patience,
    api,
    dexatel,
    keys_of,
    sendblue,
    wavix,
)
from segmenter.providers.endpoints.client import checked_url
from segmenter.providers.endpoints.exchange import Exchange, Received
from segmenter.providers.endpoints.walking import PageWalk

BASE = "https://a.example"
Target = Callable[[bytes], None]
CODES = api("dexatel").endpoints["messages"].codes


def walk_of(listing: Listing[Any]) -> Target:
    def target(octets: bytes) -> None:
        walk = PageWalk(listing, BASE)
        with suppress(EndpointError):
            while walk.request is not None:
                walk.take(octets)

    return target


def refusal(octets: bytes) -> None:
    exchange = Exchange(
        dexatel.messages().request(BASE), Patience(), codes=CODES, now=lambda: 0.0, chance=lambda: 0.0
    )
    head = octets[:60].decode("latin-1")
    with suppress(EndpointError):
        for status in (429, 302, 400):
            exchange.take(Received(status, {"retry-after": head, "location": head}, octets))


def key_file(octets: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:  # for its owner alone
        file.write(octets)
        file.flush()
        with suppress(ApiKeyError):
            keys_of(api("sendblue").credentials, path=file.name, environment=dict(os.environ))


def address(octets: bytes) -> None:
    with suppress(CallError):
        checked_url(octets.decode("utf-8", "replace")[:200])


TARGETS: Final[tuple[Target, ...]] = (
    walk_of(dexatel.messages()),
    walk_of(wavix.messages(type="outbound")),
    walk_of(sendblue.messages()),
    refusal,
    key_file,
    address,
)


def seeds() -> list[bytes]:
    """Return the example answers of the OpenAPI files, and a key file and an address."""
    corpus = [
        b'SENDBLUE_API_API_KEY=a\nexport SENDBLUE_API_API_SECRET="b"\n',
        b"https://user:x@a.example:1/b?c",
    ]
    for name in ("dexatel", "sendblue", "wavix"):
        for operations in api(name).document["paths"].values():
            for operation in operations.values():
                for response in operation["responses"].values():
                    content = response.get("content", {}).get("application/json", {})
                    corpus += [
                        json.dumps(given["value"]).encode() for given in content.get("examples", {}).values()
                    ]
    return [bytes([number]) + octets for octets in corpus for number in range(len(TARGETS))]


def fuzz(octets: bytes) -> None:
    if octets:
        TARGETS[octets[0] % len(TARGETS)](octets[1:])
