"""Flutter's messages: ICU choices, descriptions and examples."""

import json

import pytest

from segmenter.catalogs import CatalogError, UneditableError, edited, read
from tests.catalogs.laws import check_edit, entry_of, texts

SAMPLES = {
    "lib/l10n/app_fr.arb": r"""{
  "@@locale": "fr_CA",
  "greeting": "Bonjour {name}, il est {when, date, ::jm}…",
  "@greeting": {"description": "sms: hello",
    "placeholders": {"name": {"type": "String", "example": "Zo\u00eb"}}},
  "days": "Il reste {n, plural, =0{rien} one{# jour} other{# jours \u2013 {place}}} !",
  "person": "{sex, select, male{Il a {n, plural, one{# an} other{# ans}}} other{Elle n’a rien}}",
  "quoted": "It''s '{literal}' – l'eau"
}""",
}


def test_each_combination_of_branches_is_a_variant() -> None:
    assert texts("app.arb", SAMPLES["lib/l10n/app_fr.arb"].encode()) == [
        ("greeting", "", "Bonjour {name}, il est {when}…"),
        ("days", "=0", "Il reste rien !"),
        ("days", "one", "Il reste {n} jour !"),
        ("days", "other", "Il reste {n} jours – {place} !"),
        ("person", "male,one", "Il a {n} an"),
        ("person", "male,other", "Il a {n} ans"),
        ("person", "other", "Elle n’a rien"),
        ("quoted", "", "It's {{literal}} – l'eau"),
    ]


def test_what_the_metadata_says_is_kept() -> None:
    catalog = read("app_fr.arb", SAMPLES["lib/l10n/app_fr.arb"].encode())
    entry = entry_of(catalog, "greeting")
    assert (entry.locale, entry.syntax, entry.comments) == ("fr-CA", "brace", ("sms: hello",))
    assert entry.examples == {"name": "Zoë"}
    assert [remark.text for remark in catalog.remarks] == ["sms: hello"]


def test_places_of_one_selector_are_decided_alike() -> None:
    message = "{n, plural, one{a} other{b}} {m, select, x{c} other{d}} {n, plural, one{e} other{f}}"
    found = texts("a.arb", f'{{"@@locale": "en", "k": "{message}"}}')
    assert found == [
        ("k", "one,x", "a c e"),
        ("k", "one,other", "a d e"),
        ("k", "other,x", "b c f"),
        ("k", "other,other", "b d f"),
    ]


@pytest.mark.parametrize(
    "message", ["Hi {name", "Hi }", "{n, plural, one{a}", "{n, plural}}", "{}", "{n, plural, }"]
)
def test_a_malformed_message_stays_as_it_is(message: str) -> None:
    assert texts("a.arb", f'{{"k": "{message}"}}') == [("k", "", message)]


def test_too_many_combinations_are_an_error_with_its_line() -> None:
    message = "".join(f"{{v{index}, select, a{{1}} b{{2}} other{{3}}}}" for index in range(4))
    with pytest.raises(CatalogError, match="more than 64 texts") as caught:
        read("a.arb", f'{{\n"k": "{message}"}}'.encode())
    assert caught.value.line == 2


def test_an_edit_of_a_shared_part_changes_all_variants() -> None:
    catalog = read("a.arb", b'{"k": "It\\u2019s {n, plural, one{# day\\u2026} other{# days}}"}')
    one = entry_of(catalog, "k", variant="one")
    changes = [(entry, ((2, 3, "'"),)) for entry in catalog.entries]
    octets = edited(catalog, [*changes, (one, ((12, 13, "..."),))])
    assert octets == b'{"k": "It\'s {n, plural, one{# day...} other{# days}}"}'


def test_a_placeholder_is_not_changed_in_part() -> None:
    catalog = read("a.arb", b'{"k": "Hi {name}"}')
    with pytest.raises(UneditableError, match=r"a\.arb:1: k: a part of what is written as one"):
        edited(catalog, [(catalog.entries[0], ((4, 6, "x"),))])
    check_edit(catalog, catalog.entries[0], ((2, 9, ""),))


def test_an_apostrophe_is_not_doubled_for_flutter_shows_both() -> None:
    catalog = read("a.arb", '{"k": "l’eau de {name} c’est {n, plural, other{d’un #}}’"}'.encode())
    [entry] = catalog.entries
    changes = tuple((at, at + 1, "'") for at, sign in enumerate(entry.text) if sign == "’")
    renewed = check_edit(catalog, entry, changes)
    assert renewed.text == """{"k": "l'eau de {name} c'est {n, plural, other{d'un #}}'"}"""


@pytest.mark.parametrize(
    "message",
    [
        "d’{count} essais, c’est",
        "{n, plural, one{d’} other{# x’y}}",
        "{n, plural, other{d’#}}",
        "d’' x",
    ],
)
def test_an_apostrophe_that_would_quote_what_follows_is_refused_with_its_reason(message: str) -> None:
    catalog = read("a.arb", f'{{"k": "{message}"}}'.encode())
    entry = catalog.entries[0]
    changes = tuple((at, at + 1, "'") for at, sign in enumerate(entry.text) if sign == "’")
    with pytest.raises(UneditableError, match="an apostrophe before a brace, a # or another apostrophe"):
        edited(catalog, [(entry, changes)])


def arb(message: str, locale: str = "en") -> list[tuple[str, str]]:
    octets = json.dumps({"@@locale": locale, "k": message}).encode()
    return [(variant, text) for _, variant, text in texts("a.arb", octets)]


def test_a_case_that_one_place_names_means_the_default_of_another() -> None:
    """As ICU formats 0, 1 and 2; a test of the oracles compares many more."""
    message = "{n, plural, =0{nothing} other{{n} parts}} for {n, plural, one{day} other{days}}"
    assert arb(message) == [
        ("=0", "nothing for days"),
        ("one", "{n} parts for day"),
        ("other", "{n} parts for days"),
    ]


def test_no_pair_is_listed_that_no_number_leads_to() -> None:
    message = "{n, plural, =1{x} other{y}} {n, plural, one{a} other{b}}"
    assert arb(message) == [("=1", "x a"), ("other", "y b")]
    assert arb(message, "fr") == [("=1", "x a"), ("one", "y a"), ("other", "y b")]


def test_an_offset_is_subtracted_before_the_category_is_taken() -> None:
    message = "{n, plural, offset:1 =0{a} =1{b} one{c} other{d}} {n, plural, =2{two} other{}}"
    assert [text.strip() for _, text in arb(message)] == ["a", "b", "c two", "d"]


def test_cardinal_and_ordinal_forms_of_one_number_go_together() -> None:
    message = "{n, plural, one{1} other{m}}{n, selectordinal, one{st} two{nd} few{rd} other{th}}"
    assert {text for _, text in arb(message)} == {"1st", "mst", "mnd", "mrd", "mth"}


def test_a_form_that_the_language_does_not_have_is_still_a_text() -> None:
    assert arb("{n, plural, one{a} few{b} other{c}}") == [("one", "a"), ("few", "b"), ("other", "c")]


def test_two_words_that_are_selected_by_one_argument_go_together() -> None:
    message = "{s, select, m{He} other{They}} {s, select, f{x} other{y}}"
    assert arb(message) == [("m", "He y"), ("f", "They x"), ("other", "They y")]


def test_quotes_before_other_signs_stay_outside_plurals() -> None:
    assert arb("'#5' and '|'") == [("", "'#5' and '|'")]
    assert arb("{n, plural, other{'#' #}}") == [("other", "# {n}")]


def test_a_number_sign_in_a_select_inside_a_plural_is_a_sign() -> None:
    assert arb("{n, plural, other{{s, select, other{#5} }}}") == [("other,other", "#5")]


def test_a_bar_in_quotes_does_not_end_a_case_of_a_choice() -> None:
    """Source: ICU 72 by PyICU 2.17; in a plural, a bar needs no quotes and keeps them."""
    assert arb("{n, choice, 0#none|1#one '|' '#' x}") == [("0", "none"), ("1", "one | '#' x")]
    nested = "{n, choice, 0#none|1#one {m, choice, 0#'|'|1#two}}"
    assert arb(nested) == [("0", "none"), ("1,0", "one |"), ("1,1", "one two")]
    assert arb("{n, plural, other{'|' x}}") == [("other", "'|' x")]
