"""Values that callers build, as the body of a FastAPI route, a field of settings and a pydantic model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import (
    Boundary,
    Button,
    Channel,
    Count,
    Encoding,
    Explanation,
    InformationElement,
    MessageKind,
    Money,
    NationalLanguage,
    OutboundMessage,
    Policy,
    Profile,
    Quote,
    Rate,
    RateCard,
    ReferenceWidth,
    Validation,
    count,
    providers,
)
from segmenter.core.inputs import json_schema
from segmenter.providers import NamedProfile
from segmenter.templates import Alphabet, Variable

pydantic = pytest.importorskip("pydantic")
jsonschema = pytest.importorskip("jsonschema")

INPUTS = (Policy, InformationElement, OutboundMessage, Button, Variable, Rate, RateCard, Money)
TEXTS = st.text(max_size=8)


@cache
def adapter(kind: Any) -> Any:
    return pydantic.TypeAdapter(kind)


@cache
def schema_of(kind: Any) -> Any:
    return jsonschema.Draft202012Validator(json_schema(kind))


def problems(kind: Any, value: object) -> list[tuple[tuple[Any, ...], str]]:
    """Return the place and the words of each thing that pydantic reports."""
    with pytest.raises(pydantic.ValidationError) as caught:
        adapter(kind).validate_python(value)
    return [
        (problem["loc"], problem["msg"].removeprefix("Value error, ")) for problem in caught.value.errors()
    ]


def policies() -> st.SearchStrategy[Policy]:
    languages = st.frozensets(st.sampled_from(NationalLanguage), max_size=3)
    elements = st.tuples(st.sampled_from([0x05, 0x0A, 0xFF]), st.binary(max_size=9))
    return st.builds(
        Policy,
        encodings=st.lists(st.sampled_from(Encoding), min_size=1, unique=True),
        locking_shifts=languages,
        single_shifts=languages,
        boundary=st.sampled_from(Boundary),
        reference_width=st.sampled_from(ReferenceWidth),
        extra_elements=st.lists(elements, max_size=2),
        without=st.text("€§¤Ç\f", max_size=3),
        numbering=st.sampled_from(["", "({number}/{total})", "{text} {number}"]),
    )


def messages() -> st.SearchStrategy[OutboundMessage]:
    maybe, several = st.none() | TEXTS, st.lists(TEXTS, max_size=2)
    zones: Any = st.sampled_from([None, UTC, timezone(timedelta(hours=5, minutes=30))])
    return st.builds(
        OutboundMessage,
        channel=st.sampled_from(Channel),
        text=maybe,
        sender=maybe,
        recipients=several,
        button=st.none() | st.builds(Button, caption=maybe, url=maybe),
        variables=st.none() | several | st.dictionaries(TEXTS, TEXTS, max_size=2),
        schedule=st.none() | st.datetimes(min_value=datetime(1900, 1, 1), timezones=zones),
        kind=st.none() | st.sampled_from(MessageKind),
        cards=several,
    )


AMOUNTS = st.decimals(0, 10**6, allow_nan=False, places=4)


def rates() -> st.SearchStrategy[Rate]:
    columns: Any = {
        "price": st.none() | AMOUNTS,
        "currency": st.sampled_from(["EUR", "JPY"]),
        "channel": st.none() | st.sampled_from(Channel),
        "country": st.sampled_from([None, "GB"]),
        "mcc": st.sampled_from([None, "234"]),
        "fee": AMOUNTS,
        "valid_from": st.none() | st.dates(max_value=date(2020, 1, 1)),
        "valid_to": st.none() | st.dates(min_value=date(2020, 1, 1)),
        "tier_from": st.integers(0, 10**6),
    }
    return st.fixed_dictionaries(columns).map(lambda given: Rate(**given))


VALUES: dict[Any, st.SearchStrategy[Any]] = {
    Policy: policies(),
    InformationElement: st.builds(InformationElement, st.integers(0, 255), st.binary(max_size=5)),
    OutboundMessage: messages(),
    Button: st.builds(Button, caption=st.none() | TEXTS, url=st.none() | TEXTS),
    Variable: st.builds(
        Variable, shortest=st.integers(0, 5), longest=st.integers(5, 9), alphabet=st.sampled_from(Alphabet)
    ),
    Rate: rates(),
    RateCard: st.lists(rates(), min_size=1, max_size=3).map(RateCard),
    Money: st.decimals(-99, 99, allow_nan=False, places=3).map(lambda amount: Money(amount, "EUR")),
}


def same(one: Any, other: Any) -> bool:
    return bool(one.rates == other.rates if isinstance(one, RateCard) else one == other)


@pytest.mark.parametrize("kind", INPUTS)
@given(st.data())
def test_what_pydantic_writes_of_a_value_it_reads_back_as_the_same(kind: Any, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    values = adapter(kind)
    assert values.validate_python(value) is value
    written = values.dump_json(value)
    assert same(values.validate_json(written), value)
    assert same(values.validate_python(value.as_dict()), value)
    if kind in (Policy, Variable, Button, Money):
        assert kind(**value.as_dict()) == value
    assert json.loads(written) == value.as_dict()
    schema_of(kind).validate(value.as_dict())


@pytest.mark.parametrize("kind", INPUTS)
def test_the_json_schema_refuses_a_key_that_is_not_known_and_so_does_pydantic(kind: Any) -> None:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert adapter(kind).json_schema() == schema
    required = {name for name, _ in problems(kind, {"nothing": 1}) if name != ("nothing",)}
    assert {(name,) for name in schema["required"]} == required
    assert (("nothing",), "Extra inputs are not permitted") in problems(kind, {"nothing": 1})


@pytest.mark.parametrize(
    ("kind", "given", "place", "words"),
    [
        (
            Policy,
            {"encodings": ["gsm-8"]},
            ("encodings", 0),
            "'gsm-8' is not an Encoding; it is one of GSM-7",
        ),
        (Policy, {"encodings": "gsm-7"}, ("encodings",), "Input should be a valid list"),
        (Policy, {"encodings": []}, (), "encodings must name each allowed encoding once"),
        (Policy, {"boundary": None}, ("boundary",), "None is not a Boundary; it is one of code point"),
        (Policy, {"locking_shifts": ["xx"]}, ("locking_shifts", 0), "'xx' is not a NationalLanguage"),
        (Policy, {"without": "a"}, (), "without: 'a' is a letter or digit of ASCII"),
        (
            Policy,
            {"extra_elements": [{"identifier": 5, "data": "0"}]},
            ("extra_elements", 0, "data"),
            "octets",
        ),
        (Policy, "gsm-7", (), "Input should be a valid dictionary"),
        (OutboundMessage, {"channel": "fax"}, ("channel",), "'fax' is not a Channel; it is one of sms, mms"),
        (OutboundMessage, {"text": "Hi"}, ("channel",), "Field required"),
        (OutboundMessage, {"channel": "sms", "recipients": "1"}, ("recipients",), "should be a valid list"),
        (
            OutboundMessage,
            {"channel": "sms", "recipients": [1]},
            ("recipients", 0),
            "should be a valid string",
        ),
        (OutboundMessage, {"channel": "sms", "button": {"uri": "x"}}, ("button", "uri"), "not permitted"),
        (OutboundMessage, {"channel": "sms", "schedule": "x"}, ("schedule",), "should be a valid datetime"),
        (Variable, {"longest": "9"}, ("longest",), "should be a valid integer"),
        (Variable, {"longest": 1, "shortest": 2}, (), "shortest, 2, is more than longest, 1; exchange them"),
        (Rate, {"price": 0.1, "currency": "EUR"}, ("price",), "an amount must be a Decimal, an int or a str"),
        (Rate, {"price": "0,1", "currency": "EUR"}, ("price",), "'0,1': write digits with at most one point"),
        (Rate, {"price": "0.1", "currency": "euro"}, ("currency",), "it must be an ISO 4217 code"),
        (RateCard, {"rates": []}, (), "there are no rates; a rate card has at least one row"),
        (RateCard, {"rates": [{"price": "1"}]}, ("rates", 0, "currency"), "Field required"),
        (
            Money,
            {"amount": 0.1, "currency": "EUR"},
            ("amount",),
            "must be a Decimal, an int or a str, not float",
        ),
        (Money, {"amount": "1", "currency": "euro"}, (), "'euro' is not a currency"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_our_words(
    kind: Any, given: object, place: tuple[Any, ...], words: str
) -> None:
    ((found, message),) = problems(kind, given)
    assert (found, words in message) == (place, True), message


def test_choices_are_read_in_any_spelling_as_everywhere() -> None:
    policy = adapter(Policy).validate_json(
        '{"encodings": ["gsm_7"], "boundary": "WORD", "single_shifts": ["TR"]}'
    )
    expected = Policy(encodings=["GSM-7"], boundary="word", single_shifts=[NationalLanguage.TURKISH])
    assert policy == expected
    assert adapter(OutboundMessage).validate_python({"channel": "WhatsApp"}).channel is Channel.WHATSAPP


def test_a_profile_is_given_by_name_and_a_name_never_leads_to_a_file() -> None:
    named = adapter(NamedProfile)
    assert named.validate_python("twilio") is providers.profile("twilio")
    assert json.loads(named.dump_json(providers.profile("twilio"))) == "twilio"
    assert named.json_schema()["enum"] == [*providers.PROFILES]
    for wrong in ("twillio", "./x.toml", "/etc/passwd"):
        ((_, message),) = problems(NamedProfile, wrong)
        assert message.startswith(f"there is no profile {wrong!r}; the profiles are standard, aws")
    assert problems(NamedProfile, 5) == [((), "give the name of a profile, such as twilio")]


@pytest.mark.parametrize("kind", [Count, Quote, Validation, Profile, Explanation])
def test_a_result_as_input_is_refused_with_the_reason(kind: type) -> None:
    for given_value in ({"segments": 1}, "x", count("x").as_dict()):
        ((_, message),) = problems(kind, given_value)
        article = "an" if kind is Explanation else "a"
        assert message == (
            f"{article} {kind.__name__} is made by segmenter alone and is not read from JSON; "
            "read what it is made from, such as the text, and make it again"
        )


def test_a_fastapi_body_is_a_message_a_policy_and_a_profile() -> None:
    fastapi, testclient = pytest.importorskip("fastapi"), pytest.importorskip("fastapi.testclient")

    def check(
        message: Annotated[OutboundMessage, fastapi.Body()],
        profile: Annotated[NamedProfile, fastapi.Body()],
        policy: Annotated[Policy, fastapi.Body()] = Policy(),  # noqa: B008  # read-only
    ) -> Validation:
        return providers.validate(message, profile=profile, policy=policy)

    check.__annotations__ = {
        "message": Annotated[OutboundMessage, fastapi.Body()],
        "profile": Annotated[NamedProfile, fastapi.Body()],
        "policy": Annotated[Policy, fastapi.Body()],
        "return": Validation,
    }
    app = fastapi.FastAPI()
    app.post("/check")(check)
    client = testclient.TestClient(app)
    body: dict[str, Any] = {"message": {"channel": "SMS", "text": "Hi ☃"}, "profile": "twilio"}
    answer = client.post("/check", json=body)
    message = OutboundMessage(channel="sms", text="Hi ☃")
    assert answer.json() == providers.validate(message, profile="twilio").as_dict()
    wrong = client.post("/check", json=body | {"policy": {"encodings": ["gsm-8"]}, "profile": "twillio"})
    assert wrong.status_code == 422
    places = {tuple(problem["loc"]) for problem in wrong.json()["detail"]}
    assert places == {("body", "policy", "encodings", 0), ("body", "profile")}
    schema = client.get("/openapi.json").json()
    assert "capacity" not in json.dumps(schema)
    assert "OutboundMessage" in json.dumps(schema)


def test_a_field_of_settings_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    settings_library = pytest.importorskip("pydantic_settings")
    settings = pydantic.create_model(
        "Settings",
        __base__=settings_library.BaseSettings,
        sms_policy=(Policy, Policy()),
        sms_profile=(Annotated[NamedProfile, settings_library.NoDecode], providers.profile("standard")),
    )
    assert settings().sms_policy == Policy()
    monkeypatch.setenv("SMS_POLICY", '{"encodings": ["gsm-7"]}')
    monkeypatch.setenv("SMS_PROFILE", "telnyx")
    assert settings().sms_policy == Policy(encodings=[Encoding.GSM7])
    assert settings().sms_profile.name == "telnyx"
    monkeypatch.setenv("SMS_PROFILE", "telnix")
    with pytest.raises(pydantic.ValidationError, match=r"did you mean 'telnyx'\?"):
        settings()


def test_a_policy_takes_back_what_as_dict_returned_without_pydantic() -> None:
    policy = Policy(extra_elements=[(0x05, b"\x0b\x84")], without="€", locking_shifts=["tr"])
    assert Policy(**policy.as_dict()) == policy


def test_a_profile_shows_every_choice_of_its_policy() -> None:
    shown: Mapping[str, Any] = providers.profile("telnyx").as_dict()["policy"]
    assert shown == providers.profile("telnyx").policy.as_dict()
    assert "€" in shown["without"]


def test_an_exact_amount_stays_exact() -> None:
    rate = adapter(Rate).validate_python({"price": Decimal("0.04750"), "currency": "EUR"})
    assert adapter(Rate).dump_python(rate)["price"] == "0.04750"
