#!/bin/sh
# Laravel 8.83 (php-illuminate-translation of Debian 12): blanks around the bars of a plural.
# Expected: "{0} none | {1} one | [2,*] many" is the same as without the blanks.
# Behaviour: a number is only seen at the very beginning of a form. {1} and [2,*] behind a blank are text, and the
# forms are chosen by the language: 1 gives the text for 0, and 2 gives the text for 1, with its number.
# Output seen 2026-11-28: ["none","one","many"] and ["none"," none "," {1} one "]
set -eu
[ -e /usr/share/php/Illuminate/Translation/autoload.php ] || {
    echo "install: apt-get install php-cli php-illuminate-translation" >&2; exit 2; }
php -d error_reporting=0 -r '
require "/usr/share/php/Illuminate/Translation/autoload.php";
$selector = new Illuminate\Translation\MessageSelector();
foreach (["{0} none|{1} one|[2,*] many", "{0} none | {1} one | [2,*] many"] as $line) {
    $texts = array_map(fn ($number) => $selector->choose($line, $number, "en"), [0, 1, 2]);
    echo json_encode($texts), "\n";
}
exit($texts === ["none", " none ", " {1} one "] ? 0 : 1);'
