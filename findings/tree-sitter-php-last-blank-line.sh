#!/bin/sh
# tree-sitter-php 0.25.1 (PyPI) and PHP 8.2 (Debian 12): an empty line at the end of a heredoc or nowdoc.
# Expected: the nodes heredoc_body and nowdoc_body cover all lines up to the closing name, as PHP reads them.
# Behaviour: they end with the last line that is not empty, so the text taken from them lacks a line end.
# Output seen 2026-11-28: PHP ["a\n","a\n"]; both bodies b'\n  a'
set -eu
command -v php >/dev/null || { echo "install: apt-get install php-cli" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf "<?php\nreturn [<<<'E'\n  a\n\n  E, <<<E\n  a\n\n  E];\n" > a.php
php -r '$texts = require "a.php"; echo json_encode($texts), "\n"; exit($texts === ["a\n", "a\n"] ? 0 : 1);'
python3 -m venv venv
venv/bin/pip install -q tree-sitter==0.26.1 tree-sitter-php==0.25.1
venv/bin/python - <<'PYTHON'
from pathlib import Path

import tree_sitter_php
from tree_sitter import Language, Parser, Query, QueryCursor

language = Language(tree_sitter_php.language_php())
root = Parser(language).parse(Path("a.php").read_bytes()).root_node
assert not root.has_error
query = Query(language, "[(nowdoc_body) (heredoc_body)] @body")
bodies = {nodes["body"][0].type: nodes["body"][0].text for _, nodes in QueryCursor(query).matches(root)}
print(bodies)
raise SystemExit(bodies["nowdoc_body"] != b"\n  a" or bodies["heredoc_body"] != b"\n  a")
PYTHON
