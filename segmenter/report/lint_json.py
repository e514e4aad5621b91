"""Findings in files as JSON: one object for the run, or an object a line for each finding.

The keys are the fields' own names; nothing is judged here.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from .json_format import json_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..channels.findings import FileRun, Finding

__all__ = ["fingerprints", "run_json_lines"]


def run_json_lines(run: FileRun, *, ascii_only: bool = False) -> Iterator[str]:
    """Yield an object a line: the findings, then the files that could not be checked, as ``error``."""
    for finding in run.findings:
        yield json_line(finding.as_dict(), ascii_only=ascii_only)
    for broken in run.broken:
        yield json_line({"error": broken._asdict()}, ascii_only=ascii_only)


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what tells each finding from all others, wherever in its file its text stands.

    Of several findings of one rule in one text each has its own.
    """
    seen: dict[tuple[str, ...], int] = {}
    for finding in findings:
        entry = finding.entry
        path = finding.path.replace("\\", "/")
        where = (path, entry.key, entry.locale, entry.variant, entry.context)
        about = (*where, finding.rule, entry.text or finding.field)
        seen[about] = number = seen.get(about, 0) + 1
        yield sha256("\0".join((*about, str(number))).encode("utf-8", "surrogatepass")).hexdigest()
