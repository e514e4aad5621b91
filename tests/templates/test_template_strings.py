"""Template strings of Python 3.14 are templates; older versions skip what they cannot write."""

import sys

import pytest

from segmenter import render
from segmenter.templates import Variable, bounds
from segmenter.templates.template import is_template_string

NEW = sys.version_info >= (3, 14)


def template_string(source: str, **values: object) -> object:
    return eval(f"t{source!r}", {}, values)  # no older version can compile the literal


def test_a_text_is_no_template_string() -> None:
    assert not is_template_string("Hi {name}")


@pytest.mark.skipif(not NEW, reason="template strings came with Python 3.14")
def test_it_is_a_template_with_its_own_values() -> None:
    template = template_string("Hi {name}!", name="Ana")
    assert render(template) == "Hi Ana!"  # type: ignore[arg-type]
    assert render(template, {"name": "Zoe"}) == "Hi Zoe!"  # type: ignore[arg-type]
    result = bounds(template, {"name": Variable(longest=30, alphabet="gsm7")})  # type: ignore[arg-type]
    assert result.most.count.units == 64
