from collections.abc import Callable
from functools import partial
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import (
    Encoding,
    Limit,
    Measure,
    Policy,
    Source,
    SubstitutionMode,
    UnencodableError,
    count,
    measure,
    segment,
    substitute,
)
from segmenter.bulk import (
    ColumnError,
    count_array,
    fits_array,
    measure_array,
    offenders_array,
    split_array,
    substitute_array,
    summary,
)
from tests.property.strategies import texts

COLUMNS = st.lists(st.none() | texts(), max_size=8)
SOME = ["hi", None, "It’s “late” …" * 12, "[" * 153, "", "😀" * 40, "a\r\nb", "e\u0301", None]


def arrays(column: list[str | None]) -> list[Any]:
    plain = pa.array(column, pa.string())
    return [plain, plain.dictionary_encode(), pa.chunked_array([plain[:2], plain[2:]], pa.string())]


@given(COLUMNS)
def test_segments_are_those_of_segment(column: list[str | None]) -> None:
    expected = [
        None
        if text is None
        else [
            {name: getattr(part, name) for name in ("text", "start", "stop", "units", "udh_octets")}
            for part in segment(text).segments
        ]
        for text in column
    ]
    for array in arrays(column):
        assert split_array(array).to_pylist() == expected


def test_a_row_that_no_message_can_hold_is_named() -> None:
    with pytest.raises(ColumnError, match="row 1: the text needs 256 segments"):
        split_array(["a", "a" * 39_016])


@given(COLUMNS)
def test_offenders_are_the_first_characters_outside_gsm7(column: list[str | None]) -> None:
    only = Policy(encodings=[Encoding.GSM7])
    expected: list[Any] = []
    for text in column:
        try:
            count(text or "", policy=only)
            expected.append(None)
        except UnencodableError as error:
            expected.append({"index": error.index, "code_point": error.code_point})
    for array in arrays(column):
        assert offenders_array(array).to_pylist() == expected


@given(COLUMNS, st.sampled_from([SubstitutionMode.WHEN_CHEAPER, SubstitutionMode.ALWAYS]))
def test_texts_become_what_substitute_makes_of_them(column: list[str | None], mode: SubstitutionMode) -> None:
    expected = [text if text is None else substitute(text, mode=mode).text for text in column]
    for array in arrays(column):
        assert substitute_array(array, mode=mode).to_pylist() == expected


@pytest.mark.parametrize("by", [by for by in Measure if by is not Measure.SEPTETS])
def test_every_measure_is_that_of_measure(by: Measure) -> None:
    @given(COLUMNS)
    def law(column: list[str | None]) -> None:
        expected = [None if text is None else measure(text, by) for text in column]
        for array in arrays(column):
            assert measure_array(array, by).to_pylist() == expected

    law()


def test_septets_are_those_of_gsm7_or_an_error() -> None:
    assert measure_array(["5 €", None], Measure.SEPTETS).to_pylist() == [4, None]
    with pytest.raises(ColumnError, match="row 1"):
        measure_array(["5 €", "☃"], Measure.SEPTETS)


@pytest.mark.parametrize("by", Measure)
@pytest.mark.parametrize("number", [0, 1, 2, 40, 80, 306])
def test_what_fits_is_what_measures_no_more(by: Measure, number: int) -> None:
    def fits(text: str | None) -> bool | None:
        try:
            return None if text is None else measure(text, by) <= number
        except UnencodableError:
            return False

    limit = Limit(field="text", number=number, measure=by, source=Source("a test"))
    for array in arrays([*SOME]):
        assert fits_array(array, limit).to_pylist() == [fits(text) for text in SOME]


def test_a_summary_totals_the_column() -> None:
    for array in arrays([*SOME]):
        total = summary(array)
        assert total[:4] == (9, 2, 12, 550)
        assert total.encodings == {"GSM-7": 4, "UCS-2": 3}
        assert total.by_segments == {1: 4, 2: 1, 3: 2}
        assert total.offenders == {"“": 1, "”": 1, "…": 1, "’": 1, "😀": 1, "\u0301": 1}


def test_a_summary_of_nothing_is_zero() -> None:
    assert summary(pa.array([], pa.string())) == (0, 0, 0, 0, {}, {}, {})


_VIEW = pa.string_view()
COLUMN_FORMS = {
    "string_view": pa.array(SOME, _VIEW),
    "large_string": pa.array(SOME, pa.large_string()),
    "dictionary": pa.array(SOME).dictionary_encode(),
    "dictionary of large_string": pa.array(SOME, pa.large_string()).dictionary_encode(),
    "dictionary of string_view": pa.DictionaryArray.from_arrays(
        pa.array([1, None, 0, 1]), pa.array(["It’s", "Привет"], _VIEW)
    ),
    "sliced dictionary": pa.array(SOME).dictionary_encode()[1:6],
    "chunked": pa.chunked_array([SOME[:3], SOME[3:]], pa.string()),
    "chunked string_view": pa.chunked_array([SOME[:3], [], SOME[3:]], _VIEW),
    "sliced": pa.array(SOME)[1:6],
    "sliced string_view": pa.array(SOME, _VIEW)[1:6],
    "null": pa.nulls(3),
    "nulls of string_view": pa.nulls(3, _VIEW),
    "no rows": pa.array([], _VIEW),
    "no chunks": pa.chunked_array([], _VIEW),
}
QUESTIONS: dict[str, Callable[[Any], Any]] = {
    "count_array": count_array,
    "split_array": split_array,
    "offenders_array": offenders_array,
    "substitute_array": substitute_array,
    "summary": summary,
}
for _by in Measure:
    _limit = Limit(field="text", number=2, measure=_by, source=Source("a test"))
    QUESTIONS[f"fits_array of {_by}"] = partial(fits_array, limit=_limit)
    if _by is not Measure.SEPTETS:  # which some of these texts do not have
        QUESTIONS[f"measure_array of {_by}"] = partial(measure_array, by=_by)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("form", COLUMN_FORMS)
def test_every_function_takes_every_arrow_form_of_text_without_a_missing_kernel(
    form: str, question: str
) -> None:
    column, ask = COLUMN_FORMS[form], QUESTIONS[question]
    answer, expected = ask(column), ask(column.to_pylist())
    if question == "summary":
        assert answer == expected
    else:
        assert answer.type == expected.type
        assert answer.to_pylist() == expected.to_pylist()
