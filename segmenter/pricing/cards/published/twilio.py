"""Twilio's prices: an answer of its Pricing API for messaging, ``v1/Messaging/Countries/{ISO}``.

Reads one published shape into rates; what they cost a message is not known here. Source:
twilio.com/docs/messaging/api/pricing, read 2026-11-22.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .documents import Document, JsonPlace, network_cells, opened, rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..rates import Rate

__all__ = ["SIGN", "read"]

SIGN = frozenset({"outbound_sms_prices"})
"""The key that distinguishes this shape from others."""

_SOURCE = "Twilio Pricing API"


def read(document: Document, *, path: str = "") -> tuple[Rate, ...]:
    """Read the prices of outbound SMS: one row for each network and type of sender.

    The price is ``current_price``, what the account pays; ``base_price`` is before its discounts. Prices of
    inbound messages are left out. Zeros that a network code lost are put back: ``3`` of 234 is ``03``. Where
    a carrier has several network codes, each has a row; equal rows become one. A country whose prices are
    `null` has no row.

    Args:
        document: the answer for a country, or a list of answers.
        path: the name of its file, for errors.

    Raises:
        RateError: it is not such an answer, or a value in it is wrong.

    >>> answer = '''{"iso_country": "GB", "price_unit": "USD", "outbound_sms_prices": [{"carrier": "O2",
    ...     "mcc": "234", "mnc": "2", "prices": [
    ...     {"number_type": "mobile", "base_price": "0.0420", "current_price": "0.0400"}]}]}'''
    >>> [(rate.mnc, rate.number_type, str(rate.price)) for rate in read(answer)]
    [('02', 'mobile', '0.0400')]
    """
    answers = JsonPlace(opened(document, path), "", path).several()
    return tuple(dict.fromkeys(row for answer in answers for row in _rows(answer)))


def _rows(answer: JsonPlace) -> Iterator[Rate]:
    country, unit = answer / "iso_country", answer / "price_unit"
    networks = answer / "outbound_sms_prices"
    if not networks.stands:
        raise networks.error("is missing", "give an answer of v1/Messaging/Countries/{ISO}")
    if country.value is None:  # its prices would be those of all countries
        raise country.error("is missing", "give an answer of v1/Messaging/Countries/{ISO}")
    for network in networks.each():
        carrier = network / "carrier"
        for price in (network / "prices").each():
            amount, kind = price / "current_price", price / "number_type"
            for mnc in (network / "mnc").several():
                yield rate(
                    {
                        **network_cells(network, mnc, amount, source=_SOURCE, name=carrier),
                        "currency": (unit, (unit.text or "").upper()),
                        "channel": (answer, "sms"),
                        "country": (country, country.text),
                        "number_type": (kind, kind.text),
                    }
                )
