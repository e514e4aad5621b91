#!/bin/sh
# pygls 2.1.1: a request that comes after shutdown is never answered.
#
# Guess: the error InvalidRequest (-32600), as LSP says of requests after shutdown.
# Behaviour: the message is logged and dropped, so a client that waits for the answer waits for ever.
# Seen: answered [1, 2], not [3]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pygls==2.1.1
cat > server.py <<'END'
from lsprotocol import types
from pygls.lsp.server import LanguageServer
server = LanguageServer("example", "1")

@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(params: types.HoverParams):
    return None

server.start_io()
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
where = {"textDocument": {"uri": "file:///a"}, "position": {"line": 0, "character": 0}}
talk = frames([
    {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
    {"method": "initialized", "params": {}},
    {"id": 2, "method": "shutdown"},
    {"id": 3, "method": "textDocument/hover", "params": where},
    {"method": "exit"},
])
with subprocess.Popen([sys.executable, "server.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                      stderr=subprocess.DEVNULL) as server:
    server.stdin.write(talk)
    server.stdin.close()
    got = sorted(answer["id"] for answer in answers(server.stdout) if "id" in answer)
print(f"answered {got}, not {[number for number in (1, 2, 3) if number not in got]}")
END
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "answered [1, 2], not [3]" ]
