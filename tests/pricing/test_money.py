"""Money: exact whatever the caller's decimal context, and never across currencies."""

from dataclasses import FrozenInstanceError
from decimal import Context, Decimal, Inexact, localcontext
from typing import Any

import pydantic
import pytest

from segmenter.pricing import CurrencyError, Money


def test_amounts_of_one_currency_add_up() -> None:
    assert Money(Decimal("0.10"), "EUR") + Money(Decimal("0.20"), "EUR") == Money(Decimal("0.30"), "EUR")


def test_amounts_of_two_currencies_are_never_added_or_compared() -> None:
    euro, dollar = Money(Decimal(1), "EUR"), Money(Decimal(1), "USD")
    for act in (lambda: euro + dollar, lambda: euro - dollar, lambda: euro < dollar, lambda: euro <= dollar):
        with pytest.raises(CurrencyError, match="1 EUR and 1 USD cannot be added or compared"):
            act()


def test_a_context_of_few_digits_rounds_nothing() -> None:
    with localcontext(Context(prec=3)):
        assert (Money(Decimal("123456.789"), "EUR") * 7).amount == Decimal("864197.523")


def test_money_times_a_float_is_no_money() -> None:
    with pytest.raises(TypeError):
        Money(Decimal(1), "EUR") * 0.5  # type: ignore[operator]


def test_money_reads_as_an_amount_and_a_currency() -> None:
    assert str(Money(Decimal("1E-7"), "EUR")) == "0.0000001 EUR"


@pytest.mark.parametrize(("amount", "exact"), [("1", "1"), (1, "1"), ("0.0475", "0.0475"), ("-2.5", "-2.5")])
def test_an_amount_may_be_written_as_text_or_as_a_whole_number(amount: str | int, exact: str) -> None:
    money = Money(amount, "EUR")
    assert money == Money(Decimal(exact), "EUR")
    assert str(money + Money("1", "EUR")) == f"{Decimal(exact) + 1} EUR"


@pytest.mark.parametrize("amount", ["", "x", "1,5", "NaN", "Infinity", Decimal("NaN")])
def test_what_is_not_an_amount_is_refused_at_once(amount: Any) -> None:
    with pytest.raises(ValueError, match="is not an amount of money"):
        Money(amount, "EUR")


@pytest.mark.parametrize("amount", [0.5, True, None, b"1"])
def test_a_float_is_refused_at_once(amount: Any) -> None:
    with pytest.raises(TypeError, match="must be a Decimal, an int or a str, not"):
        Money(amount, "EUR")


@pytest.mark.parametrize("currency", ["eur", "EURO", "€", ""])
def test_what_is_not_a_currency_is_refused_at_once(currency: str) -> None:
    with pytest.raises(ValueError, match="is not a currency; write its ISO 4217 code"):
        Money("1", currency)


def test_amounts_can_be_summed_and_formatted() -> None:
    total = sum([Money("0.0475", "EUR"), Money("1", "EUR")])
    assert total == Money("1.0475", "EUR")
    assert f"{total:.2f}|{total}|{total:,.1f}|{total:>8.2f}" == "1.05 EUR|1.0475 EUR|1.0 EUR|    1.05 EUR"
    with pytest.raises(TypeError):
        _ = 1 + Money("1", "EUR")
    with pytest.raises(CurrencyError):
        sum([Money("1", "EUR"), Money("1", "USD")])


def test_comparisons_at_equality() -> None:
    one, two = Money(1, "EUR"), Money(2, "EUR")
    assert not one < Money(1, "EUR")
    assert (one <= Money(1, "EUR")) is True
    assert (one <= two) is True
    assert (two <= one) is False


@pytest.mark.parametrize("other", [5, "5", None])
def test_money_is_added_to_taken_from_and_compared_with_money_alone(other: Any) -> None:
    with pytest.raises(TypeError, match="'<' not supported between"):
        _ = Money(1, "EUR") < other
    with pytest.raises(TypeError, match="'<=' not supported between"):
        _ = Money(1, "EUR") <= other
    with pytest.raises(TypeError, match="unsupported operand"):
        Money(1, "EUR") + other
    with pytest.raises(TypeError, match="unsupported operand"):
        Money(1, "EUR") - other


def test_long_amounts_are_exact_and_what_cannot_be_is_refused() -> None:
    assert (
        str((Money("1234567890123456789.0123456789", "EUR") * 3).amount) == "3703703670370370367.0370370367"
    )
    with pytest.raises(Inexact):
        Money("1e300", "EUR") + Money("1e-5", "EUR")


def test_pydantic_takes_money() -> None:
    adapter = pydantic.TypeAdapter(Money)
    assert adapter.json_schema()["properties"]["currency"] == {"type": "string"}
    assert adapter.dump_python(Money("1.50", "EUR")) == {"amount": "1.50", "currency": "EUR"}
    assert adapter.validate_json('{"amount": "1.50", "currency": "EUR"}') == Money("1.50", "EUR")


def test_an_amount_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Money(1, "EUR").amount = Decimal(2)  # type: ignore[misc]  # what is tested


def test_currencies_are_compared_by_their_codes() -> None:
    assert Money(1, "".join(["E", "UR"])) + Money(2, "EUR") == Money(3, "EUR")
