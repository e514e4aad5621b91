"""JSON of texts by key, flat and nested, with comments beside them."""

from segmenter.catalogs import place, read
from tests.catalogs.laws import check_edit, entry_of, texts
from tests.catalogs.samples import octets_of


def test_keys_are_paths_and_values_that_are_no_texts_are_left_out() -> None:
    assert texts("locales/fr.json", octets_of("locales/fr.json")) == [
        ("otp.body", "", "Votre code est %s"),
        ("otp.quoted", "", '"L’heure" 😀 /\n'),
        ("list.0", "", "un"),
        ("list.1", "", "deux 中文"),
        ("list.2.three", "", "שלום"),
    ]


def test_comments_belong_to_their_key_or_to_what_follows() -> None:
    catalog = read("fr.json", octets_of("locales/fr.json"))
    assert catalog.format == "json"
    assert entry_of(catalog, "otp.body").comments == ("sent at login", "texts of the shop")
    assert entry_of(catalog, "list.0").comments == ("texts of the shop", "weekly")
    assert [remark.line for remark in catalog.remarks] == [2, 3, 5]


def test_equal_keys_are_both_read() -> None:
    assert texts("a.json", '{"a": "1", "a": "2"}') == [("a", "", "1"), ("a", "", "2")]


def test_an_escape_is_one_place_and_is_replaced_as_a_whole() -> None:
    catalog = read("a.json", b'{"a": "It\\u2019s \\ud83d\\ude00!"}')
    entry = catalog.entries[0]
    assert place(catalog, entry, 6) == (1, 30)
    assert check_edit(catalog, entry, ((2, 3, "'"),)).text == '{"a": "It\'s \\ud83d\\ude00!"}'
    assert check_edit(catalog, entry, ((2, 3, '"'), (5, 6, ":)"))).text == '{"a": "It\\"s :)!"}'
