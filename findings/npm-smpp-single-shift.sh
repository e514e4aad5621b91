#!/bin/sh
# npm smpp 0.5.1: a text under a header with a *single* shift is written with the *locking* shift table.
#
# Guess: `short_message: {udh, message}` with the element 24 01 01 (Turkish single shift) writes U+015E as an escape
#   and septet 53, since single shift tables are reached through an escape (TS 23.038 A.2.1), and reads it back.
# Behaviour: it writes septet 1C, U+015E's place in the Turkish locking shift table. A phone follows the header,
#   stays in the default table and shows U+00C6. Its own decoder accepts both, so a loop through the package looks right.
# Seen: encoded 1c, decoded from 1b53 Ş
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund smpp@0.5.1
cat > ask.js <<'END'
const { PDU } = require("smpp");
const udh = Buffer.from("03240101", "hex");
const sent = new PDU("submit_sm", { short_message: { udh, message: "Ş" } }).toBuffer();
const octets = sent.subarray(sent.indexOf(udh) + udh.length).toString("hex");
const right = new PDU("submit_sm", { esm_class: 64, data_coding: 1, short_message: Buffer.concat([udh, Buffer.from("1b53", "hex")]) });
const read = new PDU(right.toBuffer()).short_message.message;
console.log(`encoded ${octets}, decoded from 1b53 ${read}`);
END
seen=$(node ask.js)
echo "$seen"
[ "$seen" = "encoded 1c, decoded from 1b53 Ş" ]
