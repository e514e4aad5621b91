"""Findings in files as JSON: one object for the run, or an object a line for each finding.

The keys are the fields' own names; nothing is judged here.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ..channels.findings import Location
from ..channels.rules import RULES
from .json_format import json_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..channels.findings import FileRun, Finding

__all__ = ["finding_fields", "fingerprints", "run_json", "run_json_lines"]


def finding_fields(finding: Finding) -> dict[str, Any]:
    """Return a finding by name, as programs see it."""
    entry = finding.entry
    location = finding.locations[0] if finding.locations else Location("")
    return {
        "rule": finding.rule,
        "name": RULES[finding.rule].name,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "path": finding.path,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
        "key": entry.key,
        "locale": entry.locale,
        "variant": entry.variant,
        "context": entry.context,
        "text": entry.text,
        "start": finding.start,
        "stop": finding.stop,
        "edits": [{"start": start, "stop": stop, "replacement": new} for start, stop, new in finding.edits],
        "safe": finding.safe,
        "registered": finding.registered,
    }


def run_json(run: FileRun, *, ascii_only: bool = False) -> str:
    """Return a run as one object."""
    document = {
        "findings": [finding_fields(finding) for finding in run.findings],
        "errors": [broken._asdict() for broken in run.broken],
        "summary": {
            "findings": len(run.findings),
            "failing": sum(map(run.fails, run.findings)),
            "files": len(run.files),
            "messages": run.messages,
        },
    }
    return json_line(document, ascii_only=ascii_only)


def run_json_lines(run: FileRun, *, ascii_only: bool = False) -> Iterator[str]:
    """Yield an object a line: the findings, then the files that could not be checked, as ``error``."""
    for finding in run.findings:
        yield json_line(finding_fields(finding), ascii_only=ascii_only)
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
