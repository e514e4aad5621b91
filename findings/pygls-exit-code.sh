#!/bin/sh
# pygls 2.1.1: a server that is told to exit without a shutdown before ends with exit code 0.
#
# Guess: 1, as LSP says ("exit with success code 0 if the shutdown request has been received before; otherwise with
#   error code 1"); the code of pygls calls sys.exit with 1.
# Behaviour: start_io catches the SystemExit that its own handler raises and returns, so the process ends as main does.
# Seen: without shutdown 0, with shutdown 0
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pygls==2.1.1
cat > server.py <<'END'
from pygls.lsp.server import LanguageServer
LanguageServer("example", "1").start_io()
END
cat > ask.py <<'END'
import json, subprocess, sys
def frames(messages):
    out = b""
    for message in messages:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        out += b"Content-Length: %d\r\n\r\n" % len(body) + body
    return out
def answers(stream):
    found = []
    while line := stream.readline():
        length = 0
        while line.strip():
            if line.lower().startswith(b"content-length"):
                length = int(line.split(b":")[1])
            line = stream.readline()
        found.append(json.loads(stream.read(length)))
    return found
opening = {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}}
def code(*messages):
    talk = frames([opening, {"method": "initialized", "params": {}}, *messages, {"method": "exit"}])
    server = subprocess.run([sys.executable, "server.py"], input=talk, capture_output=True, timeout=60)
    return server.returncode
print(f"without shutdown {code()}, with shutdown {code({'id': 2, 'method': 'shutdown'})}")
END
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "without shutdown 0, with shutdown 0" ]
