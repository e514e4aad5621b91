"""Oracles for texts in code and for messages: PHP, Laravel, Node, `tomllib`, messageformat and vue-i18n.

Each writes catalogs at random, lets the program's own engine read them, and yields what both say.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from segmenter.catalogs import Conventions, Entry, read

__all__ = ["laravel", "messageformat", "node_modules", "node_objects", "php", "tomllib_values", "vue_i18n"]

Difference = tuple[str, Any, Any]
WORDS = ["a", "été", "C’est", "😀", "x y", "ok", "100", "Ω", "-", "…", " "]


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr[:2000]}")
    return done.stdout


def joined(chance: random.Random, tokens: list[str], most: int = 6) -> str:
    return "".join(chance.choice(tokens) for _ in range(chance.randint(1, most)))


def node_modules() -> Path:
    """Return the folder with messageformat and vue-i18n, as `install.sh` makes it."""
    return Path(os.environ.get("SEGMENTER_NODE_MODULES", "node_modules")).absolute()


def flat(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield the strings in a value with their keys."""
    if isinstance(value, str) and value:
        yield ".".join(path), value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in pairs:
        yield from flat(inner, (*path, str(name)))


def compared(written: str, ours: dict[str, str], theirs: dict[str, str]) -> Iterator[Difference]:
    for key in ours.keys() | theirs.keys():
        yield f"{key} in {written[:300]}", ours.get(key), theirs.get(key)


PHP_SINGLE = [*WORDS, r"\'", r"\\", r"\n", "\n", "$x", '"']
PHP_DOUBLE = [
    *WORDS,
    r"\n",
    r"\t",
    r"\"",
    r"\\",
    r"\$",
    r"\u{2019}",
    r"\x41",
    r"\101",
    r"\xC3\xA9",
    r"\e",
    r"\q",
    "'",
    "\n",
]
PHP_LINE = [*WORDS, r"\n", r"\"", r"\\", r"\$", r"\u{1F600}", '"', "'"]


def php_value(chance: random.Random, depth: int = 0) -> str:
    kind = chance.choice(["single", "single", "double", "double", "here", "now", "joined", "number", "array"])
    if kind == "array" and depth < 2:
        opening, closing = chance.choice([("[", "]"), ("array(", ")")])
        elements = (php_element(chance, depth + 1) for _ in range(chance.randint(1, 4)))
        return f"{opening}{', '.join(elements)}{closing}"
    if kind in ("here", "now"):
        indent = chance.choice(["", "  "])
        tokens = PHP_LINE if kind == "here" else [*WORDS, r"\n", "'"]
        lines = [chance.choice(["", indent + joined(chance, tokens)]) for _ in range(chance.randint(0, 3))]
        lines.append(indent + joined(chance, tokens))
        quote = "'" if kind == "now" else chance.choice(['"', ""])
        return f"<<<{quote}EOT{quote}\n" + "\n".join(lines) + f"\n{indent}EOT"
    if kind == "joined":
        return f"{php_string(chance)} . {php_string(chance)}"
    return "1" if kind == "number" else php_string(chance)


def php_string(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return f"'{joined(chance, PHP_SINGLE)}'"
    return f'"{joined(chance, PHP_DOUBLE)}"'


def php_element(chance: random.Random, depth: int) -> str:
    comment = chance.choice(["", "", "/* c */ ", "// c\n", "# c\n"])
    keys = ["", f"'k{chance.randint(0, 9)}' => ", f'"é{chance.randint(0, 3)}" => ']
    key = chance.choice([*keys, f"{chance.randint(0, 5)} => "])
    return f"{comment}{key}{php_value(chance, depth)}"


def php(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    bodies = []
    for _ in range(count):
        elements = ", ".join(php_element(chance, 1) for _ in range(chance.randint(1, 3)))
        bodies.append(f"<?php\nreturn [{elements},\n];\n")
    for number, body in enumerate(bodies):
        (folder / f"{number}.php").write_text(body, "utf-8")
    code = f'for ($i = 0; $i < {count}; $i++) echo json_encode(require "$i.php", JSON_FORCE_OBJECT), "\\n";'
    lines = run("php", "-r", code, cwd=folder).splitlines()
    for body, line in zip(bodies, lines, strict=True):
        ours = {entry.key: entry.text for entry in read("a.php", body.encode()).entries}
        yield from compared(body, ours, dict(flat(json.loads(line))))


SELECTOR = """
require '/usr/share/php/Illuminate/Translation/autoload.php';
$selector = new Illuminate\\Translation\\MessageSelector();
foreach (json_decode(file_get_contents('lines.json')) as $line) {
    $found = [];
    foreach (range(0, 30) as $number) $found[$selector->choose($line, $number, 'en')] = 1;
    echo json_encode(array_map('strval', array_keys($found))), "\\n";
}
"""


def laravel(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    numbers = ["{0}", "{1}", "[2,5]", "[6,*]", "{0} ", "[1,19] ", "", "", " "]
    texts = [
        "|".join(
            chance.choice(numbers) + joined(chance, [*WORDS, ":count"], 3)
            for _ in range(chance.randint(2, 4))
        )
        + ":count"
        for _ in range(count)
    ]
    (folder / "lines.json").write_text(json.dumps(texts), "utf-8")
    lines = run("php", "-d", "error_reporting=0", "-r", SELECTOR, cwd=folder).splitlines()
    for text, line in zip(texts, lines, strict=True):
        entries = read("lang/en/a.php", f"<?php return ['k' => '{text}'];".encode()).entries
        ours = {entry.text.strip() for entry in entries}
        # Blanks at the ends stay where no number fits and the language's own form is taken; forms that only
        # other languages have are texts, too.
        yield text, sorted({one.strip() for one in json.loads(line)} - {""} - ours), []


JS_STRING = [
    *WORDS,
    r"\n",
    r"\'",
    r"\"",
    r"\`",
    r"\\",
    r"\u2019",
    r"\u{1F600}",
    r"\x41",
    r"\uD83D\uDE00",
    r"\q",
    "\\\n",
    r"\0z",
]


def js_string(chance: random.Random) -> str:
    quote = chance.choice(["'", '"', "`"])
    return quote + joined(chance, [*JS_STRING, *(["\n", "$x", "'"] if quote == "`" else [])]) + quote


def js_value(chance: random.Random, depth: int) -> str:
    kind = chance.choice(["string"] * 4 + ["joined", "object", "array", "number", "bracket"])
    if kind == "object" and depth < 3:
        return js_object(chance, depth + 1)
    if kind == "array" and depth < 3:
        return f"[{', '.join(js_value(chance, depth + 1) for _ in range(chance.randint(0, 3)))}]"
    if kind == "joined":
        return f"{js_string(chance)} + {js_string(chance)}"
    return {"number": "-1", "bracket": f"({js_string(chance)})"}.get(kind, js_string(chance))


def js_object(chance: random.Random, depth: int = 0) -> str:
    keys = [
        f"k{chance.randint(0, 9)}",
        f"'a-{chance.randint(0, 3)}'",
        "été",
        "[`c`]",
        str(chance.randint(0, 9)),
    ]
    members = [
        f"{chance.choice(['', '/* c */ ', '// c' + chr(10)])}{chance.choice(keys)}: {js_value(chance, depth)}"
        for _ in range(chance.randint(1, 4))
    ]
    return "{" + ", ".join(members) + chance.choice(["", ","]) + "}"


def node_objects(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    bodies = [
        f"const c = {js_object(chance, 2)};\nexport default {{ ...c, x: {js_object(chance)} }};\n"
        for _ in range(count)
    ]
    for number, body in enumerate(bodies):
        (folder / f"{number}.mjs").write_text(body, "utf-8")
    code = f"for (let i = 0; i < {count}; i++)"
    code += " console.log(JSON.stringify((await import(`./${i}.mjs`)).default));"
    (folder / "main.mjs").write_text(code, "utf-8")
    lines = run("node", "main.mjs", cwd=folder).splitlines()
    for body, line in zip(bodies, lines, strict=True):
        name = chance.choice(["a.mjs", "a.mts"])
        ours = {entry.key: entry.text for entry in read(name, body.encode()).entries}
        yield from compared(body, ours, dict(flat(json.loads(line))))


def tomllib_values(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    basic = [*WORDS, r"\n", r"\"", r"\\", r"\u2019", r"\U0001F600", "'", r"\t"]

    def string() -> str:
        kind = chance.choice(['"', "'", '"""', "'''"])
        more = {'"': [], "'": [r"\n"], '"""': ["\n", "\\\n  ", '"', '""x'], "'''": ["\n", "'", r"\n"]}[kind]
        plain = [
            word for word in (WORDS if kind[0] == "'" else basic) if kind[0] not in word.replace('\\"', "")
        ]
        return (
            kind
            + chance.choice(["", "\n"] if len(kind) == 3 else [""])
            + joined(chance, [*plain, *more])
            + kind
        )

    def value(depth: int = 0) -> str:
        kind = chance.choice(["string"] * 5 + ["array", "table", "number"])
        if kind == "array" and depth < 2:
            return f"[{', '.join(value(depth + 1) for _ in range(chance.randint(0, 3)))}]"
        if kind == "table" and depth < 2:
            return "{" + ", ".join(f"t{at} = {value(depth + 1)}" for at in range(chance.randint(0, 3))) + "}"
        return "1.5" if kind == "number" else string()

    for _ in range(count):
        lines: list[str] = []
        for at in range(chance.randint(1, 4)):
            lines += chance.choice([[], [f"[s{at}]"], [f'[s{at}."x.y"]'], ["[[l]] # c"]])
            lines.append(f"{chance.choice(['k', 'a.b', chr(34) + 'é' + chr(34) + '.'])}{at} = {value()}")
        body = "\n".join(lines) + "\n"
        try:
            theirs = tomllib.loads(body)
        except tomllib.TOMLDecodeError:
            continue
        catalog = read("a.toml", body.encode())
        unplaced = {entry.key: None for entry in catalog.entries if not entry.pieces}
        ours = {entry.key: entry.text for entry in catalog.entries}
        yield from compared(body, ours, dict(flat(theirs)))
        yield f"places in {body}", unplaced, {}


FORMATTED = """
import { MessageFormat } from 'messageformat';
import { DraftFunctions } from 'messageformat/functions';
import { readFileSync } from 'fs';
for (const [locale, source] of JSON.parse(readFileSync('messages.json', 'utf8'))) {
  const values = { s: '{s}', t: '{t}' };
  const texts = new Set();
  let error = null;
  try {
    for (let n = 0; n < 31; n++) {
      const format = new MessageFormat(locale, source, { functions: DraftFunctions });
      texts.add(format.format({ ...values, n }, () => {}).replaceAll(/[\\u2066\\u2067]/g, '\\u2068'));
    }
  } catch (thrown) { error = thrown.type ?? String(thrown); }
  console.log(JSON.stringify({ error, texts: [...texts] }));
}
"""


def messageformat(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    if not (folder / "node_modules").exists():
        (folder / "node_modules").symlink_to(node_modules())
    placeholders = [
        "{$s}",
        "{ $t }",
        "{$s :string}",
        "{|l’it|}",
        r"{|a\|b|}",
        "{word}",
        "{#b}",
        "{/b}",
        "{#br /}",
        "{$s @a=b}",
        "{$t :string u:dir=ltr}",
    ]
    numbers = ["{$n :number}", "{$n :integer}", "{$n :number u:dir=auto}"]
    broken = ["{", "}", r"\x", "{$s u:dir=ltr}", "{a b}", "{:f a=1 a=2}"]
    literal = [*WORDS, r"\{", r"\}", r"\\", r"\|"]

    def pattern(counts: bool = True) -> str:
        tokens = [*literal, *placeholders, *(numbers if counts else [])]
        return joined(chance, [*tokens, *broken] if chance.random() < 0.05 else tokens)

    def message() -> str:
        kind = chance.choice(["simple", "quoted", "local", "match", "match", "two"])
        space = chance.choice(["", " ", "\n", "\u200e "])
        if kind == "simple":
            return pattern()
        if kind == "quoted":
            return f"{space}{{{{{pattern()}}}}}{space}"
        if kind == "local":
            value = chance.choice(["{$s}", "{|v|}", "{$n :number}", "{$n :integer u:dir=rtl}", "{1}"])
            return f".local $x ={space}{value}{space}{{{{{pattern()}{{$x}}}}}}"
        head = f"{space}.input{space}{{$n :number{chance.choice(['', ' select=ordinal', ' select=exact'])}}}"
        keys = chance.sample(["0", "1", "2", "one", "two", "few", "many", "other"], chance.randint(0, 3))
        if kind == "match":
            rows = [f"{key}{space}{{{{{pattern(False)}}}}}" for key in keys]
            rows.append(f"*{{{{{pattern(False)}{{$n}}}}}}" if chance.random() < 0.97 else "")
            return f"{head}{space}.match $n {' '.join(rows)}"
        rows = [
            f"{key} {word} {{{{{pattern(False)}}}}}" for key in [*keys, "*"] for word in ("|{s}|", "no", "*")
        ]
        chance.shuffle(rows)
        return f"{head} .input {{$s :string}} .match $n $s {space.join(['', *rows])}"

    messages = [(chance.choice(["en", "fr", "ru", "ar", "he", "pl"]), message()) for _ in range(count)]
    (folder / "messages.json").write_text(json.dumps(messages), "utf-8")
    (folder / "main.mjs").write_text(FORMATTED, "utf-8")
    for (locale, source), line in zip(
        messages, run("node", "main.mjs", cwd=folder).splitlines(), strict=True
    ):
        theirs = json.loads(line)
        document = json.dumps({"k": source}).encode()
        conventions = Conventions(message_format_2=True)
        entries = read("a.json", document, locale=locale, conventions=conventions).entries
        is_wrong = theirs["error"] is not None
        yield f"{locale}: {source}", any(entry.flaw for entry in entries), is_wrong
        if not is_wrong:
            ours = [pattern_of(entry) for entry in entries]
            texts = [text for text in theirs["texts"] if text]
            lost = [text for text in texts if not any(pattern.fullmatch(text) for pattern in ours)]
            yield f"{locale}: {source}", lost, []


def pattern_of(entry: Entry) -> re.Pattern[str]:
    """Return what finds the texts that an entry may become: a number for ``{n}``."""
    parts = re.split(r"(\{n\}|\{\{|\}\})", entry.with_isolates())
    known = {"{n}": "[0-9٠-٩]+", "{{": r"\{", "}}": r"\}"}
    return re.compile("".join(known.get(part) or re.escape(part) for part in parts))


VUE = """
import { createI18n } from 'vue-i18n';
import { readFileSync } from 'fs';
const messages = JSON.parse(readFileSync('messages.json', 'utf8'));
console.warn = () => {};
const i18n = createI18n({ legacy: false, locale: 'en', missingWarn: false, fallbackWarn: false,
  messages: { en: { ...messages, linked: 'LINKED' } } });
for (const key of Object.keys(messages)) {
  const texts = new Set();
  let error = false;
  for (const n of [0, 1, 2]) {
    try { texts.add(i18n.global.t(key, n, { named: { name: '{name}', n: '{n}' } })); }
    catch (thrown) { error = true; }
  }
  console.log(JSON.stringify({ error, texts: [...texts] }));
}
"""


def vue_i18n(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    if not (folder / "node_modules").exists():
        (folder / "node_modules").symlink_to(node_modules())
    tokens = [
        *WORDS,
        "{name}",
        "{ n }",
        "{'@'}",
        "{'|'}",
        r"{'it\'s'}",
        r"\{",
        r"\}",
        r"\@",
        r"\|",
        r"\\",
        r"\n",
    ]
    tokens += ["|", " | ", " |\n", "@:linked ", "@:{'linked'}", "%", "$", "(", "'"]
    broken = ["{", "}", "@", "{}", "{a.b}"]
    messages = {}
    for number in range(count):
        chosen = [*tokens, *broken] if chance.random() < 0.1 else tokens
        messages[f"k{number}"] = joined(chance, chosen, 7)
    (folder / "messages.json").write_text(json.dumps(messages), "utf-8")
    (folder / "main.mjs").write_text(VUE, "utf-8")
    lines = run("node", "main.mjs", cwd=folder).splitlines()
    for (key, source), line in zip(messages.items(), lines, strict=True):
        theirs = json.loads(line)
        document = json.dumps({key: source}).encode()
        entries = read("a.json", document, conventions=Conventions(vue_i18n=True)).entries
        yield source, any(entry.flaw for entry in entries), theirs["error"]
        if not theirs["error"]:
            ours = {
                entry.text.replace("{{", "{").replace("}}", "}").replace("{linked}", "LINKED")
                for entry in entries
            }
            yield source, sorted(set(theirs["texts"]) - {""} - ours), []
