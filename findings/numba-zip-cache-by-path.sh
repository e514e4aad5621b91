#!/usr/bin/env bash
# numba 0.68.1: the cache of a function in a zip belongs to the zip's path, so a moved copy is compiled again.
# Expected: as for a module in a folder, whose cache is stamped by the source and travels with a copy of the
# folder, one cache in the home serves every copy of the same zip.
# Seen: each path of the same octets gets a folder of its own under ~/.cache/numba, and compiles. Where an
# engine unpacks an application's zip into a new folder each time, nothing is ever found again.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q numba==0.68.1
export HOME="$folder/home"
mkdir -p "$HOME" "$folder/first" "$folder/second" "$folder/source/zipped"
cat >"$folder/source/zipped/__init__.py" <<'PY'
from numba import njit

@njit(cache=True)
def add(a, b):
    return a + b
PY
(cd "$folder/source" && python3 -m zipfile -c "$folder/first/zipped.zip" zipped/)
cp "$folder/first/zipped.zip" "$folder/second/zipped.zip"
hits() {
    "$folder/venv/bin/python" - "$1" <<'PY'
import sys
sys.path.insert(0, sys.argv[1])
from zipped import add
add(1, 2)
print(sum(add.stats.cache_hits.values()), sum(add.stats.cache_misses.values()))
PY
}
answers="$(hits "$folder/first/zipped.zip"), $(hits "$folder/first/zipped.zip"), $(hits "$folder/second/zipped.zip")"
echo "hits and misses: $answers; folders: $(find "$HOME/.cache/numba" -mindepth 1 -maxdepth 1 | wc -l)"
[ "$answers" = "0 1, 1 0, 0 1" ]
