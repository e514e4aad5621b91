"""Fitting: a template filled in so that it takes no more than so many segments, by shortening its values.

A line here knows values, words and segments; what the values mean, and what a segment costs, is not known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..core.clusters import nth_cluster_start
from ..core.coding import codings
from ..core.counting import DEFAULT_POLICY, Count, count
from ..core.policy import Encoding, Policy
from ..core.results import plain_fields, result
from ..errors import TemplateValuesError
from .rendering import part_texts, render_row
from .template import Literal, Placeholder, Template, as_template, parse

__all__ = ["Fitting", "fit"]


@result
class Fitting(NamedTuple):
    """The result of `fit`.

    Attributes:
        text: the filled template.
        count: what it takes.
        fits: whether that is no more than was asked for.
        missing_units: how many units are too many; 0 where it fits.
        shortened: the values that were shortened, as they are in the text, by name.
        dropped: the optional placeholders that were left out.
    """

    text: str
    count: Count  # type: ignore[assignment]  # the name it has everywhere; it hides tuple.count
    fits: bool
    missing_units: int
    shortened: Mapping[str, str]
    dropped: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name as JSON can hold them."""
        return plain_fields(self)


def fit(
    template: str | Template,
    values: Mapping[str, object],
    *,
    segments: int,
    shorten: Iterable[str],
    floor: int | Mapping[str, int] = 1,
    optional: Iterable[str] = (),
    syntax: str = "brace",
    policy: Policy = DEFAULT_POLICY,
) -> Fitting:
    """Fill a template so that it takes at most so many segments.

    Nothing is changed where it fits. Otherwise the values named are shortened in the order given, each no
    further than needed, at the end of a word where one is long enough; ``..`` marks the place, or ``…`` where
    the text is UCS-2 anyway. Optional placeholders are dropped, in the order given, only where that is
    not enough.

    Args:
        template: from `parse`, or a text.
        values: by name, as for `render`.
        segments: at least 1.
        shorten: names whose values may be shortened.
        floor: the fewest characters of a shortened value, the mark included; for all, or by name.
        optional: placeholders that may be left out, with the blanks before them.
        syntax: of a template that is a text.
        policy: how the text may be encoded and cut.

    Returns:
        What fits; or, as a value and not an error, what came closest.

    Raises:
        TemplateValuesError: a value is missing, or a name is not a placeholder's; a `LookupError`.
        UnencodableError: the policy cannot encode the text.
        ValueError: `segments` or a floor is less than 1.

    >>> values = {"name": "Zoe", "note": "see you soon " * 20}
    >>> result = fit("Hi {name}, {note}", values, segments=1, shorten=["note"])
    >>> result.fits, result.text[-11:], result.count.segments
    (True, 'n see you..', 1)
    """
    parsed = parse(template, syntax=syntax) if isinstance(template, str) else as_template(template)
    order, tails = _names("shorten", shorten), _names("optional", optional)
    _check(parsed, segments, floor, (*order, *tails))
    texts = _texts(parsed, values)
    floors = {name: floor if isinstance(floor, int) else floor.get(name, 1) for name in order}
    best: Fitting | None = None
    for number in range(len(tails) + 1):
        dropped = tails[:number]
        names = [name for name in order if name not in dropped]
        attempt = _fitted(_without(parsed, dropped), {**values, **texts}, names, floors, segments, policy)
        attempt = attempt._replace(dropped=dropped)
        if attempt.fits:
            return attempt
        if best is None or attempt.missing_units < best.missing_units:
            best = attempt
    assert best is not None
    return best


def _names(field: str, names: Iterable[str]) -> tuple[str, ...]:
    if isinstance(names, str):  # whose letters would be taken for names
        raise TypeError(f"{field} takes names, such as [{names!r}], not {names!r} alone")
    return tuple(dict.fromkeys(names))


def _check(template: Template, segments: int, floor: int | Mapping[str, int], names: tuple[str, ...]) -> None:
    if type(segments) is not int or segments < 1:
        raise ValueError(f"segments must be a whole number, at least 1, not {segments!r}")
    for least in [floor] if isinstance(floor, int) else floor.values():
        if least < 1:
            raise ValueError(f"a floor must be at least 1, not {least}")
    placeholders = {part.name for part in template.parts if isinstance(part, Placeholder)}
    named = (*names, *(floor if isinstance(floor, Mapping) else ()))
    if extra := tuple(name for name in dict.fromkeys(named) if name not in placeholders):
        problem = f"{', '.join(map(repr, extra))}: there is no such placeholder"
        hint = f"the placeholders are {', '.join(sorted(placeholders))}"
        raise TemplateValuesError(problem, hint=hint, extra=extra)


def _texts(template: Template, values: Mapping[str, object]) -> dict[str, str]:
    """Return the values as they are put into the text."""
    parts = [part for part in template.parts if not isinstance(part, Literal)]
    pairs = zip(parts, part_texts(template, values), strict=True)
    return {part.name: text for part, text in pairs if isinstance(part, Placeholder)}


def _without(template: Template, dropped: Sequence[str]) -> Template:
    """Return a template without some placeholders and the blanks before them."""
    parts: list[Any] = []
    for part in template.parts:
        if isinstance(part, Placeholder) and part.name in dropped:
            if parts and isinstance(parts[-1], Literal):
                parts[-1] = parts[-1]._replace(text=parts[-1].text.rstrip())
        else:
            parts.append(part)
    return template._replace(parts=tuple(parts))


def _fitted(
    template: Template,
    values: Mapping[str, object],
    names: Sequence[str],
    floors: Mapping[str, int],
    segments: int,
    policy: Policy,
) -> Fitting:
    """Shorten values in order, each no further than needed."""
    now = dict(values)
    shortened: dict[str, str] = {}
    for name in names:
        counted = count(render_row(template, now), policy=policy)
        if counted.segments <= segments:
            break
        whole = str(now[name])
        mark = "…" if counted.encoding is Encoding.UCS2 else ".."

        def fits(value: str, name: str = name) -> bool:
            return count(render_row(template, {**now, name: value}), policy=policy).segments <= segments

        value = _shortened(whole, mark, floors[name], segments, fits)
        if value != whole:
            now[name] = shortened[name] = value
    text = render_row(template, now)
    counted = count(text, policy=policy)
    missing = _missing(counted, segments, policy)
    return Fitting(text, counted, not missing, missing, shortened, ())


_MOST_UNITS = 160  # of a segment; no character takes less than a unit


def _shortened(whole: str, mark: str, floor: int, segments: int, fits: Callable[[str], bool]) -> str:
    """Return the longest shorter value that fits, or else the shortest that may be."""
    if len(whole) <= max(floor, len(mark) + 1):
        return whole
    # No longer beginning could fit, so the rest is not looked at.
    begins = _cluster_ends(whole, min(len(whole) - 1, segments * _MOST_UNITS))
    least = max(floor - len(mark), 1)
    by_letters = [end for end in begins if end >= least]
    by_words = [end for end in by_letters if whole[end].isspace() or whole[end - 1].isspace()]
    for ends in (by_words, by_letters):
        if value := _longest(whole, mark, ends, fits, floor):
            return value
    shortest = f"{whole[: by_letters[0]].rstrip()}{mark}" if by_letters else whole
    return shortest if floor <= len(shortest) < len(whole) else whole


def _longest(whole: str, mark: str, ends: list[int], fits: Callable[[str], bool], floor: int) -> str | None:
    """Return the longest beginning, marked, that fits; nothing where none does."""
    number = bisect_right(range(len(ends)), 0, key=lambda place: not fits(_marked(whole, ends[place], mark)))
    for end in reversed(ends[:number]):
        value = _marked(whole, end, mark)
        if floor <= len(value) < len(whole) and fits(value):
            return value
    return None


def _marked(whole: str, end: int, mark: str) -> str:
    return f"{whole[:end].rstrip(' ,;:-–—')}{mark}" if whole[:end].strip() else mark


def _cluster_ends(text: str, most: int) -> list[int]:
    """Return where clusters end, up to so many code points."""
    if text[: most + 1].isascii() and "\r" not in text[: most + 1]:
        return list(range(1, most + 1))
    ends = []
    end = 0
    while end < most:
        step = nth_cluster_start(text[end : end + 64], 1) or 1
        end += step
        ends.append(end)
    return [end for end in ends if end < len(text)]


def _missing(counted: Count, segments: int, policy: Policy) -> int:
    """Return how many units are too many for so many segments."""
    if counted.segments <= segments:
        return 0
    chosen = counted.encoding, counted.locking_shift, counted.single_shift
    coding = next(
        coding
        for coding in codings(policy)
        if (coding.encoding, coding.locking_shift, coding.single_shift) == chosen
    )
    return max(1, counted.units - coding.room(segments))
