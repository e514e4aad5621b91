"""Published prices: readers of the shapes in which providers publish their price lists.

One module for each shape; a shape is known by its keys, and how a file is found or decoded is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from . import didww, twilio, vonage
from .didww import read as read_didww
from .twilio import read as read_twilio
from .vonage import read as read_vonage

if TYPE_CHECKING:
    from ..rates import Rate

__all__ = ["read_didww", "read_twilio", "read_vonage", "reader_of", "without_price"]


def reader_of(value: object) -> Callable[..., tuple[Rate, ...]] | None:
    """Return what reads a parsed document, by its keys; `None` where no shape has them.

    >>> reader_of({"outbound_sms_prices": []}) is read_twilio, reader_of({"rates": []})
    (True, None)
    """
    answer: Any = value[0] if isinstance(value, list) and value else value
    if not isinstance(answer, Mapping):
        return None
    signs = ((twilio.SIGN, read_twilio), (vonage.SIGN, read_vonage), (didww.SIGN, read_didww))
    return next((read for sign, read in signs if not sign.isdisjoint(answer)), None)


def without_price(document: object, rates: Iterable[Rate]) -> tuple[str, ...]:
    """Return the codes of countries that a parsed document of Twilio's or Vonage's lists without a price.

    >>> without_price([{"countryCode": "FJ", "defaultPrice": None, "networks": []}], ())
    ('FJ',)
    """
    listed: Any = document.get("countries", [document]) if isinstance(document, Mapping) else document
    answers = (answer for answer in listed if isinstance(answer, Mapping))
    codes = (answer.get("countryCode", answer.get("iso_country")) for answer in answers)
    priced = {rate.country for rate in rates}
    return tuple(code for code in dict.fromkeys(codes) if code and code not in priced)
