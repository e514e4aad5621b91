"""Marks: what comments and flags say to segmenter, ``segmenter: max-segments=2``, read into values.

Reads words. What an entry that they select costs is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Any, NamedTuple

from ..catalogs import Entry
from .settings import choices_of

__all__ = ["NO_MARKS", "SIGN", "Marks", "marks_of_comment", "marks_of_comments", "marks_of_flags", "slips"]

SIGN = "egmenter:"
"""How an instruction in a comment begins, without its first letter, which may be a capital."""

# Compiled when the first comment speaks to us.
_INSTRUCTION = r"\b[Ss]egmenter:[ \t]*([^\n]*)"
_REASON = r"\s[-–—]+\s|\s\(|\s#|\*/|-->"
_LONGEST = 1_000_000  # more is a slip of the hand


class Marks(NamedTuple):
    """What one comment, or the flags of an entry, say.

    Attributes:
        selects: whether it says that this is a message.
        file: whether it is about the whole file.
        changes: fields of `Settings`, and their values.
        ignore: codes or names of rules to ignore, ``("ALL",)`` for all; empty where it ignores none.
        problems: what is not understood in it.
    """

    selects: bool = False
    file: bool = False
    changes: Mapping[str, Any] = {}
    ignore: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


NO_MARKS = Marks()


def marks_of_comment(comment: str) -> list[Marks]:
    """Read the instructions of a comment, one a line.

    >>> marks_of_comment("segmenter: max-segments=2 encoding=gsm-7")[0].changes
    {'max_segments': 2, 'encoding': 'gsm-7'}
    >>> marks_of_comment("segmenter: ignore SEG107, SEG103 for the logo has it")[0].ignore
    ('SEG107', 'SEG103')
    >>> marks_of_comment("segmenter: file sms")[0].file
    True
    """
    if SIGN not in comment:
        return []
    return [_read(found[1]) for found in re.finditer(_INSTRUCTION, comment)]


def marks_of_comments(entry: Entry) -> Iterator[Marks]:
    """Yield the instructions about an entry in its own comments."""
    for comment in entry.comments:
        if SIGN in comment:
            yield from (marks for marks in marks_of_comment(comment) if not marks.file)


def slips(marks: Marks) -> Iterator[str]:
    """Yield what is not understood of an instruction, and of the rules that it names."""
    from .rules import UnknownRuleError, matching

    yield from marks.problems
    for word in marks.ignore:
        try:
            matching(word)
        except UnknownRuleError as error:
            yield str(error)


@lru_cache(maxsize=256)
def _read(written: str) -> Marks:
    words = [word for word in re.split(r"[\s,]+", re.split(_REASON, written)[0]) if word]
    if words and words[0] in ("ignore", "ignore-file"):
        named = tuple(takewhile(_may_name_rules, words[1:]))  # the words after them are a reason
        return Marks(file=words[0] == "ignore-file", ignore=named or ("ALL",))
    changes: dict[str, Any] = {}
    problems: list[str] = [] if words else ["nothing follows; write sms, ignore or max-segments=1"]
    for word in words:
        name, sign, value = word.replace(":", "=", 1).partition("=")
        if not sign and name in ("sms", "file"):
            continue
        problem = _take(name, value if sign else None, changes)
        if problem:
            problems.append(problem)
    return Marks(selects=bool(words), file="file" in words, changes=changes, problems=tuple(problems))


def _may_name_rules(word: str) -> bool:
    """Return whether a word looks like a code or the name of a rule, though it may have a slip."""
    if re.fullmatch("(?i)all|seg.*|[a-z]{1,4}[0-9]{3,}", word):
        return True
    from ..channels.rules import RULES
    from ..files.words import nearest
    from .rules import CODES

    return bool(nearest(word.lower(), [RULES[code].name for code in CODES], cutoff=0.8))


def _take(name: str, value: str | None, changes: dict[str, Any]) -> str:
    """Note the value of one word; return what is wrong with it."""
    if name == "registered" and value is None:
        changes["registered"] = True
    elif name in _NUMBERS and value is not None:
        if not re.fullmatch("[0-9]{1,7}", value) or not 1 <= int(value) <= _LONGEST:
            return f"{name} is {value or 'empty'}; write a whole number, as {name}=1"
        changes[_NUMBERS[name]] = int(value)
    elif name in _CHOICES and value is not None:
        if value.lower() not in choices_of(name):
            return f"{name} is {value or 'empty'}; it must be one of {', '.join(choices_of(name))}"
        changes[name] = value.lower()
    else:
        return f"{name!r} is not understood; write {', '.join(_WORDS)}"
    return ""


_NUMBERS = {
    "max-segments": "max_segments",
    "max-length": "max_length",
    "exceeds-source-by": "exceeds_source_by",
    "dearer-by": "exceeds_source_by",  # its old name
}
_CHOICES = ("encoding", "syntax", "channel")
_WORDS = (
    "sms",
    "file",
    "registered",
    "ignore",
    "ignore-file",
    *(f"{name}=…" for name in (*_NUMBERS, *_CHOICES) if name != "dearer-by"),
)


@lru_cache(maxsize=1024)
def marks_of_flags(flags: tuple[str, ...]) -> Marks:
    """Read flags: ``sms``, ``max-segments:2``, and Weblate's ``max-length:160``. Any other is ignored.

    >>> marks_of_flags(("python-format", "max-segments:2"))[:3]
    (True, False, {'max_segments': 2})
    """
    changes: dict[str, Any] = {}
    problems: list[str] = []
    selects = False
    for flag in flags:
        name, _, value = flag.strip().partition(":")
        if name == "sms":
            selects = True
        elif name in ("max-segments", "max-length"):
            selects = True
            problem = _take(name, value.strip(), changes)
            if problem:
                problems.append(f"flag {problem.replace('=1', ':1')}")
    return Marks(selects, changes=changes, problems=tuple(problems)) if selects else NO_MARKS
