"""What the server shows, in the form of LSP: diagnostics, hover, inlay hints.

Places become the client's and findings the protocol's objects; nothing is decided here. The objects are plain
dictionaries: lsprotocol's classes would take as long to serialise 500 diagnostics as the check takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..channels.findings import Finding, Severity
from ..errors import SegmenterError
from ..lint.messages import CatalogMessage
from ..report.in_place import about_words, cost_words
from .analysis import Analysis, MessageInFile
from .lines import Lines, Position

__all__ = ["SOURCE", "diagnostic", "diagnostics", "hints", "hover", "range_of"]

SOURCE = "segmenter"
_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}
_CLOSING = "\"'`)]}>,;\\ \t"


def range_of(start: Position, end: Position) -> dict[str, Any]:
    """Return a range."""
    return {"start": start._asdict(), "end": end._asdict()}


def diagnostics(analysis: Analysis, lines: Lines, page_of: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return the findings of a document, and why it cannot be checked if it cannot.

    Args:
        analysis: of the document.
        lines: of the same version.
        page_of: returns the address of a rule's page by its code; "" for none.
    """
    shown = [diagnostic(finding, lines, page_of(finding.rule)) for finding in analysis.findings]
    if analysis.error is not None:
        shown.append(_of_error(analysis.error, lines))
    return shown


def diagnostic(finding: Finding, lines: Lines, page: str) -> dict[str, Any]:
    """Return a finding."""
    place = finding.locations[0]
    start = lines.position_of(place.line, place.column)
    end = lines.position_of(place.end_line, place.end_column)
    shown: dict[str, Any] = {
        "range": range_of(start, max(start, end)),
        "severity": _SEVERITIES[finding.severity],
        "code": finding.rule,
        "source": SOURCE,
        "message": f"{finding.message}; {finding.help}" if finding.help else finding.message,
    }
    if page:
        shown["codeDescription"] = {"href": page}
    return shown


def _of_error(error: Exception, lines: Lines) -> dict[str, Any]:
    """Return why a file cannot be checked, at its place where that is in this file."""
    start, message = Position(0, 0), str(error)
    if not isinstance(error, SegmenterError):
        message = f"this file could not be checked: segmenter failed with {type(error).__name__}"
    elif error.line:
        start, message = lines.position_of(error.line, error.column or 1), error.message
    return {
        "range": range_of(start, max(start, lines.end_of(start.line))),
        "severity": 1,
        "source": SOURCE,
        "message": message,
    }


def hover(analysis: Analysis, lines: Lines, position: Position, *, markdown: bool) -> dict[str, Any] | None:
    """Return why the message at a position costs what it costs; `None` where there is no message."""
    offset = lines.offset(position)
    line = lines.position(offset).line + 1
    here = [place for place in analysis.messages(line, line) if place.start <= offset <= place.stop]
    if not here:
        return None
    costliest = max(here, key=_taken)  # the variant that the text has to leave room for
    name = f"{costliest.entry.key} {costliest.entry.variant}".strip() if len(here) > 1 else ""
    words = list(about_words(CatalogMessage(costliest.entry, costliest.settings)))
    first = here[0]
    return {
        "contents": {
            "kind": "markdown" if markdown else "plaintext",
            "value": "\n".join(_listed(words, name, markdown=markdown)),
        },
        "range": range_of(lines.position(first.start), lines.position(first.stop)),
    }


def _taken(message: MessageInFile) -> int:
    count = CatalogMessage(message.entry, message.settings).count
    return count.segment_units * count.segments if count else 1 << 30


def _listed(words: list[str], name: str, *, markdown: bool) -> Iterator[str]:
    head = f"{name}: {words[0]}" if name else words[0]
    if not markdown:
        yield head
        yield from (f"- {line}" for line in words[1:])
        return
    yield f"**{_escaped(head)}**"
    yield ""
    yield from (f"- {_escaped(line)}" for line in words[1:])


def _escaped(words: str) -> str:
    r"""Return words that Markdown shows as they are.

    >>> _escaped("type * or _ for ’")
    'type \\* or \\_ for ’'
    """
    return "".join(f"\\{one}" if one in "\\`*_{}[]<>()#+-.!|~&$" else one for one in words)


def hints(analysis: Analysis, lines: Lines, first: int, last: int) -> list[dict[str, Any]]:
    """Return what the messages on some lines take, each behind its text.

    Args:
        analysis: of the document.
        lines: of the same version.
        first: line, from 0.
        last: line, from 0.
    """
    words: dict[Position, dict[str, None]] = {}
    for found in analysis.messages(first + 1, last + 1):
        place = _behind(lines, found.stop)
        if first <= place.line <= last:
            words.setdefault(place, {})[cost_words(CatalogMessage(found.entry, found.settings))] = None
    return [
        {
            "position": place._asdict(),
            "label": " / ".join([*costs][:_MOST_VARIANTS]) + " / …" * (len(costs) > _MOST_VARIANTS),
            "paddingLeft": True,
        }
        for place, costs in sorted(words.items())
    ]


_MOST_VARIANTS = 3


def _behind(lines: Lines, stop: int) -> Position:
    """Return where a hint stands: at the line's end if nothing but punctuation is left, else by the text."""
    place = lines.position(stop)
    rest = lines.line(place.line)[stop - lines.starts[place.line] :]
    return lines.end_of(place.line) if not rest.strip(_CLOSING) else place
