"""Times lint: 10,000 entries of .po read and checked, against what polib takes to parse them; and the start.

    PYTHONPATH=. python -m benchmarks.lint

In one process, in turn, the least of many rounds; the start in processes of their own. Exits 1 where a ratio
is beyond its target and the margin.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from benchmarks.gate import Case, Target, judged, timed
from benchmarks.timing import Sampler, statement

ENTRIES = 10_000
KINDS = {
    "plain, GSM-7": "Your order %d is ready to be collected at the counter",
    "with a placeholder": "Hi %%(name)s, your order %d is ready to be collected at the counter",
    "Cyrillic": "Ваш заказ номер %d готов и ждёт вас у стойки до самого вечера",
    "one apostrophe in ten": "Your order %d is ready, and it’s at the counter",
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    parser.add_argument("--rounds", type=int, default=5, help="samples of each contestant (5)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        cases = [*_catalogs(), *_fixes(), *_starts(Path(folder))]
        return judged(timed(cases, options))


def _catalogs() -> list[Case]:
    import polib  # type: ignore[import-untyped]

    from segmenter.catalogs import read
    from segmenter.lint.checking import Options, check

    cases = []
    options = Options(everything=True, overrides={"max_segments": 2})
    for kind in KINDS:
        text = catalog_text(kind)
        names = {"read": read, "check": check, "octets": text.encode(), "options": options}
        names["ends"] = (f"# {number}\n".encode() for number in count())
        names |= {"polib": polib, "text": text, "catalog": read("sms.po", text.encode())}
        for what, source, most in (
            # Each reading is of another text: none is found in a cache of the one before.
            ("read and checked", 'check(read("sms.po", octets + next(ends)), options=options)', 2.0),
            ("rules alone", "check(catalog, options=options)", 1.0),
        ):
            cases.append(
                Case(
                    name=f"{ENTRIES:,} entries {kind}, {what}",
                    floor_name="`polib.pofile(text)`",
                    floor=statement("polib.pofile(text)", names),
                    ours=statement(source, names),
                    target=Target(at_most=most),
                )
            )
    return cases


def catalog_text(kind: str) -> str:
    """Return a .po with a number of entries of one kind."""
    return _document(KINDS[kind], plain_of_ten=9 if "ten" in kind else 0)


UNFIXABLE = {
    "an apostrophe before a brace": "d’{n} %d",
    "the same and an invisible character": "d’{n} x\u200by%d",
}


def _fixes() -> list[Case]:
    """400 texts with a finding that cannot be fixed: ICU would read the plain apostrophe as a quotation."""
    from segmenter.catalogs import read
    from segmenter.lint.checking import Options, check
    from segmenter.lint.fixing import fix

    cases = []
    options = Options(everything=True)
    for kind, words in UNFIXABLE.items():
        octets = json.dumps({f"k{number}": words % number for number in range(400)}).encode()
        names = {"read": read, "fix": fix, "octets": octets}
        names["again"] = lambda catalog: check(catalog, options=options)
        names["ends"] = (b" " * number for number in count())
        cases.append(
            Case(
                name=f"fix 400 texts of {kind}",
                floor_name="check them",
                floor=statement('again(read("sms.arb", octets + next(ends)))', names),
                ours=statement(
                    'o = octets + next(ends); c = read("sms.arb", o); fix(c, again(c), again, octets=o)',
                    names,
                ),
                target=Target(at_most=3),
            )
        )
    return cases


def _document(words: str, *, plain_of_ten: int) -> str:
    pieces = ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n']
    for number in range(ENTRIES):
        flag = "#, python-format\n" if "%%" in words else ""
        said = words if number % 10 >= plain_of_ten else words.replace("’", "'")
        body = said % number
        pieces.append(f'\n#: shop/views.py:{number}\n{flag}msgid "{body} (source)"\nmsgstr "{body}"\n')
    return "".join(pieces)


def _starts(folder: Path) -> list[Case]:
    cases = []
    for name, text in (
        ("clean.json", '{"ready": "Your order is ready"}'),
        ("found.json", '{"ready": "It’s"}'),
    ):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        cases.append(
            Case(
                name=f"cold start, check --all {name}",
                floor_name="`python -I -c pass`",
                floor=_process("-I", "-c", "pass"),
                ours=_process("-m", "segmenter", "check", "--all", str(path)),
                target=Target(at_most=8),
            )
        )
    return cases


def _process(*arguments: str) -> Sampler:
    def sample() -> float:
        begin = time.perf_counter_ns()
        for _ in range(5):
            subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
        return (time.perf_counter_ns() - begin) / 5

    return sample


if __name__ == "__main__":
    sys.exit(main())
