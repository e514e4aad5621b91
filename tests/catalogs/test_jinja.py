"""Templates of Jinja and Django: branches, loops, white space, translations and comments."""

import pytest
from jinja2 import Environment

from segmenter.catalogs import CatalogError, UneditableError, edited, read
from tests.catalogs.laws import check_edit, texts

SAMPLES = {
    "templates/sms/otp.txt": """{# segmenter: sms #}
{%- if user.vip -%}
  Cher {{ user.name|title }}’
{%- elif user.new %} Bienvenue {% else %} Bonjour {{ user.name }}{% endif %}
{% for item in items %}– {{ item.name }}…
{% endfor %}{% trans "L'équipe" %} {{ "fin’" }}{{ _("fin") }}{% comment %}note{% endcomment %}
{% blocktrans trimmed count n=items|length %}
    Un objet
    ici
{% plural %}
    {{ n }} objets
{% endblocktrans %}{% raw %}{{ brut’ }}{% endraw %}
""",
}


def found(text: str) -> dict[str, str]:
    return {variant: shown for _, variant, shown in texts("sms/otp.j2", text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi", {"": "Hi"}),
        ("Hi {{ user.name|title }}\n", {"": "Hi {{user.name}}"}),
        ("{% if a %}A{% endif %}", {"a": "A"}),
        ("{% if a %}A{% elif b %}B{% else %}C{% endif %}", {"a": "A", "b": "B", "else": "C"}),
        ("{% for x in xs %}{{ x }},{% else %}none{% endfor %}", {"for": "{{x}},", "else": "none"}),
        ("{% for x in xs %}{{ x }}{% empty %}none{% endfor %}", {"for": "{{x}}", "empty": "none"}),
        ("{% if a %}1{% endif %} {% if a %}2{% endif %}", {"a": "1 2", "else": " "}),
        ("a {%- if b -%} c {%- endif %} d", {"b": "ac d", "else": "a d"}),
        ("a {{- b -}} c", {"": "a{{b}}c"}),
        ("{% trans 'Hi' %} {% translate \"you\" %} {{ _('x') }}", {"": "Hi you x"}),
        ("{% blocktrans count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktrans %}",
         {"one": "{{n}} day", "other": "{{n}} days"}),
        ("{% trans %}a {{ b }}{% endtrans %}", {"": "a {{b}}"}),
        ("{% blocktranslate trimmed %}\n  a\n  b\n{% endblocktranslate %}", {"": "a b"}),
        ("{% set x = 1 %}{% load i18n %}{% extends 'x' %}{% block b %}B{% endblock %}", {"": "B"}),
        ("{% set x %}no{% endset %}{% macro m() %}no{% endmacro %}yes", {"": "yes"}),
        ("{% raw %}{{ a }}{% endraw %}{# no #}{% comment %}no{% endcomment %}", {"": "{ { a } }"}),
        ("50 % {{ 1 + 2 }} { {{ open", {"": "50 % {{value}} { {{ open"}),
    ],
)  # fmt: skip
def test_branches_are_variants(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Go to {% url 'home' %}.", "Go to {{url}}."),
        ("{% now 'H:i' %} {% static 'x.png' %} {% include 'x.txt' %}", "{{now}} {{static}} {{include}}"),
        ("{% cycle 'a' 'b' %}{% firstof a b %}{% widthratio a b 1 %}", "{{cycle}}{{firstof}}{{widthratio}}"),
        ("{% short_link order %}{% trans name %}", "{{short_link}}{{trans}}"),
        ("{% url 'home' as link %}{% cycle 'a' 'b' as c silent %}{% load x %}{% do a() %}", ""),
        ("{% thumb x %}a{% endthumb %}{% with a=b %}c{% endwith %}", "ac"),
        ("{% call m() %}a{% endcall %}{% translate 'b' as c %}", "a"),
    ],
)
def test_a_tag_that_writes_something_does_not_count_as_nothing(text: str, shown: str) -> None:
    assert found(text) == ({"": shown} if shown else {})


@pytest.mark.parametrize("name", ["raw", "verbatim"])
def test_braces_of_a_raw_block_are_not_taken_for_a_broken_placeholder(name: str) -> None:
    shown = found(f"{{% {name} %}}}}}} {{{{{{ a’ {{% x %}}{{% end{name} %}}{{{{ b }}}}")[""]
    assert shown == "} } { { { a’ {% x %}{{b}}"
    catalog = read("a.j2", f"{{% {name} %}}{{{{ a’ }}}}{{% end{name} %}}".encode())
    assert check_edit(catalog, catalog.entries[0], ((5, 6, "'"),)).text.count("{{ a' }}") == 1


@pytest.mark.parametrize(
    "text",
    [
        "{% trans 'It’s' %}",
        '{% translate "It’s" %}',
        "{{ _('It’s') }}",
        "{% blocktrans %}It’s {{ a }}{% endblocktrans %}",
        "{% blocktranslate trimmed %}It’s\n b{% endblocktranslate %}",
        "{% trans %}It’s {{ a }}{% endtrans %}",
        "{% blocktrans count n=n %}It’s{% plural %}It’s many{% endblocktrans %}",
    ],
)
def test_a_msgid_in_a_template_is_not_edited_for_its_translation_would_vanish(text: str) -> None:
    catalog = read("a.j2", text.encode())
    for change in (((2, 3, "'"),), ((2, 3, ""),), ((0, len(catalog.entries[0].text), ""),)):
        with pytest.raises(UneditableError, match="it is a msgid, by which its translation is found"):
            edited(catalog, [(catalog.entries[0], change)])


def test_what_stands_beside_a_msgid_is_edited() -> None:
    catalog = read("a.j2", "{{ 'a’' }}’{% trans 'b’' %}’{% if x %}’{% endif %}".encode())
    entry = catalog.entries[0]
    assert entry.text == "a’’b’’’"
    renewed = check_edit(catalog, entry, ((1, 2, "-"), (2, 3, "-"), (5, 6, "-"), (6, 7, "-")))
    assert renewed.text == "{{ 'a-' }}-{% trans 'b’' %}-{% if x %}-{% endif %}"


@pytest.mark.parametrize(
    "text",
    [
        "Dear {%- if vip %} VIP {% endif -%}\n you,\n{% for x in xs %}- {{ x }}\n{% endfor %}bye\n",
        "{# note #}\n  {{- name -}}  !\n\n",
        "a{% if vip -%} b {%- else %}c{% endif %}d",
    ],
)
@pytest.mark.parametrize("vip", [True, False])
@pytest.mark.parametrize("xs", [[], ["x"]])
def test_texts_are_those_that_jinja_renders(text: str, vip: bool, xs: list[str]) -> None:
    rendered = Environment(autoescape=False).from_string(text).render(vip=vip, xs=xs, name="name")
    shown = {each.replace("{{x}}", "x").replace("{{name}}", "name") for each in found(text).values()}
    assert rendered in shown


def test_comments_are_remarks() -> None:
    catalog = read("a.j2", b"{# segmenter: sms #}\nHi{% comment %}two{% endcomment %}")
    assert [(each.line, each.text) for each in catalog.remarks] == [(1, "segmenter: sms"), (2, "two")]
    assert catalog.entries[0].comments == ("segmenter: sms", "two")
    assert catalog.entries[0].syntax == "mustache"


def test_a_text_file_with_tags_is_a_template() -> None:
    assert read("a.txt", b"{% if a %}x{% endif %}").format == "jinja"
    assert read("a.txt", b"Hi {{name}} {#var#}").format == "plain"


def test_a_shared_part_is_edited_once() -> None:
    catalog = read("a.j2", "{% if a %}x’{% endif %}y’\n".encode())
    octets = edited(
        catalog, [(each, ((len(each.text) - 1, len(each.text), "'"),)) for each in catalog.entries]
    )
    assert octets.decode() == "{% if a %}x’{% endif %}y'\n"
    check_edit(catalog, catalog.entries[0], ((1, 2, "'"),))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\n{% if a %}", "is never closed"),
        ("\n{% if a %}{% endfor %}", "is never closed"),
        ("\n{% endif %}", "closes or divides nothing"),
        ("\n{% raw %}", "is never closed"),
        (
            "\n" + "".join(f"{{% if a{index} %}}{index}{{% endif %}}" for index in range(7)),
            "more than 64 texts",
        ),
    ],
)
def test_broken_templates_tell_the_line(text: str, problem: str) -> None:
    with pytest.raises(CatalogError, match=problem) as caught:
        read("a.j2", text.encode())
    assert caught.value.line in (1, 2)


def rendered(text: str, **values: object) -> str:
    environment = Environment(extensions=["jinja2.ext.i18n"])
    environment.install_null_translations()  # type: ignore[attr-defined]
    return environment.from_string(text).render(**values)


@pytest.mark.parametrize(
    "text",
    [
        "{% trans trimmed %}\n  a\n  b  \n{% endtrans %}|",
        "{% trans trimmed %}  a  b {% endtrans %}|",
        "{% trans %}\n a\n b{% endtrans %}|",
        "{% set x %}l’été{% endset %}a {{ x }} b",
        "{{ 'a’' if yes else 'b' }}!",
        "{{ 'a’' if yes }}!",
        "{{ missing or 'z’' }}",
        "{{ missing | default('z’') }}",
        "{% if yes %}A{% elif yes %}B{% endif %}",
    ],
)
def test_what_the_engine_writes_is_among_the_texts(text: str) -> None:
    """Source: Jinja2 3.1, rendered."""
    for yes in (True, False):
        assert rendered(text, yes=yes) in found(text).values() or not rendered(text, yes=yes)


def test_a_literal_in_an_expression_is_edited() -> None:
    catalog = read("a.j2", "{{ a if b else 'z’' }}".encode())
    assert [entry.text for entry in catalog.entries] == ["{{a}}", "z’"]
    assert edited(catalog, [(catalog.entries[1], ((1, 2, "-"),))]) == b"{{ a if b else 'z-' }}"


def test_nothing_outside_the_blocks_of_a_child_is_sent() -> None:
    text = "{% extends 'base.txt' %}\nignored’\n{% block body %}Hello {{ name }}{% endblock %}\nnor this\n"
    assert list(found(text).values()) == ["Hello {{name}}"]


def test_trimmed_blocks_are_those_of_django() -> None:
    """Source: django.utils.translation.template of Django 5.2: `trim_whitespace`."""
    text = "{% blocktrans trimmed %}\n  a\n   b\n{% endblocktrans %}"
    assert list(found(text).values()) == ["a b"]
