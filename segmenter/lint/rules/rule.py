"""What every rule says of itself: its code, its name, why it is there, and examples that are run.

Values only; no particular rule is known here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from ...channels.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Example", "Fixable", "Rule", "Severity"]


class Fixable(StrEnum):
    """Whether what a rule finds can be mended by edits of the text."""

    YES = "yes"
    """Often safely: the text stays as its author meant it."""
    UNSAFE = "unsafe"
    """Only by edits that somebody has to look at."""
    NO = "no"


class Example(NamedTuple):
    """A text that a rule finds nothing in, or something.

    Attributes:
        text: of the entry.
        configuration: that it is checked with, as ``[tool.segmenter]`` has it.
        source: of a translation.
        syntax: how its placeholders are written.
        comment: of the entry.
    """

    text: str
    configuration: Mapping[str, Any] = {}
    source: str | None = None
    syntax: str = ""
    comment: str = ""


class Rule(NamedTuple):
    """A rule.

    Attributes:
        code: stable.
        name: in words; stable too.
        summary: a sentence: what it finds.
        why: why that matters, and what to do.
        severity: of its findings.
        fixable: whether its findings can be mended by edits.
        bad: texts it finds something in.
        good: the same, mended.
        options: keys of the configuration that it reads.
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
