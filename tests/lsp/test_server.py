"""The server as clients see it, driven by pytest-lsp with the capabilities of real editors."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types

from tests.lsp.sessions import CONFIGURATION, Session, positions, session, whole

pytestmark = pytest.mark.xdist_group("lsp")

LATE = "It’s on its way to you and will be there on Monday or on Tuesday, I hope so"

FOUND = ["SEG107", "SEG103"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(CONFIGURATION, "utf-8")
    (tmp_path / "sms").mkdir()
    return tmp_path


def partial(
    start: tuple[int, int], end: tuple[int, int], text: str
) -> types.TextDocumentContentChangePartial:
    return types.TextDocumentContentChangePartial(
        types.Range(types.Position(*start), types.Position(*end)), text
    )


def test_a_document_is_checked_as_it_is_typed_and_fixed(folder: Path) -> None:
    async def run() -> None:
        async with session(folder) as editor:
            uri = editor.open("sms/late.txt", LATE)
            finding, _ = await editor.codes(uri, FOUND)
            assert finding.source == "segmenter"
            assert finding.severity is types.DiagnosticSeverity.Error
            assert finding.code_description is not None
            page = Path(finding.code_description.href.removeprefix("file://"))
            assert page.read_text("utf-8").startswith("SEG107 one-character-forces-ucs2")
            assert await editor.hints(uri) == ["2 segments, UCS-2: ’"]
            fix, *_ = await editor.actions(uri, finding.range, "quickfix")
            assert fix.is_preferred
            assert await editor.edits(fix) == [(0, 2, 0, 3, "'")]
            editor.change(uri, partial((0, 2), (0, 3), "'"))
            await editor.codes(uri, [])
            assert await editor.hints(uri) == ["1 segment, GSM-7"]
            await editor.client.shutdown_async(None)
            editor.client.exit(None)
            assert editor.client._server is not None
            assert await editor.client._server.wait() == 0
            assert not page.exists()
            editor.client.capabilities = None  # it has ended already

    asyncio.run(run())


@pytest.mark.parametrize("name", ["neovim", "utf-8", "utf-16", "utf-32 utf-8"])
def test_places_are_in_the_units_that_client_and_server_agreed_on(folder: Path, name: str) -> None:
    # LSP ends lines at LF, CR LF and CR; the other separators stand inside one.
    text = f'{{"a":\r\n\r"👍\u2028\x85", "b": "x\x0b", "👍": "{LATE}"}}'
    line = text.rpartition("\r")[2].replace("\x0b", "\\u000b")
    text = text.replace("\x0b", "\\u000b")

    async def run() -> None:
        capabilities = name if name == "neovim" else positions(*name.split(" "))
        async with session(folder, capabilities) as editor:
            agreed = editor.result.capabilities.position_encoding or types.PositionEncodingKind.Utf16
            encoding = types.PositionEncodingKind(agreed).value
            if name != "neovim":
                assert encoding == name.split(" ")[0]
            uri = editor.open("sms/late.json", text, "json")
            before = line[: line.index("’")]
            at = {"utf-8": len(before.encode()), "utf-16": len(before.encode("utf-16-le")) // 2}
            start = at.get(encoding, len(before))
            where = types.Range(types.Position(2, start), types.Position(2, start))
            titled = {action.title: action for action in await editor.actions(uri, where)}
            (rewrite,) = [
                action for title, action in titled.items() if title.startswith("Replace typographic")
            ]
            width = {"utf-8": 3}.get(encoding, 1)
            assert await editor.edits(rewrite) == [(2, start, 2, start + width, "'")]
            editor.change(uri, partial((2, start), (2, start + width), "'"))
            assert (await editor.hints(uri))[-1] == "1 segment, GSM-7"

    asyncio.run(run())


def test_a_client_that_asks_for_diagnostics_gets_none_unasked(folder: Path) -> None:
    async def run() -> None:
        document = types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
        async with session(folder, types.ClientCapabilities(text_document=document)) as editor:
            uri = editor.open("sms/late.txt", LATE)
            params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
            report = await editor.client.text_document_diagnostic_async(params)
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            assert [item.code for item in report.items] == FOUND
            again = types.DocumentDiagnosticParams(
                types.TextDocumentIdentifier(uri), previous_result_id=report.result_id
            )
            assert (await editor.client.text_document_diagnostic_async(again)).kind == "unchanged"
            assert not editor.client.diagnostics

    asyncio.run(run())


def test_a_changed_configuration_is_read_again(folder: Path) -> None:
    async def run() -> None:
        async with session(folder) as editor:
            uri = editor.open("sms/late.txt", LATE)
            await editor.codes(uri, FOUND)
            settings = folder / "pyproject.toml"
            settings.write_text(CONFIGURATION.replace("max_segments = 1", "max_segments = 2"), "utf-8")
            change = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
            await editor.codes(uri, ["SEG107"])
            settings.write_text("[tool.segmenter]\nmax_segment = 2\n", "utf-8")
            editor.change(uri, partial((0, 0), (0, 0), "!"))  # a client that watches nothing
            (broken,) = await editor.codes(uri, [""])
            assert "pyproject.toml" in broken.message
            assert "did you mean max_segments?" in broken.message

    asyncio.run(run())


def test_a_reader_that_crashes_is_a_message_and_not_the_end(folder: Path) -> None:
    command = """
import sys
from segmenter.catalogs.formats import plain
def crash(file):
    raise ZeroDivisionError(file.text)
plain.read = crash
from segmenter.cli import main
sys.exit(main(["lsp"]))
"""

    async def run() -> None:
        async with session(folder, command=command) as editor:
            uri = editor.open("sms/late.txt", LATE)
            (crash,) = await editor.codes(uri, [""])
            assert crash.message == "this file could not be checked: segmenter failed with ZeroDivisionError"
            assert [message.message for message in editor.client.messages] == [
                "segmenter cannot check late.txt: it failed; the log has more"
            ]
            log = editor.client.log_messages[-1].message
            assert "in crash" in log
            assert "Monday" not in log
            other = editor.open("sms/late.json", f'{{"a": "{LATE}"}}', "json")
            await editor.codes(other, FOUND)
            assert await editor.hints(uri) == []

    asyncio.run(run())


def test_what_is_printed_does_not_disturb_the_protocol(folder: Path) -> None:
    command = """
import os, sys
from segmenter.lsp import analysis
real = analysis.check
def check(*given, **named):
    print("printed", flush=True)
    os.write(1, b"written")
    os.system("echo shouted")
    return real(*given, **named)
analysis.check = check
from segmenter.cli import main
sys.exit(main(["lsp"]))
"""

    async def run() -> None:
        async with session(folder, command=command) as editor:
            uri = editor.open("sms/late.txt", LATE)
            await editor.codes(uri, FOUND)
            assert await editor.hints(uri) == ["2 segments, UCS-2: ’"]

    asyncio.run(run())


def test_a_burst_of_typing_is_checked_once_it_pauses(folder: Path) -> None:
    command = """
import sys
from segmenter.lsp import documents
real, times = documents.analysed, []
def analysed(path, text, project):
    times.append(text)
    with open("analysed", "w") as file:
        file.write(str(len(times)))
    return real(path, text, project)
documents.analysed = analysed
from segmenter.cli import main
sys.exit(main(["lsp"]))
"""

    async def run() -> None:
        async with session(folder, command=command) as editor:
            uri = editor.open("sms/late.txt", "")
            for number, character in enumerate(LATE):
                editor.change(uri, partial((0, number), (0, number), character))
            last = asyncio.gather(*(editor.hints(uri) for _ in range(20)))
            assert set(map(tuple, await last)) == {("2 segments, UCS-2: ’",)}
            await editor.codes(uri, FOUND)
        # Once would do; a machine that stops between two characters makes it more.
        assert int((folder / "analysed").read_text("utf-8")) < len(LATE) / 2

    asyncio.run(run())


def test_a_source_that_is_open_counts_as_it_is_and_not_as_it_was_saved(folder: Path) -> None:
    (folder / "sms" / "en.json").write_text('{"a": "Hello"}', "utf-8")

    async def run() -> None:
        async with session(folder) as editor:
            uri = editor.open("sms/fr.json", f'{{"a": "{LATE}"}}', "json")
            await editor.codes(uri, ["SEG108", *FOUND])
            source = editor.open("sms/en.json", f'{{"a": "{LATE}"}}', "json")
            await editor.codes(uri, FOUND)
            editor.change(source, partial((0, 7), (0, 80), "Hello"))
            await editor.codes(uri, ["SEG108", *FOUND])
            (folder / "sms" / "en.json").write_text(f'{{"a": "{LATE}"}}', "utf-8")
            closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(source))
            editor.client.text_document_did_close(closed)
            await editor.codes(uri, FOUND)

    asyncio.run(run())


def test_a_finding_can_be_ignored_where_it_stands(folder: Path) -> None:
    async def run() -> None:
        async with session(folder, "neovim@v0.7.0") as editor:
            uri = editor.open("sms/fr.po", f'msgid "a"\nmsgstr "{LATE}"\n', "po")
            await editor.codes(uri, ["SEG108", *FOUND])
            actions = await editor.actions(uri, whole())
            (ignore,) = [action for action in actions if action.title == "Ignore SEG103 here"]
            assert await editor.edits(ignore) == [(0, 0, 0, 0, "# segmenter: ignore SEG103\n")]

    asyncio.run(run())


def test_all_is_fixed_at_once(folder: Path) -> None:
    async def run() -> None:
        async with session(folder, "neovim@v0.7.0") as editor:
            text = f'{{\n"a": "{LATE}",\n"b": "fine",\n"c": "It’s"\n}}'
            uri = editor.open("sms/a.json", text, "json")
            (fix,) = await editor.actions(uri, whole(2, 2), "source.fixAll")
            assert await editor.edits(fix) == [(1, 8, 1, 9, "'"), (3, 8, 3, 9, "'")]

    asyncio.run(run())


def test_a_message_explains_itself_under_the_cursor(folder: Path) -> None:
    async def hovered(editor: Session, uri: str, character: int) -> str | None:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, character))
        shown = await editor.client.text_document_hover_async(params)
        if shown is None:
            return None
        assert isinstance(shown.contents, types.MarkupContent)
        return shown.contents.value

    async def run() -> None:
        async with session(folder) as editor:
            uri = editor.open("sms/a.json", f'{{"a": "{LATE}"}}', "json")
            shown = await hovered(editor, uri, 10)
            assert shown is not None
            assert shown.startswith("UCS-2, 2 segments of up to 67 code units")
            assert "type '" in shown
            assert await hovered(editor, uri, 2) is None

    asyncio.run(run())


def test_what_is_not_a_message_file_or_not_a_file_stays_silent(folder: Path) -> None:
    async def run() -> None:
        async with session(folder) as editor:
            for name in ("notes.txt", "sms/code.py", "broken.json"):
                editor.open(name, "{" + LATE)
            item = types.TextDocumentItem("untitled:Untitled-1", "plaintext", 1, LATE)
            editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            uri = editor.open("sms/late.txt", LATE)
            await editor.codes(uri, FOUND)
            assert await editor.hints("untitled:Untitled-1") == []
            others = {name: found for name, found in editor.client.diagnostics.items() if name != uri}
            assert not any(others.values())

    asyncio.run(run())


def test_a_broken_catalog_says_where(folder: Path) -> None:
    async def run() -> None:
        async with session(folder) as editor:
            uri = editor.open("sms/fr.po", 'msgid "a"\nmsgstr "b', "po")
            (broken,) = await editor.codes(uri, [""])
            assert broken.range.start.line == 1
            half = editor.open("sms/half.txt", "half \ud83d of a pair")
            (broken,) = await editor.codes(half, [""])
            assert broken.severity is types.DiagnosticSeverity.Error

    asyncio.run(run())


def test_a_rate_card_shows_prices_above_messages(folder: Path) -> None:
    (folder / "rates.csv").write_text("country,price,currency\nGB,0.04,GBP\nFR,0.05,GBP\n", "utf-8")
    priced = CONFIGURATION.replace("max_segments = 1", 'max_segments = 1\nrates = "rates.csv"')
    priced += '\n[[tool.segmenter.messages]]\nkeys = ["b"]\nrates_country = "FR"\n'
    (folder / "pyproject.toml").write_text(priced, "utf-8")

    async def prices(editor: Session, uri: str) -> list[tuple[int, str]]:
        lenses = await editor.client.text_document_code_lens_async(
            types.CodeLensParams(types.TextDocumentIdentifier(uri))
        )
        resolved = [await editor.client.code_lens_resolve_async(lens) for lens in lenses or []]
        return [(lens.range.start.line, lens.command.title) for lens in resolved if lens.command]

    async def run() -> None:
        async with session(folder) as editor:
            uri = editor.open("sms/a.json", f'{{\n"a": "Hi",\n"b": "{LATE}"\n}}', "json")
            assert await prices(editor, uri) == [(1, "0.04 GBP to 0.05 GBP"), (2, "0.10 GBP to FR")]
            (folder / "rates.csv").write_text("country,price,currency\nGB,x,GBP\n", "utf-8")
            editor.change(uri, partial((3, 0), (3, 0), " "))
            (_, broken), _ = await prices(editor, uri)
            assert broken.startswith("no price: ")
            assert "rates.csv:2: price is 'x'" in broken
            (folder / "pyproject.toml").write_text(CONFIGURATION, "utf-8")
            editor.change(uri, partial((3, 0), (3, 0), " "))
            assert await prices(editor, uri) == []

    asyncio.run(run())
