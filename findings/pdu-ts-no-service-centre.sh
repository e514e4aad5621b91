#!/bin/sh
# npm pdu.ts 1.1.4: without a service centre a PDU begins 01 81, where modems want 00.
#
# Guess: `smsc: ''` writes one octet 00, "use the service centre on the SIM" (TS 27.005, AT+CMGS in PDU mode), and
#   `tpdu_length` counts what follows it.
# Behaviour: it writes a length of 1 and the type octet 81, an address without digits, in place of 00; the type that was
#   asked for (91) is not used.
# Seen: begins 0181 and then the first octet of the TPDU: one part 018101, several 018141
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund pdu.ts@1.1.4
cat > ask.js <<'END'
const { PDUParser } = require("pdu.ts");
const begin = (text) => PDUParser.Generate({
  text, receiver: "41790123456", receiver_type: "91", encoding: "7bit", request_status: false, smsc: "", smsc_type: "91",
})[0].smsc_tpdu.slice(0, 6);
console.log(`one part ${begin("hello")}, several ${begin("x".repeat(161))}`);
END
seen=$(node ask.js)
echo "$seen"
[ "$seen" = "one part 018101, several 018141" ]
