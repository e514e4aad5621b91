"""Look-alikes: what looks like a placeholder is named with the syntax that reads it."""

import pytest

from segmenter.errors import TemplateError
from segmenter.templates import parse
from segmenter.templates.lookalikes import look_alike


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("Hi {{name}}", "mustache"),
        ("Hi {#var#}", "dlt"),
        ("Hi ${name}", "dollar"),
        ("Hi %{name}", "ruby"),
        ("Hi %(name)s and %s", "percent"),
        ("Hi ((name))", "notify"),
    ],
)
def test_the_syntax_that_reads_it_is_named(text: str, syntax: str) -> None:
    assert f"--syntax {syntax}" in look_alike(parse(text, syntax="colon" if syntax != "colon" else "brace"))


@pytest.mark.parametrize("text", ["Hi", "5% off", "a {name}", "1 < 2 > 0", "((", "see [1]"])
def test_plain_text_and_real_placeholders_are_not_look_alikes(text: str) -> None:
    assert look_alike(parse(text)) == "" if "((" not in text else True


def test_a_name_with_blanks_is_read_where_the_syntax_holds_it() -> None:
    assert parse("Hi {{First Name}}", syntax="mustache").names == ("First Name",)
    assert parse("Hi ((First Name))", syntax="notify").names == ("First Name",)
    with pytest.raises(TemplateError, match=r"mustache, notify and percent read names with blanks"):
        parse("Hi {First Name}")
