"""PHP arrays: strings of all kinds, plural forms as Laravel cuts them, and what is computed."""

import pytest

from segmenter.catalogs import CatalogError, UneditableError, UnknownFormatError, edited, read
from tests.catalogs.laws import check_edit, entry_of, texts

SAMPLES = {
    "lang/fr/messages.php": r"""<?php

declare(strict_types=1);

// Texts sent by SMS
return [
    // at login
    'otp' => 'L’heure de l\'appel : :code \n\\',  // 6 digits
    "login" => "Bonjour \"Ann\"…\t\u{2019}\x41\xE2\x80\xA6 \$5 \q",
    'left' => '{0} rien|[1,19] :count essai|[20,*] trop…',
    'apples' => ['many' => 'une pomme’|:count pommes', 'where' => 'Accueil | Pommes'],
    'joined' => 'Votre code – ' . "fin…",
    'here' => <<<EOT
      Salut :name’

        à demain…\n
      EOT,
    'now' => <<<'X'
    It’s \n
    X,
    'computed' => env('A', 'b') . 'c',
];
""",
    "messages.fr.php": """<?php
return array(
    'hi {name}' => 'Salut {name}’',
    0 => 'zéro…',
    'fin',
);
""",
}


def php(body: str, path: str = "lang/en/a.php") -> list[tuple[str, str, str]]:
    return texts(path, f"<?php\n{body}\n")


def test_strings_of_all_kinds_are_read() -> None:
    assert texts("lang/fr/messages.php", SAMPLES["lang/fr/messages.php"]) == [
        ("otp", "", "L’heure de l'appel : :code \\n\\"),
        ("login", "", 'Bonjour "Ann"…\t’A… $5 \\q'),
        ("left", "{0}", "rien"),
        ("left", "[1,19]", ":count essai"),
        ("left", "[20,*]", "trop…"),
        ("apples.many", "0", "une pomme’"),
        ("apples.many", "1", ":count pommes"),
        ("apples.where", "", "Accueil | Pommes"),
        ("joined", "", "Votre code – fin…"),
        ("here", "", "Salut :name’\n\n  à demain…\n"),
        ("now", "", "It’s \\n"),
    ]


def test_comments_placeholders_and_locale_are_known() -> None:
    catalog = read("lang/fr/messages.php", SAMPLES["lang/fr/messages.php"].encode())
    otp = entry_of(catalog, "otp")
    assert (otp.comments, otp.syntax, otp.locale, otp.line) == (
        ("at login", "6 digits"),
        "colon",
        "fr",
        8,
    )
    assert [remark.text for remark in catalog.remarks] == ["Texts sent by SMS", "at login", "6 digits"]
    other = read("messages.fr.php", SAMPLES["messages.fr.php"].encode())
    assert [(entry.key, entry.syntax) for entry in other.entries] == [
        ("hi {name}", "brace"),
        ("0", ""),
        ("1", ""),
    ]


def test_what_the_program_computes_is_counted_as_not_read() -> None:
    body = "return ['a' => FOO, 'b' => __('x'), 'c' => \"a $b\", 'd' => $x ? 'y' : 'z', "
    body += "...$m, K => 'e', 'f' => 'g'];"
    catalog = read("a.php", f"<?php\n{body}\n".encode())
    assert [entry.text for entry in catalog.entries] == ["g"]
    assert [body[place.column - 1] for place in catalog.unread] == ["F", "_", '"', "$", ".", "K"]
    assert not read("a.php", b"<?php return ['a' => 1, 'b' => -1.5, 'c' => true, 'd' => null];").unread


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return ['a' => 'x', 'a' => 'y'];", {"a": "y"}),
        ("return ['a' => ['b' => 'x'], 'a' => ['c' => 'y']];", {"a.c": "y"}),
        ("return [7 => 'x', 'y', 'k' => 'z', 'w'];", {"7": "x", "8": "y", "k": "z", "9": "w"}),
        (
            "$t = ['a' => 'x']; $t['b'] = 'y'; $t['c']['d'] = 'z'; return $t;",
            {"a": "x", "b": "y", "c.d": "z"},
        ),
        ("$lang['a'] = 'x';\n$lang['b'] = \"y\";", {"a": "x", "b": "y"}),
        ("namespace App; return (['a' => ('x')]);", {"a": "x"}),
        ("return ['a' => '', 'b' => \"\"];", {}),
    ],
)
def test_arrays_are_those_that_php_makes(body: str, expected: dict[str, str]) -> None:
    assert php(body) == [(key, "", text) for key, text in expected.items()]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("one|many", [("0", "one"), ("1", "many")]),
        ("Home | Site", [("", "Home | Site")]),
        ("one | :count", [("0", "one "), ("1", " :count")]),
        # As MessageSelector of Laravel 8.83: no number after a blank, and only behind one a text is trimmed.
        ("{0} none | {1} one", [("{0}", "none"), ("0", " {1} one")]),
    ],
)
def test_plural_forms_are_cut_as_laravel_cuts_them(text: str, forms: list[tuple[str, str]]) -> None:
    assert php(f"return ['a' => '{text}'];") == [("a", *form) for form in forms]
    assert php(f"return ['a' => '{text}'];", "config/a.php") == [("a", "", text)]


def test_an_edit_is_written_as_its_string_asks() -> None:
    catalog = read("lang/fr/messages.php", SAMPLES["lang/fr/messages.php"].encode())
    renewed = check_edit(catalog, entry_of(catalog, "otp"), ((1, 2, "'"), (20, 20, "\\n")))
    assert r"'L\'heure de l\'appel" in renewed.text
    renewed = check_edit(catalog, entry_of(catalog, "login"), ((13, 14, '"$x\n'),))
    assert r"""Ann\"\"\$x\n\t""" in renewed.text
    renewed = check_edit(catalog, entry_of(catalog, "here"), ((11, 12, "'$"),))
    assert r"Salut :name'\$" in renewed.text
    with pytest.raises(UneditableError, match="a nowdoc has none"):
        edited(catalog, [(entry_of(catalog, "now"), ((2, 3, "\n"),))])


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("<?php\nreturn ['a' => 'b' 'c'];", (2, 20), "is not expected here"),
        ("<?php\nreturn [\n  'a' => 'b,\n];", (3, 10), "is not expected here"),
        ("<?php\nreturn ['a' => \"\\xFF\"];", (2, 17), "stands for no character"),
    ],
)
def test_a_syntax_error_is_reported_where_it_is(text: str, place: tuple[int, int], problem: str) -> None:
    with pytest.raises(CatalogError, match=problem) as caught:
        read("a.php", text.encode())
    assert (caught.value.line, caught.value.column) == place


def test_code_that_returns_no_array_is_no_catalog() -> None:
    with pytest.raises(UnknownFormatError):
        read("a.php", b"<?php\necho 'sms';\n")
    assert read("a.php", b"<?php\nclass A { function f() {\n return ['sms']; } }\n").entries == ()
