#!/bin/sh
# wavix-python-sdk 1.1.1: going through messages.list() yields two fields, and never a second page.
#
# Guess: its README says that list operations page automatically, and ask for further pages as one goes through the result.
# Behaviour: messages.list() returns a pydantic model of one page. Going through it yields its fields as pairs, without an
#   error, and nothing more is asked for: a loop over "all messages" of an account sees no message at all.
# Seen: requests: 1 of 3 pages, the loop yields: [('items', list), ('pagination', Pagination)]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check wavix-python-sdk==1.1.1
cat > ask.py <<'END_OF_PYTHON'
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from wavix import Wavix

ITEM = {
    "charge": "0.0475", "delivered_at": "2023-08-29T12:32:45.000Z", "direction": "outbound", "error_message": None,
    "from": "Acme", "mcc": "234", "message_body": {"text": "Hi", "media": None}, "message_id": "3a52",
    "message_type": "sms", "mnc": "024", "segments": 1, "sent_at": "2023-08-29T12:32:44.000Z", "status": "delivered",
    "submitted_at": "2023-08-29T12:32:44.000Z", "carrier_fees": "0.0", "tag": None, "to": "447700900123",
}
seen = []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        seen.append(self.path)
        pagination = {"current_page": len(seen), "per_page": 1, "total": 3, "total_pages": 3}
        answer = json.dumps({"items": [ITEM], "pagination": pagination}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


server = HTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = Wavix(token="t", base_url=f"http://127.0.0.1:{server.server_address[1]}")
yielded = [(name, type(value).__name__) for name, value in client.sms_and_mms.messages.list(type="outbound")]
shown = ", ".join(f"({name!r}, {kind})" for name, kind in yielded)
print(f"requests: {len(seen)} of 3 pages, the loop yields: [{shown}]")
END_OF_PYTHON
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "requests: 1 of 3 pages, the loop yields: [('items', list), ('pagination', Pagination)]" ]
