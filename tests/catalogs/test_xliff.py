"""XLIFF 1.2 and 2.0: targets, sources, inline codes and lengths."""

import pytest
from moz.l10n.formats import Format
from moz.l10n.model import Entry, PatternMessage
from moz.l10n.resource import parse_resource

from segmenter.catalogs import CatalogError, Conventions, UneditableError, edited, read
from segmenter.lint.checking import Options, check
from tests.catalogs.laws import check_edit, texts

SAMPLES = {
    "fr.xlf": r"""<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="a.txt" source-language="en" target-language="fr" datatype="plaintext">
    <header><note>file</note></header>
    <body>
      <group id="g">
        <trans-unit id="otp" maxwidth="160" size-unit="char">
          <source>Your code <x id="1" equiv-text="{code}"/></source>
          <target>Votre code’ <x id="1" equiv-text="{code}"/> <g id="2">gras &amp; “gros”</g></target>
          <note>An OTP</note>
        </trans-unit>
      </group>
      <trans-unit id="ph"><source><ph id="1">%s</ph> left</source>
        <target state="needs-review-translation"><ph id="1">%s</ph> restant…</target>
      </trans-unit>
      <trans-unit id="new"><source>New</source></trans-unit>
    </body>
  </file>
</xliff>
""",
    "fr2.xliff": r"""<xliff version="2.0" srcLang="en" trgLang="fr"
    xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0">
  <file id="f1">
    <unit id="u1" slr:sizeRestriction="70">
      <notes><note>Short</note></notes>
      <originalData><data id="d1">%d</data></originalData>
      <segment><source>Hello <ph id="1" dataRef="d1"/>. </source>
        <target>Salut’ <ph id="1" dataRef="d1"/>. </target></segment>
      <segment><source>Bye <pc id="2">now</pc></source>
        <target>Adieu <pc id="2">là…</pc><cp hex="000C"/></target></segment>
    </unit>
  </file>
</xliff>
""",
}


def test_targets_of_version_1_2_are_read() -> None:
    assert texts("fr.xlf", SAMPLES["fr.xlf"].encode()) == [
        ("otp", "", "Votre code’ {code} gras & “gros”"),
        ("ph", "", "%s restant…"),
    ]
    first, second = read("fr.xlf", SAMPLES["fr.xlf"].encode()).entries
    assert (first.flags, first.comments, first.locale) == (("max-length:160",), ("An OTP",), "fr")
    assert (first.source, second.flags, second.syntax) == ("Your code {code}", ("fuzzy",), "percent")


def test_targets_of_version_2_are_read_and_segments_joined() -> None:
    assert texts("fr2.xliff", SAMPLES["fr2.xliff"].encode()) == [("u1", "", "Salut’ %d. Adieu là…\x0c")]
    [entry] = read("fr2.xliff", SAMPLES["fr2.xliff"].encode()).entries
    assert (entry.flags, entry.comments, entry.locale) == (("max-length:70",), ("Short",), "fr")
    assert entry.source == "Hello %d. Bye now"


def test_sources_are_read_where_no_target_language_is_named() -> None:
    text = """<xliff version="1.2"><file source-language="en"><body>
    <trans-unit id="a"><source>Hi</source></trans-unit></body></file></xliff>"""
    assert texts("en.xlf", text) == [("a", "", "Hi")]
    assert read("en.xlf", text.encode()).entries[0].locale == "en"


def test_an_inline_code_stays_when_text_beside_it_changes() -> None:
    catalog = read("fr.xlf", SAMPLES["fr.xlf"].encode())
    entry = catalog.entries[0]
    assert 'code&lt; <x id="1" equiv-text="{code}"/> <g' in check_edit(catalog, entry, ((10, 11, "<"),)).text
    with pytest.raises(UneditableError, match="written otherwise"):
        edited(catalog, [(entry, ((12, 18, "{x}"),))])


def test_maxwidth_in_other_units_is_no_length() -> None:
    text = '<xliff version="1.2"><file source-language="en"><body><trans-unit id="a" maxwidth="9">'
    text += "<source>x</source></trans-unit></body></file></xliff>"
    assert read("a.xlf", text.encode()).entries[0].flags == ()


def test_another_root_is_an_error() -> None:
    with pytest.raises(CatalogError, match="<a> is not <xliff>"):
        read("a.xlf", b"<a/>")


def test_texts_are_those_of_moz_l10n() -> None:
    octets = SAMPLES["fr.xlf"].encode()
    ours = {entry.key: entry.text for entry in read("fr.xlf", octets).entries}
    for section in parse_resource(Format.xliff, octets).sections:
        for entry in section.entries:
            assert isinstance(entry, Entry)
            assert isinstance(entry.value, PatternMessage)
            parts = [part for part in entry.value.pattern if isinstance(part, str)]
            assert all(part in ours[entry.id[0]] for part in parts)


def test_a_source_is_not_edited_for_its_translations_would_be_lost() -> None:
    text = """<xliff version="1.2"><file source-language="en"><body>
    <trans-unit id="a"><source>It’s <x id="1" equiv-text="{n}"/></source></trans-unit>
    </body></file></xliff>"""
    catalog = read("en.xlf", text.encode())
    for change in (((2, 3, "'"),), ((5, 8, ""),)):
        with pytest.raises(UneditableError, match="it is a source, by which its translations are found"):
            edited(catalog, [(catalog.entries[0], change)])


def xliff_2(units: str) -> bytes:
    return f'<xliff version="2.0" srcLang="en" trgLang="fr"><file id="f">{units}</file></xliff>'.encode()


def segment(source: str, target: str = "", *, order: int = 0, name: str = "segment") -> str:
    written = f' order="{order}"' if order else ""
    return (
        f"<{name}><source>{source}</source>{f'<target{written}>{target}</target>' if target else ''}</{name}>"
    )


def test_targets_stand_in_the_order_they_say_with_what_lies_between() -> None:
    body = segment("a", "UN", order=3) + segment(" ", name="ignorable") + segment("b", "DEUX", order=1)
    [entry] = read("a.xlf", xliff_2(f'<unit id="u" name="greeting">{body}</unit>')).entries
    assert (entry.key, entry.text, entry.source, entry.flags) == ("greeting", "DEUX UN", "a b", ())


def test_a_half_translated_unit_is_fuzzy() -> None:
    [entry] = read("a.xlf", xliff_2(f'<unit id="u">{segment("a", "UN")}{segment("b")}</unit>')).entries
    assert entry.flags == ("fuzzy",)


@pytest.mark.parametrize(
    ("code", "text", "syntax"),
    [
        ('<x id="INTERPOLATION" equiv-text="{{ name }}"/>', "Salut {{ name }}", "mustache"),
        ('<x id="1" equiv-text="{code}"/>', "Salut {code}", "brace"),
        ('<x id="user" equiv-text="name of the customer"/>', "Salut {user}", "brace"),
        ('<x id="BR" equiv-text="&lt;br/&gt;"/>', "Salut ", ""),
        ('<ph id="1">%s</ph>', "Salut %s", "percent"),
    ],
)
def test_an_inline_code_is_a_placeholder_or_nothing(code: str, text: str, syntax: str) -> None:
    unit = f'<trans-unit id="a"><source>Hi {code}</source><target>Salut {code}</target></trans-unit>'
    body = f'<xliff version="1.2"><file target-language="fr"><body>{unit}</body></file></xliff>'
    [entry] = read("a.xlf", body.encode()).entries
    assert (entry.text, entry.syntax) == (text, syntax)


@pytest.mark.parametrize("code", ['<x id="1"/>', '<ph id="1"/>', '<pc id="1">b</pc>', '<g id="1">b</g>'])
def test_a_missing_inline_code_is_known(code: str) -> None:
    [entry] = read("a.xlf", xliff_2(f'<unit id="u">{segment("a " + code, "b")}</unit>')).entries
    assert entry.lost == (f"<{code[1:].split(' ')[0]} id='1'>",)
    assert (
        read("a.xlf", xliff_2(f'<unit id="u">{segment("a " + code, code + " b")}</unit>')).entries[0].lost
        == ()
    )


def collapsed(target: str, unit: str = "", *, collapse: bool = True) -> str:
    body = f'<trans-unit id="a" {unit}><source>A</source>{target}</trans-unit>'
    text = f'<xliff version="1.2"><file target-language="fr"><body>{body}</body></file></xliff>'
    conventions = Conventions(collapse_whitespace=collapse)
    [(_, _, found)] = texts("fr.xlf", text, conventions=conventions)
    return found


FOLDED = "<target>\n  Un\tdeux  trois\n  quatre&#160;&#160;cinq &#10; six  </target>"


def test_white_space_is_kept_unless_the_project_says_that_it_collapses() -> None:
    assert collapsed(FOLDED, collapse=False) == "\n  Un\tdeux  trois\n  quatre\xa0\xa0cinq \n six  "


@pytest.mark.parametrize(
    ("target", "unit", "text"),
    [
        (FOLDED, "", "Un deux trois quatre\xa0\xa0cinq six"),
        ("<target>\n  Un  </target>", 'xml:space="preserve"', "\n  Un  "),
        ('<target xml:space="default">\n  Un  deux  </target>', 'xml:space="preserve"', "Un deux"),
        ('<target xml:space="preserve"> Un</target>', "", " Un"),
        ('<target>a <g id="1"> b </g> c<x id="2"/> d</target>', "", "a b c d"),
        ('<target> <x id="1" equiv-text="{n}"/>  </target>', "", "{n}"),
        ("<target>a<!-- c -->  b</target>", "", "a b"),
        ("<target>a \n<![CDATA[ b\n]]></target>", "", "a b"),
    ],
)
def test_white_space_collapses_as_translate_toolkit_3_20_has_it(target: str, unit: str, text: str) -> None:
    assert collapsed(target, unit) == text


def test_white_space_between_segments_collapses_to_one_space() -> None:
    body = segment("A. ", "\n Un. \n") + segment("B.", " Deux.\n")
    conventions = Conventions(collapse_whitespace=True)
    [entry] = read("a.xlf", xliff_2(f'<unit id="u">{body}</unit>'), conventions=conventions).entries
    assert (entry.text, entry.source) == ("Un. Deux.", "A. B.")


def test_an_edit_beside_collapsed_white_space_leaves_it_as_it_is() -> None:
    body = '<trans-unit id="a"><source>A</source><target>\n  L’un\n  et  l’autre…\n</target></trans-unit>'
    text = f'<xliff version="1.2"><file target-language="fr"><body>{body}</body></file></xliff>'
    catalog = read("fr.xlf", text.encode(), conventions=Conventions(collapse_whitespace=True))
    [entry] = catalog.entries
    assert entry.text == "L’un et l’autre…"
    renewed = check_edit(catalog, entry, ((1, 2, "'"), (9, 10, "'"), (15, 16, "...")))
    assert renewed.text == text.replace("’", "'").replace("…", "...")


@pytest.mark.parametrize(
    ("target", "lost"),
    [("Salut !", ()), ("Salut {{name}} !", ("<x id='1'>",)), ("Salut <x id='1' equiv-text='{{name}}'/>", ())],
)
def test_a_missing_code_with_a_placeholder_is_reported_once(target: str, lost: tuple[str, ...]) -> None:
    """SEG505 reported it twice, as a code and as a placeholder; spelled out, it is only text."""
    text = f"""<xliff version="1.2"><file source-language="en" target-language="fr"><body><trans-unit id="a">
    <source>Hi <x id="1" equiv-text="{{{{name}}}}"/>!</source><target>{target}</target></trans-unit></body>
    </file></xliff>"""
    [entry] = read("fr.xlf", text.encode()).entries
    assert entry.lost == lost
    findings = check(read("fr.xlf", text.encode()), options=Options(everything=True)).findings
    assert [finding.rule for finding in findings] == ["SEG505"] * ("equiv" not in target)
