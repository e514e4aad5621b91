"""i18next's suffixes and placeholders."""

from segmenter.catalogs import read
from tests.catalogs.laws import check_edit, entry_of, texts

SAMPLES = {
    "locales/fr/translation.json": r"""{
  "item_one": "{{count}} item", "item_other": "{{count, number}} items – {{- raw}}",
  "friend": "A friend", "friend_male": "A boyfriend", "friend_female_one": "x",
  "nested": {"_comment": "a link", "key": "See $t(item_one) \u2026"}
}""",
}


def test_suffixes_are_variants_and_formats_are_left_out() -> None:
    assert texts("fr/translation.json", SAMPLES["locales/fr/translation.json"].encode()) == [
        ("item", "one", "{{count}} item"),
        ("item", "other", "{{count}} items – {{raw}}"),
        ("friend", "", "A friend"),
        ("friend_male", "", "A boyfriend"),
        ("friend_female", "one", "x"),
        ("nested.key", "", "See $t(item_one) …"),
    ]


def test_format_and_syntax_are_told_by_the_content() -> None:
    catalog = read("en.json", b'{"a": "Hi {{name}}"}')
    assert (catalog.format, catalog.entries[0].syntax) == ("i18next", "mustache")
    assert read("en.json", b'{"a": "Hi {name}"}').format == "json"


def test_text_beside_a_placeholder_is_edited() -> None:
    catalog = read("en.json", b'{"a": "{{n, number}} \\u2013 {{m}}"}')
    entry = entry_of(catalog, "a")
    assert check_edit(catalog, entry, ((6, 7, "-"),)).text == '{"a": "{{n, number}} - {{m}}"}'
