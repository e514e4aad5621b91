"""Placeholders as catalogs write them."""

import pytest

from segmenter.lint.placeholders import conversions, written


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
        ("Hi {name}, %(code)s, ${x}", "", ()),
        ("100%discount", "", ()),
        ("%<price>.2f, %05<n>d and %{name} of 5 %%", "ruby", ("price", "n", "name")),
        ("%b %d, %Y", "percent", ()),
        ("%d/%m um %H:%M %p", "percent", ()),
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


@pytest.mark.parametrize(
    ("text", "syntax", "index"),
    [
        ("%.2f of %(name", "percent", 8),
        ("%5d, 100%; %s", "percent", 8),
        ("%,d of %1$s", "percent", 7),
        ("{a:>9} {b!r} {c", "brace", 13),
        ("{{ a | b }} {{c", "mustache", 12),
    ],
)
def test_an_error_behind_a_format_is_at_its_own_place(text: str, syntax: str, index: int) -> None:
    """It was said of the first placeholder with a format, which is valid."""
    error = written(text, syntax).error
    assert error is not None
    assert error.index == index


def test_branches_of_a_message_format_are_not_parsed() -> None:
    found = written("{n, plural, one {# day} other {# days}}", "brace")
    assert (found.names, found.template, found.error, found.branched) == ((), None, None, True)


def test_a_slip_behind_a_number_is_no_date() -> None:
    assert written("100%Bio", "percent").error is not None
    assert written("%s am %Y", "percent").error is not None


def test_conversions_are_told_by_what_they_take() -> None:
    assert conversions("%s %05.2f %%d %i") == {"1": {"s"}, "2": {"f"}, "3": {"d"}}
    assert conversions("%2$d %(a)s %(a)r") == {"2": {"d"}, "a": {"s"}}
    assert conversions("%*s %3$.*2$f") == {"1": {"d"}, "2": {"s", "d"}, "3": {"f"}}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Balance %.2f EUR", ("1",)),
        ("%06d", ("1",)),
        ("%*d", ("1", "2")),
        ("%-*.*f %s", ("1", "2", "3", "4")),
        ("%3$*1$.*2$f", ("1", "2", "3")),
        ("%1$tY-%1$tm", ("1",)),
        ("%,d", ("1",)),
        ("%s, %<s", ("1",)),
        ("a%nb", ()),
        ("%(,.2f", ("1",)),
        ("%(d or %(,d", ("1", "2")),
    ],
)
def test_conversions_of_c_and_java_are_placeholders_or_literals(text: str, names: tuple[str, ...]) -> None:
    """Source: java.util.Formatter of the JDK, printf(3)."""
    found = written(text, "percent")
    assert (found.error, found.names) == (None, names)
