"""The service over HTTP: its routes, its errors, its own document, and its stop."""

import json
import socket
import threading
from collections.abc import Callable
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

import segmenter
from segmenter.serve.openapi import document
from segmenter.serve.operations import OPERATIONS, Knowledge
from tests.serve.services import Service, running

pytestmark = pytest.mark.xdist_group("serve")

DOCUMENT = document(Knowledge.of())
POSTED = [path for path, methods in DOCUMENT["paths"].items() if "post" in methods]


def test_texts_are_counted(service: Service) -> None:
    answer = service.ask("/count", {"texts": ["It’s here", "hi"]})
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json == {"results": [segmenter.count(text).as_dict() for text in ("It’s here", "hi")]}


def test_it_listens_on_this_machine_alone(service: Service) -> None:
    assert service.url.startswith("http://127.0.0.1:")


def test_any_content_type_is_taken_for_json(service: Service) -> None:
    for kind in (
        {},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "application/json; charset=utf-8"},
    ):
        assert service.ask("/count", {"texts": ["hi"]}, headers=kind).status == 200


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("/count", b'{"texts": [', 400, "line 1, column 12: not JSON: Expecting value"),
        ("/count", b"\xff", 400, "the body is not UTF-8 at octet 0"),
        ("/count", b"", 400, "not JSON"),
        ("/count", b"[" * 100_000, 400, "nested too deeply"),
        ("/count", b'{"texts": [], "texts": []}', 400, "texts is given twice in its object"),
        ("/count", b'{"texts": "hi"}', 422, "texts is 'hi'; it must be a list"),
        ("/count", b'{"texts": ["a", 3]}', 422, "texts[1] is 3; it must be a text"),
        ("/count", b'{"texts": [], "polcy": {}}', 422, "polcy is not known"),
        ("/count", b'{"texts": [], "policy": {"without": "a"}}', 422, "policy.without 'a' is a letter"),
        ("/count", b"3", 422, "is 3; it must be an object"),
        ("/price", b'{"texts": ["hi"]}', 422, "rates are missing"),
        ("/sms/1/preview", b'{"text": "\\ud800"}', 422, "U+D800 at index 0"),
        ("/nowhere", b"{}", 404, "there is no /nowhere"),
    ],
)
def test_a_wrong_request_is_a_located_problem(
    service: Service, path: str, body: bytes, status: int, words: str
) -> None:
    answer = service.ask(path, body)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.json["detail"]
    assert answer.json["status"] == status


def test_another_method_is_a_problem_that_names_the_right_one(service: Service) -> None:
    answer = service.ask("/count")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    assert answer.json["detail"] == "GET is not answered here; use POST"


def test_a_compressed_body_is_refused(service: Service) -> None:
    answer = service.ask("/count", b"\x1f\x8b", headers={"content-encoding": "gzip"})
    assert (answer.status, answer.json["detail"]) == (415, "the body is compressed; send it as it is")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_limit_is_refused_and_the_service_goes_on(chunked: bool) -> None:
    with running("--body-limit", "1") as small:
        connection = small.connect()
        octets = b" " * 1025
        connection.request("POST", "/count", iter([octets]) if chunked else octets, encode_chunked=chunked)
        response = connection.getresponse()
        assert response.status == 413
        assert "larger than 1,024 octets" in json.loads(response.read())["detail"]
        connection.close()
        assert small.ask("/count", {"texts": ["hi"]}).status == 200


def test_health_is_told(service: Service) -> None:
    assert service.ask("/health").json == {"status": "ok", "version": segmenter.__version__}


def test_card_and_profile_are_read_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text("price,currency\n0.05,EUR\n")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.segmenter.profiles.ours]\nextends = "twilio"\nsuffix = " Reply STOP"\n'
    )
    with running("--rates", "rates.csv", "--profile", "ours", cwd=tmp_path) as team:
        assert team.ask("/count", {"texts": ["hi"]}).json["results"][0]["units"] == 13
        assert team.ask("/count", {"texts": ["hi"], "profile": "twilio"}).json["results"][0]["units"] == 2
        assert team.ask("/price", {"texts": ["hi"]}).json["results"][0]["expected"]["amount"] == "0.05"


# Its own document


def test_the_document_is_served(service: Service) -> None:
    assert service.ask("/openapi.json").json == DOCUMENT


def test_every_result_has_the_schema_of_the_command() -> None:
    from segmenter.report.schemas import schema_named

    schemas = DOCUMENT["components"]["schemas"]
    for operation in OPERATIONS.values():
        own = schema_named(operation.result)
        own = own.get("$defs", {}).get(operation.result, own)
        assert schemas[operation.result]["properties"].keys() == own["properties"].keys()
    assert "$defs" not in json.dumps(DOCUMENT)
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


_MEANT = (
    "policy",
    "rates",
    "variables",
    "default",
    "country",
    "recipient",
    "mcc",
    "mnc",
    "volume",
    "the request",
)
"""Keys whose values may look right and mean nothing: a currency that there is not, a length over another."""


def _drawn(
    service: Service, path: str, mode: GenerationMode, check: Callable[[Any], None], examples: int
) -> None:
    """Check requests drawn from the service's own document."""
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.config.update(base_url=service.url)
    operation = schema[path]["POST"]
    phases = [Phase.explicit, Phase.generate]

    @given(operation.as_strategy(generation_mode=mode))
    @settings(max_examples=examples, phases=phases, deadline=None, suppress_health_check=list(HealthCheck))
    def checked(case: Any) -> None:
        check(case)

    checked()


@pytest.mark.parametrize("path", POSTED)
def test_what_the_document_allows_is_answered_as_it_says(service: Service, path: str) -> None:
    def check(case: Any) -> None:
        response = case.call()
        case.validate_response(response, excluded_checks=[positive_data_acceptance])
        if response.status_code != 200:
            assert response.status_code == 422
            assert path == "/sms/1/preview" or response.json()["key"].startswith(_MEANT), response.json()

    _drawn(service, path, GenerationMode.POSITIVE, check, 12)


@pytest.mark.parametrize("path", POSTED)
def test_what_the_document_forbids_is_refused_as_it_says(service: Service, path: str) -> None:
    def check(case: Any) -> None:
        response = case.call()
        # Schemathesis 4.32.5 takes 413 for an acceptance: a list of one item too many can be a large body.
        excluded = [negative_data_rejection] if response.status_code == 413 else []
        case.validate_response(response, excluded_checks=excluded)

    _drawn(service, path, GenerationMode.NEGATIVE, check, 12)


# Load and stop


def _ask_until_refused(service: Service, tally: list[int], begun: threading.Event) -> None:
    """Send requests over one connection after the other; count those sent and those answered."""
    connection: HTTPConnection | None = None
    for number in range(100_000):
        text = "x" * (number % 400)
        try:
            if connection is None:
                connection = service.connect()
                connection.connect()
        except OSError:  # nobody listens any more: this one was not sent
            return
        tally[0] += 1
        connection.request("POST", "/count", json.dumps({"texts": [text]}).encode())
        try:
            response = connection.getresponse()
        except (RemoteDisconnected, ConnectionError):
            connection.close()
            return  # sent and not answered: the tally shows it
        results = json.loads(response.read())["results"]
        tally[1] += results == [segmenter.count(text).as_dict()]
        if number == 20:
            begun.set()
        if response.will_close:
            connection.close()
            connection = None


def test_every_request_is_answered_and_none_is_lost_at_a_stop() -> None:
    with running() as loaded:
        tallies = [[0, 0] for _ in range(8)]
        events = [threading.Event() for _ in tallies]
        threads = [
            threading.Thread(target=_ask_until_refused, args=(loaded, tally, event))
            for tally, event in zip(tallies, events, strict=True)
        ]
        for thread in threads:
            thread.start()
        for event in events:
            assert event.wait(600)
        code, _, errors = loaded.end()
        for thread in threads:
            thread.join()
        assert (code, errors) == (0, "")
        sent, answered = map(sum, zip(*tallies, strict=True))
        assert sent == answered > 8 * 20


def test_nothing_that_was_sent_is_logged() -> None:
    with running() as quiet:
        quiet.ask("/count", {"texts": ["a secret"]})
        quiet.ask("/count", {"texts": "a secret"})
        quiet.ask("/split", {"texts": ["a secret\ud800"]})
        _, out, errors = quiet.end()
        assert "secret" not in out + errors


def test_a_small_answer_does_not_wait_for_an_acknowledgement() -> None:
    # asyncio looks at the protocol of the socket that listens, and leaves Nagle's algorithm on without it.
    from segmenter.serve import server

    with server._opened("127.0.0.1", 0) as opened:
        assert opened.proto == socket.IPPROTO_TCP
