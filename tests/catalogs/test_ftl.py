"""Fluent: placeables, terms, selects, indentation and comments."""

import pytest
from moz.l10n.formats import Format
from moz.l10n.model import Entry, PatternMessage
from moz.l10n.resource import parse_resource

from segmenter.catalogs import CatalogError, UneditableError, edited, place, read
from tests.catalogs.laws import check_edit, entry_of, texts

SAMPLES = {
    "locales/fr/shop.ftl": """### Resource
## Group

# A greeting
# segmenter: sms
hello = L’heure, { $name } – { -brand } { "{" }\u0020
    et la suite’
      en retrait

    fin
    .title = Titre “ici”
-brand = Shop’s
days = { $n ->
    [one] { NUMBER($n) } jour
   *[other] { $n } jours…
  } restants
twice = { hello.title } { days }
""",
}


NAME = "locales/fr/shop.ftl"


def test_messages_attributes_and_variants_are_entries() -> None:
    assert texts(NAME, SAMPLES[NAME].encode()) == [
        (
            "hello",
            "",
            "L’heure, {name} – Shop’s {{\\u0020\net la suite’\n  en retrait\n\nfin".replace("\\u0020", " "),
        ),
        ("hello.title", "", "Titre “ici”"),
        ("days", "one", "{n} jour restants"),
        ("days", "other", "{n} jours… restants"),
        ("twice", "one", "Titre “ici” {n} jour restants"),
        ("twice", "other", "Titre “ici” {n} jours… restants"),
    ]


def test_comments_of_message_group_and_file_are_kept() -> None:
    catalog = read(NAME, SAMPLES[NAME].encode())
    entry = entry_of(catalog, "hello")
    assert entry.comments == ("A greeting", "segmenter: sms", "Group", "Resource")
    assert (entry.locale, entry.syntax) == ("fr", "brace")
    assert [(each.line, each.text) for each in catalog.remarks] == [
        (1, "Resource"),
        (2, "Group"),
        (4, "A greeting"),
        (5, "segmenter: sms"),
    ]


def test_a_term_is_changed_where_it_is_defined() -> None:
    catalog = read("a.ftl", "-brand = Shop’s\nhi = At { -brand }\n".encode())
    entry = entry_of(catalog, "hi")
    assert place(catalog, entry, 7) == (1, 14)
    assert edited(catalog, [(entry, ((7, 8, "'"),))]) == b"-brand = Shop's\nhi = At { -brand }\n"


def test_a_brace_and_a_placeable_are_not_written_into_text() -> None:
    catalog = read("a.ftl", b"hi = At { $name }, 5\n")
    with pytest.raises(UneditableError, match="placeable"):
        edited(catalog, [(catalog.entries[0], ((0, 1, "{"),))])
    check_edit(catalog, catalog.entries[0], ((9, 11, "!"),))


@pytest.mark.parametrize(
    ("text", "line"), [("a = b\nc\n", 2), ("a = { $b\n", 1), ("a = {\n", 1), ("a = { b }\nb = { a }\n", 1)]
)
def test_broken_files_tell_the_line(text: str, line: int) -> None:
    with pytest.raises(CatalogError) as caught:
        read("a.ftl", text.encode())
    assert caught.value.line in (line, line + 1)


def test_texts_are_those_of_moz_l10n() -> None:
    octets = SAMPLES[NAME].encode()
    ours = {entry.key: entry.text for entry in read(NAME, octets).entries}
    for entry in parse_resource(Format.fluent, octets).sections[0].entries:
        if isinstance(entry, Entry) and isinstance(entry.value, PatternMessage) and entry.id[0] in ours:
            assert all(part in ours[entry.id[0]] for part in entry.value.pattern if isinstance(part, str))


def shown(body: str) -> list[tuple[str, str, str]]:
    return texts("en.ftl", body)


BRAND = """-brand = { $case ->
   *[nominative] Firefox
    [locative] Firefoxie
  }
    .gender = masculine
"""


def test_arguments_of_a_term_are_applied() -> None:
    assert shown(BRAND + 'a = { -brand(case: "locative") }\nb = { -brand }\n') == [
        ("a", "", "Firefoxie"),
        ("b", "", "Firefox"),
    ]


def test_an_argument_of_a_term_is_shown_as_text() -> None:
    body = '-app = The { $kind } app\na = { -app(kind: "{new}") }\nb = { -app }\n'
    assert [text for *_, text in shown(body)] == ["The {{new}} app", "The {{$kind}} app"]


def test_a_term_sees_no_variable_of_the_message() -> None:
    assert shown(BRAND + "a = { $case } { -brand }\n") == [("a", "", "{case} Firefox")]


def test_an_attribute_of_a_term_selects_what_is_known() -> None:
    body = BRAND + "a = { -brand.gender ->\n    [feminine] ready f\n   *[masculine] ready m\n  }\n"
    assert shown(body) == [("a", "", "ready m")]


def test_two_selections_by_one_number_go_together() -> None:
    body = "a = { $n ->\n    [0] nothing\n   *[other] { $n } parts\n  }"
    body += " for { NUMBER($n) ->\n    [one] day\n   *[other] days\n  }\n"
    assert [text for *_, text in shown(body)] == [
        "nothing for days",
        "{n} parts for day",
        "{n} parts for days",
    ]


def test_what_a_runtime_isolates_is_known() -> None:
    body = 'a = Code { $c }.\nb = { $c }\nc = x { "y" }\n'
    body += "d = { $n ->\n   *[other] { $n } left\n  }!\n-t = T\ne = A { -t }\n"
    catalog = read("en.ftl", body.encode())
    assert [entry.isolated for entry in catalog.entries] == [((5, 8),), (), (), ((0, 3), (0, 8)), ((2, 3),)]


@pytest.mark.parametrize("isolating", [True, False])
def test_isolates_are_those_of_fluent_runtime(isolating: bool) -> None:
    from fluent.runtime import FluentBundle, FluentResource

    body = BRAND + 'a = Code { $c }.\nb = { $c }\nc = x { "y" }\nd = { $c } { -brand }!\ne = { d } z\n'
    bundle = FluentBundle(["en"], use_isolating=isolating)
    bundle.add_resource(FluentResource(body))
    for entry in read("en.ftl", body.encode()).entries:
        pattern = bundle.get_message(entry.key).value
        assert pattern
        value, errors = bundle.format_pattern(pattern, {"c": "{c}"})
        assert not errors
        assert value == (entry.with_isolates() if isolating else entry.text)
