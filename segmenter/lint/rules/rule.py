"""What every rule consists of: its documentation, examples that are run, and what it says about a text.

Values only; no particular rule is known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from ...channels.findings import Severity, TextEdit

__all__ = ["Diagnoses", "Diagnosis", "Example", "Fixable", "Rule"]


class Diagnosis(NamedTuple):
    """What a rule says about a text, before anybody knows in which file the text stands.

    Attributes:
        message: what is wrong.
        start: where in the text it begins, in code points.
        stop: where it ends there.
        help: what to do; empty where the message says it all.
        edits: that fix it, in order; empty where none is known.
        safe: whether they leave the text as its author meant it.
        severity: where it differs from the rule's own.
    """

    message: str
    start: int
    stop: int
    help: str = ""
    edits: tuple[TextEdit, ...] = ()
    safe: bool = False
    severity: Severity | None = None


Diagnoses: TypeAlias = Iterator[Diagnosis]


class Fixable(StrEnum):
    """Whether edits of the text can fix what a rule finds."""

    YES = "yes"
    """Often safely: the text stays as its author meant it."""
    UNSAFE = "unsafe"
    """Only with edits that a person has to look at."""
    NO = "no"


class Example(NamedTuple):
    """A text in which a rule finds something, or nothing.

    Attributes:
        text: of the entry.
        configuration: that it is checked with, as in ``[tool.segmenter]``.
        source: of a translation.
        syntax: how its placeholders are written.
        comment: of the entry.
        isolated: ranges of the text that the program isolates.
        variant: of the entry.
        locale: of the entry.
        original: texts of the file in the source language by their keys; the entry's own is ``key``.
    """

    text: str
    configuration: Mapping[str, Any] = {}
    source: str | None = None
    syntax: str = ""
    comment: str = ""
    isolated: tuple[tuple[int, int], ...] = ()
    variant: str = ""
    locale: str = ""
    original: Mapping[str, str] | None = None


class Rule(NamedTuple):
    """A rule.

    Attributes:
        code: stable.
        name: in words; stable too.
        summary: what it finds, in a sentence.
        why: why that matters, and what to do.
        severity: of its findings.
        fixable: whether edits can fix its findings.
        bad: texts in which it finds something.
        good: the same, corrected.
        options: keys of the configuration that it reads.
        by_default: whether it is on without being selected.
    """

    code: str
    name: str
    summary: str
    why: str
    severity: Severity
    fixable: Fixable
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    options: tuple[str, ...] = ()
    by_default: bool = True
