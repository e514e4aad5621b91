"""MessageFormat 2: variants, placeholders, escapes, isolates as messageformat 4.0.0 of npm adds them."""

import json

import pytest

from segmenter.catalogs import Catalog, Conventions, Entry, read
from tests.catalogs.laws import check_edit, check_places

MF2 = Conventions(message_format_2=True)
COUNTED = ".input {$n :number} .match $n "


def catalog(message: str, locale: str = "en") -> Catalog:
    read_catalog = read(f"{locale}.json", json.dumps({"k": message}).encode(), conventions=MF2)
    check_places(read_catalog)
    return read_catalog


def entries(message: str, locale: str = "en") -> list[Entry]:
    return list(catalog(message, locale).entries)


@pytest.mark.parametrize(
    ("message", "texts"),
    [
        ("Hello", {"": "Hello"}),
        ("  Your code is {$code}. ", {"": "  Your code is {code}. "}),
        ("  {{ a }}  ", {"": " a "}),
        (r"\{a\} \| \\", {"": "{{a}} | \\"}),
        (r"{|it’s \|x\\|} {word} {-1.5} {|a{b}|}", {"": r"it’s |x\ word -1.5 a{{b}}"}),
        ("{#b}x{/b}{#br /} {$user.name @a=|b| @c}", {"": "x {user.name}"}),
        ("{:now}", {"": "{now}"}),
        (COUNTED + "0 {{none}} one {{one}} * {{{$n} left}}", {"0": "none", "one": "one", "*": "{n} left"}),
        (".input{$n :number}.match $n one{{x}}*{{y}}", {"one": "x", "*": "y"}),
        (
            ".input {$a :string} .input {$b :number} .match $a $b |x y| one {{1}} * * {{2}}",
            {"x y,one": "1", "*,*": "2"},
        ),
        (".local $x = {|v|} .local $y = {$x} {{a {$y}}}", {"": "a v"}),
        (".local $x = {$c :integer} {{a {$x}}}", {"": "a {c}"}),
        ("\u200e{{a {\u2068$b\u2069}}}\u200f", {"": "a {b}"}),
    ],
)
def test_each_variant_is_a_text(message: str, texts: dict[str, str]) -> None:
    assert {entry.variant: entry.text for entry in entries(message)} == texts
    assert {entry.syntax for entry in entries(message)} == {"brace"}


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        ("a } b", "'}' closes nothing, at index 2"),
        ("a {", "a placeholder is empty, at index 2"),
        (r"\a", r"write \\ for a backslash, at index 0"),
        (" .x", "'{{' is missing"),
        ("{{a}} b", "more follows the message, at index 5"),
        ("{{a", "'}}' is missing"),
        ("{x y}", "a placeholder is not well-formed"),
        ("{$x u:dir=ltr}", "a placeholder is not well-formed"),
        ("{a:b}", "a space is missing"),
        ("{$x :f a=1 a=2}", "option a stands twice"),
        (".match $n * {{x}}", "$n selects, and no declaration gives it a function"),
        (".input {$n} .match $n * {{x}}", "$n selects, and no declaration gives it a function"),
        (COUNTED + "one {{x}}", "a variant of * alone is missing"),
        (COUNTED + "* {{x}} * {{y}}", "a variant stands twice"),
        (COUNTED + "* * {{x}}", "a variant needs a key for each selector, 1 in all"),
        (".local $a = {$a} {{x}}", "$a is declared after it is used, or twice"),
        (".local $a = {$b} .local $b = {1} {{x}}", "$b is declared after it is used, or twice"),
        (".local$x={1}{{a}}", "'{{' is missing"),
    ],
)
def test_what_is_not_well_formed_stays_whole_with_its_flaw(message: str, problem: str) -> None:
    [entry] = entries(message)
    assert (entry.text, entry.syntax) == (message, "")
    assert entry.flaw.startswith(f"not MessageFormat 2: {problem}")


@pytest.mark.parametrize(
    ("message", "locale", "isolated"),
    [
        ("Code {$c}.", "en", "Code \u2068{c}\u2069."),
        ("{$c}", "en", "\u2068{c}\u2069"),
        ("{|x|} {$c :string}", "en", "\u2068x\u2069 \u2068{c}\u2069"),
        ("{$a :number} {$b :integer} {$c :date} {$d :currency currency=EUR}", "en", "{a} {b} {c} {d}"),
        ("{$a :number u:dir=rtl}", "fr", "\u2068{a}\u2069"),
        (".input {$a :number} {{{$a}}}", "en", "{a}"),
        (".input {$a :number u:dir=auto} {{{$a}}}", "en", "\u2068{a}\u2069"),
        (".local $b = {$a :number} {{{$b}}}", "en", "{a}"),
        ("{$a :number}", "ar", "\u2068{a}\u2069"),
        ("{$a :number}", "he", "\u2068{a}\u2069"),
        ("{$a :own}", "en", "\u2068{a}\u2069"),
        ("a{#b}c{/b}", "ar", "ac"),
    ],
)
def test_isolates_are_those_of_messageformat_4(message: str, locale: str, isolated: str) -> None:
    [entry] = entries(message, locale)
    assert entry.with_isolates() == isolated


def test_values_that_a_formatter_writes_and_missing_forms_are_known() -> None:
    russian = entries(COUNTED + "one {{a}} * {{{$n}}}", "ru")
    assert [(entry.lacks, entry.formatted) for entry in russian] == [
        (("few", "many"), ()),
        (("few", "many"), ("n",)),
    ]
    exact = ".input {$n :number select=exact} .match $n 1 {{a}} * {{b}}"
    ordinal = ".input {$n :number select=ordinal} .match $n one {{a}} * {{b}}"
    assert [entries(message)[0].lacks for message in (exact, ordinal)] == [(), ("two", "few")]


def test_an_edit_is_written_as_the_message_and_its_file_ask() -> None:
    read_catalog = catalog(r"L’un \{ {|l’autre|} {$x}…")
    [entry] = read_catalog.entries
    assert entry.text == "L’un {{ l’autre {x}…"
    renewed = check_edit(read_catalog, entry, ((1, 2, "'\\"), (9, 10, "|'"), (19, 20, "...")))
    assert json.loads(renewed.text)["k"] == r"L'\\un \{ {|l\|'autre|} {$x}..."


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("fr.yml", "k: 'Code {$c}'\n"),
        ("fr.properties", "k=Code {$c}\n"),
        ("lang/fr/a.php", "<?php return ['k' => '{{Code {$c}}}'];"),
        ("fr.toml", 'k = "{{Code {$c}}}"\n'),
        ("fr.ts", "export default { k: `{{Code {$c}}}` }"),
        ("fr.strings", '"k" = "Code {$c}";'),
    ],
)
def test_any_format_may_hold_it(path: str, text: str) -> None:
    read_catalog = read(path, text.encode(), conventions=MF2)
    check_places(read_catalog)
    [entry] = read_catalog.entries
    assert entry.with_isolates() == "Code \u2068{c}\u2069"
