"""Feeds the endpoints with broken answers, key files and addresses, and reports undocumented errors.

    python -m fuzz.endpoints --seconds 60 --only wavix refusal

Starts from answers that are right, and changes octets and JSON values as the audit's target does. The seed is
printed, so that a run can be repeated.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from fuzz.running import run
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
from tests.audit.broken import mutated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fuzz.running import Target

BASE = "https://a.example"
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


TARGETS: dict[str, Target] = {
    "dexatel": walk_of(dexatel.messages()),
    "wavix": walk_of(wavix.messages(type="outbound")),
    "sendblue": walk_of(sendblue.messages()),
    "refusal": refusal,
    "keys": key_file,
    "address": address,
}


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
    return corpus


def main(arguments: Sequence[str] | None = None) -> int:
    return run(__doc__ or "", TARGETS, seeds(), mutated, arguments)


if __name__ == "__main__":
    sys.exit(main())
