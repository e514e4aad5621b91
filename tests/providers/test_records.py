"""Records of every provider: what is refused and how it is said, what is reported, and laws over any JSON."""

import copy
import json
import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Context, Decimal, localcontext
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Channel, SegmenterError
from segmenter.providers import PROVIDERS, dexatel, sendblue, wavix
from segmenter.providers.dexatel.records import CampaignRecord, read_campaigns
from segmenter.providers.dexatel.records import read_messages as read_dexatel
from segmenter.providers.records import Direction, Outcome, Record, RecordError
from segmenter.providers.sendblue import read_messages as read_sendblue
from segmenter.providers.wavix import read_messages as read_wavix
from tests.providers.test_dexatel_records import MESSAGE
from tests.providers.test_sendblue_records import CONTENT, LISTED, RESPONSE
from tests.providers.test_wavix_records import EXAMPLE

READERS: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    "dexatel": read_dexatel,
    "campaigns": read_campaigns,
    "wavix": read_wavix,
    "sendblue": read_sendblue,
}
WAVIX = json.loads(EXAMPLE)["items"][0]
WEBHOOK = {"message_id": "e4fb", "status": "FAILED", "to": "1222", "mccmnc": "310670", "price": "0.123"}
CAMPAIGN = {
    "id": "48e2",
    "name": "May",
    "status": "failed",
    "schedule": "2023-05-01 09:00:00",
    "channel": "SMS",
}
SAMPLES = [
    ("dexatel", MESSAGE),
    ("dexatel", WEBHOOK),
    ("campaigns", CAMPAIGN),
    ("wavix", WAVIX),
    ("sendblue", LISTED),
    ("sendblue", CONTENT),
    ("sendblue", RESPONSE),
]
WITHIN = {"dexatel": "data", "campaigns": "data", "wavix": "items", "sendblue": "data"}

every_reader = pytest.mark.parametrize("read", READERS.values(), ids=READERS)


def refusal(read: Callable[[Any], object], document: object) -> RecordError:
    with pytest.raises(RecordError) as caught:
        read(document)
    assert isinstance(caught.value, SegmenterError)
    assert isinstance(caught.value, ValueError)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.path, again.line) == (str(caught.value), caught.value.path, caught.value.line)
    return caught.value


# --- A record -------------------------------------------------------------------------------------------


def test_the_names_of_the_contract_come_first() -> None:
    names = "id channel direction status text segments encoding charge fees currency mcc mnc sender recipient"
    assert Record._fields[:14] == tuple(names.split())
    assert get_type_hints(Record)["charge"] == Decimal | None


def test_packages_give_the_readers() -> None:
    assert wavix.read_messages is read_wavix
    assert sendblue.read_messages is read_sendblue
    assert dexatel.__name__ == "segmenter.providers.dexatel"


def test_a_record_is_read_only_and_can_be_copied_pickled_and_kept_in_a_set() -> None:
    (record,) = read_sendblue(LISTED)
    with pytest.raises(AttributeError):
        record.text = "Hi"  # type: ignore[misc]
    with pytest.raises(TypeError, match="item assignment"):
        record.extra["plan"] = "none"  # type: ignore[index]
    for other in (copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))):
        assert other == record
        assert type(other) is Record
        with pytest.raises(TypeError, match="item assignment"):
            other.extra["plan"] = "none"  # type: ignore[index]
    assert len({record, copy.deepcopy(record)}) == 1
    assert record._replace(text="Hi").text == "Hi"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("dexatel", {"status": "SEEN!", "channel": "PIGEON", "direction": "up", "encoding": "EBCDIC"}),
        ("campaigns", {"status": "paused", "channel": "PIGEON"}),
        ("wavix", {"status": "seen", "message_type": "rcs", "direction": "sideways"}),
        ("sendblue", {"status": "READ", "service": "WhatsApp", "send_style": "snow", "message_type": "list"}),
    ],
)
def test_unknown_words_stay_text_and_are_reported(name: str, fields: dict[str, str]) -> None:
    (record,) = READERS[name](json.dumps(fields))
    assert record.provider in PROVIDERS
    kept = [value for value in record._replace(provider=None)[:-2] if value is not None]
    assert sorted(kept) == sorted(fields.values())
    assert {type(value) for value in kept} == {str}
    assert [problem.split(":")[0] for problem in record.problems] == list(fields)
    assert dict(record.extra) == {}


def test_a_problem_says_what_where_and_what_becomes_of_it() -> None:
    (record,) = read_wavix(
        {"status": "seen", "tag": 5, "sent_at": "yesterday", "delivered_at": "2023-02-30T00:00:00Z"}
    )
    words = "accepted, pending, sent, delivered, undelivered, expired, rejected, dlr_expired"
    assert record.problems == (
        f"status: 'seen' is not a documented value ({words}); it is kept as it stands",
        "tag: 5 is not text; it is kept in extra",
        "sent_at: 'yesterday' is not a date and time; it is kept in extra",
        "delivered_at: '2023-02-30T00:00:00Z' is not a date and time; it is kept in extra",
    )
    assert set(record.extra) == {"tag", "sent_at", "delivered_at"}
    assert (record.sent, record.delivered) == (None, None)


@every_reader
def test_unknown_keys_are_kept_as_they_stand(read: Callable[[Any], tuple[Any, ...]]) -> None:
    unknown = {"new": [1, {"a": None}], "none": None, "": "empty", "items[0]": Decimal("0.10")}
    (record,) = read({"status": "failed", **unknown})
    assert dict(record.extra) == unknown


def test_every_provider_that_has_records_reads_them_by_its_row() -> None:
    read = {name: provider.record_plan().read for name, provider in PROVIDERS.items() if provider.records}
    assert set(read) >= {"dexatel", "infobip", "sendblue", "telnyx", "twilio", "wavix"}
    for name, document in SAMPLES:
        if name in read:
            assert read[name](document) == READERS[name](document)
    with pytest.raises(LookupError):
        PROVIDERS["aws"].record_plan()


@pytest.mark.parametrize(
    ("name", "words"),
    [("dexatel", dexatel), ("wavix", wavix), ("sendblue", sendblue)],
)
def test_every_documented_status_has_a_common_outcome(name: str, words: Any) -> None:
    key = {"dexatel": "status", "wavix": "status", "sendblue": "status"}[name]
    for status in words.Status:
        (record,) = READERS[name]({key: status.value})
        assert isinstance(record.outcome, Outcome)
        assert record.provider == name


def test_channels_and_directions_are_given_in_common_words_too() -> None:
    (record,) = read_dexatel({"channel": "G_RCS", "direction": "MO"})
    assert (record.channel, record.common_channel) == ("G_RCS", Channel.RCS)
    assert (record.direction, record.common_direction) == ("MO", Direction.INBOUND)
    (record,) = read_dexatel({"channel": "VOICE"})
    assert (record.channel, record.common_channel) == ("VOICE", None)
    (record,) = read_sendblue({"service": "iMessage", "is_outbound": True})
    assert (record.common_channel, record.common_direction) == (Channel.IMESSAGE, Direction.OUTBOUND)
    (campaign,) = read_campaigns({"channel": "WHATSAPP"})
    assert (campaign.provider, campaign.common_channel) == ("dexatel", Channel.WHATSAPP)


# --- Dates ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2023-08-29 12:32:45", datetime(2023, 8, 29, 12, 32, 45, tzinfo=UTC)),
        ("202308-29 12:32:45", datetime(2023, 8, 29, 12, 32, 45, tzinfo=UTC)),
        ("2023-08-29T12:32:45.000Z", datetime(2023, 8, 29, 12, 32, 45, tzinfo=UTC)),
        ("2024-02-29 23:59:59", datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)),
        ("0001-01-01 00:00:00", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_dates_are_aware(written: str, moment: datetime) -> None:
    (record,) = read_dexatel({"create_date": written})
    assert record.created == moment
    assert record.created.tzinfo is not None
    assert record.problems == ()


@pytest.mark.parametrize(
    "written",
    [
        "2023-02-29 12:00:00",
        "202302-29 12:00:00",
        "2023-08-29",
        "2023-08-29 12:32",
        "2023-08-29 24:61:00",
        "2023-W35-2 12:32:45",
        "20230829 123245",
        "20230829T123245Z",
        "29.08.2023 12:32:45",
        "2023-08-29_12:32:45",
        "2023-08-29 12:32:45 ",
        "٢٠٢٣-08-29 12:32:45",
        "2023-08-29 12:32:45+99:00",
        " ",
    ],
)
def test_what_is_no_date_is_kept_and_reported(written: str) -> None:
    (record,) = read_dexatel({"create_date": written})
    assert record.created is None
    assert dict(record.extra) == {"create_date": written}
    assert len(record.problems) == 1


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_date_is_read_back_from_the_documented_forms(moment: datetime) -> None:
    second = moment.replace(microsecond=0)
    plain = f"{second.replace(tzinfo=None)}"
    assert read_dexatel({"create_date": plain})[0].created == second
    assert read_dexatel({"create_date": plain[:4] + plain[5:]})[0].created == second
    zulu = moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
    assert read_sendblue({"date_sent": zulu})[0].sent == moment
    assert read_wavix({"sent_at": zulu})[0].sent == moment


# --- Money ----------------------------------------------------------------------------------------------


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_money_is_exact_to_the_last_digit_whatever_the_context(amount: Decimal) -> None:
    with localcontext(Context(prec=2)):
        for written in (f'"{amount:f}"', f"{amount:f}"):
            (record,) = read_dexatel(f'{{"price": {written}}}')
            assert str(record.charge) == str(Decimal(f"{amount:f}"))


@pytest.mark.parametrize(
    "amount",
    [
        *[
            "",
            " ",
            "0,05",
            "$0.05",
            "0.05 USD",
            " 0.05",
            "1_000",
            ".5",
            "5.",
            "+1",
            "--1",
            "٠.٠٥",
            "0x10",
            "1e999",
        ],
        *["NaN", "sNaN", "Infinity", "-inf", "1" * 31, True, False, [], {}, ["0.05"]],
        *[Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1e100"), Decimal("1e-100"), 10**100],
        pytest.param(10**6000, id="6,000 digits"),
    ],
)
def test_what_is_no_amount_is_an_error(amount: object) -> None:
    for read, key in ((read_wavix, "charge"), (read_wavix, "carrier_fees"), (read_dexatel, "price")):
        error = refusal(read, [{"status": "sent"}, {key: amount}])
        assert error.path == f"[1].{key}"
        assert "amount" in str(error)


def test_a_float_for_money_in_parsed_json_is_an_error_that_says_how_to_parse() -> None:
    error = refusal(read_wavix, json.loads('{"items": [{"charge": 0.0475}]}'))
    assert error.path == "items[0].charge"
    assert error.value == 0.0475
    assert str(error) == (
        "items[0].charge: 0.0475 is not an amount: a float does not hold the one the provider "
        "wrote; give the text, or parse it with json.loads(text, parse_float=decimal.Decimal)"
    )
    for amount in (float("nan"), float("inf"), 1.0):
        assert refusal(read_dexatel, {"price": amount}).path == "price"


def test_exponents_a_json_writer_makes_of_small_prices_are_read() -> None:
    (record,) = read_dexatel('{"price": 5e-05}')
    assert record.charge == Decimal("0.00005")
    assert read_dexatel('{"price": "5E-05"}')[0].charge == Decimal("0.00005")


# --- Other values an audit stands on ----------------------------------------------------------------------


@pytest.mark.parametrize("segments", ["1", 1.0, Decimal(1), True, -1, 2**53, [], {}, ""])
def test_what_is_no_count_of_segments_is_an_error(segments: object) -> None:
    error = refusal(read_wavix, {"items": [{"segments": segments}]})
    assert error.path == "items[0].segments"
    assert error.value == segments
    assert "not a count: a whole number, 0 or more" in str(error)


@pytest.mark.parametrize(
    ("read", "key"),
    [
        (read_wavix, key)
        for key in ("message_id", "message_type", "direction", "status", "mcc", "mnc", "from", "to")
    ]
    + [
        (read_dexatel, key)
        for key in ("id", "channel", "direction", "status", "text", "encoding", "from", "to")
    ]
    + [
        (read_sendblue, key)
        for key in ("message_handle", "service", "status", "content", "from_number", "number")
    ]
    + [(read_campaigns, key) for key in ("id", "name", "status", "channel")],
)
@pytest.mark.parametrize("value", [5, Decimal("0.5"), True, {"a": 1}, [["a"]]])
def test_a_field_of_the_contract_that_is_no_text_is_an_error(
    read: Callable[[Any], object], key: str, value: object
) -> None:
    error = refusal(read, {key: value})
    assert error.path == key
    assert error.value == value


def test_codes_of_country_and_network_keep_their_zeros_and_are_never_numbers() -> None:
    (record,) = read_wavix('{"mcc": "001", "mnc": "01"}')
    assert (record.mcc, record.mnc) == ("001", "01")
    assert "lost its leading zeros" in str(refusal(read_wavix, '{"mnc": 24}'))


# --- Documents ------------------------------------------------------------------------------------------


@every_reader
@pytest.mark.parametrize("document", ["null", "true", "5", "0.5", '"text"', "[1]", "[null]", "[[]]", '["a"]'])
def test_what_holds_no_objects_is_an_error(read: Callable[[Any], object], document: str) -> None:
    error = refusal(read, document)
    assert "is not an object" in str(error)
    assert "give a " in str(error)
    parsed = json.loads(document)
    if not isinstance(parsed, str):  # which is read as JSON text
        assert str(refusal(read, parsed)).replace("float", "number") == str(error)


@pytest.mark.parametrize(("name", "within"), WITHIN.items())
@pytest.mark.parametrize("inner", [None, 5, "text", [None], [[]], [{"status": "sent"}, 5]])
def test_a_page_that_holds_something_else_is_an_error_at_its_place(
    name: str, within: str, inner: object
) -> None:
    error = refusal(READERS[name], json.dumps({within: inner, "pagination": {}}))
    assert error.path == (f"{within}[{len(inner) - 1}]" if isinstance(inner, list) else within)


@every_reader
@pytest.mark.parametrize("document", [{}, {"error": "no"}, {"errors": [{"code": 1501}]}, [{"hello": None}]])
def test_an_object_with_no_field_at_all_is_another_answer(
    read: Callable[[Any], object], document: object
) -> None:
    assert "no field of a" in str(refusal(read, document))


@every_reader
@pytest.mark.parametrize("document", [None, 5, 0.5, object(), {1, 2}, lambda: 0, iter([]), memoryview(b"{}")])
def test_what_is_no_json_at_all_is_an_error(read: Callable[[Any], object], document: object) -> None:
    with pytest.raises(RecordError, match="is not an object"):
        read(document)


@every_reader
def test_a_key_that_is_no_text_is_an_error(read: Callable[[Any], object]) -> None:
    with pytest.raises(RecordError, match="the key 5 is not text"):
        read([{"status": "sent", 5: 1}])


@every_reader
@pytest.mark.parametrize(
    ("document", "line", "column"),
    [
        ("", 1, 1),
        ("  ", 1, 3),
        ('{"data": [\n  {"id": }]}', 2, 10),
        ('{"a": 1} {"b": 2}', 1, 10),
        ("<html>", 1, 1),
        ("{'id': '1'}", 1, 2),
        ('["a\nb"]', 1, 4),
        ('[NaN, {"a": 1, "a": 2} 5]', 1, 24),
        (b'{"data": [', 1, 11),
        (b"\xef\xbb\xbf[\n1,", 2, 3),
    ],
)
def test_what_is_not_json_is_an_error_with_its_line_and_column(
    read: Callable[[Any], object], document: str | bytes, line: int, column: int
) -> None:
    error = refusal(read, document)
    assert (error.line, error.column, error.path) == (line, column, "")
    assert str(error).startswith(f"the document, line {line}, column {column}: not JSON: ")


@every_reader
@pytest.mark.parametrize(
    ("octets", "offset"), [(b'{"id": "\xff"}', 8), (b'{"id": "caf\xe9"}', 11), (b'["\xed\xa0\x80"]', 2)]
)
def test_octets_that_are_not_utf_8_are_an_error_with_their_place(
    read: Callable[[Any], object], octets: bytes, offset: int
) -> None:
    error = refusal(read, octets)
    assert f"octet 0x{octets[offset]:02X} at offset {offset} is not UTF-8" in str(error)
    assert refusal(read, json.dumps([{"id": "é"}]).encode("utf-16")).path == ""


@every_reader
@pytest.mark.parametrize(
    ("document", "path", "said"),
    [
        ('[{"id": "1"}, {"price": NaN}]', "[1].price", "NaN is not a number"),
        ('{"data": [{"id": "1", "x": {"y": [0, Infinity]}}]}', "data[0].x.y[1]", "Infinity is not a number"),
        ("-Infinity", "", "-Infinity is not a number"),
        ('{"a": ' + "9" * 5000 + "}", "a", "99999999… is not a number"),
        ('{"a": 1e9999999999999999999}', "a", "1e9999999999999999999 is not a number"),
        ('{"a": -1e-9999999999999999999}', "a", "is not a number"),
        ('{"items": [{"charge": "1", "mcc": "1", "charge": "2"}]}', "items[0].charge", "is given twice"),
        ('{"items": [], "items": []}', "items", "is given twice"),
        ('[{"id": "1", "x y": 1, "x y": 1}]', "[0]['x y']", "is given twice"),
        ('[{"id": "1", "": 1, "": 1}]', "[0]['']", "is given twice"),
        ('[{"id": "1", "' + "k" * 99 + '": {"a": 1, "a": 2}}]', f"[0]['{'k' * 38}…].a", "is given twice"),
    ],
)
def test_json_that_does_not_say_one_thing_is_an_error_at_its_place(
    read: Callable[[Any], object], document: str, path: str, said: str
) -> None:
    error = refusal(read, document)
    assert error.path == path
    assert said in str(error)


@every_reader
@pytest.mark.parametrize(
    "start", ["[", '{"data":', '[{"id":"1","x":[', '{"items":[{"message_body":{"media":[']
)
def test_absurd_nesting_is_an_error(read: Callable[[Any], object], start: str) -> None:
    assert "nested too deeply" in str(refusal(read, start * 100_000))


@every_reader
def test_absurd_nesting_of_parsed_json_is_kept_or_refused_like_any_other_value(
    read: Callable[[Any], tuple[Any, ...]],
) -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    (record,) = read([{"status": "failed", "unknown": deep}])
    assert record.extra["unknown"] is deep
    with pytest.raises(RecordError, match="status: a list is not text"):
        read([{"status": deep}])
    (record,) = read_sendblue({"accountEmail": deep, "account_email": deep, "status": "SENT"})
    assert len(record.problems) == 2


def test_a_message_of_an_error_is_short_whatever_the_value() -> None:
    for value in (
        "x" * 10**6,
        [[1] * 10**5],
        10**100_000,
        Decimal("1" * 10**5),
        -(10**4000),
        "\ud800" * 9999,
    ):
        with pytest.raises(RecordError) as caught:
            read_wavix([{"segments": value}])
        assert len(str(caught.value)) < 200
        str(caught.value).encode()


# --- Laws -----------------------------------------------------------------------------------------------

KEYS = sorted(
    {key for _, sample in SAMPLES for key in sample} | {"segments_count", "accountEmail", "url", "timestamp"}
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(-1000, 1000, places=2)  # one without a point would be an int when parsed
    | st.text(max_size=8)
    | st.sampled_from(["sent", "SMS", "2023-08-29 12:32:45", "2023-08-29T12:32:45Z", "0.05", "310670", "+1"])
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS) | st.sampled_from(["text", "media"]) | st.text(max_size=4), inner
        )
    ),
    max_leaves=20,
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw a provider and an object of it in which some keys are changed, added or missing."""
    name, sample = draw(st.sampled_from(SAMPLES))
    changed = dict(sample)
    for key in draw(st.lists(st.sampled_from(sorted(sample)), max_size=3)):
        changed.pop(key, None)
    changed |= draw(st.dictionaries(st.sampled_from(KEYS), scalars | values, max_size=3))
    return name, changed


def written(value: object) -> str:
    """Write JSON with decimals as numbers."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value)


def outcome(name: str, document: object) -> object:
    """Return the records, or where the error is; any other exception goes through."""
    try:
        return READERS[name](document)
    except RecordError as error:
        str(error)  # raises nothing
        return error.path


@given(st.sampled_from(sorted(READERS)), values, st.booleans())
def test_any_json_is_records_or_one_error(name: str, value: Any, wrapped: bool) -> None:
    document = {WITHIN[name]: value} if wrapped else value
    found = outcome(name, document)
    assert found == outcome(name, written(document)) == outcome(name, written(document).encode())


@given(mutated())
def test_a_changed_document_is_records_or_one_error_from_text_as_from_parsed_json(
    case: tuple[str, dict[str, Any]],
) -> None:
    name, sample = case
    parsed = copy.deepcopy(sample)
    assert outcome(name, sample) == outcome(name, written(sample))
    assert sample == parsed


@given(st.sampled_from(SAMPLES), st.data())
def test_text_cut_or_changed_anywhere_is_records_or_one_error(
    case: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    name, sample = case
    text = written({WITHIN[name]: [sample]})
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 9)))
    changed = (
        text[:start] + data.draw(st.text(st.sampled_from('{}[]",:0eE-+.\\uNaN '), max_size=3)) + text[stop:]
    )
    outcome(name, changed)
    outcome(name, changed.encode()[:stop])


@given(st.sampled_from(sorted(READERS)), st.binary(max_size=40) | st.text(max_size=40))
def test_any_octets_and_any_text_are_records_or_one_error(name: str, document: bytes | str) -> None:
    outcome(name, document)


@given(mutated())
def test_nothing_of_a_document_is_lost(case: tuple[str, dict[str, Any]]) -> None:
    """Without a key that holds something, the record is another one, unless another key says the same."""
    name, sample = case
    if not isinstance(found := outcome(name, sample), tuple):
        return
    (record,) = found
    others = [{"segments", "segments_count"}, {"accountEmail", "account_email"}, {"image", "url"}]
    others += [{"update_date", "timestamp"}, {"id", "message_id"}]
    others += [{"number", "sendblue_number", "from_number", "to_number"}]
    redundant = {key for keys in others if len(keys & sample.keys()) > 1 for key in keys}
    for key, value in sample.items():
        inner = value.values() if key == "message_body" and isinstance(value, dict) else [value]
        if key not in redundant and not all(item in (None, "", [], {}) for item in inner):
            assert outcome(name, {other: sample[other] for other in sample if other != key}) != found, key
    for key, value in record.extra.items():
        assert value == sample[key] or key == "message_body"


@given(st.lists(mutated(), min_size=1, max_size=5))
def test_a_page_is_read_as_its_objects_are_alone(cases: list[tuple[str, dict[str, Any]]]) -> None:
    name = cases[0][0]
    objects = [sample for other, sample in cases if other == name]
    alone = [outcome(name, each) for each in objects]
    page = outcome(name, written({WITHIN[name]: objects}))
    if all(isinstance(each, tuple) for each in alone):
        assert page == tuple(record for each in alone if isinstance(each, tuple) for record in each)
    else:
        index = next(index for index, each in enumerate(alone) if not isinstance(each, tuple))
        assert isinstance(page, str)
        assert page.startswith(f"{WITHIN[name]}[{index}]")


@given(mutated(), st.randoms())
def test_the_order_of_keys_does_not_matter(case: tuple[str, dict[str, Any]], random: Any) -> None:
    name, sample = case
    items = list(sample.items())
    random.shuffle(items)
    one, other = outcome(name, sample), outcome(name, dict(items))
    if isinstance(one, tuple):
        assert isinstance(other, tuple)
        assert one[0][:-1] == other[0][:-1]
        assert sorted(one[0].problems) == sorted(other[0].problems)
    else:
        assert isinstance(other, str)


def test_records_and_campaigns_have_a_default_for_every_field() -> None:
    assert set(Record()[:-2]) == set(CampaignRecord()[:-2]) == {None}
    assert (dict(Record().extra), Record().problems) == ({}, ())
