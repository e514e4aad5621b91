#!/bin/sh
# lsprotocol 2025.0.0: known values of enumerations that LSP leaves open stay plain strings.
#
# Guess: "utf-16" and "quickfix" from a message become members of PositionEncodingKind and CodeActionKind, as
#   "markdown" becomes one of MarkupKind.
# Behaviour: only enumerations that LSP closes give members. An open one gives a str, equal to the member but without
#   .value or .name, although values set in Python are members: code that works on its own objects fails on a client's.
# Seen: position encoding str, code action kind str, markup kind MarkupKind; equal True True
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check lsprotocol==2025.0.0
cat > ask.py <<'END'
from lsprotocol import converters, types
structure = converters.get_converter().structure
encoding = structure({"positionEncoding": "utf-16"}, types.ServerCapabilities).position_encoding
kind = structure({"title": "fix", "kind": "quickfix"}, types.CodeAction).kind
markup = structure({"kind": "markdown", "value": "text"}, types.MarkupContent).kind
names = [type(value).__name__ for value in (encoding, kind, markup)]
print(
    f"position encoding {names[0]}, code action kind {names[1]}, markup kind {names[2]}; equal",
    encoding == types.PositionEncodingKind.Utf16,
    kind == types.CodeActionKind.QuickFix,
)
END
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "position encoding str, code action kind str, markup kind MarkupKind; equal True True" ]
