"""Against what was sent: files of every kind, columns of every name, and what is said of each row."""

import json
from decimal import Decimal
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from segmenter.audit import Against, Audit, Charges, SentError, SentRows, Yardstick, audit_records
from segmenter.audit.sent import number_of, seconds_of
from segmenter.pricing import Rate, RateCard, RateError
from segmenter.pricing.cards.recipients import Numbers
from segmenter.providers import PROVIDERS, profile
from tests.audit.samples import page, record

TIME = "2026-11-01T09:00:00Z"


def rows(path: Path, text: str, **options: Any) -> SentRows:
    path.write_text(text, "utf-8")
    return SentRows(path, yardstick=Yardstick(profile("wavix")), **options)


def audited(provider: str, sent: SentRows, *records: dict[str, Any], **options: Any) -> Audit:
    read = PROVIDERS[provider].record_plan().read(json.dumps(page(provider, records)))
    return audit_records(read, provider=provider, against=Against(sent, delay=3600), **options)


def said(found: Audit) -> list[tuple[str, str, str]]:
    return [(difference.rule, difference.id, difference.message) for difference in found.differences]


def test_what_was_sent_and_billed_agrees(tmp_path: Path) -> None:
    sent = rows(tmp_path / "sent.csv", f"id,recipient,text,time\n3a525ca2,+447700900123,Hi,{TIME}\n")
    found = audited("wavix", sent, record("wavix"))
    assert found.agrees
    assert found.against is not None
    assert (found.against.rows, found.against.records, found.against.matched) == (1, 1, 1)
    assert found.against.by_identifier


def test_both_directions_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "sent.csv"
    sent = rows(path, "id,text\n1,Hi\n2,Ho\n3,Hi\n3,Hi\n,Hi\n")
    records = [record("wavix", id=name) for name in ("1", "2", "9")]
    found = audited("wavix", sent, *records)
    assert said(found) == [
        ("SEG911", "9", "not among what was sent"),
        ("SEG913", "2", f"a different text from the one sent ({path}:3)"),
        ("SEG912", "3", "not billed"),
        ("SEG916", "", "not used: neither an id nor a recipient"),
        ("SEG916", "3", "an earlier row has this id"),
    ]
    assert [(difference.path, difference.line) for difference in found.differences[2:]] == [
        (str(path), 4),
        (str(path), 6),
        (str(path), 5),
    ]
    totals = found.against
    assert totals is not None
    assert (
        totals.rows
        == 5
        == totals.matched + totals.different + totals.not_billed + totals.repeated + totals.unused
    )
    assert totals.records == 3 == totals.matched + totals.different + totals.not_sent


def test_money_of_what_was_not_sent_is_charged_too_much_and_counted_once(tmp_path: Path) -> None:
    sent = rows(tmp_path / "sent.csv", "id\nnone\n")
    wrong = record("wavix", text="a" * 306, segments=3, charge="0.12")
    found = audited("wavix", sent, wrong)
    assert sorted(difference.rule for difference in found.differences) == ["SEG901", "SEG911", "SEG912"]
    assert found.money[0].over == Decimal("0.12")
    card = RateCard([Rate(price="0.04", currency="USD")])
    assert audited("wavix", sent, wrong, charges=Charges(card)).money[0].over == Decimal("0.12")


def test_recipient_text_and_time_match_where_there_is_no_identifier(tmp_path: Path) -> None:
    sent = rows(tmp_path / "sent.csv", f"Phone;Body;Sent_at\n0044 7700 900123;Hi;{TIME}\n")
    again = record("wavix", id="2", submitted_at="2026-11-01T09:20:00Z")
    late = record("wavix", id="3", submitted_at="2026-11-01T19:20:00Z")
    found = audited("wavix", sent, record("wavix"), again, late)
    assert said(found) == [
        ("SEG911", "3", "not among what was sent"),
        ("SEG914", "2", "billed once more than it was sent"),
    ]


def test_what_is_ambiguous_is_listed_on_both_sides(tmp_path: Path) -> None:
    path = tmp_path / "sent.csv"
    sent = rows(path, f"to,text,time\n+447700900123,Ho,{TIME}\n+447700900123,Hey,{TIME}\n")
    found = audited("wavix", sent, record("wavix"))
    assert said(found) == [
        ("SEG915", "", "is one of 2 rows that may be billed by 3a525ca2"),
        ("SEG915", "", "is one of 2 rows that may be billed by 3a525ca2"),
        ("SEG915", "3a525ca2", f"may bill any of 2 rows: {path}:2, {path}:3"),
    ]
    assert found.against is not None
    assert (found.against.ambiguous_records, found.against.ambiguous_rows) == (1, 2)


def test_a_record_without_a_text_is_compared_with_the_text_that_was_sent(tmp_path: Path) -> None:
    detail = {
        "uuid": "u1",
        "cld": "+447700900123",
        "parts": 3,
        "message_type": "SMS",
        "direction": "outbound",
    }
    path = tmp_path / "sent.csv"
    sent = rows(path, f"id,text\nu1,{'a' * 306}\n")
    found = audited("telnyx", sent, detail)
    assert said(found) == [("SEG913", "u1", f"billed as 3 segments, and the text sent takes 2 ({path}:2)")]
    assert audited("telnyx", sent, detail | {"parts": 2}).agrees


def test_every_kind_of_file_is_read(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(
        pa.table({"id": ["1"], "to": ["+447700900123"], "text": ["Hi"], "time": [seconds_as_datetime()]}),
        tmp_path / "sent.parquet",
    )
    texts = {
        "sent.csv": f"id,to,text,time\n1,+447700900123,Hi,{TIME}\n",
        "sent.tsv": f"id\tto\ttext\ttime\n1\t+447700900123\tHi\t{TIME}\n",
        "sent.jsonl": json.dumps({"id": 1, "to": "+447700900123", "text": "Hi", "time": TIME}) + "\n",
    }
    read = [rows(tmp_path / name, text) for name, text in texts.items()]
    read.append(SentRows(tmp_path / "sent.parquet", yardstick=Yardstick(profile("wavix"))))
    assert (
        len(
            {
                (side.ids[0], side.recipients[0], side.texts[0], side.times[0], side.segments[0])
                for side in read
            }
        )
        == 1
    )
    (difference,) = audited("wavix", read[-1], record("wavix", id="2", to="+4915112345678")).differences[-1:]
    assert (difference.rule, difference.message, difference.line) == ("SEG912", "row 1: not billed", 0)


def seconds_as_datetime() -> Any:
    from datetime import UTC, datetime

    return datetime(2026, 11, 1, 9, tzinfo=UTC)


def test_columns_may_have_any_name(tmp_path: Path) -> None:
    columns = {"id": "Nr", "text": "Was", "time": "Wann"}
    sent = rows(tmp_path / "sent.csv", f"Nr,Was,Wann\n1,Hi,{TIME}\n", columns=columns)
    assert (sent.ids, len(sent.texts), sent.times[0]) == (["1"], 1, seconds_of(TIME))


@pytest.mark.parametrize(
    ("text", "columns", "words"),
    [
        ("text,time\nHi,\n", {}, "there is no column of ids or recipients"),
        ("id,text\n1,Hi\n", {"time": "When"}, "there is no column 'When' for time"),
        ("id,text\n1,Hi\n", {"text": "texts"}, "did you mean text?"),
    ],
)
def test_a_missing_column_is_an_error(tmp_path: Path, text: str, columns: dict[str, str], words: str) -> None:
    with pytest.raises(SentError, match=words.replace("?", r"\?")):
        rows(tmp_path / "sent.csv", text, columns=columns)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,Hi,", "neither an id nor a recipient"),
        ("1,,Hi,yesterday", "'yesterday' is not a date and time, as 2026-11-28T14:00:00Z"),
        ("1,,Hi", "the row has 3 values, not 4"),
    ],
)
def test_a_row_that_cannot_be_used_is_kept_with_its_reason(tmp_path: Path, row: str, reason: str) -> None:
    sent = rows(tmp_path / "sent.csv", f"id,to,text,time\n{row}\n2,,Hi,\n")
    assert [(unread.line, unread.reason) for unread in sent.unread] == [(2, reason)]
    assert sent.ids == ["2"]


@pytest.mark.parametrize("identifier", ["", "3a525ca2"])
@pytest.mark.parametrize(
    "written",
    ["4.47701E+11", "4,47701E+11", "447.701e9", "whatsapp:4.47701E+11", "'4.47701E+11", '="4.47701E+11"'],
)
def test_a_recipient_in_scientific_notation_is_not_matched_with_the_number_of_its_digits(
    tmp_path: Path, written: str, identifier: str
) -> None:
    row = {"id": identifier, "to": written, "text": "Hi", "time": TIME}
    sent = rows(
        tmp_path / "sent.jsonl", json.dumps(row) + "\n" + json.dumps({"id": "2", "to": "+4915112345678"})
    )
    found = audited("wavix", sent, record("wavix", to="44770111"))
    assert found.against is not None
    assert (found.against.matched, found.against.unused) == (0, 1)
    (unused,) = (message for rule, _, message in said(found) if rule == "SEG916")
    assert unused.startswith("not used: recipient ")
    assert unused.endswith(
        "is in scientific notation, which loses digits; format the column as text and export it again"
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("447700900123.0", "ends in .0, as numbers do that were not stored as text"),
        ("4.47701E+11", "is in scientific notation, which loses digits"),
        (447700900123.5, "is neither text nor a whole number"),
        (float("inf"), "is neither text nor a whole number"),
    ],
)
def test_a_recipient_that_is_a_fraction_does_not_become_another_number(
    tmp_path: Path, cell: object, words: str
) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.table({"to": [cell], "text": ["Hi"]}), tmp_path / "sent.parquet")
    sent = SentRows(tmp_path / "sent.parquet", yardstick=Yardstick(profile("wavix")))
    (unread,) = sent.unread
    assert words in unread.reason
    assert len(sent) == 0


def test_a_record_in_scientific_notation_is_not_the_number_of_its_digits() -> None:
    assert number_of("4.47701E+11", Numbers(None)) not in (0, 44770111, 4477010000)


def test_numbers_and_times_are_read_as_people_write_them() -> None:
    numbers = Numbers(None)
    same = (
        "+447700900123",
        "447700900123",
        "00447700900123",
        "+44 (0) 7700-900 123",
        "whatsapp:+447700900123",
    )
    assert {number_of(written, numbers) for written in same} == {447700900123}
    assert number_of("", numbers) == number_of(None, numbers) == 0
    assert number_of("12345", numbers) == 12345
    assert number_of("Acme", numbers) > 0
    assert seconds_of("2026-11-01 09:00:00") == seconds_of("2026-11-01T10:00:00+01:00") == seconds_of(TIME)
    assert isnan(seconds_of(""))
    for wrong in ("soon", 5, "2026-13-01"):
        with pytest.raises(ValueError, match=r"soon|5|month"):
            seconds_of(wrong)


def test_records_may_be_gone_through_twice(tmp_path: Path) -> None:
    sent = rows(tmp_path / "sent.csv", "id\n3a525ca2\n")
    states = [record("wavix", status=status) for status in ("sent", "delivered")]
    found = audited("wavix", sent, *states)
    assert found.against is not None
    assert (found.against.records, found.against.matched) == (1, 1)


def test_a_country_name_left_the_national_numbers_of_sent_rows_unread(tmp_path: Path) -> None:
    path = tmp_path / "sent.csv"
    path.write_text("id,to,text\n1,01512 3456789,Hi\n", encoding="utf-8")
    yardstick = Yardstick(profile("wavix"))
    rows = SentRows(path, yardstick=yardstick, country="Germany")
    assert (len(rows.recipients), rows.unread) == (1, [])
    with pytest.raises(RateError, match="did you mean Germany"):
        SentRows(path, yardstick=yardstick, country="Germny")
