"""Findings in files as text: in full with the text and a caret, or a line each; and the totals.

Shows what was found; nothing is judged here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import many
from .display import (
    RIGHT_TO_LEFT,
    UNSURE,
    breaks,
    columns_taken,
    cut_to_columns,
    paint,
    shown,
    visible,
)
from .kit import SEVERITY_COLOURS, prose, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..channels.findings import FileRun, Finding
    from .display import Screen

__all__ = ["concise_lines", "full_lines", "summary_words"]

_BAR = "  | "
_BEFORE = 24  # columns shown before a place in a long line
_LEAST = 24  # columns that a message begins in beside its place
_LONGEST = 400  # characters of one sentence, which may quote what stands in a file


def concise_lines(findings: Iterable[Finding], screen: Screen) -> Iterator[str]:
    """Yield a line for each finding: ``path:line:column: severity CODE message``."""
    for finding in findings:
        head = f"{_where(finding, screen)}{finding.severity.value} {finding.rule}"
        yield f"{head} {_words(finding.message, screen)}\n"


def full_lines(findings: Iterable[Finding], screen: Screen) -> Iterator[str]:
    """Yield each finding with its entry, its text, a caret under the place, and what to do."""
    for finding in findings:
        lines = [*_head(finding, screen), *_about(finding, screen)]
        if finding.entry.text:
            lines += _picture(finding, screen)
        if finding.help:
            help_words = shortened(finding.help, screen, most=_LONGEST)
            lines += prose(f"help: {help_words}", screen, first=2, rest=8)
        yield "".join(f"{line}\n" for line in [*lines, ""])


def summary_words(run: FileRun, *, fixed: bool = False) -> str:
    """Return in one line the result for all files, how many findings fail, and how many `--fix` can fix.

    Args:
        run: what came of all files.
        fixed: whether `--fix` has made its edits, so that it could not fix what is left.
    """
    number = len(run.findings)
    files = many(len(run.files), "file")
    if number:
        inside = len({finding.path for finding in run.findings})
        files = f"{inside:,} of {files}"
    parts = [f"{many(number, 'finding') if number else 'no findings'} in {files}"]
    parts[0] += f", {many(run.messages, 'message')}"
    if number:
        failing = sum(map(run.fails, run.findings))
        fixable = [finding for finding in run.findings if finding.edits and not finding.registered]
        if fixed:
            fixable = [finding for finding in fixable if not finding.is_fixable]
        safe = sum(finding.is_fixable for finding in fixable)
        unsafe = f" ({len(fixable):,} with --unsafe-fixes)" if len(fixable) > safe else ""
        share = f"{safe:,} of {number:,}" if safe else "none"
        parts.append(f"{many(failing, 'fails', 'fail')}; {share} can be fixed with --fix{unsafe}")
    if run.broken:
        parts.append(f"{many(len(run.broken), 'file')} could not be checked")
    return "; ".join(parts)


def _where(finding: Finding, screen: Screen) -> str:
    place = ", ".join(map(str, finding.locations)) or finding.field
    return f"{shown(place, screen)}: "


def _words(text: str, screen: Screen) -> str:
    return shown(shortened(text, screen, most=_LONGEST), screen)


def _head(finding: Finding, screen: Screen) -> list[str]:
    """Return place, severity, code and message; the first three stay on one line, for editors to find."""
    place, severity = _where(finding, screen), finding.severity.value
    code, message = f"{severity} {finding.rule}", _words(finding.message, screen)
    room = screen.columns - columns_taken(f"{place}{code} ")
    stop = 0
    if room >= _LEAST:
        _, stop = next(breaks(message, screen._replace(columns=room), trimmed=True), (0, 0))
    elif room < -1:  # then the code alone stands beside its place
        code, message = finding.rule, f"{severity}: {message}"
    head = f"{place}{paint(code, SEVERITY_COLOURS[severity], screen)} {message[:stop]}".rstrip()
    return [head, *prose(message[stop:], screen, first=2)]


def _about(finding: Finding, screen: Screen) -> list[str]:
    """Return the line that names the entry, which of a long key shows the beginning."""
    entry = finding.entry
    names = [f"context {entry.context}" if entry.context else "", entry.locale, entry.variant]
    more = "".join(f", {name}" for name in names if name)
    if not entry.key:
        return []
    room = screen._replace(columns=max(screen.columns - 7 - columns_taken(more), 20))
    key = cut_to_columns(entry.key, room)
    words = f'  in "{key}"{more}' if " " in key else f"  in {key}{more}"
    return [paint(cut_to_columns(words, screen), "faint", screen)]


def _picture(finding: Finding, screen: Screen) -> Iterator[str]:
    """Yield the line of the text that has the place, and carets under it; or the place between bars."""
    text, start = finding.entry.text, finding.start or 0
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start) + 1 or len(text)
    stop = min(max(finding.stop or 0, start + 1), end)
    whole = start == 0 and (finding.stop or 0) >= len(text)  # it is about the text, not a place
    room = screen.columns - len(_BAR) - 2 * columns_taken(screen.ellipsis)
    first, before = start, min(_BEFORE, room // 3)
    while first > begin and before > 0:
        first -= 1
        before -= columns_taken(visible(text[first], screen.encoding))
    line, left = text[first:end], screen.ellipsis if first > begin else ""
    inner = shown(text[start:stop], screen)
    if not whole and (re.search(RIGHT_TO_LEFT, line) or re.search(UNSURE, line)):
        marked = f"{left}{shown(text[first:start], screen)}|{inner}|{shown(text[stop:end], screen)}"
        yield _BAR + cut_to_columns(marked, screen._replace(columns=room))
        return
    before = columns_taken(left + shown(text[first:start], screen))
    cut = cut_to_columns(left + shown(line, screen), screen._replace(columns=screen.columns - len(_BAR)))
    yield (_BAR + cut).rstrip()
    if not whole:
        carets = min(max(columns_taken(inner), 1), max(columns_taken(cut) - before, 1))
        yield _BAR + " " * before + "^" * carets
