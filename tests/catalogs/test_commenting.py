"""Comments put beside one text: in every format that has them, proved by what is then ignored."""

import pytest

from segmenter.catalogs import UneditableError, read
from segmenter.catalogs.commenting import commented
from segmenter.lint.checking import check
from tests.lint.samples import ALL

WORDS = "segmenter: ignore SEG107"
FILES = {
    "fr.po": '#: a.c:1\n#, c-format\nmsgctxt "x"\nmsgid "a"\nmsgstr "It’s"\n\nmsgid "b"\nmsgstr "It’s"\n',
    "values/strings.xml": '<resources>\n  <string name="a">It’s</string>\n'
    '  <string name="b">It’s</string>\n</resources>\n',
    "app_en.arb": '{"@@locale": "en", "a": "It’s", "b": "It’s"}',
    "sms.ftl": "a = It’s\nb = It’s\n",
    "sms.json": '{\n  "x": {\n    "a": "It’s",\n    "b": "It’s"\n  }\n}\n',
    "sms.i18next.json": '{\n  "a_one": "It’s",\n  "a_other": "It’s",\n "b": "It’s"\n}\n',
    "sms.j2": "It’s {{ name }}",
    "sms.properties": "a = It’s\nb = It’s\n",
    "a.strings": '"a" = "It’s";\r\n"b" = "It’s";\r\n',
    "_locales/en/messages.json": '{"a": {"message": "It’s"}, "b": {"message": "It’s"}}',
    "a.xcstrings": """{"sourceLanguage": "en", "strings": {
        "a": {"localizations": {"en": {"stringUnit": {"state": "x", "value": "It’s"}}}},
        "b": {"localizations": {"en": {"stringUnit": {"state": "x", "value": "It’s"}}}}},
        "version": "1.0"}""",
    "a.xlf": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" '
    'source-language="en" target-language="fr" datatype="plaintext"><body>\n'
    '<trans-unit id="a">\n<source>Its</source>\n<target>It’s</target>\n</trans-unit>\n'
    '<trans-unit id="b">\n<source>Its</source>\n<target>It’s</target>\n</trans-unit>\n</body></file></xliff>',
    "en.yml": "en:\n  a: It’s\n  b: |\n    It’s\n",
}


@pytest.mark.parametrize("path", FILES)
def test_a_comment_silences_the_finding_of_its_text_and_no_other(path: str) -> None:
    catalog = read(path, FILES[path].encode())
    before = check(catalog, options=ALL).findings
    assert before
    for finding in before:
        entry = next(entry for entry in catalog.entries if entry == finding.entry)
        octets = commented(catalog, entry, WORDS)
        after = check(read(path, octets), options=ALL).findings
        left = {(other.entry.key, other.entry.variant) for other in after}
        others = {(other.entry.key, other.entry.variant) for other in before if other.entry.key != entry.key}
        assert (entry.key, entry.variant) not in left
        assert others <= left


@pytest.mark.parametrize(("path", "octets"), [("a.txt", "It’s"), ("a.csv", "key,en\na,It’s\n")])
def test_a_format_without_comments_says_what_to_do_instead(path: str, octets: str) -> None:
    catalog = read(path, octets.encode())
    with pytest.raises(UneditableError, match="per_file_ignores"):
        commented(catalog, catalog.entries[0], WORDS)


def test_a_comment_that_is_there_already_is_not_doubled_as_a_member() -> None:
    catalog = read("app_en.arb", '{"@@locale": "en", "a": "It’s", "@a": {"description": "x"}}'.encode())
    with pytest.raises(UneditableError):
        commented(catalog, catalog.entries[0], WORDS)
