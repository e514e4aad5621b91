"""Target: rate cards in CSV, TOML and JSON, and providers' own. A card prices or says why it cannot."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from fuzz.files import file_of
from segmenter.errors import SegmenterError
from segmenter.pricing import RateCard, quote

NAMES: Final = ("rates.csv", "rates.toml", "rates.json")
ROWS: Final = (
    "channel,country,prefix,mcc,mnc,price,currency,valid_from\nsms,GB,44,234,10,0.04,EUR,2026-01-01\n"
)
TABLES: Final = '[[rates]]\nchannel = "sms"\ncountry = "GB"\nprice = "0.04"\ncurrency = "EUR"\n'
TWILIO: Final = (
    '{"country": "Estonia", "iso_country": "EE", "price_unit": "usd", "outbound_sms_prices": ['
    '{"carrier": "x", "mcc": "248", "mnc": "01", "prices": [{"number_type": "mobile", "base_price": "0.05", '
    '"current_price": "0.05"}]}]}'
)


def seeds() -> list[bytes]:
    return [
        b"\0" + ROWS.encode(),
        b"\0" + ROWS.replace(",", ";").replace("0.04", "1.234,5").encode(),
        b"\1" + TABLES.encode(),
        b'\2{"rates": [{"country": "GB", "price": "0.04", "currency": "EUR"}]}',
        b"\2" + TWILIO.encode(),
    ]


def fuzz(octets: bytes) -> None:
    if not octets:
        return
    path = file_of(NAMES[octets[0] % len(NAMES)], octets[1:])
    with suppress(SegmenterError):
        card = RateCard.load(path)
        with suppress(SegmenterError):
            quote("It’s", rates=card, recipient="+447700900123")
