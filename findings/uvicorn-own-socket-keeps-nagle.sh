#!/bin/sh
# uvicorn 0.54.0: connections of a socket that the caller opened keep Nagle's algorithm on.
# Expected: TCP_NODELAY is set on every connection, as it is where uvicorn opens the socket itself.
# Behaviour: asyncio sets it only where the socket's protocol number is IPPROTO_TCP, and socket.socket() has 0,
# which accepted connections take over. uvicorn writes head and body of an answer apart, so that small answers
# can wait 40 ms for a delayed acknowledgement. socket.socket(proto=IPPROTO_TCP) is free of it.
# Output seen 2026-11-28: "proto 0: TCP_NODELAY 0", "proto 6: TCP_NODELAY 1".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q uvicorn==0.54.0
"$folder/venv/bin/python" - <<'PY'
import asyncio
import socket

import uvicorn


async def app(scope, receive, send):
    raise AssertionError("nothing is asked")


async def nodelay(proto):
    opened = socket.socket(proto=proto)
    opened.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[opened]))
    while not server.started:
        await asyncio.sleep(0.01)
    client = await asyncio.open_connection(*opened.getsockname())
    while not server.server_state.connections:
        await asyncio.sleep(0.01)
    (protocol,) = server.server_state.connections
    found = protocol.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    client[1].close()
    server.should_exit = True
    await serving
    return bool(found)


for proto, expected in ((0, False), (socket.IPPROTO_TCP, True)):
    found = asyncio.run(nodelay(proto))
    print(f"proto {proto}: TCP_NODELAY {int(found)}")
    assert found is expected
PY
