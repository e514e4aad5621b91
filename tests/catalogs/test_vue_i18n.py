"""vue-i18n: plural forms, literals, links, and what its compiler refuses (11.4.18, as run)."""

import json

import pytest

from segmenter.catalogs import Conventions, Entry, read
from tests.catalogs.laws import check_edit, check_places

VUE = Conventions(vue_i18n=True)


def entries(message: str) -> list[Entry]:
    catalog = read("en.json", json.dumps({"k": message}).encode(), conventions=VUE)
    check_places(catalog)
    return list(catalog.entries)


@pytest.mark.parametrize(
    ("message", "texts"),
    [
        ("Hi {name}, {0} { b }", ["Hi {name}, {0} {b}"]),
        ("one | two", ["one", "two"]),
        ("zero|one |\n {n} many", ["zero", "one", "{n} many"]),
        ("tab\t| b", ["tab\t", "b"]),
        ("x {'@'} {'{'} {'|'} {'it\\'s'} {'\\u2019'}", ["x @ {{ | it's ’"]),
        (r"\{a\} \@ \| \\ \n", [r"{{a}} @ | \ \n"]),
        ("see @:d and @.upper:e.f, @:{'g h'}", ["see {d} and {e.f,} {g_h}".replace(",}", "_}")]),
        ("100 %{n} $x", ["100 %{n} $x"]),
        ("{n} {", ["{n} "]),
        ("@:d}", ["{d_}"]),
    ],
)
def test_texts_are_those_of_vue_i18n(message: str, texts: list[str]) -> None:
    found = entries(message)
    assert [entry.text for entry in found] == texts
    assert [entry.variant for entry in found] == ([""] if len(texts) == 1 else list("012")[: len(texts)])


@pytest.mark.parametrize(
    "message",
    ["a@b.example", "x @ y", "un{closed", "close}d", "{}", "{a.b}", "a |", "|a", "a | | b", "{é}"],
)
def test_what_vue_i18n_cannot_compile_stays_whole_with_its_flaw(message: str) -> None:
    [entry] = entries(message)
    assert entry.text == message
    assert entry.flaw.startswith("vue-i18n cannot compile it: ")


def test_an_edit_is_written_as_the_message_asks() -> None:
    catalog = read("en.json", json.dumps({"k": "L’un {'l’autre'} | {n}"}).encode(), conventions=VUE)
    renewed = check_edit(catalog, catalog.entries[0], ((1, 2, "'@"), (6, 7, "-")))
    assert json.loads(renewed.text)["k"] == "L'{'@'}un {'l-autre'} | {n}"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("fr.yml", "k: '{n, plural, one{L’''un} other{# d’eux}}'\n"),
        ("fr.php", "<?php return ['k' => '{n, plural, one{L’\\'un} other{# d’eux}}'];"),
        ("fr.toml", 'k = "{n, plural, one{L’\'un} other{# d’eux}}"\n'),
        ("fr.ts", "export default { k: `{n, plural, one{L’'un} other{# d’eux}}` }"),
    ],
)
def test_icu_messages_are_read_in_any_format_that_says_nothing_of_its_texts(path: str, text: str) -> None:
    catalog = read(path, text.encode(), conventions=Conventions(message_format=True))
    check_places(catalog)
    assert [(entry.variant, entry.text) for entry in catalog.entries] == [
        ("one", "L’'un"),
        ("other", "{n} d’eux"),
    ]
    check_edit(catalog, catalog.entries[1], ((5, 6, "'"),))
