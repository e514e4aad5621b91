"""Typed variables of DLT portals bound their values by themselves."""

import pytest

from segmenter import TemplateValuesError
from segmenter.templates import Variable, bounds, parse


@pytest.mark.parametrize("tag", ["numeric", "number", "alphanumeric", "url", "urlott", "cbn", "email"])
def test_a_typed_placeholder_needs_no_variable(tag: str) -> None:
    result = bounds(parse(f"Pay {{#{tag}#}} now", syntax="dlt"), {})
    assert result.most.count.encoding.value == "GSM-7"
    assert result.most.segments == 1


def test_an_untyped_one_still_needs_one() -> None:
    with pytest.raises(TemplateValuesError):
        bounds(parse("Pay {#var#}", syntax="dlt"), {})


def test_digits_take_a_septet_each_and_30_or_40_of_them_may_come() -> None:
    template = parse("{#numeric#}", syntax="dlt")
    assert bounds(template, {}).most.count.units == 30
    assert bounds(template, {}, default=Variable(longest=40)).most.count.units == 40
    assert bounds(template, {"1": Variable(longest=5, alphabet="digits")}).most.count.units == 5
