#!/bin/sh
# npm pdu.ts 1.1.4: a sender with an odd count of digits ends in "15".
#
# Guess: TP-OA 0B 91 14 97 10 32 54 F6 is the number 41790123456: eleven digits, then the fill nibble F
#   (TS 23.040 9.1.2.3), which every reader drops.
# Behaviour: the fill is read as the number fifteen and appended, so the sender has two digits more and is another
#   subscriber. Numbers with an even count of digits are right.
# Seen: odd 4179012345615, even 417901234567
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund pdu.ts@1.1.4
cat > ask.js <<'END'
const { PDUParser } = require("pdu.ts");
const tail = "0000" + "62118251400000" + "05e8329bfd06";
const sender = (address) => PDUParser.Parse("00" + "04" + address + tail).sender;
console.log(`odd ${sender("0b911497103254f6")}, even ${sender("0c91149710325476")}`);
END
seen=$(node ask.js)
echo "$seen"
[ "$seen" = "odd 4179012345615, even 417901234567" ]
