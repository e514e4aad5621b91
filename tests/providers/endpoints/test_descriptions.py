"""The OpenAPI files: valid, held to the documents word by word, and to the calls made of them."""

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate

from segmenter.providers import PROVIDERS, profile
from segmenter.providers.dexatel import CAMPAIGNS, PROFILE
from segmenter.providers.endpoints import dexatel, sendblue, wavix
from segmenter.providers.endpoints.descriptions import API_NAMES, Endpoint, api
from tests.providers.endpoints.provider_server import document
from tests.shared_data import folder, in_ci

MODULES = {"dexatel": dexatel, "sendblue": sendblue, "wavix": wavix}
ENDPOINTS = [(name, endpoint) for name in API_NAMES for endpoint in api(name).endpoints.values()]
EIGHT = {
    ("dexatel", "GET", "/v1/messages"),
    ("dexatel", "DELETE", "/v1/messages/{id}"),
    ("dexatel", "GET", "/v1/campaigns"),
    ("wavix", "GET", "/v3/messages"),
    ("sendblue", "GET", "/api/v2/messages"),
    ("sendblue", "GET", "/api/v2/messages/{message_id}"),
    ("sendblue", "POST", "/api/send-message"),
    ("sendblue", "GET", "/api/status"),
}
"""The methods of the documents in hand."""


def seed(start: str) -> str:
    """Return a document in hand, by the beginning of its name; skip where it is absent, or fail in CI."""
    documents = sorted((folder().parent / "seeds").glob(f"{start}*.txt"))
    if not documents:
        (pytest.fail if in_ci() else pytest.skip)(f"no document {start} beside the outside data")
    return documents[0].read_text("utf-8")


@pytest.mark.parametrize("name", API_NAMES)
def test_a_file_is_valid_openapi(name: str) -> None:
    validate(document(name))


def test_the_eight_methods_of_the_documents_are_there() -> None:
    described = {(name, endpoint.method, endpoint.path) for name, endpoint in ENDPOINTS}
    assert described >= EIGHT
    others = {
        (name, endpoint.name)
        for name, endpoint in ENDPOINTS
        if (name, endpoint.method, endpoint.path) not in EIGHT
    }
    assert others == {("dexatel", "send"), ("wavix", "send")}


def examples() -> Iterator[tuple[str, dict[str, Any], Any]]:
    for name in API_NAMES:
        whole = document(name)
        for operations in whole["paths"].values():
            for operation in operations.values():
                contents = [operation.get("requestBody", {}), *operation["responses"].values()]
                for content in filter(
                    None, [one.get("content", {}).get("application/json") for one in contents]
                ):
                    for each in content.get("examples", {}).values():
                        schema = {**content["schema"], "components": whole["components"]}
                        yield f"{name} {operation['operationId']}", schema, each["value"]


@pytest.mark.parametrize(("name", "schema", "value"), list(examples()))
def test_every_example_keeps_to_its_schema(name: str, schema: dict[str, Any], value: Any) -> None:
    jsonschema.Draft202012Validator(schema).validate(value)


def test_every_example_answer_is_read_into_records_without_a_problem() -> None:
    read = 0
    for name in API_NAMES:
        for operations in document(name)["paths"].values():
            for operation in operations.values():
                for response in operation["responses"].values():
                    for each in (
                        response.get("content", {}).get("application/json", {}).get("examples", {}).values()
                    ):
                        plan = PROVIDERS[name].record_plan(operation["x-records"])
                        records = plan.read(json.dumps(each["value"]))
                        read += len(records)
                        assert [record.problems for record in records] == [()] * len(records)
    assert read >= 9


# Held to the documents


@pytest.mark.parametrize(("start", "name"), [("000", "messages"), ("002", "campaigns")])
def test_every_parameter_of_dexatels_documents_is_described(start: str, name: str) -> None:
    text = seed(start)
    table = text.partition("Query parameters\n")[2].partition("Request Body")[0]
    assert {given.name for given in api("dexatel").endpoints[name].inputs} == {
        line.split()[0] for line in table.splitlines() if re.match(r"\S+ string ", line)
    }
    assert f"URL {api('dexatel').endpoints[name].path}\nMethod Type GET" in text


@pytest.mark.parametrize(("start", "schema"), [("000", "Message"), ("002", "Campaign")])
def test_every_field_of_dexatels_objects_is_described(start: str, schema: str) -> None:
    text = (
        seed(start)
        .partition("data object\nName Type")[2]
        .partition("button object\nName" if start == "000" else "pagination object\nName")[0]
    )
    fields = set(re.findall(r"^(\w+) (?:string|integer|object)\b", text, re.MULTILINE))
    assert fields == set(document("dexatel")["components"]["schemas"][schema]["properties"])


@pytest.mark.parametrize(
    ("start", "name", "words"),
    [
        ("000", "messages", PROFILE.words),
        ("001", "delete_message", PROFILE.words),
        ("002", "campaigns", CAMPAIGNS.words),
    ],
)
def test_every_error_code_of_dexatels_documents_is_described(
    start: str, name: str, words: dict[int, str]
) -> None:
    codes = {int(code): text for code, text in re.findall(r"^(1\d{3}) (.*)$", seed(start), re.MULTILINE)}
    described = api("dexatel").endpoints[name].codes
    assert set(codes) == set(described)
    assert dict(words) == dict(described)
    for code, text in codes.items():  # the document lost two names in '', and a line end at its end
        assert (
            described[code].replace("'data.to'", "''").replace("'data.channel'", "''").startswith(text[:20])
        )


def test_every_parameter_of_wavixs_document_is_described() -> None:
    text = seed("003").partition("Query Parameters\n")[2].partition("\nResponse\n")[0]
    blocks = re.findall(r"^(\w+)\n(string|enum<string>|integer<int32>)\n(required\n)?", text, re.MULTILINE)
    inputs = {given.name: given for given in api("wavix").endpoints["messages"].inputs}
    assert [name for name, _, _ in blocks] == list(inputs)
    for name, kind, required in blocks:
        assert inputs[name].required == bool(required)
        assert (inputs[name].schema["type"] == "integer") == kind.startswith("integer")
    options = text.partition("Available options:\n")[2].partition("\ntag\n")[0].replace(",", "").split()
    assert list(inputs["status"].choices) == options
    assert api("wavix").base_url in seed("003")


def test_the_example_of_wavix_is_the_documents_own() -> None:
    text = seed("003")
    written = json.loads(text[text.index("{") : text.index("\n}\n") + 2])
    content = document("wavix")["paths"]["/v3/messages"]["get"]["responses"]["200"]["content"]
    assert content["application/json"]["examples"]["document"]["value"] == written


def test_every_field_and_word_of_sendblues_models_is_described() -> None:
    text = seed("004")
    schemas = document("sendblue")["components"]["schemas"]
    models = {
        "MessageContent": text.partition("MessageContent object")[2].partition("MessageResponse object")[0],
        "MessageResponse": text.partition("MessageResponse object")[2].partition(
            "MessageListResponse object"
        )[0],
        "Message": text.partition("data: optional array of object")[2].partition("Whether there are more")[0],
    }
    for name, model in models.items():
        assert set(re.findall(r"^(\w+): optional ", model, re.MULTILINE)) == set(
            schemas[name]["properties"]
        ), name
        for field, property_ in schemas[name]["properties"].items():
            for word in property_.get("enum", ()):
                assert not word or f'"{word}"' in model, (name, field, word)
    for words in re.findall(r"GET(/\S+)|POST(/\S+)", text):
        assert "".join(words) in document("sendblue")["paths"]


def test_the_address_of_each_provider_names_its_source() -> None:
    assert {name: api(name).base_url for name in API_NAMES} == {
        "dexatel": "https://api.dexatel.com",
        "sendblue": "https://api.sendblue.co",
        "wavix": "https://api.wavix.com",
    }
    assert all(api(name).base_url_source for name in API_NAMES)


def test_the_send_styles_of_sendblue_are_those_of_its_profile() -> None:
    styles = next(given for given in api("sendblue").endpoints["send"].inputs if given.name == "send_style")
    assert set(styles.choices) == set(profile("sendblue").send_styles)


# Held to the calls


@pytest.mark.parametrize(("name", "endpoint"), ENDPOINTS, ids=lambda value: getattr(value, "name", value))
def test_a_call_has_the_parameters_of_its_endpoint(name: str, endpoint: Endpoint) -> None:
    signature = inspect.signature(getattr(MODULES[name], endpoint.name))
    assert {parameter.removesuffix("_") for parameter in signature.parameters} == {
        given.short_name for given in endpoint.inputs
    }
    required = {
        name for name, given in signature.parameters.items() if given.default is inspect.Parameter.empty
    }
    assert {name.removesuffix("_") for name in required} == {
        given.short_name for given in endpoint.inputs if given.required
    }


def test_every_list_says_how_its_pages_follow_each_other() -> None:
    lists = {
        (name, endpoint.name): endpoint.paging.form
        for name, endpoint in ENDPOINTS
        if endpoint.paging is not None
    }
    assert lists == {
        ("dexatel", "messages"): "token",
        ("dexatel", "campaigns"): "token",
        ("wavix", "messages"): "page",
        ("sendblue", "messages"): "offset",
    }


def test_a_provider_without_endpoints_is_an_error_that_names_those_with() -> None:
    with pytest.raises(LookupError, match="dexatel, sendblue, wavix"):
        api("twilio")
