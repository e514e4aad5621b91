"""Vonage's prices: an answer of its Pricing API v1, ``get-pricing/outbound/sms`` and its kin.

Reads one published shape into rates; what they cost a message is not known here. Source:
developer.vonage.com/en/api/pricing, read 2026-11-22.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..numbering import country_of
from .documents import Document, JsonPlace, network_cells, opened, rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..rates import Rate

__all__ = ["SIGN", "read"]

SIGN = frozenset({"dialingPrefix", "defaultPrice", "networks", "countries"})
"""Keys that distinguish this shape from others: it has at least one of them."""

_SOURCE = "Vonage Pricing API"


def read(document: Document, *, path: str = "", currency: str = "") -> tuple[Rate, ...]:
    """Read the prices of a country or of several: its default price, and one row for each network.

    The row of the default price has the dialling prefix, which identifies a recipient's country. A network
    without mcc and mnc, such as a fixed line, cannot be distinguished from the others by what a rate knows:
    it has no row, and the default price applies to it. A country whose default price is `null` has only the
    rows of its networks. A country without its code is found by prefix and name where these identify one.

    Args:
        document: the answer for a country, the one for all of them, ``{"count": …, "countries": […]}``, or a
            list of answers.
        path: the name of its file, for errors.
        currency: where the answer names none.

    Raises:
        RateError: it is not such an answer, or a value in it is wrong.

    >>> answer = '''{"dialingPrefix": "44", "countryCode": "GB", "currency": "EUR", "defaultPrice": "0.0400",
    ...     "networks": [{"type": "mobile", "price": "0.0350", "currency": "EUR", "mcc": "234", "mnc": "15",
    ...     "networkCode": "23415", "networkName": "Vodafone"}]}'''
    >>> [(rate.prefix, rate.mnc, str(rate.price)) for rate in read(answer)]
    [('44', None, '0.0400'), (None, '15', '0.0350')]
    """
    whole = JsonPlace(opened(document, path), "", path)
    if not isinstance(whole.value, list | tuple) and (whole / "countries").value is not None:
        whole = whole / "countries"
    return tuple(dict.fromkeys(row for answer in whole.several() for row in _rows(answer, currency)))


def _rows(answer: JsonPlace, currency: str) -> Iterator[Rate]:
    default, networks, unit = answer / "defaultPrice", answer / "networks", answer / "currency"
    if not (default.stands or networks.stands):
        raise networks.error("is missing", "give an answer of get-pricing/outbound/sms, v1")
    prefix, code = answer / "dialingPrefix", answer / "countryCode"
    known = {"channel": (answer, "sms"), "country": (code, code.text or _country(answer))}
    if prefix.text is None and known["country"][1] is None:  # its prices would be those of all countries
        raise code.error("is missing", "give an answer of get-pricing/outbound/sms, v1")
    if default.value is not None:
        yield rate(
            {
                **known,
                "price": (default, default.value),
                "currency": (unit, unit.text or currency),
                "prefix": (prefix, prefix.text),
                "source": (answer, _SOURCE),
            }
        )
    for network in networks.each():
        codes, own, name = network / "mnc", network / "currency", network / "networkName"
        if (network / "mcc").text is None and not codes.value:
            continue
        for mnc in codes.several():
            cells = network_cells(network, mnc, network / "price", source=_SOURCE, name=name)
            yield rate({**known, **cells, "currency": (own, own.text or unit.text or currency)})


def _country(answer: JsonPlace) -> str | None:
    return country_of(prefix=(answer / "dialingPrefix").text, name=(answer / "countryName").text)
