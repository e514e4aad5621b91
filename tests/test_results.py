"""Results travel: `as_dict` is what the command prints and keeps to its schema; other libraries take it.

``python -m tests.test_results`` writes the schemas in the docs again.
"""

import copy
import dataclasses
import inspect
import json
import pickle
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmenter
from segmenter import (
    Channel,
    Count,
    Encoding,
    Message,
    NationalLanguage,
    OutboundMessage,
    Policy,
    campaign,
    count,
    explain,
    fit,
    pricing,
    providers,
    quote,
    segment,
    substitute,
    templates,
    validate,
)
from segmenter.catalogs import read
from segmenter.channels.findings import FileRun, Finding
from segmenter.core.results import plain
from segmenter.core.schemas import schema_of
from segmenter.lint.checking import Options
from segmenter.lint.checking import check as check_catalog
from segmenter.pricing.cards.checks import check as check_card
from segmenter.pricing.quotes.savings import savings
from segmenter.report.json_format import json_line
from segmenter.report.schemas import INPUTS, RESULTS, schema_named
from segmenter.templates import Variable, bounds, distribution
from tests.cli.runs import run
from tests.property.strategies import texts

SCHEMAS = Path(__file__).parent.parent / "docs" / "reference" / "schemas"
CARD = "channel,country,prefix,price,per,currency\nsms,GB,44,0.04,,EUR\nsms,DE,49,0.05,,EUR\n"
CARD += "sms,GB,44,9,month,EUR\n"
PEOPLE = [{"to": "+447700900123", "name": "Zoë’s"}, {"to": "+4915112345678", "name": "Bo"}, {"to": "x"}]
WAVIX_PAGE = """{"items": [{"message_id": "1", "charge": "0.0475", "status": "delivered", "segments": 1,
    "sent_at": "2026-11-01T10:00:00Z", "message_body": {"text": "Zoë", "media": ["https://a.example/b.png"]},
    "odd": {"deep": [1.5, null]}, "tag": 7}]}"""
MESSAGE = OutboundMessage(channel=Channel.VIBER, text="a" * 1001, image="https://a.example/b.png")


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cards") / "rates.csv"
    path.write_text(CARD)
    return path


def catalog_findings() -> tuple[Finding, ...]:
    catalog = read("fr.json", '{"a": "It’s"}'.encode())
    return check_catalog(catalog, options=Options(everything=True)).findings


def results(card: Path) -> Iterator[Any]:
    """Yield one or more of every result that has a schema."""
    rates = pricing.RateCard.load(card)
    for text in ("", "hi", "It’s here ☃ 👍🏽 " * 30, "Привет " * 12, "\u00a0"):
        yield count(text)
        yield segment(text)
        yield explain(text)
        yield substitute(text)
        yield quote(text, rates=rates, country="GB")
    yield explain("ş", policy=Policy(encodings=[Encoding.GSM7]))
    yield count("ş", policy=Policy(single_shifts={NationalLanguage.TURKISH}))
    yield pricing.compare("hi", rates=rates, country="GB", channels=["sms", "viber"])
    yield quote("hi", rates=rates, recipient="+447700900123", at=date(2026, 11, 22))
    variables = {"name": Variable(longest=30)}
    yield bounds("Hi {name}", variables)
    yield bounds(templates.parse("((name))((late?? – late))", syntax="notify"), variables)
    yield fit("Hi {name}", {"name": "Zoë " * 60}, segments=1, shorten=["name"])
    yield fit("Hi {name}, {end}", {"name": "Zoë", "end": "☃" * 70}, segments=1, shorten=[], optional=["end"])
    yield distribution("Hi {name}!", [*PEOPLE[:2], {}])
    for channel in Channel:
        yield validate(OutboundMessage(channel=channel, text="Hi ☃" * 300, sender="", recipients=["x"]))
    yield validate(MESSAGE, profile="dexatel", now=datetime(2026, 11, 22, tzinfo=UTC))
    yield from catalog_findings()
    yield from validate(MESSAGE).findings
    yield FileRun(catalog_findings(), (), ("fr.json",), 1, lambda _: True)
    yield from map(providers.profile, providers.PROFILES)
    yield campaign("Hi {name}", PEOPLE, rates=rates, segments_per_second=10)
    yield campaign("Hi", PEOPLE[:1], rates=rates, drop_duplicates=True)
    yield check_card(card)
    yield from audits()
    yield from providers.wavix.read_messages(WAVIX_PAGE)
    yield from providers.dexatel.read_campaigns({"data": [{"id": "48e2", "status": "failed", "more": 1}]})


def audits() -> Iterator[Any]:
    """Yield audits with differences of every kind, and one of the differences."""
    bodies = [("a" * 306, 3, "0.12"), ("Hi", 1, "0.4"), ("Привет", 1, "0.04"), ("It’s " * 20, 1, "0.04")]
    items = [
        {"message_id": str(number), "message_body": {"text": text}, "segments": segments, "charge": charge}
        | {"to": "447700900123", "status": "undelivered", "submitted_at": "2026-11-01T00:00:00Z"}
        for number, (text, segments, charge) in enumerate(bodies)
    ]
    records = providers.wavix.read_messages({"items": [*items, items[0]]})
    rates = pricing.RateCard([pricing.Rate(price="0.04", currency="USD")])
    for charges in (None, segmenter.audit.Charges(rates)):
        done = segmenter.audit.audit_records(records, provider="wavix", charges=charges)
        yield done
        yield from done.differences
    sent = [{"content": "Hi", "service": service, "is_outbound": True} for service in ("SMS", "iMessage")]
    yield segmenter.audit.audit_records(
        providers.sendblue.read_messages(sent), provider="sendblue", charges=segmenter.audit.Charges(rates)
    )


def test_every_result_is_in_the_law(card: Path) -> None:
    assert {type(result).__name__ for result in results(card)} == set(RESULTS)


def test_what_as_dict_returns_keeps_to_its_schema_and_to_json(card: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for result in results(card):
        fields = result.as_dict()
        assert json.loads(json.dumps(fields)) == fields, type(result)
        jsonschema.Draft202012Validator(schema_of(type(result))).validate(fields)


@given(texts())
def test_count_message_and_explanation_of_any_text_keep_to_their_schemas(text: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for function in (count, segment, explain, substitute):
        try:
            result = function(text)
        except segmenter.SegmenterError:
            continue
        jsonschema.Draft202012Validator(schema_of(type(result))).validate(result.as_dict())


@pytest.mark.parametrize("name", [*RESULTS, *INPUTS])
def test_a_schema_is_valid_and_refuses_what_is_not_in_it(name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = schema_named(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert not jsonschema.Draft202012Validator(schema).is_valid({"other": 1})


@pytest.mark.parametrize("name", [*RESULTS, *INPUTS])
def test_the_schema_in_the_docs_is_that_of_the_code(name: str) -> None:
    shown = (SCHEMAS / f"{name}.json").read_text("utf-8")
    assert shown == json_line(schema_named(name), indent=2), "run python -m tests.test_results"


def test_every_schema_in_the_docs_is_of_a_result_or_an_input() -> None:
    assert {path.stem for path in SCHEMAS.iterdir()} == {*RESULTS, *INPUTS}


# The law: as_dict() is the object that the command prints


def printed(*arguments: str, cwd: Path | None = None) -> Any:
    done = run(*arguments, "--format", "json", cwd=cwd)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("text", ["hi", "It’s here ☃", "Привет, мир! " * 9])
@pytest.mark.parametrize(
    ("command", "function"), [("count", count), ("split", segment), ("explain", explain), ("fix", substitute)]
)
def test_the_command_prints_as_dict(command: str, function: Callable[[str], Any], text: str) -> None:
    assert printed(command, text) == function(text).as_dict()


def test_template_validate_and_profiles_print_as_dict() -> None:
    template = printed("template", "Hi {name}", "--var", "name=1..30")
    assert template["range"] == bounds("Hi {name}", {"name": Variable(shortest=1, longest=30)}).as_dict()
    assert printed("validate", "--channel", "viber", "a" * 1001) == (
        validate(OutboundMessage(channel=Channel.VIBER, text="a" * 1001)).as_dict()
    )
    assert printed("profiles", "show", "dexatel") == providers.profile("dexatel").as_dict()


def test_price_campaign_and_checks_print_as_dict(tmp_path: Path) -> None:
    card = tmp_path / "rates.csv"
    card.write_text(CARD)
    (tmp_path / "people.csv").write_text("to,name\n+447700900123,Ann\nx,Bo\n")
    (tmp_path / "fr.json").write_text('{"a": "It’s"}', encoding="utf-8")
    rates, text, day = pricing.RateCard.load(card), "It’s here", date(2026, 11, 22)
    quoted = quote(text, rates=rates, country="GB", at=day)
    fields = json.loads(
        json.dumps(quoted.as_dict(savings(quoted, explain(text)))).replace(str(card), "rates.csv")
    )
    arguments = ("--rates", "rates.csv", "--at", "2026-11-22")
    assert printed("price", text, "--country", "GB", *arguments, cwd=tmp_path) == fields
    compared = pricing.compare(text, rates=rates, country="GB", at=day, channels=["sms", "viber"])
    shown = printed("price", text, "--compare", "sms,viber", "--country", "GB", *arguments, cwd=tmp_path)
    assert shown == json.loads(json.dumps(compared.as_dict()).replace(str(card), "rates.csv"))
    shown = printed("campaign", "Hi {name}", "--audience", "people.csv", *arguments, cwd=tmp_path)
    people = tmp_path / "people.csv"
    expected = campaign("Hi {name}", people, rates=rates, at=day).as_dict()
    assert shown == json.loads(json.dumps(expected).replace(f"{tmp_path}/", ""))
    (checked,) = printed("rates", "check", "rates.csv", cwd=tmp_path)
    assert checked == json.loads(json.dumps(check_card(card).as_dict()).replace(f"{tmp_path}/", ""))
    (found,) = printed("check", "--all", "fr.json", cwd=tmp_path)["findings"]
    (finding,) = catalog_findings()
    assert found == finding.as_dict()


def test_schema_prints_what_is_asked_for_and_lists_what_there_is() -> None:
    assert json.loads(run("schema", "COUNT").stdout) == schema_named("Count")
    assert json.loads(run("schema", "outbound-message").stdout) == schema_named("OutboundMessage")
    listed = [line.split()[0] for line in run("schema").stdout.decode().splitlines()]
    assert listed == [*RESULTS, *INPUTS]
    assert b"did you mean Policy?" in run("schema", "polizy").stderr
    done = run("schema", "nothing")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"there are Count, Message, Explanation" in done.stderr


# Other libraries


def test_pydantic_takes_a_result_as_it_is_and_writes_as_dict(card: Path) -> None:
    pydantic = pytest.importorskip("pydantic")
    for result in results(card):
        adapter = pydantic.TypeAdapter(type(result))
        assert adapter.validate_python(result) is result
        assert json.loads(adapter.dump_json(result)) == result.as_dict()
        assert adapter.dump_python(result) == result.as_dict()
        with pytest.raises(pydantic.ValidationError):
            adapter.validate_python("no result")


def test_pydantics_own_schema_of_a_result_accepts_it(card: Path) -> None:
    pydantic, jsonschema = pytest.importorskip("pydantic"), pytest.importorskip("jsonschema")
    for result in results(card):
        schema = pydantic.TypeAdapter(type(result)).json_schema(mode="serialization")
        jsonschema.Draft202012Validator(schema).validate(result.as_dict())


def test_a_model_may_have_a_result_as_a_field() -> None:
    pydantic = pytest.importorskip("pydantic")
    model = pydantic.create_model("Answer", count=(Count, ...), parts=(list[Message], ...))
    answer = model(count=count("hi"), parts=[segment("hi")])
    assert json.loads(answer.model_dump_json()) == {
        "count": count("hi").as_dict(),
        "parts": [segment("hi").as_dict()],
    }
    assert "count" in model.model_json_schema(mode="serialization")["properties"]


def returned(value: object, /) -> object:
    return value


def test_a_fastapi_route_answers_with_as_dict_and_documents_it(card: Path) -> None:
    fastapi, testclient = pytest.importorskip("fastapi"), pytest.importorskip("fastapi.testclient")
    app = fastapi.FastAPI()
    made = {type(result).__name__: result for result in results(card)}
    for name, result in made.items():
        cls: Any = type(result)
        app.get(f"/{name}", response_model=cls)(partial(returned, result))
        app.get(f"/many/{name}", response_model=list[cls])(partial(returned, [result]))
    client = testclient.TestClient(app)
    for name, result in made.items():
        assert client.get(f"/{name}").json() == result.as_dict(), name
        assert client.get(f"/many/{name}").json() == [result.as_dict()], name
    assert client.get("/openapi.json").status_code == 200


def test_msgspec_writes_and_reads_what_as_dict_returns(card: Path) -> None:
    msgspec = pytest.importorskip("msgspec")
    for result in results(card):
        assert msgspec.json.decode(msgspec.json.encode(result.as_dict())) == result.as_dict()


def test_nothing_of_other_libraries_is_imported() -> None:
    program = (
        "import sys, segmenter\n"
        "for name in segmenter.__all__: getattr(segmenter, name)\n"
        "segmenter.count('hi').as_dict(), segmenter.explain('☃').as_dict()\n"
        "print(sorted({'pydantic', 'pydantic_core', 'msgspec', 'fastapi'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"[]\n"


# One value, not a list


def test_a_message_is_the_sequence_of_its_segments() -> None:
    message = segment("x" * 200)
    assert len(message) == 2
    assert list(message) == list(message.segments) == list(reversed(list(reversed(message))))
    assert (message[0], message[-1], message[:1]) == (
        message.segments[0],
        message.segments[1],
        message.segments[:1],
    )
    assert message.segments[1] in message
    assert count("x") not in message  # type: ignore[comparison-overlap]  # the law
    assert message.index(message.segments[1]) == 1
    first, second = message
    assert first.text + second.text == message.text


@pytest.mark.parametrize("result", [count("hi"), validate(OutboundMessage(channel=Channel.SMS, text="hi"))])
def test_a_count_and_a_validation_refuse_to_be_gone_through(result: Any) -> None:
    for go_through in (iter, list, tuple, reversed, dict, lambda value: [*value]):
        with pytest.raises(TypeError, match=r"as_dict\(\)"):
            go_through(result)
    with pytest.raises(TypeError):
        json.dumps(result)


def test_they_are_copied_pickled_compared_and_hashed_as_before(card: Path) -> None:
    for result in results(card):
        if isinstance(result, FileRun) or getattr(result, "error", None) or getattr(result, "edits", None):
            continue  # it holds a function, an error that is equal to itself alone, or an entry of a catalog
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(result, protocol)) == result
        assert copy.copy(result) == copy.deepcopy(result) == result
    one, other = count("hi"), count("ho")
    assert one == other
    assert hash(one) == hash(other)
    assert one != count("hi!")
    assert one._replace(units=3).units == 3
    assert list(one._asdict()) == list(one._fields)
    assert segment("hi")._replace(text="ho").text == "ho"


# Type hints


def public_callables() -> Iterator[tuple[str, Any]]:
    """Yield every public function and class, and their public methods."""
    wire = __import__("segmenter.wire").wire
    for module in (segmenter, templates, pricing, providers, wire, providers.dexatel, providers.wavix):
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if not (inspect.isclass(value) or inspect.isfunction(value)):
                value = type(value)
            yield f"{module.__name__}.{name}", value
            for inner, method in vars(value).items() if inspect.isclass(value) else ():
                method = getattr(method, "__func__", getattr(method, "fget", method))
                if inspect.isfunction(method) and not inner.startswith("_"):
                    yield f"{module.__name__}.{name}.{inner}", method


def test_the_type_hints_of_everything_public_resolve() -> None:
    unresolved = {}
    for name, value in public_callables():
        if (value.__module__ or "").startswith("segmenter"):
            try:
                typing.get_type_hints(value)
            except NameError as error:
                unresolved[name] = str(error)
    assert unresolved == {}


# What becomes plain


def test_plain_values_are_as_they_are_and_others_as_json_can_hold_them() -> None:
    @dataclasses.dataclass
    class Odd:
        when: datetime
        parts: Mapping[int, bytes]

    odd = Odd(datetime(2026, 1, 2, tzinfo=UTC), {1: b"\x0a"})
    assert plain(odd) == {"when": "2026-01-02T00:00:00+00:00", "parts": {"1": "0a"}}
    assert plain(object).startswith("<class")


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner)))
def test_plain_of_plain_is_the_same(value: Any) -> None:
    assert plain(value) == value
    assert plain(plain(value)) == plain(value)


def write() -> None:
    SCHEMAS.mkdir(exist_ok=True)
    for name in (*RESULTS, *INPUTS):
        (SCHEMAS / f"{name}.json").write_text(json_line(schema_named(name), indent=2), "utf-8")


if __name__ == "__main__":
    write()


def test_half_a_surrogate_pair_in_a_result_does_not_break_pydantic() -> None:
    pydantic = pytest.importorskip("pydantic")
    explanation = explain("hi \ud83d")
    written = json.loads(pydantic.TypeAdapter(type(explanation)).dump_json(explanation))
    assert written["offenders"][0]["character"] == "\ufffd"
    assert written["offenders"][0]["name"] == "U+D83D"
    assert explanation.as_dict()["offenders"][0]["character"] == "\ud83d"


def test_what_is_no_profile_rate_or_pattern_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="profile must be a name or a Profile, not NoneType"):
        validate(OutboundMessage(channel="sms", text="x"), profile=None)  # type: ignore[arg-type]  # the point
    with pytest.raises(TypeError, match="a rate card takes Rates, not dict"):
        pricing.RateCard([{"price": "0.1"}])  # type: ignore[list-item]  # the point
    with pytest.raises(TypeError, match="keep takes regular expressions, not int"):
        substitute("x", keep=5)  # type: ignore[arg-type]  # the point
