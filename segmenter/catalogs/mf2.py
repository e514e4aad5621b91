r"""MessageFormat 2: placeholders become ``{name}``, and each variant of ``.match`` is a text.

Which placeholders a runtime encloses in isolates follows from the direction of the language and the functions
that write the values. A message that is not well-formed stays as it is, with what is wrong as its flaw.

Source: LDML 48, part 9; isolates as in messageformat 4.0.0 of npm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .decoding import CatalogFile
from .entries import Entry, Piece
from .notations import Escaped, Opaque, unless_brace, with_braces_doubled
from .places import cutter
from .variants import BranchShape, lacking

__all__ = ["read_as_mf2"]

_BIDI = "\u061c\u200e\u200f\u2066-\u2069"
_O = rf"[ \t\r\n\u3000{_BIDI}]*+"
_S = rf"(?=[ \t\r\n\u3000{_BIDI}]*[ \t\r\n\u3000]){_O}"
_START = (
    "A-Za-z_+\xa1-\u061b\u061d-\u167f\u1681-\u1fff\u200b-\u200d\u2010-\u2027\u2030-\u205e\u2060-\u2065"
    "\u206a-\u2fff\u3001-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd"
)
_NAME = rf"[{_BIDI}]*+([{_START}][{_START}0-9.-]*+)[{_BIDI}]*+"
_IDENTIFIER = rf"(?:{_NAME}:)?{_NAME}"
_UNQUOTED = rf"[{_START}0-9.-]++"
_QUOTED = r"\|(?:[^\\|\0]|\\[\\{}|])*+\|"
_LITERAL = rf"(?P<literal>{_QUOTED}|{_UNQUOTED})"
_VARIABLE = rf"\${_NAME}"
_ANY_VALUE = rf"(?:{_QUOTED}|{_UNQUOTED}|{_VARIABLE})"

_TOKEN = re.compile(r"\\(.?)|[{}]|\0", re.DOTALL)
_DECLARATION = re.compile(rf"{_O}\.(?:(input){_O}(?=\{{)|local{_S}{_VARIABLE}{_O}={_O}(?=\{{))")
_MATCH = re.compile(rf"{_O}\.match((?:{_S}{_VARIABLE})+)")
_OPERAND = re.compile(rf"\{{{_O}(?:{_VARIABLE}|{_LITERAL})?")
_FUNCTION = re.compile(rf"({_S}|(?<=\{{))?{_O}:{_IDENTIFIER}")
_MARKUP = re.compile(rf"\{{{_O}[#/]{_IDENTIFIER}")
_OPTION = re.compile(rf"{_S}{_IDENTIFIER}{_O}={_O}({_ANY_VALUE})")
_ATTRIBUTE = re.compile(rf"{_S}@{_IDENTIFIER}(?:{_O}={_O}(?:{_QUOTED}|{_UNQUOTED}))?")
_KEY = re.compile(rf"{_O}(?:(\*)|{_LITERAL})")
_QUOTES = re.compile(rf"{_O}\{{\{{")
_END = re.compile(rf"{_O}\Z")

_LTR_FUNCTIONS = frozenset(
    ("number", "integer", "offset", "currency", "percent", "unit", "date", "time", "datetime")
)
"""Functions whose values have the direction of the language; those of text have that of the text."""

_RTL_LANGUAGES = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ku-arab", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)


def _read(match: re.Match[str]) -> str:
    return with_braces_doubled(match[0][-1])


_write = unless_brace(lambda sign: f"\\{sign}")
PATTERN = Escaped(re.compile(r"\\[\\{}|]"), _read, re.compile(r"\{\{|\}\}|[\\{}]"), _write)
QUOTED = Escaped(re.compile(r"\\[\\{}|]|[{}]"), _read, re.compile(r"\{\{|\}\}|[\\{}|]"), _write)


class _Malformed(ValueError):  # noqa: N818  # what is wrong, at an index
    def __init__(self, problem: str, index: int) -> None:
        super().__init__(problem)
        self.index = index


class _Expression(NamedTuple):
    """A placeholder, or what a declaration says.

    Attributes:
        start: of it, with the braces.
        stop: where it ends.
        variable: its name; "" for none.
        literal: where it stands, without bars.
        quoted: whether bars are around it.
        function: that writes the value; "" for none.
        options: of the function, literals alone.
    """

    start: int
    stop: int
    variable: str = ""
    literal: tuple[int, int] | None = None
    quoted: bool = False
    function: str = ""
    options: tuple[tuple[str, str], ...] = ()


class _Part(NamedTuple):
    """A literal text of a pattern, or an expression in it; markup is neither."""

    start: int
    stop: int
    expression: _Expression | None = None


class _Message(NamedTuple):
    """A parsed message: its declarations by name, its selectors, and its variants by their keys."""

    declared: dict[str, _Expression]
    selectors: tuple[str, ...]
    variants: dict[tuple[str, ...], list[_Part]]


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text

    def message(self) -> _Message:
        text = self._text
        first = re.compile(rf"{_O}(?:\.|\{{\{{)").match(text)
        if not first:
            parts, end = self._pattern(0)
            if end < len(text):
                raise _Malformed("'}' closes nothing", end)
            return _Message({}, (), {(): parts})
        declared, at = self._declarations()
        match = _MATCH.match(text, at)
        if not match:
            parts, at = self._quoted_pattern(at)
            if not _END.match(text, at):
                raise _Malformed("more follows the message", at)
            return _Message(declared, (), {(): parts})
        selectors = tuple(found[1] for found in re.finditer(_VARIABLE, match[1]))
        for name in selectors:
            if not any(expression.function for expression in _sources(name, declared)):
                raise _Malformed(f"${name} selects, and no declaration gives it a function", match.start(1))
        return _Message(declared, selectors, self._variants(match.end(), len(selectors)))

    def _declarations(self) -> tuple[dict[str, _Expression], int]:
        declared: dict[str, _Expression] = {}
        used: set[str] = set()
        at = 0
        while match := _DECLARATION.match(self._text, at):
            expression = self._expression(match.end())
            name = expression.variable if match[1] else match[2]
            if not name:
                raise _Malformed(".input needs a variable", match.end())
            names = set() if match[1] else {expression.variable} - {""}
            if name in declared or name in used or name in names:
                raise _Malformed(f"${name} is declared after it is used, or twice", match.start())
            declared[name] = expression
            used |= {name} | names | {value[1:] for _, value in expression.options if value[0] == "$"}
            at = expression.stop
        return declared, at

    def _variants(self, at: int, count: int) -> dict[tuple[str, ...], list[_Part]]:
        variants: dict[tuple[str, ...], list[_Part]] = {}
        while not _END.match(self._text, at):
            begin, keys = at, list[str]()
            spaced = True
            while key := _KEY.match(self._text, at):
                if not spaced:
                    raise _Malformed("a space is missing", at)
                keys.append("*" if key[1] else _literal(key["literal"]))
                at = key.end()
                spaced = re.compile(_S).match(self._text, at) is not None
            if len(keys) != count:
                raise _Malformed(f"a variant needs a key for each selector, {count} in all", begin)
            if tuple(keys) in variants:
                raise _Malformed("a variant stands twice", begin)
            variants[tuple(keys)], at = self._quoted_pattern(at)
        if ("*",) * count not in variants:
            raise _Malformed("a variant of * alone is missing", at)
        return variants

    def _quoted_pattern(self, at: int) -> tuple[list[_Part], int]:
        match = _QUOTES.match(self._text, at)
        if not match:
            raise _Malformed("'{{' is missing", at)
        parts, end = self._pattern(match.end())
        if not self._text.startswith("}}", end):
            raise _Malformed("'}}' is missing", end)
        return parts, end + 2

    def _pattern(self, at: int) -> tuple[list[_Part], int]:
        """Read up to a closing brace or the end."""
        text, parts, start = self._text, list[_Part](), at
        while match := _TOKEN.search(text, at):
            sign = match[0]
            if sign == "}":
                break
            if sign == "\0":
                raise _Malformed("U+0000 cannot stand here", match.start())
            if sign[0] == "\\":
                if match[1] not in ("\\", "{", "}", "|"):
                    raise _Malformed(r"write \\ for a backslash", match.start())
                at = match.end()
                continue
            if match.start() > start:
                parts.append(_Part(start, match.start()))
            markup = _MARKUP.match(text, match.start())
            if markup:
                at = self._rest(markup.end(), markup=True)[1]
            else:
                expression = self._expression(match.start())
                at = expression.stop
                parts.append(_Part(expression.start, at, expression))
            start = at
        end = match.start() if match else len(text)
        if end > start:
            parts.append(_Part(start, end))
        return parts, end

    def _expression(self, start: int) -> _Expression:
        text = self._text
        operand = _OPERAND.match(text, start)
        if not operand:
            raise _Malformed("a placeholder is not well-formed", start)
        variable, literal = operand[1] or "", operand["literal"]
        at = operand.end()
        function = ""
        named = _FUNCTION.match(text, at)
        if named and (named[1] is not None or not (variable or literal)):
            function = f"{named[2]}:{named[3]}" if named[2] else named[3]
            at = named.end()
        elif named:
            raise _Malformed("a space is missing", at)
        elif not (variable or literal):
            raise _Malformed("a placeholder is empty", start)
        options, stop = self._rest(at, options=bool(function))
        quoted = bool(literal) and literal[0] == "|"
        place = (operand.start("literal") + quoted, operand.end("literal") - quoted) if literal else None
        return _Expression(start, stop, variable, place, quoted, function, options)

    def _rest(
        self, at: int, *, options: bool = True, markup: bool = False
    ) -> tuple[tuple[tuple[str, str], ...], int]:
        """Read options and attributes up to the closing brace."""
        text = self._text
        found: dict[str, str] = {}
        while options and (option := _OPTION.match(text, at)):
            name = f"{option[1]}:{option[2]}" if option[1] else option[2]
            if name in found:
                raise _Malformed(f"option {name} stands twice", at)
            found[name] = option[3] if option[3][0] == "$" else _literal(option[3])
            at = option.end()
        while attribute := _ATTRIBUTE.match(text, at):
            at = attribute.end()
        close = re.compile(rf"{_O}/?\}}" if markup else rf"{_O}\}}").match(text, at)
        if not close:
            raise _Malformed("a placeholder is not well-formed", at)
        return tuple(found.items()), close.end()


def _literal(written: str) -> str:
    """Return what a literal stands for."""
    return re.sub(r"\\(.)", r"\1", written[1:-1]) if written[:1] == "|" else written


def read_as_mf2(file: CatalogFile, entry: Entry) -> Iterator[Entry]:
    """Yield a text's variants; a malformed text is yielded whole, with what is wrong."""
    try:
        message = _Parser(entry.text).message()
        if entry.text and not entry.pieces:
            raise _Malformed("its place in the file is not known", 0)
        reader = _Reader(file, entry, message)
        entries = [reader.entry(keys, parts) for keys, parts in message.variants.items()]
    except ValueError as error:
        index = getattr(error, "index", 0)
        problem = f"{error}, at index {index}" if isinstance(error, _Malformed) else "an escape divides it"
        yield entry._replace(syntax="", flaw=f"not MessageFormat 2: {problem}")
        return
    yield from entries


class _Reader:
    """Turns a parsed message into entries."""

    def __init__(self, file: CatalogFile, entry: Entry, message: _Message) -> None:
        self._file = file
        self._cut = cutter(file.text, entry.pieces)
        self._entry = entry
        self._message = message
        language = entry.locale.lower().replace("_", "-")
        self._is_ltr = not ({language, re.split("[-@]", language)[0]} & _RTL_LANGUAGES)
        self._lacks = lacking(self._shapes(), entry.locale)

    def _shapes(self) -> Iterator[BranchShape]:
        """Yield the plurals among the selectors."""
        for at, name in enumerate(self._message.selectors):
            function, options = self._function(self._message.declared[name])
            kind = {"ordinal": "ordinal", "exact": "word"}.get(options.get("select", ""), "plural")
            if function in ("number", "integer", "offset") and kind != "word":
                keys = dict.fromkeys(keys[at] for keys in self._message.variants)
                names = tuple("other" if key == "*" else _named(key) for key in keys)
                yield BranchShape(names, kind)

    def entry(self, keys: tuple[str, ...], parts: list[_Part]) -> Entry:
        """Return the entry of a variant."""
        pieces: list[Piece] = []
        isolated: list[tuple[int, int]] = []
        formatted: list[str] = []
        length = 0
        for part in parts:
            expression = part.expression
            if expression is None:
                added = list(self._cut(part.start, part.stop, PATTERN))
            else:
                added = list(self._shown(expression))
            begin, length = length, length + len(self._file.text_of(added))
            pieces += added
            if expression is None:
                continue
            function, options = self._function(expression)
            if not (self._is_ltr and function in _LTR_FUNCTIONS and "u:dir" not in options):
                isolated.append((begin, length))
            if function in _LTR_FUNCTIONS:
                formatted.append(self._name(expression))
        variant = ",".join(filter(None, (self._entry.variant, *keys)))
        text = self._file.text_of(pieces)
        line = self._file.line(pieces[0].start) if pieces else self._entry.line
        return self._entry._replace(
            text=text,
            line=line,
            variant=variant,
            syntax="brace",
            pieces=tuple(pieces),
            isolated=tuple(isolated),
            formatted=tuple(dict.fromkeys(formatted)),
            lacks=self._lacks,
        )

    def _shown(self, expression: _Expression) -> Iterator[Piece]:
        """Yield a placeholder: as the text that a literal is, or by the name of its variable."""
        whole = self._cut(expression.start, expression.stop, PATTERN)
        low, high = whole[0].start, whole[-1].stop
        source = self._source(expression)
        if source.literal and self._function(expression)[0] in ("", "string"):
            inside = self._entry.text[slice(*source.literal)]
            if source is expression:
                yield from self._cut(*source.literal, QUOTED if source.quoted else PATTERN)
            else:
                yield Piece(
                    low, high, Opaque(with_braces_doubled(QUOTED.text(inside) if source.quoted else inside))
                )
        else:
            yield Piece(low, high, Opaque(f"{{{self._name(expression)}}}"))

    def _name(self, expression: _Expression) -> str:
        source = self._source(expression)
        name = source.variable or expression.variable or source.function.rpartition(":")[2]
        return re.sub(r"[^\w.-]|^[.-]", "_", name) or "value"

    def _source(self, expression: _Expression) -> _Expression:
        """Return the expression that a value comes from in the end."""
        return [expression, *_sources(expression.variable, self._message.declared)][-1]

    def _function(self, expression: _Expression) -> tuple[str, dict[str, str]]:
        """Return the function that writes a value, and its options with those of earlier functions."""
        sources = expression, *_sources(expression.variable, self._message.declared)
        function = next((source.function for source in sources if source.function), "")
        return function, {name: value for source in reversed(sources) for name, value in source.options}


def _sources(name: str, declared: dict[str, _Expression]) -> Iterator[_Expression]:
    """Yield the declaration of a variable, then those that it is declared by."""
    seen: set[str] = set()
    while name in declared and name not in seen:
        seen.add(name)
        yield declared[name]
        name = declared[name].variable


def _named(key: str) -> str:
    """Return a key as names of branches have it: a number is exact."""
    return f"={int(key)}" if re.fullmatch(r"0|[1-9][0-9]{0,8}", key) else key
