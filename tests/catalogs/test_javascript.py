"""Modules of JavaScript and TypeScript: strings, templates, constants, exports, and what is computed."""

import pytest

from segmenter.catalogs import CatalogError, UnknownFormatError, read
from tests.catalogs.laws import check_edit, entry_of, texts

SAMPLES = {
    "locales/fr.ts": r"""// Texts sent by SMS
import extra from './extra';

const BRAND = 'Acme’';

export default {
  // at login
  otp: 'L’heure de l\'appel {code} \u{1F600}',  // 6 digits
  'a-b': "tab\t\x41 …",
  long: `Bonjour \`Ann\`’
\${x} {name}…`,
  joined: 'Votre code – ' + "fin…",
  nested: { list: ['un…', `deux`], brand: BRAND, ...extra },
  computed: `Salut ${BRAND}`,
  fn: () => 'x',
} as const satisfies Messages;
""",
    "messages.js": """module.exports = {
  en: { a: 'It’s {{ name }}' },
  fr: { a: 'C’est {{ name }}…' },
};
""",
}


def js(body: str, path: str = "en.ts") -> list[tuple[str, str, str]]:
    return texts(path, body)


def test_strings_and_templates_are_read() -> None:
    assert texts("locales/fr.ts", SAMPLES["locales/fr.ts"]) == [
        ("nested.brand", "", "Acme’"),
        ("otp", "", "L’heure de l'appel {code} 😀"),
        ("a-b", "", "tab\tA …"),
        ("long", "", "Bonjour `Ann`’\n${x} {name}…"),
        ("joined", "", "Votre code – fin…"),
        ("nested.list.0", "", "un…"),
        ("nested.list.1", "", "deux"),
    ]


def test_comments_placeholders_and_locales_are_known() -> None:
    catalog = read("locales/fr.ts", SAMPLES["locales/fr.ts"].encode())
    otp = entry_of(catalog, "otp")
    assert (otp.comments, otp.syntax, otp.locale) == (("at login", "6 digits"), "brace", "fr")
    both = read("messages.js", SAMPLES["messages.js"].encode()).entries
    assert [(entry.key, entry.locale, entry.syntax) for entry in both] == [
        ("a", "en", "mustache"),
        ("a", "fr", "mustache"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("export default { a: 'x', a: 'y' }", {"a": "y"}),
        (
            "export default { 1: 'x', ['b']: 'y', [`c`]: 'z', \"d\": 'w' }",
            {"1": "x", "b": "y", "c": "z", "d": "w"},
        ),
        ("const t = { a: 'x' };\nexport default t;", {"a": "x"}),
        ("const t = { a: 'x' };\nexport { t as default };", {"a": "x"}),
        ("export const t = { a: 'x' };\nexport default t;", {"a": "x"}),
        ("export const fr = { a: 'x' };\nexport default fr;", {"a": "x"}),
        ("export const sms = { a: 'x' }", {"sms.a": "x"}),
        ("export default defineI18nLocale(async () => { return { a: 'x' } })", {"a": "x"}),
        (
            "export default defineMessages({ a: { id: 'i', defaultMessage: 'x' } })",
            {"a.id": "i", "a.defaultMessage": "x"},
        ),
        ("export default Object.freeze(<const>({ a: 'x' }))", {"a": "x"}),
        ("export = { a: 'x' }", {"a": "x"}),
        ("const c = { a: 'x', b: 'y' };\nexport default { a: 'z', ...c }", {"a": "x", "b": "y"}),
        ("const a = { b: a };\nexport default { a, t: 'x' }", {"t": "x"}),
        ("export default { a: 'one\\\ntwo', b: '\\101\\0\\q' }", {"a": "onetwo", "b": "A\0q"}),
        ("export default { __proto__: { a: 'x' }, b: 'y' }", {"b": "y"}),
    ],
)
def test_objects_are_those_that_the_module_makes(body: str, expected: dict[str, str]) -> None:
    assert js(body) == [(key, "", text) for key, text in expected.items()]


def test_jsx_is_read_in_javascript_and_types_in_typescript() -> None:
    assert js("export default { a: 'x', b: <b>y</b> }", "en.js") == [("a", "", "x")]
    assert js("exports.sms = { a: 'x' }; module.exports.z = f()", "en.cjs") == [("sms.a", "", "x")]
    assert js("export default { a: <string>'x' }") == [("a", "", "x")]


def test_what_the_program_computes_is_counted_as_not_read() -> None:
    body = "export default { a: f('x'), b: `x ${y}`, c: y, d: () => 'z', "
    body += "e() {}, [k]: 'x', ...s, g, h: 'i', n: 1}"
    catalog = read("en.ts", body.encode())
    assert [entry.text for entry in catalog.entries] == ["i"]
    assert "".join(body[place.column - 1] for place in catalog.unread) == "f`y(e[sg"


def test_code_that_exports_no_object_has_no_texts() -> None:
    catalog = read("sms.ts", b"export const send = (to: string) => post(to, 'sms');\nexport default send;\n")
    assert (catalog.entries, catalog.unread) == ((), ())
    with pytest.raises(UnknownFormatError, match="not in format javascript"):
        read("sms.ts", b"send('sms');\n")


def test_an_edit_is_written_as_its_string_asks() -> None:
    catalog = read("locales/fr.ts", SAMPLES["locales/fr.ts"].encode())
    assert r"'L\'heure" in check_edit(catalog, entry_of(catalog, "otp"), ((1, 2, "'"),)).text
    assert r'tab\t\x41 \"\n\\"' in check_edit(catalog, entry_of(catalog, "a-b"), ((6, 7, '"\n\\'),)).text
    assert r"`Bonjour \`Ann\`\`\${" in check_edit(catalog, entry_of(catalog, "long"), ((13, 14, "`${"),)).text


@pytest.mark.parametrize(
    ("path", "text", "place", "problem"),
    [
        (
            "a.ts",
            'export default {\n  a: "x"\n  b: "y"\n}',
            (3, 4),
            "not TypeScript: ':' is not expected here",
        ),
        ("a.js", "export default { a: 'x\n}", (1, 23), "not JavaScript: "),
    ],
)
def test_a_syntax_error_is_reported_where_it_is(
    path: str, text: str, place: tuple[int, int], problem: str
) -> None:
    with pytest.raises(CatalogError, match=problem) as caught:
        read(path, text.encode())
    assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize(
    ("path", "text"), [("fr.js", 'export default {a: "%s"}'), ("fr.php", '<?php return ["a" => "%s"];')]
)
def test_two_digits_in_braces_are_a_character(path: str, text: str) -> None:
    assert [entry.text for entry in read(path, (text % r"\u{41}").encode()).entries] == ["A"]
