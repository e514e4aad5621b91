"""Checks of rate cards: what is found between rows, and what is none."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.channels.findings import Finding
from segmenter.channels.rules import RULES
from segmenter.files import UndecodableFileError, UnreadableFileError
from segmenter.pricing import Query, RateCard
from segmenter.pricing.cards.checks import Check, check, problems, summary
from segmenter.pricing.cards.numbering import CALLING_CODES
from segmenter.pricing.cards.rates import Per, Rate
from segmenter.pricing.errors import AmbiguousRatesError

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))
END_OF_JANUARY, END_OF_FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)


def rate(line: int = 1, **keys: Any) -> Rate:
    return Rate(**({"price": "0.04", "currency": "EUR", "country": "GB"} | keys), path="r.csv", line=line)


def kind(finding: Finding) -> str:
    assert finding.severity in (RULES[finding.rule].severity, "warning")
    return RULES[finding.rule].name.removeprefix("rate-")


def places(finding: Finding) -> tuple[str, ...]:
    return tuple(map(str, finding.locations))


def kinds(*rates: Rate) -> list[str]:
    return [kind(finding) for finding in problems(rates)]


# What is none


def test_no_rows_have_no_problems() -> None:
    assert problems(()) == ()


def test_different_keys_tiers_and_days_are_no_problem() -> None:
    assert not kinds(
        rate(),
        rate(country="DE"),
        rate(mcc="234"),
        rate(mcc="234", mnc="15"),
        rate(prefix="4477"),
        rate(number_type="shortcode"),
        rate(category="otp"),
        rate(channel="mms"),
        rate(tier_from=1000),
        rate(per="month"),
        rate(per="session"),
        rate(country="FR", valid_to=END_OF_JANUARY),
        rate(country="FR", valid_from=FEBRUARY, valid_to=END_OF_FEBRUARY),
        rate(country="FR", valid_from=MARCH),
    )


# Days


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ({}, {}, "always both apply"),
        ({}, {"valid_from": FEBRUARY}, "both apply from 2026-02-01"),
        ({"valid_to": END_OF_JANUARY}, {"valid_to": MARCH}, "both apply until 2026-01-31"),
        ({"valid_to": FEBRUARY}, {"valid_from": FEBRUARY}, "both apply on 2026-02-01"),
        (
            {"valid_from": JANUARY, "valid_to": FEBRUARY},
            {"valid_from": END_OF_JANUARY, "valid_to": MARCH},
            "both apply from 2026-01-31 to 2026-02-01",
        ),
    ],
)
def test_rows_of_the_same_keys_on_the_same_day_are_an_error_that_names_both(
    one: dict[str, Any], other: dict[str, Any], days: str
) -> None:
    for first, second in ((one, other), (other, one)):
        (found,) = problems([rate(2, **first), rate(5, **second)])
        assert (kind(found), found.severity, places(found)) == ("overlap", "error", ("r.csv:2", "r.csv:5"))
        assert f"r.csv:2 and r.csv:5 have the same keys (country GB) and {days} at the same" in found.message


@pytest.mark.parametrize(
    ("other", "same"),
    [({}, True), ({"price": "0.05"}, False), ({"price": "0.03"}, False), ({"fee": "0.01"}, False)],
)
def test_an_overlap_says_where_the_price_is_the_same(other: dict[str, Any], same: bool) -> None:
    (found,) = problems([rate(2), rate(5, **other)])
    assert (" at the same price; remove one" in found.message) is same
    assert "always both apply" in found.message


def test_prices_per_segment_and_per_message_are_alternatives() -> None:
    assert kinds(rate(per=Per.SEGMENT), rate(per=Per.MESSAGE)) == ["overlap"]
    (found,) = problems([rate(per=Per.MONTH), rate(per=Per.MONTH)])
    assert found.severity == "warning"


def test_a_short_row_within_a_long_one_does_not_end_it() -> None:
    long = {"valid_from": JANUARY, "valid_to": date(2026, 12, 31)}
    short = {"valid_from": FEBRUARY, "valid_to": FEBRUARY}
    (found,) = problems([rate(2, **long), rate(3, **short), rate(4, valid_from=date(2026, 12, 31))])
    assert places(found) == ("r.csv:2", "r.csv:3")
    assert "(1 more of these keys overlap)" in found.message
    (found,) = problems([rate(2, **long), *(rate(line, **short) for line in (3, 4, 5))])
    assert "(2 more of these keys overlap)" in found.message


def test_days_left_out_between_rows_are_a_warning() -> None:
    (found,) = problems([rate(7, valid_from=MARCH), rate(2, valid_to=END_OF_JANUARY)])
    assert (kind(found), found.severity) == ("gap", "warning")
    said = "country GB has no row from 2026-02-01 to 2026-02-28, between r.csv:2 and r.csv:7"
    assert found.message == f"{said}; lengthen one of them"


spans = st.lists(st.tuples(st.none() | st.integers(1, 20), st.none() | st.integers(1, 20)), max_size=6)


@given(spans)
def test_overlaps_and_gaps_are_those_that_counting_days_finds(
    days: list[tuple[int | None, int | None]],
) -> None:
    days = [(begins, ends) for begins, ends in days if begins is None or ends is None or begins <= ends]
    rates = [
        rate(
            valid_from=begins and date(2026, 1, begins),
            valid_to=ends and date(2026, 1, ends),
        )
        for begins, ends in days
    ]
    often = [sum((begins or 0) <= day <= (ends or 21) for begins, ends in days) for day in range(22)]
    covered = "".join("x" if many else " " for many in often).strip()
    found = kinds(*rates)
    assert ("overlap" in found) == (max(often) > 1)
    assert found.count("gap") == len(covered.split()) - 1 if covered else not found


# The others


def test_tiers_without_a_beginning_are_a_warning() -> None:
    (found,) = problems([rate(2, tier_from=5000), rate(3, tier_from=1000)])
    assert (kind(found), found.severity, places(found)) == ("tiers", "warning", ("r.csv:3",))
    assert "the lowest, r.csv:3, begins at 1,000" in found.message
    assert not kinds(rate(tier_from=5000), rate())
    dated = rate(2, tier_from=1000, valid_to=END_OF_JANUARY), rate(3, tier_from=1000, valid_from=FEBRUARY)
    assert [places(finding) for finding in problems(dated)] == [("r.csv:2",)]
    assert kinds(rate(tier_from=5000), rate(per="month")) == ["tiers"]


def test_currencies_that_a_quote_would_have_to_compare_are_a_warning() -> None:
    (found,) = problems([rate(2), rate(3, mcc="234", mnc="15", currency="USD")])
    assert (kind(found), places(found)) == ("currency", ("r.csv:2", "r.csv:3"))
    changed = rate(valid_to=END_OF_JANUARY, currency="BGN"), rate(valid_from=FEBRUARY)
    assert not kinds(*changed)
    assert not kinds(rate(), rate(country="US", currency="USD"))
    assert not kinds(rate(), rate(per="month", currency="USD"))
    assert not kinds(rate(), rate(mcc="234", currency="USD", price=None))


JANUARY_ALONE = {"valid_from": JANUARY, "valid_to": END_OF_JANUARY}
FEBRUARY_ALONE = {"valid_from": FEBRUARY, "valid_to": END_OF_FEBRUARY}


@pytest.mark.parametrize(
    ("euros", "dollars", "both"),
    [
        ([JANUARY_ALONE], JANUARY_ALONE, True),
        ([JANUARY_ALONE], FEBRUARY_ALONE, False),
        ([FEBRUARY_ALONE], JANUARY_ALONE, False),
        ([{"valid_to": JANUARY}], JANUARY_ALONE, True),
        ([{"valid_from": END_OF_JANUARY}], JANUARY_ALONE, True),
        ([JANUARY_ALONE, FEBRUARY_ALONE], FEBRUARY_ALONE, True),
        ([FEBRUARY_ALONE, JANUARY_ALONE], JANUARY_ALONE, True),
        ([{}, FEBRUARY_ALONE], JANUARY_ALONE, True),
        ([JANUARY_ALONE, FEBRUARY_ALONE], {"valid_from": MARCH}, False),
    ],
)
def test_currencies_are_compared_on_the_days_of_both(
    euros: list[dict[str, Any]], dollars: dict[str, Any], both: bool
) -> None:
    rows = [rate(line, mcc="234", mnc=f"1{line}", **days) for line, days in enumerate(euros, start=2)]
    found = problems([*rows, rate(9, currency="USD", **dollars)])
    assert [places(finding) for finding in found] == ([("r.csv:2", "r.csv:9")] if both else [])


def test_networks_and_prefixes_of_another_country_are_a_warning_told_once() -> None:
    found = problems([rate(2, mcc="262", mnc="01"), rate(3, mcc="262", mnc="02"), rate(4, prefix="4915")])
    assert [problem.message for problem in found] == [
        "r.csv:2: mcc 262 is of DE, not of GB (1 more row)",
        "r.csv:4: numbers of this prefix are of DE, not of GB",
    ]
    assert {problem.severity for problem in found} == {"warning"}
    for prefix, owners in (("44", "GB, GG, IM, JE"), ("1", "US, AG, AI, AS …")):
        (found_of_france,) = problems([rate(2, country="FR", prefix=prefix)])
        assert found_of_france.message == f"r.csv:2: numbers of this prefix are of {owners}, not of FR"
    assert not kinds(rate(mcc="999"), rate(prefix="999"), rate(country="JE", mcc="234", prefix="447"))
    assert not kinds(rate(country=None, mcc="262", prefix="44"))


def test_a_calling_code_of_several_countries_is_a_warning_where_one_has_it_alone() -> None:
    us = rate(2, country="US", prefix="1")
    (found,) = problems([us])
    assert (kind(found), found.severity, places(found)) == ("prefix", "warning", ("r.csv:2",))
    assert found.message == (
        "r.csv:2: prefix 1 is of AG, AI, AS, BB … too, whose numbers are taken for US; "
        "add rows of theirs with longer prefixes"
    )
    russia = rate(2, country="RU", prefix="7")
    assert problems([russia])[0].message.startswith("r.csv:2: prefix 7 is of KZ too, ")
    assert not kinds(russia, rate(3, country="KZ", prefix="77"))
    assert not kinds(us, rate(3, country="CA", prefix="1"))  # then neither is told by it
    assert not kinds(rate(country="US", prefix="1212"), rate(country="DE", prefix="49"))


@pytest.mark.parametrize(("left", "listed"), [(1, "AG"), (4, "AG, AI, AS, BB"), (5, "AG, AI, AS, BB …")])
def test_the_countries_that_share_a_prefix_are_listed_up_to_four(left: int, listed: str) -> None:
    others = CALLING_CODES["1"][1:][left:]
    rows = [rate(line, country=country, prefix="1204") for line, country in enumerate(others, start=3)]
    found = problems([rate(2, country="US", prefix="1"), *rows])
    assert found[0].message.startswith(f"r.csv:2: prefix 1 is of {listed} too, ")


def test_a_network_code_without_its_country_code_is_a_warning() -> None:
    assert kinds(rate(mnc="15")) == ["network"]


def test_problems_come_in_the_order_of_rows() -> None:
    found = problems([rate(2, mnc="15"), rate(3), rate(4), rate(5, country="DE", prefix="33")])
    assert [kind(finding) for finding in found] == ["network", "overlap", "prefix"]


# Files


def test_all_wrong_cells_of_a_file_are_found_and_what_is_wrong_between_the_others(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("country,price,currency\nGB,1,EUR\nUK,x,EUR\nGB,1,EUR\n")
    checked = check(path)
    assert [(kind(finding), finding.field) for finding in checked.findings] == [
        ("cell", "country"),
        ("cell", "price"),
        ("overlap", ""),
    ]
    assert checked.findings[0].message == f"{path}:3: country is 'UK'; write GB"
    assert checked.summary.rows == 2


def test_a_file_that_is_wrong_as_a_whole_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "rates.toml"
    path.write_text("rates")
    (found,) = check(path).findings
    assert (kind(found), places(found)) == ("file", (f"{path}:1",))


def test_of_very_many_wrong_cells_the_rest_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("price,currency\n" + "x,y\n" * 700)
    found = check(path).findings
    assert len(found) == 1001
    assert found[-1].message == f"{path}: 400 more cells are wrong; put these right first"


def test_what_cannot_be_read_is_raised(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        check(tmp_path / "none.csv")
    (tmp_path / "rates.csv").write_bytes(b"\xff")
    with pytest.raises(UndecodableFileError):
        check(tmp_path / "rates.csv")


def test_a_summary_says_what_rows_cover() -> None:
    rows = [
        rate(valid_from=MARCH, channel="sms"),
        rate(valid_from=JANUARY, valid_to=END_OF_JANUARY, country=None, currency="USD", price=None),
    ]
    assert summary(rows) == (2, 1, ("", "sms"), ("", "GB"), ("EUR", "USD"), JANUARY, None)
    assert summary([]) == (0, 0, (), (), (), None, None)


def ambiguous(card: RateCard, day: date, country: str) -> bool:
    """Say whether a quote on a day is refused for two rows of the same keys."""
    try:
        card.match(Query(country=country, mcc="234", at=day))
    except AmbiguousRatesError:
        return True
    except LookupError:
        return False
    return False


days = st.none() | st.integers(1, 9).map(lambda day: date(2026, 1, day))
row = st.fixed_dictionaries(
    {
        "country": st.sampled_from(["GB", "JE"]),
        "mcc": st.sampled_from([None, "234"]),
        "tier_from": st.sampled_from([0, 0, 100]),
        "per": st.sampled_from(["segment", "message"]),
        "valid_from": days,
        "valid_to": days,
    }
)


@given(st.lists(row, min_size=1, max_size=5))
def test_an_overlap_is_found_where_a_quote_would_be_refused_for_it(rows: list[dict[str, Any]]) -> None:
    rates = [
        rate(**each)
        for each in rows
        if not (each["valid_from"] and each["valid_to"] and each["valid_to"] < each["valid_from"])
    ]
    if not rates:
        return
    card = RateCard(rates)
    every = [date(2026, 1, day) for day in range(1, 10)]
    refused = any(ambiguous(card, day, country) for day in every for country in ("GB", "JE"))
    assert ("overlap" in kinds(*rates)) == refused


def test_the_types_of_a_check_are_those_of_its_plain_values() -> None:
    words = dict.fromkeys(("rule", "kind", "severity", "message"), str)
    assert Check.json_types() == {
        "path": str,
        "rows": int,
        "rejected": int,
        "channels": [str | None],
        "countries": [str | None],
        "currencies": [str],
        "valid_from": date | None,
        "valid_to": date | None,
        "problems": [words | {"places": [str], "column": str | None}],
    }
