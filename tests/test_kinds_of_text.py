"""Texts of other libraries: kinds of `str` come out as `str`, and lazy ones are refused with a remedy."""

from __future__ import annotations

import enum
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from segmenter import (
    Button,
    OutboundMessage,
    Rate,
    RateCard,
    campaign,
    count,
    explain,
    fit,
    measure,
    quote,
    render,
    segment,
    substitute,
    templates,
    truncate,
    validate,
    wire,
)

TEXT = "It’s <b> " + "x" * 80
CARD = RateCard([Rate(price="0.04", currency="EUR")])


class Named(str, enum.Enum):  # noqa: UP042  # whose str() is not its value
    """A text that is a member of an enumeration."""

    LATE = TEXT


class Escaping(str):
    """A text that changes what is added to it, as markup does."""

    __slots__ = ()

    def __add__(self, other: str) -> Escaping:
        return Escaping(f"{str.__str__(self)}&lt;{other}")

    def __getitem__(self, place: Any) -> Escaping:
        return Escaping(str.__getitem__(self, place))

    def join(self, texts: Any) -> Escaping:
        return Escaping("&".join(texts))

    def __str__(self) -> str:
        return "escaped"


def kinds() -> dict[str, Any]:
    made: dict[str, Any] = {"enumeration": Named.LATE, "escaping": Escaping(TEXT)}
    try:
        from numpy import str_

        made["numpy"] = str_(TEXT)
    except ImportError:
        pass
    try:
        from markupsafe import Markup

        made["markup"] = Markup(TEXT)
    except ImportError:
        pass
    try:
        from django.utils.safestring import mark_safe

        made["django"] = mark_safe(TEXT)
    except ImportError:
        pass
    return made


KINDS = kinds()
PLACES: dict[str, Callable[[Any], Any]] = {
    "count": count,
    "segment": segment,
    "explain": lambda text: explain(text).as_dict(),
    "substitute": substitute,
    "truncate": lambda text: truncate(text, segments=1),
    "measure": lambda text: measure(text, "code-points"),
    "quote": lambda text: quote(text, rates=CARD).expected,
    "validate": lambda text: validate(OutboundMessage(channel="rcs", text=text, cards=[text], title=text)),
    "message": lambda text: OutboundMessage(
        channel="sms", text=text, recipients=[text], variables={"a": text}
    ),
    "button": lambda text: Button(text, text),
    "template": lambda text: templates.parse(text),
    "bounds": lambda text: templates.bounds(text, {}).most,
    "render": lambda text: render("{x}", {"x": text}),
    "rendered template": render,
    "fit": lambda text: fit("{x} y", {"x": text}, segments=1, shorten=["x"]),
    "campaign": lambda text: campaign("{x}", [{"to": "+447700900123", "x": text}], rates=CARD).segments,
    "wire": lambda text: wire.submit_tpdus(segment(text), to="+447700900123", reference=1),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", PLACES)
def test_a_kind_of_str_gives_what_a_str_gives(place: str, kind: str) -> None:
    assert repr(PLACES[place](KINDS[kind])) == repr(PLACES[place](TEXT))


@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_out_is_a_str_and_no_kind_of_it(kind: str) -> None:
    text = KINDS[kind]
    message = segment(text)
    outcomes = [
        message.text,
        *(part.text for part in message),
        substitute(text).text,
        truncate(text, segments=1),
    ]
    outbound = OutboundMessage(
        channel="sms", text=text, recipients=[text], variables=[text], button=Button(text)
    )
    assert outbound.button is not None
    outcomes += [
        outbound.text or "",
        *outbound.recipients,
        *(outbound.variables or ()),
        outbound.button.caption or "",
    ]
    outcomes += [render(text), render("{x}", {"x": text}), templates.parse(text).text]
    assert {type(outcome) for outcome in outcomes} == {str}
    assert pickle.loads(pickle.dumps(message)) == message
    assert json.loads(json.dumps(message.as_dict()))["parts"][0]["text"] == message.segments[0].text


class Lazy:
    """A text that is translated when it is asked for, as Django's are; before that its `repr` may fail."""

    def __str__(self) -> str:
        return TEXT

    def __repr__(self) -> str:
        raise RuntimeError("the translations are not there yet")


def lazies() -> list[Any]:
    try:
        from django.utils.functional import lazystr
    except ImportError:
        return [Lazy()]
    return [Lazy(), lazystr(TEXT)]


@pytest.mark.parametrize("text", lazies())
@pytest.mark.parametrize("place", [place for place in PLACES if place not in ("button", "campaign")])
def test_a_lazy_text_is_refused_with_the_remedy(place: str, text: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"call str\(\) on it$"):
        PLACES[place](text)
    assert PLACES[place](str(text)) is not None


def test_a_button_of_something_else_is_refused_by_its_field() -> None:
    with pytest.raises(TypeError, match="caption must be a str or None, not int"):
        Button(5)  # type: ignore[arg-type]  # the point


def test_a_lazy_value_of_a_campaign_is_an_example_with_the_remedy() -> None:
    found = campaign("{x}", [{"to": "+447700900123", "x": Lazy()}], rates=CARD)
    assert found.failed == 1
    assert "call str() on it" in str(found.examples[0].as_dict())
