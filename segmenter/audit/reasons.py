"""Reasons: other ways to count a text, tried until one gives the number that the provider bills.

It knows texts, policies and numbers. It must not know where a record stands or what it costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..advice.edits import SubstitutionLevel
from ..advice.modes import SubstitutionMode
from ..advice.substitution import substitute
from ..core.alphabets import alphabet
from ..core.counting import Count, count
from ..core.headers import capacity
from ..core.policy import Boundary, Encoding, NationalLanguage, Policy, ReferenceWidth
from ..core.results import plain_fields, result
from ..errors import SegmenterError

__all__ = ["REASON_WORDS", "Reason", "Supposition", "smart", "suppositions"]


class Reason(StrEnum):
    """What a provider may do that we do not, or the other way round; `REASON_WORDS` says more of each."""

    LONG_REFERENCE = "long-reference"
    DIVIDED = "divided"
    FIRST_SHORT = "first-part-short"
    DIVIDED_BY_LONE = "divided-by-160"
    EXACT = "cut-exactly"
    CR_LF = "crlf"
    LF = "lf"
    TRIMMED = "trimmed"
    SMART_ENCODING = "smart-encoding"
    NO_SMART_ENCODING = "no-smart-encoding"
    UCS2 = "ucs-2"
    QUESTION_MARKS = "gsm-7"
    STANDARD = "standard"
    ONE_SEPTET = "one-septet"
    CODE_POINTS = "code-points"
    GRAPHEMES = "grapheme-clusters"
    WORDS = "words"
    LANGUAGE = "national-language"
    NO_LANGUAGE = "no-national-language"
    APPENDED = "appended-text"
    ONE_PART = "one-part"


REASON_WORDS: dict[Reason, str] = {
    Reason.LONG_REFERENCE: "parts have a reference of 16 bits: 152 septets or 66 code units",
    Reason.DIVIDED: "the units are divided by 153 or 67, though some may not end a part",
    Reason.FIRST_SHORT: "the first part, also the only one, has room for no more than the others: 153 or 67",
    Reason.DIVIDED_BY_LONE: "the units are divided by 160 or 70, the room of a message that is one part",
    Reason.EXACT: "the text is cut as the standard has it, where the provider documents that it divides",
    Reason.CR_LF: "each line break is sent as CR LF",
    Reason.LF: "each CR LF is sent as LF",
    Reason.TRIMMED: "white space at both ends is not counted",
    Reason.SMART_ENCODING: "typographic characters are replaced first",
    Reason.NO_SMART_ENCODING: "no characters are replaced, though the record says so",
    Reason.UCS2: "the text is sent as UCS-2, though GSM-7 has all of it",
    Reason.QUESTION_MARKS: "the text is sent as GSM-7, with a question mark for each character that it lacks",
    Reason.STANDARD: "the standard's tables and parts are used, not those that the provider documents",
    Reason.ONE_SEPTET: "each character of GSM-7's extension table is counted as one septet",
    Reason.CODE_POINTS: "each character beyond the BMP is counted as one code unit",
    Reason.GRAPHEMES: "parts end between grapheme clusters alone",
    Reason.WORDS: "parts end between words",
    Reason.LANGUAGE: "a national language's shift tables are used",
    Reason.NO_LANGUAGE: "no national language's shift tables are used, though the record names one",
    Reason.APPENDED: "a text is added to the message",
    Reason.ONE_PART: "the message is counted as one, however long it is",
}
"""What each reason means."""


@result
class Supposition(NamedTuple):
    """A way of counting that gives the provider's number.

    Attributes:
        reason: what is supposed.
        words: the same, with the number it gives.
    """

    reason: Reason
    words: str

    def as_dict(self) -> dict[str, object]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


class _Case(NamedTuple):
    """A text whose count disagrees: as sent, ours, and theirs."""

    text: str
    raw: str
    policy: Policy
    own: Count
    divides: bool
    segments: int
    encoding: Encoding | None


_Guess = tuple[int, Encoding | None, str]
"""Segments, encoding (`None` where the guess knows none), and words."""


def suppositions(
    text: str,
    own: Count,
    *,
    segments: int,
    encoding: Encoding | None = None,
    policy: Policy,
    divides: bool = False,
    raw: str | None = None,
) -> tuple[Supposition, ...]:
    """Return the ways of counting that give the provider's numbers, the likeliest first.

    Args:
        text: as we count it.
        own: what we count.
        segments: what the provider counts.
        encoding: what the provider says; `None` where it says nothing.
        policy: how we count.
        divides: whether the provider documents that it divides the units.
        raw: the text before what the provider says that it replaced.

    >>> text = "a" * 306
    >>> from segmenter import Policy
    >>> [each.words for each in suppositions(text, count(text), segments=3, policy=Policy())][:2]
    ['parts of 152 septets, not 153, give 3', 'an appended text of 1 to 153 characters gives 3']
    """
    case = _Case(text, text if raw is None else raw, policy, own, divides, segments, encoding)
    return tuple(_fitting(case))


def _fitting(case: _Case) -> Iterator[Supposition]:
    seen: set[Reason] = set()
    for reason, guess in _GUESSES:
        if reason in seen:
            continue
        for number, encoding, words in guess(case):
            if number == case.segments and (
                case.encoding is None or encoding is None or encoding is case.encoding
            ):
                seen.add(reason)
                yield Supposition(reason, words.format(number=f"{number:,}"))
                break


def _try(text: str, policy: Policy) -> Count | None:
    try:
        return count(text, policy=policy)
    except SegmenterError:
        return None


@lru_cache(maxsize=256)  # `count` knows a policy by its identity: 30 µs against 650 for a new one
def _changed(policy: Policy, **changes: Any) -> Policy:
    return policy._replace(**changes)


def _recounted(case: _Case, words: str, *, text: str | None = None, **changes: Any) -> Iterator[_Guess]:
    """Yield the guess of another text or policy, counted as the provider counts."""
    policy = _changed(case.policy, **changes) if changes else case.policy
    other = case.text if text is None else text
    if text is not None and text == case.text and not changes:
        return
    counted = _try(other, policy)
    if counted is not None:
        yield _segments(case, counted), counted.encoding, words


def _segments(case: _Case, counted: Count) -> int:
    lone = capacity(counted.encoding, udh=0)
    if not case.divides or counted.units <= lone:
        return counted.segments
    return -(-counted.units // counted.segment_units)


def _named(counted: Count) -> str:
    return "septets" if counted.encoding is not Encoding.UCS2 else "code units"


def _long_reference(case: _Case) -> Iterator[_Guess]:
    wide = case.policy.reference_width is ReferenceWidth.SIXTEEN_BITS
    other = ReferenceWidth.EIGHT_BITS if wide else ReferenceWidth.SIXTEEN_BITS
    counted = _try(case.text, _changed(case.policy, reference_width=other))
    if counted is None or counted.segments == 1:
        return
    words = (
        f"parts of {counted.segment_units} {_named(counted)}, not {case.own.segment_units}, give {{number}}"
    )
    yield _segments(case, counted), counted.encoding, words


def _divided(case: _Case) -> Iterator[_Guess]:
    own = case.own
    if own.segments > 1 and not case.divides:
        each = own.segment_units
        words = f"{own.units:,} {_named(own)} divided by {each} give {{number}}"
        yield -(-own.units // each), own.encoding, words


def _exact(case: _Case) -> Iterator[_Guess]:
    if case.divides:
        words = "cutting where the standard allows, not dividing, gives {number}"
        yield case.own.segments, case.own.encoding, words


def _each(own: Count) -> int:
    """Return the room of one part of several: 153, 67."""
    return capacity(own.encoding, udh=6)


def _first_short(case: _Case) -> Iterator[_Guess]:
    own = case.own
    each = _each(own)
    if own.segments == 1 and own.units > each:
        words = f"{own.units} {_named(own)} in parts of {each}, also the first, give {{number}}"
        yield -(-own.units // each), own.encoding, words


def _divided_by_lone(case: _Case) -> Iterator[_Guess]:
    lone = capacity(case.own.encoding, udh=0)
    if case.own.units > lone:
        words = f"{case.own.units:,} {_named(case.own)} divided by {lone} give {{number}}"
        yield -(-case.own.units // lone), case.own.encoding, words


def _crlf(case: _Case) -> Iterator[_Guess]:
    text = case.text.replace("\r\n", "\n").replace("\n", "\r\n")
    yield from _recounted(case, "line breaks sent as CR LF give {number}", text=text)


def _lf(case: _Case) -> Iterator[_Guess]:
    yield from _recounted(case, "CR LF sent as LF gives {number}", text=case.text.replace("\r\n", "\n"))


def _trimmed(case: _Case) -> Iterator[_Guess]:
    yield from _recounted(case, "white space at the ends not counted gives {number}", text=case.text.strip())


def smart(text: str) -> str:
    """Return a text as smart encoding sends it: what has a plain form in GSM-7 is replaced.

    >>> smart("It’s here – now")
    "It's here - now"
    """
    return substitute(text, level=SubstitutionLevel.LETTERS, mode=SubstitutionMode.ALWAYS).text


def _smart(case: _Case) -> Iterator[_Guess]:
    if case.own.encoding is Encoding.UCS2:
        text = smart(case.text)
        yield from _recounted(case, "smart encoding, which replaces characters, gives {number}", text=text)


def _not_smart(case: _Case) -> Iterator[_Guess]:
    if case.raw != case.text:
        yield from _recounted(case, "the text without smart encoding gives {number}", text=case.raw)


def _ucs2(case: _Case) -> Iterator[_Guess]:
    if case.own.encoding is not Encoding.UCS2:
        yield from _recounted(case, "the text sent as UCS-2 gives {number}", encodings=(Encoding.UCS2,))


def _question_marks(case: _Case) -> Iterator[_Guess]:
    if case.own.encoding is Encoding.UCS2:
        octets = case.text.encode("gsm03.38", "replace")
        text = octets.decode("gsm03.38", "replace")
        yield from _recounted(
            case, "one question mark for each character outside GSM-7 gives {number}", text=text
        )


def _standard(case: _Case) -> Iterator[_Guess]:
    if case.policy != _DEFAULT or case.divides:
        counted = _try(case.text, _DEFAULT)
        if counted is not None:
            yield counted.segments, counted.encoding, "the standard's rules give {number}"


def _one_septet(case: _Case) -> Iterator[_Guess]:
    own = case.own
    if own.encoding is Encoding.GSM7 and own.units > len(case.text):
        units = len(case.text)
        words = f"{units:,} characters, each counted as one septet, give {{number}}"
        yield _parts(units, own), own.encoding, words


def _code_points(case: _Case) -> Iterator[_Guess]:
    own = case.own
    if own.encoding is Encoding.UCS2 and own.units > len(case.text):
        units = len(case.text)
        words = f"{units:,} characters, each counted as one code unit, give {{number}}"
        yield _parts(units, own), own.encoding, words


def _parts(units: int, own: Count) -> int:
    return 1 if units <= capacity(own.encoding, udh=0) else -(-units // _each(own))


def _graphemes(case: _Case) -> Iterator[_Guess]:
    if case.own.segments > 1 and not case.text.isascii():
        words = "parts that end between grapheme clusters give {number}"
        yield from _recounted(case, words, boundary=Boundary.GRAPHEME_CLUSTER)


def _words(case: _Case) -> Iterator[_Guess]:
    if case.own.segments > 1:
        yield from _recounted(case, "parts that end between words give {number}", boundary=Boundary.WORD)


def _language(case: _Case) -> Iterator[_Guess]:
    if case.text.isascii() or (case.own.locking_shift or case.own.single_shift):
        return
    for language in NationalLanguage:
        chosen = frozenset({language})
        if not _holds(language, case.text):
            continue
        for locking, single, name in (
            (False, True, "single"),
            (True, False, "locking"),
            (True, True, "both"),
        ):
            policy = _changed(
                case.policy,
                encodings=(Encoding.GSM7,),
                locking_shifts=chosen if locking else frozenset(),
                single_shifts=chosen if single else frozenset(),
            )
            counted = _try(case.text, policy)
            if counted is not None:
                shift = "shifts" if locking and single else f"{name} shift"
                title = language.name.title()
                yield _segments(case, counted), counted.encoding, f"the {shift} of {title} give {{number}}"


def _holds(language: NationalLanguage, text: str) -> bool:
    """Return whether a language's tables, and the default ones, have every character of a text."""
    return _characters(language).issuperset(text)


@cache
def _characters(language: NationalLanguage) -> frozenset[str]:
    # Spanish has no locking shift table: TS 23.038 annex A.3.2 is void.
    lockings = (None,) if language is NationalLanguage.SPANISH else (None, language)
    pairs = [alphabet(locking, single) for locking in lockings for single in (None, language)]
    return frozenset(
        character for pair in pairs for table in (pair.base, pair.shifted) for character in table.values()
    )


def _no_language(case: _Case) -> Iterator[_Guess]:
    if case.own.locking_shift or case.own.single_shift:
        words = "the text without national language shifts gives {number}"
        yield from _recounted(case, words, locking_shifts=frozenset(), single_shifts=frozenset())


def _appended(case: _Case) -> Iterator[_Guess]:
    """Yield the lengths of a text of ordinary characters that, added at the end, gives the number."""
    own = case.own
    if case.segments <= own.segments or (case.encoding is not None and case.encoding is not own.encoding):
        return
    lone, each = capacity(own.encoding, udh=0), _each(own)
    if own.segments == 1:
        to_two = lone - own.units + 1
        to_three = 2 * each - own.units + 1
        fewest = to_two if case.segments == 2 else to_three + (case.segments - 3) * each
        most = to_three - 1 if case.segments == 2 else fewest + each - 1
    else:
        each = own.segment_units
        fewest = own.free_units + 1 + (case.segments - own.segments - 1) * each
        most = fewest + each - 1
    yield (
        case.segments,
        own.encoding,
        f"an appended text of {fewest:,} to {most:,} characters gives {{number}}",
    )


def _one_part(case: _Case) -> Iterator[_Guess]:
    if case.own.segments > 1:
        yield 1, None, "one part, however long the text is, gives {number}"


_DEFAULT = Policy()
_GUESSES: tuple[tuple[Reason, Callable[[_Case], Iterator[_Guess]]], ...] = (
    (Reason.LONG_REFERENCE, _long_reference),
    (Reason.EXACT, _exact),
    (Reason.FIRST_SHORT, _first_short),
    (Reason.NO_SMART_ENCODING, _not_smart),
    (Reason.SMART_ENCODING, _smart),
    (Reason.NO_LANGUAGE, _no_language),
    (Reason.LANGUAGE, _language),
    (Reason.UCS2, _ucs2),
    (Reason.STANDARD, _standard),
    (Reason.CR_LF, _crlf),
    (Reason.LF, _lf),
    (Reason.DIVIDED, _divided),
    (Reason.ONE_SEPTET, _one_septet),
    (Reason.CODE_POINTS, _code_points),
    (Reason.TRIMMED, _trimmed),
    (Reason.GRAPHEMES, _graphemes),
    (Reason.WORDS, _words),
    (Reason.DIVIDED_BY_LONE, _divided_by_lone),
    (Reason.QUESTION_MARKS, _question_marks),
    (Reason.APPENDED, _appended),
    (Reason.ONE_PART, _one_part),
)
"""What is tried, in the order in which a reader should hear of it."""
