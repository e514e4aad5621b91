import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from segmenter import Boundary, Encoding, NationalLanguage, Policy, UnencodableError, count
from segmenter.bulk import ColumnError, count_array

TEXTS = [
    "",
    "hi",
    "5 €",
    "[" * 81,
    "a" * 152 + "€" + "a" * 200,
    "Ж" * 71,
    "a" * 66 + "😀" * 40,
    "ç",
    "\r\n" * 90,
]


def as_rows(texts: list[str | None], policy: Policy) -> list[dict[str, object] | None]:
    rows: list[dict[str, object] | None] = []
    for text in texts:
        if text is None:
            rows.append(None)
            continue
        counted = count(text, policy=policy)
        rows.append(
            {
                "encoding": counted.encoding.value,
                "segments": counted.segments,
                "units": counted.units,
                "free_units": counted.free_units,
            }
        )
    return rows


def test_a_column_without_rows_gives_one_without_rows() -> None:
    counted = count_array(pa.array([], pa.string()))
    assert len(counted) == 0
    assert [(field.name, str(field.type)) for field in counted.type] == [
        ("encoding", "dictionary<values=string, indices=int8, ordered=0>"),
        ("segments", "int32"),
        ("units", "int32"),
        ("free_units", "int16"),
    ]


WAYS: dict[str, Callable[[list[str | None]], Any]] = {
    "string": lambda texts: pa.array(texts, pa.string()),
    "large_string": lambda texts: pa.array(texts, pa.large_string()),
    "string_view": lambda texts: pa.array(texts, pa.string_view()),
    "dictionary": lambda texts: pa.array(texts, pa.string()).dictionary_encode(),
    "dictionary of large strings": lambda texts: pa.array(texts, pa.large_string()).dictionary_encode(),
    "list": lambda texts: texts,
    "slice": lambda texts: pa.array(["☃", *texts, "☃"], pa.string())[1:-1],
    "slice of a view": lambda texts: pa.array(["☃", *texts, "☃"], pa.string_view())[1:-1],
    "chunks": lambda texts: pa.chunked_array([texts[:3], [], texts[3:]], pa.string()),
    "chunks of dictionaries": lambda texts: pa.chunked_array(
        [pa.array(part, pa.string()).dictionary_encode() for part in (texts[:3], texts[3:])]
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("nulls", [False, True])
def test_every_type_of_column_counts_the_same(way: str, nulls: bool) -> None:
    texts: list[str | None] = [*TEXTS, *([None, "after a null", None] if nulls else [])]
    assert count_array(WAYS[way](texts)).to_pylist() == as_rows(texts, Policy())


def test_nulls_alone_are_nulls() -> None:
    assert count_array(pa.nulls(3)).to_pylist() == [None] * 3
    assert count_array(pa.nulls(3, pa.string())).to_pylist() == [None] * 3


def test_shifts_are_given_where_asked() -> None:
    policy = Policy(locking_shifts=[NationalLanguage.TURKISH], single_shifts=[NationalLanguage.SPANISH])
    counted = count_array(["ığş" * 20, "áí", "plain", "☃", None], policy=policy, shifts=True).to_pylist()
    assert [row and (row["locking_shift"], row["single_shift"]) for row in counted] == [
        (1, None),
        (None, 2),
        (None, None),
        (None, None),
        None,
    ]


@pytest.mark.parametrize("threads", [None, 1, 2, 3])
def test_threads_change_nothing(threads: int | None) -> None:
    texts = TEXTS * 4000
    assert count_array(texts, threads=threads).equals(count_array(texts, threads=1))
    assert count_array(texts, threads=threads)[:9].to_pylist() == as_rows([*TEXTS], Policy())


@pytest.mark.parametrize("threads", [0, -1, 1.5, True])
def test_an_impossible_number_of_threads_is_an_error(threads: Any) -> None:
    with pytest.raises(ValueError, match="threads must be an int of at least 1"):
        count_array(["a"], threads=threads)


@pytest.mark.parametrize("boundary", Boundary)
def test_a_cluster_at_a_cut_is_kept_whole(boundary: Boundary) -> None:
    texts = ["a" * 66 + "👨\u200d👩\u200d👧", "a" * 152 + "\r\n" + "a" * 20, "Ж" * 66 + "e\u0301" * 3]
    policy = Policy(boundary=boundary)
    assert count_array(texts, policy=policy).to_pylist() == as_rows([*texts], policy)


AWKWARD = [
    *TEXTS,
    "Ç 5 € ¤",
    "`backtick`" * 30,
    "a b " * 60,
    "https://example.com/" + "x" * 200,
    "Ωμέγα",
    "€" * 100,
]


@pytest.mark.parametrize(
    "policy",
    [
        Policy(without="Ç¤€\f"),
        Policy(without="€", encodings=[Encoding.UCS2, Encoding.GSM7]),
        Policy(encodings=[Encoding.ASCII7, Encoding.UCS2]),
        Policy(encodings=[Encoding.ASCII7, Encoding.GSM7, Encoding.UCS2]),
        Policy(encodings=[Encoding.GSM7, Encoding.ASCII7, Encoding.UCS2]),
        Policy(boundary=Boundary.WORD),
        Policy(numbering="({number}/{total})"),
        Policy(numbering="{text} ({number}/{total})", boundary=Boundary.WORD),
        Policy(extra_elements=[(0x05, bytes(4))]),
    ],
)
def test_every_kind_of_policy_counts_as_texts_do(policy: Policy) -> None:
    assert count_array(AWKWARD, policy=policy).to_pylist() == as_rows([*AWKWARD], policy)


# --- What cannot be counted ---------------------------------------------------------------------------------


def column_of(octets: bytes, *offsets: int, nulls: bytes | None = None) -> pa.Array:
    numbers = b"".join(offset.to_bytes(4, "little", signed=True) for offset in offsets)
    valid = None if nulls is None else pa.py_buffer(nulls)
    buffers = [valid, pa.py_buffer(numbers), pa.py_buffer(octets)]
    return pa.Array.from_buffers(pa.string(), len(offsets) - 1, buffers)


@pytest.mark.parametrize(
    ("octets", "cut", "row"),
    [
        (b"ab\xffcd", 2, 1),  # an octet that no character has
        (b"ab\x80cd", 2, 1),  # goes on where nothing began
        ("abЖcd".encode(), 3, 0),  # a character across two rows
        (b"abcd\xd0", 2, 1),  # stops short at the end
        (b"ab\xc0\xafcd", 2, 1),  # overlong
        (b"ab\xed\xa0\x80cd", 2, 1),  # a surrogate
        (b"ab\xf4\x90\x80\x80cd", 2, 1),  # beyond U+10FFFF
        (b"ab\xe0\x80\x80cd", 2, 1),
        (b"ab\xf0\x80\x80\x80cd", 2, 1),
        (b"\xe2\x82", 1, 0),
    ],
)
def test_octets_that_are_not_utf8_are_an_error_with_their_row(octets: bytes, cut: int, row: int) -> None:
    with pytest.raises(ColumnError, match="not UTF-8") as caught:
        count_array(column_of(octets, 0, cut, len(octets)))
    assert caught.value.row == row
    assert str(caught.value).startswith(f"row {row}: ")


def test_a_null_may_hide_octets_that_are_not_utf8() -> None:
    column = column_of(b"a\xff\xd0b", 0, 1, 3, 4, nulls=b"\x05")
    assert [row and row["units"] for row in count_array(column).to_pylist()] == [1, None, 1]


@pytest.mark.parametrize("policy", [Policy(), Policy(single_shifts=[NationalLanguage.TURKISH])])
def test_a_row_that_stops_short_is_an_error_also_before_a_null(policy: Policy) -> None:
    column = column_of(b"a\xe2\x82\xacb", 0, 3, 4, 5, nulls=b"\x05")  # the null hides the end of the €
    with pytest.raises(ColumnError, match="row 0: its octets are not UTF-8"):
        count_array(column, policy=policy)


@pytest.mark.parametrize("policy", [Policy(), Policy(single_shifts=[NationalLanguage.TURKISH])])
def test_nulls_may_begin_in_the_middle_of_a_character(policy: Policy) -> None:
    column = column_of("a€€b".encode(), 0, 1, 2, 4, 5, 7, 8, nulls=b"\x21")
    assert [row and row["units"] for row in count_array(column, policy=policy).to_pylist()] == [
        1,
        None,
        None,
        None,
        None,
        1,
    ]


@pytest.mark.parametrize("offsets", [(0, 9, 4), (0, 3, 2), (0, -1, 2)])
def test_offsets_outside_the_octets_are_an_error(offsets: tuple[int, ...]) -> None:
    with pytest.raises(ColumnError, match="offsets lie outside"):
        count_array(column_of(b"abcd", *offsets))


def test_what_no_encoding_can_carry_is_named_with_its_row() -> None:
    column = pa.chunked_array([["fine", "too"], ["fine", "5 ☃"]])
    with pytest.raises(ColumnError) as caught:
        count_array(column, policy=Policy(encodings=[Encoding.GSM7]))
    assert caught.value.row == 3
    assert "U+2603 SNOWMAN at index 2" in str(caught.value)
    assert isinstance(caught.value.__cause__, UnencodableError)


def test_a_row_of_a_dictionary_is_named_by_its_first_place() -> None:
    column = pa.array(["a", None, "b", "☃", "☃"]).dictionary_encode()
    with pytest.raises(ColumnError) as caught:
        count_array(column, policy=Policy(encodings=[Encoding.GSM7]))
    assert caught.value.row == 3


def test_a_lone_surrogate_in_a_list_is_named_with_its_row() -> None:
    with pytest.raises(ColumnError, match="row 1: U\\+DC00 at index 1 is half of a surrogate pair"):
        count_array(["a", "b\udc00"])


@pytest.mark.parametrize("column", [5, "a text", b"octets", [1, 2], pa.array([1.5]), [b"a"], None])
def test_what_is_not_a_column_of_texts_is_a_type_error(column: Any) -> None:
    with pytest.raises(TypeError, match="a column"):
        count_array(column)


def test_a_policy_of_another_kind_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="policy must be a Policy"):
        count_array(["a"], policy=Any)  # type: ignore[arg-type]  # what is tested


# --- What is installed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["pyarrow", "numba", "numpy"])
def test_where_a_package_is_missing_the_extra_is_named(missing: str) -> None:
    code = (
        f"import sys\nsys.modules[{missing!r}] = None\n"
        "from segmenter import MissingExtraError\n"
        "try:\n    from segmenter.bulk import count_array\n    count_array(['a'])\n"
        "except MissingExtraError as error:\n    print(error)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == f"counting columns needs {missing}: pip install 'sms-segmenter[arrow]'\n"


def test_importing_the_room_imports_nothing_else() -> None:
    code = "import sys, segmenter.bulk\nprint([n for n in ('numpy', 'pyarrow', 'numba') if n in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_it_works_where_no_cache_can_be_written(tmp_path: Any) -> None:
    code = (
        "from segmenter.bulk import count_array\nprint(count_array(['a' * 161]).to_pylist()[0]['segments'])"
    )
    environment = {"NUMBA_CACHE_DIR": "/proc/nowhere", "HOME": "/proc/nowhere", "PATH": "/usr/bin:/bin"}
    environment["PYTHONPATH"] = ":".join(filter(None, sys.path))
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )
    assert (result.stdout, result.returncode) == ("2\n", 0), result.stderr
