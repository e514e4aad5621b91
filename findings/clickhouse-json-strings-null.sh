#!/bin/sh
# chdb 4.4.0 (ClickHouse): JSONCompactStrings writes NULL as a word of small capitals, not as null.
#
# Guess: of the JSON formats with "Strings" in their name all values are strings but NULL, which is JSON's null.
# Behaviour: NULL is the string "ᴺᵁᴸᴸ", U+1D3A U+1D41 U+1D38 U+1D38, as in the formats for people; a text with these
#   letters looks the same. JSONCompact writes null.
# Seen: [["ᴺᵁᴸᴸ", "ᴺᵁᴸᴸ"]] [[null, "ᴺᵁᴸᴸ"]]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check chdb==4.4.0
cat > ask.py <<'END'
import json
import chdb
for form in ("JSONCompactStrings", "JSONCompact"):
    answer = json.loads(str(chdb.query("SELECT NULL, 'ᴺᵁᴸᴸ'", form)))
    print(json.dumps(answer["data"], ensure_ascii=False), end=" ")
END
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = '[["ᴺᵁᴸᴸ", "ᴺᵁᴸᴸ"]] [[null, "ᴺᵁᴸᴸ"]] ' ] || [ "$seen" = '[["ᴺᵁᴸᴸ", "ᴺᵁᴸᴸ"]] [[null, "ᴺᵁᴸᴸ"]]' ]
