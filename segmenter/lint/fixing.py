"""Fixing: makes the edits of findings in the file, and checks the result again.

It chooses among edits; how one is written is up to the catalogs, and files are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from typing import NamedTuple

from ..catalogs.editing import edited_as_far_as_possible
from ..catalogs.entries import Catalog, Entry
from ..catalogs.errors import UneditableError
from ..channels.findings import Finding, NamedText, TextEdit
from .checking import Checked

__all__ = ["Fixed", "fix"]


class Fixed(NamedTuple):
    """A catalog after fixing.

    Attributes:
        octets: the whole fixed file.
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
    prepare: Callable[[Catalog], Catalog] = lambda catalog: catalog,
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
        prepare: adds to a catalog that is read again what its file does not hold, such as sources.
        wanted: tells whether a finding is to be fixed; a baseline may record it.
        unsafe: whether edits that may change what a text says are made too.
        registered: whether texts that are registered elsewhere may be changed too.

    Returns:
        octets that differ from those given in the edited ranges alone. What cannot be edited stays as it is:
        either all edits of a finding are made, or none.

    >>> from segmenter.catalogs import read
    >>> from segmenter.lint.checking import Options, check
    >>> octets = '{"a": "It’s", "b": "é"}'.encode()
    >>> catalog = read("sms.json", octets)
    >>> again = lambda one: check(one, options=Options(everything=True))
    >>> fix(catalog, again(catalog), again, octets=octets).octets.decode()
    '{"a": "It\'s", "b": "é"}'
    """
    if twice := encoded_twice(catalog):
        return Fixed(octets, catalog, checked, 0, (twice,))
    made: set[tuple[str, ...]] = set()
    failures: dict[tuple[str, ...], UneditableError] = {}
    uncertain: set[tuple[str, ...]] = set()
    alone: set[tuple[str, ...]] = set()  # texts whose findings are tried one at a time
    seen = {octets}  # edits that undo each other must not go on for ever
    while True:
        fixable = (
            finding
            for finding in checked.findings
            if finding.edits
            and wanted(finding)
            and _about(finding) not in failures
            and (finding.safe or unsafe)
            and (registered or not finding.registered)
        )
        changes = _changes(fixable, alone)
        if not changes:
            break
        result = edited_as_far_as_possible(catalog, (change[:2] for change in changes))
        for entry, _, findings in changes:
            if error := result.failures.get(id(entry)):
                if len(findings) > 1:
                    alone.add(_identity(entry))
                    continue
                failures[_about(findings[0])] = error
                if id(entry) in result.uncertain:
                    uncertain.add(_about(findings[0]))
        if result.octets in seen:
            if result.failures:
                continue
            break
        seen.add(result.octets)
        unchanged = result.failures.keys() | result.postponed
        made.update(_identity(change.entry) for change in changes if id(change.entry) not in unchanged)
        octets, catalog = result.octets, prepare(result.catalog)
        checked = recheck(catalog)
        for about in uncertain:  # beside the new texts, what failed may succeed
            del failures[about]
        uncertain.clear()
        alone.clear()
    return Fixed(octets, catalog, checked, len(made), tuple(failures.values()))


_TWICE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]+"
)


def encoded_twice(catalog: Catalog) -> UneditableError | None:
    """Return why nothing in a file may be changed: some of its text is UTF-8 read in another encoding.

    To change a part of that would keep the rest from ever being decoded again.
    """
    for entry in catalog.entries:
        for match in _TWICE.finditer(entry.text):
            octets = b"".join(one.encode("latin-1" if one < "\u0100" else "cp1252") for one in match[0])
            try:
                meant = octets.decode()
            except UnicodeDecodeError:
                continue
            problem = f"{match[0][:12]} is {meant[:12]}, encoded twice, so nothing in the file was changed"
            remedy = "decode it once, such as with iconv"
            return UneditableError(problem, remedy, path=catalog.path, line=entry.line, key=entry.key)
    return None


def _identity(entry: NamedText) -> tuple[str, ...]:
    return entry.key, entry.locale, entry.context, entry.variant


def _about(finding: Finding) -> tuple[str, ...]:
    entry = finding.entry
    return *_identity(entry), entry.text, finding.rule, finding.message, str(finding.start)


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
    """Return whether two edits touch the same place; two insertions at one place do, in either order."""
    return (one[0] < other[1] and other[0] < one[1]) or one[:2] == other[:2]
