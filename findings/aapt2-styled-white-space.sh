#!/bin/sh
# aapt2 (Debian package aapt, 2.19): a style tag changes which white space a string resource keeps.
# Expected: white space collapses across <b> as across <xliff:g>, and goes at both ends.
# Behaviour: with any style tag, each run between tags collapses alone and nothing is trimmed, so that
# '  <b> x </b>  ' is "  x  " and 'a <b> b</b>' has two blanks; without a style it is trimmed and collapsed.
# Output seen 2026-11-28: (styled string) "  x  ", (styled string) "a  b", "a b".
set -eu
command -v aapt2 >/dev/null || { echo "install: apt-get install aapt" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p res/values
cat > res/values/strings.xml <<'XML'
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
<string name="ends">  <b> x </b>  </string>
<string name="across">a <b> b</b></string>
<string name="plain">  a <xliff:g> b</xliff:g>  </string>
</resources>
XML
printf '<manifest package="a.b"/>' > AndroidManifest.xml
aapt2 compile res/values/strings.xml -o .
aapt2 link -o o.apk --manifest AndroidManifest.xml values_strings.arsc.flat
dumped=$(aapt2 dump resources o.apk)
printf '%s\n' "$dumped" | grep -F '"'
printf '%s\n' "$dumped" | grep -qF '(styled string) "  x  "'
printf '%s\n' "$dumped" | grep -qF '(styled string) "a  b"'
printf '%s\n' "$dumped" | grep -qF '() "a b"'
