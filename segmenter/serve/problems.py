"""Problems: what is wrong with a request, as ``application/problem+json`` (RFC 9457).

A line here knows errors and status codes; it must not know what was asked.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from ..errors import SegmenterError
from ..report.json_format import json_line
from ..report.outcomes import failure

__all__ = ["PROBLEM_SCHEMA", "PROBLEM_TYPE", "problem", "problem_of"]

PROBLEM_TYPE = "application/problem+json"

PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "what is wrong with a request (RFC 9457)",
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what is wrong, where, and what would help"},
        "kind": {"type": "string", "description": "the class of the error"},
        "key": {"type": "string", "description": "the value at fault, as policy.encodings[0]"},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
    },
    "required": ["type", "title", "status", "detail"],
}


def problem(status: int, detail: str, **facts: Any) -> bytes:
    """Return a problem as JSON.

    >>> import json
    >>> json.loads(problem(404, "there is no such path"))["title"]
    'Not Found'
    """
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return json_line(body | {name: fact for name, fact in facts.items() if fact not in (None, "")}).encode()


def problem_of(error: SegmenterError, status: int = 422) -> bytes:
    """Return an error as a problem, with its facts."""
    facts: dict[str, Any] = {"kind": type(error).__name__, **failure(error).facts}
    # Not as attributes: of some errors `column` is the name of one.
    facts |= {name: vars(error).get(name) for name in ("key", "line", "column")}
    return problem(status, str(error), **facts)
