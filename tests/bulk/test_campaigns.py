"""A campaign by columns has exactly the totals, tables, notes and examples of one row by row."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmenter import Policy, SegmenterError
from segmenter.bulk import campaigns, recipients
from segmenter.bulk.campaigns import ColumnsFile
from segmenter.channels.profiles import Profile
from segmenter.pricing import Rate, RateCard
from segmenter.pricing.campaigns.audiences import AudienceFile
from segmenter.pricing.campaigns.campaigns import campaign
from segmenter.providers import profile_of
from segmenter.templates import parse
from tests.property.strategies import policies
from tests.property.test_campaigns import CARD, values

WITHOUT_PREFIXES = RateCard(
    [
        Rate(price="0.04", currency="EUR", country="GB"),
        Rate(price="0.02", currency="EUR", country="JE"),
        Rate(price="0.07", currency="EUR", country="DE"),
        Rate(price="0.01", currency="USD", country="US"),
        Rate(price="0.015", currency="USD", country="CA"),
        Rate(price="0.5", currency="EUR", country="FR", per="month"),
        Rate(price="0.05", currency="EUR", country="FR"),
    ]
)
AMBIGUOUS = RateCard(
    [
        Rate(price="0.04", currency="EUR", country="GB", prefix="44"),
        Rate(price="0.05", currency="EUR", country="DE", prefix="4915"),
        Rate(price="0.05", currency="EUR", country="DE", prefix="4915"),
    ]
)
TEMPLATES = [
    "Hi {name}, {city}: " + "open from nine to six. " * 5 + "{name}",
    "{name}{city}",
    " {name} “sale” till {day}… {n}\r\n",
    "Same for all – and more than a segment of it: " + "x" * 30,
    "Hi {name}" + "x" * 250,
]
CONDITIONAL = parse("Hi ((name))((city??, yes, you [live] there)), bye", syntax="notify")
plain_numbers = st.builds(
    "+{}{:0{}d}".format,
    st.sampled_from(["4477", "44779", "441534", "49", "4915", "33", "1202", "1204", "7", "39"]),
    st.integers(0, 20) | st.integers(0, 10**6),
    st.integers(7, 9),
)
odd_numbers = st.sampled_from(
    [
        *("", None, "n/a", "0771234567", "+44 7700 900123", "+4477", "+1234567890123456", "+44٧", "999"),
        *(
            "'+447700900123",
            '="+447700900123"',
            "+4.47E11",
            "(0)+4915112345678",
            "00447700900123",
            "+9991234567",
        ),
        *("447700900123", "4915112345678", "12025550123", "7700900123"),
    ]
)
numbers = st.integers(0, 5).flatmap(lambda number: plain_numbers if number else odd_numbers)


def mostly(usual: st.SearchStrategy[str], *odd: str | None) -> st.SearchStrategy[str | None]:
    return st.integers(0, 9).flatmap(lambda number: usual if number else st.sampled_from(odd))


rows: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "Phone": numbers,
        "name": mostly(values, None, "yes", "NO", "\u3000", "\x1f", "a" * 300),
        "city": mostly(values, "yes", " ", "Ж" * 80, "long " * 330),
        "day": st.sampled_from(["2026-11-28", "today"]),
        "n": st.integers(-5, 10**6).map(str),
        "country": mostly(st.sampled_from(["", "GB", "de", "Germany"]), "Atlantis", None),
        "mcc": mostly(st.sampled_from(["", "234", "262"]), "2x"),
        "other": st.just("not read"),
    }
)
GOOD = {
    "Phone": "+447700900123",
    "name": "Ann",
    "city": "Ely",
    "day": "today",
    "n": "1",
    "country": "GB",
    "mcc": "",
    "other": "",
}
keys = st.sampled_from([(), ("country",), ("country", "mcc")])
audiences: st.SearchStrategy[list[dict[str, Any]]] = st.tuples(
    st.lists(rows, min_size=8, max_size=40), keys
).map(
    lambda pair: [
        {name: row[name] for name in row if name in pair[1] or name not in ("country", "mcc")}
        for row in [*pair[0], GOOD]
    ]
)
STRIPPING = Profile(
    name="own",
    summary="",
    channels=profile_of("twilio").channels,
    strip=True,
    newline="\n",
    prefix="ACME: ",
    suffix=" [x]",
    max_segments=2,
)
KEEPING = Profile(name="own", summary="", channels=profile_of("standard").channels, keeps="abcdefghij \n")


def write_csv(path: Path, audience: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(audience[0])
        for place, row in enumerate(audience):
            written = ["" if value is None else value for value in row.values()]
            writer.writerow(written[:-1] if place % 11 == 7 else written)  # a short row is broken


def write_parquet(path: Path, audience: list[dict[str, Any]]) -> None:
    table = pa.Table.from_pylist(audience)
    for name, kind in (("n", pa.int64()), ("name", pa.dictionary(pa.int32(), pa.string()))):
        place = table.schema.get_field_index(name)
        values = pa.array([row[name] if kind != pa.int64() else int(row[name]) for row in audience])
        table = table.set_column(place, name, values.cast(kind) if len(values) else values)
    pyarrow.parquet.write_table(table, path, row_group_size=9)


def write_arrow(path: Path, audience: list[dict[str, Any]]) -> None:
    schema = pa.schema([(name, pa.string_view()) for name in audience[0]])
    table = pa.table({name: [row[name] for row in audience] for name in audience[0]}, schema=schema)
    pyarrow.feather.write_feather(table, path, compression="uncompressed", chunksize=13)


WRITERS: dict[str, Callable[[Path, list[dict[str, Any]]], None]] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "arrow": write_arrow,
}


def outcome(audience: AudienceFile, template: Any, options: dict[str, Any]) -> object:
    """Return all that a campaign says, in its order; or why there is none."""
    try:
        found = campaign(template, audience, **options)
    except SegmenterError as error:
        return type(error), str(error), getattr(error, "__notes__", [])
    return json.dumps(found.as_dict(), ensure_ascii=False), found.recipient_column, found.unused


@settings(max_examples=150, deadline=None)
@given(
    audiences,
    st.sampled_from([*TEMPLATES, CONDITIONAL]),
    st.sampled_from([*WRITERS]),
    st.sampled_from([CARD, CARD, WITHOUT_PREFIXES, AMBIGUOUS]),
    st.sampled_from([None, None, None, STRIPPING, KEEPING, profile_of("twilio")]),
    st.sampled_from([None, None]) | policies(),
    st.fixed_dictionaries(
        {
            "drop_duplicates": st.booleans(),
            "country": st.sampled_from([None, "GB", "US"]),
            "keep": st.integers(0, 5),
            "channel": st.sampled_from(["sms"] * 5 + ["rcs"]),
            "recipient_field": st.sampled_from(["Phone"] * 5 + ["name", None]),
        }
    ),
)
def test_columns_say_what_rows_say(
    audience: list[dict[str, Any]],
    template: Any,
    kind: str,
    card: RateCard,
    profile: Profile | None,
    policy: Policy | None,
    options: dict[str, Any],
) -> None:
    options |= {"rates": card, "profile": profile, "policy": policy}
    if profile is not None:
        options["channel"] = "sms"
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / f"people.{kind}"
        WRITERS[kind](path, audience)
        patch.setattr(campaigns, "BATCH_ROWS", 7)
        assert outcome(ColumnsFile(path), template, options) == outcome(AudienceFile(path), template, options)


def test_only_the_first_costly_values_are_kept_and_they_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from segmenter.pricing.campaigns import costly

    monkeypatch.setattr(costly, "MOST_VALUES", 5)
    monkeypatch.setattr(campaigns, "BATCH_ROWS", 6)
    audience = [
        GOOD | {"Phone": f"{'' if place % 3 else '+'}4477009001{place:02}", "name": "Ж" * (1 + place % 9)}
        for place in range(40)
    ]
    path = tmp_path / "people.csv"
    write_csv(path, audience)
    options = {"rates": CARD, "keep": 20}
    assert outcome(ColumnsFile(path), TEMPLATES[0], options) == outcome(
        AudienceFile(path), TEMPLATES[0], options
    )


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        # The United States and Canada share the code, and Jersey's mobiles stand among Britain's.
        (
            [{"Phone": "+12025550123"}, {"Phone": "+12045550123"}, {"Phone": "+447797712345"}] * 2,
            {"rates": WITHOUT_PREFIXES},
        ),
        ([{"city": "long " * 330}, {"city": "é" * 1601}, {}], {"rates": CARD, "profile": "twilio"}),
        ([{"city": "x" * 600}, {"city": "Ж" * 600}], {"rates": CARD, "profile": STRIPPING}),
        ([{"city": "a" * 39_000}, {"city": "Ж" * 39_000}], {"rates": CARD}),
    ],
)
def test_what_seldom_happens_is_the_same(
    rows: list[dict[str, str]], options: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "people.parquet"
    write_parquet(path, [GOOD | {"country": ""} | row for row in rows])
    by_rows = outcome(AudienceFile(path), TEMPLATES[0], options | {"recipient_field": "Phone"})
    assert outcome(ColumnsFile(path), TEMPLATES[0], options | {"recipient_field": "Phone"}) == by_rows
    assert isinstance(by_rows, tuple)
    assert isinstance(by_rows[0], str)


def test_lines_that_were_not_read_by_columns_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text('{"to": "+447700900123", "name": "Ann"}\n{"to": 447700900124, "name": 7}\n{}\n')
    options = {"rates": CARD}
    assert outcome(ColumnsFile(path), "Hi {name}", options) == outcome(
        AudienceFile(path), "Hi {name}", options
    )


@pytest.mark.parametrize("kind", WRITERS)
def test_an_empty_audience_and_a_missing_column_are_errors(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"people.{kind}"
    WRITERS[kind](path, [GOOD])
    for template in ("Hi {nme}", "Hi {name}"):
        options: dict[str, Any] = {"rates": CARD, "recipient_field": "Fone" if "{name}" in template else None}
        assert outcome(ColumnsFile(path), template, options) == outcome(AudienceFile(path), template, options)


def test_octets_that_are_not_utf_8_are_an_error_either_way(tmp_path: Path) -> None:
    wrong = pa.StringArray.from_buffers(1, pa.py_buffer(np.array([0, 1], np.int32)), pa.py_buffer(b"\xff"))
    path = tmp_path / "people.parquet"
    pyarrow.parquet.write_table(pa.table({"to": ["+447700900123"], "name": wrong}), path)
    options = {"rates": CARD}
    assert outcome(ColumnsFile(path), "Hi {name}", options) == outcome(
        AudienceFile(path), "Hi {name}", options
    )


# --- The loops --------------------------------------------------------------------------------------------


def test_the_loops_say_the_same_compiled_and_as_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    from segmenter.bulk.columns import blocks

    column = pa.array(["+447700900123", None, "+4477", "447700900123", "+33612345678", "+44770090012x", ""])
    (block,) = blocks(column)
    answers = []
    with np.errstate(over="ignore"):  # the hash wraps around
        for _ in range(2):
            read, wrong = recipients.Lengths().read(block)
            heads = recipients.Prefixes(["44", "4477", "33612345678", "336123456789"]).find(read)
            seen = recipients.ColumnSeen()
            repeated = seen.add_all(np.concatenate([read, read]), np.concatenate([read, read]) == 0)
            answers.append([part.tolist() for part in (read, wrong, heads, repeated)] + [[len(seen)]])
            monkeypatch.setattr(recipients, "compiled", lambda loop: loop)
    assert answers[0] == answers[1]
    assert answers[0][0] == [447700900123, 0, 0, 0, 33612345678, 0, 0]
    assert answers[0][1] == [False, False, True, False, False, False, False]
    assert answers[0][2] == [3, -1, -1, -1, 0, -1, -1]


@settings(deadline=None)
@given(st.lists(st.integers(1, 40) | st.integers(1, 10**15 - 1)))
def test_what_was_seen_is_a_set(numbers: list[int]) -> None:
    seen, plain_set = recipients.ColumnSeen(), set()
    for number in numbers:
        assert seen.add(number) is (number not in plain_set)
        plain_set.add(number)
    assert len(seen) == len(plain_set)


def test_what_was_seen_grows() -> None:
    seen = recipients.ColumnSeen()
    numbers = (4477 * 10**8 + 7 * np.arange(300_000)).astype(np.uint64)
    none = np.zeros(len(numbers), np.bool_)
    assert not seen.add_all(numbers, none).any()
    assert seen.add_all(numbers, none).all()
    assert len(seen) == len(numbers)
