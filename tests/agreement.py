"""The library's answers in the reference's plain form, and the comparison of the two.

It must not know where texts and policies come from, nor which of the two is right.
"""

import segmenter
from tests import reference


def rules_of(policy: segmenter.Policy) -> reference.Rules:
    return reference.Rules(
        encodings=tuple(encoding.value for encoding in policy.encodings),
        locking_shifts=frozenset(int(language) for language in policy.locking_shifts),
        single_shifts=frozenset(int(language) for language in policy.single_shifts),
        grapheme_clusters=policy.boundary is segmenter.Boundary.GRAPHEME_CLUSTER,
        reference_bits=int(policy.reference_width),
        without=policy.without,
        words=policy.boundary is segmenter.Boundary.WORD,
        numbering=policy.numbering,
    )


def language_id(language: segmenter.NationalLanguage | None) -> int | None:
    return None if language is None else int(language)


def facts_of_error(error: segmenter.UnencodableError) -> reference.Unencodable:
    assert error.character == chr(error.code_point)
    return reference.Unencodable(error.index, error.code_point)


def parts_of(message: segmenter.Message) -> tuple[reference.Part, ...]:
    return tuple(
        reference.Part(
            part.text,
            part.start,
            part.stop,
            part.units,
            part.number,
            part.udh_octets,
            part.prefix,
            part.suffix,
        )
        for part in message.segments
    )


def answer_of(message: segmenter.Message) -> reference.Answer:
    return reference.Answer(
        encoding=message.encoding.value,
        units=message.units,
        segment_units=message.segment_units,
        free_units=message.free_units,
        locking_shift=language_id(message.locking_shift),
        single_shift=language_id(message.single_shift),
        parts=parts_of(message),
    )


def segmented(text: str, policy: segmenter.Policy | None) -> reference.Answer | reference.Unencodable:
    """Return what `segmenter.segment` says of a text, errors as facts; None leaves the policy out."""
    try:
        message = segmenter.segment(text) if policy is None else segmenter.segment(text, policy=policy)
        assert message.text == text
        return answer_of(message)
    except segmenter.UnencodableError as error:
        return facts_of_error(error)


# What a `Count` says, in the order of its fields in DESIGN.md.
CountFacts = tuple[str, int, int, int, int, int | None, int | None]


def counted(text: str, policy: segmenter.Policy | None) -> CountFacts | reference.Unencodable:
    """Return what `segmenter.count` says of a text, errors as facts; None leaves the policy out."""
    try:
        count = segmenter.count(text) if policy is None else segmenter.count(text, policy=policy)
    except segmenter.UnencodableError as error:
        return facts_of_error(error)
    return (
        count.encoding.value,
        count.segments,
        count.units,
        count.segment_units,
        count.free_units,
        language_id(count.locking_shift),
        language_id(count.single_shift),
    )


def count_of(answer: reference.Answer | reference.Unencodable) -> CountFacts | reference.Unencodable:
    """Return what a `Count` must say where a `Message` must say `answer`."""
    if isinstance(answer, reference.Unencodable):
        return answer
    return (
        answer.encoding,
        answer.segments,
        answer.units,
        answer.segment_units,
        answer.free_units,
        answer.locking_shift,
        answer.single_shift,
    )


def assert_agrees(text: str, policy: segmenter.Policy | None) -> None:
    """Hold `count` and `segment` to the reference: every field, or the facts of the error."""
    expected = reference.answer(text, rules_of(policy or segmenter.Policy()))
    assert counted(text, policy) == count_of(expected)
    assert segmented(text, policy) == expected
