"""Rates: the rows of a rate card, each with the keys of the messages it prices.

Values only: which row applies is decided in `cards`, what a message costs in `quotes`; files are not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, Self, TypeVar

from ...channels.messages import Channel
from ...core.results import accepted, plain_fields
from ...files.words import describe
from ...spelling import Spelled
from ..errors import RateError
from .tables.codes import COUNTRIES, CURRENCIES

__all__ = [
    "KEYS",
    "OWED_BESIDE",
    "READERS",
    "ChargeOn",
    "Per",
    "Rate",
    "Unfit",
    "amount",
    "country_given",
    "country_written",
    "owed_beside",
]


class Per(Spelled, StrEnum):
    """What a price is paid for."""

    SEGMENT = "segment"
    MESSAGE = "message"
    SESSION = "session"
    MONTH = "month"


class ChargeOn(Spelled, StrEnum):
    """When a message is charged for. It labels a line and changes no sum."""

    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"


KEYS = ("mnc", "mcc", "prefix", "number_type", "category", "country", "channel")
"""The keys of a row, those first that make it more specific."""

_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")
_DIGITS = {
    "mcc": (re.compile(r"[0-9]{3}"), "three digits, such as 234"),
    "mnc": (re.compile(r"[0-9]{2,3}"), "two or three digits, such as 10"),
    "prefix": (re.compile(r"[1-9][0-9]{0,14}"), "the digits that numbers begin with, such as 4477"),
}
_MOST = 10**15
_DIGITS_SHOWN = 16  # digits on either side of the point, and one
_USUAL = {"UK": "GB", "EL": "GR"}  # what some write for a country, and its code
_COUNTRY_CODE = "it must be an ISO 3166-1 code of two letters, such as GB"
_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")


def amount(value: Decimal | str | int) -> Decimal:
    """Return an amount of money as it is written, not rounded.

    Args:
        value: a `Decimal`, an `int`, or digits with at most one point; not negative, and of at most
            15 digits on either side of the point.

    Raises:
        ValueError: it is not such an amount: ``1,5``, ``NaN``, ``-1``, ``1e3``.
        TypeError: it is a float, which holds no exact amount, or not a number at all.

    >>> amount("0.04750")
    Decimal('0.04750')
    """
    if isinstance(value, str):
        if not _AMOUNT.fullmatch(value):
            raise ValueError(value)
        return Decimal(value)
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"an amount must be a Decimal, an int or a str, not {type(value).__name__}")
    # Written out, 1e999999999 would fill the memory, and Python does not write an int of 5,000 digits.
    if isinstance(value, Decimal) and not (value.is_finite() and abs(value.adjusted()) < _DIGITS_SHOWN):
        raise ValueError(str(value))
    if isinstance(value, int) and abs(value) > _MOST:
        raise ValueError("too large")
    written = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if not _AMOUNT.fullmatch(written):
        raise ValueError(written)
    return Decimal(written)


class Unfit(Exception):  # noqa: N818  # it never leaves the room: `at` turns it into an error
    """A column does not take a value: what is wrong, and what it takes."""

    def __init__(self, value: object, remedy: str) -> None:
        self.value = value
        self.remedy = remedy
        super().__init__(value, remedy)

    def at(self, column: str, *, path: str = "", line: int = 0) -> RateError:
        """Return the error that names the place."""
        problem = f"is {describe(self.value)}"
        return RateError(problem, self.remedy, path=path, line=line, key=column, value=self.value)


def _money(value: Any) -> Decimal:
    try:
        return amount(value)
    except ValueError:
        long = isinstance(value, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value)
        if long or (isinstance(value, int) and value > _MOST):
            raise Unfit(value, "an amount has at most 15 digits on either side of the point") from None
        raise Unfit(value, "write digits with at most one point, such as 0.0475") from None


def _or_none(read: Callable[[Any], _Value]) -> Callable[[Any], _Value | None]:
    return lambda value: None if value is None else read(value)


def _currency(value: object) -> str:
    if isinstance(value, str) and value in CURRENCIES:
        return value
    meant = value.strip().upper() if isinstance(value, str) else ""
    like = f"write {meant}" if meant in CURRENCIES else "it must be an ISO 4217 code, such as EUR"
    raise Unfit(value, like)


def _country(value: object) -> str | None:
    if value is None or (isinstance(value, str) and value in COUNTRIES):
        return value
    try:
        meant = country_written(value) if isinstance(value, str) else ""
    except Unfit as unfit:
        meant = unfit.remedy.removeprefix("write ")
    raise Unfit(value, f"write {meant}" if meant in COUNTRIES else _COUNTRY_CODE)


def country_written(text: str) -> str:
    """Return the code of a country as people write it: a code in any case, or an English name.

    Raises:
        Unfit: it is neither, or a code in use that is not ISO 3166-1's: ``UK``.
    """
    from .names import country_named, like_a_country

    code = text.strip().upper()
    if code in COUNTRIES:
        return code
    if code in _USUAL:
        raise Unfit(text, f"write {_USUAL[code]}")
    if country := country_named(text):
        return country
    raise Unfit(text, f"{_COUNTRY_CODE}, or an English name{like_a_country(text)}")


def country_given(text: str) -> str:
    """Return the code of the country of an option, as `country_written`, or raise `RateError`."""
    try:
        return country_written(text)
    except Unfit as unfit:
        raise unfit.at("country") from None


def _digits(column: str) -> Callable[[object], str | None]:
    form, remedy = _DIGITS[column]

    def read(value: object) -> str | None:
        if value is None or (isinstance(value, str) and form.fullmatch(value)):
            return value
        quoted = "" if isinstance(value, str) else ", in quotes"
        raise Unfit(value, f"it must be {remedy}{quoted}")

    return read


def _word(kind: type[_Choice]) -> Callable[[Any], _Choice]:
    def read(value: Any) -> _Choice:
        try:
            return kind(value)
        except ValueError:
            raise Unfit(value, f"it must be one of {', '.join(kind)}") from None

    return read


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit(value, "it must be text")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value) or None


def _tier(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        raise Unfit(value, "it must be a whole number from 0")
    return value


def _day(value: object) -> date | None:
    if value is None or type(value) is date:  # a datetime is a date too
        return value
    raise Unfit(value, "it must be a date, such as 2026-11-22")


_AMOUNT_SCHEMA = {"anyOf": [{"type": "string", "pattern": f"^{_AMOUNT.pattern}$"}, {"type": "integer"}]}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "price": {"anyOf": [*_AMOUNT_SCHEMA["anyOf"], {"type": "null"}]},
    "fee": _AMOUNT_SCHEMA,
    "minimum": _AMOUNT_SCHEMA,
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "channel": {"enum": [*(channel.value for channel in Channel), None]},
    "per": {"enum": [per.value for per in Per]},
    "charge_on": {"enum": [*(charge.value for charge in ChargeOn), None]},
    "tier_from": {"type": "integer", "minimum": 0},
    "source": {"type": "string"},
}


def _input_type(column: str) -> Any:
    """Return the type of a column that JSON may give."""
    if column in ("valid_from", "valid_to"):
        return (date, None)
    from ...core.inputs import Read

    reader = READERS[column]

    def read(value: Any) -> Any:
        try:
            return reader(value)
        except Unfit as unfit:
            raise ValueError(f"{describe(unfit.value)}: {unfit.remedy}") from None

    return Read(read, _SCHEMAS.get(column, {"type": ["string", "null"]}))


READERS: dict[str, Callable[[Any], Any]] = {
    "price": _or_none(_money),
    "currency": _currency,
    "channel": _or_none(_word(Channel)),
    "country": _country,
    "mcc": _digits("mcc"),
    "mnc": _digits("mnc"),
    "prefix": _digits("prefix"),
    "number_type": _text_or_none,
    "category": _text_or_none,
    "per": _word(Per),
    "fee": _money,
    "minimum": _money,
    "tier_from": _tier,
    "valid_from": _day,
    "valid_to": _day,
    "charge_on": _or_none(_word(ChargeOn)),
    "source": _text,
}
"""What reads each column's value, in a `Rate`'s order: it returns what a row holds or raises `Unfit`."""


class _Row(NamedTuple):
    """The fields of a `Rate`; their order is that of `READERS`, then where the row stands."""

    price: Decimal | None
    currency: str
    channel: Channel | None
    country: str | None
    mcc: str | None
    mnc: str | None
    prefix: str | None
    number_type: str | None
    category: str | None
    per: Per
    fee: Decimal
    minimum: Decimal
    tier_from: int
    valid_from: date | None
    valid_to: date | None
    charge_on: ChargeOn | None
    source: str
    path: str
    line: int


@accepted
class Rate(_Row):
    """One row of a rate card. A key that is `None` matches every message.

    Args:
        price: in units of the currency; `None` means that such messages are rejected. Digits as a `str`, a
            `Decimal` or an `int`; a float is refused, because it holds no exact price.
        currency: ISO 4217.
        channel: a `Channel`, or its name.
        country: of the recipient, ISO 3166-1 alpha-2.
        mcc: of the recipient's network, three digits.
        mnc: of the recipient's network, two or three digits.
        prefix: the first digits of the recipient's number, without ``+``.
        number_type: of the sender, in the card's own words: ``mobile``, ``shortcode`` ...
        category: of the message: ``marketing``, ``utility`` ...
        per: what the price and the fee are paid for.
        fee: a surcharge, paid like the price and listed separately.
        minimum: the least that a message costs.
        tier_from: the volume from which the row applies, counted as the provider does; 0 is the first tier.
        valid_from: the first day of the row; `None` is no start date.
        valid_to: its last day; `None` is no end date.
        charge_on: when it is charged; it labels the line and changes no sum.
        source: where the price was published.
        path: the file the row came from; empty for one made in Python.
        line: of that file, from 1.

    Raises:
        RateError: a column does not take the value; a `ValueError`.
        TypeError: a price is a float.

    >>> Rate(price="0.0475", currency="EUR", country="GB", prefix="44").price
    Decimal('0.0475')
    """

    __slots__ = ()

    def __new__(
        cls,
        *,
        price: Decimal | str | int | None,
        currency: str,
        channel: Channel | str | None = None,
        country: str | None = None,
        mcc: str | None = None,
        mnc: str | None = None,
        prefix: str | None = None,
        number_type: str | None = None,
        category: str | None = None,
        per: Per | str = Per.SEGMENT,
        fee: Decimal | str | int = 0,
        minimum: Decimal | str | int = 0,
        tier_from: int = 0,
        valid_from: date | None = None,
        valid_to: date | None = None,
        charge_on: ChargeOn | str | None = None,
        source: str = "",
        path: str = "",
        line: int = 0,
    ) -> Self:
        """Check every value, and make the row."""
        given = (
            *(price, currency, channel, country, mcc, mnc, prefix, number_type, category),
            *(per, fee, minimum, tier_from, valid_from, valid_to, charge_on, source),
        )
        values: list[Any] = []
        for (column, read), value in zip(READERS.items(), given, strict=True):
            try:
                values.append(read(value))
            except Unfit as unfit:
                raise unfit.at(column, path=path, line=line) from None
        return cls.of([*values, path, line])

    def __eq__(self, other: object) -> bool:
        """Return whether two rows say the same, wherever they stand."""
        return self[:-2] == other[:-2] if isinstance(other, Rate) else NotImplemented

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-2])

    def __reduce__(self) -> tuple[object, ...]:
        return Rate._make, (tuple(self),)

    @classmethod
    def of(cls, values: Iterable[Any]) -> Self:
        """Make a row from what `READERS` have returned, in their order, its path and its line.

        Raises:
            RateError: the last day comes before the first.
        """
        rate = tuple.__new__(cls, values)  # `_make` is half as fast
        last, first = rate.valid_to, rate.valid_from
        if last is not None and first is not None and last < first:
            problem, remedy = f"is {last}, before valid_from, {first}", "exchange them, or correct one"
            raise RateError(problem, remedy, path=rate.path, line=rate.line, key="valid_to", value=last)
        return rate

    def as_dict(self) -> dict[str, Any]:
        """Return the columns by name, as JSON can hold them; amounts are strings."""
        return plain_fields(self)

    @classmethod
    def input_types(cls) -> dict[str, Any]:
        """Return the type of each value that JSON may give."""
        required = {name: _input_type(name) for name in ("price", "currency")}
        optional = {f"{name}?": _input_type(name) for name in READERS if name not in required}
        return required | optional | {"path?": str, "line?": int}

    @property
    def keys(self) -> tuple[str | None, ...]:
        """The values of `KEYS`, in that order; `None` is a wildcard."""
        return self.mnc, self.mcc, self.prefix, self.number_type, self.category, self.country, self.channel

    @property
    def specificity(self) -> tuple[bool | int, ...]:
        """How specific the row is: of two that match, the one with the greater tuple wins.

        In the order of `KEYS`: whether the key is given, and of the prefix its length.

        >>> Rate(price=1, currency="EUR", country="GB", prefix="44").specificity
        (False, False, 2, False, False, True, False)
        """
        return (
            self.mnc is not None,
            self.mcc is not None,
            len(self.prefix or ""),
            self.number_type is not None,
            self.category is not None,
            self.country is not None,
            self.channel is not None,
        )

    @property
    def terms(self) -> tuple[object, ...]:
        """What is paid: price, fee, minimum, currency, and for what."""
        return self.price, self.fee, self.minimum, self.currency, self.per

    @property
    def place(self) -> str:
        """Where the row stands, ``rates.csv:7``; of one made in Python, its keys."""
        if self.path:
            return f"{self.path}:{self.line}" if self.line else self.path
        return f"the rate for {self.keys_text}"

    @property
    def described(self) -> str:
        """Where the row stands and its keys, ``rates.csv:7 (country GB)``."""
        return f"{self.place} ({self.keys_text})" if self.path else self.place

    @property
    def keys_text(self) -> str:
        """The keys given, in words: ``country GB, mcc 234``; ``everything`` where there are none."""
        named = zip(reversed(KEYS), reversed(self.keys), strict=True)
        words = [f"{key.replace('_', ' ')} {value}" for key, value in named if value is not None]
        return ", ".join(words) or "everything"


OWED_BESIDE: dict[str, Any] = {"per": Per, "amount": Decimal | None, "currency": str, "rate": str}
"""The type of each value of `owed_beside`."""


def owed_beside(rate: Rate) -> dict[str, Any]:
    """Return what may be owed beside the messages, per session or month, as JSON can hold it."""
    amount = None if rate.price is None else f"{rate.price:f}"
    return {"per": str(rate.per), "amount": amount, "currency": rate.currency, "rate": rate.place}
