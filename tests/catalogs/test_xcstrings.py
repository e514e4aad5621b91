"""Apple's string catalogs: all locales in one file."""

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
    with pytest.raises(UneditableError, match="cannot be told"):
        edited(catalog, [(entry_of(catalog, "Your code", locale="en"), ((0, 1, "y"),))])
