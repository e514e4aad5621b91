"""Notations that several formats share: plain text, escapes found by a pattern, one notation in another.

How one format escapes is in its reader; what a text says is not known here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from .entries import Notation

__all__ = [
    "JSON",
    "LINES",
    "NOTHING",
    "PLAIN",
    "UTF16_ESCAPE",
    "Chained",
    "Escaped",
    "Kept",
    "Opaque",
    "Value",
    "chained",
    "character",
    "escaping",
    "hexadecimal",
    "octets_of_numbers",
    "refusing",
    "unescaping",
    "unless_brace",
    "with_braces_doubled",
]


NOTHING = re.compile(r"(?!)")
"""Finds nothing: what is written stands for itself."""


class Value:
    """A notation that equals any other with the same parts, so that it can be pickled."""

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and type(self) is type(other) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)


class Escaped:
    """Text in which a pattern finds all that is written otherwise.

    Args:
        pattern: finds escapes. What its group ``verbatim`` holds stands for itself, except for line ends.
        read: returns what a match stands for; "" where it does not belong to a character.
        unsafe: finds what cannot stand as it is.
        escape: writes what `unsafe` finds, or raises `ValueError`.
        maker: a function that returns an equal one, and its arguments; for pickle, where no module holds it.
    """

    __slots__ = ("_escape", "_maker", "_pattern", "_read", "_unsafe")

    def __init__(
        self,
        pattern: re.Pattern[str],
        read: Callable[[re.Match[str]], str],
        unsafe: re.Pattern[str],
        escape: Callable[[re.Match[str]], str],
        *,
        maker: tuple[Callable[..., Notation], tuple[str, ...]] | None = None,
    ) -> None:
        self._maker = maker
        self._pattern = pattern
        self._read = read
        self._unsafe = unsafe
        self._escape = escape

    def text(self, written: str) -> str:
        """Read what is written; see `Notation`."""
        return written if self._pattern is NOTHING else self._pattern.sub(self._read, written)

    def spans(self, written: str) -> tuple[str, Sequence[int], Sequence[int]]:
        """Read what is written; see `Notation`."""
        if self._pattern is NOTHING or not self._pattern.search(written):
            return written, range(len(written)), range(1, len(written) + 1)
        texts: list[str] = []
        starts: list[int] = []
        stops: list[int] = []
        end = 0
        for match in self._pattern.finditer(written):
            start, stop = match.span()
            texts.append(written[end:start])
            starts += range(end, start)
            stops += range(end + 1, start + 1)
            end = stop
            if match.lastgroup == "verbatim":
                offset = match.start("verbatim")
                sign, begins, ends = LINES.spans(match["verbatim"])
                starts += [offset + each for each in begins]
                stops += [offset + each for each in ends]
            else:
                sign = self._read(match)
                starts += [start] * len(sign)
                stops += [stop] * len(sign)
            texts.append(sign)
        texts.append(written[end:])
        starts += range(end, len(written))
        stops += range(end + 1, len(written) + 1)
        return "".join(texts), starts, stops

    def write(self, text: str) -> str:
        """Write a text; see `Notation`."""
        return self._unsafe.sub(self._escape, text)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, ...]]:
        if self._maker:
            return self._maker
        modules = [(name, module) for name, module in sys.modules.items() if name.startswith(_HERE)]
        for module_name, module in modules:
            for name, value in vars(module).items():
                if value is self:
                    return _constant, (module_name, name)
        raise TypeError("a notation that no module of catalogs holds cannot be pickled")


_HERE = __name__.rpartition(".")[0]


def _constant(module: str, name: str) -> object:
    return getattr(import_module(module), name)


class Opaque(Value):
    """A part that stands for another text as a whole, such as ``{ $name }`` for ``{name}``."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def spans(self, written: str) -> tuple[str, Sequence[int], Sequence[int]]:
        """Read what is written; see `Notation`."""
        return self._text, [0] * len(self._text), [len(written)] * len(self._text)

    def text(self, written: str) -> str:  # noqa: ARG002
        """Read what is written; see `Notation`."""
        return self._text

    def write(self, text: str) -> str:
        """Refuse: nothing in it can be changed by itself."""
        raise ValueError(f"{self._text!r} is written otherwise in the file and cannot become {text!r}")


class Kept(Value):
    """A text as another notation has it, in which nothing may be changed or removed.

    Args:
        notation: how it is written.
        reason: why it has to stay.
    """

    __slots__ = ("_notation", "reason")

    def __init__(self, notation: Notation, reason: str) -> None:
        self._notation = notation
        self.reason = reason

    def spans(self, written: str) -> tuple[str, Sequence[int], Sequence[int]]:
        """Read what is written; see `Notation`."""
        return self._notation.spans(written)

    def text(self, written: str) -> str:
        """Read what is written; see `Notation`."""
        return self._notation.text(written)

    def write(self, text: str) -> str:  # noqa: ARG002
        """Refuse."""
        raise ValueError(self.reason)


class Chained(Value):
    """One notation inside another: what the outer one reads is written in the inner one."""

    __slots__ = ("_inner", "_outer", "trap")

    def __init__(self, outer: Notation, inner: Notation) -> None:
        self._outer = outer
        self._inner = inner
        self.trap: str = getattr(inner, "trap", "")

    def spans(self, written: str) -> tuple[str, Sequence[int], Sequence[int]]:
        """Read what is written; see `Notation`."""
        middle, starts, stops = self._outer.spans(written)
        text, begins, ends = self._inner.spans(middle)
        if middle is written:  # nothing was escaped
            return text, begins, ends
        return text, [starts[offset] for offset in begins], [stops[offset - 1] for offset in ends]

    def text(self, written: str) -> str:
        """Read what is written; see `Notation`."""
        return self._inner.text(self._outer.text(written))

    def write(self, text: str) -> str:
        """Write a text; see `Notation`."""
        return self._outer.write(self._inner.write(text))

    def write_within(self, text: str) -> str:
        """Write a part from the middle of a text, where less needs an escape."""
        write = getattr(self._inner, "write_within", self._inner.write)
        return self._outer.write(write(text))


_chained: dict[tuple[int, int], Chained] = {}  # it keeps the notations alive, so that no id is used again


def chained(outer: Notation, inner: Notation) -> Notation:
    """Return one notation inside another, always the same object: edits compare notations by identity."""
    key = id(outer), id(inner)
    return _chained.get(key) or _chained.setdefault(key, Chained(outer, inner))


def hexadecimal(match: re.Match[str]) -> str:
    r"""Write each UTF-16 code unit of a match as ``\uXXXX``."""
    octets = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{octets[index : index + 4]}" for index in range(0, len(octets), 4))


def character(digits: str, base: int = 16) -> str:
    r"""Return the character of a code point's digits; of two surrogates, ``\u`` stands between them.

    Raises:
        ValueError: there is no such code point.
    """
    high, _, low = digits.partition("\\")
    if low:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10 | int(low[1:], 16) & 0x3FF))
    return chr(int(digits, base))


def unescaping(
    signs: Mapping[str, str],
    *,
    numbers: Callable[[str], str] | None = None,
    other: Callable[[re.Match[str]], str] = lambda _: "\n",
    with_digits: str = "",
) -> Callable[[re.Match[str]], str]:
    r"""Return what reads escapes that begin with a backslash, and whatever else a pattern finds.

    Args:
        signs: what a character after the backslash stands for; any other stands for itself.
        numbers: reads ``\101`` and ``\x41``; `None` where ``\x`` has the digits of a code point.
        other: reads a match without a backslash.
        with_digits: letters that are errors without digits after them.
    """
    known = {f"\\{mark}": sign for mark, sign in signs.items()}

    def read(match: re.Match[str]) -> str:
        written = match[0]
        if (sign := known.get(written)) is not None:
            return sign
        if len(written) == 6 and written[1] == "u" and written[2] != "{":  # as most are: half the time
            return chr(int(written[2:], 16))
        mark = written[1:2]
        if written[0] != "\\":
            return other(match)
        if len(written) > 2 and (mark in "uU" or (mark == "x" and not numbers)):
            return character(written[2:].strip("{}"))
        if numbers and (mark.isdecimal() or len(written) > 2) and mark in "01234567x":
            return numbers(written)
        if mark and mark in with_digits:
            stop = min(match.start() + 6, match.endpos)
            raise ValueError(f"{match.string[match.start() : stop]!r} is not a character")
        return signs.get(mark, mark)

    return read


def escaping(
    signs: Mapping[str, str], *, otherwise: Callable[[re.Match[str]], str] = hexadecimal
) -> Callable[[re.Match[str]], str]:
    """Return what writes a character as a backslash and its letter, or in another way where it has none."""
    escapes = {sign: f"\\{letter}" for letter, sign in signs.items()}
    return lambda match: escapes.get(match[0]) or otherwise(match)


def refusing(reason: str) -> Callable[[re.Match[str]], str]:
    """Return what refuses to write a match, such as because it ``needs double quotes``."""

    def refuse(match: re.Match[str]) -> str:
        raise ValueError(f"{match[0]!r} {reason}")

    return refuse


def octets_of_numbers(written: str, encoding: str) -> str:
    r"""Return the characters whose octets are written as ``\303\251`` or ``\xC3\xA9``."""
    numbers = re.findall(r"\\(?:x([0-9a-fA-F]+)|([0-7]{1,3}))", written)
    octets = (int(octal, 8) if octal else int(digits, 16) for digits, octal in numbers)
    return bytes(octet & 255 for octet in octets).decode(encoding)


def with_braces_doubled(text: str) -> str:
    """Return literal text as syntax ``brace`` writes it."""
    return text.replace("{", "{{").replace("}", "}}")


def unless_brace(write: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    """Return what writes a match of a sign, or of a doubled brace, and refuses a single brace."""

    def escape(match: re.Match[str]) -> str:
        if match[0] in ("{", "}"):
            raise ValueError(f"a single {match[0]!r} would be part of a placeholder")
        return write(match[0][0])

    return escape


UTF16_ESCAPE = r"\\u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|[0-9a-fA-F]{4})"
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\"}

PLAIN = Escaped(NOTHING, lambda match: match[0], NOTHING, lambda match: match[0])
LINES = Escaped(re.compile(r"\r\n?"), lambda _: "\n", NOTHING, lambda match: match[0])
JSON = Escaped(
    re.compile(UTF16_ESCAPE + r"|\\.", re.DOTALL),
    unescaping(_SIGNS),
    re.compile(r'["\\\x00-\x1f\ud800-\udfff]'),
    escaping(_SIGNS),
)
