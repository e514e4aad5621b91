"""Ranges and audiences of templates: text for people, and an object for programs.

Shows what the templates room has found; nothing is proved or counted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import many
from .counts import count_words, segment_words
from .display import paint, visible
from .kit import prose, quoted, share_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..advice.own_text import OwnCharacter, OwnText
    from ..templates import Bounds, Distribution, Extreme, Template, Tip, Variable
    from .display import Screen

__all__ = [
    "characters_words",
    "distribution_text",
    "own_text_words",
    "range_text",
    "template_fields",
    "tip_words",
]

_LONGEST_SHOWN = 320  # characters of one example
_NAMED = 3  # characters without a replacement that are named one by one
_LISTED = 10  # characters of a longer list


def characters_words(characters: Iterable[OwnCharacter]) -> str:
    """Return characters of a template with what to type instead, ``– U+2013 EN DASH, type - (lossless)``.

    More than a few that nothing replaces, such as those of another script, are listed without their names.
    """
    characters = list(characters)
    kept = [character.character for character in characters if character.replacement is None]
    together = len(kept) > _NAMED
    words = [
        f"{character.character} U+{ord(character.character):04X} {character.name}, {character.cure}"
        for character in characters
        if character.replacement is not None or not together
    ]
    if together:
        more = " …" if len(kept) > _LISTED else ""
        words.append(f"{len(kept):,} characters that nothing replaces: {' '.join(kept[:_LISTED])}{more}")
    return "; ".join(words)


def own_text_words(own: OwnText, *, typed: str = "", plain: str = "") -> Iterator[str]:
    """Yield what a template's own characters cost.

    Args:
        own: from `advice.own_text`.
        typed: what typing every replacement saves, in words; empty where that is nothing.
        plain: the same of what characters of two units cost beyond one unit each.
    """
    if own.offenders:
        yield f"the template itself is UCS-2, because of {characters_words(own.offenders)}"
        if typed:
            yield f"typing these instead saves {typed}"
    if own.two_septets:
        named = ", ".join(character.character for character in own.two_septets)
        adds = f"; together they add {plain}" if plain else ""
        yield f"characters of the template that take two units each: {named}{adds}"


def range_text(
    bounds: Bounds,
    variables: Mapping[str, Variable],
    screen: Screen,
    *,
    notes: Iterable[str] = (),
) -> str:
    """Return the range of a template, values for either end, and what adds a segment.

    >>> from segmenter.report.display import Screen
    >>> from segmenter.templates import Variable, bounds
    >>> variables = {"name": Variable(shortest=1, longest=30, alphabet="gsm7")}
    >>> text = "Hi {name}, your order has been shipped."
    >>> print(range_text(bounds(text, variables), variables, Screen()), end="")
    always 1 segment, whatever the values
    <BLANKLINE>
    fewest: 1 segment, GSM-7, 34 of 160 septets
    │ Hi a, your order has been shipped.
    most: 1 segment, GSM-7, 93 of 160 septets
    │ Hi €€€€€€€€€€€€€€€€€€€€€€€€€€€€€€, your order has been shipped.
    <BLANKLINE>
    what adds a segment (other values at maximum length, one unit per character):
    name (1 to 30, gsm7): nothing
    """
    return "\n".join(_range_lines(bounds, variables, screen, notes)) + "\n"


def _range_lines(
    bounds: Bounds, variables: Mapping[str, Variable], screen: Screen, notes: Iterable[str]
) -> Iterator[str]:
    yield from prose(_headline(bounds), screen, colour="bold")
    for note in notes:
        yield from prose(note, screen)
    yield ""
    ends = {"fewest": bounds.fewest, "typical": bounds.typical, "most": bounds.most}
    for name, end in ends.items():
        if end:
            yield from prose(f"{name}: {_end_words(end)}", screen)
            yield from _quoted(end.example, screen)
    if bounds.tips:
        yield ""
        yield from prose(
            "what adds a segment (other values at maximum length, one unit per character):", screen
        )
        for name, tip in bounds.tips.items():
            yield from prose(f"{_subject(name, variables)}: {tip_words(tip)}", screen)
    for unencodable in bounds.unencodable:
        character = unencodable.character
        shown = f"{visible(character, screen.encoding)} (U+{ord(character):04X})"
        words = f"cannot be sent as asked: {unencodable.name} may contain {shown}"
        yield ""
        yield from prose(f"{words}; the range covers the values that can be sent", screen, colour="red")


def _headline(bounds: Bounds) -> str:
    fewest, most = bounds.fewest.segments, bounds.most.segments
    if fewest == most:
        return f"always {segment_words(most)}, whatever the values"
    words = f"{fewest:,} to {segment_words(most)}"
    if bounds.exact:
        return words
    return f"{words}: proved limits; whether any values reach them is not known"


def _end_words(end: Extreme) -> str:
    if end.count.segments == end.segments:
        return count_words(end.count)
    return f"{segment_words(end.segments)} by proof; the values shown take {count_words(end.count)}"


def _subject(name: str, variables: Mapping[str, Variable]) -> str:
    variable = variables.get(name)
    if variable is None:
        return f"{name} (shown or not)"
    shortest, longest = variable.shortest, variable.longest
    lengths = f"{shortest:,} to {longest:,}" if shortest < longest else f"{longest:,}"
    return f"{name} ({lengths}, {variable.alphabet})"


def tip_words(tip: Tip) -> str:
    """Describe what makes a variable add a segment."""
    words = []
    if tip.rises_at is not None and tip.rises_to is not None:
        words.append(f"{segment_words(tip.rises_to)} from length {tip.rises_at:,} on")
    if tip.flips is not None and tip.flips_to is not None:
        words.append(f"UCS-2 and {segment_words(tip.flips_to)} with one {tip.flips} ({tip.kind})")
    if tip.dear is not None and tip.dear_to is not None and tip.dear_to > (tip.flips_to or 0):
        words.append(f"{segment_words(tip.dear_to)} at maximum length and all {tip.dear}")
    return "; ".join(words) or "nothing"


def _quoted(text: str, screen: Screen) -> list[str]:
    if len(text) > _LONGEST_SHOWN:
        text = text[: _LONGEST_SHOWN - 1] + screen.ellipsis
    return quoted(text, screen)


def distribution_text(distribution: Distribution, screen: Screen, *, notes: Iterable[str] = ()) -> str:
    """Return how many rows take how many segments, and the longest of them.

    >>> from segmenter.report.display import Screen
    >>> from segmenter.templates import distribution
    >>> rows = [{"name": "Ann"}, {"name": "Bo"}, {"name": "Zoë’s"}, {}]
    >>> print(distribution_text(distribution("Hi {name}!", rows, keep=1), Screen()), end="")
    3 messages, 3 segments
    <BLANKLINE>
    segments  messages
           1         3  100.0%
    <BLANKLINE>
    GSM-7 2, UCS-2 1
    <BLANKLINE>
    the most expensive:
    index 2: 1 segment, UCS-2, 9 of 70 code units
    │ Hi Zoë’s!
    <BLANKLINE>
    1 row yields no message:
    index 3: nothing is given for placeholder 'name' at index 3; give it a value
    """
    return "\n".join(_distribution_lines(distribution, screen, notes)) + "\n"


def _distribution_lines(distribution: Distribution, screen: Screen, notes: Iterable[str]) -> Iterator[str]:
    rows = distribution.rows
    yield paint(f"{many(rows, 'message')}, {segment_words(distribution.total_segments)}", "bold", screen)
    for note in notes:
        yield from prose(note, screen, colour="yellow")
    if rows:
        yield ""
        yield from share_lines("segments", distribution.by_segments.items(), rows, screen, bars=False)
        yield ""
        yield ", ".join(f"{encoding} {number:,}" for encoding, number in distribution.by_encoding.items())
    if distribution.dearest:
        yield ""
        yield "the most expensive:"
        for row in distribution.dearest:
            yield from prose(f"index {row.index:,}: {count_words(row.count)}", screen)
            yield from _quoted(row.text, screen)
    if distribution.failed:
        yield ""
        failed = f"{many(distribution.failed, 'row yields', 'rows yield')} no message"
        first = ", the first" if distribution.failed > len(distribution.failures) else ""
        yield paint(f"{failed}{first}:" if distribution.failures else failed, "red", screen)
        for failure in distribution.failures:
            yield from prose(f"index {failure.index:,}: {failure.reason}", screen)


def template_fields(
    template: Template,
    bounds: Bounds | None,
    audience: Distribution | None,
    own: OwnText | None = None,
    saved: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Return a template, its range and its audience as JSON can hold them; what was not asked is null."""
    return {
        "template": template.text,
        "syntax": template.syntax,
        "own_text": own and own.as_dict(**saved or {}),
        "range": bounds and bounds.as_dict(),
        "audience": audience and audience.as_dict(),
    }
