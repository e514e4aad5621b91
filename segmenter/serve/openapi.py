"""The OpenAPI document: the operations, with the schemas of requests and results.

A line here knows OpenAPI 3.1 and schemas; what an operation does is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .. import __version__
from ..report.schemas import schema_named
from .infobip import PREVIEW
from .operations import OPERATIONS, Knowledge, Operation
from .problems import PROBLEM_SCHEMA, PROBLEM_TYPE

__all__ = ["document"]

_FAILURE: dict[str, Any] = {
    "title": "Failure",
    "description": "stands in the place of a text that has no result",
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {"message": {"type": "string"}},
            "required": ["message"],
        }
    },
    "required": ["error"],
    "additionalProperties": False,
}
_REFUSALS = {
    400: "the body is not JSON",
    413: "the body is larger than the service takes",
    415: "the body is compressed",
    422: "a value in the request is wrong",
    503: "the service is busy, or the answer took too long; try again",
}


def document(known: Knowledge) -> dict[str, Any]:
    """Return the document of a service as JSON can hold it."""
    schemas: dict[str, Any] = {"Problem": PROBLEM_SCHEMA, "Failure": _FAILURE}
    paths: dict[str, Any] = {
        f"/{operation.name}": _post(operation, _results(operation, schemas), known)
        for operation in OPERATIONS.values()
    }
    paths[PREVIEW.path] = _post(PREVIEW, dict(PREVIEW.response), known)
    paths["/health"] = {
        "get": _asked("whether the service answers", "health", {"$ref": "#/components/schemas/Health"}, ())
    }
    schemas["Health"] = {
        "type": "object",
        "properties": {"status": {"enum": ["ok", "stopping"]}, "version": {"type": "string"}},
        "required": ["status", "version"],
        "additionalProperties": False,
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "segmenter",
            "version": __version__,
            "summary": "how messages are encoded, how many segments they take and why, before they are sent",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _results(operation: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a response, and add those of its results."""
    own = schema_named(operation.result)
    for name, schema in own.pop("$defs", {}).items():
        schemas[name] = _moved(schema)
    own.pop("$schema")
    if operation.result not in schemas:
        schemas[operation.result] = _moved(own)
    items = {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in (operation.result, "Failure")]}
    return {
        "type": "object",
        "properties": {"results": {"type": "array", "items": items}},
        "required": ["results"],
        "additionalProperties": False,
    }


def _moved(schema: Any) -> Any:
    """Return a schema whose references lead to the document's components."""
    if isinstance(schema, Mapping):
        return {
            name: value.replace("#/$defs/", "#/components/schemas/") if name == "$ref" else _moved(value)
            for name, value in schema.items()
        }
    return [_moved(item) for item in schema] if isinstance(schema, list) else schema


def _post(operation: Any, response: dict[str, Any], known: Knowledge) -> dict[str, Any]:
    schema = operation.request.schema
    if "profile" in schema["properties"]:
        schema["properties"]["profile"]["enum"] = [*known.profiles]
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    asked = _asked(operation.summary, operation.name, response, _REFUSALS.items())
    return {"post": asked | {"requestBody": body}}


def _asked(
    summary: str, name: str, response: dict[str, Any], refusals: Iterable[tuple[int, str]]
) -> dict[str, Any]:
    """Return what is asked at a path, with its answer and with the problems that may come instead."""
    responses = {"200": {"description": "the answer", "content": {"application/json": {"schema": response}}}}
    problem = {"$ref": "#/components/schemas/Problem"}
    for status, words in refusals:
        responses[str(status)] = {"description": words, "content": {PROBLEM_TYPE: {"schema": problem}}}
    return {"summary": summary, "operationId": name, "responses": responses}
