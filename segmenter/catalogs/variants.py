"""Variants: a text with plurals, selects or branches, as all the texts that a recipient may get.

Parts know where they stand and how they are written; how a format writes choices is in its reader. Which
branches go together follows from the values that lead to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from .decoding import CatalogFile
from .entries import Entry, Notation, Piece
from .errors import CatalogError
from .notations import Opaque
from .plurals import CATEGORIES, SAMPLES, category, is_known

__all__ = ["MOST_VARIANTS", "Choice", "VariantPart", "entries_of", "percent_syntax", "presented"]

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

    def branch(self, value: _Value) -> str:
        """Return the name of the branch that a value leads to."""
        if self.kind != "word":
            if f"={value.number}" in self.branches:
                return f"={value.number}"
            if (name := value.category(self.kind, self.offset)) in self.branches:
                return name
        elif value.word in self.branches:
            return value.word
        return self.default or ("other" if "other" in self.branches else [*self.branches][-1])


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
    locale = facts.get("locale", file.locale)
    by_selector = _choices(parts)
    values = {selector: _values(choices, locale) for selector, choices in by_selector.items()}
    facts.setdefault("lacks", _lacking(by_selector.values(), locale) if by_selector else ())
    too_many = file.error(
        offset, f"its branches combine to more than {MOST_VARIANTS} texts", "split it, or leave the file out"
    )
    seen: set[str] = set()
    for taken, _, pieces in _combinations(parts, values, {}, too_many):
        name = ",".join(filter(None, (variant, *(min(branches)[1] for branches in taken.values()))))
        if name in seen:
            names = ("/".join(branch for _, branch in branches) for branches in taken.values())
            name = ",".join(filter(None, (variant, *names)))
        seen.add(name)
        yield file.entry(key, tuple(pieces), offset=offset, variant=name, **facts)


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


def _lacking(choices: Iterable[Iterable[Choice]], locale: str) -> tuple[str, ...]:
    """Return the plural forms of a language that some choice lacks: numbers have them, and no branch does."""
    lacking: dict[str, None] = {}
    for choice in chain.from_iterable(choices):
        if choice.kind == "word" or not is_known(locale):
            continue
        for number in SAMPLES[:-1]:  # a form that only millions have is not required
            name = category(locale, max(number - choice.offset, 0), ordinal=choice.kind == "ordinal")
            if name not in choice.branches and f"={number}" not in choice.branches:
                lacking[name] = None
    return tuple(name for name in CATEGORIES if name in lacking)


def _values(choices: list[Choice], locale: str) -> tuple[_Value, ...]:
    """Return values that between them lead to every branch of the places with one selector."""
    names = list(dict.fromkeys(name for choice in choices for name in choice.branches))
    if all(choice.kind == "word" for choice in choices):
        return (*map(_Value, names), _Value())
    numbers = {int(name[1:]) for name in names if re.fullmatch("=[0-9]{1,9}", name)}
    if not is_known(locale):  # a number has the category that the file has for it, if any
        words = [name for name in names if name[:1] != "="]
        return (*(_Value(str(number), number) for number in sorted(numbers)), *map(_Value, words), _Value())
    values = [_Value(str(number), number, locale) for number in sorted(numbers.union(SAMPLES))]
    reached = {choice.branch(value) for choice in choices for value in values}
    return (*values, *(_Value(name) for name in names if name not in reached))


_Taken: TypeAlias = dict[str, tuple[tuple[int, str], ...]]
"""The branches that were taken, by selector, each with how well it names the value: 0 best."""
_Values: TypeAlias = dict[str, tuple[_Value, ...]]


def _combinations(
    parts: Iterable[VariantPart], values: _Values, taken: _Taken, too_many: CatalogError
) -> list[tuple[_Taken, _Values, list[Piece]]]:
    """Return what was taken, which values lead there, and the pieces, for each combination that can be."""
    grown: list[tuple[_Taken, _Values, list[Piece]]] = [(taken, values, [])]
    for part in parts:
        if isinstance(part, Piece):
            for _, _, pieces in grown:
                pieces.append(part)
            continue
        longer = []
        for before, possible, pieces in grown:
            leading: dict[str, list[_Value]] = {}
            for value in possible[part.selector]:
                leading.setdefault(part.branch(value), []).append(value)
            for name in sorted(leading, key=[*part.branches].index):
                narrowed = {**possible, part.selector: tuple(leading[name])}
                rank = 0 if name[:1] == "=" else 2 if name in (part.default, "other") else 1
                names = {**before, part.selector: (*before.get(part.selector, ()), (rank, name))}
                for after, left, added in _combinations(part.branches[name], narrowed, names, too_many):
                    longer.append((after, left, pieces + added))
                if len(longer) > MOST_VARIANTS:
                    raise too_many
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
