"""Ranges and audiences of templates: text for people, and an object for programs.

Shows what the templates room has found; nothing is proved or counted here.
"""

from __future__ import annotations

from json import JSONEncoder
from typing import TYPE_CHECKING, Any

from .counts import shift_words, units_in_words
from .display import columns_taken, paint, visible, wrap
from .outcomes import count_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..core.counting import Count
    from ..templates import Bounds, Distribution, Extreme, Template, Tip, Variable
    from .display import Screen

__all__ = ["distribution_text", "range_text", "template_json"]

_LONGEST_SHOWN = 320  # characters of one example


def range_text(found: Bounds, variables: Mapping[str, Variable], screen: Screen, *, note: str = "") -> str:
    """Return the range of a template, a filling for either end, and what tips it.

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
    what tips it, all else at its longest and of cheap characters:
    name (1 to 30, gsm7): nothing
    """
    return "\n".join(_range_lines(found, variables, screen, note)) + "\n"


def _range_lines(
    found: Bounds, variables: Mapping[str, Variable], screen: Screen, note: str
) -> Iterator[str]:
    for line in _prose(_headline(found), screen):
        yield paint(line, "bold", screen)
    if note:
        yield from _prose(f"Note: {note}", screen)
    yield ""
    ends = {"fewest": found.fewest, "typical": found.typical, "most": found.most}
    for name, end in ends.items():
        if end:
            yield from _prose(f"{name}: {_end_in_words(end)}", screen)
            yield from _quoted(end.example, screen)
    if found.tips:
        yield ""
        yield from _prose("what tips it, all else at its longest and of cheap characters:", screen)
        for name, tip in found.tips.items():
            yield from _prose(f"{_subject(name, variables, screen)}: {_tip_in_words(tip, screen)}", screen)
    for one in found.unencodable:
        shown = visible(one.character, screen.encoding)
        words = f"cannot be sent as asked: {visible_name(one.name, screen)} may bring in {shown}"
        yield ""
        for line in _prose(f"{words} (U+{ord(one.character):04X}); the range is of what can be", screen):
            yield paint(line, "red", screen)


def _headline(found: Bounds) -> str:
    fewest, most = found.fewest.segments, found.most.segments
    if fewest == most:
        return f"always {_segments(most)}, whatever the values"
    words = f"{fewest:,} to {_segments(most)}"
    if found.exact:
        return words
    return f"{words} at most: it is proved that no values take fewer or more, not that any take as many"


def _end_in_words(end: Extreme) -> str:
    counted = end.count
    words = _count_in_words(counted)
    if counted.segments == end.segments:
        return words
    return f"{_segments(end.segments)} by proof; the filling found takes {words}"


def _count_in_words(counted: Count) -> str:
    capacity = units_in_words(counted.segments * counted.segment_units, counted)
    words = f"{_segments(counted.segments)}, {counted.encoding}, {counted.units:,} of {capacity}"
    return ", ".join(filter(None, [words, shift_words(counted)]))


def _subject(name: str, variables: Mapping[str, Variable], screen: Screen) -> str:
    one = variables.get(name)
    if one is None:
        return f"{visible_name(name, screen)} (shown or not)"
    lengths = f"{one.shortest:,} to {one.longest:,}" if one.shortest < one.longest else f"{one.longest:,}"
    return f"{visible_name(name, screen)} ({lengths}, {one.alphabet})"


def visible_name(name: str, screen: Screen) -> str:
    """Return a name as it may be shown."""
    return "".join(visible(character, screen.encoding) for character in name)


def _tip_in_words(tip: Tip, screen: Screen) -> str:
    words = []
    if tip.rises_at is not None and tip.rises_to is not None:
        words.append(f"{_segments(tip.rises_to)} from length {tip.rises_at:,} on")
    if tip.flips is not None and tip.flips_to is not None:
        shown = visible(tip.flips, screen.encoding)
        words.append(f"UCS-2 and {_segments(tip.flips_to)} with one {shown} ({tip.kind})")
    if tip.dear is not None and tip.dear_to is not None and tip.dear_to > (tip.flips_to or 0):
        words.append(f"{_segments(tip.dear_to)} at its longest and all {visible(tip.dear, screen.encoding)}")
    return "; ".join(words) or "nothing"


def _segments(number: int) -> str:
    return f"{number:,} segment{'' if number == 1 else 's'}"


def _prose(words: str, screen: Screen) -> list[str]:
    """Return words in lines; those after the first are set in."""
    first, *others = wrap(words, screen._replace(columns=max(screen.columns - 2, 8)))
    return [first.rstrip(), *(f"  {line.rstrip()}" for line in others)]


def _quoted(text: str, screen: Screen) -> Iterator[str]:
    bar = screen.encode("│ ", otherwise="| ")
    shown = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + screen.ellipsis
    for line in wrap(shown, screen._replace(columns=max(screen.columns - columns_taken(bar), 8))):
        yield paint(bar, "faint", screen) + line


def distribution_text(found: Distribution, screen: Screen) -> str:
    """Return how many rows take how many segments, and the dearest of them.

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
    the dearest:
    index 2: 1 segment, UCS-2, 9 of 70 code units
    │ Hi Zoë’s!
    <BLANKLINE>
    1 row gives no message:
    index 3: nothing is given for placeholder 'name', which stands at index 3;
      give it a value
    """
    return "\n".join(_distribution_lines(found, screen)) + "\n"


def _distribution_lines(found: Distribution, screen: Screen) -> Iterator[str]:
    plural = "" if found.rows == 1 else "s"
    yield paint(f"{found.rows:,} message{plural}, {_segments(found.total_segments)}", "bold", screen)
    if found.rows:
        yield ""
        yield "segments  messages"
        for segments, rows in found.by_segments.items():
            yield f"{segments:>8,}  {rows:>8,}  {rows / found.rows:>6.1%}"
        yield ""
        yield ", ".join(f"{encoding} {rows:,}" for encoding, rows in found.by_encoding.items())
    if found.dearest:
        yield ""
        yield "the dearest:"
        for row in found.dearest:
            yield from _prose(f"index {row.index:,}: {_count_in_words(row.count)}", screen)
            yield from _quoted(row.text, screen)
    if found.failed:
        yield ""
        failed = f"{found.failed:,} row{' gives' if found.failed == 1 else 's give'} no message"
        first = ", the first" if found.failed > len(found.failures) else ""
        yield paint(f"{failed}{first}:" if found.failures else failed, "red", screen)
        for failure in found.failures:
            yield from _prose(f"index {failure.index:,}: {failure.reason}", screen)


def template_json(
    template: Template,
    variables: Mapping[str, Variable],
    found: Bounds | None,
    audience: Distribution | None,
    *,
    ascii_only: bool = False,
) -> str:
    """Return a template, its range and its audience as one object on one line; what was not asked is null."""
    fields = {
        "template": template.text,
        "syntax": template.syntax,
        "range": found and _range_fields(found, variables),
        "audience": audience and _distribution_fields(audience),
    }
    return JSONEncoder(ensure_ascii=ascii_only).encode(fields) + "\n"


def _range_fields(found: Bounds, variables: Mapping[str, Variable]) -> dict[str, Any]:
    return {
        "exact": found.exact,
        "fewest": _end_fields(found.fewest),
        "most": _end_fields(found.most),
        "typical": found.typical and _end_fields(found.typical),
        "variables": {
            name: _declared(variables.get(name)) | tip._asdict() for name, tip in found.tips.items()
        },
        "unencodable": [one._asdict() for one in found.unencodable],
    }


def _declared(one: Variable | None) -> dict[str, Any]:
    if one is None:
        return {"condition": True, "shortest": None, "longest": None, "alphabet": None}
    return {"condition": False, "shortest": one.shortest, "longest": one.longest, "alphabet": one.alphabet}


def _end_fields(end: Extreme) -> dict[str, Any]:
    return {
        "segments": end.segments,
        "count": count_fields(end.count),
        "example": end.example,
        "values": dict(end.values),
    }


def _distribution_fields(found: Distribution) -> dict[str, Any]:
    return found._asdict() | {
        "by_segments": {str(segments): rows for segments, rows in found.by_segments.items()},
        "by_encoding": {str(encoding): rows for encoding, rows in found.by_encoding.items()},
        "dearest": [
            {"index": row.index, "count": count_fields(row.count), "text": row.text} for row in found.dearest
        ],
        "failures": [{"index": failure.index, "reason": failure.reason} for failure in found.failures],
    }
