"""Entries: the texts of one file, each with its key, its locale, its place, and how it is written there.

Values only. How a format is read stands in the readers, what a text costs in other rooms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

__all__ = ["Catalog", "Conventions", "Entry", "Notation", "Piece", "Place", "Remark"]

_NO_EXAMPLES: Mapping[str, str] = MappingProxyType({})


class Place(NamedTuple):
    """A place in a file, as editors count: both from 1, the column in code points."""

    line: int
    column: int


class Notation(Protocol):
    """How a text is written in a file: with which escapes and entities. One object per way of quoting.

    A notation that needs fewer escapes in the middle of a text also has `write_within`, which edits try
    first; one that cannot write an apostrophe everywhere says why in `trap`.
    """

    def spans(self, written: str) -> tuple[str, Sequence[int], Sequence[int]]:
        """Read what is written.

        Returns:
            the text, and for each of its code points where in `written` it begins and where it ends. What
            belongs to no character (a tag, a comment) lies between two.

        Raises:
            ValueError: it is not written in this notation.
        """
        ...

    def text(self, written: str) -> str:
        """Read what is written, without its places: what `spans` gives first, in less time."""
        ...

    def write(self, text: str) -> str:
        """Write a text so that `spans` reads the same one back.

        Raises:
            ValueError: it cannot be written in this notation.
        """
        ...


class Piece(NamedTuple):
    """A part of an entry's text as it stands in the file.

    Attributes:
        start: where it begins in `Catalog.text`, in code points, after an opening quote.
        stop: where it ends there, before a closing one.
        notation: how it is written.
    """

    start: int
    stop: int
    notation: Notation


class Remark(NamedTuple):
    """A comment of the file, without its marks.

    Attributes:
        line: of its beginning, from 1.
        text: as written between the marks, stripped.
    """

    line: int
    text: str


class Entry(NamedTuple):
    """One text, as its recipient will read it.

    Attributes:
        key: its name in the file: the msgid, the dotted path of JSON or YAML, the name attribute, the column
            and row of a table. With locale, context and variant it is unique in the file.
        text: escapes and entities resolved, placeholders as they stand.
        line: where it begins, from 1.
        locale: of the text as the file or its path names it, such as ``fr`` or ``pt-BR``; "" if neither does.
        variant: of a plural, a select or a template's branches: ``one``, ``other``, ``male``; "" for none.
        context: gettext's msgctxt, or whatever else distinguishes two equal keys; "" for none.
        source: the text in the source language, where the same file holds it.
        syntax: how placeholders are written, one of `templates.SYNTAXES`; "" where the format does not say.
        flags: gettext's, and what other formats say in their own words, spelled as Weblate does:
            ``python-format``, ``sms``, ``max-segments:2``, ``max-length:160``, ``fuzzy``.
        comments: of translators, developers and the format, nearest first in the file's order.
        examples: values of placeholders that the file gives, by name (ARB, WebExtension, Android's xliff:g).
        flaw: what is wrong with its placeholders if no parser can see it in the text; "" for nothing.
        lost: inline codes of the source that the text lacks, as written (XLIFF).
        isolated: ranges of the text that the program encloses in U+2068 and U+2069 by default (Fluent).
        formatted: names of placeholders whose values a formatter writes, such as a number with grouping.
        lacks: plural forms of its language that a plural in the message lacks; `None` where each form is an
            entry of its own.
        pieces: where the text stands; empty where that is not known.
    """

    key: str
    text: str
    line: int
    locale: str = ""
    variant: str = ""
    context: str = ""
    source: str | None = None
    syntax: str = ""
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    examples: Mapping[str, str] = _NO_EXAMPLES
    flaw: str = ""
    lost: tuple[str, ...] = ()
    isolated: tuple[tuple[int, int], ...] = ()
    formatted: tuple[str, ...] = ()
    lacks: tuple[str, ...] | None = None
    pieces: tuple[Piece, ...] = ()

    def with_isolates(self) -> str:
        r"""Return the text with U+2068 and U+2069 around what the program isolates.

        >>> Entry("a", "Code {c}.", 1, isolated=((5, 8),)).with_isolates()
        'Code \u2068{c}\u2069.'
        """
        signs = [(start, 1, "\u2068") for start, _ in self.isolated]
        signs += [(stop, 2 if start == stop else 0, "\u2069") for start, stop in self.isolated]
        parts: list[str] = []
        end = 0
        for at, _, sign in sorted(signs):
            parts += (self.text[end:at], sign)
            end = at
        return "".join([*parts, self.text[end:]])

    def __reduce__(self) -> tuple[type[Entry], tuple[Any, ...]]:
        fields = self._asdict() | {"examples": dict(self.examples)}
        return Entry, tuple(fields.values())

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self._asdict().items() if value and name != "pieces")
        return f"Entry({', '.join(shown)})"


class Conventions(NamedTuple):
    """How the program reads a file, as far as the file does not say.

    Attributes:
        message_format: every text goes through MessageFormat: in .properties also those without arguments;
            in plain JSON, plurals and selects are variants.
        message_format_2: every text is a message in MessageFormat 2, each variant of ``.match`` a text.
        vue_i18n: every text is a message of vue-i18n: ``a | b`` are plural forms, ``@:key`` is a placeholder.
        collapse_whitespace: runs of white space in XLIFF become one space, and are removed at the ends of a
            text, unless ``xml:space="preserve"`` applies.
    """

    message_format: bool = False
    message_format_2: bool = False
    vue_i18n: bool = False
    collapse_whitespace: bool = False


class Catalog(NamedTuple):
    """The texts of one file.

    Attributes:
        path: as named by the caller.
        format: of the reader, such as ``gettext``.
        text: the whole file decoded, line ends as they are, without a byte order mark.
        encoding: to write it back with.
        mark: the byte order mark's octets, to be put before it.
        entries: in the file's order.
        remarks: every comment of the file.
        conventions: by which it was read.
        left_out: how many entries were left out because only some keys were wanted.
        unread: where values stand that are not literals, such as function calls, so that they were not read.
        original: the same texts in the source language, where another file holds them; whoever knows that
            file adds it.
    """

    path: str
    format: str
    text: str
    encoding: str
    mark: bytes
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    conventions: Conventions = Conventions()
    original: Catalog | None = None
    left_out: int = 0
    unread: tuple[Place, ...] = ()
