"""SEG505: where it is silent, then where it finds something."""

import pytest

from segmenter.catalogs import Entry
from segmenter.lint.checking import check
from tests.lint.samples import ALL, catalog, codes, only


def test_without_a_syntax_nothing_is_taken_for_a_placeholder() -> None:
    assert codes("Prix 5€ [~^{}]", source="Price") == []
    assert codes("Bonjour", source="Hello {name}") == []
    assert codes("100%des clients", source="all customers") == []
    assert codes("Bonjour", {"syntax": "brace"}, source="Hello {name}") == ["SEG505"]


@pytest.mark.parametrize("name", ["sms.code", "sms_code", "SMS_CODE_NEW", "sms/code", "a:b", "sms-code"])
def test_a_name_in_place_of_a_text_is_not_a_source(name: str) -> None:
    assert codes("Votre code : {code}", {"exceeds_source_by": 1}, syntax="brace", source=name) == []
    assert codes("я" * 71, {"exceeds_source_by": 1}, source=name) == []
    assert codes("Code : {code}", syntax="brace", source="Code") == ["SEG505"]


def test_a_placeholder_may_move_but_not_go() -> None:
    assert codes("%(b)s %(a)s", syntax="percent", source="%(a)s %(b)s") == []
    assert only("%(b)s", "SEG505", syntax="percent", source="%(a)s %(b)s").message == (
        "placeholder a of the source is missing"
    )
    found = only("%(a)s %(c)s", "SEG505", syntax="percent", source="%(a)s")
    assert (found.start, found.stop, found.help) == (6, 11, "the source has a")


def test_a_conversion_of_another_kind_crashes_and_is_reported() -> None:
    found = only("Salut %(a)d", "SEG505", syntax="percent", source="Hi %(a)s")
    assert (found.message, found.help) == ("placeholder a is %d, and %s in the source", "write %s")
    assert (found.start, found.stop) == (6, 11)
    assert codes("%(a)i à %(b).1f", syntax="percent", source="%(a)d to %(b)f") == []


def test_unnamed_placeholders_in_another_order_are_reported() -> None:
    found = [
        one
        for one in check(
            catalog(Entry(key="key", text="%d a %s", line=1, syntax="percent", source="%s has %d")),
            options=ALL,
        ).findings
        if one.rule == "SEG505"
    ]
    assert [one.message for one in found] == [
        "placeholder 1 is %d, and %s in the source",
        "placeholder 2 is %s, and %d in the source",
    ]
    assert found[0].help == "keep their order, or number them, as in %2$s"
    assert codes("%s a %d", syntax="percent", source="%s has %d") == []
    assert codes("%2$d pour %1$s", syntax="percent", source="%1$s has %2$d") == []


def test_a_plural_form_of_one_may_leave_the_number_out() -> None:
    assert codes("Ein Tag", syntax="percent", source="%d day", variant="one") == []
    assert codes("Tage", syntax="percent", source="%d days", variant="other") == ["SEG505"]


@pytest.mark.parametrize("variant", ["0", "1", "2", "one", "other"])
def test_an_unknown_placeholder_is_reported_in_every_plural_form(variant: str) -> None:
    one, many = "{n} parcel for {who}", "{n} parcels for {who}"
    facts = {"key": one, "syntax": "brace", "source": one if variant == "0" else many, "variant": variant}
    assert plural("{n} colis pour {who}", **facts) == []
    assert plural("{n} colis pour {who} {bad}", **facts) == ["placeholder bad is not in the source"]
    assert "placeholder bad is not in the source" in plural("{bad} pour {who}", **facts)
    assert "placeholder who of the source is missing" in plural("{n} colis", **facts)
    silent = ["placeholder n of the source is missing"] if variant in ("1", "2", "other") else []
    assert plural("Un colis pour {who}", **facts) == silent


def test_the_form_of_one_may_have_the_number_that_its_source_leaves_out() -> None:
    facts = {"key": "One parcel for {who}", "source": "One parcel for {who}", "syntax": "brace"}
    assert plural("{n} посылка для {who}", variant="0", **facts) == []
    assert plural("{bad} посылка для {who}", variant="0", **facts) != []


def test_a_language_of_one_form_keeps_its_number() -> None:
    facts = {"key": "%d day", "source": "%d days", "syntax": "percent", "locale": "ja"}
    assert plural("日", variant="0", **facts) == ["placeholder 1 of the source is missing"]
    assert plural("%d日", variant="0", **facts) == []


def test_arabic_has_forms_for_none_one_and_two() -> None:
    facts = {"key": "%d day", "source": "%d days", "syntax": "percent", "locale": "ar"}
    assert plural("يومان", variant="2", **facts) == []
    assert plural("أيام", variant="3", **facts) != []


def plural(text: str, **facts: str) -> list[str]:
    entry = Entry(text=text, line=1, **facts)  # type: ignore[arg-type]
    found = check(catalog(entry), options=ALL).findings
    return [one.message for one in found if one.rule == "SEG505"]


def test_a_missing_inline_code_is_reported_without_any_setting() -> None:
    finding = only("Salut", "SEG505", source="Hi", lost=("<x id='1'>",))
    assert finding.message == "inline code <x id='1'> of the source is missing"


@pytest.mark.parametrize(
    ("source", "text", "syntax"),
    [
        ("Code {user.code}", "Code {user.kode}", "brace"),
        ("Hi {{ name }}", "Salut {{ nom }}", "mustache"),
        ("Pay %.2f", "Payez %@", "percent"),
        ("Pay ${a.b}", "Payez ${a.c}", "dollar"),
        ("Hi ((first name))", "Salut ((last name))", "notify"),
    ],
)
def test_a_renamed_placeholder_in_a_short_text_is_found(source: str, text: str, syntax: str) -> None:
    assert "SEG505" in codes(text, syntax=syntax, source=source)


@pytest.mark.parametrize(
    "source", ["3f2a9c77", "9e107d9d372bb6826bd81d3542a419d6", "home.title", "SGVsbG8gd29ybGQ0Mg=="]
)
def test_a_hash_or_a_key_is_no_source(source: str) -> None:
    assert codes("Salut {name}", syntax="brace", source=source) == []
