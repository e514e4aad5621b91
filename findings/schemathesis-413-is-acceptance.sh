#!/bin/sh
# schemathesis 4.32.5: its check negative_data_rejection does not take 413 for a refusal.
# Expected: a request that breaks maxItems and is answered 413 Content Too Large was rejected, as with 400 or 422.
# Behaviour: 413 is reported as "Schema-violating request accepted"; of the refusals, 400, 401, 403, 404, 405,
# 406, 409, 415, 422, 428, 429 and 5xx pass.
# Output seen 2026-11-28: "413: AcceptedNegativeData", "422: passes".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q schemathesis==4.32.5
"$folder/venv/bin/python" - <<'PY'
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

STATUS = 0


def app(environ, start_response):
    start_response(f"{STATUS} Refused", [("Content-Type", "application/json")])
    return [b"{}"]


item = {"type": "array", "items": {"type": "integer"}, "maxItems": 2}
refusals = {str(status): {"description": "", "content": {"application/json": {"schema": {}}}} for status in (413, 422)}
post = {"requestBody": {"required": True, "content": {"application/json": {"schema": item}}}, "responses": refusals}
document = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {"/x": {"post": post}}}
schema = schemathesis.openapi.from_dict(document)
schema.app = app
operation = schema["/x"]["POST"]


def outcome(status):
    global STATUS
    STATUS = status

    @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    @settings(max_examples=5, phases=[Phase.generate], deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def check(case):
        case.validate_response(case.call(app=app), checks=[negative_data_rejection])

    try:
        check()
    except BaseException as error:
        inner = getattr(error, "exceptions", [error])[0]
        return type(inner).__name__
    return "passes"


found = {status: outcome(status) for status in (413, 422)}
for status, words in found.items():
    print(f"{status}: {words}")
assert found == {413: "AcceptedNegativeData", 422: "passes"}, found
PY
