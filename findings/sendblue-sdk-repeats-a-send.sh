#!/bin/sh
# sendblue 1.33.0: a message whose request is answered with HTTP 500 is sent again.
#
# Guess: sending is not idempotent, so the SDK either sends once, or marks the attempts with an idempotency key, which
#   its base class can make.
# Behaviour: it sends the same POST up to three times. No header says that they are one message: the name of the
#   idempotency header is not set. A provider that failed after it had accepted the first would deliver it three times.
# Seen: 3 requests, 1 body, idempotency headers: []
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check sendblue==1.33.0
cat > ask.py <<'END_OF_PYTHON'
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

from sendblue_api import SendblueAPI

seen = []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        seen.append((dict(self.headers), body))
        answer = b'{"status": "QUEUED"}'
        self.send_response(500 if len(seen) < 3 else 200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


server = HTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
time.sleep = lambda _: None  # the waits between attempts
client = SendblueAPI(api_key="k", api_secret="s", base_url=f"http://127.0.0.1:{server.server_address[1]}")
client.messages.send(number="+15550100002", content="Hi")
named = [name for headers, _ in seen for name in headers if "idempotency" in name.lower()]
print(f"{len(seen)} requests, {len({body for _, body in seen})} body, idempotency headers: {named}")
END_OF_PYTHON
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "3 requests, 1 body, idempotency headers: []" ]
