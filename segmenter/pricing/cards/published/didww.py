"""DIDWW's prices of outbound SMS: an answer of its look-up, and the rows of its price file.

Reads one published shape into rates; what they cost a message is not known here. Source: doc.didww.com
api3/2026-11-19, prices-resources/sms-prices, read 2026-11-22.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..numbering import country_of, whole_mnc
from .documents import Document, JsonPlace, opened, rate

if TYPE_CHECKING:
    from ..rates import Rate

__all__ = ["COLUMNS", "SIGN", "read", "row"]

SIGN = frozenset({"data"})
"""The key that distinguishes this shape from others."""

COLUMNS = {
    "source prefix": "source_prefix",
    "destination prefix": "destination_prefix",
    "country": "country",
    "mcc": "mcc",
    "mcc name": "mcc_name",
    "mnc": "mnc",
    "mnc name": "mnc_name",
    "reject sms": "reject_sms",
    "price": "price",
}
"""The columns of the price file in lower case, each with the attribute it is the same as."""

_SOURCE = "DIDWW SMS OUT price"
_YES = {"true": True, "yes": True, "false": False, "no": False}


def read(document: Document, *, path: str = "", currency: str = "USD") -> tuple[Rate, ...]:
    """Read a price list in which `null` applies to any.

    DIDWW's codes are numbers: the zeros they lack are put back. Its countries are names: the code is found by
    prefix, mcc and name where these identify one country, and is a wildcard otherwise. A price that is only
    for certain senders has the number type ``from`` and their prefix. A destination that the plan rejects is
    a row that says so. Equal rows become one; the list leaves out some settings of a plan, so that others may
    have the same keys and differ, which `rates check` reports.

    Args:
        document: an answer of ``/v3/sms_out/…/lookup/prices``.
        path: the name of its file, for errors.
        currency: DIDWW's prices are in USD.

    Raises:
        RateError: it is not such an answer, or a value in it is wrong.

    >>> answer = '''{"data": [{"type": "prices", "attributes": {"source_prefix": null,
    ...     "destination_prefix": "44", "country": "United Kingdom", "mcc": 234, "mnc": 2,
    ...     "reject_sms": false, "price": "0.0525"}}]}'''
    >>> [(rate.country, rate.prefix, rate.mnc, str(rate.price)) for rate in read(answer)]
    [('GB', '44', '02', '0.0525')]
    """
    whole = JsonPlace(opened(document, path), "", path)
    data = whole if isinstance(whole.value, list | tuple) else whole / "data"
    if data.value is None:
        raise data.error("is missing", "give an answer of /v3/sms_out/…/lookup/prices")
    rows = (row(each / "attributes", currency=currency) for each in data.each())
    return tuple(dict.fromkeys(rows))


def row(attributes: JsonPlace, *, currency: str = "USD", line: int = 0) -> Rate:
    """Read one price.

    Args:
        attributes: of the price, by name.
        currency: of the price.
        line: of the file, where it is known.

    Raises:
        RateError: a value is wrong.
    """
    price, rejects = attributes / "price", attributes / "reject_sms"
    if (length := attributes / "source_number_length_min").value is not None:
        raise length.error("belongs to prices of inbound SMS", "give those of outbound SMS")
    prefix, sender = attributes / "destination_prefix", attributes / "source_prefix"
    mcc, mnc, name = attributes / "mcc", attributes / "mnc", attributes / "country"
    network = mnc.text
    area = mcc.text and mcc.text.zfill(3)
    return rate(
        {
            "price": (price, _price(price, rejects)),
            "currency": (price, currency),
            "channel": (attributes, "sms"),
            "country": (name, country_of(prefix=prefix.text, mcc=area, name=name.text)),
            "mcc": (mcc, area),
            "mnc": (mnc, network and whole_mnc(area, network)),
            "prefix": (prefix, prefix.text and prefix.text.removeprefix("+")),
            "number_type": (sender, sender.text and f"from {sender.text}"),
            "source": (name, _SOURCE),
        },
        line=line,
    )


def _price(price: JsonPlace, rejects: JsonPlace) -> Any:
    """Return the price; `None` where messages are rejected."""
    value = rejects.value
    rejected = _YES.get(value.strip().lower()) if isinstance(value, str) and value else bool(value)
    if rejected is None or not isinstance(value, bool | str | None):
        raise rejects.error(f"is {value!r}", "it must be true or false")
    if rejected and price.value not in (None, ""):
        raise price.error(f"is {price.value}, though such messages are rejected", "one of the two is wrong")
    return None if rejected else price.value if price.value is not None else ""
