"""The law that a column is counted as its texts are, for every policy; and the loop, compiled or not, alike.

It must not judge what a text takes: `count` does.
"""

from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Policy, count
from segmenter.bulk import ColumnError, count_array, kernel
from tests.property.strategies import Case, encodable_cases, policies, texts


def assert_counted_as_texts(column: list[str | None], policy: Policy) -> None:
    expected = [None if text is None else count(text, policy=policy) for text in column]
    counted = count_array(pa.array(column, pa.string()), policy=policy, shifts=True).to_pylist()
    assert [
        row
        and (
            row["encoding"],
            row["segments"],
            row["units"],
            row["free_units"],
            row["locking_shift"],
            row["single_shift"],
        )
        for row in counted
    ] == [
        one
        and (one.encoding.value, one.segments, one.units, one.free_units, one.locking_shift, one.single_shift)
        for one in expected
    ]


@given(encodable_cases())
def test_a_column_of_one_text_is_counted_as_the_text(case: Case) -> None:
    assert_counted_as_texts([case.text], case.policy)


@given(st.lists(st.none() | texts(), max_size=12), policies(encodings=[tuple(Policy().encodings)]))
def test_a_column_is_counted_row_by_row(column: list[str | None], policy: Policy) -> None:
    assert_counted_as_texts(column, policy)


@pytest.fixture
def as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the loop undecorated, as where numba is missing."""

    def uncompiled(loop: Callable[..., tuple[int, int]]) -> Callable[..., tuple[int, int]]:
        return loop

    monkeypatch.setattr(kernel, "compiled", uncompiled)


@pytest.mark.usefixtures("as_it_stands")
def test_the_loop_uncompiled_says_the_same() -> None:
    @given(
        st.lists(st.none() | texts().map(lambda text: text[:200]), max_size=4),
        policies(largest=1, encodings=[tuple(Policy().encodings)]),
    )
    def law(column: list[str | None], policy: Policy) -> None:
        assert_counted_as_texts(column, policy)

    law()


@given(st.binary(max_size=12), st.integers(0, 12))
def test_octets_are_utf8_where_python_says_so(octets: bytes, cut: int) -> None:
    rows = octets[:cut], octets[cut:]
    numbers = b"".join(number.to_bytes(4, "little") for number in (0, len(rows[0]), len(octets)))
    column = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(numbers), pa.py_buffer(octets)])
    wrong = [number for number, row in enumerate(rows) if not is_utf8(row)]
    if not wrong:
        assert len(count_array(column)) == 2
        return
    with pytest.raises(ColumnError) as caught:
        count_array(column)
    assert caught.value.row == wrong[0]


def is_utf8(octets: bytes) -> bool:
    try:
        octets.decode()
    except UnicodeDecodeError:
        return False
    return True
