"""Every format that a run's findings can be reported in, by its name; each is made in a file of its own.

A line here knows the names of formats, and not what a finding is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..channels.findings import FileRun
    from .display import Screen

__all__ = ["FORMATS", "SERVICE_FORMATS", "run_written"]

SERVICE_FORMATS = ("sarif", "github", "gitlab", "junit")
"""What code scanning and build services read."""

FORMATS = ("full", "concise", "json", "jsonl", *SERVICE_FORMATS)


def run_written(run: FileRun, style: str, screen: Screen, *, ascii_only: bool) -> Iterable[str]:
    """Return a run in one of `FORMATS`, in pieces.

    Args:
        run: what was found.
        style: the name of the format.
        screen: where text is shown.
        ascii_only: whether JSON has to be ASCII.
    """
    if style in ("full", "concise"):
        from .lint import concise_lines, full_lines

        return (full_lines if style == "full" else concise_lines)(run.findings, screen)
    if style == "json":
        from .json_format import json_line

        return [json_line(run.as_dict(), ascii_only=ascii_only)]
    if style == "jsonl":
        from .json_format import json_stream

        objects = [finding.as_dict() for finding in run.findings]
        objects += [{"error": broken._asdict()} for broken in run.broken]
        return json_stream(objects, lines=True, ascii_only=ascii_only)
    if style == "sarif":
        from .sarif import run_sarif

        return [run_sarif(run, ascii_only=ascii_only)]
    from .annotations import run_github, run_gitlab, run_junit

    if style == "gitlab":
        return [run_gitlab(run, ascii_only=ascii_only)]
    return (run_github if style == "github" else run_junit)(run)
