"""Tools for agents, asked by the official client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

pytest.importorskip("mcp")

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import CallToolResult, TextContent

import segmenter

pytestmark = pytest.mark.xdist_group("mcp")

CARD = "country,price,currency\nGB,0.0400,GBP\nFR,0.0500,GBP\n"
LATE = "It’s on its way to you and will be there on Monday or on Tuesday, I hope so"


@asynccontextmanager
async def agent(*arguments: str) -> AsyncIterator[ClientSession]:
    command = StdioServerParameters(command=sys.executable, args=["-m", "segmenter", "mcp", *arguments])
    async with stdio_client(command) as streams, ClientSession(*streams) as session:
        await session.initialize()
        yield session


async def answer(session: ClientSession, tool: str, **arguments: Any) -> Mapping[str, Any]:
    result = await session.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, Mapping)
    (content,) = result.content
    assert isinstance(content, TextContent)
    assert json.loads(content.text) == result.structured_content  # for agents that read no structure
    return result.structured_content


async def refusal(session: ClientSession, tool: str, **arguments: Any) -> str:
    result = await session.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    assert result.is_error
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text.removeprefix(f"Error executing tool {tool}: ")


def test_an_agent_learns_what_a_message_takes_and_sends_a_better_one(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text(CARD, "utf-8")

    async def run() -> None:
        async with agent("--rates", str(tmp_path / "rates.csv")) as session:
            tools = {tool.name: tool for tool in (await session.list_tools()).tools}
            assert set(tools) == {"preview", "fix", "fit", "validate", "price"}
            for tool in tools.values():
                assert tool.description
                assert tool.annotations is not None
                assert tool.annotations.read_only_hint
                schema = tool.output_schema
                assert schema is not None
                assert schema["type"] == "object"
            preview = await answer(session, "preview", text=LATE, country="GB")
            assert preview["count"] == segmenter.count(LATE).as_dict()
            assert "".join(preview["texts"]) == LATE
            assert [offender["character"] for offender in preview["offenders"]] == ["’"]
            assert preview["price"]["expected"]["amount"] == "0.0800"
            assert preview["advice"][0]["segments_saved"] == 1
            fixed = await answer(session, "fix", text=LATE)
            assert fixed == segmenter.substitute(LATE).as_dict()
            better = await answer(session, "preview", text=fixed["text"], country="GB")
            assert (better["count"]["segments"], better["price"]["expected"]["amount"]) == (1, "0.0400")
            price = await answer(session, "price", text=LATE, recipient="+33612345678", at="2026-11-28")
            assert (price["expected"]["amount"], price["country"]) == ("0.1000", "FR")
            asked = {"template": "Hi {name}, {note}", "values": {"name": "Zoé", "note": "word " * 50}}
            fitted = await answer(session, "fit", **asked, shorten=["note"])
            assert fitted["fits"]
            assert fitted["count"]["segments"] == 1
            verdict = await answer(session, "validate", message={"text": "x" * 5000}, channel="whatsapp")
            assert not verdict["fits"]
            assert "SEG102" in [finding["rule"] for finding in verdict["findings"]]

    asyncio.run(run())


def test_what_is_wrong_is_said_in_our_words_with_its_place() -> None:
    async def run() -> None:
        async with agent() as session:
            assert await refusal(session, "price", text="Hi") == (
                "there is no rate card; start the server with --rates FILE"
            )
            preview = await answer(session, "preview", text="Hi")
            assert preview["price"] is None
            assert "no rate card" in preview["price_missing"]
            wrong = await refusal(session, "preview", text="Hi", profile="twillio")
            assert wrong.startswith("profile is 'twillio', and there is no such profile")
            assert wrong.endswith("did you mean twilio?")
            assert (await refusal(session, "fix", text="Hi", level="all")).startswith("level is")
            assert "at index 3" in await refusal(session, "fit", template="Hi {", values={})
            assert "nothing is given" in await refusal(session, "fit", template="Hi {a}", values={})
            assert "syntax" in await refusal(session, "fit", template="Hi", values={}, syntax="x")
            fax = await answer(session, "validate", message={"text": "a"}, channel="fax")
            assert [(finding["field"], finding["rule"]) for finding in fax["findings"]] == [
                ("channel", "SEG201")
            ]
            assert await refusal(session, "preview") == "text is missing"
            assert await refusal(session, "preview", text=5) == "text is 5; it should be a valid string"
            floor = await refusal(session, "fit", template="Hi {a}", values={"a": "x"}, floor={"a": 0})
            assert floor == "floor.a is 0; it should be greater than or equal to 1"
            shorten = await refusal(session, "fit", template="Hi {a}", values={"a": "x"}, shorten=["a", 5])
            assert shorten == "shorten[1] is 5; it should be a valid string"
            tall = await answer(session, "preview", text="ab" * 40_000)
            assert tall["count"]["segments"] > 255
            assert tall["texts"] == []

    asyncio.run(run())


def test_a_misspelt_argument_is_refused_with_the_one_meant() -> None:
    texts: dict[str, dict[str, Any]] = {
        "fit": {"template": "Hi {a}", "values": {"a": "x"}},
        "validate": {"message": {"text": "Hi"}},
    }

    async def run() -> None:
        async with agent() as session:
            tools = (await session.list_tools()).tools
            for tool in tools:
                assert tool.input_schema["additionalProperties"] is False
                right = texts.get(tool.name, {"text": "Hi"})
                words = await refusal(session, tool.name, **right, profil="twilio")
                known = ", ".join(tool.input_schema["properties"])
                assert words == (
                    f"there is no argument 'profil'; the arguments are {known}; did you mean profile?"
                )
            long = await refusal(session, "fix", text="Hi", **{"x" * 999: 1})
            assert long == f"there is no argument '{'x' * 58}…; the arguments are text, level, profile"
            assert await answer(session, "fix", text="Hi", profile="twilio")

    asyncio.run(run())


def frames(*messages: Mapping[str, Any]) -> bytes:
    """Return requests as a client would write them, in ASCII, so that any code point can be sent."""
    opening = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    }
    requests: list[Mapping[str, Any]] = [
        {"id": 0, "method": "initialize", "params": opening},
        {"method": "notifications/initialized"},
        *messages,
    ]
    return "".join(json.dumps({"jsonrpc": "2.0", **request}) + "\n" for request in requests).encode()


def call(number: int, tool: str, **arguments: Any) -> Mapping[str, Any]:
    return {"id": number, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}


def conversation(
    program: list[str], *messages: Mapping[str, Any], unanswered: int = 0
) -> tuple[list[Any], str, int]:
    """Send requests and read until each has its answer; return them, standard error and the exit code."""
    with subprocess.Popen(
        [sys.executable, *program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(frames(*messages))
        process.stdin.flush()
        answers: list[Any] = []
        patience = Timer(60, process.kill)
        patience.start()
        try:
            while len(answers) < 1 + len(messages) - unanswered:
                line = process.stdout.readline()
                assert line, f"{answers} {process.stderr.read().decode()}"
                answers.append(json.loads(line))
            process.stdin.close()
            errors = process.stderr.read().decode()
            return answers, errors, process.wait()
        finally:
            patience.cancel()


def test_nothing_that_is_asked_is_written_down_and_standard_output_is_the_protocol_alone() -> None:
    requests = [
        call(1, "preview", text="SECRET’"),
        call(2, "fit", template="SECRET {", values={}),
        call(3, "preview", text=5, other="SECRET"),
        call(4, "SECRET"),
    ]
    answers, errors, code = conversation(["-m", "segmenter", "mcp"], *requests)
    assert sorted(answer["id"] for answer in answers) == [0, 1, 2, 3, 4]
    assert "SECRET" not in errors
    assert code == 0


def test_half_a_surrogate_pair_is_refused_and_the_next_request_is_answered() -> None:
    # The library answers a line that is not UTF-8 in JSON with nothing at all.
    asked = call(1, "preview", text="\ud83d"), call(2, "preview", text="Hi")
    answers, _, code = conversation(["-m", "segmenter", "mcp"], *asked, unanswered=1)
    by_id = {answer["id"]: answer for answer in answers}
    assert code == 0
    assert by_id[2]["result"]["structuredContent"]["count"]["segments"] == 1


def test_a_crash_shows_its_place_and_not_the_text() -> None:
    program = """
import sys
from segmenter.serve import agents
def crash(text, **_):
    raise ZeroDivisionError(text)
agents.explain = crash
from segmenter.cli import main
sys.exit(main(["mcp"]))
"""
    (_, answer), errors, _ = conversation(["-c", program], call(1, "preview", text="SECRET"))
    assert answer["result"]["isError"]
    assert "ZeroDivisionError" in answer["result"]["content"][0]["text"]
    assert "in crash" in errors
    assert "SECRET" not in errors
