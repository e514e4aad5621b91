"""Fixing: the edits that findings carry are made in the file, and what they leave is found anew.

A line here chooses among edits; how one is written is the catalogs' business, and files are not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..catalogs import edited, read
from ..catalogs.errors import UneditableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..catalogs.entries import Catalog, Entry
    from .checking import Checked
    from .findings import Finding, TextEdit

__all__ = ["Fixed", "fix"]

_ROUNDS = 10
"""Making an edit may bring another to light; more rounds than this would be edits that undo each other."""


class Fixed(NamedTuple):
    """What fixing made of a catalog.

    Attributes:
        octets: the whole file as it has to be.
        catalog: what is read from them.
        checked: what is still found there.
        made: how many texts were changed.
        failures: what could not be changed, and why.
    """

    octets: bytes
    catalog: Catalog
    checked: Checked
    made: int
    failures: tuple[UneditableError, ...]


class _Change(NamedTuple):
    entry: Entry
    edits: tuple[TextEdit, ...]


def fix(
    catalog: Catalog,
    checked: Checked,
    recheck: Callable[[Catalog], Checked],
    *,
    octets: bytes,
    wanted: Callable[[Finding], bool] = bool,
    unsafe: bool = False,
    registered: bool = False,
) -> Fixed:
    r"""Make the edits of findings, until no finding has one left.

    Args:
        catalog: as it was read.
        checked: what was found in it.
        recheck: finds again, in what an edit has made of it.
        octets: that the catalog was read from.
        wanted: says of a finding whether it is to be mended; a baseline may hold it, for one.
        unsafe: whether edits are made that may change what a text says.
        registered: whether texts that are registered elsewhere may be changed too.

    Returns:
        octets that differ from those given in the edited ranges alone. What cannot be edited stays as it is.

    >>> from segmenter.lint.checking import Options, check
    >>> octets = '{"a": "It’s", "b": "é"}'.encode()
    >>> catalog = read("sms.json", octets)
    >>> again = lambda one: check(one, options=Options(everything=True))
    >>> fix(catalog, again(catalog), again, octets=octets).octets.decode()
    '{"a": "It\'s", "b": "é"}'
    """
    made: set[tuple[str, ...]] = set()
    failures: dict[tuple[str, ...], UneditableError] = {}
    for _ in range(_ROUNDS):
        mendable = (
            finding
            for finding in checked.findings
            if finding.edits
            and wanted(finding)
            and _identity(finding.entry) not in failures
            and (finding.safe or unsafe)
            and (registered or not finding.registered)
        )
        changes = _changes(mendable)
        possible = _possible(catalog, changes, failures)
        if not possible:
            break
        octets = edited(catalog, possible)
        made.update(_identity(change.entry) for change in possible)
        catalog = read(catalog.path, octets, format=catalog.format)
        checked = recheck(catalog)
    return Fixed(octets, catalog, checked, len(made), tuple(failures.values()))


def _identity(entry: Entry) -> tuple[str, ...]:
    return entry.key, entry.locale, entry.context, entry.variant


def _changes(findings: Iterable[Finding]) -> list[_Change]:
    """Gather the edits of each entry; a finding whose edits overlap others is left to the next round."""
    chosen: dict[int, _Change] = {}
    for finding in findings:
        before = chosen.get(id(finding.entry), _Change(finding.entry, ()))
        new = [edit for edit in finding.edits if edit not in before.edits]
        if not any(_overlap(one, other) for one in new for other in before.edits):
            chosen[id(finding.entry)] = _Change(finding.entry, tuple(sorted((*before.edits, *new))))
    return list(chosen.values())


def _overlap(one: TextEdit, other: TextEdit) -> bool:
    """Say whether two edits touch the same place; two insertions at one place do, for their order is open."""
    return (one[0] < other[1] and other[0] < one[1]) or one[:2] == other[:2]


def _possible(
    catalog: Catalog, changes: Sequence[_Change], failures: dict[tuple[str, ...], UneditableError]
) -> list[_Change]:
    """Return the changes that can be made, together; of the others it is noted why not."""
    if not changes or _can_be_made(catalog, changes, failures):
        return list(changes)
    if len(changes) == 1:
        return []
    middle = len(changes) // 2
    first, second = (_possible(catalog, half, failures) for half in (changes[:middle], changes[middle:]))
    # Where each can be made and both cannot, they share a place: the second is for the next round.
    return first + second if not first or not second or _can_be_made(catalog, first + second, {}) else first


def _can_be_made(
    catalog: Catalog, changes: Sequence[_Change], failures: dict[tuple[str, ...], UneditableError]
) -> bool:
    try:
        edited(catalog, changes)
    except UneditableError as error:
        if len(changes) == 1:
            failures[_identity(changes[0].entry)] = error
        return False
    return True
