"""Fixing: the edits that findings carry are made in the file, and what they leave is found anew.

A line here chooses among edits; how one is written is the catalogs' business, and files are not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..catalogs import edited, read
from ..catalogs.entries import Entry
from ..catalogs.errors import UneditableError

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from ..catalogs.entries import Catalog
    from ..channels.findings import Finding, NamedText, TextEdit
    from .checking import Checked

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
    findings: tuple[Finding, ...]


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
        octets that differ from those given in the edited ranges alone. What cannot be edited stays as it is:
        of a finding all edits are made, or none.

    >>> from segmenter.lint.checking import Options, check
    >>> octets = '{"a": "It’s", "b": "é"}'.encode()
    >>> catalog = read("sms.json", octets)
    >>> again = lambda one: check(one, options=Options(everything=True))
    >>> fix(catalog, again(catalog), again, octets=octets).octets.decode()
    '{"a": "It\'s", "b": "é"}'
    """
    made: set[tuple[str, ...]] = set()
    failures: dict[tuple[str, ...], UneditableError] = {}
    split: set[tuple[str, ...]] = set()  # texts whose findings cannot all be mended: one is tried in a round
    for _ in range(_ROUNDS):
        before = len(failures) + len(split)
        mendable = (
            finding
            for finding in checked.findings
            if finding.edits
            and wanted(finding)
            and _about(finding) not in failures
            and (finding.safe or unsafe)
            and (registered or not finding.registered)
        )
        possible = _possible(catalog, _changes(mendable, split), failures, split)
        if not possible:
            if len(failures) + len(split) == before:
                break
            continue
        octets = edited(catalog, (change[:2] for change in possible))
        made.update(_identity(change.entry) for change in possible)
        catalog = read(catalog.path, octets, format=catalog.format)
        checked = recheck(catalog)
    return Fixed(octets, catalog, checked, len(made), tuple(failures.values()))


def _identity(entry: NamedText) -> tuple[str, ...]:
    return entry.key, entry.locale, entry.context, entry.variant


def _about(finding: Finding) -> tuple[str, ...]:
    return *_identity(finding.entry), finding.rule, finding.message, str(finding.start)


def _changes(findings: Iterable[Finding], split: Container[tuple[str, ...]]) -> list[_Change]:
    """Gather the edits of each entry; a finding whose edits overlap others is left to the next round."""
    chosen: dict[int, _Change] = {}
    for finding in findings:
        if not isinstance(finding.entry, Entry):
            continue
        entry, edits, others = chosen.get(id(finding.entry), _Change(finding.entry, (), ()))
        new = [edit for edit in finding.edits if edit not in edits]
        if others and _identity(entry) in split:
            continue
        if not any(_overlap(one, other) for one in new for other in edits):
            chosen[id(entry)] = _Change(entry, tuple(sorted((*edits, *new))), (*others, finding))
    return list(chosen.values())


def _overlap(one: TextEdit, other: TextEdit) -> bool:
    """Say whether two edits touch the same place; two insertions at one place do, for their order is open."""
    return (one[0] < other[1] and other[0] < one[1]) or one[:2] == other[:2]


def _possible(
    catalog: Catalog,
    changes: Sequence[_Change],
    failures: dict[tuple[str, ...], UneditableError],
    split: set[tuple[str, ...]],
) -> list[_Change]:
    """Return the changes that can be made, together; of the others it is noted why not."""
    if not changes or not (error := _obstacle(catalog, changes)):
        return list(changes)
    if len(changes) == 1:
        entry, _, findings = changes[0]
        if len(findings) > 1:
            split.add(_identity(entry))
        else:
            failures[_about(findings[0])] = error
        return []
    middle = len(changes) // 2
    halves = changes[:middle], changes[middle:]
    first, second = (_possible(catalog, half, failures, split) for half in halves)
    # Where each can be made and both cannot, they share a place: the second is for the next round.
    return first + second if not first or not second or not _obstacle(catalog, first + second) else first


def _obstacle(catalog: Catalog, changes: Sequence[_Change]) -> UneditableError | None:
    try:
        edited(catalog, (change[:2] for change in changes))
    except UneditableError as error:
        return error
    return None
