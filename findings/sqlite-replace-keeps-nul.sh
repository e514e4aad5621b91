#!/bin/sh
# SQLite 3.54.1 (apsw 3.54.1.0): replace() cannot replace U+0000, although instr() finds it.
#
# Guess: `replace(t, char(0), '.')` changes each U+0000 of a text, since instr(t, char(0)) finds the first one.
# Behaviour: a pattern that begins with U+0000 counts as empty, so the text comes back as it was, with no error; length()
#   stops at the character, and a LIKE pattern does too.
# Seen: instr 2, replaced b'a\x00b', length 1
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check apsw==3.54.1.0
cat > ask.py <<'END'
import apsw
connection = apsw.Connection(":memory:")
query = "SELECT instr(t, char(0)), replace(t, char(0), '.'), length(t) FROM (SELECT 'a' || char(0) || 'b' AS t)"
((found, replaced, length),) = connection.execute(query)
print(f"instr {found}, replaced {replaced.encode()}, length {length}")
END
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "instr 2, replaced b'a\\x00b', length 1" ]
