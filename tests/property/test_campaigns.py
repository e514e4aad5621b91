"""Laws of campaigns: every row is accounted for, parts add up, and a plain sum of quotes says the same.

The reference prices and counts row by row with the public functions; it must not know how rows are gathered.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segmenter import Encoding, Policy, ReferenceWidth, SegmenterError, UnencodableError, count
from segmenter.pricing import NoRateError, Rate, RateCard, RecipientError, RejectedError, quote
from segmenter.pricing.campaigns.campaigns import Campaign, campaign
from segmenter.pricing.campaigns.costly import Why
from segmenter.pricing.campaigns.seen import Seen
from segmenter.pricing.campaigns.shares import Cost, Share
from segmenter.pricing.cards.recipients import Numbers
from segmenter.templates import render
from tests.property.strategies import policies

CARD = RateCard(
    [
        Rate(price="0.04", currency="EUR", country="GB", prefix="44"),
        Rate(price="0.051", fee="0.0007", currency="EUR", country="GB", prefix="44", mcc="234", mnc="10"),
        Rate(price="0.033", currency="EUR", country="GB", prefix="4477"),
        Rate(price="0.07", currency="EUR", country="DE", prefix="49", minimum="0.1"),
        Rate(price="0.06", currency="EUR", country="DE", mcc="262"),
        Rate(price="0.0079", currency="USD", country="US", prefix="1"),
        Rate(price="0.09", currency="USD", country="US", prefix="1", per="message", number_type="mobile"),
        Rate(price=None, currency="EUR", country="RU", prefix="7"),
        Rate(price=None, currency="EUR", country="IT", prefix="39", mcc="222", mnc="01"),
        Rate(price="0.05", currency="EUR", country="IT", prefix="39"),
    ]
)
TEMPLATE = "Hi {name}, {city}: " + "open from nine to six. " * 5 + "{name}"

numbers = st.one_of(
    st.builds(
        "{}{}{:09d}".format,
        st.sampled_from(["+", ""]),
        st.sampled_from(["4477", "4478", "49", "1", "7", "39", "55"]),
        st.integers(0, 20),
    ),
    st.sampled_from(["", "n/a", "0771234567", "+44 7700 900123", "4477", "+1234567890123456"]),
)
values = st.text(st.sampled_from("ab €’ж😀`[\n"), max_size=12)
rows = st.one_of(
    st.fixed_dictionaries(
        {"phone": numbers, "name": values, "city": values},
        optional={
            "country": st.sampled_from(["", "GB", "de", "Germany", "Atlantis", None]),
            "mcc": st.sampled_from(["", "234", "262", "2x", 222]),
            "mnc": st.sampled_from(["", "10", "01"]),
        },
    ),
    st.fixed_dictionaries({"phone": numbers, "name": st.none() | values}),
    st.just("a broken row"),
)
plain_policies = st.builds(
    Policy,
    encodings=st.sampled_from(
        [(Encoding.GSM7, Encoding.UCS2), (Encoding.UCS2, Encoding.GSM7), (Encoding.UCS2,)]
    ),
    reference_width=st.sampled_from(ReferenceWidth),
    extra_elements=st.just(()),
    without=st.just(""),
    numbering=st.just(""),
)
# The last row gives a text, or the audience as a whole might lack a column.
audiences = st.lists(rows, max_size=30).map(
    lambda few: [*few, {"phone": "+447700900123", "name": "Ann", "city": "Ely"}]
)


def plain(audience: list[Any], policy: Policy) -> tuple[Counter[str], dict[str, list[Decimal]]]:
    """Price row by row."""
    numbers: Counter[str] = Counter()
    sums: dict[str, list[Decimal]] = {}
    seen: set[str] = set()
    for row in audience:
        if isinstance(row, str):
            numbers["failed"] += 1
            continue
        try:
            if row.get("mcc") == "2x" or row.get("country") == "Atlantis":
                numbers["wrong_keys"] += 1
                continue
            home = {"Germany": "DE", "de": "DE"}.get(row.get("country") or "", row.get("country") or None)
            digits = Numbers(home).read(row["phone"])[0]
            text = render(TEMPLATE, {name: row[name] for name in ("name", "city") if name in row})
            count(text, policy=policy)
            keys: dict[str, Any] = {
                key: str(row[key]) if row.get(key) else None for key in ("country", "mcc", "mnc")
            }
            found = quote(text, rates=CARD, recipient=row["phone"], policy=policy, **keys)
        except RecipientError:
            numbers["invalid"] += 1
        except RejectedError:
            numbers["rejected"] += 1
        except NoRateError:
            numbers["unpriced"] += 1
        except SegmenterError:
            numbers["failed"] += 1
        else:
            numbers["messages"] += 1
            numbers["duplicates"] += digits in seen
            numbers["segments"] += found.expected.segments
            seen.add(digits)
            moneys = sums.setdefault(found.expected.currency, [Decimal(0)] * 3)
            for place, total in enumerate((found.low, found.expected, found.high)):
                moneys[place] += total.amount
    return numbers, sums


@settings(max_examples=60)
@given(audiences, st.sampled_from([Policy()]) | policies())
def test_a_campaign_is_the_sum_of_its_quotes(audience: list[Any], policy: Policy) -> None:
    try:
        found = campaign(TEMPLATE, audience, rates=CARD, policy=policy)
    except UnencodableError:  # of the template's own text
        return
    numbers, sums = plain(audience, policy)
    asked = ("messages", "segments", "invalid", "rejected", "unpriced", "failed", "wrong_keys", "duplicates")
    assert {name: getattr(found, name) for name in asked} == {name: numbers[name] for name in asked}
    assert {cost.currency: [money.amount for money in cost] for cost in found.total.costs} == sums


@given(audiences, st.booleans())
def test_every_row_is_accounted_for_and_the_parts_add_up(audience: list[Any], drop: bool) -> None:
    found = campaign(TEMPLATE, iter(audience), rates=CARD, drop_duplicates=drop)
    amiss = found.invalid + found.failed + found.wrong_keys + found.unpriced + found.rejected
    assert found.messages + amiss + found.dropped == found.rows == len(audience)
    for parts in (found.by_country, found.by_network, found.by_encoding, found.by_segments):
        assert summed(parts) == found.total
    for cost in found.total.costs:
        assert cost.low <= cost.expected <= cost.high
    assert found.dropped == (found.duplicates if drop else 0)


def summed(parts: Mapping[Any, Share]) -> Share:
    costs: dict[str, Cost] = {}
    for share in parts.values():
        for cost in share.costs:
            old = costs.get(cost.currency)
            costs[cost.currency] = (
                cost if old is None else Cost(*(a + b for a, b in zip(old, cost, strict=True)))
            )
    return Share(
        sum(share.messages for share in parts.values()),
        sum(share.segments for share in parts.values()),
        tuple(cost for _, cost in sorted(costs.items())),
    )


@given(audiences)
def test_streamed_and_whole_audiences_agree(audience: list[Any]) -> None:
    whole = campaign(TEMPLATE, audience, rates=CARD)
    assert campaign(TEMPLATE, iter(audience), rates=CARD) == whole
    assert campaign(TEMPLATE, (row for row in audience), rates=CARD) == whole


def apart_from_examples(found: Campaign) -> tuple[object, ...]:
    numbers = (
        found.invalid,
        found.failed,
        found.wrong_keys,
        found.unpriced,
        found.rejected,
        found.duplicates,
        found.rows,
    )
    shares = found.by_country, found.by_network, found.by_encoding, found.by_segments
    return found.total, shares, numbers, found.costly, found.costly_placeholders, found.costly_together


@given(audiences, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_examples_only(audience: list[Any], random: Any) -> None:
    other = audience.copy()
    random.shuffle(other)
    assert apart_from_examples(campaign(TEMPLATE, other, rates=CARD)) == apart_from_examples(
        campaign(TEMPLATE, audience, rates=CARD)
    )


@given(st.integers(1, 50), values, st.sampled_from(["+447712345678", "+4915112345678", "+12125550123"]))
def test_n_identical_recipients_cost_n_times_the_quote(number: int, name: str, recipient: str) -> None:
    one = quote(render("Hi {name}", {"name": name}), rates=CARD, recipient=recipient)
    found = campaign("Hi {name}", [{"to": recipient, "name": name}] * number, rates=CARD)
    assert found.low == one.low.money * number
    assert found.expected == one.expected.money * number
    assert found.high == one.high.money * number
    assert found.segments == one.expected.segments * number


@settings(max_examples=150)
@given(
    st.lists(st.tuples(values, values), min_size=1, max_size=12),
    st.integers(0, 400),
    plain_policies | policies(),
)
def test_costly_values_are_those_that_a_recount_finds(
    people: list[tuple[str, str]], length: int, policy: Policy
) -> None:
    template = "{name}{city}" + "x" * length + "{name}"
    audience = [
        {"to": f"+4477{place:08}", "name": name, "city": city} for place, (name, city) in enumerate(people)
    ]
    try:
        found = campaign(template, audience, rates=CARD, policy=policy, keep=100)
    except UnencodableError:
        return
    sums: dict[tuple[str, str, Why], list[int]] = {}
    together = 0
    cheapest = min(found.by_segments, default=0)
    for name, city in people:
        values = {"name": name, "city": city}

        def segments(text: str) -> int:
            return count(text, policy=policy).segments

        try:
            taken = segments(render(template, values))
        except UnencodableError:
            continue
        caused = False
        for key, value in values.items():
            less = segments(render(template, values | {key: ""}))
            plain = segments(render(template, values | {key: "x" * len(value)}))
            if taken > cheapest and less < taken:
                caused = True
                why = Why.CHARACTERS if plain < taken else Why.LENGTH
                both = sums.setdefault((key, value, why), [0, 0])
                both[0] += 1
                both[1] += taken - less
        together += taken > cheapest and not caused
    assert {
        (one.name, one.value, one.why): [one.messages, one.extra_segments] for one in found.costly
    } == sums
    assert found.costly_together == together


@given(st.lists(st.integers(1, 40) | st.integers(1, 10**15 - 1)))
def test_what_was_seen_is_a_set(numbers: list[int]) -> None:
    seen, plain_set = Seen(), set()
    for number in numbers:
        assert seen.add(number) is (number not in plain_set)
        plain_set.add(number)
    assert len(seen) == len(plain_set)


def test_what_was_seen_grows() -> None:
    seen = Seen()
    numbers = [4477 * 10**8 + 7 * place for place in range(5000)]
    assert all(seen.add(number) for number in numbers)
    assert not any(seen.add(number) for number in numbers)
