"""Findings in catalogs: what is wrong with a text, where it stands, and the edits that would mend it.

Values only: what counts as wrong is each rule's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..catalogs.entries import Place
from ..channels.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..catalogs.entries import Entry

__all__ = ["BrokenFile", "Finding", "Place", "Problem", "Run", "Severity", "TextEdit"]

TextEdit = tuple[int, int, str]
"""``text[start:stop]`` becomes this; the places are of the text before any edit."""


class Problem(NamedTuple):
    """What a rule says of a text.

    Attributes:
        message: what is wrong.
        start: where in the text it begins, in code points.
        stop: where it ends there.
        help: what to do; empty where the message says it all.
        edits: that mend it, in order; empty where none is known.
        safe: whether they leave the text as its author meant it.
        severity: where it is another than the rule's own.
    """

    message: str
    start: int
    stop: int
    help: str = ""
    edits: tuple[TextEdit, ...] = ()
    safe: bool = False
    severity: Severity | None = None


class Finding(NamedTuple):
    """One thing that is wrong with one text of a file.

    Attributes:
        rule: a code; stable.
        severity: how bad it is.
        message: a sentence that says what is wrong.
        help: what to do; may be empty.
        path: the file, as named by the caller.
        place: where in the file it begins.
        end: where it ends there.
        entry: whose text it is about.
        start: where in `entry.text` it begins, in code points.
        stop: where it ends there.
        edits: of `entry.text`, in order; made, they remove this finding. Empty where none is known.
        safe: whether they leave the text as its author meant it.
        registered: whether the text is registered elsewhere, and must stay as it is there.
    """

    rule: str
    severity: Severity
    message: str
    help: str
    path: str
    place: Place
    end: Place
    entry: Entry
    start: int
    stop: int
    edits: tuple[TextEdit, ...]
    safe: bool
    registered: bool


class BrokenFile(NamedTuple):
    """A file that could not be checked.

    Attributes:
        path: as named by the caller.
        line: where it is broken; 1 where that is not known.
        message: what is wrong, with what would help; without path and line.
    """

    path: str
    line: int
    message: str


class Run(NamedTuple):
    """What came of all files.

    Attributes:
        findings: file by file, each in the order of places.
        broken: files that could not be checked.
        files: that were checked.
        messages: how many entries of them are messages.
        fails: whether a finding fails the run.
    """

    findings: tuple[Finding, ...]
    broken: tuple[BrokenFile, ...]
    files: tuple[str, ...]
    messages: int
    fails: Callable[[Finding], bool]
