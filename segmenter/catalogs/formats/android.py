r"""Android's strings.xml: strings, string arrays and plurals, as a device shows them.

Escapes are resolved as a device does; which texts are messages is not known here.

:format: android
:among: .xml
:sign: \APROLOGUE<(?:[\w.-]+:)?resources\b
:general: yes
:files: `.xml` whose root is `<resources>`
:entry: a string, an item of an array (`name.0`), a quantity of a plural
:placeholders: `percent`, in a text with such a placeholder; otherwise the key `syntax`
:comment_line: <!-- {} -->
:comments: `<!-- … -->`
:rule: white space collapses outside double quotes; tags yield nothing, CDATA its text;
    `translatable="false"` and references (`@string/…`) are left out
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..notations import UTF16_ESCAPE, Chained, Value, unescaping
from ..variants import percent_syntax
from ..xml_source import XML, Element, encoding_of, parsed

__all__ = ["encoding_of", "read"]

_TOKEN = re.compile(rf'({UTF16_ESCAPE}|\\(?:.|\Z))|(")|([ \t\n\r\f\v]+)|[^\\" \t\n\r\f\v]+', re.DOTALL)
_SPECIAL = re.compile(r"""[\\"'\t\n\r\f\v]|  """)
_BLANKS = " \t\n\r\f\v"
_UNESCAPED = "an apostrophe outside double quotes is not escaped"
_UNSAFE = re.compile(r"""[\\'"\n\t\r\f\v]|\A[@?]|\A | \Z|(?<= ) """)
_UNSAFE_WITHIN = re.compile(r"""[\\'"\n\t\r\f\v]|(?<= ) """)
_ESCAPES = {"\n": r"\n", "\t": r"\t", **{sign: f"\\u{ord(sign):04x}" for sign in " \r\f\v"}}


_REFERENCE = re.compile(
    r"\s*(?:@(?:null|empty|[+*]?(?:[\w.]+:)?(?:anim|animator|array|attr|bool|color|configVarying|dimen|drawable|font"
    r"|fraction|id|integer|interpolator|layout|macro|menu|mipmap|navigation|overlayable|plurals|raw|string|style"
    r"|styleable|transition|xml)/[^<>]+)|\?\*?(?:[\w.]+:)?(?:attr/)?[^\s<>/:%][^<>/:]*)\s*"
)
"""As aapt2 takes a value for a reference to a resource of a known type, or to an attribute of the theme."""


_RUN_OF_BLANKS = re.compile(r"[\t\n\r\f\v]|  |\\\Z")
_PLAIN_ESCAPE = re.compile(rf"{UTF16_ESCAPE}|\\.|'")


def _refuse(_: re.Match[str]) -> str:
    raise ValueError(_UNESCAPED)


_read_escape = unescaping({"n": "\n", "t": "\t"}, other=_refuse, with_digits="u")


class _Android(Value):
    """A string resource's own escapes, as they stand in the content of the element.

    Args:
        trimmed: whether blanks at both ends are left out, as they are in a text without styles.
        quoted: whether a quote before the text is still open.
    """

    __slots__ = ("_quoted", "_trimmed")

    def __init__(self, *, trimmed: bool, quoted: bool = False) -> None:
        self._trimmed = trimmed
        self._quoted = quoted

    def text(self, written: str) -> str:
        plain = written.strip(_BLANKS)
        if not self._trimmed or '"' in plain or _RUN_OF_BLANKS.search(plain):
            return self.spans(written)[0]
        return _PLAIN_ESCAPE.sub(_read_escape, plain) if "\\" in plain or "'" in plain else plain

    def spans(self, written: str) -> tuple[str, Sequence[int], Sequence[int]]:
        texts: list[str] = []
        starts: list[int] = []
        stops: list[int] = []
        quoted = self._quoted
        collapsed = False
        begin, end = 0, len(written)
        if self._trimmed:  # before quotes are resolved, as aapt2 does it
            begin, end = end - len(written.lstrip(_BLANKS)), len(written.rstrip(_BLANKS))
        end = max(begin, end)
        if not quoted and not _SPECIAL.search(written, begin, end):  # as most are: a tenth of the time
            return written[begin:end], range(begin, end), range(begin + 1, end + 1)
        for match in _TOKEN.finditer(written, begin, end):
            start, stop = match.span()
            blank = match[3] is not None and not quoted
            if match[2]:
                quoted = not quoted
                continue
            if blank and collapsed:
                continue
            collapsed = blank
            if blank or match[1]:
                sign = " " if blank else _read_escape(match)
                starts += [start] * len(sign)
                stops += [stop] * len(sign)
            else:
                sign = match[0]
                if "'" in sign and not quoted:
                    raise ValueError(_UNESCAPED)
                starts += range(start, stop)
                stops += range(start + 1, stop + 1)
            texts.append(sign)
        return "".join(texts), starts, stops

    def write(self, text: str) -> str:
        return _UNSAFE.sub(_escape, text)

    def write_within(self, text: str) -> str:
        return _UNSAFE_WITHIN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], f"\\{match[0]}")


NOTATION = Chained(XML, _Android(trimmed=True))
_STYLED = {quoted: Chained(XML, _Android(trimmed=False, quoted=quoted)) for quoted in (False, True)}


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all strings, items of arrays and quantities of plurals."""
    root, remarks = parsed(file, "resources")
    return [entry for child in root.children for entry in _entries(file, child)], remarks


def _entries(file: CatalogFile, element: Element) -> Iterator[Entry]:
    key = element.attributes.get("name")
    if key is None or element.attributes.get("translatable") == "false":
        return
    if element.name == "string" or (element.name == "item" and element.attributes.get("type") == "string"):
        yield from _entry(file, element, key, comments=element.comments)
    elif element.name == "string-array":
        for index, item in enumerate(element.named("item")):
            comments = element.comments + item.comments
            yield from _entry(file, item, f"{key}.{index}", comments=comments)
    elif element.name == "plurals":
        for item in element.named("item"):
            variant = item.attributes.get("quantity", "")
            comments = element.comments + item.comments
            yield from _entry(file, item, key, variant=variant, comments=comments)


def _entry(
    file: CatalogFile, element: Element, key: str, *, variant: str = "", comments: tuple[str, ...]
) -> Iterator[Entry]:
    start, stop = element.inner, element.inner_stop
    if not element.children and _REFERENCE.fullmatch(file.text, start, stop):
        return
    try:
        pieces = tuple(_pieces(file, element))
        text = file.text_of(pieces)
    except (ValueError, KeyError, OverflowError) as error:
        remedy = r"write \' for an apostrophe, \u00e9 for a code point"
        raise file.error(start, f"{key}: {error}", remedy) from None
    facts: dict[str, Any] = {"context": element.attributes.get("product", ""), "syntax": percent_syntax(text)}
    examples = _examples(file, element) if element.children else {}
    yield file.entry(key, pieces, text=text, variant=variant, comments=comments, examples=examples, **facts)


def _pieces(file: CatalogFile, element: Element) -> Iterator[Piece]:
    """Cut a text at the tags of its styles, as white space collapses between them, not across them."""
    tags = [*_tags(element)]
    if not tags:
        yield Piece(element.inner, element.inner_stop, NOTATION)
        return
    begin = element.inner
    quoted = False
    for start, stop in (*tags, (element.inner_stop, element.inner_stop)):
        yield Piece(begin, start, _STYLED[quoted])
        written = XML.text(file.text[begin:start])
        quoted ^= sum(match[2] is not None for match in _TOKEN.finditer(written)) % 2 == 1
        begin = stop


def _tags(element: Element) -> Iterator[tuple[int, int]]:
    """Yield where the tags of styles stand; ``<xliff:g>`` is none."""
    for child in element.children:
        if child.name != "g":
            yield child.start, child.inner
        yield from _tags(child)
        if child.name != "g" and child.inner_stop < child.stop:
            yield child.inner_stop, child.stop


def _examples(file: CatalogFile, element: Element) -> dict[str, str]:
    """Return the examples of ``<xliff:g>`` by the names that their placeholders have."""
    found = {}
    for number, child in enumerate(element.named("g"), start=1):
        if example := child.attributes.get("example"):
            match = re.match(r"%(\d+)\$", child.text(file))
            found[match[1] if match else str(number)] = example
    return found
