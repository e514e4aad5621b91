"""The outbound message: what it takes and keeps."""

from typing import Any

import pytest

from segmenter import Channel, OutboundMessage


def test_every_field_but_the_channel_has_a_default() -> None:
    message = OutboundMessage(channel=Channel.SMS)
    assert (message.text, message.recipients, message.variables) == (None, (), None)


def test_a_channel_may_be_given_by_its_value() -> None:
    value: Any = "viber"
    assert OutboundMessage(channel=value).channel is Channel.VIBER
    with pytest.raises(ValueError, match="pigeon"):
        OutboundMessage(channel=Channel("pigeon"))


def test_lists_become_tuples_so_the_message_stays_as_it_is() -> None:
    numbers: Any = ["447537151866"]
    message: Any = OutboundMessage(channel=Channel.SMS, recipients=numbers)
    numbers.append("x")
    assert message.recipients == ("447537151866",)
    with pytest.raises(AttributeError):
        message.text = "hi"


def test_one_number_in_place_of_several_is_refused() -> None:
    numbers: Any = "447537151866"
    with pytest.raises(TypeError, match="several str"):
        OutboundMessage(channel=Channel.SMS, recipients=numbers)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("text", 5, "text must be a str"),
        ("text", b"hi", "text must be a str or None, not bytes"),
        ("sender", 5, "sender must be a str"),
        ("button", {"caption": "Go"}, "button must be a Button"),
        ("schedule", "2027-01-01 00:00:00", "schedule must be a datetime"),
        ("recipients", [447537151866], r"recipients\[0\] must be a str, not int"),
        ("recipients", 447537151866, "several str"),
        ("variables", {"name": 5}, "name.* must be a str"),
        ("variables", "Ana", "several str"),
        ("media", "https://example.com/a.png", "several str"),
    ],
)
def test_a_field_of_a_wrong_kind_is_told_by_its_name(field: str, value: Any, said: str) -> None:
    change: dict[str, Any] = {field: value}
    with pytest.raises(TypeError, match=said):
        OutboundMessage(channel=Channel.SMS, **change)
