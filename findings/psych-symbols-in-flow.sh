#!/bin/sh
# Psych 4.0.3 with libyaml 0.2.5 (Debian 12) and PyYAML 6.0: symbols in a list between brackets.
# Expected: Rails' order of the parts of a date may be written [ :year, :month ] as well as in lines.
# Behaviour: libyaml takes a colon inside brackets for the sign of a value whatever follows it, so that the list is
# refused, though YAML 1.2 reads it and the same list in lines gives symbols.
# Output seen 2026-11-28: [:year, :month] for the lines; "did not find expected node content" for the brackets.
set -eu
command -v ruby >/dev/null || { echo "install: apt-get install ruby" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
ruby -ryaml -e 'order = YAML.unsafe_load("- :year\n- :month\n"); p order; exit(order == [:year, :month])'
if ruby -ryaml -e 'YAML.unsafe_load("[ :year, :month ]\n")' 2> errors; then echo "brackets are read now"; exit 1; fi
grep -o 'did not find expected node content' errors
python3 -m venv venv
venv/bin/pip install -q PyYAML==6.0.3
venv/bin/python - <<'PYTHON'
import yaml
try:
    yaml.safe_load("[ :year, :month ]\n")
except yaml.YAMLError as error:
    print("PyYAML:", error.problem)
else:
    raise SystemExit("brackets are read now")
PYTHON
