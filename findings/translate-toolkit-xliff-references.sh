#!/bin/sh
# translate-toolkit 3.20.4 (PyPI) and Symfony 5.4 (php-symfony-translation of Debian 12): white space in XLIFF.
# Expected: a line end that is written as &#10; is meant, and survives without xml:space="preserve"; tools agree.
# Behaviour: the toolkit collapses it with all other white space, across inline tags too; Symfony keeps everything.
# Output seen 2026-11-28: toolkit 'a b c d', Symfony "a \n b  c  d"
set -eu
[ -e /usr/share/php/Symfony/Component/Translation/autoload.php ] || {
    echo "install: apt-get install php-cli php-xml php-symfony-translation" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > a.xlf <<'XML'
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language="fr" datatype="plaintext" original="x"><body>
<trans-unit id="a" resname="a"><source>A</source><target>a &#10; b  c<x id="1"/>  d</target></trans-unit>
</body></file></xliff>
XML
python3 -m venv venv
venv/bin/pip install -q translate-toolkit==3.20.4
venv/bin/python - <<'PYTHON'
from translate.storage.xliff import Xliff1File

[unit] = Xliff1File.parsefile("a.xlf").units
print(repr(unit.target))
raise SystemExit(unit.target != "a b c d")
PYTHON
php -r 'require "/usr/share/php/Symfony/Component/Translation/autoload.php";
$text = (new Symfony\Component\Translation\Loader\XliffFileLoader())->load("a.xlf", "fr")->get("a");
echo json_encode($text), "\n";
exit($text === "a \n b  c  d" ? 0 : 1);'
