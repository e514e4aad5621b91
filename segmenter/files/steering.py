r"""Characters that steer a terminal, an editor or a build service where they are shown, and their escapes.

A line here knows characters and lines; it must not know what a text says or where it is written.
"""

from __future__ import annotations

import re

__all__ = ["STEERING", "Guard", "escaped", "uncommanding"]

STEERING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""The inside of a regular expression's class: C0 and C1 controls except TAB and LF, the separators of lines
and paragraphs, and what turns the direction of a text around (Unicode Standard Annex 9)."""

# Compiled when first used, and kept by `re`: most runs write nothing that needs them.
_COLOURS = "\x1b\\[[0-9;]*m"
_STEERS = f"[{STEERING}]"
_STEERS_OR_COLOURS = f"{_COLOURS}|{_STEERS}"
# GitHub takes `::` at the beginning of a line, after any blanks, for a command, and its older form `##[`
# anywhere in it; `##vso[` is Azure's, `##teamcity[` TeamCity's.
_BEGINS_COMMAND = f"(?m)^((?:[^\\S\n]|{_COLOURS})*):(?=:)"
_HOLDS_COMMAND = r"#(?=#(?:vso|teamcity)?\[)"


def escaped(match: re.Match[str]) -> str:
    r"""Return what was matched as Python writes it, for `re.sub`.

    >>> re.sub(f"[{STEERING}]", escaped, "a\x1b\u202e\u009b")
    'a\\x1b\\u202e\\x9b'
    """
    return ascii(match[0])[1:-1]


def uncommanding(text: str) -> str:
    r"""Return a text none of whose lines a build service takes for a command.

    >>> uncommanding("  ::error::x"), uncommanding("a::b"), uncommanding("see ##[error]x")
    ('  \\x3a:error::x', 'a::b', 'see \\x23#[error]x')
    """
    if "::" in text:
        text = re.sub(_BEGINS_COMMAND, r"\1\\x3a", text)
    return re.sub(_HOLDS_COMMAND, r"\\x23", text) if "##" in text else text


class Guard:
    r"""The last check of what is written, piece by piece: it escapes what steers.

    Args:
        colours: whether our own colours pass.
        commands: whether lines that a build service takes for commands pass.

    >>> guard = Guard()
    >>> guard("a\x1b[31m\n"), guard("::error::x\n"), guard("\ta::b "), guard("::c")
    ('a\\x1b[31m\n', '\\x3a:error::x\n', '\ta::b ', '::c')
    """

    __slots__ = ("_blank", "_commands", "_steers")

    def __init__(self, *, colours: bool = False, commands: bool = False) -> None:
        self._steers = _STEERS_OR_COLOURS if colours else _STEERS
        self._commands = commands
        self._blank = True  # whether the line so far has only blanks

    def __call__(self, text: str) -> str:
        """Return the next piece as it may be written."""
        if not text.isascii() or not text.replace("\n", "").isprintable():
            text = re.sub(self._steers, _unless_colour, text)
        if self._commands:
            return text
        if self._blank:
            text = uncommanding(text)
        else:
            line, end, others = text.partition("\n")
            text = uncommanding(f"-{line}")[1:] + end + uncommanding(others)
        last = text[text.rfind("\n") + 1 :]
        self._blank = (self._blank or "\n" in text) and (not last or last.isspace())
        return text


def _unless_colour(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) > 1 else escaped(match)
