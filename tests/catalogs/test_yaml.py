"""YAML of Rails: quoting, folds, blocks, plurals, comments, and files that would be endless."""

import pytest

from segmenter.catalogs import CatalogError, UneditableError, edited, place, read
from tests.catalogs.laws import check_edit, check_places, entry_of, texts

SAMPLES = {
    "config/locales/fr.yml": r"""# The shop
fr:
  sms:
    otp: Votre code est %{code}  # sms
    # above
    quoted: "L’heure : \"%{time}\" \u2026\
      suite

      fin"
    single: 'C''est
      l’été'
    plain: un texte’s
      sur deux lignes
    days:
      one: "%{count} jour"
      other: "%{count} jours – 😀"
    block: |
      Bonjour ’
        en retrait

      Au revoir
    folded: >-
      Un ’
      deux

      trois
        quatre
      cinq
    kept: |+
      fin

    list: [un, "deux", {x: 'trois’'}]
    anchor: &a "ancre’"
    alias: *a
    number: 5
    yes: true
    "#": "# pas un commentaire"
""",
}


NAME = "config/locales/fr.yml"


def test_every_way_of_quoting_is_read() -> None:
    assert texts(NAME, SAMPLES[NAME].encode()) == [
        ("sms.otp", "", "Votre code est %{code}"),
        ("sms.quoted", "", 'L’heure : "%{time}" …suite\nfin'),
        ("sms.single", "", "C'est l’été"),
        ("sms.plain", "", "un texte’s sur deux lignes"),
        ("sms.days", "one", "%{count} jour"),
        ("sms.days", "other", "%{count} jours – 😀"),
        ("sms.block", "", "Bonjour ’\n  en retrait\n\nAu revoir\n"),
        ("sms.folded", "", "Un ’ deux\ntrois\n  quatre\ncinq"),
        ("sms.kept", "", "fin\n\n"),
        ("sms.list.0", "", "un"),
        ("sms.list.1", "", "deux"),
        ("sms.list.2.x", "", "trois’"),
        ("sms.anchor", "", "ancre’"),
        ("sms.#", "", "# pas un commentaire"),
    ]


def test_the_root_key_is_the_locale_where_it_looks_like_one() -> None:
    catalog = read("x.yml", b"pt-BR:\n  a: b\nsms:\n  c: d\n")
    assert [(each.key, each.locale) for each in catalog.entries] == [("a", "pt-BR"), ("sms.c", "")]


def test_comments_above_and_beside_belong_to_the_entry() -> None:
    catalog = read(NAME, SAMPLES[NAME].encode())
    assert entry_of(catalog, "sms.otp").comments == ("sms",)
    assert entry_of(catalog, "sms.quoted").comments == ("above",)
    assert [(each.line, each.text) for each in catalog.remarks] == [(1, "The shop"), (4, "sms"), (5, "above")]
    assert entry_of(catalog, "sms.otp").syntax == "ruby"
    assert entry_of(catalog, "sms.plain").syntax == ""


def test_a_mark_inside_a_text_is_no_comment() -> None:
    octets = b'a: "x # y"\nb: |\n  # z\n  w\nc: d#e # yes\n'
    catalog = read("a.yml", octets)
    assert [each.text for each in catalog.remarks] == ["yes"]


def test_places_follow_folds_and_blocks() -> None:
    catalog = read(NAME, SAMPLES[NAME].encode())
    folded = entry_of(catalog, "sms.folded")
    assert place(catalog, folded, 0) == (23, 7)
    assert place(catalog, folded, folded.text.index("quatre")) == (27, 9)
    plain = entry_of(catalog, "sms.plain")
    assert place(catalog, plain, plain.text.index("sur")) == (13, 7)


def test_a_quote_is_written_as_its_string_asks() -> None:
    octets = b"a: 'x\xe2\x80\x99'\nb: \"x\xe2\x80\x9c\"\nc: x\xe2\x80\x99y\n"
    catalog = read("a.yml", octets)
    one, two, three = catalog.entries
    changes = [(one, ((1, 2, "'"),)), (two, ((1, 2, '"'),)), (three, ((1, 2, "'"),))]
    assert edited(catalog, changes) == b"a: 'x'''\nb: \"x\\\"\"\nc: x'y\n"


@pytest.mark.parametrize("new", [": ", " #", "\n"])
def test_what_would_change_the_meaning_of_a_plain_text_is_refused(new: str) -> None:
    catalog = read("a.yml", b"a: one two\n")
    with pytest.raises(UneditableError, match=r"a\.yml:1: a: "):
        edited(catalog, [(catalog.entries[0], ((3, 4, new),))])


def test_an_alias_is_read_where_it_is_anchored() -> None:
    bomb = b"a: &a [x, x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (letter, letter, b", ".join([b"*%c" % (letter - 1)] * 9))
        for letter in range(98, 118)
    )
    assert texts("a.yml", bomb) == [("a.0", "", "x"), ("a.1", "", "x")]


@pytest.mark.parametrize(
    ("octets", "line"),
    [(b"a: b\n  c: d\n", 2), (b"a: [b\n", 2), (b"a: b\x07\n", 1)],
)
def test_broken_files_tell_the_line(octets: bytes, line: int) -> None:
    with pytest.raises(CatalogError, match="not YAML") as caught:
        read("a.yml", octets)
    assert caught.value.line == line


def test_nesting_without_end_is_an_error() -> None:
    with pytest.raises(CatalogError, match="nested too deeply"):
        read("a.yml", b"a: " + b"[" * 3_000)


def test_blocks_with_indicators_are_placed() -> None:
    octets = b"a: |2-\n    x\n  y\nb: >\n\n  one\n  two\n\n\n  three\n \nc: |\n  x\n\n"
    catalog = read("a.yml", octets)
    check_places(catalog)
    assert [each.text for each in catalog.entries] == ["  x\ny", "\none two\n\nthree\n", "x\n"]
    assert [bool(each.pieces) for each in catalog.entries] == [
        False,
        True,
        True,
    ]  # an indicator of 2 is not followed
    check_edit(catalog, catalog.entries[1], ((1, 4, "1"),))


def test_a_comment_above_a_plural_is_about_all_its_forms() -> None:
    octets = b"""en:
  # a group
  sms:
    # segmenter: sms
    c:  # beside
      one: a
      # second
      other: b
    d: {one: x, other: y}
    e: z
"""
    catalog = read("en.yml", octets)
    assert [(each.key, each.variant, each.comments) for each in catalog.entries] == [
        ("sms.c", "one", ("segmenter: sms", "beside")),
        ("sms.c", "other", ("segmenter: sms", "beside", "second")),
        ("sms.d", "one", ()),
        ("sms.d", "other", ()),
        ("sms.e", "", ()),
    ]


def test_a_file_of_several_documents_is_read() -> None:
    octets = "a: &x b’\n---\n# two\na: &x c’\n...\n---\nfr:\n  d: e\n".encode()
    catalog = read("x.yml", octets)
    found = [(each.key, each.locale, each.text, each.line, each.comments) for each in catalog.entries]
    assert found == [("a", "", "b’", 1, ()), ("a", "", "c’", 4, ("two",)), ("d", "fr", "e", 8, ())]
    check_places(catalog)
    assert check_edit(catalog, catalog.entries[1], ((1, 2, "'"),)).text.splitlines()[3] == "a: &x c'"


def test_symbols_are_no_texts() -> None:
    """Source: Psych 4, as Rails reads its formats of dates."""
    body = 'fr:\n  date:\n    order:\n    - ":day"\n    - :month\n    - :year\n    a: ": text"\n    b: ":"\n'
    assert [text for *_, text in texts("fr.yml", body)] == [":day", ": text", ":"]


def test_a_fixed_text_stays_a_text_for_yaml_1_1() -> None:
    for word in ("yes", "off", "12:30", "1_000", "~"):
        catalog = read("fr.yml", f"a: \u200b{word}\n".encode())
        with pytest.raises(UneditableError):
            edited(catalog, [(catalog.entries[0], ((0, 1, ""),))])
        catalog = read("fr.yml", f'a: "\u200b{word}"\n'.encode())
        assert edited(catalog, [(catalog.entries[0], ((0, 1, ""),))]) == f'a: "{word}"\n'.encode()


@pytest.mark.parametrize("word", ["0o17", "1e3", "-.5E+2", "12.e9"])
def test_a_fixed_text_stays_a_text_for_yaml_1_2(word: str) -> None:
    """Such a word is a number for YAML 1.2, and a string for YAML 1.1 (core schema, section 10.3.2)."""
    assert texts("fr.yml", f"a: {word}\nb: '{word}'\n") == [("b", "", word)]
    catalog = read("fr.yml", f"a: {word[0]}\u200b{word[1:]}\n".encode())
    with pytest.raises(UneditableError):
        edited(catalog, [(catalog.entries[0], ((1, 2, ""),))])


def test_words_that_are_no_strings_in_yaml_1_1_are_no_texts() -> None:
    assert texts("fr.yml", "a: yes\nb: 'yes'\nc: 12:30\nd: ~\ne: 1.5\n") == [("b", "", "yes")]


def test_an_anchor_may_be_used_again() -> None:
    body = "a: &x one\nb: &x two\nc: *x\n"
    assert [text for *_, text in texts("fr.yml", body)] == ["one", "two"]
    with pytest.raises(CatalogError, match=r"fr\.yml:1:4: not YAML: an alias without an anchor"):
        read("fr.yml", b"a: *x\n")
