"""Substitution: what is replaced at which level, when, and what is left alone."""

import re
from functools import partial

import pydantic
import pytest

from segmenter import Boundary, Count, Encoding, NationalLanguage, Policy, UnencodableError
from segmenter.advice.edits import Edit, SubstitutionLevel, apply_edits
from segmenter.advice.offenders import Offender
from segmenter.advice.scans import typographic
from segmenter.advice.substitution import Substitution, SubstitutionMode, substitute
from segmenter.errors import LeftOverError, UnknownLanguageError

LONG = " and so on, until the seventieth character makes two segments of it all"


def always(text: str, level: SubstitutionLevel = SubstitutionLevel.TYPOGRAPHIC, *languages: str) -> str:
    return substitute(text, level=level, mode=SubstitutionMode.ALWAYS, languages=languages).text


def test_a_text_in_gsm7_is_left_as_it_is() -> None:
    done = substitute("plain {text} € é", mode=SubstitutionMode.ALWAYS)
    assert (done.text, done.changes, done.left_over) == ("plain {text} € é", (), ())
    assert done.before == done.after


def test_nothing_changes_where_no_segment_is_saved() -> None:
    done = substitute("It’s late")
    assert (done.text, done.changes) == ("It’s late", ())
    assert [(each.index, each.why) for each in done.left_over] == [
        (2, "left as it is: replacing would save no segment")
    ]


def test_what_saves_a_segment_is_replaced() -> None:
    done = substitute("It’s “late”" + LONG)
    assert done.text == 'It\'s "late"' + LONG
    assert done.before is not None
    assert (done.before.segments, done.after.segments, done.left_over) == (2, 1, ())
    first = done.changes[0]
    assert (first.start, first.old, first.new, first.why) == (
        2,
        "’",
        "'",
        "typographic",
    )


def test_only_what_shortens_changes_where_the_text_stays_ucs2() -> None:
    text = "Ж" * 69 + "“\u200b"
    done = substitute(text)
    assert done.text == text[:-1]
    assert done.after.segments == 1
    assert substitute("Ж" * 68 + "“e\u0301").text == "Ж" * 68 + "“é"


def test_what_would_take_more_segments_is_left_though_it_holds_what_shortens() -> None:
    text = "Ж" * 127 + "e\u0301" + "…" * 5
    done = substitute(text)
    assert (done.text, done.changes, done.after.segments) == (text, (), 2)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("‘x’ “y” „z‟ «q»", "'x' 'y'".replace("'y'", '"y"') + ' "z" "q"'),
        ("a–b—c−d‑e…", "a-b-c-d-e..."),
        ("• one", "- one"),
        ("so\u00adft\u200b\ufeff\u2060", "soft"),
        ("e\u0301 u\u0308", "é ü"),
        ("a\u0301", "a\u0301"),
        ("\u212b\u2126", "ÅΩ"),
        ("ab\x1bc\0", "abc"),
        ("á", "á"),
    ],
)
def test_typographic(text: str, result: str) -> None:
    assert always(text) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("ＡＢ１", "AB1"),
        ("ﬁne", "fine"),
        ("½ 1½ ¾", "1/2 1 1/2 3/4"),
        ("m² 10² H₂O", "m2 10^2 H2O"),
        ("𝐇𝗂 𝟙", "Hi 1"),
        ("① № ™ © ®", "(1) No TM (C) (R)"),
        ("5 × 3 ≤ 20 → ok", "5 x 3 <= 20 -> ok"),
        ("₹5 ₺7", "Rs5 TL7"),
    ],
)
def test_compatibility(text: str, result: str) -> None:
    assert always(text, SubstitutionLevel.COMPATIBILITY) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("áłçãşığ ÁŁÇ", "alcasig ALÇ"),
        ("Œuvre ŒUVRE œuf", "Oeuvre OEUVRE oeuf"),
        ("ǜ Ǻ ế", "ü Å e"),
        ("a\u0301 a\u0323\u0301", "a a"),
        ("ΑΒΓ ΚΑΛΗΜΕΡΑ", "ABΓ KAΛHMEPA"),
        ("Ρaypal сор", "Paypal cop"),
        ("Жора", "Жора"),
        ("привет", "привет"),
    ],
)
def test_letters(text: str, result: str) -> None:
    assert always(text, SubstitutionLevel.LETTERS) == result


@pytest.mark.parametrize(
    ("language", "text", "result"),
    [
        ("ru", "Съешь ещё ЩУКУ, Щука", "Sieesh eshche SHCHUKU, Shchuka"),
        ("uk", "Згурський Єнакієве Юрій Їжакевич", "Zghurskyi Yenakiieve Yurii Yizhakevych"),
        ("bg", "България, София", "Balgaria, Sofia"),
        ("sr", "Ђорђе, љубав", "Djordje, ljubav"),
        ("el", "Καλημέρα αυτό εύκολο μπαμπά άγγελος Ουρανός", "Kalimera afto efkolo bampa angelos Ouranos"),
        ("el", "ΚΑΛΗΜΕΡΑ", "KAΛHMEPA"),
        ("hu", "főző", "fözö"),
        ("tr", "İstanbul ışık", "Istanbul isik"),
        ("pl", "Zażółć", "Zazolc"),
        ("cs", "příliš", "prilis"),
        ("vi", "Việt Nam đường", "Viet Nam duong"),
    ],
)
def test_languages(language: str, text: str, result: str) -> None:
    assert always(text, SubstitutionLevel.LANGUAGE, language) == result


def test_the_language_named_first_comes_first() -> None:
    assert always("щ", SubstitutionLevel.LANGUAGE, "bg", "ru") == "sht"
    assert always("щ", SubstitutionLevel.LANGUAGE, "ru", "bg") == "shch"


def test_any_spells_what_anyascii_can() -> None:
    pytest.importorskip("anyascii")
    assert always("你好 £ 👍🏽", SubstitutionLevel.ANY) == "NiHao £ :thumbsup:"


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(UnknownLanguageError, match="'xx'"):
        substitute("x", languages=["xx"])


@pytest.mark.parametrize("text", ["😀", "👩‍👩‍👧", "❤️", "1️⃣", "👍🏽", "🇩🇪", "🏴\U000e0067\U000e007f"])
def test_an_emoji_is_never_left_out(text: str) -> None:
    done = substitute(text + "“", level=SubstitutionLevel.LETTERS, mode=SubstitutionMode.ALWAYS)
    assert done.text == text + '"'
    assert {each.kind for each in done.left_over} == {"emoji"}


def test_a_selector_goes_with_the_sign_it_belongs_to() -> None:
    assert always("™\ufe0f ok\ufe0f", SubstitutionLevel.COMPATIBILITY) == "TM ok"


def test_joiners_that_spell_stay_and_others_go() -> None:
    assert always("می\u200cخواهم") == "می\u200cخواهم"
    assert always("ab\u200ccd") == "abcd"
    assert always("\u200fשלום") == "\u200fשלום"
    assert always("\u200fabc") == "abc"


@pytest.mark.parametrize(
    "kept",
    [
        "http://x.de/á",
        "www.é.fr/á",
        "é.á@b.cz",
        "{ná}",
        "{{ná}}",
        "%(ná)s",
        "${ná}",
        "((ná ná))",
        "{#vár#}",
    ],
)
def test_addresses_and_placeholders_are_left_alone_and_reported(kept: str) -> None:
    done = substitute(f"“{kept} ” á", level=SubstitutionLevel.LETTERS, mode=SubstitutionMode.ALWAYS)
    assert done.text == f'"{kept} " a'
    assert done.left_over
    assert all(each.why.startswith("in a") for each in done.left_over)


def test_what_keep_matches_is_left_alone_and_reported() -> None:
    done = substitute(
        "Müñchen “á” ş", level=SubstitutionLevel.LETTERS, mode=SubstitutionMode.ALWAYS, keep="“.”"
    )
    assert done.text == "Müñchen “á” s"
    assert {each.why for each in done.left_over} == {"kept by “.”"}
    assert substitute("ş", mode=SubstitutionMode.ALWAYS, keep=[re.compile("ş")]).text == "ş"


def test_a_pattern_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="regular expression"):
        substitute("x", keep="(")


def test_all_or_nothing_changes_nothing_where_something_stays() -> None:
    mode = SubstitutionMode.ALL_OR_NOTHING
    assert substitute("“a” 😀", mode=mode).text == "“a” 😀"
    assert substitute("“a”", mode=mode).text == '"a"'


def test_strict_names_what_is_left() -> None:
    with pytest.raises(LeftOverError, match="U\\+1F600 GRINNING FACE at index 4") as caught:
        substitute("“a” 😀", mode=SubstitutionMode.STRICT)
    assert [each.character for each in caught.value.left_over] == ["😀"]
    assert substitute("“a”", mode=SubstitutionMode.STRICT).text == '"a"'


def test_a_text_the_policy_cannot_encode_may_become_one_it_can() -> None:
    gsm7 = Policy(encodings=(Encoding.GSM7,))
    done = substitute("It’s", policy=gsm7)
    assert (done.before, done.text) == (None, "It's")
    with pytest.raises(UnencodableError):
        substitute("😀", policy=gsm7)
    with pytest.raises(UnencodableError):
        substitute("\ud800")


def test_shift_tables_are_weighed() -> None:
    turkish = Policy(locking_shifts={NationalLanguage.TURKISH}, single_shifts={NationalLanguage.TURKISH})
    text = "ş" * 156
    done = substitute(text, level=SubstitutionLevel.LETTERS, policy=turkish)
    assert (done.text, done.after.segments) == ("s" * 156, 1)
    assert substitute("ş" * 155, level=SubstitutionLevel.LETTERS, policy=turkish).changes == ()


def test_edits_that_do_not_fit_are_refused() -> None:
    edit = Edit(0, 1, "’", "'", "", None)
    with pytest.raises(ValueError, match="does not fit"):
        apply_edits("x", [edit])


def test_the_result_has_the_names_others_call() -> None:
    assert Substitution._fields[:4] == ("text", "changes", "before", "after")
    with pytest.raises(TypeError):
        substitute(b"x")  # type: ignore[arg-type]


TURKISH = [NationalLanguage.TURKISH]


@pytest.mark.parametrize(
    ("text", "policy", "left"),
    [
        ("Şğ’ s", Policy(locking_shifts=TURKISH, single_shifts=TURKISH), "Şğ"),
        ("Şğ’ s", Policy(locking_shifts=TURKISH), "Şğ"),
        ("ğ", Policy(single_shifts=TURKISH), "ğ"),
        ("ğ", Policy(locking_shifts=TURKISH), "ğ"),
        ("e", Policy(locking_shifts=TURKISH, single_shifts=TURKISH), ""),
    ],
)
def test_what_a_national_language_carries_is_left_over(text: str, policy: Policy, left: str) -> None:
    found = substitute(text, policy=policy, mode=SubstitutionMode.ALWAYS)
    assert "".join(offender.character for offender in found.left_over) == left


def test_rules_hold_members_however_they_were_given() -> None:
    rules = substitute("’", level=1, mode="always").rules  # type: ignore[arg-type]  # an int is taken too
    assert type(rules.level) is SubstitutionLevel
    assert type(rules.mode) is SubstitutionMode
    assert substitute("’", level="letters").rules.level is SubstitutionLevel.LETTERS


def test_levels_are_numbered_from_one() -> None:
    assert [level.value for level in SubstitutionLevel] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "policy",
    [Policy(without="@", locking_shifts=TURKISH), Policy(without="@", single_shifts=TURKISH)],
    ids=["locking", "single"],
)
def test_a_letter_of_a_national_table_is_replaced_also_where_the_policy_leaves_out_another(
    policy: Policy,
) -> None:
    assert substitute("aş", level="letters", mode="always", policy=policy).text == "as"


def test_what_becomes_gsm7_loses_its_quotes_though_less_would_save_as_much() -> None:
    assert substitute("a" * 68 + "’" + 3 * "\u200b").text == "a" * 68 + "'"


def test_edits_that_overlap_are_refused() -> None:
    edits = [Edit(0, 2, "ab", "x", "", None), Edit(1, 2, "b", "y", "", None)]
    with pytest.raises(ValueError, match="the edit of 'b' at index 1 does not fit"):
        apply_edits("ab", edits)


@pytest.mark.parametrize("kind", [Edit, Substitution])
def test_pydantic_takes_edits_and_substitutions(kind: type) -> None:
    assert pydantic.TypeAdapter(kind).json_schema()["type"] == "object"


def test_the_types_of_a_substitution_are_those_of_its_plain_values() -> None:
    assert Substitution.json_types() == {
        "text": str,
        "changes": tuple[Edit, ...],
        "before": Count | None,
        "after": Count,
        "left_over": tuple[Offender, ...],
    }


def test_choices_are_given_by_name() -> None:
    with pytest.raises(TypeError):
        substitute("’", SubstitutionLevel.ANY)  # type: ignore[call-arg]  # what is tested


@pytest.mark.parametrize("mode", ["always-ever", "xyz"])
def test_a_mode_that_is_none_is_an_error(mode: str) -> None:
    with pytest.raises(ValueError, match=mode):
        substitute("’", mode=mode)


@pytest.mark.parametrize("old", ["a", "c"])
def test_edits_of_another_text_are_refused(old: str) -> None:
    with pytest.raises(ValueError, match="does not fit this text"):
        apply_edits("b", [Edit(0, 1, old, "x", "", None)])


def test_what_ascii_holds_and_gsm7_does_not_stays_where_ascii_is_sent() -> None:
    policy = Policy(encodings=[Encoding.ASCII7, Encoding.UCS2])
    always = partial(substitute, mode=SubstitutionMode.ALWAYS, policy=policy)
    assert (always("`").text, always("`").left_over) == ("`", ())
    done = always("`é😀")
    assert (done.text, [offender.character for offender in done.left_over]) == ("`é😀", ["é", "😀"])
    assert substitute("`’", mode=SubstitutionMode.STRICT, policy=policy).text == "`'"


@pytest.mark.parametrize("count", [154, 155])
@pytest.mark.parametrize("table", ["locking", "single"])
def test_national_letters_are_replaced_however_full_the_segment(table: str, count: int) -> None:
    policy = Policy(locking_shifts=TURKISH) if table == "locking" else Policy(single_shifts=TURKISH)
    text = "a" * (count - 1) + "ğ"
    assert substitute(text, level="letters", mode="always", policy=policy).text == "a" * (count - 1) + "g"


@pytest.mark.parametrize("mode", ["when-cheaper", "always"])
@pytest.mark.parametrize("text", ["Ж" * 133 + "𝐀", "Ж" * 63 + 4 * "𝐀"])
def test_a_letter_beyond_the_bmp_is_replaced_where_the_text_stays_ucs2(text: str, mode: str) -> None:
    done = substitute(text, level="compatibility", mode=mode)
    assert done.before is not None
    assert (done.text, done.after.segments) == (text.replace("𝐀", "A"), done.before.segments - 1)


def test_strict_refuses_what_no_level_changes() -> None:
    with pytest.raises(LeftOverError, match="U\\+1F600"):
        substitute("😀", mode=SubstitutionMode.STRICT)


def test_an_error_of_the_result_names_what_is_left_and_where() -> None:
    with pytest.raises(UnencodableError) as raised:
        substitute("…😀", mode=SubstitutionMode.ALWAYS, policy=Policy(encodings=[Encoding.GSM7]))
    assert (raised.value.index, raised.value.character) == (3, "😀")


def test_what_lengthens_is_left_where_what_shortens_saves_as_much() -> None:
    text = "Ж" * 60 + 9 * "\u200b" + "……"
    assert substitute(text).text == "Ж" * 60 + "……"
    beyond = "Ж" * (67 * 300 - 1) + "“"
    assert substitute(beyond + "\u200b").text == beyond


@pytest.mark.parametrize(
    ("text", "keep", "result"),
    [("éx", "éx", "éx"), ("aé", "a", "ae"), ("a xxé", "a", "a xxe"), ("aéé", "aé", "aée")],
)
def test_what_the_policy_leaves_out_is_kept_just_as_far_as_the_pattern_goes(
    text: str, keep: str, result: str
) -> None:
    policy = Policy(without="é")
    assert substitute(text, keep=keep, policy=policy, mode="always", level="letters").text == result


def test_another_script_is_spelled_where_that_is_cheaper() -> None:
    assert substitute("д" * 100, level="any").text == "d" * 100


@pytest.mark.parametrize("policy", [Policy(locking_shifts=TURKISH), Policy(single_shifts=TURKISH)])
def test_a_quote_is_replaced_where_a_national_table_has_the_rest(policy: Policy) -> None:
    text = "ağ" * 40
    assert substitute(text + "’", policy=policy).text == text + "'"


def test_a_text_of_marks_alone_is_not_read_mark_by_mark() -> None:
    scan = typographic()
    for text in ("\u0301" * 500, "a" + "\u0323\u0301" * 200, "1\ufe0f\u20e3" * 200):
        assert scan.stays_outside(text, astral=False)
        assert scan.saves_less(text, 2, astral=False)
        assert substitute(text).changes == ()
    assert not scan.stays_outside("e\u0301", astral=False)
    assert not scan.saves_less("e\u0301", 1, astral=False)


class Name(str):
    __slots__ = ()


@pytest.mark.parametrize("text", ["Hi", "It’s late", "“" * 71])
def test_what_is_made_of_a_kind_of_text_is_a_plain_text(text: str) -> None:
    assert type(substitute(Name(text)).text) is str


@pytest.mark.parametrize("policy", [Policy(), Policy(boundary=Boundary.WORD), Policy(locking_shifts=TURKISH)])
def test_one_unit_less_is_enough_where_it_saves_a_segment(policy: Policy) -> None:
    result = substitute("ж" * 69 + "e\u0301", policy=policy)
    assert result.before is not None
    assert (result.text, result.before.segments, result.after.segments) == ("ж" * 69 + "é", 2, 1)


@pytest.mark.parametrize("policy", [Policy(), Policy(boundary=Boundary.WORD), Policy(locking_shifts=TURKISH)])
def test_what_would_take_more_segments_is_left_alone(policy: Policy) -> None:
    text = "ж" + "…" * 100
    assert substitute(text, policy=policy).text == text


@pytest.mark.parametrize("level", ["compatibility", "letters", "language"])
@pytest.mark.parametrize("middle", ["Ａ", "é"])
def test_a_text_of_wide_letters_alone_fits_gsm7_at_each_level_that_has_them(level: str, middle: str) -> None:
    result = substitute("Ａ" * 35 + middle + "Ａ" * 36, level=level)
    assert result.text == "A" * 35 + middle.replace("Ａ", "A") + "A" * 36
    assert result.after.segments == 1
