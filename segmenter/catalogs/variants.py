"""Variants: a text with plurals, selects or branches, as all the texts that a recipient may get.

Parts know where they stand and how they are written; how a format writes choices is in its reader. Which
branches go together follows from the values that lead to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from .decoding import CatalogFile
from .entries import Entry, Notation, Piece
from .notations import Opaque
from .plurals import CATEGORIES, SAMPLES, category, is_known

__all__ = [
    "MOST_VARIANTS",
    "BranchShape",
    "Choice",
    "VariantPart",
    "entries_of",
    "lacking",
    "percent_syntax",
    "presented",
    "substituted",
]

MOST_VARIANTS = 64
"""Six independent choices of two make so many; more cannot be read as a list."""


class Choice(NamedTuple):
    """A place where one of several branches stands.

    Attributes:
        selector: what decides, such as an argument; places with one selector are decided together.
        branches: by name. Of a number, a name is a plural category, or the number itself, as ``=1``.
        kind: what decides: a ``word``, or a number by its ``plural`` or ``ordinal`` category.
        default: the branch of a value that no name fits; "" for ``other``, or else the last one.
        offset: what is subtracted from a number before its category is taken.
    """

    selector: str
    branches: Mapping[str, list[VariantPart]]
    kind: str = "word"
    default: str = ""
    offset: int = 0

    @property
    def shape(self) -> BranchShape:
        """All of it that decides which branch a value leads to."""
        return BranchShape(tuple(self.branches), self.kind, self.default, self.offset)


class _Value(NamedTuple):
    """What may decide: a word, or a number, of which perhaps only the category is known."""

    word: str = ""
    number: int | None = None
    locale: str = "en"

    def category(self, kind: str, offset: int) -> str:
        if self.number is None:
            return self.word
        return category(self.locale, self.number - offset, ordinal=kind == "ordinal")


VariantPart: TypeAlias = Piece | Choice


def entries_of(
    file: CatalogFile,
    key: str,
    parts: Iterable[VariantPart],
    /,
    *,
    offset: int,
    variant: str = "",
    **facts: Any,
) -> Iterator[Entry]:
    """Yield an entry for each combination of branches, named in order: ``one``, ``male,other``.

    Args:
        file: that holds the parts.
        key: of the text.
        parts: of the text, in order.
        offset: where in the file it begins.
        variant: what names its entries before the branches do.
        facts: of all of its entries.

    Raises:
        CatalogError: there are more than `MOST_VARIANTS`.
    """
    parts = list(parts)
    if not any(isinstance(part, Choice) for part in parts):  # as in most texts: a fifth of the time
        facts.setdefault("lacks", ())
        yield file.entry(key, tuple(parts), offset=offset, variant=variant, **facts)  # type: ignore[arg-type]  # pieces
        return
    locale = facts.get("locale", file.locale)
    shapes = {selector: tuple(dict.fromkeys(found)) for selector, found in _shapes_in(parts).items()}
    values = {selector: _values(of_one, locale) for selector, of_one in shapes.items()}
    facts.setdefault("lacks", lacking(chain(*shapes.values()), locale))
    try:
        combinations = _combinations(parts, values, {})
    except _TooManyError:
        problem = f"its branches combine to more than {MOST_VARIANTS} texts"
        raise file.error(offset, problem, "split it, or leave the file out") from None
    seen: set[str] = set()
    for taken, _, pieces in combinations:
        name = ",".join(filter(None, (variant, *(min(branches)[1] for branches in taken.values()))))
        if name in seen:
            names = ("/".join(branch for _, branch in branches) for branches in taken.values())
            name = ",".join(filter(None, (variant, *names)))
        seen.add(name)
        yield file.entry(key, tuple(pieces), offset=offset, variant=name, **facts)


class _TooManyError(Exception):
    """The branches combine to more texts than `MOST_VARIANTS`."""


def _shapes_in(parts: Iterable[VariantPart]) -> dict[str, list[BranchShape]]:
    """Return the shapes of all choices in the parts by their selectors."""
    shapes: dict[str, list[BranchShape]] = {}
    for part in parts:
        if isinstance(part, Choice):
            shapes.setdefault(part.selector, []).append(part.shape)
            for branch in part.branches.values():
                for selector, inner in _shapes_in(branch).items():
                    shapes.setdefault(selector, []).extend(inner)
    return shapes


class BranchShape(NamedTuple):
    """All of a choice that decides which branch a value leads to; see `Choice`."""

    names: tuple[str, ...]
    kind: str
    default: str = ""
    offset: int = 0

    def branch(self, value: _Value) -> str:
        """Return the name of the branch that a value leads to."""
        if self.kind != "word":
            if f"={value.number}" in self.names:
                return f"={value.number}"
            if (name := value.category(self.kind, self.offset)) in self.names:
                return name
        elif value.word in self.names:
            return value.word
        return self.default or ("other" if "other" in self.names else self.names[-1])


def lacking(shapes: Iterable[BranchShape], locale: str) -> tuple[str, ...]:
    """Return the plural forms of a language that choices of some shapes lack.

    >>> lacking([BranchShape(("one", "other"), "plural")], "ru")
    ('few', 'many')
    """
    names = {name for shape in shapes for name in _lacking_in(shape, locale)}
    return tuple(name for name in CATEGORIES if name in names)


@lru_cache(maxsize=1024)
def _lacking_in(shape: BranchShape, locale: str) -> frozenset[str]:
    """Return the plural forms that numbers of a language have and no branch does."""
    if shape.kind == "word" or not is_known(locale):
        return frozenset()
    return frozenset(
        name
        for number in SAMPLES[:-1]  # a form that only millions have is not required
        if f"={number}" not in shape.names
        and (name := category(locale, max(number - shape.offset, 0), ordinal=shape.kind == "ordinal"))
        not in shape.names
    )


@lru_cache(maxsize=1024)
def _values(shapes: tuple[BranchShape, ...], locale: str) -> tuple[_Value, ...]:
    """Return values that lead to every combination of branches, of choices with one selector.

    Where several values lead to the same branches, only the first is returned.
    """
    names = list(dict.fromkeys(name for shape in shapes for name in shape.names))
    if all(shape.kind == "word" for shape in shapes):
        return (*map(_Value, names), _Value())
    numbers = {int(name[1:]) for name in names if re.fullmatch("=[0-9]{1,9}", name)}
    if not is_known(locale):  # a number has the category that the file has for it, if any
        words = [name for name in names if name[:1] != "="]
        return (*(_Value(str(number), number) for number in sorted(numbers)), *map(_Value, words), _Value())
    values: dict[tuple[str, ...], _Value] = {}
    for number in sorted(numbers.union(SAMPLES)):
        value = _Value(str(number), number, locale)
        values.setdefault(tuple(shape.branch(value) for shape in shapes), value)
    reached = {name for branches in values for name in branches}
    return (*values.values(), *(_Value(name) for name in names if name not in reached))


_Taken: TypeAlias = dict[str, tuple[tuple[int, str], ...]]
"""The branches that were taken, by selector, each with how well it names the value (0 is best)."""
_Values: TypeAlias = dict[str, tuple[_Value, ...]]


def _combinations(
    parts: Iterable[VariantPart], values: _Values, taken: _Taken
) -> list[tuple[_Taken, _Values, list[Piece]]]:
    """Return what was taken, which values lead there, and the pieces, for each combination that can be."""
    grown: list[tuple[_Taken, _Values, list[Piece]]] = [(taken, values, [])]
    for part in parts:
        if isinstance(part, Piece):
            for _, _, pieces in grown:
                pieces.append(part)
            continue
        longer = []
        shape = part.shape
        for before, possible, pieces in grown:
            leading: dict[str, list[_Value]] = {}
            for value in possible[part.selector]:
                leading.setdefault(shape.branch(value), []).append(value)
            for name in sorted(leading, key=[*part.branches].index):
                narrowed = {**possible, part.selector: tuple(leading[name])}
                rank = 0 if name[:1] == "=" else 2 if name in (part.default, "other") else 1
                names = {**before, part.selector: (*before.get(part.selector, ()), (rank, name))}
                for after, left, added in _combinations(part.branches[name], narrowed, names):
                    longer.append((after, left, pieces + added))
                if len(longer) > MOST_VARIANTS:
                    raise _TooManyError
        grown = longer
    return grown


def presented(
    file: CatalogFile,
    start: int,
    stop: int,
    notation: Notation,
    pattern: re.Pattern[str],
    show: Callable[[re.Match[str]], str | None],
) -> list[Piece]:
    """Cut a range of the file at placeholders, each to be shown in another way: `None` leaves it as it is."""
    pieces: list[Piece] = []
    end = start
    for match in pattern.finditer(file.text, start, stop):
        shown = show(match)
        if shown is None or shown == match[0]:
            continue
        if match.start() > end:
            pieces.append(Piece(end, match.start(), notation))
        pieces.append(Piece(match.start(), match.end(), Opaque(shown)))
        end = match.end()
    if end < stop or not pieces:
        pieces.append(Piece(end, stop, notation))
    return pieces


_SUBSTITUTION = re.compile(r"%%|%(?:\d+\$)?#@([^@\r\n]+)@")


def substituted(
    file: CatalogFile, start: int, stop: int, notation: Notation, choice: Callable[[str], Choice | None]
) -> list[VariantPart]:
    """Cut a range at what Apple writes as ``%#@name@``; a name that `choice` does not know stays as it is."""
    parts: list[VariantPart] = []
    end = start
    for match in _SUBSTITUTION.finditer(file.text, start, stop):
        inner = choice(match[1]) if match[1] else None
        if inner is None:
            continue
        parts += (Piece(end, match.start(), notation), inner)
        end = match.end()
    parts.append(Piece(end, stop, notation))
    return parts


_CONVERSION = re.compile(
    r"(?<!%)(?:%%)*%(?:\(\w+\)[sd]"
    r"|(?:\d+\$|<)?[-#+0,(']*(?:\*|\d+)?(?:\.\d*)?(?:l{0,2}|hh?|[qzjtL])(?:[diuxXofFeEgGcCsSaAp](?![A-Za-z])|@)"
    r"|(?:(?:\d+\$|<)[-#+ 0,(']*\d*(?:\.\d+)?|[-#+0,(']*\d*\.\d+)(?:l{0,2}|hh?|[qzjtL])[diuxXofFeEgGcCsSaA]"
    r"|(?:\d+\$|<)?-?\d*[tT][A-Za-z](?![A-Za-z]))"
)


def percent_syntax(text: str) -> str:
    """Return ``percent`` for a text with a conversion as C writes it; "" for one that may not be a format.

    >>> [percent_syntax(text) for text in ("Balance %.2f EUR", "%1$tY", "100% sure", "%%d")]
    ['percent', 'percent', '', '']
    """
    return "percent" if _CONVERSION.search(text) else ""
