"""Our requests are those of the providers' own SDKs, run against the same server.

What the documents leave out (hosts, key headers, parameters) comes from these versions.
"""

import inspect
import json
from collections.abc import Iterator
from typing import Any

import pytest

from segmenter.providers.endpoints import Call, EndpointClient, api, sendblue, wavix
from tests.providers.endpoints.provider_server import KEYS, ProviderServer, Seen, serving

sendblue_sdk = pytest.importorskip("sendblue_api")
wavix_sdk = pytest.importorskip("wavix")

SENDBLUE_HEADERS = ("sb-api-key-id", "sb-api-secret-key", "authorization")


@pytest.fixture
def sendblue_server() -> Iterator[ProviderServer]:
    with serving("sendblue", 2) as server:
        yield server


def theirs(server: ProviderServer) -> Any:
    return sendblue_sdk.SendblueAPI(
        api_key=KEYS["SENDBLUE_API_API_KEY"], api_secret=KEYS["SENDBLUE_API_API_SECRET"], base_url=server.url
    )


def essence(seen: Seen) -> tuple[object, ...]:
    """Return what of a request means something to the provider."""
    headers = {name: value for name, value in seen.headers.items() if name in SENDBLUE_HEADERS}
    return seen.method, seen.path, seen.query, headers, json.loads(seen.body or b"null")


def ours(server: ProviderServer, name: str, call: Call[Any]) -> tuple[object, ...]:
    with EndpointClient(name, base_url=server.url, keys=KEYS) as client:
        client.receive(call.request(client.base_url), call)
    return essence(server.seen[-1])


def test_the_sdks_are_the_versions_that_the_files_name() -> None:
    from importlib.metadata import version

    assert version("sendblue") in api("sendblue").base_url_source
    assert version("wavix-python-sdk") in api("wavix").base_url_source


def test_the_address_and_the_variables_of_sendblue_are_those_of_its_sdk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for credential in api("sendblue").credentials:
        monkeypatch.setenv(credential.variable, "from the environment")
    client = sendblue_sdk.SendblueAPI()
    with client:
        assert str(client.base_url).rstrip("/") == api("sendblue").base_url
        assert client.auth_headers == {
            credential.header: "from the environment" for credential in api("sendblue").credentials
        }


def test_the_address_of_wavix_is_that_of_its_sdk() -> None:
    from wavix.environment import WavixEnvironment

    assert WavixEnvironment.DEFAULT.value == api("wavix").base_url


@pytest.mark.parametrize(
    ("name", "method"), [("messages", "list"), ("send", "send"), ("status", "get_status")]
)
def test_the_parameters_of_sendblue_are_those_of_its_sdk(name: str, method: str) -> None:
    from sendblue_api.resources.messages import MessagesResource

    parameters = {
        parameter
        for parameter in inspect.signature(getattr(MessagesResource, method)).parameters
        if parameter not in ("self", "timeout") and not parameter.startswith("extra_")
    }
    assert parameters == {given.name for given in api("sendblue").endpoints[name].inputs}


FILTERS: dict[str, Any] = {
    "is_outbound": "true",
    "created_at_gte": "2026-11-01T00:00:00Z",
    "number": "+15550100002",
    "limit": 2,
    "order_by": "createdAt",
    "order_direction": "asc",
}
MESSAGE: dict[str, Any] = {
    "number": "+15550100002",
    "content": "See you at 8 ☕",
    "reply_to": {"message_handle": "a1"},
    "send_style": "loud",
}


def test_a_list_of_sendblue_is_asked_for_as_its_sdk_does(sendblue_server: ProviderServer) -> None:
    with theirs(sendblue_server) as client:
        client.messages.list(**FILTERS)
    assert essence(sendblue_server.seen[-1]) == ours(
        sendblue_server, "sendblue", sendblue.messages(**FILTERS)
    )


def test_one_message_and_its_status_are_asked_for_as_the_sdk_does(
    sendblue_server: ProviderServer,
) -> None:
    with theirs(sendblue_server) as client:
        client.messages.retrieve("a/1")
        message = essence(sendblue_server.seen[-1])
        client.messages.get_status(handle="a/1")
        status = essence(sendblue_server.seen[-1])
    assert message == ours(sendblue_server, "sendblue", sendblue.message("a/1"))
    assert status == ours(sendblue_server, "sendblue", sendblue.status("a/1"))


def test_a_message_is_sent_to_sendblue_as_its_sdk_does(sendblue_server: ProviderServer) -> None:
    with theirs(sendblue_server) as client:
        client.messages.send(**MESSAGE)
    assert essence(sendblue_server.seen[-1]) == ours(sendblue_server, "sendblue", sendblue.send(**MESSAGE))


def test_wavix_is_asked_and_told_as_its_sdk_does() -> None:
    import datetime

    import httpx

    with serving("wavix", 2) as server, httpx.Client() as http:
        client = wavix_sdk.Wavix(token=KEYS["WAVIX_API_KEY"], base_url=server.url, httpx_client=http)
        messages = client.sms_and_mms.messages
        messages.list(type="outbound", sent_after=datetime.date(2026, 11, 1), from_="Acme", per_page=100)
        listed = essence(server.seen[-1])
        body = wavix_sdk.MessageBody(text="Hi", media=None)
        messages.with_raw_response.send(from_="Acme", to="447700900123", message_body=body, validity=60)
        sent = essence(server.seen[-1])
        assert listed == ours(
            server, "wavix", wavix.messages(type="outbound", sent_after="2026-11-01", from_="Acme")
        )
        call = wavix.send(
            from_="Acme", to="447700900123", message_body={"text": "Hi", "media": None}, validity=60
        )
        assert sent == ours(server, "wavix", call)


def test_the_parameters_of_wavix_are_those_of_its_sdk() -> None:
    from wavix.sms_and_mms.messages.client import MessagesClient

    for name, method in (("messages", "list"), ("send", "send")):
        parameters = set(inspect.signature(getattr(MessagesClient, method)).parameters) - {
            "self",
            "request_options",
        }
        assert {name.removesuffix("_") for name in parameters} == {
            given.name for given in api("wavix").endpoints[name].inputs
        }
