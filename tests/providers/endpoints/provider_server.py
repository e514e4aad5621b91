"""A server on loopback that answers as a provider's OpenAPI file says, and misbehaves when it is asked to.

Routes, keys, parameters and paging come from the file alone; it must not know the code that it tests.
"""

import gzip
import json
import re
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

import segmenter

FILES = Path(segmenter.__file__).parent / "providers" / "endpoints" / "openapi"
KEYS = {
    "DEXATEL_API_KEY": "dx-KEY/0123456789abcdef",
    "WAVIX_API_KEY": "wx-KEY/0123456789abcdef",
    "SENDBLUE_API_API_KEY": "sb-KEY/0123456789abcdef",
    "SENDBLUE_API_API_SECRET": "sb-SECRET/fedcba9876543210",
}
"""Keys that the server takes, by environment variable; none may be found anywhere else."""


class Seen(NamedTuple):
    """A request that arrived."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes


Trick = Callable[["Handler"], bool]
"""Does something with a request; says whether the usual answer is still to be given."""


def document(provider: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FILES / f"{provider}.json").read_text("utf-8"))
    return loaded


def example(content: Mapping[str, Any]) -> Any:
    return next(iter(content["application/json"]["examples"].values()))["value"]


class ProviderServer(ThreadingHTTPServer):
    """The provider, with `size` objects in each of its lists.

    Attributes:
        seen: the requests that arrived.
        tricks: what is done with the next requests, one after the other; `None` for nothing.
        always: what is done with every request.
    """

    daemon_threads = True

    def __init__(self, provider: str, size: int = 0) -> None:
        self.document = document(provider)
        self.size = size
        self.page_size = 3
        self.seen: list[Seen] = []
        self.tricks: list[Trick | None] = []
        self.always: Trick | None = None
        self.deleted: set[str] = set()
        self._routes = [
            (re.compile(re.sub(r"\\{\w+\\}", "([^/]+)", re.escape(path))), path, operations)
            for path, operations in self.document["paths"].items()
        ]
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: clients are killed, and cut connections, on purpose."""

    def route(self, method: str, path: str) -> tuple[Mapping[str, Any] | None, str, int]:
        """Return the operation of a path, what stands in its braces, and the status where there is none."""
        for pattern, _, operations in self._routes:
            if match := pattern.fullmatch(path):
                operation = operations.get(method.lower())
                return operation, unquote(next(iter(match.groups()), "")), 0 if operation else 405
        return None, "", 404

    def authorised(self, headers: Mapping[str, str]) -> bool:
        schemes = self.document["components"]["securitySchemes"]
        for name in self.document["security"][0]:
            scheme = schemes[name]
            key = KEYS[scheme["x-environment"]]
            if scheme["type"] == "http":
                given, wanted = headers.get("authorization"), f"{scheme['scheme'].capitalize()} {key}"
            else:
                given, wanted = headers.get(scheme["name"].lower()), key
            if given != wanted:
                return False
        return True

    def objects(self, operation: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return all objects of a list: its example, with identifiers that differ."""
        paging = operation["x-paging"]
        (first, *_) = example(operation["responses"]["200"]["content"])[paging["items"]]
        key = next(name for name in ("id", "message_id", "message_handle") if name in first)
        made = [{**first, key: f"{operation['operationId']}-{number:04}"} for number in range(self.size)]
        return [made_object for made_object in made if made_object[key] not in self.deleted]

    def page(self, operation: Mapping[str, Any], query: Mapping[str, list[str]]) -> dict[str, Any]:
        """Return the page that a query asks for, in the form that the file describes."""
        paging = operation["x-paging"]
        asked = query.get(paging["parameter"], [""])[0]
        size = next((int(query[name][0]) for name in ("limit", "page_size") if name in query), self.page_size)
        form = paging["form"]
        start = {
            "token": lambda: int(asked.removeprefix("after/") or 0),
            "page": lambda: (int(asked or 1) - 1) * size,
            "offset": lambda: int(asked or 0),
        }[form]()
        whole = self.objects(operation)
        here = whole[start : start + size]
        end = start + len(here)
        page = dict(example(operation["responses"]["200"]["content"]))
        page[paging["items"]] = here
        if form == "token":
            links = dict.fromkeys(("first", "current", "previous", "next"))
            links["next"] = (
                f"/v1/messages?page_size={size}&page_token=after%2F{end}" if end < len(whole) else None
            )
            page["pagination"] = {
                "number": start // size + 1,
                "size": size,
                "total": len(whole),
                "links": links,
            }
        elif form == "page":
            pages = -(-len(whole) // size)
            page["pagination"] = {
                "current_page": start // size + 1,
                "per_page": size,
                "total": len(whole),
                "total_pages": pages,
            }
        else:
            more = end < len(whole)
            page["pagination"] = {"hasMore": more, "limit": len(here), "offset": start, "total": len(whole)}
        return page


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: ProviderServer
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one piece: the second of two would wait for the client's acknowledgement

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        """Write nothing."""

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.query = parse_qs(parts.query, keep_blank_values=True)
        self.server.seen.append(Seen(self.command, parts.path, self.query, headers, body))
        trick = self.server.tricks.pop(0) if self.server.tricks else None
        if (trick and not trick(self)) or (self.server.always and not self.server.always(self)):
            return
        self.usual(parts.path, headers, body)

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815  # the names that the standard library calls

    def usual(self, path: str, headers: Mapping[str, str], body: bytes) -> None:
        operation, inner, status = self.server.route(self.command, path)
        if operation is None:
            return self.send(status, {"message": "no such path or method"})
        if not self.server.authorised(headers):
            return self.send(401, {"error": {"message": "unauthorized"}})
        problem = wrong_parameter(operation, self.query)
        if problem:
            return self.send(400, {"error": problem})
        if "requestBody" in operation:
            sent = json.loads(body)
            answer = example(operation["responses"]["2XX"]["content"])
            return self.send(200 if sent else 400, answer)
        if "204" in operation["responses"]:
            if inner in self.server.deleted:
                return self.send(404, {"errors": [{"code": 1501}]})
            self.server.deleted.add(inner)
            return self.send(204, None)
        if "x-paging" in operation:
            return self.send(200, self.server.page(operation, self.query))
        answer = json.loads(json.dumps(example(operation["responses"]["200"]["content"])))
        message = answer.get("data", answer)
        message["message_handle"] = inner or self.query["handle"][0]
        return self.send(200, answer)

    def send(self, status: int, value: Any, headers: Mapping[str, str] | None = None) -> None:
        octets = b"" if value is None else json.dumps(value, ensure_ascii=False).encode()
        self.send_octets(status, octets, {"content-type": "application/json", **(headers or {})})

    def send_octets(self, status: int, octets: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204 and "content-length" not in headers:
            self.send_header("content-length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)
        self.wfile.flush()


def wrong_parameter(operation: Mapping[str, Any], query: Mapping[str, Sequence[str]]) -> str:
    parameters = [given for given in operation.get("parameters", []) if given["in"] == "query"]
    known = {given["name"]: given for given in parameters}
    for name, values in query.items():
        if name not in known:
            return f"no parameter {name}"
        schema = known[name]["schema"]
        if "enum" in schema and values[0] not in schema["enum"]:
            return f"{name} may not be {values[0]}"
        if schema.get("type") == "integer" and not values[0].isdecimal():
            return f"{name} is not a number"
    return next(
        (f"{name} is missing" for name, given in known.items() if given["required"] and name not in query), ""
    )


# Misbehaviour


def fails(status: int, value: Any = None, **headers: str) -> Trick:
    """Answer with an error."""
    named = {name.replace("_", "-"): words for name, words in headers.items()}

    def trick(handler: Handler) -> bool:
        handler.send(status, value or {"message": "no"}, named)
        return False

    return trick


def cuts(handler: Handler) -> bool:
    """Promise more octets than are sent, and close the connection."""
    handler.close_connection = True
    handler.send_octets(200, b'{"data": [', {"content-type": "application/json", "content-length": "1000"})
    handler.connection.shutdown(2)
    return False


def answers(octets: bytes, **headers: str) -> Trick:
    """Answer with these octets."""
    named = {name.replace("_", "-"): words for name, words in headers.items()}

    def trick(handler: Handler) -> bool:
        handler.send_octets(200, octets, {"content-type": "application/json", **named})
        return False

    return trick


def compresses(handler: Handler) -> bool:
    """Answer as usual, compressed with gzip."""
    operation, _, _ = handler.server.route(handler.command, urlsplit(handler.path).path)
    assert operation is not None
    octets = json.dumps(handler.server.page(operation, handler.query)).encode()
    return answers(gzip.compress(octets), content_encoding="gzip")(handler)


def endless(handler: Handler) -> bool:
    """Send a body that never ends, until the client has had enough."""
    handler.close_connection = True
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * (1 << 20))


def drips(until: threading.Event) -> Trick:
    """Send the first octets of a body, and then one more whenever the client's clock is looked at."""

    def trick(handler: Handler) -> bool:
        handler.close_connection = True
        handler.send_response(200)
        handler.send_header("content-type", "application/json")
        handler.end_headers()
        while not until.is_set():
            handler.wfile.write(b" ")
            handler.wfile.flush()
            until.wait(0.01)
        return False

    return trick


@contextmanager
def serving(
    provider: str, size: int = 0, *, certificate: ssl.SSLContext | None = None
) -> Iterator[ProviderServer]:
    """Start the server in a thread, and stop it."""
    server = ProviderServer(provider, size)
    if certificate is not None:
        server.socket = certificate.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
