"""What each operation answers is what the library answers, as its `as_dict` has it."""

import json
from typing import Any

import pytest

import segmenter
from segmenter.core.policy import Policy
from segmenter.pricing import Rate, RateCard
from segmenter.providers import profile
from segmenter.serve.errors import RequestError
from segmenter.serve.operations import OPERATIONS, Knowledge
from segmenter.templates import Variable, bounds

TEXTS = ["", "hi", "It’s “late”", "ş" * 80, "[" * 153 + "€", "👍" * 60]
KNOWN = Knowledge.of()


def results(operation: str, known: Knowledge = KNOWN, **asked: Any) -> list[Any]:
    """Answer a request as the service does."""
    found = OPERATIONS[operation]
    return [json.loads(result) for result in found.answer(known, found.request.read(asked))]


def test_no_text_has_no_result() -> None:
    assert results("count", texts=[]) == []


def test_counts_are_the_librarys() -> None:
    assert results("count", texts=TEXTS) == [segmenter.count(text).as_dict() for text in TEXTS]


def test_splits_are_the_librarys() -> None:
    assert results("split", texts=TEXTS) == [segmenter.segment(text).as_dict() for text in TEXTS]


def test_explanations_are_the_librarys() -> None:
    assert results("explain", texts=TEXTS) == [segmenter.explain(text).as_dict() for text in TEXTS]


def test_a_policy_is_read_from_the_names_of_its_fields() -> None:
    policy = {
        "encodings": ["ucs2"],
        "boundary": "grapheme cluster",
        "reference_width": "SIXTEEN_BITS",
        "extra_elements": [{"identifier": 5, "data": "23f00000"}],
    }
    meant = Policy(
        encodings=("UCS-2",),
        boundary="grapheme cluster",
        reference_width=16,
        extra_elements=((5, bytes.fromhex("23f00000")),),
    )
    assert results("count", texts=TEXTS, policy=policy) == [
        segmenter.count(text, policy=meant).as_dict() for text in TEXTS
    ]


def test_a_language_is_named_as_in_results() -> None:
    result = results("count", texts=["ş" * 80], policy={"single_shifts": ["TURKISH"]})[0]
    assert (result["encoding"], result["single_shift"]) == ("GSM-7", "TURKISH")


def test_a_profile_prepares_the_text_and_brings_its_policy() -> None:
    dexatel = profile("gov-uk-notify")
    texts = ["Ŵ it’s", "  x  "]
    assert results("count", texts=texts, profile="gov-uk-notify") == [
        segmenter.count(dexatel.prepared(text), policy=dexatel.policy).as_dict() for text in texts
    ]


def test_the_usual_profile_holds_where_none_is_named() -> None:
    usual = Knowledge.of(usual=profile("twilio-toll-free"))
    texts = ["x" * 400]
    expected = segmenter.count(texts[0], policy=profile("twilio-toll-free").policy).as_dict()
    assert results("count", usual, texts=texts) == [expected]


@pytest.mark.parametrize("name", ["twilo", "../profiles.toml", "/etc/passwd", "x.toml"])
def test_the_name_of_a_profile_never_leads_to_a_file(name: str) -> None:
    with pytest.raises(RequestError, match="there is no such profile"):
        results("count", texts=["hi"], profile=name)


def test_a_text_that_cannot_be_sent_says_why_in_its_place() -> None:
    answered = results("count", texts=["hi", "a\ud800", "ho"])
    assert answered[0] == answered[2] == segmenter.count("hi").as_dict()
    error = answered[1]["error"]
    assert (error["index"], error["code_point"]) == (1, 0xD800)
    assert error["message"].startswith("U+D800 at index 1 is half of a surrogate pair")


def test_too_many_segments_are_an_error_in_place() -> None:
    assert results("split", texts=["x" * 40_000])[0]["error"]["segments"] == 262


def test_substitution_goes_as_far_as_asked() -> None:
    text = "Zażółć – „gęślą”"
    assert results("substitute", texts=[text], level="letters", mode="always")[0] == (
        segmenter.substitute(text, level="letters", mode="always").as_dict()
    )


def test_an_unknown_language_of_substitution_names_its_key() -> None:
    with pytest.raises(RequestError, match=r"languages\[0\] is 'xx'; it must be one of"):
        results("substitute", texts=["x"], level="language", languages=["xx"])


def test_texts_and_messages_are_validated_alike() -> None:
    by_text = results("validate", texts=["a" * 1025], channel="whatsapp")
    by_message = results("validate", messages=[{"channel": "whatsapp", "text": "a" * 1025}])
    expected = segmenter.validate(segmenter.OutboundMessage(channel="whatsapp", text="a" * 1025)).as_dict()
    assert by_text == by_message == [expected]


def test_a_malformed_message_has_findings() -> None:
    result = results("validate", messages=[{"channel": "fax"}, 3, {"text": 5}])
    assert [one["findings"][0]["rule"] for one in result] == ["SEG201", "SEG001", "SEG001"]


@pytest.mark.parametrize("asked", [{}, {"texts": [], "messages": []}])
def test_either_texts_or_messages_are_given(asked: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match="give one of them"):
        results("validate", **asked)


def test_the_range_of_a_template_is_the_librarys() -> None:
    variables = {"name": {"longest": 30, "alphabet": "gsm7"}, "code": {"shortest": 6, "longest": 6}}
    text = "Hi {name}, your code is {code}"
    meant = {"name": Variable(longest=30, alphabet="gsm7"), "code": Variable(shortest=6, longest=6)}
    assert results("template", texts=[text], variables=variables) == [bounds(text, meant).as_dict()]


def test_templates_share_variables_and_need_not_have_all() -> None:
    variables = {"name": {"longest": 30}, "code": {"longest": 6}}
    ranges = results("template", texts=["Hi {name}", "Code {code}"], variables=variables)
    assert [list(found["variables"]) for found in ranges] == [["name"], ["code"]]


def test_a_variable_of_no_template_is_an_error() -> None:
    with pytest.raises(RequestError, match=r"variables\.nmae is not a placeholder .* did you mean name"):
        results("template", texts=["Hi {name}"], variables={"nmae": {"longest": 3}}, default={"longest": 3})


def test_a_malformed_template_says_so_in_its_place() -> None:
    answered = results("template", texts=["Hi {name", "Hi"], default={"longest": 3})
    assert "is never closed" in answered[0]["error"]["message"]
    assert answered[1]["most"]["segments"] == 1


def test_a_wrong_variable_is_located() -> None:
    with pytest.raises(RequestError) as caught:
        results("template", texts=["{a}"], variables={"a": {"longest": "3"}})
    assert caught.value.key == "variables.a.longest"


CARD = RateCard([Rate(price="0.04", currency="EUR", country="GB")])


def test_a_price_comes_from_the_services_card() -> None:
    quoted = results("price", Knowledge.of(rates=CARD), texts=["It’s " * 20], country="GB")
    assert quoted == [segmenter.quote("It’s " * 20, rates=CARD, country="GB").as_dict()]
    assert quoted[0]["expected"]["amount"] == "0.08"


def test_a_price_comes_from_rates_in_the_request() -> None:
    rates = [{"price": "0.04", "currency": "EUR", "country": "GB"}]
    assert results("price", texts=["hi"], rates=rates, country="GB") == [
        segmenter.quote("hi", rates=CARD, country="GB").as_dict()
    ]


def test_no_card_and_no_rates_are_an_error() -> None:
    with pytest.raises(RequestError, match="rates are missing"):
        results("price", texts=["hi"])


def test_a_message_without_a_rate_says_so_in_its_place() -> None:
    answered = results("price", Knowledge.of(rates=CARD), texts=["hi"], country="FR")
    assert answered[0]["error"]["kind"] == "NoRateError"


def test_a_wrong_rate_is_located() -> None:
    with pytest.raises(segmenter.SegmenterError) as caught:
        results("price", texts=["hi"], rates=[{"price": "0,04", "currency": "EUR"}])
    assert caught.value.key == "rates[0].price"
