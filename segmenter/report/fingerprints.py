"""Fingerprints, by which services know a finding again in the next report.

Nothing is judged here, and no format is known.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..channels.findings import Finding

__all__ = ["fingerprints"]


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what tells each finding from all others, wherever in its file its text stands.

    Several findings of one rule in one text have different fingerprints.
    """
    seen: dict[tuple[str, ...], int] = {}
    for finding in findings:
        entry = finding.entry
        path = finding.path.replace("\\", "/")
        where = (path, entry.key, entry.locale, entry.variant, entry.context)
        about = (*where, finding.rule, entry.text or finding.field)
        seen[about] = number = seen.get(about, 0) + 1
        yield sha256("\0".join((*about, str(number))).encode("utf-8", "surrogatepass")).hexdigest()
