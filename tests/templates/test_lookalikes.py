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


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Hi <<First Name>>", "write {{First Name}} with --syntax mustache"),
        ("Hi %FIRST NAME%", "write {{FIRST NAME}} with --syntax mustache"),
        ("Hi [First Name]", "write {{First Name}} with --syntax mustache"),
        ("Hi <<name>>", "write {name}"),
    ],
)
def test_a_note_told_to_write_a_placeholder_that_no_syntax_would_read(text: str, note: str) -> None:
    assert look_alike(parse(text)).partition("placeholder: ")[2].startswith(note)


def test_doubled_braces_were_said_to_be_sent_as_they_stand() -> None:
    assert look_alike(parse("Hi {{First Name}}")).startswith("'{{First Name}}' is sent as '{First Name}'; ")
    assert look_alike(parse("Hi %{x}", syntax="dollar")).startswith("'%{x}' is sent as it stands; ")


def test_a_placeholder_of_another_syntax_beside_real_ones_was_sent_unnoticed() -> None:
    assert look_alike(parse("Hi {{name}}, {code}")).startswith(
        "'{{name}}' is sent as '{name}'; --syntax mustache"
    )
    assert look_alike(parse("Hi <<name>>, {code}")) != ""
    assert look_alike(parse("See you [today], {name}: 5%s")) == ""
