"""Layouts: how a rate card of others is written, and what its headings and cells mean in ours.

It knows ways of writing, and must not know which row applies. Whatever could be read in two ways is refused
with the option that settles it: no guess changes an amount.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import RateError
from .numbering import whole_mnc
from .rates import READERS, Unfit, country_written
from .tables.codes import CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = [
    "COLUMNS",
    "DATE_ORDERS",
    "DIRECTION",
    "CardLayout",
    "cell_of",
    "folded",
    "headed",
    "layout_beside",
    "leftovers",
    "made",
    "settled",
]

DIRECTION = "direction"
COLUMNS = (*READERS, DIRECTION)
"""The columns a card may have."""

DATE_ORDERS = ("dmy", "mdy", "ymd")
"""Orders of day, month and year."""

_AMOUNTS = ("price", "fee", "minimum")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED = {
    mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(other)}[0-9]{{3}})+(?:{re.escape(mark)}[0-9]+)?")
    for mark, other in ((".", ","), (",", "."))
}
_MARKS = {".": "a point", ",": "a comma"}
_BARE = {mark: re.compile(rf"[0-9]*{re.escape(mark)}[0-9]+|[0-9]+") for mark in ".,"}
_WITH_SIGN = re.compile(r"([^\d.,\s]{1,3})?\s*([\d.,]*\d)\s*([^\d.,\s]{1,3})?")
_SIGNS = {"€": {"EUR"}, "£": {"GBP", "GIP", "FKP", "SHP"}, "¥": {"JPY", "CNY"}, "₹": {"INR"}, "zł": {"PLN"}}
_DATE = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})")


class CardLayout(NamedTuple):
    """How a rate card is written.

    Attributes:
        columns: headings by our name of the column; they win over headings that have this name.
        currency: of rows that name none, ISO 4217.
        decimal: the mark before decimals, ``.`` or ``,``; empty where each amount must tell.
        date_order: of days such as 01.11.2026, one of `DATE_ORDERS`; empty where each day must tell.
        encoding: of its text; empty for UTF-8.
        sheet: of a workbook, by name; empty for the first.
        delimiter: what separates the cells; empty where it is not a table.
    """

    columns: Mapping[str, str] = {}
    currency: str = ""
    decimal: str = ""
    date_order: str = ""
    encoding: str = ""
    sheet: str = ""
    delimiter: str = ""

    @property
    def options(self) -> dict[str, Any]:
        """The arguments of `RateCard.load`."""
        return {name: getattr(self, name) for name in self._fields[:-1]}

    def over(self, other: CardLayout) -> CardLayout:
        """Return this layout, with what it does not say taken from another."""
        pairs = zip(self[1:], other[1:], strict=True)
        return CardLayout({**other.columns, **self.columns}, *(own or theirs for own, theirs in pairs))


def layout_beside(path: str) -> CardLayout:
    """Read the layout that stands beside a card, ``rates.csv.toml``; an empty one where there is none.

    Raises:
        RateError: it is not TOML, or a value in it is wrong.
    """
    import os

    beside = f"{path}.toml"
    if not os.path.isfile(beside):  # noqa: PTH113  # pathlib costs 4 ms of start-up
        return CardLayout()
    from ...files.toml import parsed_file

    document = parsed_file(beside, RateError)
    try:
        return made(**document)
    except TypeError:
        known = f"{', '.join(CardLayout._fields[:-2])} and {CardLayout._fields[-2]}"
        odd = next(key for key in document if key not in CardLayout._fields[:-1])
        raise RateError("is not known", f"a layout has {known}", path=beside, key=odd) from None
    except RateError as error:
        raise error.under(path=beside) from None


def made(
    *,
    columns: Any = None,
    currency: Any = "",
    decimal: Any = "",
    date_order: Any = "",
    encoding: Any = "",
    sheet: Any = "",
) -> CardLayout:
    """Return a layout whose values are checked.

    Raises:
        RateError: one is wrong.
    """
    columns = columns or {}
    if not isinstance(columns, dict) or not all(isinstance(heading, str) for heading in columns.values()):
        raise RateError("is not a table of headings", 'write price = "Price (EUR)"', key="columns")
    for name in columns:
        if name not in COLUMNS:
            raise RateError("is not a column of ours", f"they are {', '.join(COLUMNS)}", key=str(name))
    if currency and str(currency).upper() not in CURRENCIES:
        raise RateError(f"is {currency!r}", "it must be an ISO 4217 code, such as EUR", key="currency")
    if decimal not in ("", ".", ","):
        raise RateError(f"is {decimal!r}", "it must be . or ,", key="decimal")
    if date_order not in ("", *DATE_ORDERS):
        raise RateError(f"is {date_order!r}", f"it must be one of {', '.join(DATE_ORDERS)}", key="date_order")
    if not isinstance(sheet, str):
        raise RateError(f"is {sheet!r}", "it must be the name of a sheet", key="sheet")
    if encoding:
        from ...files.text import text_decoder

        text_decoder(str(encoding))  # raises where it is unknown
    return CardLayout(columns, str(currency).upper(), decimal, date_order, str(encoding), sheet)


def folded(heading: str) -> str:
    """Return a heading as ours are written: ``Number Type`` is ``number_type``."""
    return re.sub(r"[\s_-]+", "_", heading.strip().lower())


def cell_of(column: str, text: str, layout: CardLayout) -> Any:
    """Return the text of a cell as our readers take it; as it stands where it is not a way of writing.

    Raises:
        Unfit: it can be read in two ways, contradicts the layout, or names no country.
    """
    if column in _AMOUNTS:
        return _amount(text, layout)
    if column == "currency":
        return text.upper() if text.upper() in CURRENCIES else text
    if column == "country":
        return country_written(text)
    if column in ("valid_from", "valid_to"):
        return _day(text, layout)
    return text


def _amount(text: str, layout: CardLayout) -> str:
    """Return an amount with a point before its decimals."""
    if layout.decimal:
        mark = layout.decimal
        if _GROUPED[mark].fullmatch(text):
            text = text.replace("." if mark == "," else ",", "")
        elif not _BARE[mark].fullmatch(text):
            if re.fullmatch("[0-9.,]*[0-9][0-9.,]*", text):
                other = "." if mark == "," else ","
                raise Unfit(
                    text, f"it contradicts --decimal {mark}: {_MARKS[other]} must group three digits each"
                )
            return text
        text = text.replace(",", ".")
    elif "," in text and _BARE[","].fullmatch(text):
        if layout.delimiter not in (";", "\t"):
            raise Unfit(text, "give --decimal , if the comma stands before decimals")
        if _GROUPED["."].fullmatch(text):
            raise Unfit(text, "give --decimal , or --decimal . to say what the comma is")
        text = text.replace(",", ".")
    return f"0{text}" if text.startswith(".") else text


def _day(text: str, layout: CardLayout) -> date | str:
    """Return a day; the text where it is none."""
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    first, _, second, third = match.groups()
    numbers = (int(first), int(second), int(third))
    orders = [layout.date_order] if layout.date_order else DATE_ORDERS
    days = {}
    for order in orders:
        year = (first, second, third)[order.index("y")]
        if len(year) != 4:
            continue
        parts = dict(zip(order, numbers, strict=True))
        try:
            days[order] = date(parts["y"], parts["m"], parts["d"])
        except ValueError:
            continue
    if len(set(days.values())) > 1:
        raise Unfit(text, f"give --date-order {' or --date-order '.join(days)} to say what it means")
    return next(iter(days.values()), text)


def settled(cells: Mapping[str, Any], layout: CardLayout) -> dict[str, Any]:
    """Return cells that other cells of their row explain: a currency beside an amount, a network's lost zero.

    Raises:
        Unfit: a sign stands for several currencies, or for another than the row's.
    """
    changed = dict(cells)
    texts = {name: cell.strip() for name, cell in cells.items() if isinstance(cell, str)}
    currency = (texts.get("currency") or layout.currency).upper()
    for name in _AMOUNTS:
        match = _WITH_SIGN.fullmatch(texts.get(name, "").replace("\u00a0", " "))
        sign = match and (match[1] or match[3])
        if match is None or not sign or (match[1] and match[3]):
            continue
        meant = _SIGNS.get(sign) or ({sign.upper()} & CURRENCIES if len(sign) == 3 else None)
        if sign == "$":
            meant = {code for code in CURRENCIES if code[2] == "D"}
        if not meant:
            continue
        if not currency and len(meant) > 1:
            raise Unfit(cells[name], f"{sign} is the sign of several currencies; give --currency")
        if currency and currency not in meant:
            raise Unfit(cells[name], f"the row is in {currency}")
        currency = currency or next(iter(meant))
        changed[name], changed["currency"] = match[2], currency
    mcc, mnc = texts.get("mcc", ""), texts.get("mnc", "")
    if re.fullmatch("[0-9]{3}", mcc) and re.fullmatch("[0-9]", mnc):
        changed["mnc"] = whole_mnc(mcc, mnc)
    return changed


def headed(
    header: Sequence[str], known: Sequence[str], ignored: Callable[[str], bool], layout: CardLayout, path: str
) -> tuple[list[str], list[str], list[RateError]]:
    """Return our name for each heading (empty for one that is not read), the headings left over, and errors.

    Args:
        header: the headings, stripped.
        known: our names.
        ignored: says whether a heading is for readers alone.
        layout: maps headings.
        path: of the file, for errors.
    """
    names = [""] * len(header)
    errors: list[RateError] = []
    for name, heading in layout.columns.items():
        indexes = [index for index, own in enumerate(header) if own == heading]
        indexes = indexes or [index for index, own in enumerate(header) if folded(own) == folded(heading)]
        if len(indexes) == 1:
            names[indexes[0]] = name
        else:
            problem = "stands twice" if indexes else "is not there"
            listed = ", ".join(map(repr, header[:20]))
            errors.append(
                RateError(f"{heading!r} {problem}", f"the header has {listed}", path=path, line=1, key=name)
            )
    left: list[str] = []
    for index, heading in enumerate(header):
        name = folded(heading)
        if names[index] or ignored(heading):
            continue
        if name in known and name not in layout.columns:
            if name in names:
                error = RateError(
                    "stands twice", "name each column once", path=path, line=1, key=name, value=name
                )
                errors.append(error)
            names[index] = name
        else:
            left.append(heading)
    return names, left, errors


def leftovers(names: Sequence[str]) -> str:
    """Return words for headings that are not read."""
    listed = ", ".join(map(repr, names[:20])) + (" …" if len(names) > 20 else "")
    return f"these columns are not read: {listed}"
