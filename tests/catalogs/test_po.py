"""gettext: translations, plurals, flags, and places in folded strings."""

import re

import polib  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moz.l10n.formats import Format
from moz.l10n.model import CatchallKey, Entry, PatternMessage, SelectMessage
from moz.l10n.resource import parse_resource

from segmenter.catalogs import CatalogError, UneditableError, edited, place, read
from segmenter.catalogs.entries import Remark
from segmenter.files import UndecodableFileError
from tests.catalogs.laws import check_edit, check_places, entry_of, texts

SAMPLES = {
    "locale/fr/LC_MESSAGES/shop.po": r"""# Translators of the shop
msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

# segmenter: sms
#. Sent after the order
#: shop/sms.py:12
#, python-format, max-length:160
#| msgid "Your order"
msgctxt "sms"
msgid "Your order %(id)s is \"ready\""
msgstr ""
"C’est prêt :\n"
"la commande \"%(id)s\" 😀\\ "
"\tأهلا"

#, fuzzy
msgid "%d day"
msgid_plural "%d days"
msgstr[0] "%d jour"
msgstr[1] "%d jours…"

msgid "untranslated"
msgstr ""

#~ msgid "gone"
#~ msgstr "parti"
""",
    "shop.pot": r"""msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Your code – %s"
msgstr ""

msgid "%d day"
msgid_plural "%d days"
msgstr[0] ""
msgstr[1] ""
""",
}


NAME = "locale/fr/LC_MESSAGES/shop.po"


def test_translations_and_plural_forms_are_entries() -> None:
    assert texts(NAME, SAMPLES[NAME].encode()) == [
        ('Your order %(id)s is "ready"', "", 'C’est prêt :\nla commande "%(id)s" 😀\\ \tأهلا'),
        ("%d day", "0", "%d jour"),
        ("%d day", "1", "%d jours…"),
    ]


def test_what_stands_beside_a_text_is_kept() -> None:
    catalog = read(NAME, SAMPLES[NAME].encode())
    entry = catalog.entries[0]
    assert (entry.locale, entry.context, entry.syntax, entry.line) == ("fr", "sms", "percent", 15)
    assert entry.flags == ("python-format", "max-length:160")
    assert entry.comments == ("segmenter: sms", "Sent after the order")
    assert entry.source == entry.key
    assert [(each.flags, each.source) for each in catalog.entries[1:]] == [
        (("fuzzy",), "%d day"),
        (("fuzzy",), "%d days"),
    ]
    assert [each.line for each in catalog.remarks] == [1, 8, 9]


def test_a_template_has_its_msgids_and_no_locale() -> None:
    assert texts("fr/shop.pot", SAMPLES["shop.pot"].encode()) == [
        ("Your code – %s", "", "Your code – %s"),
        ("%d day", "0", "%d day"),
        ("%d day", "1", "%d days"),
    ]
    catalog = read("fr/shop.pot", SAMPLES["shop.pot"].encode())
    assert catalog.entries[0].locale == ""
    with pytest.raises(UneditableError, match="another entry"):
        edited(catalog, [(catalog.entries[0], ((10, 11, "-"),))])


def test_places_go_on_in_the_next_line_of_a_folded_text() -> None:
    catalog = read(NAME, SAMPLES[NAME].encode())
    entry = catalog.entries[0]
    assert place(catalog, entry, 1) == (16, 3)
    assert place(catalog, entry, entry.text.index("la")) == (17, 2)
    assert place(catalog, entry, len(entry.text)) == (18, 8)


def test_a_change_across_lines_leaves_their_quotes() -> None:
    catalog = read("fr.po", b'msgid "a"\nmsgstr "ab"\n"cd" \n  "ef"\n')
    renewed = check_edit(catalog, catalog.entries[0], ((1, 5, 'X"'),))
    assert renewed.text == 'msgid "a"\nmsgstr "aX\\""\n"" \n  "f"\n'


def test_the_header_names_the_charset() -> None:
    octets = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "a"\nmsgstr "é’"\n'
    catalog = read("fr.po", octets.replace("’", "").encode("latin-1"))
    assert (catalog.encoding, catalog.entries[0].text) == ("iso8859-1", "é")
    assert edited(catalog, [(catalog.entries[0], ((0, 1, "è"),))]).endswith(b'msgstr "\xe8"\n')
    with pytest.raises(UneditableError, match="cannot be written"):
        edited(catalog, [(catalog.entries[0], ((0, 1, "€"),))])


def test_an_unknown_charset_and_wrong_octets_are_errors() -> None:
    with pytest.raises(CatalogError, match="unknown text encoding 'x-none'"):
        read("fr.po", b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=x-none\\n"\n')
    with pytest.raises(UndecodableFileError, match=r"fr\.po:2: octet 0xFF"):
        read("fr.po", b'msgid "a"\nmsgstr "\xff"\n')


def test_a_line_separator_in_a_text_does_not_end_the_line() -> None:
    assert texts("fr.po", 'msgid "a"\nmsgstr "b\u2028c\x85d"\n') == [("a", "", "b\u2028c\x85d")]


def test_the_content_names_no_file() -> None:
    with pytest.raises(CatalogError, match=r"a\.po:1:1: "):
        read("a.po", b"/etc/passwd")


@pytest.mark.parametrize(
    ("octets", "line"),
    [
        (b'msgid "a"\nmsgstr "b"c"\n', 2),
        (b'msgid "a"\nmsgid "b"\n', 2),
        (b"\nwhat\n", 2),
        (b'msgstr[x] "b"\n', 1),
    ],
)
def test_broken_files_tell_the_line(octets: bytes, line: int) -> None:
    with pytest.raises(CatalogError, match="msgfmt") as caught:
        read("fr.po", octets)
    assert caught.value.line == line


def test_texts_are_those_of_polib_and_moz_l10n() -> None:
    octets = SAMPLES[NAME].encode()
    ours = [(entry.key, entry.text) for entry in read(NAME, octets).entries]
    book = polib.pofile(octets.decode())
    theirs = []
    for each in book:
        if not each.obsolete:
            found = each.msgstr_plural.values() if each.msgid_plural else [each.msgstr]
            theirs += [(each.msgid, text) for text in found if text]
    assert ours == theirs
    others = []
    for entry in parse_resource(Format.gettext, octets).sections[0].entries:
        assert isinstance(entry, Entry)
        value = entry.value
        if isinstance(value, SelectMessage):
            others += [(entry.id[0], "".join(map(str, pattern))) for pattern in value.variants.values()]
            assert any(isinstance(key, CatchallKey) for keys in value.variants for key in keys)
        else:
            assert isinstance(value, PatternMessage)
            others.append((entry.id[0], "".join(map(str, value.pattern))))
    assert ours == [(key, text) for key, text in others if text and key != "gone"]
    assert entry_of(read(NAME, octets), "%d day", variant="1").text == "%d jours…"


HEAD = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n!=1;\\n"\n'
)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r'msgstr "C\342\200\231est"', "C’est"),
        (r'msgstr "C\xe2\x80\x99" "est\a"', "C’est\a"),
        (r'msgstr "C\342" "" "\200\231est"', "C’est"),
        ('msgstr "a" "b"', "ab"),
        ('msgstr"ab"', "ab"),
        ('msgstr\n\n  "a"\n\n"b" # behind', "ab"),
        ('msgstr "ab" # behind', "ab"),
    ],
)
def test_strings_are_read_as_gettext_reads_them(written: str, text: str) -> None:
    """Source: gettext 0.21, read-po-lex.c; msgfmt accepts all of these."""
    assert texts("a.po", f'{HEAD}msgid "k"\n{written}\n') == [("k", "", text)]


@pytest.mark.parametrize(
    ("written", "line", "problem"),
    [
        ('msgstr "Kode’', 4, "the string is not closed"),
        ("msgstr Kode", 4, "a keyword or a string is expected"),
        (r'msgstr "Ko\de"', 4, r"\\d is not an escape"),
        (r'msgstr "\377"', 4, "its numbers are not octets of utf-8"),
        ("msgstr", 4, "no string behind the keyword"),
        ('msgstr "a"\nmsgid "k"\nmsgstr "b"', 5, "the msgid 'k' is defined twice, first in line 3"),
        ('msgstr "a"\n# between\n"b"', 6, "a string without a keyword"),
        ('# between\nmsgstr "a"', 5, "a comment stands inside a message"),
        ('msgstr "a"\n"b" msgstr "c"', 5, "msgid msgstr msgstr is not a message"),
        ('msgstr[0] "a"', 4, r"msgid msgstr\[\] is not a message"),
        ('msgid_plural "ks"\nmsgstr[1] "a"', 5, r"msgstr\[1\] stands where msgstr\[0\] is expected"),
        ('msgid_plural "ks"\nmsgstr[0] "a"\nmsgstr[0] "b"', 6, r"msgstr\[0\] stands where msgstr\[1\]"),
    ],
)
def test_what_msgfmt_refuses_is_an_error_with_its_line(written: str, line: int, problem: str) -> None:
    with pytest.raises(CatalogError, match=problem) as caught:
        read("a.po", f'{HEAD}msgid "k"\n{written}\n'.encode())
    assert caught.value.line == line


def test_a_msgid_may_be_repeated_in_another_context_or_domain() -> None:
    body = 'msgid "k"\nmsgstr "a"\nmsgctxt ""\nmsgid "k"\nmsgstr "b"\ndomain "d"\nmsgid "k"\nmsgstr "c"\n'
    assert [text for *_, text in texts("a.po", HEAD + body)] == ["a", "b", "c"]


def test_forms_beyond_nplurals_are_sent_to_nobody() -> None:
    body = 'msgid "k"\nmsgid_plural "ks"\nmsgstr[0] "a"\nmsgstr [ 1 ] "b"\nmsgstr[2] "c"\n'
    assert texts("a.po", HEAD + body) == [("k", "0", "a"), ("k", "1", "b")]


def test_an_octet_written_as_a_number_is_edited_as_a_character() -> None:
    catalog = read("a.po", (HEAD + 'msgid "k"\nmsgstr "C\\342\\200\\231est"\n').encode())
    assert edited(catalog, [(catalog.entries[0], ((1, 2, "'"),))]).endswith(b'msgstr "C\'est"\n')


def test_a_change_of_octets_in_two_strings_leaves_the_strings() -> None:
    catalog = read("a.po", (HEAD + 'msgid "k"\nmsgstr "C\\342" "\\200\\231est" " là"\n').encode())
    assert edited(catalog, [(catalog.entries[0], ((1, 2, "'"),))]).endswith(
        'msgstr "C\'est" " là"\n'.encode()
    )


def test_a_comment_at_the_end_of_the_file_is_read() -> None:
    octets = (HEAD + 'msgid "k"\nmsgstr "a"\n\n#\n# segmenter: file sms\n').encode()
    assert read("a.po", octets).remarks == (Remark(6, ""), Remark(7, "segmenter: file sms"))
    assert read("a.po", octets.replace(b"\n", b"\r")).remarks[-1].line == 7


WORDS = [
    "msgid",
    "msgstr",
    "msgctxt",
    "msgid_plural",
    "msgstr[0]",
    "domain",
    '"a"',
    "# c",
    "\n",
    "#~ x",
    '"b',
]


@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_what_is_not_a_message_is_an_error_at_its_place(words: list[str]) -> None:
    text = " ".join(f"{word}\n" if word[0] == "#" else word for word in words)
    rest = re.sub(r'# c\n|#~ x\n|"a"| |\n', "", text)
    message = r"(?:msgctxt)?msgid(?:msgstr|msgid_plural(?:msgstr\[0\])+)|domain"
    try:
        read("a.po", text.encode())
    except CatalogError as error:
        line = error.line or 0
    else:
        line = 1
        assert re.fullmatch(f"(?:{message})*", rest)
    assert 1 <= line <= text.count("\n") + 1


def test_comments_of_an_obsolete_message_are_not_the_next_ones() -> None:
    body = '# old\n#, fuzzy\n#~ msgid "x"\n#~ msgstr "y"\n\n# own\nmsgid "k"\nmsgstr "a"\n'
    [entry] = read("a.po", (HEAD + body).encode()).entries
    assert (entry.comments, entry.flags) == (("own",), ())


def test_java_format_is_read_as_message_format_reads_it() -> None:
    body = """#, java-format
msgid "k {0}"
msgstr "L''heure {0,number}"

#, java-format
msgid "l {0}"
msgstr "L'heure {0}"
"""
    first, second = read("a.po", (HEAD + body).encode()).entries
    assert (first.text, first.flaw) == ("L'heure {0}", "")
    assert second.flaw.startswith("an apostrophe makes {0} literal")


JAVA = '#, java-format\nmsgid "x"\nmsgstr {}\n'


def test_message_format_in_several_strings_is_read_as_in_one() -> None:
    one = read("fr.po", JAVA.format("\"L''heure {0,date} est {1}’\"").encode()).entries[0]
    several = read("fr.po", JAVA.format('""\n"L\'"\n"\'heure {0,"\n"date} e"\n"st {1}’"').encode())
    [entry] = several.entries
    assert (entry.text, entry.formatted) == (one.text, one.formatted) == ("L'heure {0} est {1}’", ("0",))
    written = check_edit(several, entry, ((19, 20, "'"),))
    assert written.text.endswith("st {1}''\"\n")
    check_places(several)


def test_a_choice_in_message_format_gives_variants() -> None:
    catalog = read("fr.po", JAVA.format('"{0,choice,0#rien|1#un "\n"colis|1<{0} colis}"').encode())
    assert [(entry.variant, entry.text) for entry in catalog.entries] == [
        ("0", "rien"),
        ("1", "un colis"),
        ("1<", "{0} colis"),
    ]
