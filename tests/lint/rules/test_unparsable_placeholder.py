"""SEG504: where it is silent, then where it finds something."""

import pytest

from tests.lint.samples import codes, only


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("%s and %d", "percent"),
        ("%(count).2f of 5 %%", "percent"),
        ("{0:>5} {name!r}", "brace"),
        ("{n, number, #.#}", "brace"),
        ("{n, plural, one{# day} other{# days}}", "brace"),
        ("{{ name|upper }}", "mustache"),
        ("{name", ""),
    ],
)
def test_formats_of_programs_are_placeholders(text: str, syntax: str) -> None:
    assert codes(text, syntax=syntax) == []


def test_a_date_flagged_as_a_format_is_not_a_format() -> None:
    assert codes("%d %b %Y", syntax="percent", source="%b %d, %Y") == []


def test_an_open_brace_is_reported_at_its_place() -> None:
    found = only("Hi {name", "SEG504", syntax="brace")
    assert (found.start, found.message) == (3, "'{' is never closed")


def test_what_the_source_has_unparsable_too_is_not_reported() -> None:
    assert codes("100 % de rabais", syntax="percent", source="100 % bargain") == []
    assert codes("100 %! %(a)", syntax="percent", source="100 % bargain") == ["SEG504"]
    assert codes("Salut {name", syntax="brace", source="Hi {name") == []


def test_the_help_allows_the_formats_that_are_accepted() -> None:
    assert codes("%1$.2f %2$06d", syntax="percent") == []
    assert only("5 %!", "SEG504", syntax="percent").help == (
        "placeholders are %s, %1$.2f and %(name)s; or write %% for a percent sign"
    )
    assert "formats" not in only("{a b}", "SEG504", syntax="brace").help


def test_an_argument_that_an_apostrophe_swallows_is_reported() -> None:
    finding = only("Lcode {{0}}", "SEG504", syntax="brace", flaw="an apostrophe makes {0} literal text")
    assert finding.message == "an apostrophe makes {0} literal text"
