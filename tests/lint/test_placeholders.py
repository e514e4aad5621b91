"""Placeholders as catalogs write them."""

import pytest

from segmenter.lint.placeholders import written


@pytest.mark.parametrize(
    ("text", "syntax", "names"),
    [
        ("no placeholder", "percent", ()),
        ("100 %% of it", "percent", ()),
        ("%s %s", "percent", ("1", "2")),
        ("%(a)s %(b)05.2f", "percent", ("a", "b")),
        ("%2$s %1$-10s", "percent", ("2", "1")),
        ("{a} {b!r:>9} {{c}}", "brace", ("a", "b")),
        ("{} {:d}", "brace", ("1", "2")),
        ("{0, number, #.##}", "brace", ("0",)),
        ("{user.name} {user[name]}", "brace", ("user.name", "user")),
        ("{{ a | upper }} {{{b}}}", "mustache", ("a", "b")),
        ("Hi {name}, %(code)s, ${x}", "", ("{name}", "%(code)s", "${x}")),
        ("100%discount", "", ()),
    ],
)
def test_names_are_found_whatever_their_formats(text: str, syntax: str, names: tuple[str, ...]) -> None:
    found = written(text, syntax)
    assert (found.names, found.error) == (names, None)


@pytest.mark.parametrize(
    ("text", "syntax"), [("{a", "brace"), ("%(a", "percent"), ("{{a", "mustache"), ("((a", "notify")]
)
def test_what_is_never_closed_is_an_error(text: str, syntax: str) -> None:
    assert written(text, syntax).error is not None


def test_branches_of_a_message_format_are_not_parsed() -> None:
    found = written("{n, plural, one {# day} other {# days}}", "brace")
    assert (found.template, found.error) == (None, None)
