"""What is read off the air travels as other results do: `as_dict`, its JSON Schema, and pydantic."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from segmenter import segment, wire
from segmenter.core.schemas import schema_of

TEXT = "Zoë’s ☃ " * 12


def results() -> Iterator[Any]:
    """Yield a result of every kind that has `as_dict`."""
    message = segment(TEXT)
    delivered = wire.deliver_tpdus(message, sender="+447700900123", reference=7)
    parts = [wire.decode_tpdu(octets) for octets in delivered]
    yield from parts
    yield parts[0].user_data
    yield wire.decode_tpdu(wire.submit_tpdus(segment("Hi"), to="+447700900123", reference=1)[0])
    reassembler = wire.Reassembler()
    for part in parts[:-1]:
        assert reassembler.add(part, now=1.0) is None
    yield reassembler.add(parts[-1], now=1.0)
    reassembler.add(parts[0], now=2.0)
    yield from reassembler.expire(now=1e9)
    yield from (short for short in wire.short_messages(message, reference=3))
    pages = wire.broadcast_pages("Hi", serial_number=1, message_identifier=4370)
    yield wire.decode_broadcast(pages[0])
    octets = wire.rp_data(delivered[0], direction="mt", smsc="+447700900000")
    yield wire.decode_rp_data(octets)
    (short,) = wire.short_messages(segment("Hi"), reference=1)
    yield wire.decode_smpp(wire.smpp_pdu(short, to="447700900123"))


def test_what_is_read_off_the_air_keeps_to_its_schema_and_pydantic_writes_it() -> None:
    pydantic, jsonschema = pytest.importorskip("pydantic"), pytest.importorskip("jsonschema")
    kinds = set()
    for result in results():
        kinds.add(type(result).__name__)
        fields = result.as_dict()
        jsonschema.Draft202012Validator(schema_of(type(result))).validate(fields)
        adapter = pydantic.TypeAdapter(type(result))
        assert json.loads(adapter.dump_json(result)) == json.loads(json.dumps(fields))
        assert adapter.validate_python(result) is result
    assert {"Deliver", "Submit", "UserData", "WholeMessage", "IncompleteMessage", "ShortMessage"} <= kinds
