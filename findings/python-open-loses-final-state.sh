#!/bin/sh
# CPython 3.11: a file written with a stateful encoding lacks the octets that an encoder owes at the end.
#
# Guess: open(path, "w", encoding=e) followed by write(text) and close() leaves text.encode(e) in the file, for every
#   encoding that has an incremental encoder; closing a file is the end of its text.
# Behaviour: TextIOWrapper never calls the incremental encoder with final=True, so ISO-2022-JP's return to ASCII (1B 28 42)
#   is missing; two such files joined, or a header that follows, are read in the wrong character set. An encoder that keeps
#   bits for the next call, as packed GSM 7 bit must, would lose its last octet without a word.
# Seen: file 1b24422422, str.encode 1b244224221b2842
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
seen=$(python3 -c '
text = "\u3042"
with open("text", "w", encoding="iso2022_jp") as stream:
    stream.write(text)
print("file", open("text", "rb").read().hex() + ", str.encode", text.encode("iso2022_jp").hex())
')
echo "$seen"
[ "$seen" = "file 1b24422422, str.encode 1b244224221b2842" ]
