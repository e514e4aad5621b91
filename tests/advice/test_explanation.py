"""Explanations: offenders, groups, ends, units of two, languages, and advice ranked."""

import pytest

from segmenter import Boundary, Encoding, NationalLanguage, Policy, count
from segmenter.advice.edits import Kind
from segmenter.advice.ends import Cut
from segmenter.advice.explanation import AdviceKind, explain

LONG = " and so on, until the seventieth character makes two segments of it all"


def test_a_plain_text_has_nothing_to_explain() -> None:
    explanation = explain("plain")
    assert explanation.count == count("plain")
    assert (explanation.offenders, explanation.advice, explanation.units_to_save) == ((), (), 0)
    assert [(end.start, end.stop, end.units, end.cut) for end in explanation.ends] == [(0, 5, 5, None)]


def test_each_offender_has_place_name_kind_and_replacements() -> None:
    found = explain("’\u200bé á½ж😀\ue000\x07").offenders
    assert [(each.index, each.name, each.kind, each.replacements) for each in found] == [
        (0, "RIGHT SINGLE QUOTATION MARK", Kind.TYPOGRAPHIC, ("'",)),
        (1, "ZERO WIDTH SPACE", Kind.INVISIBLE, ("",)),
        (4, "LATIN SMALL LETTER A WITH ACUTE", Kind.ACCENTED, ("a",)),
        (5, "VULGAR FRACTION ONE HALF", Kind.COMPATIBILITY, ("1/2",)),
        (6, "CYRILLIC SMALL LETTER ZHE", Kind.SCRIPT, ("zh", "z")),
        (7, "GRINNING FACE", Kind.EMOJI, ()),
        (8, "U+E000", Kind.SYMBOL, ()),
        (9, "U+0007", Kind.INVISIBLE, ("",)),
    ]
    assert all(each.why for each in found)


def test_the_parts_of_an_emoji_are_emoji() -> None:
    assert {each.kind for each in explain("👩‍👩‍👧❤️1️⃣").offenders} == {Kind.EMOJI}


def test_groups_gather_what_recurs() -> None:
    groups = explain("“a” “b”’").groups
    assert [(group.character, group.indexes) for group in groups] == [
        ("“", (0, 4)),
        ("”", (2, 6)),
        ("’", (7,)),
    ]


def test_savings_of_one_of_its_kind_and_of_all_differ() -> None:
    explanation = explain("’ “á”" + LONG)
    assert explanation.saving(explanation.offenders[0]) == (0, 0, 1)
    alone = explain("’ x" + LONG)
    assert alone.saving(alone.offenders[0]) == (1, 1, 1)
    assert alone.saving(alone.groups[0]) == (1, 1, 1)


def test_advice_is_ranked_and_keeps_its_promise() -> None:
    text = "’ “á” 😀" + LONG + "\r\n"
    explanation = explain(text)
    assert explanation.advice
    for advice in explanation.advice:
        assert count(advice.apply(text)) == advice.count
        assert advice.segments_saved == count(text).segments - advice.count.segments > 0
    ranks = [(-advice.segments_saved, advice.characters_changed) for advice in explanation.advice]
    assert ranks == sorted(ranks)


def test_line_endings_are_mentioned_only_where_they_change_the_count() -> None:
    assert explain("one\r\ntwo").advice == ()
    text = "a" * 80 + "\r\n" + "a" * 79
    assert [each.kind for each in explain(text).advice] == [AdviceKind.LINE_ENDINGS]
    assert explain(text).advice[0].apply(text) == text.replace("\r", "")


def test_decomposed_letters_are_mentioned_only_where_they_change_the_count() -> None:
    assert explain("e\u0301").advice == ()
    best = explain("e\u0301" * 70).advice[0]
    assert (best.kind, best.segments_saved, best.count.encoding) == (AdviceKind.COMPOSE, 2, Encoding.GSM7)
    cyrillic = explain("и\u0306" * 60).advice
    assert (cyrillic[0].kind, cyrillic[0].count.units) == (AdviceKind.COMPOSE, 60)


def test_white_space_at_the_end_is_mentioned_where_it_costs_a_segment() -> None:
    assert [each.kind for each in explain("a" * 160 + "\n").advice] == [AdviceKind.TRAILING_SPACE]


def test_leaving_emoji_out_is_offered_and_takes_a_space_along() -> None:
    text = "See you 😀 soon" + LONG
    best = explain(text).advice[0]
    assert best.kind is AdviceKind.EMOJI
    assert best.apply(text) == "See you soon" + LONG


def test_another_script_may_be_written_in_latin_letters() -> None:
    best = explain("Ваш заказ готов, ждём вас завтра с десяти до двадцати часов. До встречи!").advice[0]
    assert (best.kind, best.language, best.count.encoding) == (AdviceKind.TRANSLITERATE, "ru", Encoding.GSM7)


def test_cheaper_languages_are_named_and_are_no_text_edit() -> None:
    text = "ş" * 80
    found = explain(text).languages
    assert [(each.language, each.segments_saved) for each in found] == [(NationalLanguage.TURKISH, 1)]
    allowed = Policy(locking_shifts={found[0].language}, single_shifts={found[0].language})
    assert count(text, policy=allowed) == found[0].count
    assert explain(text, policy=allowed).offenders == ()


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a" * 153 + "b" * 20, Cut.WORD),
        ("a" * 152 + " " + "b" * 20, Cut.WORDS),
        ("a" * 150 + " 1,234,567" + "b" * 20, Cut.NUMBER),
        ("a" * 140 + " http://example.org/a-b" + " b" * 20, Cut.URL),
        ("字" * 80, Cut.CHARACTERS),
        ("a" * 64 + "👩‍👩‍👧" + "b" * 20, Cut.GRAPHEME_CLUSTER),
        ("Ж" * 66 + "е\u0301" + "b" * 20, Cut.GRAPHEME_CLUSTER),
    ],
)
def test_what_was_cut_is_told(text: str, cut: Cut) -> None:
    ends = explain(text).ends
    assert ends[0].cut is cut
    assert ends[-1].cut is None


def test_units_over_a_segment_are_told() -> None:
    assert explain("a" * 163).units_to_save == 3
    assert explain("a" * 309).units_to_save == 3
    assert explain("Ж" * 73).units_to_save == 3


def test_characters_of_two_units_are_told() -> None:
    assert [(each.character, each.indexes) for each in explain("[x] [y]").two_units] == [
        ("[", (0, 4)),
        ("]", (2, 6)),
    ]
    assert [each.character for each in explain("a😀€").two_units] == ["😀"]


def test_a_text_that_cannot_be_encoded_is_explained_all_the_same() -> None:
    lone = explain("a\ud800")
    assert (lone.count, lone.ends) == (None, ())
    assert lone.error is not None
    assert [(each.index, each.name, each.kind) for each in lone.offenders] == [(1, "U+D800", Kind.SURROGATE)]
    only = explain("It’s", policy=Policy(encodings=(Encoding.GSM7,)))
    assert only.count is None
    assert [(each.segments_saved, each.count.segments) for each in only.advice] == [(0, 1)]


def test_beyond_255_segments_it_still_answers() -> None:
    assert len(explain("Ж" * 20_000).ends) > 255


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError):
        explain(b"x")  # type: ignore[arg-type]


def test_what_whole_words_cost_more_is_named() -> None:
    text = "Your order has left our warehouse and reaches you tomorrow. " * 5
    saving = explain(text, policy=Policy(boundary=Boundary.WORD)).boundary
    assert saving is not None
    assert (saving.boundary, saving.segments_saved, saving.count) == (Boundary.WORD, 1, count(text))
    assert saving.as_dict()["boundary"] == "word"


def test_what_whole_clusters_cost_more_is_named() -> None:
    text = "a" * 66 + "e\u0301" + "☃" * 66
    saving = explain(text, policy=Policy(boundary=Boundary.GRAPHEME_CLUSTER)).boundary
    assert saving is not None
    assert (saving.segments_saved, saving.count) == (1, count(text))


def test_where_cuts_may_stand_anywhere_nothing_costs_more() -> None:
    assert explain("a" * 300).boundary is None
    only = Policy(encodings=(Encoding.GSM7,), boundary=Boundary.WORD)
    assert explain("It’s", policy=only).boundary is None


def test_an_explanation_is_its_text_policy_and_count() -> None:
    read, unread = explain("It’s late" + LONG), explain("It’s late" + LONG)
    assert read.advice
    assert read == unread
    assert hash(read) == hash(unread)
    with pytest.raises(AttributeError):
        read.text = ""  # type: ignore[misc]  # the point


def test_characters_that_depend_on_others_stand_in_order_among_those_that_do_not() -> None:
    text = "a’1½ ❤️ ж Œuvre ’½"
    assert [offender.index for offender in explain(text).offenders] == [
        index for index, character in enumerate(text) if character in "’½❤\ufe0fжŒ"
    ]
    assert [(edit.old, edit.new) for edit in explain(text).edits] == [
        ("’", "'"), ("½", " 1/2"), ("Œ", "Oe"), ("’", "'"), ("½", "1/2"),
    ]  # fmt: skip
