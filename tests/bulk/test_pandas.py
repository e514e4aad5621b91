from typing import Any

import pyarrow as pa
import pytest

from segmenter.bulk import count_array

pd: Any = pytest.importorskip("pandas")

TEXTS = ["hi", None, "Ж" * 71]


@pytest.mark.parametrize("kind", ["str", "string", "category"])
def test_a_series_of_texts_is_counted(kind: str) -> None:
    counted = count_array(pd.Series(TEXTS, dtype=kind))
    assert counted.equals(count_array(TEXTS))


def test_the_answer_becomes_a_frame() -> None:
    table = pa.Table.from_struct_array(count_array(pd.Series(TEXTS, dtype="str")))
    assert table.to_pandas()["segments"].tolist()[::2] == [1, 2]
