"""Template strings of Python 3.14 are templates; older versions skip what they cannot write."""

import sys
from decimal import Decimal
from typing import Any

import pytest

from segmenter import Channel, OutboundMessage, fit, render, validate
from segmenter.errors import TemplateError, TemplateValuesError
from segmenter.templates import Variable, bounds
from segmenter.templates.template import as_template, is_template_string

NEW = sys.version_info >= (3, 14)
needs_314 = pytest.mark.skipif(not NEW, reason="template strings came with Python 3.14")


def template_string(source: str, **values: object) -> Any:
    return eval(f"t{source!r}", {}, values)  # no older version can compile the literal


def test_a_text_is_no_template_string() -> None:
    assert not is_template_string("Hi {name}")


@needs_314
def test_it_is_a_template_with_its_own_values() -> None:
    template = template_string("Hi {name}!", name="Ana")
    assert render(template) == "Hi Ana!"
    assert render(template, {"name": "Zoe"}) == "Hi Zoe!"
    result = bounds(template, {"name": Variable(longest=30, alphabet="gsm7")})
    assert result.most.count.units == 64


@needs_314
def test_braces_of_its_text_and_several_values_stand_in_order() -> None:
    template = template_string("{{{a}}} and {b}{a}", a="x{y}", b=2)
    assert render(template) == "{x{y}} and 2x{y}"
    assert as_template(template).names == ("a", "b")
    assert render(template_string("no value")) == "no value"


@needs_314
def test_a_format_and_a_conversion_are_applied() -> None:
    template = template_string("{price:.2f} {price!r} {price}", price=Decimal("4.5"))
    assert render(template) == "4.50 Decimal('4.5') 4.5"
    assert as_template(template).names == ("price:.2f", "price!r", "price")
    assert render(template_string("{rate:.1%}", rate=0.256)) == "25.6%"


@needs_314
def test_a_value_that_no_text_is_sure_of_is_refused() -> None:
    with pytest.raises(TemplateError):
        render(template_string("{rate}", rate=0.1))


@needs_314
def test_bounds_and_validate_take_its_values_for_unknown() -> None:
    template = template_string("Hi {name}", name="Ana")
    with pytest.raises(TemplateValuesError, match="nothing is said of placeholder 'name'"):
        bounds(template, {})
    message = OutboundMessage(channel=Channel.SMS)
    result = validate(message, template=template, variables={"name": Variable(longest=200, alphabet="gsm7")})
    assert result.count is not None
    assert result.count.segments == 3


@needs_314
def test_fit_takes_it_too() -> None:
    template = template_string("Hi {name}!", name="Ana")
    fitted = fit(template, {"name": "word " * 60}, segments=1, shorten=["name"])
    assert fitted.fits
    assert fitted.text.startswith("Hi word")
