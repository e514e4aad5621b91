"""Clients against a server on loopback that answers as the documents say, and misbehaves on request."""

import asyncio
import gzip
import json
import logging
import ssl
import threading
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import trustme

from segmenter.providers.endpoints import (
    AsyncEndpointClient,
    Call,
    CallError,
    EndpointClient,
    EndpointError,
    Listing,
    Patience,
    dexatel,
    sendblue,
    wavix,
)
from segmenter.providers.endpoints import client as client_module
from segmenter.providers.records import RecordError
from tests.providers.endpoints.provider_server import (
    KEYS,
    ProviderServer,
    Trick,
    answers,
    compresses,
    cuts,
    document,
    drips,
    endless,
    example,
    fails,
    serving,
)

LISTS: dict[str, Listing[Any]] = {
    "dexatel": dexatel.messages(direction="MT"),
    "sendblue": sendblue.messages(is_outbound="true"),
    "wavix": wavix.messages(type="outbound"),
}
SLOW = 60.0  # seconds: nothing here takes them, however busy the machine


class Runner:
    """One kind of client, with the same methods for both.

    Attributes:
        waits: seconds that it waited, none of them really.
    """

    def __init__(self, server: ProviderServer, *, asynchronous: bool, **settings: Any) -> None:
        self._asynchronous = asynchronous
        self._name = next(name for name in LISTS if document(name) == server.document)
        self.waits: list[float] = []
        self._settings = {
            "base_url": server.url,
            "keys": KEYS,
            "chance": lambda: 1.0,
            "seconds": SLOW,
            **settings,
        }

    def _run(
        self, do_sync: Callable[[EndpointClient], Any], do_async: Callable[[AsyncEndpointClient], Any]
    ) -> Any:
        if not self._asynchronous:
            with EndpointClient(self._name, sleep=self.waits.append, **self._settings) as client:
                return do_sync(client)

        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)

        async def run() -> Any:
            async with AsyncEndpointClient(self._name, sleep=sleep, **self._settings) as client:
                return await do_async(client)

        return asyncio.run(run())

    def records(self, listing: Listing[Any]) -> list[Any]:
        async def collect(client: AsyncEndpointClient) -> list[Any]:
            return [record async for record in client.records(listing)]

        return list(self._run(lambda client: list(client.records(listing)), collect))

    def pages(self, listing: Listing[Any]) -> list[Any]:
        async def collect(client: AsyncEndpointClient) -> list[Any]:
            return [page async for page in client.pages(listing)]

        return list(self._run(lambda client: list(client.pages(listing)), collect))

    def answer(self, call: Call[Any]) -> tuple[Any, ...]:
        answer: tuple[Any, ...] = self._run(
            lambda client: client.answer(call), lambda client: client.answer(call)
        )
        return answer


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def asynchronous(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def wavix_server() -> Iterator[ProviderServer]:
    with serving("wavix", 7) as server:
        yield server


# As the documents say


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("size", [0, 1, 3, 4, 7])
def test_every_record_of_every_page_arrives_once(name: str, size: int, asynchronous: bool) -> None:
    with serving(name, size) as server:
        records = Runner(server, asynchronous=asynchronous).records(LISTS[name])
        assert [record.id for record in records] == [f"messages-{number:04}" for number in range(size)]
        assert {record.provider for record in records} <= {name}
        assert len(server.seen) == max(1, -(-size // 3))


def test_campaigns_arrive_as_campaigns(asynchronous: bool) -> None:
    with serving("dexatel", 4) as server:
        records = Runner(server, asynchronous=asynchronous).records(dexatel.campaigns(channel="SMS"))
    assert [record.name for record in records] == ["November offer"] * 4


@pytest.mark.parametrize("name", LISTS)
def test_a_page_is_kept_as_it_came(name: str, asynchronous: bool) -> None:
    with serving(name, 2) as server:
        (page,) = Runner(server, asynchronous=asynchronous).pages(LISTS[name])
        assert (
            json.loads(page.octets)
            == page.document
            == server.page(document(name)["paths"][server.seen[0].path]["get"], server.seen[0].query)
        )


@pytest.mark.parametrize("name", LISTS)
def test_keys_go_in_the_documented_headers_and_nowhere_else(name: str, asynchronous: bool) -> None:
    with serving(name, 1) as server:
        Runner(server, asynchronous=asynchronous).records(LISTS[name])
        (seen,) = server.seen
    wanted = {
        "dexatel": {"x-dexatel-key": KEYS["DEXATEL_API_KEY"]},
        "sendblue": {
            "sb-api-key-id": KEYS["SENDBLUE_API_API_KEY"],
            "sb-api-secret-key": KEYS["SENDBLUE_API_API_SECRET"],
        },
        "wavix": {"authorization": f"Bearer {KEYS['WAVIX_API_KEY']}"},
    }[name]
    held = {
        key: value for key, value in seen.headers.items() if any(secret in value for secret in KEYS.values())
    }
    assert held == wanted
    assert not any(secret in repr((seen.path, seen.query, seen.body)) for secret in KEYS.values())


def test_one_message_and_its_status_are_records(asynchronous: bool) -> None:
    with serving("sendblue") as server:
        runner = Runner(server, asynchronous=asynchronous)
        (message,) = runner.answer(sendblue.message("h/1 ☃"))
        (status,) = runner.answer(sendblue.status("h2"))
    assert (message.id, message.was_downgraded) == ("h/1 ☃", True)
    assert (status.id, status.status) == ("h2", "SENT")


def test_a_message_is_sent_and_the_answer_is_a_record(asynchronous: bool) -> None:
    with serving("sendblue") as server:
        (sent,) = Runner(server, asynchronous=asynchronous).answer(
            sendblue.send(number="+15550100002", content="Hi ☕")
        )
        (seen,) = server.seen
    assert sent.status == "QUEUED"
    assert json.loads(seen.body) == {"number": "+15550100002", "content": "Hi ☕"}
    assert seen.headers["content-type"] == "application/json"


def test_a_message_is_deleted(asynchronous: bool) -> None:
    with serving("dexatel", 2) as server:
        runner = Runner(server, asynchronous=asynchronous)
        assert runner.answer(dexatel.delete_message("messages-0001")) == ()
        assert [record.id for record in runner.records(dexatel.messages())] == ["messages-0000"]


def test_a_page_that_is_compressed_is_read(asynchronous: bool, wavix_server: ProviderServer) -> None:
    wavix_server.always = compresses
    assert len(Runner(wavix_server, asynchronous=asynchronous).records(LISTS["wavix"])) == 7


# Refusals


def test_a_refusal_says_what_the_provider_said(asynchronous: bool) -> None:
    with serving("dexatel") as server:
        runner = Runner(server, asynchronous=asynchronous)
        server.deleted.add("x")
        with pytest.raises(EndpointError) as caught:
            runner.answer(dexatel.delete_message("x"))
    error = caught.value
    assert (error.status, error.code, error.attempts, error.uncertain) == (404, 1501, 1, False)
    assert str(error) == (
        f"DELETE {server.url}/v1/messages/x: HTTP 404 Not Found: 1501 Message is not found; "
        "check the address and the identifier"
    )
    assert isinstance(error, OSError)


def test_wrong_keys_are_a_refusal(asynchronous: bool, wavix_server: ProviderServer) -> None:
    wrong = {"WAVIX_API_KEY": "another-key-0123456789"}
    with pytest.raises(EndpointError, match="HTTP 401 Unauthorized: unauthorized; check the keys"):
        Runner(wavix_server, asynchronous=asynchronous, keys=wrong).records(LISTS["wavix"])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(status: int, asynchronous: bool, wavix_server: ProviderServer) -> None:
    with serving("wavix") as other:
        wavix_server.always = fails(status, location=f"{other.url}/v3/messages?type=outbound")
        with pytest.raises(
            EndpointError, match=rf"HTTP {status}, a redirect to http://127.0.0.1, which is never"
        ):
            Runner(wavix_server, asynchronous=asynchronous).records(LISTS["wavix"])
        assert other.seen == []
    assert len(wavix_server.seen) == 1


@pytest.mark.parametrize("location", ["https://[a]]", "//", "?", "https://a.example:x"])
def test_a_redirect_to_what_is_no_address_is_an_error_too(
    location: str, wavix_server: ProviderServer
) -> None:
    wavix_server.always = fails(302, location=location)
    with pytest.raises(EndpointError, match="HTTP 302, a redirect"):
        Runner(wavix_server, asynchronous=False).records(LISTS["wavix"])


def test_a_call_of_another_provider_is_not_sent(asynchronous: bool, wavix_server: ProviderServer) -> None:
    with pytest.raises(CallError, match="the call is one of dexatel, and this client is for wavix"):
        Runner(wavix_server, asynchronous=asynchronous).answer(dexatel.delete_message("x"))
    assert wavix_server.seen == []


# Misbehaviour


@pytest.mark.parametrize(
    "trick", [fails(429), fails(500), fails(503), cuts], ids=["429", "500", "503", "cut"]
)
def test_a_read_is_repeated_after_a_growing_wait(
    trick: Trick, asynchronous: bool, wavix_server: ProviderServer
) -> None:
    runner = Runner(wavix_server, asynchronous=asynchronous)
    wavix_server.tricks = [None, trick, trick]
    assert len(runner.records(LISTS["wavix"])) == 7
    assert runner.waits == [0.5, 1.0]
    assert [seen.query.get("page", ["1"])[0] for seen in wavix_server.seen] == ["1", "2", "2", "2", "3"]


def test_retry_after_is_obeyed(asynchronous: bool, wavix_server: ProviderServer) -> None:
    runner = Runner(wavix_server, asynchronous=asynchronous, now=lambda: 784111740.0)
    wavix_server.tricks = [
        fails(429, retry_after="120"),
        fails(503, retry_after="Sun, 06 Nov 1994 08:50:00 GMT"),
        fails(429, retry_after="soon"),
    ]
    assert len(runner.records(LISTS["wavix"])) == 7
    assert runner.waits == [120.0, 60.0, 2.0]


def test_a_provider_that_asks_for_too_long_a_wait_is_not_waited_for(
    asynchronous: bool, wavix_server: ProviderServer
) -> None:
    runner = Runner(wavix_server, asynchronous=asynchronous)
    wavix_server.tricks = [fails(429, retry_after="3600")]
    with pytest.raises(EndpointError, match="asks to wait 3,600 s; run again after that") as caught:
        runner.records(LISTS["wavix"])
    assert (caught.value.retry_after, caught.value.status, runner.waits) == (3600.0, 429, [])


def test_each_wait_is_announced_before_it_begins(asynchronous: bool, wavix_server: ProviderServer) -> None:
    told: list[Any] = []
    runner = Runner(wavix_server, asynchronous=asynchronous, on_wait=told.append)
    wavix_server.tricks = [fails(500)]
    runner.records(LISTS["wavix"])
    assert [(wait.seconds, wait.problem) for wait in told] == [(0.5, "HTTP 500 Internal Server Error: no")]


@pytest.mark.parametrize(("trick", "words"), [(fails(500), "HTTP 500"), (cuts, "the connection broke")])
def test_attempts_come_to_an_end(
    trick: Trick, words: str, asynchronous: bool, wavix_server: ProviderServer
) -> None:
    wavix_server.always = trick
    runner = Runner(wavix_server, asynchronous=asynchronous, patience=Patience(attempts=3))
    with pytest.raises(EndpointError, match=words) as caught:
        runner.records(LISTS["wavix"])
    assert (caught.value.attempts, len(wavix_server.seen), len(runner.waits)) == (3, 3, 2)


@pytest.mark.parametrize("trick", [fails(429), fails(500), fails(503, retry_after="1"), cuts])
def test_a_message_is_never_sent_twice(trick: Trick, asynchronous: bool) -> None:
    with serving("sendblue") as server:
        server.always = trick
        runner = Runner(server, asynchronous=asynchronous)
        with pytest.raises(EndpointError):
            runner.answer(sendblue.send(number="+15550100002", content="Hi"))
        assert (len(server.seen), runner.waits) == (1, [])


def test_a_send_without_an_answer_says_that_nobody_knows(asynchronous: bool) -> None:
    with serving("sendblue") as server:
        server.always = cuts
        with pytest.raises(EndpointError, match="not known whether the message was sent") as caught:
            Runner(server, asynchronous=asynchronous).answer(
                sendblue.send(number="+15550100002", content="Hi")
            )
        assert caught.value.uncertain


def test_a_delete_is_repeated(asynchronous: bool) -> None:
    with serving("dexatel") as server:
        server.tricks = [fails(503)]
        assert Runner(server, asynchronous=asynchronous).answer(dexatel.delete_message("x")) == ()
        assert [seen.method for seen in server.seen] == ["DELETE", "DELETE"]


def test_a_body_that_never_ends_is_given_up(
    asynchronous: bool, wavix_server: ProviderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "ANSWER_OCTETS", 3 << 20)
    wavix_server.always = endless
    with pytest.raises(EndpointError, match="the answer is larger than 3 MiB; ask for smaller pages"):
        Runner(wavix_server, asynchronous=asynchronous).records(LISTS["wavix"])
    assert len(wavix_server.seen) == 1


def test_a_body_that_grows_when_it_is_decompressed_is_given_up(
    asynchronous: bool, wavix_server: ProviderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "ANSWER_OCTETS", 3 << 20)
    wavix_server.always = answers(gzip.compress(b" " * (8 << 20)), content_encoding="gzip")
    with pytest.raises(EndpointError, match="larger than 3 MiB"):
        Runner(wavix_server, asynchronous=asynchronous).records(LISTS["wavix"])


def test_a_body_that_drips_is_given_up(asynchronous: bool, wavix_server: ProviderServer) -> None:
    done = threading.Event()
    wavix_server.always = drips(done)
    clock = map(float, count(step=10))  # each look at the clock is ten seconds later
    runner = Runner(
        wavix_server,
        asynchronous=asynchronous,
        clock=clock.__next__,
        patience=Patience(attempts=1),
        seconds=55.0,
    )
    with pytest.raises(EndpointError, match="no whole answer within 55 s"):
        runner.records(LISTS["wavix"])
    done.set()


def test_what_is_not_gzip_is_not_read_as_if_it_were(asynchronous: bool, wavix_server: ProviderServer) -> None:
    wavix_server.always = answers(b'{"items": []}', content_encoding="gzip")
    runner = Runner(wavix_server, asynchronous=asynchronous, patience=Patience(attempts=2))
    with pytest.raises(EndpointError, match="cannot be decompressed"):
        runner.records(LISTS["wavix"])


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (b"<html>down</html>", "not JSON"),
        (b'{"items": "none"}', "items is 'none', not an array"),
        (
            b'{"items": [], "pagination": {"current_page": 1, "total_pages": "2"}}',
            "total_pages is '2', not a count",
        ),
        (b"", "not JSON"),
        (b'{"items": [{}]', "not JSON"),
    ],
)
def test_an_answer_of_another_type_is_an_error(
    octets: bytes, words: str, asynchronous: bool, wavix_server: ProviderServer
) -> None:
    wavix_server.always = answers(octets)
    with pytest.raises(EndpointError, match=words):
        Runner(wavix_server, asynchronous=asynchronous).records(LISTS["wavix"])
    assert len(wavix_server.seen) == 1


def test_a_page_that_comes_again_is_an_error(asynchronous: bool, wavix_server: ProviderServer) -> None:
    content = document("wavix")["paths"]["/v3/messages"]["get"]["responses"]["200"]["content"]
    page = example(content)
    page["pagination"]["total_pages"] = 9
    wavix_server.always = answers(json.dumps(page).encode())
    with pytest.raises(EndpointError, match="current_page is 1, and page 2 was asked for"):
        Runner(wavix_server, asynchronous=asynchronous).records(LISTS["wavix"])


def test_a_token_that_comes_again_is_an_error(asynchronous: bool) -> None:
    with serving("dexatel") as server:
        server.always = answers(b'{"data": [{"id": "a"}], "pagination": {"links": {"next": "again"}}}')
        with pytest.raises(EndpointError, match="the same pages for ever"):
            Runner(server, asynchronous=asynchronous).records(LISTS["dexatel"])
        assert len(server.seen) == 2


def test_a_record_that_cannot_be_read_is_an_error_with_its_key(
    asynchronous: bool, wavix_server: ProviderServer
) -> None:
    page = b'{"items": [{"message_id": 1}], "pagination": {"current_page": 1, "total_pages": 1}}'
    wavix_server.always = answers(page)
    with pytest.raises(RecordError, match="message_id"):
        Runner(wavix_server, asynchronous=asynchronous).records(LISTS["wavix"])


def test_nobody_there_is_an_error(asynchronous: bool) -> None:
    with serving("wavix") as server:
        pass
    runner = Runner(server, asynchronous=asynchronous, patience=Patience(attempts=2))
    with pytest.raises(EndpointError, match=r"no connection.*\(2 attempts\)") as caught:
        runner.records(LISTS["wavix"])
    assert not caught.value.uncertain


# Certificates


def certified(authority: trustme.CA, host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_a_certificate_of_the_right_host_is_accepted(asynchronous: bool) -> None:
    authority = trustme.CA()
    with serving("wavix", 4, certificate=certified(authority, "127.0.0.1")) as server:
        url = server.url.replace("http:", "https:")
        runner = Runner(server, asynchronous=asynchronous, base_url=url, certificates=trusting(authority))
        assert len(runner.records(LISTS["wavix"])) == 4


@pytest.mark.parametrize(
    ("host", "trusted", "words"),
    [
        ("api.example", True, "IP address mismatch"),
        ("127.0.0.1", False, "unable to get local issuer|self-signed"),
    ],
)
def test_a_certificate_that_does_not_match_is_refused(
    host: str, trusted: bool, words: str, asynchronous: bool
) -> None:
    authority = trustme.CA()
    with serving("wavix", 4, certificate=certified(authority, host)) as server:
        url = server.url.replace("http:", "https:")
        trust = {"certificates": trusting(authority)} if trusted else {}
        runner = Runner(server, asynchronous=asynchronous, base_url=url, **trust)
        with pytest.raises(
            EndpointError, match=rf"certificate is refused: .*({words}).*the keys were not sent"
        ):
            runner.records(LISTS["wavix"])
        assert (server.seen, runner.waits) == ([], [])


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://api.wavix.com", "does not encrypt the keys"),
        ("http://127.0.0.1.evil.example", "does not encrypt the keys"),
        ("ftp://127.0.0.1", "not an address for requests"),
        ("https://a.example?x=1", "not an address for requests"),
        ("a.example", "not an address for requests"),
        ("https://", "not an address for requests"),
        ("https://a.example:x", "not an address"),
        ("https://[", "not an address"),
        ("https://me:secret-0123@a.example", "holds a user or a password"),
    ],
)
def test_keys_are_sent_to_no_such_address(url: str, words: str) -> None:
    with pytest.raises(CallError, match=words) as caught:
        EndpointClient("wavix", base_url=url, keys=KEYS)
    assert "secret-0123" not in str(caught.value)


def test_a_proxy_of_the_environment_sees_no_request_that_is_not_encrypted(
    asynchronous: bool, wavix_server: ProviderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving("wavix") as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert len(Runner(wavix_server, asynchronous=asynchronous).records(LISTS["wavix"])) == 7
        assert proxy.seen == []


# Keys are nowhere


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "trick", [None, fails(401), fails(500), fails(302, location="https://b.example"), cuts]
)
def test_no_key_is_in_a_log_or_an_error_or_its_traceback(
    name: str, trick: Trick | None, asynchronous: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(name, 4) as server:
        server.always = trick
        try:
            Runner(server, asynchronous=asynchronous, patience=Patience(attempts=2)).records(LISTS[name])
            shown = ""
        except EndpointError as error:
            shown = everything(error)
    assert bool(shown) == bool(trick)
    assert len(caplog.records) > 5  # the HTTP library does log
    for key in KEYS.values():
        assert key not in shown
        assert key not in caplog.text


def everything(error: BaseException) -> str:
    """Return what a tool could print of an error: its traceback with every variable but our own."""
    texts = []
    whole: BaseException | None = error
    while whole is not None:
        frames = whole.__traceback__
        while frames is not None:
            variables = frames.tb_frame.f_locals
            if frames.tb_frame.f_code.co_filename != __file__:
                texts.append(repr(variables))
            frames = frames.tb_next
        texts += [*traceback.format_exception_only(whole), repr(vars(whole)), repr(whole)]
        whole = whole.__cause__ or whole.__context__
    return "\n".join(texts)


@pytest.mark.parametrize("asked", ["message", "pages"])
def test_a_key_that_the_provider_sends_back_is_removed(asked: str, asynchronous: bool) -> None:
    key = KEYS["SENDBLUE_API_API_SECRET"]
    with serving("sendblue") as server:
        echo = answers(json.dumps({"data": [{"message_handle": "a", "content": f"key {key}"}]}).encode())
        server.tricks = [echo, answers(b'{"data": []}')]
        runner = Runner(server, asynchronous=asynchronous)
        if asked == "pages":
            shown = repr(runner.pages(LISTS["sendblue"]))
        else:
            shown = repr(runner.answer(sendblue.message("a")))
    assert "key [key removed]" in shown
    assert key not in shown


def test_a_key_in_a_refusal_is_removed(asynchronous: bool, wavix_server: ProviderServer) -> None:
    key = KEYS["WAVIX_API_KEY"]
    wavix_server.always = fails(403, {"message": f"{key} is not allowed"}, x_key=key)
    with pytest.raises(EndpointError, match=r"HTTP 403 Forbidden: \[key removed\] is not allowed"):
        Runner(wavix_server, asynchronous=asynchronous).records(LISTS["wavix"])


def test_one_pool_carries_all_requests(wavix_server: ProviderServer) -> None:
    ports: list[int] = []

    def note(handler: Any) -> bool:
        ports.append(handler.client_address[1])
        return True

    wavix_server.always = note
    with EndpointClient("wavix", base_url=wavix_server.url, keys=KEYS) as client:
        for _ in range(3):
            assert len(list(client.records(LISTS["wavix"]))) == 7
    assert len(ports) == 9
    assert len(set(ports)) == 1


def test_pages_are_asked_for_only_when_they_are_wanted(wavix_server: ProviderServer) -> None:
    with EndpointClient("wavix", base_url=wavix_server.url, keys=KEYS) as client:
        pages = client.pages(LISTS["wavix"])
        assert next(pages).number == 1
        assert len(wavix_server.seen) == 1


def test_keys_come_from_the_environment_unless_they_are_given(
    wavix_server: ProviderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAVIX_API_KEY", KEYS["WAVIX_API_KEY"])
    with EndpointClient("wavix", base_url=wavix_server.url) as client:
        assert len(list(client.records(LISTS["wavix"]))) == 7


def test_the_library_is_imported_only_for_a_client(tmp_path: Path) -> None:
    import subprocess
    import sys

    program = (
        "import sys, segmenter.providers.endpoints as e\n"
        "e.wavix.messages(type='outbound').request('https://a.example'); e.EndpointClient, e.fetch\n"
        "print(sorted({'httpx2', 'httpx', 'anyio', 'h11'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"[]\n"
