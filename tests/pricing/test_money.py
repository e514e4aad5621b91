"""Money: exact whatever the caller's decimal context, and never across currencies."""

from decimal import Context, Decimal, localcontext

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
