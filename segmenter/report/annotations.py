"""Findings as build services show them: GitHub's commands, GitLab's report, JUnit's XML.

Sources: GitHub, Workflow commands; GitLab, Code Quality report format; the JUnit schema of Jenkins. Nothing
is judged here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..channels.findings import Location
from ..channels.rules import RULES
from ..files.steering import STEERING, escaped
from .fingerprints import fingerprints
from .json_format import json_line
from .markup import markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..channels.findings import FileRun, Finding

__all__ = ["run_github", "run_gitlab", "run_junit"]

_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_GITLAB = {"error": "major", "warning": "minor", "info": "info"}
_BROKEN = "broken-file"
_NO_FILE = "message"  # the place of a finding that is in no file


def run_github(run: FileRun) -> Iterator[str]:
    """Yield a workflow command for each finding, and for each file that could not be checked."""
    for finding in run.findings:
        title = _property(f"{finding.rule} {RULES[finding.rule].name}")
        properties = [*_place(finding), f"title={title}"]
        level = _GITHUB[finding.severity.value]
        yield f"::{level} {','.join(properties)}::{_data(_words(finding))}\n"
    for broken in run.broken:
        where = f"file={_property(broken.path)},line={broken.line}"
        yield f"::error {where},title={_BROKEN}::{_data(broken.message)}\n"


def _place(finding: Finding) -> Iterator[str]:
    """Yield the properties that say where a finding stands, those that are known."""
    if finding.locations:
        place = finding.locations[0]
        yield f"file={_property(place.path)}"
        numbers = {"line": place.line, "endLine": place.end_line}
        for name, number in (numbers | {"col": place.column, "endColumn": place.end_column}).items():
            if number:
                yield f"{name}={number}"


def run_gitlab(run: FileRun, *, ascii_only: bool = False) -> str:
    """Return the list that GitLab reads as a code quality report."""
    issues = [
        {
            "description": f"{finding.rule}: {_words(finding)}",
            "check_name": RULES[finding.rule].name,
            "fingerprint": fingerprint,
            "severity": _GITLAB[finding.severity.value],
            "location": _gitlab_place(finding),
        }
        for finding, fingerprint in zip(run.findings, fingerprints(run.findings), strict=True)
    ]
    issues += [
        {
            "description": broken.message,
            "check_name": _BROKEN,
            "fingerprint": f"{_BROKEN} {broken.path}",
            "severity": "blocker",
            "location": {"path": broken.path.removeprefix("./"), "lines": {"begin": broken.line}},
        }
        for broken in run.broken
    ]
    return json_line(issues, ascii_only=ascii_only)


def _gitlab_place(finding: Finding) -> dict[str, Any]:
    location = finding.locations[0] if finding.locations else Location(_NO_FILE)
    return {"path": location.path.removeprefix("./"), "lines": {"begin": location.line or 1}}


def run_junit(run: FileRun) -> Iterator[str]:
    """Yield JUnit's XML: a suite a file, a case a finding; a file without any is a case that passes."""
    failures = sum(map(run.fails, run.findings))
    by_path: dict[str, list[Finding]] = {path: [] for path in run.files}
    for finding in run.findings:
        by_path.setdefault(finding.path or _NO_FILE, []).append(finding)
    tests = sum(max(len(found), 1) for found in by_path.values()) + len(run.broken)
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    numbers = f'tests="{tests}" failures="{failures}" errors="{len(run.broken)}"'
    yield f'<testsuites name="segmenter" {numbers}>\n'
    for path, found in by_path.items():
        failed = sum(map(run.fails, found))
        numbers = f'tests="{max(len(found), 1)}" failures="{failed}" errors="0"'
        yield f"  <testsuite name={_quoted(path)} {numbers}>\n"
        if not found:
            yield f'    <testcase classname={_quoted(path)} name="segmenter"/>\n'
        for finding in found:
            yield from _case(finding, fails=run.fails(finding))
        yield "  </testsuite>\n"
    for broken in run.broken:
        yield f'  <testsuite name={_quoted(broken.path)} tests="1" failures="0" errors="1">\n'
        yield f'    <testcase classname={_quoted(broken.path)} name="{_BROKEN}">\n'
        where = f"{broken.path}:{broken.line}: {broken.message}"
        yield f"      <error message={_quoted(broken.message)}>{_lines(where)}</error>\n"
        yield "    </testcase>\n  </testsuite>\n"
    yield "</testsuites>\n"


def _case(finding: Finding, *, fails: bool) -> Iterator[str]:
    entry = finding.entry
    names = (entry.key, entry.locale, entry.variant) if entry.text or entry.key else (finding.field,)
    about = " ".join(filter(None, (finding.rule, *names)))
    place = ", ".join(map(str, finding.locations)) or finding.field
    where = f"{place}: {_words(finding)}"
    yield f"    <testcase classname={_quoted(finding.path or _NO_FILE)} name={_quoted(about)}>\n"
    if fails:
        failure = f'type="{finding.rule}" message={_quoted(_words(finding))}'
        yield f"      <failure {failure}>{_lines(where)}</failure>\n"
    else:
        yield f"      <system-out>{_lines(where)}</system-out>\n"
    yield "    </testcase>\n"


def _words(finding: Finding) -> str:
    return f"{finding.message}; {finding.help}" if finding.help else finding.message


def _data(words: str) -> str:
    words = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return re.sub(f"[{STEERING}]", escaped, words)


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _quoted(words: str) -> str:
    return f'"{_lines(words)}"'


def _lines(words: str) -> str:
    """Return words on one line; what would break it, and an attribute would lose, is a reference."""
    return markup(words).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
