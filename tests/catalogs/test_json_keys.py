"""JSON of texts by key, flat and nested, with comments beside them."""

from segmenter.catalogs import place, read
from tests.catalogs.laws import check_edit, check_places, entry_of, texts

SAMPLES = {
    "locales/fr.json": r"""{
  "_comment": "texts of the shop",
  "otp": {"body": "Votre code est %s", "@body": "sent at login",
    "quoted": "\"L\u2019heure\" \ud83d\ude00 \/\n"},
  "//": "weekly",
  "list": ["un", "deux 中文", {"three": "שלום"}],
  "count": 3, "on": true, "none": null, "empty": ""
}
""",
}


def test_keys_are_paths_and_values_that_are_no_texts_are_left_out() -> None:
    assert texts("locales/fr.json", SAMPLES["locales/fr.json"].encode()) == [
        ("otp.body", "", "Votre code est %s"),
        ("otp.quoted", "", '"L’heure" 😀 /\n'),
        ("list.0", "", "un"),
        ("list.1", "", "deux 中文"),
        ("list.2.three", "", "שלום"),
    ]


def test_comments_belong_to_their_key_or_to_what_follows() -> None:
    catalog = read("fr.json", SAMPLES["locales/fr.json"].encode())
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


def test_metadata_of_mediawiki_is_no_text() -> None:
    body = '{"@metadata": {"authors": ["Ann"], "note": "x"}, "hello": "Bonjour"}'
    assert texts("fr.json", body) == [("hello", "", "Bonjour")]


def test_messages_of_message_format_are_read_where_the_project_says_so() -> None:
    octets = b'{"a": {"b": "{n, plural, one{{n} day} other{{n} days}}"}, "c": "It\'\'s {when, date}"}'
    catalog = read("en.json", octets, message_format=True)
    assert [(entry.key, entry.variant, entry.text, entry.syntax) for entry in catalog.entries] == [
        ("a.b", "one", "{n} day", "brace"),
        ("a.b", "other", "{n} days", "brace"),
        ("c", "", "It's {when}", "brace"),
    ]
    assert catalog.entries[2].formatted == ("when",)
    check_places(catalog)
    assert check_edit(catalog, catalog.entries[1], ((4, 8, "nights"),)).text.count("nights") == 1


def test_without_that_a_message_is_one_text() -> None:
    [entry] = read("en.json", b'{"a": "{n, plural, one{a} other{b}}"}').entries
    assert entry.text == "{n, plural, one{a} other{b}}"
