#!/bin/sh
# duckdb 2.0.1 (Python): a function with annotations that are strings cannot be registered, even where every type is given.
#
# Guess: `create_function(name, function, ["VARCHAR"], "INTEGER", type=ARROW)` needs nothing of the function's own
#   annotations, since parameters and result are named in the call.
# Behaviour: it evaluates them all the same. Under `from __future__ import annotations`, a name that is imported for
#   type checkers only makes the registration a NameError. A lambda around the function avoids it.
# Seen: annotated NameError, lambda [(3,)]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check duckdb==2.0.1 numpy==2.4.6 pyarrow==26.0.1
cat > ask.py <<'END'
from __future__ import annotations
from typing import TYPE_CHECKING
import duckdb, pyarrow as pa
from duckdb.func import PythonUDFType
if TYPE_CHECKING:
    from decimal import Decimal

def octets(column: Decimal) -> Decimal:
    return pa.compute.binary_length(column)

import pyarrow.compute
connection = duckdb.connect()
try:
    connection.create_function("octets", octets, ["VARCHAR"], "INTEGER", type=PythonUDFType.ARROW)
    first = "registered"
except NameError:
    first = "NameError"
connection.create_function("octets", lambda column: octets(column), ["VARCHAR"], "INTEGER", type=PythonUDFType.ARROW)
print("annotated", first + ", lambda", connection.execute("SELECT octets('abc')").fetchall())
END
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "annotated NameError, lambda [(3,)]" ]
