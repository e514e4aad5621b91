"""YAML as Rails keeps translations, read by PyYAML as YAML 1.1: nested keys, the locale at the root.

Comments above a plural are about all its forms. A text whose folds cannot be followed has no place of its own
but its line.

:format: yaml
:suffixes: .yml .yaml
:package: yaml
:general: yes
:entry: a string; a mapping that holds only plural forms gives variants
:placeholders: `ruby`, in a text with `%{`; otherwise the key `syntax`
:comment_line: # {}
:comments: `#`
:rule: read as YAML 1.1, so that `yes` without quotes and symbols such as `:day` are not texts, nor is what
    YAML 1.2 reads as a number, such as `1e3`; a text that aliases repeat is read where it is anchored; only
    strings are texts; all documents of a file are read
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import yaml

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..errors import CatalogError
from ..locales import is_locale
from ..notations import LINES, NOTHING, Escaped, Opaque, escaping, refusing, unescaping
from ..places import line_starts
from ..plurals import CATEGORIES

__all__ = ["read"]

# A symbol, as Psych reads it, and what only YAML 1.2 reads as a number.
_OTHER_VALUE = re.compile(
    r":(?:[A-Za-z_]\w*[?!=]?|\".*\")|0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+"
)
_STRING = "tag:yaml.org,2002:str"
_PROPERTIES = re.compile(r"(?:[&!][^\s]*\s+)*")
_HEADER = re.compile(r"[|>](?:([1-9])[+-]?|[+-]([1-9])?)?[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)")
_BREAK = re.compile(r"\r\n?|\n")
_COMMENT = re.compile(r"(?:(?<=[ \t])|^)#[ \t]*([^\r\n]*)", re.MULTILINE)

_FOLD = r"(?<![ \t])[ \t]*+(?:\r\n?|\n)(?:[ \t]*+(?:\r\n?|\n))*+[ \t]*+"
_SIGNS = {'"': '"', "\\": "\\", "n": "\n", "t": "\t", "r": "\r"}
_ONLY_READ = dict(zip("0abvfeN_LP", "\0\a\b\v\f\x1b\x85\xa0\u2028\u2029", strict=True))


def _folded(match: re.Match[str]) -> str:
    breaks = len(_BREAK.findall(match[0]))
    return " " if breaks == 1 else "\n" * (breaks - 1)


def _of_code(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


_REFUSE = refusing("needs double quotes")
_UNPRINTABLE = "\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
DOUBLE = Escaped(
    re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|(?:\r\n?|\n)[ \t]*|[^\r\n])|" + _FOLD),
    unescaping(_SIGNS | _ONLY_READ | {"\n": "", "\r": ""}, other=_folded),
    re.compile(f'["\\\\\t{_UNPRINTABLE}]'),
    escaping(_SIGNS, otherwise=_of_code),
)
SINGLE = Escaped(
    re.compile(f"''|{_FOLD}"),
    lambda match: "'" if match[0] == "''" else _folded(match),
    re.compile(f"['{_UNPRINTABLE}]"),
    lambda match: "''" if match[0] == "'" else _REFUSE(match),
)
FLOW = Escaped(re.compile(_FOLD), _folded, re.compile(f"[{_UNPRINTABLE}]"), _REFUSE)
BLOCK = Escaped(NOTHING, lambda match: match[0], re.compile(f"[{_UNPRINTABLE}]"), _REFUSE)


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all strings."""
    entries: list[Entry] = []
    begun: list[int] = []  # of each entry the line of the plural that it is a form of, or its own
    scalars: dict[int, int] = {}  # where one begins, and where it ends: no comment begins in it
    seen: set[int] = set()
    found = (each for root in _composed(file) for each in _texts(root, file, seen, scalars))
    for locale, path, variant, line, plural, node in found:
        pieces = tuple(_pieces(file, node))
        if file.text_of(pieces) != node.value:
            pieces = ()
        elif pieces:
            scalars[node.start_mark.index] = pieces[-1].stop
        begun.append(plural or line)
        entries.append(
            Entry(
                *(".".join(path), node.value, line, locale, variant),
                syntax="ruby" if re.search(r"%[{<]", node.value) else "",
                pieces=pieces,
            )
        )
    remarks, whole = _remarks(file, scalars)
    if not remarks:
        return entries, remarks
    said = {remark.line: remark.text for remark in remarks}
    return [
        entry._replace(comments=_comments({line, entry.line}, said, whole))
        for entry, line in zip(entries, begun, strict=True)
    ], remarks


def _composed(file: CatalogFile) -> list[Any]:
    """Return the roots of all documents. An anchor may be used again, as Psych lets it."""
    roots: list[Any] = []
    open_nodes: list[Any] = []
    anchors: dict[str, Any] = {}
    events: Iterator[Any] = yaml.parse(file.text, Loader=yaml.CSafeLoader)
    try:
        for event in events:
            match event:
                case yaml.DocumentStartEvent():
                    anchors = {}
                    continue
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    node = open_nodes.pop()
                    node.end_mark = event.end_mark
                    if isinstance(node, yaml.MappingNode):
                        node.value = list(zip(node.value[::2], node.value[1::2], strict=True))
                    continue
                case yaml.AliasEvent():
                    node = anchors.get(event.anchor or "")
                    if node is None:
                        mark: Any = event.start_mark
                        raise yaml.MarkedYAMLError(problem="an alias without an anchor", problem_mark=mark)
                case yaml.ScalarEvent() | yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                    node = _node(event)
                case _:
                    continue
            if open_nodes:
                open_nodes[-1].value.append(node)
            else:
                roots.append(node)
            if isinstance(event, yaml.AliasEvent):
                continue
            if event.anchor:
                anchors[event.anchor] = node
            if not isinstance(node, yaml.ScalarNode):
                open_nodes.append(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        words = str(getattr(error, "problem", None) or error).strip().split("\n")[0]
        if "nesting depth" in words:
            raise RecursionError from None
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, None)
        raise CatalogError(
            f"not YAML: {words}", "correct it there", path=file.path, line=line, column=column
        ) from None
    return roots


_RESOLVER: Any = yaml.resolver.Resolver()


def _node(event: Any) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        tag = event.tag
        if event.style and not tag:  # in quotes, or a block: the resolver would take a third of the time
            tag = _STRING
        elif not tag or tag == "!":
            tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)
        begin: Any = event.start_mark
        end: Any = event.end_mark
        return yaml.ScalarNode(tag, event.value, begin, end, style=event.style or None)
    kind = yaml.SequenceNode if isinstance(event, yaml.SequenceStartEvent) else yaml.MappingNode
    return kind(event.tag, [], event.start_mark, event.end_mark)


_Found = tuple[str, tuple[str, ...], str, int, int, Any]


def _texts(root: Any, file: CatalogFile, seen: set[int], scalars: dict[int, int]) -> Iterator[_Found]:
    """Yield locale, path, variant and line of each string, the line of its plural, and its node."""

    def walk(
        node: Any, locale: str, path: tuple[str, ...], variant: str, line: int, above: int = 0
    ) -> Iterator[_Found]:
        if id(node) in seen:
            return
        seen.add(id(node))
        if node.id == "scalar":
            scalars[node.start_mark.index] = node.end_mark.index
            if node.tag == _STRING and not (node.style is None and _OTHER_VALUE.fullmatch(node.value)):
                yield locale, path, variant, line, above, node
        elif node.id == "sequence":
            for index, value in enumerate(node.value):
                yield from walk(value, locale, (*path, str(index)), "", value.start_mark.line + 1)
        else:
            names = {name.value if name.id == "scalar" else "" for name, _ in node.value}
            plural = bool(path) and names <= {*CATEGORIES} and bool(names & {"one", "other"})
            above = line
            for name, value in node.value:
                line = name.start_mark.line + 1
                key = name.value if name.id == "scalar" else ""
                scalars[name.start_mark.index] = name.end_mark.index
                if plural and value.id == "scalar":
                    yield from walk(value, locale, path, key, line, above)
                elif node is root and value.id == "mapping" and is_locale(key):
                    yield from walk(value, key.replace("_", "-"), (), "", line)
                else:
                    yield from walk(value, locale, (*path, key), "", line)

    return walk(root, file.locale, (), "", 1) if root is not None else iter(())


def _pieces(file: CatalogFile, node: Any) -> Iterator[Piece]:
    """Yield where a string stands, as far as that is known."""
    text, stop = file.text, node.end_mark.index
    properties = _PROPERTIES.match(text, node.start_mark.index)
    start = properties.end() if properties else node.start_mark.index
    if node.style in ("|", ">"):
        yield from _block(text, start, stop, folded=node.style == ">")
    elif node.style in ('"', "'"):
        yield Piece(start + 1, stop - 1, DOUBLE if node.style == '"' else SINGLE)
    else:
        yield Piece(start, stop, FLOW)


def _block(text: str, start: int, stop: int, *, folded: bool) -> Iterator[Piece]:
    """Cut a block into its lines, without their indentation, and what their ends stand for."""
    header = _HEADER.match(text, start)
    if not header:
        return
    lines: list[tuple[int, int]] = []
    position = header.end()
    while position < stop:
        end = _BREAK.search(text, position)
        after = end.end() if end else stop
        lines.append((position, min(end.start() if end else stop, stop)))
        position = after
    full = [text[low:high] for low, high in lines]
    first = next((line for line in full if line.strip(" ")), "")
    indent = len(first) - len(first.lstrip(" "))
    while lines and "+" not in header[0] and not text[lines[-1][0] + indent : lines[-1][1]]:
        lines.pop()
    contents = [(min(low + indent, high), high) for low, high in lines]
    for index, (low, high) in enumerate(contents):
        yield Piece(low, high, BLOCK)
        following = contents[index + 1] if index + 1 < len(contents) else None
        end = _BREAK.match(text, high)
        if not end:
            continue
        if following is None:
            if "-" not in header[0]:
                yield Piece(high, end.end(), LINES)
        elif not folded or _more(text, low, high) or _more(text, *following) or low == high:
            yield Piece(high, end.end(), LINES)
        elif following[0] != following[1]:
            yield Piece(high, end.end(), Opaque(" "))


def _more(text: str, start: int, stop: int) -> bool:
    """Return whether a line is indented more than its block, so that it is not folded."""
    return start < stop and text[start] in " \t"


def _remarks(file: CatalogFile, scalars: dict[int, int]) -> tuple[list[Remark], set[int]]:
    """Find the comments, and the lines of those with nothing before them."""
    if "#" not in file.text:
        return [], set()
    ranges = sorted(scalars.items())
    begins = [start for start, _ in ranges]
    furthest = list(accumulate((stop for _, stop in ranges), max))
    remarks = []
    whole = set()
    for match in _COMMENT.finditer(file.text):
        at = bisect_right(begins, match.start()) - 1
        if at < 0 or furthest[at] <= match.start():
            line = file.line(match.start())
            remarks.append(Remark(line, match[1].strip()))
            start = line_starts(file.text)[line - 1]
            if not file.text[start : match.start()].strip():
                whole.add(line)
    return remarks, whole


def _comments(lines: set[int], said: dict[int, str], whole: set[int]) -> tuple[str, ...]:
    """Return the comments directly above each line, and the one that ends it."""
    found = []
    for line in sorted(lines):
        first = line
        while first - 1 in whole:
            first -= 1
        found += [said[each] for each in range(first, line + 1) if each in said]
    return tuple(found)
