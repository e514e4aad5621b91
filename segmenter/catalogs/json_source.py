"""JSON with places: the tree that `json.loads` would give, in which every text knows where it stands.

Which members are messages is in the readers. Numbers but small whole ones, and null, are `None`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from json import decoder
from typing import Any, NamedTuple, TypeAlias

from .decoding import CatalogFile
from .entries import Piece, Remark
from .errors import CatalogError
from .notations import JSON

__all__ = ["Members", "Node", "Text", "examples_in", "members_of", "noted", "parsed", "sought_texts"]


_scan = decoder.scanstring  # type: ignore[attr-defined]  # the part of `json.loads` that reads a string
_TOKEN = re.compile(
    r"""[ \t\n\r]*+(?:(["{\[\]}])
    |(?:-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?|true|false|null|NaN|-?Infinity))""",
    re.VERBOSE,
)
_KEY = re.compile(r'[ \t\n\r]*+(?:"((?:[^"\\\x00-\x1f])*+)"[ \t\n\r]*+:|(["}]))')
_COLON = re.compile(r"[ \t\n\r]*+:")
_NEXT = re.compile(r"[ \t\n\r]*+([,\]}])")
_END = re.compile(r"[ \t\n\r]*+\Z")
_BOOLEANS = {"true": True, "false": False}


def _scalar(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) < 10 else _BOOLEANS.get(written)


class Text(NamedTuple):
    """A string: its value, and where it stands between its quotes."""

    value: str
    start: int
    stop: int

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Where the text stands, as an entry has it."""
        return (Piece(self.start, self.stop, JSON),)


class Members(NamedTuple):
    """An object: its members in order, also those with equal names; and where it begins."""

    pairs: list[tuple[str, Node]]
    start: int

    def get(self, name: str) -> Node:
        """Return the last member with a name, as `json.loads` does; `None` where there is none."""
        for key, value in reversed(self.pairs):  # a generator takes twice the time
            if key == name:
                return value
        return None

    def text(self, name: str) -> str | None:
        """Return a member that is a string."""
        value = self.get(name)
        return value.value if isinstance(value, Text) else None

    def members(self, name: str) -> Members:
        """Return a member that is an object; an empty object where there is none."""
        value = self.get(name)
        return value if isinstance(value, Members) else Members([], self.start)


Node: TypeAlias = "Text | Members | list[Node] | int | None"


def parsed(file: CatalogFile) -> Node:
    """Read JSON.

    Raises:
        CatalogError: it is not JSON.
        RecursionError: it is nested too deeply.

    >>> parsed(CatalogFile("a.json", '{"a": ["b", 1]}'))
    Members(pairs=[('a', [Text(value='b', start=8, stop=9), 1])], start=0)
    """
    text = file.text

    def value_at(position: int) -> tuple[Node, int]:
        match = _TOKEN.match(text, position)
        sign = match[1] if match else ""
        if not match or sign in ("]", "}"):
            raise wrong(position, "a value is expected")
        position = match.end()
        if sign == '"':
            string, end = string_at(position)
            return Text(string, position, end - 1), end
        if sign == "{":
            return members_at(position)
        return items_at(position) if sign else (_scalar(match[0].lstrip()), position)

    def string_at(position: int) -> tuple[str, int]:
        try:
            found: tuple[str, int] = _scan(text, position)
        except decoder.JSONDecodeError as error:
            raise wrong(error.pos, error.msg.removesuffix(" at"), blank="") from None
        return found

    def members_at(position: int) -> tuple[Members, int]:
        found = Members([], position - 1)
        following = ""
        while True:
            match = _KEY.match(text, position)
            if not match or (match[2] == "}" and following):
                raise wrong(position, "a name in double quotes, and a colon, are expected")
            position = match.end()
            if match[2] == "}":
                return found, position
            name = match[1]
            if name is None:
                name, position = string_at(position)
                if not (colon := _COLON.match(text, position)):
                    raise wrong(position, "a colon is expected")
                position = colon.end()
            value, position = value_at(position)
            found.pairs.append((name, value))
            following, position = next_at(position, "}")
            if following == "}":
                return found, position

    def items_at(position: int) -> tuple[list[Node], int]:
        found: list[Node] = []
        match = _TOKEN.match(text, position)
        if match and match[1] == "]":
            return found, match.end()
        following = ","
        while following == ",":
            value, position = value_at(position)
            found.append(value)
            following, position = next_at(position, "]")
        return found, position

    def next_at(position: int, closing: str) -> tuple[str, int]:
        match = _NEXT.match(text, position)
        if not match or match[1] not in (",", closing):
            raise wrong(position, f"',' or {closing!r} is expected")
        return match[1], match.end()

    def wrong(position: int, problem: str, *, blank: str = " \t\r\n") -> CatalogError:
        at = position + len(text[position:]) - len(text[position:].lstrip(blank))
        return file.error(at, f"not JSON: {problem[:1].lower()}{problem[1:]}", "correct it there")

    root, end = value_at(0)
    if not _END.match(text, end):
        raise wrong(end, "more follows the value")
    return root


def members_of(file: CatalogFile) -> Members:
    """Read JSON that has to be an object."""
    root = parsed(file)
    if not isinstance(root, Members):
        raise CatalogError("not an object of texts by key", "begin with '{'", path=file.path, line=1)
    return root


def noted(file: CatalogFile, comment: Node, remarks: list[Remark]) -> tuple[str, ...]:
    """Add a comment to the remarks and return it; nothing where it is not a text."""
    if not isinstance(comment, Text):
        return ()
    remarks.append(file.remark(comment.start, comment.value))
    return (comment.value,)


def examples_in(placeholders: Node) -> dict[str, str]:
    """Return the example of each placeholder that has one, by its name."""
    if not isinstance(placeholders, Members):
        return {}
    values = {name: about.text("example") for name, about in placeholders.pairs if isinstance(about, Members)}
    return {name: example for name, example in values.items() if example}


_MOST_SOUGHT = 32
"""Each is looked for in the whole text; for more, making the tree with all places is faster."""


def sought_texts(file: CatalogFile, wanted: Callable[[str], bool]) -> list[tuple[str, Text]] | None:
    """Find the texts of some keys without places for all others: `json` reads, and only these are looked for.

    Args:
        file: its `left_out` becomes the number of other texts.
        wanted: tells whether a key, a path with dots, is wanted.

    Returns:
        keys and texts in order; `None` where there are many, or where it is not sure where one stands.
    """
    sought: list[tuple[str, str, str]] = []
    others = 0

    def walk(pairs: _Pairs, path: str) -> bool:
        nonlocal others
        for name, value in pairs:
            if name.startswith(_COMMENTING):
                return False  # it may be a comment on a text that is wanted
            if type(value) is str:
                key = f"{path}.{name}" if path else name
                if not wanted(key):
                    others += 1
                elif len(sought) == _MOST_SOUGHT:
                    return False
                else:
                    sought.append((key, name, value))
            elif type(value) is _Pairs:
                if not walk(value, f"{path}.{name}" if path else name):
                    return False
            elif type(value) is list:
                return False
        return True

    try:
        root = decoder.JSONDecoder(object_pairs_hook=_Pairs).decode(file.text)
    except (ValueError, RecursionError):
        return None  # the reader with places reports where it is wrong
    if type(root) is not _Pairs or not walk(root, ""):
        return None
    texts = []
    for key, name, value in sought:
        places = [match.end() for match in re.finditer(rf'"{re.escape(name)}"\s*:\s*"', file.text)]
        if len(places) != 1:
            return None
        string, end = _scan(file.text, places[0])
        if string != value:
            return None
        texts.append((key, Text(value, places[0], end - 1)))
    file.left_out = others
    return texts


class _Pairs(list[tuple[str, Any]]):
    """An object as `json` reads it, with all its members."""


_COMMENTING = ("@", "//", "_comment")
