"""Times a keystroke in an editor: a .po of 10,000 entries, against reading it once.

    PYTHONPATH=. python -m benchmarks.editor

In one process, in turn, the least of many rounds: a character is typed, and findings and the hints of the
lines on the screen are answered as JSON. Then the same through the server, from the change that a client
sends to the findings that it gets, with the pause in which more may be typed. Exits 1 where a ratio is beyond
its target and the margin.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.gate import Case, Target, judged, timed
from benchmarks.lint import ENTRIES, KINDS, catalog_text
from benchmarks.timing import NANOSECONDS, Sampler, statement

CONFIGURATION = 'max_segments = 2\n[[messages]]\nfiles = ["*.po"]\n'
SHOWN_LINES = 60


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    parser.add_argument("--rounds", type=int, default=5, help="samples of each contestant (5)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "segmenter.toml").write_text(CONFIGURATION, "utf-8")
        cases = [_typed(folder, kind) for kind in KINDS]
        with _served(folder, "one apostrophe in ten") as case:
            return judged(timed([*cases, case], options))


def _reading(text: str) -> Sampler:
    """Read the text, with another end each time: none is found in a cache of the one before."""
    from segmenter.catalogs import read

    ends = (f"# {number}\n".encode() for number in count())
    return statement(
        'read("sms.po", octets + next(ends))', {"read": read, "octets": text.encode(), "ends": ends}
    )


def _typed(folder: Path, kind: str) -> Case:
    from segmenter.lsp.answers import diagnostics, hints
    from segmenter.lsp.documents import Document
    from segmenter.lsp.lines import Lines, Position
    from segmenter.lsp.project import Project

    text = catalog_text(kind)
    project = Project()
    document = Document("file:///sms.po", str(folder / "sms.po"), 1, Lines(text, "utf-16"))
    line = text[: text.index("msgstr", len(text) // 2)].count("\n")
    numbers = count(2)

    def keystroke() -> str:
        place = Position(line, 10)
        document.change(next(numbers), place, place, "x")
        project.refresh()
        analysis = document.analysis(project)
        assert analysis.error is None
        shown = diagnostics(analysis, document.lines, lambda _: "")
        return json.dumps(
            [shown, hints(analysis, document.lines, line - SHOWN_LINES // 2, line + SHOWN_LINES // 2)]
        )

    return Case(
        name=f"a keystroke in {ENTRIES:,} entries, {kind}",
        floor_name="`read(…)` once",
        floor=_reading(text),
        ours=statement("keystroke()", {"keystroke": keystroke}),
        target=Target(at_most=1.5),
    )


@contextmanager
def _served(folder: Path, kind: str) -> Iterator[Case]:
    text = catalog_text(kind)
    uri = (folder / "sms.po").as_uri()
    numbers = count(2)
    line = text[: text.index("msgstr", len(text) // 2)].count("\n")
    place = {"line": line, "character": 10}
    with subprocess.Popen(
        [sys.executable, "-m", "segmenter", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        tell, hear = _messages(server)
        tell(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": {}})
        hear()
        tell(method="initialized", params={})
        item = {"uri": uri, "languageId": "po", "version": 1, "text": text}
        tell(method="textDocument/didOpen", params={"textDocument": item})
        hear()

        def answered() -> float:
            number = next(numbers)
            document = {"uri": uri, "version": number}
            change = {"range": {"start": place, "end": place}, "text": "x"}
            began = time.perf_counter()
            tell(
                method="textDocument/didChange",
                params={"textDocument": document, "contentChanges": [change]},
            )
            assert hear()["params"]["version"] == number
            return (time.perf_counter() - began) * NANOSECONDS

        yield Case(
            name=f"the same through the server, {kind}",
            floor_name="`read(…)` once",
            floor=_reading(text),
            ours=answered,
            target=Target(),
        )
        tell(id=2, method="shutdown")
        hear()
        tell(method="exit")


def _messages(server: subprocess.Popen[bytes]) -> tuple[Callable[..., None], Callable[[], Any]]:
    stdin, stdout = server.stdin, server.stdout
    assert stdin is not None
    assert stdout is not None

    def tell(**message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stdin.flush()

    def hear() -> Any:
        length = 0
        while line := stdout.readline().strip():
            if line.startswith(b"Content-Length:"):
                length = int(line.partition(b":")[2])
        return json.loads(stdout.read(length))

    return tell, hear


if __name__ == "__main__":
    sys.exit(main())
