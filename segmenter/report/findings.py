"""What was found in a message: text for people, with the places shown, and an object for programs.

Shows what `validate` has found; nothing is measured or judged here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..errors import many
from .counts import count_lines
from .display import shown
from .kit import SEVERITY_COLOURS, heading, prose, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..channels.findings import Finding, Validation
    from ..channels.profiles import Profile
    from .display import Screen

__all__ = [
    "Subject",
    "finding_lines",
    "finding_words",
    "tallies",
    "validation_text",
    "without_repeats",
]

_CONTEXT = 12  # characters shown either side of a place
_SHOWN = 24  # characters shown of the place itself
_ALIKE = 5  # findings of one rule about one field that are written out
_LONGEST = 500  # characters of one sentence, which may quote what was sent
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
    error SEG102 text is 1,001 code points, 1 more than viber takes (1,000); shorten
      it
      text[1000:1001]: …o longSo lon|g|
    """
    return "\n".join(_lines(validation, subject, screen, note)) + "\n"


def _lines(
    validation: Validation, subject: Subject, screen: Screen, note: str, condition: str = ""
) -> Iterator[str]:
    fits = ("fits" if validation.fits else "does not fit") + condition
    about = [f"{subject.name}, profile {subject.profile.name}", *tallies(validation.findings)]
    yield from heading(f"{fits}: {', '.join(about)}", screen)
    if validation.count is not None:
        yield from count_lines(validation.count, screen)
    if note:
        yield from prose(f"note: {note}", screen)
    if validation.findings:
        yield ""
    for finding, more in without_repeats(validation.findings, most=_ALIKE):
        yield from finding_lines(finding, screen)
        for words in filter(None, (_place_words(finding, subject, screen), _code_words(finding, subject))):
            yield from prose(words, screen, first=2, colour="faint")
        if more:
            yield from prose(f"and {more:,} more {finding.rule} of this field", screen, first=2)
    if validation.downgraded is not None:
        yield ""
        less = next((less for more, less in subject.profile.downgrades.items() if more == subject.name), "")
        yield from _lines(validation.downgraded, subject._replace(name=less), screen, "", " if downgraded")


def tallies(findings: Iterable[Finding]) -> list[str]:
    """Return how many findings there are of each severity, the gravest first."""
    numbers = Counter(finding.severity.value for finding in findings)
    return [many(numbers[severity], noun) for severity, noun in _NOUNS.items() if numbers[severity]]


def without_repeats(findings: Iterable[Finding], *, most: int) -> Iterator[tuple[Finding, int]]:
    """Yield findings; the last that is shown of many alike with the number of those left out."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        about = (finding.rule, finding.severity, finding.field.partition("[")[0])
        alike.setdefault(about, []).append(finding)
    for group in alike.values():
        listed = group if len(group) <= most + 1 else group[:most]
        for finding in listed[:-1]:
            yield finding, 0
        yield listed[-1], len(group) - len(listed)


def finding_lines(finding: Finding, screen: Screen) -> list[str]:
    """Return a finding's sentence after its severity, its rule and its field."""
    severity = finding.severity.value
    return prose(finding_words(finding, screen), screen, colour=SEVERITY_COLOURS[severity], head=severity)


def finding_words(finding: Finding, screen: Screen) -> str:
    """Return a finding on one line. A field is not named again if the sentence begins with it."""
    repeated = finding.message.startswith((f"{finding.field} ", f"{finding.field}:"))
    named = "" if finding.locations or repeated else f" {shortened(finding.field, screen, most=_LONGEST)}:"
    message = shortened(finding.message, screen, most=_LONGEST)
    return f"{finding.severity.value} {finding.rule}{named} {message}"


def _code_words(finding: Finding, subject: Subject) -> str:
    code = finding.provider_code
    if code is None:
        return ""
    words = subject.profile.words.get(code)
    return f"{subject.profile.name} code {code}" + (f": {words}" if words else "")


def _place_words(finding: Finding, subject: Subject, screen: Screen) -> str:
    """Describe where a finding begins and ends, with the characters on either side."""
    text = subject.text_of(finding.field)
    start, stop = finding.start, finding.stop
    if text is None or start is None or stop is None or not start <= stop <= len(text):
        return ""
    before, after = text[max(start - _CONTEXT, 0) : start], text[stop : stop + _CONTEXT]
    middle = text[start : min(stop, start + _SHOWN)]
    whole = len(middle) == stop - start
    pieces = [before, middle, after] if whole else [before, middle]
    left = screen.ellipsis if start > _CONTEXT else ""
    right = "" if whole and stop + _CONTEXT >= len(text) else screen.ellipsis
    quoted = "|".join(shown(piece, screen) for piece in pieces)
    field = shortened(finding.field, screen, most=_LONGEST)
    return f"{field}[{start}:{stop}]: {left}{quoted}{right}"
