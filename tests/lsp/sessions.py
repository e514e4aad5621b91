"""Sessions of real clients with the installed server: pytest-lsp's, with what editors say they can do.

It must not know what the server answers.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

__all__ = ["CONFIGURATION", "Session", "positions", "session"]

CONFIGURATION = """
[tool.segmenter]
max_segments = 1

[[tool.segmenter.messages]]
files = ["sms/**"]
"""
_PATIENCE = 20.0


class Session:
    """A client with a server, and a project in a folder."""

    def __init__(self, client: LanguageClient, folder: Path, result: types.InitializeResult) -> None:
        self.client = client
        self.folder = folder
        self.result = result
        self._versions: dict[str, int] = {}

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "plaintext") -> str:
        """Open a document that need not be saved."""
        uri = self.uri(name)
        self._versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, *changes: types.TextDocumentContentChangeEvent) -> int:
        self._versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(version=self._versions[uri], uri=uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))
        return self._versions[uri]

    async def until(self, condition: Callable[[], Any]) -> Any:
        """Wait until the client has received what makes a condition true."""
        for _ in range(int(_PATIENCE / 0.02)):
            if result := condition():
                return result
            await asyncio.sleep(0.02)
        raise TimeoutError

    async def codes(self, uri: str, expected: list[str]) -> list[types.Diagnostic]:
        """Wait until the findings of a document are those expected."""

        def received() -> bool:
            return uri in self.client.diagnostics and expected == [
                str(each.code or "") for each in self.client.diagnostics[uri]
            ]

        try:
            await self.until(received)
        except TimeoutError:
            pytest.fail(f"expected {expected}, not {self.client.diagnostics.get(uri)}")
        return list(self.client.diagnostics[uri])

    async def hints(self, uri: str, first: int = 0, last: int = 100) -> list[str]:
        params = types.InlayHintParams(types.TextDocumentIdentifier(uri), whole(first, last))
        hints = await self.client.text_document_inlay_hint_async(params) or []
        return [str(hint.label) for hint in hints]

    async def actions(self, uri: str, where: types.Range, *only: str) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
        found = await self.client.text_document_code_action_async(params) or []
        return [action for action in found if isinstance(action, types.CodeAction)]

    async def edits(self, action: types.CodeAction) -> list[tuple[int, int, int, int, str]]:
        """Return an action's edits: lines, characters and new texts, asked for where that is needed."""
        if action.edit is None:
            action = await self.client.code_action_resolve_async(action)
        if action.edit is None or action.edit.changes is None:
            return []
        (edits,) = action.edit.changes.values()
        return [
            (
                *(edit.range.start.line, edit.range.start.character),
                *(edit.range.end.line, edit.range.end.character),
                edit.new_text,
            )
            for edit in edits
        ]


def whole(first: int = 0, last: int = 100) -> types.Range:
    return types.Range(types.Position(first, 0), types.Position(last, 0))


def positions(*encodings: str) -> types.ClientCapabilities:
    """Return a client that can do nothing but count in these units, best first."""
    kinds = [types.PositionEncodingKind(encoding) for encoding in encodings]
    return types.ClientCapabilities(general=types.GeneralClientCapabilities(position_encodings=kinds))


@asynccontextmanager
async def session(
    folder: Path, capabilities: types.ClientCapabilities | str = "", *arguments: str, command: str = ""
) -> AsyncIterator[Session]:
    """Start a server as an editor would, and end it as an editor would.

    Args:
        folder: of the project.
        capabilities: of the client; or the name of an editor, whose capabilities pytest-lsp knows.
        arguments: of the command.
        command: Python that is run in place of the command.
    """
    if isinstance(capabilities, str):
        capabilities = client_capabilities(capabilities) if capabilities else types.ClientCapabilities()
    client = make_test_lsp_client()
    program = ("-c", command) if command else ("-m", "segmenter", "lsp", *arguments)
    await client.start_io(sys.executable, *program, cwd=str(folder))
    try:
        root = types.WorkspaceFolder(folder.as_uri(), folder.name)
        params = types.InitializeParams(capabilities, root_uri=folder.as_uri(), workspace_folders=[root])
        result = await client.initialize_session(params)
        yield Session(client, folder, result)
        await client.shutdown_session()
    except BaseException:
        if client._server is not None and client._server.returncode is None:
            client._server.kill()  # pytest-lsp would wait for it to end by itself
        raise
    finally:
        await client.stop()  # type: ignore[no-untyped-call]  # of pytest-lsp
