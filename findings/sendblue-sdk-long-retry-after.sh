#!/bin/sh
# sendblue 1.33.0: a provider that asks to wait 61 seconds is asked again within half a second.
#
# Guess: Retry-After is obeyed, or cut to a longest wait.
# Behaviour: one of up to 60 s is obeyed. A longer one is ignored as a whole, and the SDK's own first wait, 0.5 s or a
#   little less, takes its place: the longer the provider asks for, the sooner it is asked again. (wavix-python-sdk
#   1.1.1 cuts to 60 s instead.) The header of Sendblue's own limit, 100 requests in 10 s, stays below that.
# Seen: 60: obeyed, 61: under a second
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

asked = []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        answer = b'{"data": []}'
        self.send_response(429 if asked else 200)
        if asked:
            self.send_header("retry-after", asked.pop())
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


server = HTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = SendblueAPI(api_key="k", api_secret="s", base_url=f"http://127.0.0.1:{server.server_address[1]}")
waits = []
time.sleep = waits.append
words = []
for seconds in (60, 61):
    asked.append(str(seconds))
    client.messages.list()
    wait = waits.pop()
    words.append(f"{seconds}: {'obeyed' if wait == seconds else 'under a second' if wait < 1 else wait}")
print(", ".join(words))
END_OF_PYTHON
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "60: obeyed, 61: under a second" ]
