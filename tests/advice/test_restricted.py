"""Restricted alphabets: what is not in them is an offender too, and advice leads into them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Encoding, Policy, SubstitutionLevel, count, explain, substitute, truncate
from segmenter.advice.restricted import restricted

EURO = Policy(without="€Ç")
ASCII = Policy(encodings=[Encoding.ASCII7, Encoding.UCS2])


@pytest.mark.parametrize("policy", [Policy(), Policy(encodings=[Encoding.UCS2]), EURO, ASCII])
def test_plain_text_has_no_offenders(policy: Policy) -> None:
    assert restricted("Hello [x]", policy).offenders == ()


def test_a_character_that_the_policy_leaves_out_is_an_offender() -> None:
    text = "Costs 5€ now " * 8
    explanation = explain(text, policy=EURO)
    (group,) = explanation.groups
    assert (group.character, len(group.indexes), group.replacements) == ("€", 8, ("EUR",))
    assert "not in the alphabet that the policy allows" in group.why
    advice = explanation.advice[0]
    assert advice.segments_saved == 1
    assert advice.count == count(advice.apply(text), policy=EURO)


def test_the_same_text_under_gsm_7_has_none() -> None:
    assert explain("Costs 5€ now " * 8).offenders == ()


def test_what_is_outside_gsm_7_and_what_is_left_out_are_replaced_together() -> None:
    text = "Costs 5€, it’s now " * 6
    best = explain(text, policy=EURO).advice[0]
    assert best.apply(text) == "Costs 5EUR, it's now " * 6
    assert best.count.encoding is Encoding.GSM7


def test_ascii_has_neither_accents_nor_greek() -> None:
    text = "Olá você, ΔΦ? " * 6
    explanation = explain(text, policy=ASCII)
    assert {group.character for group in explanation.groups} == {"á", "ê", "Δ", "Φ"}
    assert explanation.advice[0].apply(text) == "Ola voce, DF? " * 6
    assert explanation.advice[0].count.encoding is Encoding.ASCII7


def test_without_ucs_2_it_says_what_to_replace() -> None:
    explanation = explain("5€", policy=Policy(encodings=[Encoding.GSM7], without="€"))
    assert explanation.count is None
    assert explanation.advice[0].apply("5€") == "5EUR"


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (SubstitutionLevel.TYPOGRAPHIC, "Ça coûte 5€, it's"),
        (SubstitutionLevel.COMPATIBILITY, "Ça coûte 5EUR, it's"),
        (SubstitutionLevel.LETTERS, "Ca coute 5EUR, it's"),
    ],
)
def test_substitution_goes_as_far_as_its_level(level: SubstitutionLevel, expected: str) -> None:
    assert substitute("Ça coûte 5€, it’s", policy=EURO, mode="always", level=level).text == expected


def test_substitution_leaves_what_is_kept_and_what_the_policy_has() -> None:
    levels = SubstitutionLevel.LETTERS
    assert (
        substitute("5€ {a€} é", policy=EURO, mode="always", level=levels, keep=[r"\{.*?\}"]).text
        == "5EUR {a€} é"
    )
    assert substitute("5€ é", policy=Policy(), mode="always", level=levels).text == "5€ é"
    assert substitute("5£ é [x]", policy=ASCII, mode="always", level=levels).text == "5GBP e [x]"


GSM = st.text(st.sampled_from("a €Çé¤§\fΔß¿😀’x\u0301[]"), max_size=200)


@given(GSM, st.sampled_from([EURO, ASCII, Policy(without="¤§Δ\f€")]))
def test_offenders_are_in_order_and_advice_saves_what_it_says(text: str, policy: Policy) -> None:
    explanation = explain(text, policy=policy)
    places = [offender.index for offender in explanation.offenders]
    assert places == sorted(set(places))
    assert all(text[offender.index] == offender.character for offender in explanation.offenders)
    assert explanation.count == count(text, policy=policy)
    for advice in explanation.advice:
        assert count(advice.apply(text), policy=policy) == advice.count
        assert explanation.count
        assert explanation.count.segments - advice.count.segments == advice.segments_saved > 0
    assert explanation.count is not None
    if explanation.count.encoding is Encoding.UCS2:
        assert explanation.offenders


@given(GSM, st.sampled_from([EURO, ASCII]), st.integers(1, 3))
def test_a_truncated_text_fits_and_one_character_more_does_not(
    text: str, policy: Policy, segments: int
) -> None:
    kept = truncate(text, segments=segments, policy=policy)
    assert count(kept, policy=policy).segments <= segments
    assert kept == text or count(text[: len(kept) + 1], policy=policy).segments > segments


@given(GSM, st.sampled_from([EURO, ASCII]))
def test_substituting_twice_changes_nothing_more(text: str, policy: Policy) -> None:
    once = substitute(text, policy=policy, level=SubstitutionLevel.LETTERS).text
    assert substitute(once, policy=policy, level=SubstitutionLevel.LETTERS).text == once


def test_a_backtick_is_no_offender_where_ascii_takes_the_place_of_gsm7() -> None:
    for encodings in ([Encoding.ASCII7], [Encoding.ASCII7, Encoding.UCS2]):
        explanation = explain("`code` it’s " * 20, policy=Policy(encodings=encodings))
        assert [group.character for group in explanation.groups] == ["’"]
        assert {edit.old for edit in explanation.edits} == {"’"}
        assert explain("`code` " * 40, policy=Policy(encodings=encodings)).offenders == ()
    both = Policy(encodings=[Encoding.GSM7, Encoding.ASCII7])
    assert not both.has_ascii_for_gsm7
