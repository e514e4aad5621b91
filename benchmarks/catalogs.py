"""Holds the readers to their targets: 0.5 s for a megabyte, or 1.2 times what a format's library takes.

    python -m benchmarks.catalogs

`segmenter.catalogs.read` and each format's floor take turns in one process, and the least of all rounds
counts. The floor is a library where the reader stands on one (fluent.syntax) or has one to be compared with
(polib for .po). For all others it is PyYAML's C loader on as many octets of YAML, which takes 0.15 s for a
megabyte on the machine on which half a second is asked for: so the target is 3.3 times that. Beside them:
10,000 entries of .po checked with 1,000 findings, the same fixed against checked, and a JSON catalog of
22,000 texts of which one is a message against all of it read. Exits 1 where a ratio misses its target by
more than the margin. The files are made here.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from timeit import timeit
from typing import TYPE_CHECKING, Final

import polib  # type: ignore[import-untyped]
import yaml
from fluent.syntax import FluentParser

from benchmarks.gate import Case, Target, judged, timed
from benchmarks.timing import NANOSECONDS, Sampler
from segmenter.catalogs import read
from segmenter.lint.checking import Options, check
from segmenter.lint.fixing import fix

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from segmenter.catalogs import Catalog
    from segmenter.lint.checking import Checked

TIMES_YAML: Final = 3.3
WORDS: Final = "Votre commande {0} est prête et sera livrée aujourd'hui entre midi et deux heures"
PO_HEADER: Final = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PO_ENTRY: Final = """#. Sent after order {0}
#: shop/sms.py:{0}
#, python-format
msgid "Your order %(id)s number {0} is ready"
msgstr ""
"Votre commande %(id)s numéro {0} est "
"là"

"""
PLURAL: Final = """<key>k{0}</key><dict>
<key>NSStringLocalizedFormatKey</key><string>%#@n@</string><key>n</key><dict>
<key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string><key>one</key><string>{1}</string>
<key>other</key><string>{1}</string></dict></dict>
"""
UNIT: Final = '<trans-unit id="k{0}"><source>{1}</source><target>{1}</target></trans-unit>\n'
XLIFF: Final = '<xliff version="1.2"><file source-language="en" target-language="fr" original="a"><body>'
EVERYTHING: Final = Options(everything=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--entries", type=int, default=10_000, help="in each file (10,000)")
    parser.add_argument("--rounds", type=int, default=7, help="samples of each contestant (7)")
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    options = parser.parse_args(arguments)
    return judged(timed([*_readers(options.entries), *_runs(options.entries)], options))


def _documents(entries: int) -> dict[str, str]:
    """Return a file of each format with texts alike, by a name that shows the format."""
    texts = {f"key{at}": WORDS.format(at) for at in range(entries)}
    pairs = texts.items()
    escaped = {key: text.replace("'", r"\'") for key, text in pairs}
    rows = {
        "values-fr/strings.xml": ('<string name="{0}">{2}</string>', "<resources>{}</resources>"),
        "a_fr.properties": ("{0} = {1}", "{}"),
        "fr.lproj/a.strings": ('"{0}" = "{1}";', "{}"),
        "fr.csv": ('{0},"{1}"', "key,fr\n{}"),
        "fr.tsv": ("{0}\t{1}", "key\tfr\n{}"),
        "fr.yml": ('  {0}: "{1}"', "fr:\n{}"),
        "fr.ftl": ("{0} = {1}", "{}"),
    }
    documents = {
        name: whole.format("".join(f"{row.format(key, text, escaped[key])}\n" for key, text in pairs))
        for name, (row, whole) in rows.items()
    }
    documents["fr.json"] = documents["app_fr.arb"] = json.dumps(texts, indent=1, ensure_ascii=False)
    named = {key: f"{text} {{{{name}}}}" for key, text in pairs}
    documents["fr.i18next.json"] = json.dumps(named, indent=1, ensure_ascii=False)
    messages = {key: {"message": text} for key, text in pairs}
    documents["_locales/fr/messages.json"] = json.dumps(messages, indent=1, ensure_ascii=False)
    strings = {key: {"localizations": {"fr": {"stringUnit": {"value": text}}}} for key, text in pairs}
    document = {"sourceLanguage": "en", "strings": strings}
    documents["a.xcstrings"] = json.dumps(document, indent=1, ensure_ascii=False)
    plurals = "".join(PLURAL.format(at, text) for at, text in enumerate(texts.values()))
    documents["fr.lproj/a.stringsdict"] = f"<plist><dict>{plurals}</dict></plist>"
    units = "".join(UNIT.format(at, text) for at, text in enumerate(texts.values()))
    documents["fr.xlf"] = f"{XLIFF}{units}</body></file></xliff>"
    documents["a.txt"] = "\n".join(texts.values())
    documents["a.j2"] = "\n".join(named.values())
    return documents


def _readers(entries: int) -> list[Case]:
    cases = []
    libraries: dict[str, tuple[str, Callable[[str], object]]] = {
        "fr.ftl": ("`FluentParser().parse(text)`", FluentParser().parse),
        "fr.po": ("`polib.pofile(text)`", polib.pofile),
    }
    documents = _documents(entries)
    documents["fr.po"] = PO_HEADER + "".join(map(PO_ENTRY.format, range(entries)))
    for name, text in sorted(documents.items()):
        octets = text.encode()
        floor_name, floor = "`yaml.load(as much, CSafeLoader)`", _of_yaml(documents["fr.yml"], len(octets))
        if name in libraries:
            floor_name, parse = libraries[name]
            floor = _once(partial(parse, text))
        cases.append(
            Case(
                name=f"read {name}",
                floor_name=floor_name,
                floor=floor,
                ours=_once(partial(read, name, octets)),
                target=Target(at_most=1.2 if name in libraries else TIMES_YAML),
            )
        )
    return cases


def _runs(entries: int) -> list[Case]:
    """Return what the command does with a file: check it, fix it, look for one message of many texts."""
    parts = [PO_ENTRY.format(at) for at in range(entries)]
    parts[:: entries // 1000 or 1] = [
        PO_ENTRY.format(at).replace("Votre", "L’") for at in range(0, entries, entries // 1000 or 1)
    ]
    book = PO_HEADER + "".join(parts)
    octets = book.encode()
    names = {"sms.code": "Votre code", **{f"ui.k{at}": WORDS.format(at) for at in range(22_000)}}
    page = json.dumps(names, indent=1, ensure_ascii=False).encode()
    return [
        Case(
            name="check fr.po, 1,000 findings",
            floor_name="`polib.pofile(text)`",
            floor=_once(partial(polib.pofile, book)),
            ours=_once(lambda: _checked(read("fr.po", octets))),
            target=Target(at_most=1.6),
        ),
        Case(
            name="fix fr.po, 1,000 findings",
            floor_name="check of the same",
            floor=_once(lambda: _checked(read("fr.po", octets))),
            ours=_once(partial(_fixed, octets)),
            target=Target(at_most=3),
        ),
        Case(
            name="one message of 22,000 texts in JSON",
            floor_name="all of them read",
            floor=_once(partial(read, "fr.json", page)),
            ours=_once(partial(read, "fr.json", page, only="sms.code".__eq__)),
            target=Target(at_most=0.25),
        ),
    ]


def _checked(catalog: Catalog) -> Checked:
    return check(catalog, options=EVERYTHING)


def _fixed(octets: bytes) -> None:
    catalog = read("fr.po", octets)
    fix(catalog, _checked(catalog), _checked, octets=octets)


def _of_yaml(text: str, octets: int) -> Sampler:
    """Make a sampler of PyYAML's loader, its time scaled to a number of octets."""
    sample = _once(lambda: yaml.load(text, yaml.CSafeLoader))  # a safe one
    return lambda: sample() * octets / len(text.encode())


def _once(call: Callable[[], object]) -> Sampler:
    """Make a sampler of one call, the garbage collector on: a caller has it on too."""
    return lambda: timeit(call, "import gc; gc.enable()", number=1) * NANOSECONDS


if __name__ == "__main__":
    sys.exit(main())
