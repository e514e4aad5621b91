"""Fixing: the edits alone are made, in every format, and a second run finds nothing to do."""

import codecs
from typing import Any

import pytest

from segmenter.catalogs import editing, read
from segmenter.catalogs.entries import Catalog
from segmenter.channels.findings import Finding, Severity
from segmenter.lint.checking import Checked, Options, check
from segmenter.lint.fixing import Fixed, fix

ALL = Options(everything=True)

FILES = {
    "fr.po": '# L’auteur\r\nmsgid ""\r\nmsgstr "Language: fr\\n"\r\n\r\n#. l’heure\r\nmsgid "It’s ready"\r\n'
    'msgstr ""\r\n"C’est "\r\n"ici"\r\n',
    "sms.json": '{"b" : "It’s\\u0020here",\t"a": ["We\\u2019ll \\"see\\""], "n": 1.50}',
    "fr.yml": 'fr:\n  # l’heure\n  a: C’est ici # oui\n  b: \'C’est là\'\n  c: "C’est \\"ici\\""\n'
    "  d: |\n    L’un\n    l’autre\n",
    "res/values-fr/strings.xml": '<?xml version="1.0" encoding="utf-8"?>\n<resources>\n  <!-- l’heure -->\n'
    '  <string name="a">C’est &lt;ici&gt;</string>\n</resources>\n',
    "fr.lproj/Localizable.strings": '/* l’heure */\n"a" = "C’est \\"ici\\"";\n',
    "messages_fr.properties": "# l’heure\na = C’est \\\n    ici\nb=C\\u2019est {0}\n",
    "fr.xlf": '<?xml version="1.0"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file source-language="en" target-language="fr" original="x">'
    "<body>"
    '<trans-unit id="a"><source>It’s</source><target>C’est &amp; ici</target></trans-unit>'
    "</body></file></xliff>\n",
    "fr.ftl": "# l’heure\na = C’est ici\nb = C’est { $name }\n",
    "app_fr.arb": '{"@@locale": "fr", "a": "C’est {name}", "@a": {"description": "l’heure"}}',
    "texts.csv": 'key,fr,note\r\na,C’est ici,l’heure\r\nb,"C’est, ""là""",x\r\n',
    "sms/welcome.txt": "C’est ici\n",
    "sms/welcome.j2": "{# l’heure #}C’est {{ name|title }}{% if x %} aujourd’hui{% endif %}\n",
}


def again(catalog: Catalog) -> Checked:
    return check(catalog, options=ALL)


def fixed(name: str, octets: bytes) -> Fixed:
    catalog = read(name, octets)
    return fix(catalog, again(catalog), again, octets=octets)


def expected(name: str, text: str) -> str:
    """Return the file as a careful person would leave it: comments and sources as they are."""
    if name == "fr.po":
        return text.replace('"C’est "', '"C\'est "')
    if name == "sms.json":
        return text.replace("It’s", "It's").replace("We\\u2019ll", "We'll")
    if name == "fr.yml":
        text = text.replace("'C’est là'", "'C''est là'").replace("L’un\n    l’autre", "L'un\n    l'autre")
    if name == "fr.xlf":
        return text.replace("<target>C’est", "<target>C'est")
    if name == "messages_fr.properties":
        return text.replace("C’est \\", "C'est \\").replace("C\\u2019est", "C''est")
    if name.endswith("strings.xml"):
        return text.replace("C’est", "C\\'est")
    return text.replace("C’est", "C'est").replace("aujourd’hui", "aujourd'hui")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_only_the_characters_to_be_replaced_change(name: str, mark: bytes) -> None:
    octets = mark + FILES[name].encode()
    done = fixed(name, octets)
    assert not done.failures
    assert done.octets == mark + expected(name, FILES[name]).encode()


@pytest.mark.parametrize("name", FILES)
def test_a_second_run_changes_nothing(name: str) -> None:
    once = fixed(name, FILES[name].encode())
    twice = fixed(name, once.octets)
    assert (twice.octets, twice.made) == (once.octets, 0)
    assert not any(finding.safe for finding in twice.checked.findings if finding.edits)


def test_a_file_in_utf_16_stays_so() -> None:
    octets = codecs.BOM_UTF16_LE + '"a" = "C’est";\r\n'.encode("utf-16-le")
    done = fixed("fr.lproj/Localizable.strings", octets)
    assert done.octets == codecs.BOM_UTF16_LE + '"a" = "C\'est";\r\n'.encode("utf-16-le")


def test_a_clean_file_is_the_same_octets() -> None:
    octets = b'{"a": "Hello"}'
    done = fixed("sms.json", octets)
    assert done.octets is octets
    assert done.made == 0


def test_registered_texts_are_changed_only_when_told() -> None:
    octets = "Cher {#var#}, c’est ici".encode()
    catalog = read("dlt.txt", octets)

    def recheck(one: Catalog) -> Checked:
        return check(one, options=Options(everything=True, overrides={"registered": True}))

    for unsafe in (False, True):
        assert fix(catalog, recheck(catalog), recheck, octets=octets, unsafe=unsafe).octets == octets
    told = fix(catalog, recheck(catalog), recheck, octets=octets, unsafe=True, registered=True)
    assert told.octets.decode() == "Cher {#var#}, c'est ici"


def test_the_key_of_a_pot_is_never_changed() -> None:
    octets = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "It’s"\nmsgstr ""\n'.encode()
    )
    done = fixed("sms.pot", octets)
    assert done.octets == octets
    assert done.made == 0


def test_what_cannot_be_edited_is_reported_and_the_rest_is_done() -> None:
    octets = '{"@@locale": "fr", "a": "It’s", "b": "d’{n}", "c": "It’s"}'.encode()
    done = fixed("sms.arb", octets)
    assert done.octets.decode() == """{"@@locale": "fr", "a": "It's", "b": "d’{n}", "c": "It's"}"""
    assert (done.made, [failure.key for failure in done.failures]) == (2, ["b"])


def reads_of(monkeypatch: pytest.MonkeyPatch, name: str, octets: bytes) -> tuple[int, Fixed]:
    """Return how often a file is read to check and fix it."""
    texts: list[bytes] = []

    def counting(path: str, octets: bytes, **options: Any) -> Catalog:
        texts.append(octets)
        return read(path, octets, **options)

    monkeypatch.setattr(editing, "read", counting)
    done = fixed(name, octets)
    return 1 + len(texts), done


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_twice_to_check_and_to_fix_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads_of(monkeypatch, name, FILES[name].encode())[0] <= 2


def test_many_texts_that_cannot_be_fixed_cost_one_reading_more(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = ", ".join(f'"k{number}": "d’{{n}} {number}"' for number in range(400))
    number, done = reads_of(monkeypatch, "a.arb", f'{{"a": "It’s", {bad}}}'.encode())
    assert (number, done.made, len(done.failures)) == (3, 1, 400)


def test_more_findings_than_rounds_are_all_tried() -> None:
    bad = ", ".join(f'"k{number}": "d’{{n}} x\u200by{number}"' for number in range(30))
    done = fixed("a.arb", f"{{{bad}}}".encode())
    assert (done.made, len(done.failures)) == (30, 30)
    assert fixed("a.arb", done.octets).octets == done.octets


def test_what_cannot_be_mended_of_a_text_does_not_keep_the_rest_from_it() -> None:
    done = fixed("a.arb", '{"a": "d’{n} x\u200by", "b": "d’{n}, c’est"}'.encode())
    assert done.octets.decode() == '{"a": "d’{n} xy", "b": "d’{n}, c’est"}'
    assert sorted(each.key for each in done.failures) == ["a", "b"]
    assert all("an apostrophe before a brace" in each.problem for each in done.failures)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_file_that_is_encoded_twice_is_left_alone_and_named(encoding: str) -> None:
    wrong = "L’été".encode().decode(encoding)
    octets = f'{{"a": "{wrong}", "b": "It’s"}}'.encode()
    done = fixed("sms.json", octets)
    assert done.octets == octets
    assert "encoded twice, so nothing in the file was changed" in str(done.failures[0])


def test_a_c1_control_is_never_taken_out() -> None:
    octets = '{"a": "L\x92heure", "b": "It’s"}'.encode()
    assert fixed("sms.json", octets).octets == """{"a": "L\x92heure", "b": "It's"}""".encode()


def test_edits_that_undo_each_other_end() -> None:
    octets = b'{"a": "x"}'
    catalog = read("sms.json", octets)

    def flip(found: Catalog) -> Checked:
        [entry] = found.entries
        other = "y" if entry.text == "x" else "x"
        finding = Finding(
            "SEG107", Severity.ERROR, "text", "m", entry=entry, edits=((0, 1, other),), safe=True
        )
        return Checked(found.path, (finding,), 1)

    assert fix(catalog, flip(catalog), flip, octets=octets).octets in (octets, b'{"a": "y"}')
