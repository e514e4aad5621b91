"""JSON of texts by key, flat and nested, with comments beside them."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.catalogs import CatalogError, Conventions, Entry, place, read
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
    catalog = read("en.json", octets, conventions=Conventions(message_format=True))
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


_NAMES = st.sampled_from(["sms", "ui", "a_one", "a_other", "é", 'q"', "//", "@sms", "_comment", "0"])
_JSON = st.recursive(
    st.text(max_size=6) | st.integers() | st.none(),
    lambda inner: st.dictionaries(_NAMES, inner, max_size=4) | st.lists(inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_NAMES, _JSON, max_size=5), st.sampled_from(["json", "i18next"]), st.booleans())
def test_wanted_keys_are_read_as_all_are(document: dict[str, object], format_: str, escaped: bool) -> None:
    octets = json.dumps(document, ensure_ascii=escaped).encode()
    pattern = re.compile(r"sms(\..*)?|.*a_one|.*é")

    def wanted(entry: Entry) -> bool:
        written = (entry.key, f"{entry.key}_{entry.variant}")
        return any(pattern.fullmatch(key) for key in written[: 1 + bool(entry.variant)])

    def only(key: str) -> bool:
        return pattern.fullmatch(key) is not None

    every = [entry for entry in read("en.json", octets, format=format_).entries if wanted(entry)]
    some = read("en.json", octets, format=format_, only=only)
    assert [entry for entry in some.entries if wanted(entry)] == every


def test_texts_that_are_not_wanted_are_left_out_and_counted() -> None:
    catalog = read("en.json", b'{"a": {"b": "x", "c": "y"}, "d": "z"}', only="a.c".__eq__)
    assert ([entry.key for entry in catalog.entries], catalog.left_out) == (["a.c"], 2)
    assert place(catalog, catalog.entries[0], 0) == (1, 24)


def test_broken_json_is_located_whatever_is_wanted() -> None:
    with pytest.raises(CatalogError, match=r"a\.json:2:1: not JSON"):
        read("a.json", b'{"a": "b"\n"c": "d"}', only="a".__eq__)


def test_a_comment_is_read_however_texts_are_looked_for_and_an_empty_one_is_none() -> None:
    for comment, comments in ("", ()), ("0", ("0",)):
        octets = json.dumps({"ui": {"//": comment, "a_one": "0"}}).encode()
        (entry,) = read("en.json", octets, format="json").entries
        (wanted,) = read("en.json", octets, format="json", only=lambda key: key.endswith("a_one")).entries
        assert entry.comments == wanted.comments == comments
