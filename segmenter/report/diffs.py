"""Differences between two texts, as ``diff -u`` shows them.

What the texts are is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["unified_diff"]

_ESCAPES = {
    ord(character): f"\\{letter}" for character, letter in zip('\a\b\t\n\v\f\r"\\', 'abtnvfr"\\', strict=True)
}


def unified_diff(name: str, old: str, new: str) -> Iterator[str]:
    r"""Yield the lines of a unified diff; nothing where the texts are the same. Only LF ends a line.

    >>> print("".join(unified_diff("a.txt", "It’s\n", "It's\n")), end="")
    --- a/a.txt
    +++ b/a.txt
    @@ -1 +1 @@
    -It’s
    +It's
    """
    if old == new:
        return
    from difflib import unified_diff as lines_of

    before, after = (text.split("\n") for text in (old, new))
    first, second = (
        [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else []) for lines in (before, after)
    )
    for line in lines_of(first, second, _name(f"a/{name}"), _name(f"b/{name}")):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _name(name: str) -> str:
    r"""Return a file's name, quoted as git and GNU patch do where it would not stay on its line.

    >>> _name("a/b.txt"), _name('a/"b\n')
    ('a/b.txt', '"a/\\"b\\n"')
    """
    if name.isprintable() and '"' not in name and "\\" not in name:
        return name
    octets = name.encode(errors="surrogateescape")
    return f'"{"".join(_ESCAPES.get(octet) or _octet(octet) for octet in octets)}"'


def _octet(octet: int) -> str:
    return chr(octet) if 0x20 <= octet < 0x7F else f"\\{octet:03o}"
