"""CSV and TSV: which column is what, quotes, and rows that do not fit."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.catalogs import CatalogError, UneditableError, edited, read
from segmenter.catalogs.formats.tables import _rows
from segmenter.catalogs.sources import Source
from tests.catalogs.laws import check_edit, texts
from tests.catalogs.samples import octets_of


def test_every_column_but_keys_and_comments_holds_texts() -> None:
    catalog = read("texts.csv", octets_of("texts.csv"))
    assert [(each.key, each.locale, each.context, each.text) for each in catalog.entries] == [
        ("otp", "fr", "", 'L’heure, "dite"'),
        ("otp", "pt-BR", "", "Olá"),
        ("otp", "", "sms", "x"),
        ("bye", "fr", "", "Au revoir…"),
        ("bye", "pt-BR", "", "deux\nlignes’"),
    ]
    assert catalog.entries[0].comments == ("An OTP",)
    assert texts("texts.tsv", octets_of("texts.tsv")) == [("hello", "", "C’est, bien"), ("bye", "", "a\tb’")]


def test_a_quote_is_doubled_in_a_quoted_cell_and_refused_in_another() -> None:
    catalog = read("a.csv", 'key,en\na,"x’y"\nb,x’y\n'.encode())
    quoted, plain = catalog.entries
    assert check_edit(catalog, quoted, ((1, 2, '"'),)).text == 'key,en\na,"x""y"\nb,x’y\n'
    for sign in '",\n':
        with pytest.raises(UneditableError, match="needs quotes around the whole cell"):
            edited(catalog, [(plain, ((1, 2, sign),))])


@pytest.mark.parametrize(
    ("text", "line"),
    [("key,en\na,b\nc,d,e\n", 3), ("key,en\na\n", 2), ('key,en\na,"b"c\n', 2), ('key,en\na,"b\n', 2)],
)
def test_rows_that_do_not_fit_are_errors(text: str, line: int) -> None:
    with pytest.raises(CatalogError) as caught:
        read("a.csv", text.encode())
    assert caught.value.line == line


@given(st.lists(st.lists(st.text(st.sampled_from('ab,"\n\r é’\t')), min_size=2, max_size=3), max_size=4))
def test_cells_are_those_of_the_csv_module(rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    found = [[cell.text for cell in row] for row in _rows(Source("a.csv", written.getvalue()), ",")]
    assert found == rows
