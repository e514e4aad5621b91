"""Audits: what agrees, what does not and why, and laws over records of every provider."""

import json
import random
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmenter
from segmenter import Encoding, UnencodableError
from segmenter.audit import AUDITED, Audit, Charges, Reason, SavedRecord, audit_records
from segmenter.audit.yardsticks import Yardstick
from segmenter.pricing import Rate, RateCard
from segmenter.providers import PROVIDERS, profile
from segmenter.report.audits import audit_csv
from tests.audit.samples import page, record
from tests.property.strategies import texts

CARD = RateCard([Rate(price="0.0400", currency="USD", country="GB", prefix="44")])


def audited(provider: str, *records: dict[str, Any], rates: RateCard | None = None, **options: Any) -> Audit:
    plan = PROVIDERS[provider].record_plan()
    charges = None if rates is None else Charges(rates, fees_in_charge=plan.fees_in_charge)
    read = plan.read(json.dumps(page(provider, records)))
    return audit_records(read, provider=provider, charges=charges, **options)


def rules(found: Audit) -> list[str]:
    return [difference.rule for difference in found.differences]


# --- What agrees ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rates", [None, CARD], ids=["no card", "card"])
@pytest.mark.parametrize("provider", AUDITED)
def test_a_plain_record_of_each_provider_agrees(provider: str, rates: RateCard | None) -> None:
    found = audited(provider, record(provider), rates=rates)
    assert found.agrees
    assert (found.records, found.audited, found.agreeing, found.accuracy) == (1, 1, 1, 1)
    assert found.differences == ()
    assert [month.month for month in found.months] == ["2026-11"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": None}, "without text"),
        ({"text": ""}, "without text"),
        ({"segments": None, "encoding": None}, "without segments, encoding or charge"),
        ({"segments": 0}, "not counted by the provider yet"),
        ({"text": "\ud800"}, "with a text that cannot be encoded"),
    ],
)
def test_what_cannot_be_compared_is_counted(changes: dict[str, Any], reason: str) -> None:
    found = audited("dexatel", record("dexatel", **changes))
    assert (found.audited, dict(found.not_auditable), found.agrees) == (0, {reason: 1}, True)


def test_inbound_messages_are_left_out() -> None:
    found = audited("dexatel", record("dexatel", direction="MO", segments=9))
    assert (found.inbound, found.audited, found.agrees) == (1, 0, True)


def test_a_message_of_another_channel_has_no_segments_to_compare() -> None:
    found = audited("dexatel", record("dexatel", channel="WHATSAPP", segments=9, text="a" * 999))
    assert (found.audited, found.not_auditable) == (0, {"without segments, encoding or charge": 1})


# --- What does not ----------------------------------------------------------------------------------------


def test_a_segment_too_many_is_found_with_its_reason_and_its_money() -> None:
    found = audited("wavix", record("wavix", text="a" * 306, segments=3, charge="0.1200"))
    (difference,) = found.differences
    assert (difference.rule, difference.segments, difference.own_segments) == ("SEG901", 3, 2)
    assert difference.message == "billed as 3 segments, takes 2 (306 septets)"
    assert difference.reasons[0].reason is Reason.LONG_REFERENCE
    assert (difference.expected, difference.over, difference.currency) == (
        Decimal("0.08"),
        Decimal("0.04"),
        "USD",
    )
    assert found.money[0].over == Decimal("0.04")
    assert found.money[0].estimated
    assert (found.segments, found.own_segments, found.by_reason["long-reference"]) == (3, 2, 1)


def test_another_encoding_of_as_many_segments_is_a_warning() -> None:
    found = audited("dexatel", record("dexatel", encoding="UCS-2"))
    (difference,) = found.differences
    assert (difference.rule, difference.severity) == ("SEG902", "warning")
    assert difference.message == "billed as UCS-2, takes GSM-7 (2 septets)"
    assert [each.reason for each in difference.reasons] == [Reason.UCS2]
    assert not found.agrees


def test_a_charge_ten_times_the_card_is_told_with_both_rates() -> None:
    card = RateCard([Rate(price="0.0075", currency="USD")])
    found = audited("wavix", record("wavix", charge="0.0750"), rates=card)
    (difference,) = found.differences
    assert difference.rule == "SEG903"
    assert difference.help == "that is 0.0750 a segment, where the card says 0.0075: ten times"
    assert (found.money[0].charged, found.money[0].over) == (Decimal("0.0750"), Decimal("0.0675"))
    assert not found.money[0].estimated


def test_a_charge_of_an_older_row_is_told_with_the_row() -> None:
    card = RateCard(
        [
            Rate(price="0.05", currency="USD", valid_to=date(2026, 9, 30), path="rates.csv", line=2),
            Rate(price="0.04", currency="USD", valid_from=date(2026, 10, 1), path="rates.csv", line=3),
        ]
    )
    found = audited("wavix", record("wavix", charge="0.05"), rates=card)
    assert found.differences[0].help.endswith("rates.csv:2 (everything) has that price")
    assert audited("wavix", record("wavix", charge="0.04"), rates=card).agrees


def test_too_little_is_money_too() -> None:
    found = audited("wavix", record("wavix", charge="0.0100"), rates=CARD)
    assert (
        found.differences[0].help == "that is 0.0100 a segment, where the card says 0.0400: a quarter of it"
    )
    assert (found.money[0].over, found.money[0].under) == (Decimal(0), Decimal("0.03"))


def test_a_charge_by_the_providers_own_segments_is_not_told_twice() -> None:
    found = audited("wavix", record("wavix", text="a" * 306, segments=3, charge="0.12"), rates=CARD)
    (difference,) = found.differences
    assert (difference.rule, difference.over, difference.expected) == (
        "SEG901",
        Decimal("0.04"),
        Decimal("0.08"),
    )
    assert found.money[0].over == Decimal("0.04")


def test_fees_are_compared_with_those_of_the_card() -> None:
    card = RateCard([Rate(price="0.04", fee="0.003", currency="USD")])
    for charge, fees in (("0.04", "0.003"), ("0.043", "0.003"), ("0.04", None), ("0.043", None)):
        assert audited("wavix", record("wavix", charge=charge, carrier_fees=fees), rates=card).agrees
    found = audited("wavix", record("wavix", carrier_fees="0.01"), rates=card)
    (difference,) = found.differences
    assert (difference.rule, difference.over) == ("SEG904", Decimal("0.007"))
    assert difference.message == "fees of 0.01, the card says 0.003 USD"
    assert found.money[0].over == Decimal("0.007")


def test_telnyx_says_that_its_cost_has_the_fee() -> None:
    card = RateCard([Rate(price="0.002", fee="0.003", currency="USD")])
    fee = {"carrier_fee": {"amount": "0.003", "currency": "USD"}}
    whole = record("telnyx", cost={"amount": "0.005", "currency": "USD"}, cost_breakdown=fee)
    assert audited("telnyx", whole, rates=card).agrees
    without = record("telnyx", cost={"amount": "0.002", "currency": "USD"}, cost_breakdown=fee)
    assert rules(audited("telnyx", without, rates=card)) == ["SEG903"]


def test_a_failed_message_is_not_charged_unless_the_card_says_when() -> None:
    failed = record("wavix", status="undelivered")
    found = audited("wavix", failed)
    (difference,) = found.differences
    assert (difference.rule, difference.message) == ("SEG905", "undelivered, and charged 0.0400 USD")
    assert found.money[0].over == Decimal("0.04")
    for charge_on, agrees in (("delivered", False), ("sent", True), ("accepted", True)):
        card = RateCard([Rate(price="0.04", currency="USD", charge_on=charge_on)])
        assert audited("wavix", failed, rates=card).agrees is agrees
    refused = record("wavix", status="rejected")
    card = RateCard([Rate(price="0.04", currency="USD", charge_on="sent")])
    assert rules(audited("wavix", refused, rates=card)) == ["SEG905"]
    assert audited("wavix", record("wavix", status="undelivered", charge="0.0")).agrees


def test_another_currency_is_not_compared_with_the_card() -> None:
    card = RateCard([Rate(price="0.04", currency="EUR")])
    found = audited("wavix", record("wavix"), rates=card)
    assert found.differences[0].message == "charged in USD, and the card is in EUR"
    assert audited("dexatel", record("dexatel", price=0.04), rates=card).agrees  # it names no currency


def test_what_the_card_has_no_price_for_is_counted() -> None:
    card = RateCard([Rate(price="0.04", currency="USD", country="DE")])
    found = audited("wavix", record("wavix"), record("wavix", message_id="2", to="x"), rates=card)
    assert found.agrees
    assert sum(found.unpriced.values()) == 2


def test_networks_with_a_zero_in_front_are_found() -> None:
    card = RateCard(
        [
            Rate(price="0.04", currency="USD", country="GB", mcc="234", mnc="24"),
            Rate(price="0.09", currency="USD", country="GB", mcc="234", mnc="10"),
        ]
    )
    assert audited("wavix", record("wavix", mcc="234", mnc="024"), rates=card).agrees


def test_any_row_that_may_apply_will_do() -> None:
    card = RateCard(
        [
            Rate(price="0.03", currency="USD", country="GB"),
            Rate(price="0.04", currency="USD", country="GB", mcc="234", mnc="10"),
        ]
    )
    assert audited("wavix", record("wavix"), rates=card).agrees
    assert rules(audited("wavix", record("wavix", mcc="234", mnc="15"), rates=card)) == ["SEG903"]


# --- Rules of providers -----------------------------------------------------------------------------------


def test_a_profile_of_toll_free_numbers_takes_parts_of_152() -> None:
    long = record("twilio", text="a" * 306, segments=3)
    assert rules(audited("twilio", long)) == ["SEG901"]
    assert audited("twilio", long, profile=profile("twilio-toll-free")).agrees


def test_telnyx_divides_and_says_whether_it_replaced_characters() -> None:
    text = "a" * 152 + "[" + "a" * 150 + "["
    assert audited("telnyx", record("telnyx", text=text, parts=2)).agrees
    found = audited("telnyx", record("telnyx", text=text, parts=3))
    assert Reason.EXACT in [each.reason for each in found.differences[0].reasons]
    curly = record("telnyx", text="It’s " * 20, parts=1, smart_encoding_applied=True)
    assert audited("telnyx", curly).agrees
    assert rules(audited("telnyx", curly | {"smart_encoding_applied": False})) == ["SEG901"]


def test_infobip_names_the_language() -> None:
    turkish = record("infobip", text="ş" * 100)
    assert rules(audited("infobip", turkish)) == ["SEG901"]
    languages: list[tuple[dict[str, Any], bool]] = [
        ({"languageCode": "TR"}, True),
        ({"languageCode": "TR", "singleShift": True, "lockingShift": False}, False),
        ({"languageCode": "AUTODETECT"}, False),
        ({"languageCode": 5}, False),
    ]
    for language, agrees in languages:
        content: dict[str, Any] = {"text": "ş" * 100, "language": language}
        assert audited("infobip", turkish | {"content": content}).agrees is agrees, language


def test_sendblue_is_listed_by_service_with_the_cost_as_sms() -> None:
    texts = ("Hi", "It’s " * 20)
    records = [
        record("sendblue", id="1", text=texts[0]),
        record("sendblue", id="2", text=texts[1], service="iMessage", was_downgraded=False),
        record("sendblue", id="3", text=texts[1], service="iMessage", was_downgraded=True),
        record("sendblue", id="4", text=texts[0], to_number="+4915112345678"),
    ]
    found = audited("sendblue", *records, rates=CARD)
    sms, imessage = sorted(found.services, key=lambda service: service.service)
    assert (sms.service, sms.messages, sms.downgraded, sms.segments, sms.unpriced) == ("SMS", 2, 2, 2, 1)
    assert (imessage.messages, imessage.downgraded, imessage.segments) == (2, 1, 4)
    assert (dict(sms.costs), dict(imessage.costs)) == ({"USD": Decimal("0.04")}, {"USD": Decimal("0.16")})
    assert rules(found) == ["SEG907"]
    assert found.differences[0].id == "3"


# --- Records that are there twice --------------------------------------------------------------------------


def test_an_identifier_counts_once_and_is_reported() -> None:
    found = audited("wavix", *[record("wavix")] * 3)
    assert (found.records, found.duplicates, found.audited, found.agrees) == (1, 2, 1, True)
    assert rules(found) == ["SEG906"] * 2
    assert found.money[0].charged == Decimal("0.04")


def test_records_without_an_identifier_are_never_the_same() -> None:
    found = audited("wavix", *[record("wavix", id=None)] * 2)
    assert (found.records, found.duplicates) == (2, 0)


def test_of_two_states_the_later_counts_whatever_comes_first() -> None:
    early = record("telnyx", status="queued", cost=None, parts=9, completed_at="2026-11-01T09:00:00Z")
    late = record("telnyx", completed_at="2026-11-01T10:00:00Z")
    for order in ([early, late], [late, early], [late, early, late]):
        found = audited("telnyx", *order)
        assert (found.records, found.segments) == (1, 1)
        assert "SEG907" in rules(found)
        assert found.money[0].charged == Decimal("0.04")


def test_records_that_come_only_once_are_audited_too() -> None:
    read = PROVIDERS["wavix"].record_plan().read([record("wavix"), record("wavix", segments=2)])
    found = audit_records(iter(read), provider="wavix")
    assert (found.records, found.duplicates) == (1, 1)


# --- Laws -------------------------------------------------------------------------------------------------


def counted(provider: str, text: str, number: int) -> dict[str, Any] | None:
    """Return a record that holds our own count, and its price by the card; `None` where there is no text."""
    yardstick = Yardstick(profile(provider))
    try:
        own = segmenter.count(profile(provider).prepared(text), policy=yardstick.policy)
    except UnencodableError:
        return None
    segments = yardstick.segments(own)
    price = f"{Decimal('0.0400') * segments}"
    by_provider: dict[str, dict[str, Any]] = {
        "dexatel": {"encoding": own.encoding.value, "price": price},
        "telnyx": {"encoding": own.encoding.value, "cost": {"amount": price, "currency": "USD"}},
        "twilio": {"price": f"-{price}"},
        "wavix": {"charge": price},
        "infobip": {},
        "sendblue": {},
    }
    named = by_provider[provider]
    if provider != "sendblue":
        named["segments"] = segments
    return record(provider, id=f"id {number}", text=text, **named)


def recorded(provider: str, some: list[str]) -> list[dict[str, Any]]:
    return list(filter(None, (counted(provider, text, number) for number, text in enumerate(some))))


@given(st.sampled_from(AUDITED), st.lists(texts(), max_size=4))
def test_records_that_hold_our_own_count_are_clean(provider: str, some: list[str]) -> None:
    records = recorded(provider, some)
    found = audited(provider, *records, rates=CARD)
    assert found.agrees
    assert found.differences == ()
    assert found.records == len(records)
    assert found.audited + sum(found.not_auditable.values()) == len(records)
    assert found.segments == found.own_segments


@given(
    st.sampled_from([name for name in AUDITED if name != "sendblue"]),
    st.lists(texts(), min_size=1, max_size=4),
    st.data(),
)
def test_every_seeded_difference_is_found(provider: str, some: list[str], data: st.DataObject) -> None:
    records = [one for one in recorded(provider, some) if one]
    changed: dict[str, int] = {}
    for one in records:
        (read,) = PROVIDERS[provider].record_plan().read(json.dumps(one))
        more = data.draw(st.integers(0, 3))
        if more and read.text and read.segments:
            key = {"twilio": "num_segments", "telnyx": "parts", "infobip": "messageCount"}.get(
                provider, "segments"
            )
            theirs = read.segments + more
            one[key] = str(theirs) if provider == "twilio" else theirs
            changed[read.id or ""] = theirs
    found = audited(provider, *records)
    wrong = {difference.id: difference for difference in found.differences}
    assert set(wrong) == set(changed)
    for identifier, theirs in changed.items():
        difference = wrong[identifier]
        assert (difference.rule, difference.segments) == ("SEG901", theirs)
        # Who divides the units may count fewer than the parts take; more is then the exact number.
        assert {Reason.APPENDED, Reason.EXACT} & {each.reason for each in difference.reasons}


KINDS = ["none", "charge", "failed", "twice"]


@given(st.lists(texts().filter(bool), max_size=4), st.data())
def test_every_kind_of_seeded_difference_is_found_with_what_it_implies(
    some: list[str], data: st.DataObject
) -> None:
    records: list[dict[str, Any]] = []
    wanted: list[tuple[str, str]] = []
    charged = over = Decimal(0)
    for number, text in enumerate(some):
        kind = data.draw(st.sampled_from(KINDS))
        if (one := counted("wavix", text, number)) is None:
            continue
        identifier, price = f"id {number}", Decimal(str(one["charge"]))
        records.append(one)
        if kind == "charge":
            times = data.draw(st.integers(2, 20))
            one["charge"] = f"{price * times}"
            wanted.append((identifier, "SEG903"))
            over += price * (times - 1)
            price *= times
        elif kind == "failed":
            one["status"] = "undelivered"
            wanted.append((identifier, "SEG905"))
            over += price
        elif kind == "twice":
            records.append(dict(one))
            wanted.append((identifier, "SEG906"))
        charged += price
    found = audited("wavix", *records, rates=CARD)
    assert sorted((each.id or "", each.rule) for each in found.differences) == sorted(wanted)
    for difference in found.differences:
        if difference.rule == "SEG903":
            assert difference.help.startswith("that is ")
            assert ", where the card says 0.0400: " in difference.help
    if records:
        assert (found.money[0].charged, found.money[0].over, found.money[0].under) == (
            charged,
            over,
            Decimal(0),
        )


@given(st.lists(texts().filter(bool), min_size=1, max_size=4))
def test_another_encoding_is_found_for_every_text_that_has_two(some: list[str]) -> None:
    records = recorded("dexatel", some)
    for one in records:
        one["encoding"] = "UCS-2" if one["encoding"] == "GSM-7" else "GSM-7"
    found = audited("dexatel", *records)
    assert rules(found) == ["SEG902"] * len(records)


@given(st.lists(texts(), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_records_makes_no_difference(some: list[str], chance: random.Random) -> None:
    records = recorded("wavix", some)
    for one in records:
        one["segments"] += chance.choice([0, 0, 1])
        one["charge"] = chance.choice(["0.04", "0.05", one["charge"]])
    records += [one | {"status": chance.choice(["delivered", "undelivered"])} for one in records[:2]]
    plan = PROVIDERS["wavix"].record_plan()
    read = [SavedRecord(plan.record(one)) for one in records]
    found = audit_records(read, provider="wavix", charges=Charges(CARD))
    chance.shuffle(read)
    again = audit_records(read, provider="wavix", charges=Charges(CARD))
    assert again.as_dict() == found.as_dict()


def test_the_callers_decimal_context_makes_no_difference() -> None:
    records = [record("wavix", id=str(number), charge="1.0000000123") for number in range(9)]
    found = audited("wavix", *records, rates=CARD)
    with localcontext(prec=2):
        again = audited("wavix", *records, rates=CARD)
    assert again.money == found.money
    assert again.as_dict() == found.as_dict()
    assert found.money[0].charged == Decimal("9.0000001107")


def test_findings_are_in_the_file_at_the_line() -> None:
    read = PROVIDERS["wavix"].record_plan().record(record("wavix", segments=2))
    found = audit_records([SavedRecord(read, "page.json", 7)], provider="wavix")
    (finding,) = found.findings
    assert (str(finding.locations[0]), finding.entry.key, finding.rule) == (
        "page.json:7",
        "3a525ca2",
        "SEG901",
    )
    assert "Hi" not in str(finding)
    assert Encoding.GSM7 not in finding.message


def test_a_month_is_that_of_utc_and_the_ends_of_time_are_no_traceback() -> None:
    late = record("wavix", submitted_at="2026-10-31T23:30:00-02:00")
    assert [month.month for month in audited("wavix", late).months] == ["2026-11"]
    for end in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z"):
        found = audited("wavix", record("wavix", submitted_at=end, segments=2))
        assert found.disagreeing == 1
        assert "SEG901" in "".join(audit_csv(found))
