"""The server: an editor's requests and notifications on pygls, and when documents are checked.

It keeps the texts itself, as pygls cuts lines where the protocol does not. It must not know what a message
costs.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import traceback
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, BinaryIO, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from .. import __version__
from ..errors import SegmenterError
from . import actions, answers, prices
from .documents import Document, Documents
from .lines import Lines, Position
from .pages import RulePages
from .project import Project

__all__ = ["Server", "serve"]

_Kind = TypeVar("_Kind")

_PAUSE = 0.03
"""Seconds without a change after which a document is checked: what was typed meanwhile is checked at once."""

_WATCHED = ("**/*.toml", "**/*.json", "**/*.csv")
"""Configurations and profiles, baselines, rate cards."""


class _Protocol(LanguageServerProtocol):
    """The protocol with texts that `Documents` keeps."""

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take an opened document."""
        self._server.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Change a document."""
        self._server.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a closed document."""
        self._server.closed(params.text_document.uri)

    def structured(self, value: dict[str, Any], kind: type[_Kind]) -> _Kind:
        """Return JSON as an object of the protocol."""
        return self._converter.structure(value, kind)

    def notify_plainly(self, method: str, params: dict[str, Any]) -> None:
        """Send a notification that is JSON already."""
        self._send_data({"jsonrpc": self.VERSION, "method": method, "params": params})


class Server(LanguageServer):
    """The language server.

    Args:
        pages: the rules' pages.
        config: a configuration for all files; empty for the nearest of each.
        everything: whether every entry is a message.
    """

    protocol: _Protocol

    def __init__(self, pages: RulePages, *, config: str = "", everything: bool = False) -> None:
        super().__init__("segmenter", __version__, protocol_cls=_Protocol)
        self.pages = pages
        self.documents = Documents()
        self.project = Project(config=config, everything=everything, open_texts=self.documents.octets_of)
        self.ended_well = False
        self._changed_at: dict[str, float] = {}
        self._checks: dict[str, asyncio.Task[None]] = {}
        self._reported: set[str] = set()
        _register(self)

    # --- Documents ---

    def opened(self, item: types.TextDocumentItem) -> None:
        """Take a document as open and check it; what is not a file is not for us."""
        path = to_fs_path(item.uri)
        if path is not None and item.uri.startswith("file:"):
            agreed = types.PositionEncodingKind(self.workspace.position_encoding or "utf-16")
            lines = Lines(item.text, agreed.value)
            self.documents[item.uri] = Document(item.uri, path, item.version, lines)
            self._check_soon(item.uri)
            self._check_translations(path)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Change a document, and check it when nothing more has come for a moment."""
        document = self.documents.get(params.text_document.uri)
        if document is None:
            return
        for change in params.content_changes:
            start = end = None
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = _position(change.range.start), _position(change.range.end)
            document.change(params.text_document.version, start, end, change.text)
        self._check_soon(document.uri)
        self._check_translations(document.path)

    def closed(self, uri: str) -> None:
        """Forget a document, and take its findings from the editor."""
        if document := self.documents.pop(uri, None):
            self.project.close(document.path)
            self._publish(uri, None, [])
            self._check_translations(document.path)

    def _check_translations(self, path: str) -> None:
        """Check the open documents again that are compared with one whose text has changed."""
        translations = self.project.translations_of(path)
        for document in self.documents.values():
            if document.path in translations:
                document.forget()
                self._check_soon(document.uri)

    # --- When to check ---

    def _check_soon(self, uri: str) -> None:
        self._changed_at[uri] = asyncio.get_running_loop().time()
        if uri not in self._checks or self._checks[uri].done():
            self._checks[uri] = asyncio.ensure_future(self._check_when_quiet(uri))

    async def _check_when_quiet(self, uri: str) -> None:
        loop = asyncio.get_running_loop()
        while (left := self._changed_at[uri] + _PAUSE - loop.time()) > 0:
            await asyncio.sleep(left)
        document = self.documents.get(uri)
        if document is not None:
            self._analyse(document)
            if not self._pulls:
                self._publish(uri, document.version, self.diagnostics_of(document))

    async def settled(self, uri: str) -> Document | None:
        """Return a document when no more changes come; in a burst of changes, only the last is checked."""
        check = self._checks.get(uri)
        if check is not None:
            await asyncio.shield(check)
        document = self.documents.get(uri)
        if document is not None:
            self._analyse(document)
        return document

    def _analyse(self, document: Document) -> None:
        """Check a document, unless it is known; whatever applies to it is read again where it has changed."""
        if self.project.refresh():
            for other in self.documents.values():
                other.forget()
                if other is not document and not self._pulls:
                    self._check_soon(other.uri)
        if document.is_analysed:
            return
        error = document.analysis(self.project).error
        if error is not None and not isinstance(error, SegmenterError):
            self._report_crash(document, error)

    def _report_crash(self, document: Document, error: Exception) -> None:
        """Tell the user once that a file cannot be checked, and write to the log where it went wrong."""
        where = "".join(traceback.format_tb(error.__traceback__))
        log = types.LogMessageParams(
            types.MessageType.Error, f"{document.path}: {type(error).__name__}\n{where}"
        )
        self.window_log_message(log)
        key = f"{document.path} {type(error).__name__}"
        if key not in self._reported:
            self._reported.add(key)
            words = f"segmenter cannot check {os.path.basename(document.path)}: it failed; the log has more"  # noqa: PTH119
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, words))

    def look_again(self) -> None:
        """Check all documents again: what applies to them may have changed."""
        self.project.forget()
        for document in self.documents.values():
            document.forget()
            self._check_soon(document.uri)
        workspace = self.client_capabilities.workspace
        for part, ask in (
            (workspace and workspace.diagnostics, self.workspace_diagnostic_refresh),
            (workspace and workspace.inlay_hint, self.workspace_inlay_hint_refresh),
            (workspace and workspace.code_lens, self.workspace_code_lens_refresh),
        ):
            if part and part.refresh_support:
                ask(None)

    # --- Diagnostics ---

    @property
    def _pulls(self) -> bool:
        """Whether the client asks for diagnostics, so that none need be sent unasked."""
        document = self.client_capabilities.text_document
        return document is not None and document.diagnostic is not None

    def diagnostics_of(self, document: Document) -> list[dict[str, Any]]:
        """Return the diagnostics of a document's present text."""
        return answers.diagnostics(document.analysis(self.project), document.lines, self.pages.of)

    # --- Actions ---

    @property
    def resolves_edits(self) -> bool:
        """Whether the client asks for an action's edit when it is chosen."""
        document = self.client_capabilities.text_document
        support = document and document.code_action and document.code_action.resolve_support
        return bool(support and "edit" in support.properties)

    def add_edit(self, action: dict[str, Any]) -> bool:
        """Find an action's edit and add it; if there is none, tell a user who has chosen the action why."""
        data = action["data"]
        document = self.documents.get(data["uri"])
        if document is None or document.edition != data["edition"]:
            return False
        try:
            edits = actions.edit_of(data["name"], document, self.project)
        except SegmenterError as error:
            if self.resolves_edits:
                words = types.ShowMessageParams(types.MessageType.Warning, f"segmenter: {error.message}")
                self.window_show_message(words)
            return False
        action["edit"] = {"changes": {document.uri: edits}}
        return True

    def _publish(self, uri: str, version: int | None, shown: list[dict[str, Any]]) -> None:
        if self._pulls:
            return
        params: dict[str, Any] = {"uri": uri, "diagnostics": shown}
        if version is not None:
            params["version"] = version
        self.protocol.notify_plainly(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)


def _position(position: types.Position) -> Position:
    return Position(position.line, position.character)


# --- Requests -----------------------------------------------------------------------------------------


_Answer = Callable[[Server, Document, Any], Any]


def _about_document(answer: _Answer, without: Any) -> Callable[[Server, Any], Awaitable[Any]]:
    """Return a handler that answers when a document is settled, or without one if it is not open."""

    async def handler(ls: Server, params: Any) -> Any:
        document = await ls.settled(params.text_document.uri)
        return without if document is None else answer(ls, document, params)

    return handler


def _register(server: Server) -> None:
    nothing_found = SimpleNamespace(kind="full", items=[])
    for method, handler, options in (
        (types.INITIALIZED, _initialized, None),
        (types.SHUTDOWN, _shut_down, None),
        (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, _files_changed, None),
        (types.TEXT_DOCUMENT_DID_SAVE, _saved, None),
        (types.TEXT_DOCUMENT_DIAGNOSTIC, _about_document(_diagnostic, nothing_found), _DIAGNOSTIC),
        (types.TEXT_DOCUMENT_HOVER, _about_document(_hover, None), None),
        (types.TEXT_DOCUMENT_CODE_ACTION, _about_document(_code_action, []), _CODE_ACTION),
        (types.CODE_ACTION_RESOLVE, _resolve, None),
        (types.TEXT_DOCUMENT_INLAY_HINT, _about_document(_inlay_hint, []), None),
        (types.TEXT_DOCUMENT_CODE_LENS, _about_document(_code_lens, []), _CODE_LENS),
        (types.CODE_LENS_RESOLVE, _priced, None),
    ):
        server.feature(method, options)(handler)


_DIAGNOSTIC = types.DiagnosticOptions(
    inter_file_dependencies=True, workspace_diagnostics=False, identifier=answers.SOURCE
)
_CODE_LENS = types.CodeLensOptions(resolve_provider=True)
_CODE_ACTION = types.CodeActionOptions(code_action_kinds=list(actions.KINDS), resolve_provider=True)


def _initialized(ls: Server, _: types.InitializedParams) -> None:
    """Ask the client to report changed files, where it can."""
    workspace = ls.client_capabilities.workspace
    watching = workspace and workspace.did_change_watched_files
    if watching and watching.dynamic_registration:
        watchers = [types.FileSystemWatcher(glob_pattern=glob) for glob in _WATCHED]
        registration = types.Registration(
            "segmenter-files",
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            types.DidChangeWatchedFilesRegistrationOptions(watchers),
        )
        ls.client_register_capability(types.RegistrationParams([registration]))


def _shut_down(ls: Server, *_: object) -> None:
    ls.ended_well = True


def _files_changed(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    paths = (to_fs_path(change.uri) for change in params.changes)
    if any(path and ls.project.depends_on(path) for path in paths):
        ls.look_again()


def _saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    path = to_fs_path(params.text_document.uri)
    if path and ls.project.depends_on(path):
        ls.look_again()


def _diagnostic(ls: Server, document: Document, params: types.DocumentDiagnosticParams) -> Any:
    edition = f"{document.version}.{document.edition}"
    if params.previous_result_id == edition:
        return SimpleNamespace(kind="unchanged", resultId=edition)
    # Plain values inside a namespace pass through pygls as they are.
    return SimpleNamespace(kind="full", resultId=edition, items=ls.diagnostics_of(document))


def _hover(ls: Server, document: Document, params: types.HoverParams) -> Any:
    capabilities = ls.client_capabilities.text_document
    kinds = (capabilities and capabilities.hover and capabilities.hover.content_format) or ()
    shown = answers.hover(
        document.analysis(ls.project),
        document.lines,
        _position(params.position),
        markdown=types.MarkupKind.Markdown in kinds,
    )
    return shown and SimpleNamespace(**shown)


def _code_action(ls: Server, document: Document, params: types.CodeActionParams) -> Any:
    found = actions.proposed(
        document.analysis(ls.project),
        document,
        _position(params.range.start),
        _position(params.range.end),
        [str(getattr(kind, "value", kind)) for kind in params.context.only or ()],
    )
    shown = [proposal.as_lsp(document, ls.pages.of) for proposal in found]
    if not ls.resolves_edits:
        shown = [action for action in shown if ls.add_edit(action)]
    return [SimpleNamespace(**action) for action in shown]


def _resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """Add the edit of an action that the user has chosen."""
    plain: dict[str, Any] = {"data": action.data}
    if ls.add_edit(plain):
        action.edit = ls.protocol.structured(plain["edit"], types.WorkspaceEdit)
    return action


def _inlay_hint(ls: Server, document: Document, params: types.InlayHintParams) -> Any:
    first, last = params.range.start.line, params.range.end.line
    shown = answers.hints(document.analysis(ls.project), document.lines, first, last)
    return [SimpleNamespace(**hint) for hint in shown]


def _code_lens(ls: Server, document: Document, _: types.CodeLensParams) -> Any:
    return [SimpleNamespace(**lens) for lens in prices.lenses(document.analysis(ls.project), document)]


def _priced(ls: Server, lens: types.CodeLens) -> types.CodeLens:
    """Add the price to a lens that is on the screen."""
    data = dict(lens.data or {})
    document = ls.documents.get(data["uri"])
    title = ""
    if document is not None and document.edition == data["edition"]:
        title = prices.price_of(document.analysis(ls.project), data["line"], ls.project)
    lens.command = types.Command(title, "")
    return lens


# --- Streams ------------------------------------------------------------------------------------------


def serve(server: Server, stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Answer until the client ends; return 0 if it asked to shut down before, else 1, as LSP says."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # it writes what was typed
    gc.set_threshold(100_000, 20, 20)  # or a catalog of 10,000 entries is looked through again and again
    try:
        server.start_io(stdin, stdout)
    finally:
        server.pages.close()
    return 0 if server.ended_well else 1
