"""The law that the library agrees with the plain reference, for every text and every policy.

It must not judge which of the two is right when they differ; DESIGN.md does.
"""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Boundary, Encoding, NationalLanguage, Policy, ReferenceWidth
from tests.agreement import assert_agrees
from tests.property import strategies
from tests.property.strategies import Case, cases, gsm7_cases

CODE_POINT = [Boundary.CODE_POINT]
GRAPHEME_CLUSTER = [Boundary.GRAPHEME_CLUSTER]


@given(cases(surrogates=True, boundaries=CODE_POINT))
def test_every_policy_agrees_at_code_points(case: Case) -> None:
    assert_agrees(*case)


@given(cases(surrogates=True, boundaries=GRAPHEME_CLUSTER))
def test_every_policy_agrees_at_grapheme_clusters(case: Case) -> None:
    assert_agrees(*case)


@given(gsm7_cases())
def test_texts_that_one_pair_of_tables_can_say_agree(case: Case) -> None:
    assert_agrees(*case)


# Without a policy the library may take another way than with the default one given; both are held.
@given(strategies.texts(surrogates=True), st.sampled_from([None, Policy()]))
def test_the_default_policy_agrees(text: str, policy: Policy | None) -> None:
    assert_agrees(text, policy)


@given(
    case=st.one_of(gsm7_cases(), cases(boundaries=CODE_POINT)),
    character=st.sampled_from([*strategies.NEVER_GSM7, *strategies.SURROGATES, *"ç’€😀"]),
    without=st.booleans(),
    data=st.data(),
)
def test_one_character_in_an_otherwise_plain_text_agrees(
    case: Case, character: str, without: bool, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(case.text)))
    assert_agrees(case.text[:place] + character + case.text[place:], None if without else case.policy)


@given(st.text(max_size=400), st.sampled_from([None, *(Policy(boundary=boundary) for boundary in Boundary)]))
def test_texts_of_any_characters_agree(text: str, policy: Policy | None) -> None:
    assert_agrees(text, policy)


@pytest.mark.parametrize("filler", ["a", "€", "Ж", "😀"])
@pytest.mark.parametrize(
    "straddler",
    ["€", "[", "😀", "\U00010000", "\U0010ffff", "\r\n", "e\u0301", "🇩🇪", strategies.FAMILY, "क्षि"],
)
def test_a_pair_or_cluster_on_every_edge_agrees(straddler: str, filler: str) -> None:
    whole = Policy(boundary=Boundary.GRAPHEME_CLUSTER)
    wide = Policy(boundary=Boundary.GRAPHEME_CLUSTER, reference_width=ReferenceWidth.SIXTEEN_BITS)
    for edge in strategies.EDGES:
        run = edge // 2 if filler in "€😀" else edge
        for shift in range(-3, 2):
            text = filler * max(0, run + shift) + straddler + filler * 3
            for policy in (None, whole, wide):
                assert_agrees(text, policy)


@pytest.mark.parametrize("language", NationalLanguage, ids=lambda language: language.name.lower())
def test_every_character_of_a_national_table_agrees_alone_and_repeated(language: NationalLanguage) -> None:
    policies = [
        Policy(locking_shifts=frozenset({language}), single_shifts=frozenset({language})),
        Policy(locking_shifts=frozenset({language})),
        Policy(single_shifts=frozenset({language})),
    ]
    for character in strategies.NATIONAL[language]:
        for policy in policies:
            assert_agrees(character, policy)
            assert_agrees(character * 80, policy)


@pytest.mark.parametrize("character", [*strategies.NEVER_GSM7, "ç", "Ç", "€", "*", "¡", "\f", "\r", "\n"])
@pytest.mark.parametrize("encodings", [(Encoding.GSM7, Encoding.UCS2), (Encoding.GSM7,)])
def test_the_disputed_characters_agree_under_every_language(
    character: str, encodings: tuple[Encoding, ...]
) -> None:
    every = strategies.EVERY_LANGUAGE
    for policy in (
        None if Encoding.UCS2 in encodings else Policy(encodings=encodings),
        Policy(encodings=encodings),
        Policy(encodings=encodings, locking_shifts=every, single_shifts=every),
    ):
        for text in (
            "a" + character,
            "é" + character,
            "é" + character + "你",
            "你" + character,
            character * 160,
        ):
            assert_agrees(text, policy)


@pytest.mark.parametrize(
    ("alphabet", "length"),
    [
        ("abc 019", 37_000),
        ("abc €[]", 20_000),
        ("aЖ你", 16_000),
        ("aЖ😀", 10_000),
        ("😀", 8_000),
        ("e\u0301\r\n🇩🇪👩‍🚀क्षि\u0600", 4_000),
    ],
)
@pytest.mark.parametrize("policy", [None, *(Policy(boundary=boundary) for boundary in Boundary)])
def test_long_texts_of_hundreds_of_segments_agree(alphabet: str, length: int, policy: Policy | None) -> None:
    draw = random.Random(23_038)
    text = "".join(draw.choice(alphabet) for _ in range(length))
    assert_agrees(text, policy)


WHOLE = Policy(boundary=Boundary.GRAPHEME_CLUSTER)


@pytest.mark.parametrize("cluster", strategies.CLUSTERS)
def test_a_cluster_agrees_wherever_in_it_a_cut_would_fall(cluster: str) -> None:
    for lead in range(55, 72):
        assert_agrees("Ж" * lead + cluster * 2 + "Ж" * 70, WHOLE)
        assert_agrees("Ж" * lead + cluster * 80, WHOLE)
    for lead in range(145, 162):
        assert_agrees("a" * lead + cluster + "a" * 160, WHOLE)


@pytest.mark.parametrize(
    ("first", "more"),
    [
        ("e", "\u0301"),
        ("👩", "\u200d👩"),
        ("क", "्क"),
        ("\u1100", "\u1161"),
        ("\u0600a", "\u0301"),
        ("", "\u0600"),
        ("😀", "\U0001f3fb"),
    ],
)
@pytest.mark.parametrize("lead", [0, 1, 2, 3, 33, 65, 66, 67])
@pytest.mark.parametrize("last", ["", "\u0301", "\u0301\u0301"])
def test_a_cluster_about_as_large_as_some_segments_agrees(
    first: str, more: str, last: str, lead: int
) -> None:
    for times in (*range(20, 36), *range(42, 47), *range(62, 71), *range(131, 138)):
        cluster = first + more * times + last
        assert_agrees("Ж" * lead + cluster, WHOLE)
        assert_agrees("Ж" * lead + cluster * 2 + "b" * 66 + cluster, WHOLE)


@pytest.mark.parametrize("mark", ["\u0301", "\u200d👩", "\u1160", "्क"])
@pytest.mark.parametrize("marks", [126, 254, 255, 256, 257, 300, 1_023, 1_024, 1_025])
def test_a_cluster_of_hundreds_of_characters_agrees(mark: str, marks: int) -> None:
    enormous = {"\u1160": "\u1100", "्क": "क"}.get(mark, "👩") + mark * marks
    for text in (
        enormous,
        "a" + enormous + "b" * 67,
        "Ж" * 100 + enormous * 2,
        enormous + strategies.FAMILY * 30,
    ):
        assert_agrees(text, WHOLE)


@pytest.mark.parametrize("language", [NationalLanguage.HINDI, NationalLanguage.URDU])
@pytest.mark.parametrize("encodings", strategies.BOTH_ENCODINGS[1:])
def test_clusters_larger_than_a_segment_in_one_encoding_alone_agree(
    language: NationalLanguage, encodings: tuple[Encoding, ...]
) -> None:
    # 68 to 74 marks of a single shift are more than UCS-2 holds, and so filled in, but not more than GSM-7
    # does, and so kept whole: UCS-2 may then take fewer segments, against every rule of thumb.
    mark = next(each for each in strategies.NATIONAL[language] if each in "\u0951\u0652")
    policy = Policy(
        encodings=encodings, single_shifts=frozenset({language}), boundary=Boundary.GRAPHEME_CLUSTER
    )
    for marks in (66, 67, 68, 70, 73, 74, 75):
        for between in (1, 5, 10, 30):
            assert_agrees(("a" * between + mark * marks) * 4, policy)


@pytest.mark.parametrize("start", range(4))
def test_a_flag_run_is_paired_from_its_start_however_long(start: int) -> None:
    policy = Policy(boundary=Boundary.GRAPHEME_CLUSTER)
    for length in (1, 2, 3, 33, 34, 35, 36, 101, 1_000, 1_001):
        assert_agrees("x" * start + "🇩" * length + "a" * 5, policy)
