"""XML with places: expat checks the file, and the elements are found again with their offsets.

Entities of a file's own, and anything outside the file, are refused. What elements mean is in the readers.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from .decoding import CatalogFile
from .entries import Remark
from .errors import CatalogError
from .notations import LINES, Escaped, character

__all__ = ["XML", "Element", "encoding_of", "pairs_of", "parsed", "property_list"]

_DEEPEST = 200
_INSIDE = r"""[^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+"""
_TAG = f"<{_INSIDE}>"
_CLOSING, _NAME, _ATTRIBUTES, _COMMENT = 1, 2, 3, 4  # groups
_MARKUP = re.compile(
    rf"<(?:(/)[^>]*+>|([^\s/>!?]++)({_INSIDE})>|!--(.*?)-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|!{_INSIDE}>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def _read(match: re.Match[str]) -> str:
    if match["verbatim"] is not None:
        return LINES.text(match["verbatim"])
    if match["number"]:
        return character(match["number"].lstrip("x"), 16 if match["number"][0] == "x" else 10)
    if match["name"]:
        return _NAMED[match["name"]]
    return "\n" if match[0][0] == "\r" else ""


def _write(match: re.Match[str]) -> str:
    if match[0] in _ENTITIES:
        return _ENTITIES[match[0]]
    raise ValueError(f"XML cannot hold U+{ord(match[0]):04X}")


XML = Escaped(
    re.compile(
        rf"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<verbatim>.*?)\]\]>|{_TAG}|&\#(?P<number>x?\w+);|&(?P<name>\w+);|\r\n?",
        re.DOTALL,
    ),
    _read,
    re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"),
    _write,
)
"""Content of an element: what its tags enclose is text, they are not."""


class Element:
    """An element and its places in the file.

    Attributes:
        name: without its prefix.
        attributes: by their names without prefixes.
        comments: between it and the element before it, or the tag that holds it.
        children: elements in it.
        start: of its tag.
        inner: where its content begins.
        inner_stop: where that ends.
        stop: where the closing tag ends.
    """

    __slots__ = ("attributes", "children", "comments", "inner", "inner_stop", "name", "start", "stop")

    def __init__(
        self, name: str, attributes: dict[str, str], comments: tuple[str, ...], start: int, inner: int
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.comments = comments
        self.children: list[Element] = []
        self.start = start
        self.inner = inner
        self.inner_stop = inner
        self.stop = inner

    def named(self, *names: str) -> Iterator[Element]:
        """Yield the children of some names."""
        return (child for child in self.children if child.name in names)

    def text(self, file: CatalogFile) -> str:
        """Return what stands in it, without tags."""
        written = file.text[self.inner : self.inner_stop]
        # Most names are plain: to look for each sign takes a fifth of the pattern's time.
        return XML.text(written) if "&" in written or "<" in written or "\r" in written else written


def encoding_of(octets: bytes) -> str:
    """Return the encoding that the declaration names, UTF-8 where it names none."""
    if octets[:2] in (b"<\0", b"\0<"):
        return "utf-16-le" if octets[1] == 0 else "utf-16-be"
    match = _ENCODING.search(octets[:200])
    name = match[1].decode("ascii", "replace") if match else "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return name


def parsed(file: CatalogFile, root: str) -> tuple[Element, list[Remark]]:
    """Read XML.

    Returns:
        the root, and every comment.

    Raises:
        CatalogError: it is not well-formed, has another root, declares entities, or is nested too deeply.
    """
    _check(file)
    text = file.text
    remarks: list[Remark] = []
    comments: list[str] = []
    document = Element("", {}, (), 0, 0)
    stack = [document]
    parent = document
    for match in _MARKUP.finditer(text):
        kind = match.lastindex
        if kind == _ATTRIBUTES:
            start, stop = match.span()
            written = match[_ATTRIBUTES]
            element = Element(
                match[_NAME].rpartition(":")[2], _attributes(written), tuple(comments), start, stop
            )
            if comments:
                comments = []
            parent.children.append(element)
            if written[-1:] != "/":
                stack.append(parent := element)
                if len(stack) > _DEEPEST:
                    raise file.too_deep(start)
        elif kind == _CLOSING:
            parent.inner_stop, parent.stop = match.span()
            del stack[-1]
            parent = stack[-1]
            comments = []
        elif kind == _COMMENT:
            comment = match[_COMMENT].strip()
            remarks.append(Remark(file.line(match.start()), comment))
            comments.append(comment)
    [element] = document.children
    if element.name != root:
        raise file.error(element.start, f"<{element.name}> is not <{root}>", "leave it out")
    return element, remarks


def _attributes(written: str) -> dict[str, str]:
    """Return the attributes of a tag by their names without prefixes."""
    if "=" not in written:
        return {}
    return {
        match[1].rpartition(":")[2]: XML.text(match[2] if match[3] is None else match[3])
        for match in _ATTRIBUTE.finditer(written)
    }


def _check(file: CatalogFile) -> None:
    """Let expat read the file, with all that could make it larger or lead out of it refused."""
    from pyexpat import ExpatError, ParserCreate

    parser = ParserCreate("utf-8")

    def refuse(what: str) -> Any:
        problem = f"{what}, which is not read: it can make a small file endless or lead out of it"
        line = parser.CurrentLineNumber
        raise CatalogError(problem, "write out what it stands for", path=file.path, line=line)

    # Declarations inside the file are the last thing that a document type tells.
    parser.StartDoctypeDeclHandler = lambda *facts: facts[-1] and refuse("declarations of its own")
    parser.EntityDeclHandler = lambda *_: refuse("an entity of its own")
    parser.SkippedEntityHandler = lambda name, _: refuse(f"entity {name!r}")
    parser.ExternalEntityRefHandler = lambda *_: refuse("something outside the file")
    try:
        parser.Parse(file.text.encode(), True)  # noqa: FBT003  # a C function without keywords
    except ExpatError as error:
        problem, (line, column) = f"not XML: {str(error).partition(':')[0]}", (error.lineno, error.offset + 1)
        raise CatalogError(problem, "correct it there", path=file.path, line=line, column=column) from None


def property_list(
    file: CatalogFile,
) -> tuple[Iterator[tuple[str, tuple[str, ...], Element]], list[Remark]]:
    """Return the pairs of a property list that is one <dict>, and every comment."""
    root, remarks = parsed(file, "plist")
    tables = list(root.named("dict"))
    if len(tables) != 1:
        raise file.error(root.start, "not a property list of one <dict>", "leave it out")
    return pairs_of(file, tables[0]), remarks


def pairs_of(file: CatalogFile, table: Element) -> Iterator[tuple[str, tuple[str, ...], Element]]:
    """Yield the pairs of a <dict> in a property list: key, comments and value."""
    children = table.children
    for key, value in zip(children[::2], children[1::2], strict=False):
        if key.name != "key":
            break
        yield key.text(file), key.comments + value.comments, value
    if len(children) % 2 or any(key.name != "key" for key in children[::2]):
        raise file.error(table.start, "a <dict> is not pairs of <key> and value", "correct it there")
