"""Findings in files as build services show them: GitHub's commands, GitLab's report, JUnit's XML.

Sources: GitHub, Workflow commands; GitLab, Code Quality report format; the JUnit schema of Jenkins. Nothing
is judged here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .lint_json import encoder, fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..lint.findings import Finding, Run

__all__ = ["run_github", "run_gitlab", "run_junit"]

_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_GITLAB = {"error": "major", "warning": "minor", "info": "info"}
_BROKEN = "broken-file"
# XML 1.0 has no place for these, however they are written.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def run_github(run: Run) -> Iterator[str]:
    """Give out a workflow command for each finding, and for each file that could not be checked."""
    from ..lint.rules import name_of

    for finding in run.findings:
        place, end = finding.place, finding.end
        places = f"line={place.line},endLine={end.line},col={place.column},endColumn={end.column}"
        title = _property(f"{finding.rule} {name_of(finding.rule)}")
        level = _GITHUB[finding.severity.value]
        yield f"::{level} file={_property(finding.path)},{places},title={title}::{_data(_words(finding))}\n"
    for broken in run.broken:
        where = f"file={_property(broken.path)},line={broken.line}"
        yield f"::error {where},title={_BROKEN}::{_data(broken.message)}\n"


def run_gitlab(run: Run, *, ascii_only: bool = False) -> str:
    """Return the list that GitLab reads as a code quality report."""
    from ..lint.rules import name_of

    issues = [
        {
            "description": f"{finding.rule}: {_words(finding)}",
            "check_name": name_of(finding.rule),
            "fingerprint": fingerprint,
            "severity": _GITLAB[finding.severity.value],
            "location": {"path": finding.path.removeprefix("./"), "lines": {"begin": finding.place.line}},
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
    return encoder(ascii_only=ascii_only).encode(issues) + "\n"


def run_junit(run: Run) -> Iterator[str]:
    """Give out JUnit's XML: a suite a file, a case a finding; a file without any is a case that passes."""
    failures = sum(map(run.fails, run.findings))
    by_path: dict[str, list[Finding]] = {path: [] for path in run.files}
    for finding in run.findings:
        by_path.setdefault(finding.path, []).append(finding)
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
        yield f"      <error message={_quoted(broken.message)}>{_escaped(where)}</error>\n"
        yield "    </testcase>\n  </testsuite>\n"
    yield "</testsuites>\n"


def _case(finding: Finding, *, fails: bool) -> Iterator[str]:
    entry = finding.entry
    about = " ".join(filter(None, (finding.rule, entry.key, entry.locale, entry.variant)))
    where = f"{finding.path}:{finding.place.line}:{finding.place.column}: {_words(finding)}"
    yield f"    <testcase classname={_quoted(finding.path)} name={_quoted(about)}>\n"
    if fails:
        failure = f'type="{finding.rule}" message={_quoted(_words(finding))}'
        yield f"      <failure {failure}>{_escaped(where)}</failure>\n"
    else:
        yield f"      <system-out>{_escaped(where)}</system-out>\n"
    yield "    </testcase>\n"


def _words(finding: Finding) -> str:
    return f"{finding.message}; {finding.help}" if finding.help else finding.message


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _escaped(words: str) -> str:
    shown = _NO_XML.sub(lambda found: ascii(found[0])[1:-1], words)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(words: str) -> str:
    escaped = _escaped(words).replace('"', "&quot;")
    return '"' + escaped.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'
