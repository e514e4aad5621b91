"""What was found in a message: text for people, with the places shown, and an object for programs.

Shows what `validate` has found; nothing is measured or judged here.
"""

from __future__ import annotations

from json import JSONEncoder
from typing import TYPE_CHECKING, Any, NamedTuple

from .counts import count_text
from .display import paint, visible, wrap
from .outcomes import count_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..channels.findings import Finding, Severity, Validation
    from ..channels.profiles import Profile
    from ..core.counting import Count
    from .display import Screen

__all__ = ["Subject", "hanging", "validation_fields", "validation_json", "validation_text"]

_LABEL = 10  # columns of a count's labels
_CONTEXT = 12  # characters shown either side of a place
_SHOWN = 24  # characters shown of the place itself
_ALIKE = 5  # findings of one rule about one field that are written out
_LONGEST = 500  # characters of one sentence, which may quote what was sent
_COLOURS = {"error": "red", "warning": "yellow", "info": "faint"}
_OF_A_MESSAGE = ("rule", "severity", "field", "message", "start", "stop", "provider_code")
_NOUNS = {"error": "error", "warning": "warning", "info": "note"}


class Subject(NamedTuple):
    """What was validated, and by whose rules.

    Attributes:
        name: the channel; or, of a body whose channel is the provider's business, what it is.
        profile: whose rules they were.
        text_of: the text of a field, to show a place in it; nothing where there is none.
    """

    name: str
    profile: Profile
    text_of: Callable[[str], str | None]


def validation_fields(validation: Validation) -> dict[str, Any]:
    """Return what was found by name, as programs see it."""
    counted, less = validation.count, validation.downgraded
    return {
        "fits": validation.fits,
        "findings": [_fields(finding) for finding in validation.findings],
        "count": None if counted is None else count_fields(counted),
        "downgraded": None if less is None else validation_fields(less),
    }


def _fields(finding: Finding) -> dict[str, Any]:
    """Return what a finding says of a message; a message stands in no file."""
    fields = finding._asdict()
    return {name: fields[name] for name in _OF_A_MESSAGE}


def validation_json(validation: Validation, *, ascii_only: bool = False) -> str:
    """Return what was found as one object on one line."""
    return JSONEncoder(ensure_ascii=ascii_only).encode(validation_fields(validation)) + "\n"


def validation_text(validation: Validation, subject: Subject, screen: Screen, *, note: str = "") -> str:
    """Return the verdict, the count of an SMS, and what was found; then the same of a downgraded message.

    >>> from segmenter import Channel, OutboundMessage, validate
    >>> from segmenter.providers import profile
    >>> from segmenter.report.display import Screen
    >>> message = OutboundMessage(channel=Channel.VIBER, text="So long" * 143)
    >>> subject = Subject("viber", profile("standard"), lambda field: message.text)
    >>> print(validation_text(validate(message), subject, Screen()), end="")
    does not fit: viber, profile standard, 1 error
    <BLANKLINE>
    error SEG102 text: text is 1,001 code points, 1 more than viber takes
      (1,000); shorten it
      text[1000:1001]: …o longSo lon|g|
    """
    return "\n".join(_lines(validation, subject, screen, note)) + "\n"


def hanging(words: str, screen: Screen, *, first: int = 0, rest: int = 2) -> list[str]:
    """Return words wrapped to the screen, the first line and the others indented by so many columns."""
    lines: list[str] = []
    indent = first
    for line in wrap(words, screen._replace(columns=max(screen.columns - max(first, rest), 12))):
        lines.append(" " * indent + line.rstrip())
        indent = rest
    return lines


def _lines(
    validation: Validation, subject: Subject, screen: Screen, note: str, condition: str = ""
) -> Iterator[str]:
    fits = ("fits" if validation.fits else "does not fit") + condition
    about = [f"{subject.name}, profile {subject.profile.name}", *_tallies(validation.findings)]
    for line in hanging(f"{fits}: {', '.join(about)}", screen):
        yield paint(line, "bold", screen)
    if validation.count is not None:
        yield from _count_lines(validation.count, screen)
    if note:
        yield from hanging(f"note: {note}", screen)
    if validation.findings:
        yield ""
    for finding, more in _without_repeats(validation.findings):
        yield from _finding_lines(finding, subject, screen)
        if more:
            yield from hanging(f"and {more:,} more {finding.rule} of this field", screen, first=2)
    if validation.downgraded is not None:
        yield ""
        less = next((less for more, less in subject.profile.downgrades.items() if more == subject.name), "")
        yield from _lines(validation.downgraded, subject._replace(name=less), screen, "", " if downgraded")


def _count_lines(count: Count, screen: Screen) -> Iterator[str]:
    for line in count_text(count).splitlines():
        label, value = line[:_LABEL], line[_LABEL:]
        head, *others = hanging(value, screen, first=_LABEL, rest=_LABEL)
        yield label + head[_LABEL:]
        yield from others


def _tallies(findings: Iterable[Finding]) -> Iterator[str]:
    severities = [finding.severity for finding in findings]
    for severity in dict.fromkeys(sorted(severities, key=list(_NOUNS).index)):
        number = severities.count(severity)
        yield f"{number:,} {_NOUNS[severity]}{'s' * (number > 1)}"


def _without_repeats(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Give out findings; the last that is shown of many alike with the number of those left out."""
    alike: dict[tuple[str, Severity, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.rule, finding.severity, finding.field.partition("[")[0]), []).append(
            finding
        )
    for group in alike.values():
        shown = group if len(group) <= _ALIKE + 1 else group[:_ALIKE]
        for finding in shown[:-1]:
            yield finding, 0
        yield shown[-1], len(group) - len(shown)


def _finding_lines(finding: Finding, subject: Subject, screen: Screen) -> Iterator[str]:
    severity = finding.severity.value
    head, *others = hanging(
        f"{severity} {finding.rule} {_cut(finding.field, screen)}: {_cut(finding.message, screen)}", screen
    )
    yield paint(severity, _COLOURS[severity], screen) + head[len(severity) :]
    yield from others
    for words in filter(None, (_place_words(finding, subject, screen), _code_words(finding, subject))):
        for line in hanging(words, screen, first=2):
            yield paint(line, "faint", screen)


def _code_words(finding: Finding, subject: Subject) -> str:
    code = finding.provider_code
    if code is None:
        return ""
    words = subject.profile.words.get(code)
    return f"{subject.profile.name} code {code}" + (f": {words}" if words else "")


def _place_words(finding: Finding, subject: Subject, screen: Screen) -> str:
    """Say where a finding begins and ends, with the characters either side."""
    text = subject.text_of(finding.field)
    start, stop = finding.start, finding.stop
    if text is None or start is None or stop is None or not start <= stop <= len(text):
        return ""
    before, after = text[max(start - _CONTEXT, 0) : start], text[stop : stop + _CONTEXT]
    middle = text[start : min(stop, start + _SHOWN)]
    whole = len(middle) == stop - start
    pieces = [before, middle, after] if whole else [before, middle]
    shown = "|".join("".join(visible(one, screen.encoding) for one in piece) for piece in pieces)
    left = screen.ellipsis if start > _CONTEXT else ""
    right = "" if whole and stop + _CONTEXT >= len(text) else screen.ellipsis
    return f"{_cut(finding.field, screen)}[{start}:{stop}]: {left}{shown}{right}"


def _cut(text: str, screen: Screen) -> str:
    """Return a sentence without its middle, where it quotes more than can be read."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else text[:half] + screen.ellipsis + text[-half:]
