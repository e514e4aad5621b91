#!/bin/sh
# mcp 2.3.0: an argument that a tool does not have is dropped, and the call goes on with the default.
#
# Guess: a misspelt argument fails the call, as any wrong type does, so that the agent corrects itself.
# Behaviour: the published input schema says nothing of further properties, and the server drops them before it calls
#   the function. The agent gets an answer to another question, without a word. A wrong type does fail.
# Seen: {'width': 20} answers 10 wide; closed schema: False; wrong type fails: True
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check mcp==2.3.0
cat > ask.py <<'END'
import asyncio
from mcp import Client
from mcp.server.mcpserver import MCPServer

server = MCPServer("example")

@server.tool()
def box(size: int = 10) -> str:
    return f"{size} wide"

async def main():
    async with Client(server) as client:
        tool = (await client.list_tools()).tools[0]
        closed = tool.input_schema.get("additionalProperties") is False
        misspelt = await client.call_tool("box", {"width": 20})
        wrong = await client.call_tool("box", {"size": "wide"})
        print(f"{{'width': 20}} answers {misspelt.content[0].text}; closed schema: {closed}; wrong type fails: {wrong.is_error}")

asyncio.run(main())
END
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "{'width': 20} answers 10 wide; closed schema: False; wrong type fails: True" ]
