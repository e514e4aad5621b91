"""Laws of advice and substitution: what is promised is what is found when the text is counted again.

They must not need the tables: each compares the library with itself.
"""

from functools import partial
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Boundary, Encoding, Policy, count
from segmenter.advice.characters import GSM7
from segmenter.advice.edits import Edit, SubstitutionLevel, apply_edits
from segmenter.advice.explanation import explain
from segmenter.advice.substitution import Substitution, SubstitutionMode, substitute
from segmenter.errors import LeftOverError, UnencodableError
from tests.property.strategies import policies, texts

LEVELS = st.sampled_from(SubstitutionLevel)
MODES = st.sampled_from(
    [SubstitutionMode.ALWAYS, SubstitutionMode.WHEN_CHEAPER, SubstitutionMode.ALL_OR_NOTHING]
)
LANGUAGES = st.lists(st.sampled_from(["el", "ru", "uk", "bg", "sr", "hu", "hr", "vi"]), max_size=2)

# What rules look at: marks, joiners, digits, cases, scripts, addresses, placeholders, emoji.
PIECES = [
    *"aeoEO10 .,\n@{}'\"",
    *"\u0301\u0300\u0308\u0327\u200b\u200c\u200d\u200e\u200f\u061c\ufeff\u00ad\ufe0f\ufe0e\u20e3\u00a0\t\x1b\0`\u034f\u180e",
    *"’“”–—…•½¼²₂①ﬁＡ１™©ℹ°→İıłŁœŒßẞÅÅΩ",
    *"áçãǜếěřąŠǆ",
    *"αβγδουύμπνΚΑΒΕςϊ΄",
    *"сорЖжщЩюєїйъыьљђѕ",
    *"ا\u0644می\u06cc\u064eאב\ufb29\u05beשक्षि你好。「」",
    *"😀👍🏽👩🇩🇪❤🏴\U000e0067𝐀𝛼",
    "e\u0301", "a\u0323\u0301", "\r\n", "👩‍👧", "1️⃣", "❤️", "http://x.y/é", "www.á.b", "é@b.cz",
    "{né}", "{{ é }}", "%(é)s", "${x}", "((é))", "{#vár#}", "και", "μπα", "ЩУКА", "αυτό",
]  # fmt: skip


@st.composite
def odd_texts(draw: st.DrawFn) -> str:
    """Draw a text full of what substitution looks at, sometimes long enough for several segments."""
    text = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=40)))
    filler = draw(st.sampled_from(["", "", "a" * 50, "ab c " * 30, "Ж" * 60, "€" * 70, "’" * 65]))
    return text + filler if draw(st.booleans()) else filler + text


ANY_TEXT = st.one_of(odd_texts(), odd_texts(), texts())


def counted(text: str, policy: Policy) -> int | None:
    try:
        return count(text, policy=policy).segments
    except UnencodableError:
        return None


def replayed(old: str, done: Substitution) -> str:
    return apply_edits(old, done.changes)


@given(ANY_TEXT, LEVELS, MODES, LANGUAGES)
def test_substitution_is_idempotent(
    text: str, level: SubstitutionLevel, mode: SubstitutionMode, languages: list[str]
) -> None:
    once = substitute(text, level=level, mode=mode, languages=languages)
    twice = substitute(once.text, level=level, mode=mode, languages=languages)
    assert (twice.text, twice.changes) == (once.text, ())


@given(ANY_TEXT, LEVELS, LANGUAGES, policies())
def test_substitution_when_cheaper_never_costs_more(
    text: str, level: SubstitutionLevel, languages: list[str], policy: Policy
) -> None:
    before = counted(text, policy)
    try:
        done = substitute(text, level=level, policy=policy, languages=languages)
    except UnencodableError:
        return
    assert counted(done.text, policy) == done.after.segments
    if before is not None:
        assert done.before is not None
        assert done.before.segments == before
        assert done.after.segments < before if done.changes else done.text == text


@given(ANY_TEXT, LEVELS, MODES, LANGUAGES)
def test_changes_replayed_on_the_old_text_give_the_new_one(
    text: str, level: SubstitutionLevel, mode: SubstitutionMode, languages: list[str]
) -> None:
    done = substitute(text, level=level, mode=mode, languages=languages)
    assert replayed(text, done) == done.text
    assert all(text[edit.start : edit.stop] == edit.old != edit.new for edit in done.changes)


@given(ANY_TEXT, LEVELS, MODES, LANGUAGES)
def test_characters_of_gsm7_never_change_but_for_composition(
    text: str, level: SubstitutionLevel, mode: SubstitutionMode, languages: list[str]
) -> None:
    for edit in substitute(text, level=level, mode=mode, languages=languages).changes:
        assert GSM7.issuperset(edit.new), edit
        assert not GSM7.intersection(edit.old) or is_composition(edit) or is_emoji(edit), edit


def is_composition(edit: Edit) -> bool:
    return normalize("NFC", edit.old) == edit.new


def is_emoji(edit: Edit) -> bool:
    """Say whether a keycap such as 1️⃣ went as a whole: its digit stays."""
    return edit.old.strip("\ufe0f\u20e3") == edit.new


@given(ANY_TEXT, LEVELS, LANGUAGES)
def test_what_is_left_over_is_what_gsm7_lacks(
    text: str, level: SubstitutionLevel, languages: list[str]
) -> None:
    done = substitute(text, level=level, mode=SubstitutionMode.ALWAYS, languages=languages)
    assert [each.index for each in done.left_over] == [
        index for index, character in enumerate(done.text) if character not in GSM7
    ]
    assert all(each.why for each in done.left_over)


@given(ANY_TEXT, policies())
def test_each_advice_keeps_its_promise(text: str, policy: Policy) -> None:
    explanation = explain(text, policy=policy)
    before = counted(text, policy)
    assert (explanation.count and explanation.count.segments) == before
    for advice in explanation.advice:
        changed = advice.apply(text)
        after = count(changed, policy=policy)
        assert after == advice.count
        assert changed == apply_edits(text, advice.edits)
        assert advice.segments_saved == (0 if before is None else before - after.segments)
        assert before is None or advice.segments_saved > 0
    ranks = [(-advice.segments_saved, advice.characters_changed) for advice in explanation.advice]
    assert ranks == sorted(ranks)


@given(st.one_of(ANY_TEXT, texts(surrogates=True), st.text(st.characters())))
def test_explain_answers_for_every_text(text: str) -> None:
    explanation = explain(text)
    outside = [index for index, character in enumerate(text) if character not in GSM7]
    assert [offender.index for offender in explanation.offenders] == outside
    assert sorted(index for group in explanation.groups for index in group.indexes) == outside
    for offender in explanation.offenders:
        assert offender.character == text[offender.index]
        assert offender.name
        assert all(GSM7.issuperset(each) for each in offender.replacements)
        explanation.saving(offender)
    assert (explanation.count is None) == any("\ud800" <= character <= "\udfff" for character in text)
    if explanation.count is not None:
        assert explanation.ends[-1].stop == len(text)
        assert sum(end.units for end in explanation.ends) == explanation.count.units
        assert len(explanation.ends) == explanation.count.segments


@given(ANY_TEXT)
def test_so_many_units_fewer_save_a_segment(text: str) -> None:
    explanation = explain(text)
    if explanation.units_to_save:
        assert explanation.count is not None
        encoding = explanation.count.encoding
        policy = Policy(encodings=(encoding,))
        shorter = text
        units = explanation.count.units - explanation.units_to_save
        while count(shorter, policy=policy).units > units:
            shorter = shorter[:-1]
        assert count(shorter, policy=policy).segments == explanation.count.segments - 1
        assert count(shorter, policy=policy).units == units


@given(ANY_TEXT, policies())
def test_whole_words_and_clusters_cost_what_they_add_to_cutting_anywhere(text: str, policy: Policy) -> None:
    explanation = explain(text, policy=policy)
    saving, anywhere = explanation.boundary, policy._replace(boundary=Boundary.CODE_POINT)
    if policy.boundary is Boundary.CODE_POINT or explanation.count is None:
        assert saving is None
    else:
        assert saving is not None
        assert saving.count == count(text, policy=anywhere)
        assert saving.segments_saved == explanation.count.segments - saving.count.segments >= 0


ASCII = frozenset(map(chr, range(128)))
RESTRICTED = st.sampled_from(
    [
        Policy(without="€[]äÑΩ\f"),
        Policy(encodings=[Encoding.ASCII7, Encoding.UCS2]),
        Policy(encodings=[Encoding.GSM7, Encoding.UCS2], without="".join(GSM7 - ASCII)),
    ]
)


@given(st.text("aé€[ÑΩ’“ş😀e\u0301£ß\f") | ANY_TEXT, LEVELS, RESTRICTED)
def test_what_is_left_over_is_what_a_smaller_alphabet_lacks(
    text: str, level: SubstitutionLevel, policy: Policy
) -> None:
    done = substitute(text, level=level, mode=SubstitutionMode.ALWAYS, policy=policy)
    has = (ASCII if Encoding.ASCII7 in policy.encodings else GSM7) - set(policy.without)
    stays = [index for index, one in enumerate(done.text) if one not in has]
    if done.after.encoding is not Encoding.UCS2:
        assert not stays
        return
    assert [each.index for each in done.left_over] == stays
    assert all(each.why for each in done.left_over)
    strict = partial(substitute, text, level=level, mode=SubstitutionMode.STRICT, policy=policy)
    if stays:
        with pytest.raises(LeftOverError) as caught:
            strict()
        assert [each.index for each in caught.value.left_over] == stays
    else:
        assert strict().text == done.text
