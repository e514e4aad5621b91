#!/bin/sh
# npm pdu.ts 1.1.4: the same time stamp is another moment each time it is parsed.
#
# Guess: TP-SCTS 62 11 82 51 40 00 00 has seconds and nothing finer, so it is 2026-11-28T15:04:00.000Z always, and two
#   parses of one message are equal; a gateway may use it in a key that finds duplicates.
# Behaviour: the parser starts from the current time and sets the fields down to the seconds; the milliseconds of the
#   clock stay. The equal fields agree, the moments do not.
# Seen: seconds 2026-11-28T15:04:00, 20 parses some milliseconds apart give more than one moment: true
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund pdu.ts@1.1.4
cat > ask.js <<'END'
const { PDUParser } = require("pdu.ts");
const { setTimeout: wait } = require("timers/promises");
(async () => {
  const moments = [];
  for (let turn = 0; turn < 20; turn++) {
    moments.push(new Date(PDUParser.parseTS("62118251400000")).toISOString());
    await wait(7);
  }
  const seconds = new Set(moments.map((moment) => moment.slice(0, 19)));
  console.log(`seconds ${[...seconds]}, 20 parses some milliseconds apart give more than one moment: ${new Set(moments).size > 1}`);
})();
END
seen=$(TZ=UTC node ask.js)
echo "$seen"
[ "$seen" = "seconds 2026-11-28T15:04:00, 20 parses some milliseconds apart give more than one moment: true" ]
