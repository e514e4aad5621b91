"""Findings in files as SARIF 2.1.0, which code scanning services read.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0. Nothing is judged here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .lint_json import encoder, fingerprints

if TYPE_CHECKING:
    from ..lint.findings import BrokenFile, Finding, Run

__all__ = ["run_sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def run_sarif(run: Run, version: str, *, ascii_only: bool = False) -> str:
    """Return a run as one SARIF document."""
    from ..lint.rules import CODES

    results = [
        _result(finding, fingerprint, CODES.index(finding.rule))
        for finding, fingerprint in zip(run.findings, fingerprints(run.findings), strict=True)
    ]
    document = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "segmenter", "version": version, "rules": list(map(_rule, CODES))}
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not run.broken,
                        "toolExecutionNotifications": [_notification(broken) for broken in run.broken],
                    }
                ],
                "results": results,
            }
        ],
    }
    return encoder(ascii_only=ascii_only).encode(document) + "\n"


def _rule(code: str) -> dict[str, Any]:
    from ..lint.rules import rule_of

    found = rule_of(code)
    return {
        "id": code,
        "name": found.name,
        "shortDescription": {"text": found.summary},
        "fullDescription": {"text": found.why},
        "defaultConfiguration": {"level": _LEVELS[found.severity.value]},
    }


def _result(finding: Finding, fingerprint: str, index: int) -> dict[str, Any]:
    help_words = f"; {finding.help}" if finding.help else ""
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity.value],
        "message": {"text": f"{finding.message}{help_words}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.path)},
                    "region": {
                        "startLine": finding.place.line,
                        "startColumn": finding.place.column,
                        "endLine": finding.end.line,
                        "endColumn": finding.end.column,
                    },
                },
                "logicalLocations": [{"fullyQualifiedName": finding.entry.key}],
            }
        ],
        "partialFingerprints": {"segmenter/v1": fingerprint},
    }


def _notification(broken: BrokenFile) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": _uri(broken.path)}, "region": {"startLine": broken.line}}
    return {
        "level": "error",
        "message": {"text": broken.message},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """Return a path as a URI: relative as it is named, or of a file."""
    path = path.replace("\\", "/").removeprefix("./")
    return ("file://" if path.startswith("/") else "") + quote(path.encode("utf-8", "surrogateescape"))
