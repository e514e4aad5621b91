"""Times campaigns: `campaign` of a file against `csv.DictReader` and formatting the text of each row.

    PYTHONPATH=. python -m benchmarks.campaigns
    PYTHONPATH=. python -m benchmarks.campaigns --memory 1000000

In one process, in turn, the least of many rounds. With ``--memory`` the peak of the resident set is
measured instead of time, for an audience of that many rows that is streamed. Exits 1 where a ratio is beyond
its target and the margin, or where there are more than 100 octets a recipient.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.gate import Case, Target, judged, timed
from benchmarks.timing import statement
from segmenter.pricing import Rate, RateCard
from segmenter.pricing.campaigns.campaigns import campaign
from segmenter.pricing.cards.tables.codes import COUNTRIES

TEMPLATE = (
    "Hi {name}, your order {order} is ready to be picked up in {city}. "
    "We are open from 9 to 18, every day but Sunday. Please bring this message."
)
PLAIN = ["Ann Smith", "Bob Jones", "Carla Rossi", "Dora Klein", "Emil Berg", "Frank Moore", "Gina Costa"]
DEAR = ["Zoë Clarke", "Siân O’Brien", "Łukasz Nowak", "Александра Иванова", "王小明", "محمد العلي"]
CITIES = ["London", "Rome", "Oslo", "Yerevan", "São Paulo"]
CALLING = ["44", "49", "33", "39", "34", "374", "971", "91", "55", "1"]
MOST_OCTETS = 100


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    parser.add_argument("--rounds", type=int, default=7, help="samples of each contestant (7)")
    parser.add_argument("--rows", type=int, default=100_000, help="of each audience (100,000)")
    parser.add_argument("--memory", type=int, metavar="ROWS", help="measure memory with this many rows")
    options = parser.parse_args(arguments)
    return _memory(options.memory) if options.memory else _times(options)


def card() -> RateCard:
    """Make a card as providers publish them: a row a country, and networks and areas of the large ones."""
    others = sorted(COUNTRIES - {"GB", "DE", "FR", "IT", "ES", "AM", "AE", "IN", "BR", "US"})[:190]
    rates = [
        Rate(price=f"0.{place % 90 + 10}", currency="EUR", country=country, prefix=str(20_000 + place))
        for place, country in enumerate(others)
    ]
    for country, prefix in zip(
        ("GB", "DE", "FR", "IT", "ES", "AM", "AE", "IN", "BR", "US"), CALLING, strict=True
    ):
        rates.append(Rate(price="0.04", currency="EUR", country=country, prefix=prefix))
        for network in range(20):
            rates.append(
                Rate(
                    price="0.05",
                    currency="EUR",
                    country=country,
                    prefix=prefix,
                    mcc="234",
                    mnc=f"{network:02}",
                )
            )
            rates.append(
                Rate(price="0.06", currency="EUR", country=country, prefix=f"{prefix}{70 + network}")
            )
    return RateCard(rates)


def audience(rows: int, *, dear: float) -> Iterator[dict[str, str]]:
    """Make an audience in which so large a part has a name outside GSM-7."""
    draw = random.Random(20_261_122)
    for place in range(rows):
        yield {
            "recipient": f"+{draw.choice(CALLING)}{draw.randrange(10**8, 10**9)}",
            "name": draw.choice(DEAR if draw.random() < dear else PLAIN),
            "order": str(10_000_000 + place),
            "city": draw.choice(CITIES),
        }


def read_and_format(path: str) -> int:
    """Do what must be done at the least: read each row and format its text."""
    characters = 0
    with Path(path).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            characters += len(TEMPLATE.format(**row))
    return characters


def _times(options: argparse.Namespace) -> int:
    cases = []
    rates = card()
    with TemporaryDirectory() as folder:
        for part in (0.0, 0.1, 0.6):
            path = Path(folder) / f"{part}.csv"
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, ["recipient", "name", "order", "city"])
                writer.writeheader()
                writer.writerows(audience(options.rows, dear=part))
            names = {"campaign": campaign, "read_and_format": read_and_format, "text": TEMPLATE}
            names |= {"path": str(path), "rates": rates}
            cases.append(
                Case(
                    name=f"campaign, {options.rows:,} rows, {part:.0%} of names outside GSM-7",
                    floor_name="`csv.DictReader` and `str.format`",
                    floor=statement("read_and_format(path)", names),
                    ours=statement("campaign(text, path, rates=rates)", names),
                    target=Target(at_most=5),
                )
            )
        return judged(timed(cases, options))


def _memory(rows: int) -> int:
    rates = card()
    campaign(
        TEMPLATE, audience(2_000, dear=0.6), rates=rates
    )  # what is imported or built once does not belong to a recipient
    before = _peak_octets()
    found = campaign(TEMPLATE, audience(rows, dear=0.6), rates=rates)
    each = (_peak_octets() - before) / rows
    print(f"{found.rows:,} rows, {each:.1f} octets each at the peak, target ≤ {MOST_OCTETS}")
    return 1 if each > MOST_OCTETS else 0


def _peak_octets() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    sys.exit(main())
