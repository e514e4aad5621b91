#!/bin/sh
# tree-sitter 0.26.1 and tree-sitter-php 0.25.1 (PyPI): the order of what a query captures.
# Expected: the nodes of one capture name come in the order of the document, as the C library yields them.
# Behaviour: QueryCursor.captures() returns them in another order, which changes from run to run; matches() does not.
# Output seen 2026-11-28: captures in order: False; matches in order: True
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q tree-sitter==0.26.1 tree-sitter-php==0.25.1
venv/bin/python - <<'PYTHON'
import tree_sitter_php
from tree_sitter import Language, Parser, Query, QueryCursor

language = Language(tree_sitter_php.language_php())
root = Parser(language).parse(b"<?php\n" + b"// comment\n" * 200).root_node
query = Query(language, "(comment) @comment")
captured = [node.start_byte for node in QueryCursor(query).captures(root)["comment"]]
matched = [nodes["comment"][0].start_byte for _, nodes in QueryCursor(query).matches(root)]
assert len(captured) == len(matched) == 200
print("captures in order:", captured == sorted(captured), "\nmatches in order:", matched == sorted(matched))
raise SystemExit(captured == sorted(captured) or matched != sorted(matched))
PYTHON
