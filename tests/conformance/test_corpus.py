"""All 92,874 real messages of the corpus through `count` and `segment`, compared with the plain reference.

It must not print or store a text: the corpus may be used as test input and nothing else.
"""

import gzip
from functools import cache

import pytest

from segmenter import Boundary, Encoding, NationalLanguage, Policy, ReferenceWidth, count, segment, truncate
from tests import reference, shared_data
from tests.agreement import count_of, counted, rules_of, segmented

SHIFTS = frozenset({NationalLanguage.TURKISH, NationalLanguage.SPANISH, NationalLanguage.PORTUGUESE})
ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\r": "\r", "\\t": "\t"}


def unescaped(column: str) -> str:
    """Undo the escapes of CORPUS.md."""
    text = ""
    index = 0
    while index < len(column):
        pair = column[index : index + 2]
        text += ESCAPES.get(pair, column[index])
        index += 2 if pair in ESCAPES else 1
    return text


@cache
def messages() -> tuple[str, ...]:
    found = []
    with gzip.open(shared_data.path("sms_corpus.txt.gz"), "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            column = line.removesuffix("\n").split("\t")[2]
            found.append(unescaped(column) if "\\" in column else column)
    return tuple(found)


def disagreements(policy: Policy | None, texts: tuple[str, ...]) -> list[int]:
    """Return the places of messages about which library and reference say something else."""
    rules = rules_of(policy or Policy())
    found = []
    for place, text in enumerate(texts):
        expected = reference.answer(text, rules)
        if segmented(text, policy) != expected or counted(text, policy) != count_of(expected):
            found.append(place)
    return found


def test_the_corpus_is_read_whole() -> None:
    assert len(messages()) == 92_874
    assert max(map(len, messages())) == 910


def test_the_corpus_takes_the_segments_its_description_says() -> None:
    counts = [count(text) for text in messages()]
    assert sum(each.encoding is Encoding.GSM7 for each in counts) == 61_321
    assert sum(each.encoding is Encoding.UCS2 for each in counts) == 31_553
    segments = [each.segments for each in counts]
    assert [segments.count(1), segments.count(2), segments.count(3)] == [90_310, 2_119, 354]
    assert sum(each >= 4 for each in segments) == 91


@pytest.mark.long
def test_every_message_agrees_without_a_policy() -> None:
    assert disagreements(None, messages()) == []


@pytest.mark.long
def test_a_third_of_the_messages_agrees_with_the_default_policy_given() -> None:
    # Without a policy the library may take another way than with the default one given.
    assert disagreements(Policy(), messages()[::3]) == []


@pytest.mark.long
@pytest.mark.parametrize("boundary", Boundary)
def test_every_message_over_one_segment_agrees_with_a_wide_reference(boundary: Boundary) -> None:
    long = tuple(text for text in messages() if count(text).segments > 1)
    assert len(long) == 2_564
    policy = Policy(boundary=boundary, reference_width=ReferenceWidth.SIXTEEN_BITS)
    assert disagreements(policy, long) == []


@pytest.mark.long
def test_every_tenth_message_agrees_with_languages_and_clusters() -> None:
    policy = Policy(locking_shifts=SHIFTS, single_shifts=SHIFTS, boundary=Boundary.GRAPHEME_CLUSTER)
    assert disagreements(policy, messages()[::10]) == []


def test_every_long_message_truncates_to_at_least_its_first_segment() -> None:
    # Alone, a segment has no header, and a prefix may do with a cheaper encoding than the text: so what fits
    # one segment may be longer than the first of several, never shorter.
    for text in messages():
        if count(text).segments > 1:
            first = segment(text).segments[0]
            cut = truncate(text, segments=1)
            assert text.startswith(cut)
            assert len(cut) >= first.stop
            assert count(cut).segments == 1
            assert count(text[: len(cut) + 1]).segments > 1
