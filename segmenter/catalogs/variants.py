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

__all__ = ["MOST_VARIANTS", "Choice", "VariantPart", "entries_of", "lacking", "percent_syntax", "presented"]

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
    def shape(self) -> _Shape:
        """All of it that decides which branch a value leads to."""
        return _Shape(tuple(self.branches), self.kind, self.default, self.offset)


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
    by_selector = _choices(parts)
    values = {selector: _values(choices, locale) for selector, choices in by_selector.items()}
    facts.setdefault("lacks", _lacking(by_selector.values(), locale))
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


def _choices(parts: Iterable[VariantPart]) -> dict[str, list[Choice]]:
    """Return all choices in the parts by their selectors."""
    found: dict[str, list[Choice]] = {}
    for part in parts:
        if isinstance(part, Choice):
            found.setdefault(part.selector, []).append(part)
            for branch in part.branches.values():
                for selector, choices in _choices(branch).items():
                    found.setdefault(selector, []).extend(choices)
    return found


class _Shape(NamedTuple):
    """All of a choice that decides which branch a value leads to."""

    names: tuple[str, ...]
    kind: str
    default: str
    offset: int

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


def lacking(names: tuple[str, ...], kind: str, locale: str) -> tuple[str, ...]:
    """Return the plural forms of a language that branches of some names lack.

    >>> lacking(("one", "other"), "plural", "ru")
    ('few', 'many')
    """
    found = _lacking_in(_Shape(names, kind, "", 0), locale)
    return tuple(name for name in CATEGORIES if name in found)


def _lacking(choices: Iterable[Iterable[Choice]], locale: str) -> tuple[str, ...]:
    """Return the plural forms of a language that some choice lacks."""
    lacking = {name for choice in chain.from_iterable(choices) for name in _lacking_in(choice.shape, locale)}
    return tuple(name for name in CATEGORIES if name in lacking)


@lru_cache(maxsize=1024)
def _lacking_in(shape: _Shape, locale: str) -> frozenset[str]:
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


def _values(choices: list[Choice], locale: str) -> tuple[_Value, ...]:
    """Return values that lead to every combination of branches, of the places with one selector."""
    return _values_of(tuple(dict.fromkeys(choice.shape for choice in choices)), locale)


@lru_cache(maxsize=1024)
def _values_of(shapes: tuple[_Shape, ...], locale: str) -> tuple[_Value, ...]:
    """Return the same for choices of some shapes; where values lead to the same branches, the first."""
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
"""The branches that were taken, by selector, each with how well it names the value: 0 best."""
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


_CONVERSION = re.compile(
    r"(?<!%)(?:%%)*%(?:\(\w+\)[sd]"
    r"|(?:\d+\$|<)?[-#+0,(']*(?:\*|\d+)?(?:\.\d*)?(?:l{0,2}|hh?|[qzjtL])(?:[diuxXofFeEgGcCsSaAp](?![A-Za-z])|@)"
    r"|(?:(?:\d+\$|<)[-#+ 0,(']*\d*(?:\.\d+)?|[-#+0,(']*\d*\.\d+)(?:l{0,2}|hh?|[qzjtL])[diuxXofFeEgGcCsSaA]"
    r"|(?:\d+\$|<)?-?\d*[tT][A-Za-z](?![A-Za-z]))"
)


def percent_syntax(text: str) -> str:
    """Return ``percent`` for a text with a conversion, as C writes it; "" for one that may be no format.

    >>> [percent_syntax(text) for text in ("Balance %.2f EUR", "%1$tY", "100% sure", "%%d")]
    ['percent', 'percent', '', '']
    """
    return "percent" if _CONVERSION.search(text) else ""
