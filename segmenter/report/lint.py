"""Findings in files as text: in full with the text and a caret, or a line each; and the totals.

Shows what `lint` has found; nothing is judged here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .display import columns_taken, cut_to_columns, paint, visible, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..channels.findings import FileRun, Finding
    from .display import Screen

__all__ = ["concise_lines", "full_lines", "shown_path", "summary_words"]

_COLOURS = {"error": "red", "warning": "yellow", "info": "faint"}
_BAR = "  | "
_BEFORE = 24  # columns shown before a place in a long line
_LEAST = 24  # columns that a message begins in beside its place
_LONGEST = 400  # characters of one sentence, which may quote what stands in a file
# Terminals disagree on the columns of these, and show some from right to left: a caret would point elsewhere.
_UNSURE = (
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
    "\u200c\u200d\ufe0e\ufe0f\u20e3\u0900-\u0fff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\u0300-\u036f]"
)


def concise_lines(findings: Iterable[Finding], screen: Screen) -> Iterator[str]:
    """Give out a line for each finding: ``path:line:column: CODE message``."""
    for finding in findings:
        yield f"{_where(finding, screen)}: {finding.rule} {_shown(finding.message, screen)}\n"


def full_lines(findings: Iterable[Finding], screen: Screen) -> Iterator[str]:
    """Give out each finding with its entry, its text, a caret under the place, and what to do."""
    for finding in findings:
        for line in (*_head(finding, screen), *_about(finding, screen)):
            yield line + "\n"
        if finding.entry.text:
            yield from (line + "\n" for line in _picture(finding, screen))
        if finding.help:
            for line in _wrapped(f"  help: {_shown(finding.help, screen)}", screen, rest=8):
                yield line + "\n"
        yield "\n"


def summary_words(run: FileRun) -> str:
    """Say what came of all files in a line."""
    found = len(run.findings)
    parts = [f"{_many(found, 'finding') if found else 'no findings'} in "]
    inside = len({finding.path for finding in run.findings})
    parts.append(f"{inside:,} of {_many(len(run.files), 'file')}" if found else _many(len(run.files), "file"))
    parts.append(f", {_many(run.messages, 'message')}")
    if run.broken:
        parts.append(f"; {_many(len(run.broken), 'file')} could not be checked")
    return "".join(parts)


def shown_path(path: str, screen: Screen) -> str:
    """Return a path as it may be shown."""
    return "".join(visible(one, screen.encoding) for one in path)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _where(finding: Finding, screen: Screen) -> str:
    return shown_path(", ".join(map(str, finding.locations)) or finding.field, screen)


def _shown(words: str, screen: Screen) -> str:
    half = _LONGEST // 2
    if len(words) > _LONGEST:
        words = words[:half] + screen.ellipsis + words[-half:]
    return "".join(visible(one, screen.encoding) for one in words)


def _head(finding: Finding, screen: Screen) -> list[str]:
    """Return place, code and message; the first two stay on one line, so that editors find the place."""
    place, message = f"{_where(finding, screen)}: ", _shown(finding.message, screen)
    room = screen.columns - columns_taken(place) - len(finding.rule) - 1
    first, rest = "", message
    if room >= _LEAST:
        first = next(wrap(message, screen._replace(columns=room)), "")
        rest = message[len(first) :]
    code = paint(finding.rule, _COLOURS[finding.severity.value], screen)
    inner = screen._replace(columns=max(screen.columns - 2, 8))
    return [f"{place}{code} {first}".rstrip(), *(f"  {line.rstrip()}" for line in wrap(rest, inner))]


def _wrapped(words: str, screen: Screen, *, rest: int) -> list[str]:
    """Wrap words, all lines but the first indented."""
    first, *more = wrap(words, screen)
    lines = [first.rstrip()]
    if more:
        inner = screen._replace(columns=max(screen.columns - rest, 8))
        lines += [" " * rest + line.rstrip() for line in wrap("".join(more), inner)]
    return lines


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
    """Give out the line of the text that has the place, and carets under it; or the place between bars."""
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
    line = text[first:end]
    if not (whole or line.isascii()) and re.search(_UNSURE, line):
        shown = _joined(text[first:start], screen) + "|" + _joined(text[start:stop], screen) + "|"
        yield _BAR + cut_to_columns(
            (screen.ellipsis if first > begin else "") + shown + _joined(text[stop:end], screen),
            screen._replace(columns=room),
        )
        return
    left = screen.ellipsis if first > begin else ""
    before = columns_taken(left) + columns_taken(_joined(text[first:start], screen))
    shown = left + _joined(line, screen)
    cut = cut_to_columns(shown, screen._replace(columns=screen.columns - len(_BAR)))
    yield (_BAR + cut).rstrip()
    if not whole:
        carets = max(columns_taken(_joined(text[start:stop], screen)), 1)
        yield "  | " + " " * before + "^" * min(carets, max(columns_taken(cut) - before, 1))


def _joined(text: str, screen: Screen) -> str:
    return "".join(visible(one, screen.encoding) for one in text)
