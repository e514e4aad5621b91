"""Findings in files as SARIF 2.1.0, which code scanning services read.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0. Nothing is judged here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .. import __version__
from ..channels.rules import RULES
from ..lint.rules import CODES, rule_of
from .fingerprints import fingerprints
from .json_format import json_line

if TYPE_CHECKING:
    from ..channels.findings import BrokenFile, FileRun, Finding, Location
    from ..channels.rules import RegisteredRule

__all__ = ["help_uri", "run_sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def run_sarif(run: FileRun, *, ascii_only: bool = False) -> str:
    """Return a run as one SARIF document."""
    rules = [_rule(rule) for rule in RULES.values()]
    indexes = {code: index for index, code in enumerate(RULES)}
    results = [
        _result(finding, fingerprint, indexes[finding.rule])
        for finding, fingerprint in zip(run.findings, fingerprints(run.findings), strict=True)
    ]
    document = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "segmenter", "version": __version__, "rules": rules}},
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
    return json_line(document, ascii_only=ascii_only)


def _rule(rule: RegisteredRule) -> dict[str, Any]:
    why = rule_of(rule.code).why if rule.code in CODES else rule.summary
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": why},
        "help": {"text": f"{why} `segmenter rules {rule.code}` shows examples."},
        "helpUri": help_uri(rule, _documentation()),
        "defaultConfiguration": {"level": _LEVELS[rule.severity.value]},
    }


def help_uri(rule: RegisteredRule, documentation: str) -> str:
    """Return where a rule is explained.

    Args:
        rule: which one.
        documentation: the address of the documentation. Without one, the URI is a text that says which
            command explains the rule, because SARIF only takes absolute URIs.

    >>> help_uri(RULES["SEG107"], "https://docs.example.com")
    'https://docs.example.com/reference/lint-rules.html#seg107-one-character-forces-ucs2'
    """
    if documentation:
        anchor = f"#{rule.code}-{rule.name}".lower() if rule.code in CODES else ""
        return f"{documentation.rstrip('/')}/reference/lint-rules.html{anchor}"
    return f"data:text/plain,{quote(f'{rule.code} {rule.name}: segmenter rules {rule.code}')}"


@cache
def _documentation() -> str:
    """Return the address of the documentation, as the installed package names it; "" where it names none."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        addresses = metadata("sms-segmenter").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    labelled = (str(address).partition(", ") for address in addresses)
    return next((address for label, _, address in labelled if label == "Documentation"), "")


def _result(finding: Finding, fingerprint: str, index: int) -> dict[str, Any]:
    help_words = f"; {finding.help}" if finding.help else ""
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity.value],
        "message": {"text": f"{finding.message}{help_words}"},
        "locations": _locations(finding),
        "partialFingerprints": {"segmenter/v1": fingerprint},
    }


def _locations(finding: Finding) -> list[dict[str, Any]]:
    """Return where a finding stands: in files, and by the name of its text or of its field."""
    name = finding.entry.key or finding.field
    places: list[dict[str, Any]] = [_physical(location) for location in finding.locations] or [{}]
    if name:
        places[0]["logicalLocations"] = [{"fullyQualifiedName": name}]
    return [place for place in places if place]


def _physical(location: Location) -> dict[str, Any]:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    region = {name: number for name, number in zip(names, location[1:], strict=True) if number}
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(location.path)}}
    return {"physicalLocation": place | ({"region": region} if region else {})}


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
