"""TSV: the same cells, between tabs."""

from tests.catalogs.laws import texts

SAMPLES = {
    "texts.tsv": 'id\ttext\tnote\nhello\tC’est, bien\tx\nbye\t"a\tb’"\t\n',
}


def test_a_comma_separates_nothing() -> None:
    assert texts("texts.tsv", SAMPLES["texts.tsv"].encode()) == [
        ("hello", "", "C’est, bien"),
        ("bye", "", "a\tb’"),
    ]
