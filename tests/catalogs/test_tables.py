"""CSV: which column is what, quotes, and rows that do not fit."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.catalogs import CatalogError, UneditableError, edited, read
from segmenter.catalogs.decoding import CatalogFile
from segmenter.catalogs.formats.tables import _rows
from tests.catalogs.laws import check_edit, texts

SAMPLES = {
    "texts.csv": '''key,fr,pt-BR,notes,sms
otp,"L’heure, ""dite""",Olá,An OTP,x
bye,Au revoir…,"deux
lignes’",,
''',
}


def test_every_column_but_keys_and_comments_holds_texts() -> None:
    catalog = read("texts.csv", SAMPLES["texts.csv"].encode())
    assert [(each.key, each.locale, each.context, each.text) for each in catalog.entries] == [
        ("otp", "fr", "", 'L’heure, "dite"'),
        ("otp", "pt-BR", "", "Olá"),
        ("otp", "", "sms", "x"),
        ("bye", "fr", "", "Au revoir…"),
        ("bye", "pt-BR", "", "deux\nlignes’"),
    ]
    assert catalog.entries[0].comments == ("An OTP",)


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
    found = [[cell.text for cell in row] for row in _rows(CatalogFile("a.csv", written.getvalue()), ",")]
    assert found == rows


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_header_tells_what_separates_so_that_an_excel_file_is_not_without_texts(sign: str) -> None:
    text = 'key|fr|pt_BR\na|b c’|"d; e\tf"\n'.replace("|", sign)
    catalog = read("a.csv", text.encode())
    assert [(each.key, each.locale) for each in catalog.entries] == [("a", "fr"), ("a", "pt-BR")]
    assert catalog.entries[1].text == "d; e\tf"
    check_edit(catalog, catalog.entries[0], ((1, 2, "'"),))
    with pytest.raises(UneditableError, match="needs quotes"):
        edited(catalog, [(catalog.entries[0], ((0, 1, sign),))])


def test_a_header_is_separated_by_what_gives_most_columns_with_known_names() -> None:
    assert texts("a.csv", '"key","fr"\n"x","y;z"\n') == [("x", "", "y;z")]
    assert texts("a.csv", "wort;fr\nx;y, z\n") == [("x", "", "y, z")]


def test_other_columns_are_no_messages_where_some_are_named_for_texts() -> None:
    text = "id,status,updated,max,text,FR,fr\na,done,2024-01-01,160,b,c,d\n"
    found = [(each.locale, each.context, each.text) for each in read("a.csv", text.encode()).entries]
    assert found == [("", "text", "b"), ("fr", "", "d")]
    assert texts("a.csv", "id,status,short\na,done,b\n") == [("a", "", "done"), ("a", "", "b")]


WEBLATE = "location,source,target,id,fuzzy,context,translator_comments,developer_comments\n"


def test_the_header_that_weblate_writes_is_read() -> None:
    rows = 'a.py:1,Hello,Bonjour’,,False,greet,,"sms: x"\n,Bye,Adieu,bye,True,ctx,nice,\n,Only,,,,,,\n'
    first, second = read("a.csv", (WEBLATE + rows).encode()).entries
    assert (first.key, first.text, first.source, first.flags) == ("greet", "Bonjour’", "Hello", ())
    assert first.comments == ("sms: x",)
    assert (second.key, second.flags, second.comments) == ("bye", ("fuzzy",), ("nice",))


def test_the_first_line_may_say_what_separates() -> None:
    assert texts("a.csv", "sep=;\r\nkey;fr\r\na;l’été, ici\r\n") == [("a", "", "l’été, ici")]


def test_empty_cells_at_the_end_are_nothing() -> None:
    assert texts("a.csv", "key,fr,,\na,b,,,\nc,d\n") == [("a", "", "b"), ("c", "", "d")]


def test_a_first_row_without_a_known_name_is_an_error() -> None:
    with pytest.raises(CatalogError, match=r"a\.csv:1:1: its first row names no column that is known"):
        read("a.csv", b"Hello,World\nfoo,bar\n")
