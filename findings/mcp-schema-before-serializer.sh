#!/bin/sh
# mcp 2.3.0: a tool whose answer has a serializer publishes another schema than it keeps, and the client refuses it.
#
# Guess: the output schema describes what is written, a string; of a dataclass and of a model alike.
# Behaviour: the schema is pydantic's for validation (an integer), the structured content is serialized (a string), and
#   the official client checks one by the other: every call fails. In a dataclass the annotation is dropped instead:
#   neither serializer nor description count.
# Seen: dataclass 800, without description; model refused: '0.0800 GBP' is not of type 'integer'
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check mcp==2.3.0
cat > ask.py <<'END'
import asyncio
from dataclasses import dataclass
from typing import Annotated
from mcp import Client
from mcp.server.mcpserver import MCPServer
from pydantic import BaseModel, Field, PlainSerializer

def in_words(tenths: int) -> str:
    return f"{tenths / 10_000:.4f} GBP"

Price = Annotated[int, PlainSerializer(in_words, return_type=str), Field(description="what it costs")]

@dataclass
class Plain:
    price: Price

class Model(BaseModel):
    price: Price

server = MCPServer("example")

@server.tool()
def plain() -> Plain:
    return Plain(price=800)

@server.tool()
def model() -> Model:
    return Model(price=800)

async def main():
    async with Client(server) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        described = "description" in tools["plain"].output_schema["properties"]["price"]
        price = (await client.call_tool("plain", {})).structured_content["price"]
        try:
            await client.call_tool("model", {})
            refused = "taken"
        except RuntimeError as error:
            refused = "refused:" + str(error).partition("model:")[2].partition("\n")[0]
        print(f"dataclass {price}, {'with' if described else 'without'} description; model {refused}")

asyncio.run(main())
END
seen=$(venv/bin/python ask.py)
echo "$seen"
[ "$seen" = "dataclass 800, without description; model refused: '0.0800 GBP' is not of type 'integer'" ]
