"""Apple's string catalogs: all locales in one file."""

import json

import pytest

from segmenter.catalogs import UneditableError, edited, read
from tests.catalogs.laws import entry_of, texts

SAMPLES = {
    "Localizable.xcstrings": r"""{
  "sourceLanguage" : "en",
  "strings" : {
    "Your code" : {"comment": "An OTP", "localizations": {
      "fr": {"stringUnit": {"state": "translated", "value": "Votre code…"}},
      "de": {"stringUnit": {"state": "needs_review", "value": "Ihr “Code” %@"}}
    }},
    "days" : {"localizations": {
      "en": {"variations": {"plural": {
        "one": {"stringUnit": {"state": "translated", "value": "%lld day"}},
        "other": {"stringUnit": {"state": "translated", "value": "%lld days"}}}}},
      "fr": {"stringUnit": {"state": "translated", "value": "Il y a %#@n@ – fin"},
        "substitutions": {"n": {"argNum": 1, "formatSpecifier": "lld", "variations": {"plural": {
          "one": {"stringUnit": {"state": "translated", "value": "%arg jour"}},
          "other": {"stringUnit": {"state": "translated", "value": "%arg jours"}}}}}}}
    }},
    "fixed" : {"shouldTranslate": false},
    "device" : {"localizations": {"en": {"variations": {"device": {
      "iphone": {"stringUnit": {"value": "Tap"}}, "other": {"stringUnit": {"value": "Click ’"}}}}}}}
  },
  "version" : "1.0"
}""",
}


NAME = "Localizable.xcstrings"


def test_plurals_devices_and_substitutions_are_variants() -> None:
    assert texts(NAME, SAMPLES[NAME].encode()) == [
        ("Your code", "", "Your code"),
        ("Your code", "", "Votre code…"),
        ("Your code", "", "Ihr “Code” %@"),
        ("days", "one", "%lld day"),
        ("days", "other", "%lld days"),
        ("days", "one", "Il y a %lld jour – fin"),
        ("days", "other", "Il y a %lld jours – fin"),
        ("device", "iphone", "Tap"),
        ("device", "other", "Click ’"),
    ]


def test_the_source_of_a_translation_is_told() -> None:
    catalog = read(NAME, SAMPLES[NAME].encode())
    entry = entry_of(catalog, "Your code", locale="de")
    assert (entry.source, entry.flags, entry.comments, entry.syntax) == (
        "Your code",
        ("fuzzy",),
        ("An OTP",),
        "percent",
    )
    assert entry_of(catalog, "days", variant="one", locale="fr").source == "%lld days"


def test_a_text_that_is_its_key_is_not_edited() -> None:
    catalog = read(NAME, SAMPLES[NAME].encode())
    with pytest.raises(UneditableError, match="is not known"):
        edited(catalog, [(entry_of(catalog, "Your code", locale="en"), ((0, 1, "y"),))])


def substitution(argument: int) -> dict[str, object]:
    forms = {
        "one": {"stringUnit": {"value": "%arg file"}},
        "other": {"stringUnit": {"value": "%arg files"}},
    }
    return {"argNum": argument, "formatSpecifier": "lld", "variations": {"plural": forms}}


def localized(value: str, substitutions: dict[str, object], key: str = "k") -> bytes:
    localization = {"stringUnit": {"value": value}, "substitutions": substitutions}
    document = {"sourceLanguage": "en", "strings": {key: {"localizations": {"en": localization}}}}
    return json.dumps(document).encode()


def test_two_substitutions_vary_each_alone() -> None:
    octets = localized("%#@a@ of %#@b@", {"a": substitution(1), "b": substitution(2)})
    assert [text for _, _, text in texts("a.xcstrings", octets)] == [
        "%lld file of %lld file",
        "%lld file of %lld files",
        "%lld files of %lld file",
        "%lld files of %lld files",
    ]


def test_two_substitutions_of_one_argument_vary_together() -> None:
    octets = localized("%#@a@ of %#@b@", {"a": substitution(1), "b": substitution(1)})
    assert [text for _, _, text in texts("a.xcstrings", octets)] == [
        "%lld file of %lld file",
        "%lld files of %lld files",
    ]


@pytest.mark.parametrize("name", ["total.strings", "total-strings", "total strings"])
def test_a_substitution_may_have_any_name(name: str) -> None:
    octets = localized(f"%#@{name}@", {name: substitution(1)})
    assert [text for _, _, text in texts("a.xcstrings", octets)] == ["%lld file", "%lld files"]


def test_a_doubled_percent_sign_is_no_substitution() -> None:
    octets = localized("%%#@a@", {"a": substitution(1)})
    assert [text for _, _, text in texts("a.xcstrings", octets)] == ["%%#@a@"]


def test_a_set_of_strings_holds_texts() -> None:
    value = {"stringSet": {"state": "needs_review", "values": ["One", "Two’s"]}}
    document = {"sourceLanguage": "en", "strings": {"k": {"localizations": {"en": value}}}}
    catalog = read("a.xcstrings", json.dumps(document, ensure_ascii=False).encode())
    assert [(entry.key, entry.text, entry.flags) for entry in catalog.entries] == [
        ("k.0", "One", ("fuzzy",)),
        ("k.1", "Two’s", ("fuzzy",)),
    ]


def test_a_plural_form_to_be_reviewed_is_fuzzy() -> None:
    forms = {
        "one": {"stringUnit": {"state": "needs_review", "value": "A file"}},
        "other": {"stringUnit": {"state": "translated", "value": "Files"}},
    }
    value = {"variations": {"plural": forms}}
    document = {"sourceLanguage": "en", "strings": {"k": {"localizations": {"en": value}}}}
    catalog = read("a.xcstrings", json.dumps(document).encode())
    assert [entry.flags for entry in catalog.entries] == [("fuzzy",), ()]
