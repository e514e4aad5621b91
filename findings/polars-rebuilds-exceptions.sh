#!/bin/sh
# polars 2.1.0: an exception of a `map_batches` function reaches the caller as a new object, built from one string.
#
# Guess: the exception that the function raised comes out of `select`, with its attributes.
# Behaviour: Polars calls its class with one argument, the message and the expression's name. Attributes are lost, and a
#   class that needs more arguments comes out as a TypeError about its own constructor instead.
# Seen: one argument: RowError, row None; two arguments: TypeError
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check polars==2.1.0
cat > ask.py <<'END'
import polars as pl

class RowError(ValueError):
    def __init__(self, message, row=None):
        super().__init__(message)
        self.row = row

class StrictRowError(ValueError):
    def __init__(self, message, row):
        super().__init__(message)
        self.row = row

def raised_by(error):
    def fail(series):
        raise error
    try:
        pl.DataFrame({"a": [1]}).select(pl.col("a").map_batches(fail, return_dtype=pl.Int64))
    except Exception as raised:
        return raised

one, two = raised_by(RowError("wrong", 7)), raised_by(StrictRowError("wrong", 7))
print(f"one argument: {type(one).__name__}, row {one.row}; two arguments: {type(two).__name__}")
END
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "one argument: RowError, row None; two arguments: TypeError" ]
