"""Holds the .po reader to its share of the hook's target: 10,000 entries in at most 1.4 x polib's own time.

    python -m benchmarks.catalogs

`polib.pofile` and `segmenter.catalogs.read` take turns in one process, and the least of all rounds counts;
JSON stands beside, without a target, against `json.loads`. Exits 1 where the ratio misses its target by more
than the margin. The files are made here.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from timeit import timeit
from typing import TYPE_CHECKING, Final

import polib  # type: ignore[import-untyped]

from benchmarks.gate import Case, Target, judged, timed
from benchmarks.timing import NANOSECONDS, Sampler
from segmenter.catalogs import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PO_HEADER: Final = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PO_ENTRY: Final = """#. Sent after order {0}
#: shop/sms.py:{0}
#, python-format
msgid "Your order %(id)s number {0} is ready"
msgstr ""
"Votre commande %(id)s numéro {0} est "
"prête"

"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--entries", type=int, default=10_000, help="in each file (10,000)")
    parser.add_argument("--rounds", type=int, default=7, help="samples of each contestant (7)")
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        return judged(timed(_cases(Path(folder), options.entries), options))


def _cases(folder: Path, entries: int) -> list[Case]:
    book = folder / "fr.po"
    book.write_text(PO_HEADER + "".join(map(PO_ENTRY.format, range(entries))), encoding="utf-8")
    texts = {f"key{index}": f"Votre commande {index} est prête" for index in range(entries)}
    page = folder / "fr.json"
    page.write_text(json.dumps(texts, indent=2), encoding="utf-8")
    return [
        Case(
            name="gettext",
            floor_name="`polib.pofile(path)`",
            floor=_once(partial(polib.pofile, str(book))),
            ours=_once(partial(read, str(book))),
            target=Target(at_most=1.4),
        ),
        Case(
            name="json",
            floor_name="`json.loads(path.read_text())`",
            floor=_once(lambda: json.loads(page.read_text(encoding="utf-8"))),
            ours=_once(partial(read, str(page))),
            target=Target(),
        ),
    ]


def _once(call: Callable[[], object]) -> Sampler:
    """Make a sampler of one call, the garbage collector on: a caller has it on too."""
    return lambda: timeit(call, "import gc; gc.enable()", number=1) * NANOSECONDS


if __name__ == "__main__":
    sys.exit(main())
