"""Grapheme clusters: kept whole at every edge, and cut only where no segment could hold one."""

import sys
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from segmenter import Boundary, Encoding, Policy, count, explain, segment
from segmenter.core.clusters import (
    cluster_start,
    count_clusters,
    find_clusters_with,
    nth_cluster_start,
    unicode_version,
    word_end,
)
from segmenter.errors import MissingClustersError

WHOLE = Policy(boundary=Boundary.GRAPHEME_CLUSTER)
FAMILY = "👨\u200d👩\u200d👧"  # 8 code units, 5 code points
FLAG = "🇩🇪"


def parts(text: str, policy: Policy = WHOLE) -> list[str]:
    return [part.text for part in segment(text, policy=policy).segments]


def test_a_text_without_clusters_is_cut_as_without_the_boundary() -> None:
    for text in ("a" * 500, "я" * 500, "€" * 400, "", "a" * 306, "я" * 134, "😀" * 66, "a€" * 102):
        assert segment(text, policy=WHOLE) == segment(text)


def test_a_family_goes_to_the_next_segment_whole() -> None:
    text = "я" * 60 + FAMILY + "я" * 20
    assert parts(text) == ["я" * 60, FAMILY + "я" * 20]
    assert count(text, policy=WHOLE).free_units == 67 - 28


def test_a_family_that_just_fits_stays() -> None:
    text = "я" * 59 + FAMILY + "я" * 20
    assert parts(text) == ["я" * 59 + FAMILY, "я" * 20]


def test_cr_lf_is_kept_together_in_gsm_7() -> None:
    text = "a" * 152 + "\r\n" + "b" * 20
    assert parts(text) == ["a" * 152, "\r\n" + "b" * 20]
    assert parts(text, Policy()) == ["a" * 152 + "\r", "\n" + "b" * 20]


def test_lf_cr_are_two_clusters() -> None:
    assert parts("a" * 152 + "\n\r" + "b" * 20) == ["a" * 152 + "\n", "\r" + "b" * 20]


def test_a_flag_is_not_cut_between_its_indicators() -> None:
    text = "я" + FLAG * 40
    assert parts(text) == ["я" + FLAG * 16, FLAG * 16, FLAG * 8]


def test_many_flags_keep_their_parity_in_every_segment() -> None:
    assert all(len(part) % 2 == 0 for part in parts(FLAG * 1000))


def test_a_cluster_larger_than_a_segment_is_filled_in_where_it_stands() -> None:
    large = "e" + "\u0301" * 150
    assert [len(part) for part in parts("я" * 10 + large + "я" * 5)] == [67, 67, 32]


@pytest.mark.parametrize("large", ["e" + "\u0301" * 150, "\u200d".join(["👩"] * 31)], ids=["marks", "family"])
@pytest.mark.parametrize("lead", [0, 1, 60, 61, 63, 64, 65, 66, 67, 127, 128, 151, 255, 256, 300, 320])
def test_one_after_any_text_is_cut_where_code_points_would_be(lead: int, large: str) -> None:
    text = "я" * lead + large + "я" * 70
    assert parts(text) == parts(text, Policy())


def test_a_cluster_of_exactly_one_segment_is_moved_whole() -> None:
    exact = "e" + "\u0301" * 66
    assert [len(part) for part in parts("я" * 10 + exact + "я" * 5)] == [10, 67, 5]


def test_no_surrogate_pair_is_cut_inside_a_large_cluster() -> None:
    large = "\u200d".join(["👩"] * 60)
    message = segment("я" + large, policy=WHOLE)
    assert "".join(part.text for part in message.segments) == "я" + large
    assert max(part.units for part in message.segments) <= 67


def test_hangul_jamo_and_devanagari_conjuncts_are_kept() -> None:
    for cluster in ("\u1112\u1161\u11ab", "क्षि"):
        text = "я" * 66 + cluster + "я" * 30
        assert parts(text) == ["я" * 66, cluster + "я" * 30]


@pytest.mark.parametrize("size", [255, 256, 257, 300, 1100, 5000])
def test_the_start_of_a_far_cluster_is_found(size: int) -> None:
    text = FLAG * size + "x" + "e" + "\u0301" * size + FAMILY
    clusters = [*range(0, 2 * size, 2), 2 * size, 2 * size + 1, 3 * size + 2]
    for index in (0, 1, 2, 511, 2 * size - 1, 2 * size, 2 * size + 1, 2 * size + 2, 3 * size, len(text) - 1):
        assert cluster_start(text, index, since=0) == max(start for start in clusters if start <= index)
    assert cluster_start(text, len(text), since=0) == len(text)


# Windows hold 256 code points: 1,100 are four times as many and more.
@pytest.mark.parametrize(
    ("cluster", "times"),
    [("a", 300), ("я", 256), ("я", 257), ("я", 1100), (FLAG, 600), (FAMILY, 300), ("e" + "\u0301" * 300, 5)],
)
@pytest.mark.parametrize("before", ["", "b", "\r\n"])
def test_clusters_are_counted_and_found_in_a_text_of_any_length(
    cluster: str, times: int, before: str
) -> None:
    text, lead = before + cluster * times, len(before)
    first = 1 if before else 0
    assert count_clusters(text) == first + times
    for number in {0, 1, times // 2, times - 1, times}:
        assert nth_cluster_start(text, first + number) == lead + number * len(cluster)
    assert nth_cluster_start(text, first + times + 5) == len(text)
    for index in (lead, lead + 1, len(text) // 2, len(text) - 1, len(text)):
        expected = index - (index - lead) % len(cluster)
        assert cluster_start(text, index, since=0) == expected


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("", 0),
        ("abc", 3),
        ("a\r\nb", 3),
        ("\r\n\r\n", 2),
        ("\n\r", 2),
        ("\r\r\n\n", 3),
        ("é\r\n", 2),
        ("e\u0300", 1),
        ("\u0300e", 2),
        ("\u0600a", 1),  # a number sign takes what follows it, whatever that is
        ("a\u0600", 2),
        ("👩\u200d©", 1),
        ("©\u200d", 1),
    ],
)
def test_neighbours_below_the_first_mark_are_apart_but_for_cr_lf(text: str, clusters: int) -> None:
    assert count_clusters(text) == clusters
    starts = {cluster_start(text, index, since=0) for index in range(len(text))}
    assert sorted(starts) == sorted({nth_cluster_start(text, number) for number in range(clusters)})


@pytest.mark.parametrize(
    ("text", "since", "index", "end"),
    [
        ("ab cd", 0, 5, 5),  # the text ends
        ("ab cd", 0, 4, 3),
        ("ab cd", 0, 3, 3),
        ("ab cd", 0, 2, 2),  # a blank follows
        ("ab cd", 0, 1, 1),  # no word ends before
        ("ab cd", 3, 4, 4),
        ("ab\u00a0cd ", 0, 4, 4),
        ("ab\r\ncd", 0, 3, 2),
        ("ab e\u0301", 0, 4, 3),
        ("abe\u0301", 0, 3, 2),
        ("abe\u0301 ", 0, 3, 2),
    ],
)
def test_a_word_ends_at_the_end_before_a_blank_or_after_one(
    text: str, since: int, index: int, end: int
) -> None:
    assert word_end(text, since, index) == end


def test_gsm_7_alone_keeps_clusters_too() -> None:
    policy = Policy(encodings=(Encoding.GSM7,), boundary=Boundary.GRAPHEME_CLUSTER)
    assert [part.units for part in segment("\r\n" * 200, policy=policy).segments] == [152, 152, 96]


# A finder that is handed in, and none at all


@pytest.fixture
def no_regex(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let `regex` be absent, as in a browser."""
    monkeypatch.setitem(sys.modules, "regex", None)
    find_clusters_with(None)
    yield
    find_clusters_with(None)


@pytest.mark.usefixtures("no_regex")
def test_a_finder_that_is_handed_in_takes_the_place_of_regex() -> None:
    asked: list[str] = []

    def finder(text: str) -> list[int]:
        asked.append(text)
        return [index for index, sign in enumerate(text) if sign != "\u200d" and text[index - 1] != "\u200d"]

    find_clusters_with(finder)
    message = segment("x" * 66 + FAMILY + "y" * 30, policy=Policy(boundary=Boundary.GRAPHEME_CLUSTER))
    assert [part.text[-3:] for part in message.segments] == ["xxx", "yyy"]
    assert asked


@pytest.mark.usefixtures("no_regex")
def test_without_one_grapheme_mode_says_what_is_missing() -> None:
    with pytest.raises(MissingClustersError, match="need the package regex; install it, or hand a finder"):
        segment("x" * 66 + FAMILY + "y" * 30, policy=Policy(boundary=Boundary.GRAPHEME_CLUSTER))


@pytest.mark.usefixtures("no_regex")
@pytest.mark.parametrize("family", [FAMILY, "👍🏽", "🇩🇪", "e\u0301", "❤\ufe0f"])
def test_without_one_explain_still_answers(family: str) -> None:
    for shift in range(64, 68):
        explanation = explain("ж" * shift + family + "y" * 30)
        assert explanation.count == count("ж" * shift + family + "y" * 30)
        inside = explanation.ends[0].cut == "inside a grapheme cluster"
        assert inside == (shift < explanation.ends[0].stop < shift + len(family))


# The rules that clusters follow


# Sixteen digits of a hash over all that UAX #29 asks of a character (regex 2026.11.19, Unicode 18.0).
RULES = "0a6c99d047510742"
INDIC = ("Linker", "Consonant", "Extend")
BREAKS = (
    *("CR", "LF", "Control", "Extend", "ZWJ", "Regional_Indicator", "Prepend", "SpacingMark"),
    *("L", "V", "T", "LV", "LVT"),
)


def test_the_rules_of_clusters_do_not_change_unseen() -> None:
    regex = pytest.importorskip("regex")
    everything = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    properties = [rf"\p{{GCB={name}}}" for name in BREAKS]
    properties += [r"\p{Extended_Pictographic}", *(rf"\p{{InCB={name}}}" for name in INDIC)]
    digest = sha256()
    for pattern in properties:
        for match in regex.finditer(f"{pattern}+", everything):
            digest.update(f"{pattern} {match.start()} {match.end()};".encode())
    assert digest.hexdigest()[:16] == RULES, (
        "regex has other rules: see which characters changed, then update docs/background/rules.md, "
        "_FIRST_OF_UNICODE_18, the lower bound in pyproject.toml and the changelog"
    )


def test_the_unicode_version_is_that_of_the_lower_bound() -> None:
    pytest.importorskip("regex")
    assert unicode_version() == "18.0 or later"
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["dependencies"] == ["regex>=2026.9.29"]


def test_a_myanmar_letter_after_a_virama_is_of_the_cluster_before_it() -> None:
    pytest.importorskip("regex")
    stack = "\u1000\u1039\u1000"  # two clusters before Unicode 17
    assert cluster_start(f"a{stack}", 3, since=0) == 1


def test_the_first_combining_mark_is_kept_with_its_letter() -> None:
    policy = Policy(boundary=Boundary.GRAPHEME_CLUSTER)
    parts = segment("ж" * 66 + "e\u0300" + "ж" * 20, policy=policy)
    assert [part.text for part in parts] == ["ж" * 66, "e\u0300" + "ж" * 20]
