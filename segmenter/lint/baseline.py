"""Baselines: known findings that are accepted, in a file that still applies when lines move.

They are keyed by path, key, rule and the text's hash: a text that changes is reported again. What fails a run
is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from ..channels.findings import Finding
from ..files import MalformedFileError, UndecodableFileError, replace_file
from ..files.json_text import json_text
from .paths import beside, folder_of, is_there, relative

__all__ = ["Baseline", "Known", "load", "text_hash"]

_VERSION = 1
_REMEDY = "write it anew with --update-baseline"


class Known(NamedTuple):
    """A finding that is known.

    Attributes:
        path: from the baseline's folder, with slashes.
        key: of the entry.
        locale: of the entry; may be empty, like the next two.
        variant: of a plural or a branch.
        context: of gettext.
        rule: its code.
        text: the beginning of the text's SHA-256.
    """

    path: str
    key: str
    locale: str
    variant: str
    context: str
    rule: str
    text: str


def text_hash(text: str) -> str:
    """Return a hash that distinguishes a text from others.

    >>> text_hash("It’s here")
    'be2098e7dac6704d'
    """
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Baseline(NamedTuple):
    """What is known, and the file that says so.

    Attributes:
        path: of the file.
        known: each finding once.
    """

    path: str
    known: frozenset[Known] = frozenset()

    def of(self, finding: Finding) -> Known:
        """Return what distinguishes a finding from all others, wherever in its file it stands."""
        entry = finding.entry
        names = self.relative(finding.path), entry.key, entry.locale, entry.variant, entry.context
        return Known(*names, finding.rule, text_hash(entry.text))

    def relative(self, path: str) -> str:
        """Return a path as the baseline names it."""
        return relative(path, folder_of(self.path))

    def stale(self, found: Iterable[Finding], checked: Iterable[tuple[str, frozenset[str]]]) -> list[Known]:
        """Return the known findings that were not found again, in the files and by the rules checked.

        Args:
            found: every finding, including the known ones.
            checked: each file, and the rules that were on for it.
        """
        asked = {self.relative(path): codes for path, codes in checked}
        gone = self.known - {self.of(finding) for finding in found}
        return sorted(one for one in gone if one.rule in asked.get(one.path, ()))

    def updated(self, found: Iterable[Finding], checked: Iterable[tuple[str, frozenset[str]]]) -> Baseline:
        """Return the baseline with what was found, without what is stale and files that no longer exist."""
        found, folder = list(found), folder_of(self.path)
        stale = set(self.stale(found, checked))
        kept = {one for one in self.known - stale if is_there(beside(folder, one.path))}
        return self._replace(known=frozenset(kept | {self.of(finding) for finding in found}))

    def write(self) -> None:
        """Write it to its file, sorted, as a whole or not at all.

        Raises:
            UnwritableFileError: the system refuses.
        """
        replace_file(self.path, self.document().encode())

    def document(self) -> str:
        """Return it as JSON with one finding a line, so that merges and reviews are easy."""
        lines = [
            json_text({name: value for name, value in one._asdict().items() if value or name == "key"})
            for one in sorted(self.known)
        ]
        listed = "".join(f"\n  {line}{',' * (place < len(lines))}" for place, line in enumerate(lines, 1))
        return f'{{"version": {_VERSION}, "findings": [{listed}{chr(10) if lines else ""}]}}\n'


def load(path: str) -> Baseline:
    """Read a baseline.

    Raises:
        UnreadableFileError: it is missing, or may not be read.
        MalformedFileError: it is not a baseline.
    """
    from ..files.octets import DOCUMENT_OCTETS, read_whole
    from ..files.strict_json import parsed

    try:
        document = parsed(read_whole(path, DOCUMENT_OCTETS), path=path, remedy=_REMEDY)
    except UndecodableFileError:
        raise
    except MalformedFileError as error:
        error.problem = f"not a baseline: {error.problem}"
        raise
    if not isinstance(document, dict) or document.get("version") != _VERSION:
        raise MalformedFileError(f"not a baseline of version {_VERSION}", _REMEDY, path=path, line=1)
    findings = document.get("findings")
    if not isinstance(findings, list):
        raise MalformedFileError('not a baseline: "findings" is not a list', _REMEDY, path=path, line=1)
    known = []
    for number, one in enumerate(findings):
        if not isinstance(one, dict) or not all(isinstance(one.get(name, ""), str) for name in Known._fields):
            problem = f"not a baseline: findings[{number}] is not a finding"
            raise MalformedFileError(problem, _REMEDY, path=path, line=1)
        known.append(Known(*(one.get(name, "") for name in Known._fields)))
    return Baseline(path, frozenset(known))
