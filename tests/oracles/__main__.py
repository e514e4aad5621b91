"""Compares the readers with the formats' own, on generated catalogs: ``python -m tests.oracles [--count N]``.

Outside CI: `install.sh` installs the tools. Prints a row for each oracle, and the first differences; exits 1
where there are any.
"""

from __future__ import annotations

import argparse
import gettext
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from segmenter.catalogs import read
from tests.oracles import code

Difference = tuple[str, Any, Any]
YAML_ESCAPES = [r"\n", r"\t", r"\u2019", r"\_", r"\x41", r"\""]
WORDS = ["a", "été", "C’est", "😀", "x y", "ok", "100", "Ω", "-", "…"]


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr[:2000]}")
    return done.stdout


def joined(chance: random.Random, tokens: list[str], most: int = 8) -> str:
    return "".join(chance.choice(tokens) for _ in range(chance.randint(1, most)))


def msgfmt(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    escapes = [r"\n", r"\t", r"\"", r"\\", r"\342\200\231", r"\303\251", r"\a", r"\x41 "]
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"', ""]
    for number in range(count):
        inner = [joined(chance, WORDS + escapes, 5) for _ in range(chance.randint(1, 3))]
        strings = [f'"{text}"' for text in ("x", *inner, "x")]  # line ends have to agree with the msgid's
        between = chance.choice([" ", "\n", "", "\n\n"])
        lines += [
            f'msgid "k{number}"',
            f"msgstr{chance.choice([' ', '', chr(10)])}{between.join(strings)}",
            chance.choice(["", "# note"]),
        ]
    (folder / "a.po").write_text("\n".join(lines), "utf-8")
    run("msgfmt", "--no-hash", "-o", "a.mo", "a.po", cwd=folder)
    with (folder / "a.mo").open("rb") as stream:
        theirs = gettext.GNUTranslations(stream)
    for entry in read(str(folder / "a.po")).entries:
        yield entry.key, entry.text, theirs.gettext(entry.key)


def aapt2(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    tokens = [
        *WORDS,
        " ",
        "  ",
        r"\'",
        r"\"",
        '"',
        "&amp;",
        "&#8217;",
        r"\u00e9",
        r"\@",
        r"\\",
        "<b>",
        "</b>",
        "%1$s",
    ]
    contents: list[str] = []
    while len(contents) < count:
        content = joined(chance, tokens)
        depth, sound = 0, content.count("<b>") == content.count("</b>")
        for tag in re.findall("</?b>", content):
            depth += 1 if tag == "<b>" else -1
            sound = sound and depth >= 0
        if sound and not re.fullmatch(r"\s*", content):
            contents.append("x" + content)
    body = "".join(f'<string name="s{at}">{content}</string>\n' for at, content in enumerate(contents))
    (folder / "res/values").mkdir(parents=True)
    (folder / "res/values/strings.xml").write_text(f"<resources>\n{body}</resources>\n", "utf-8")
    (folder / "AndroidManifest.xml").write_text('<manifest package="a.b"/>', "utf-8")
    run("aapt2", "compile", "res/values/strings.xml", "-o", ".", cwd=folder)
    run(
        "aapt2",
        "link",
        "-o",
        "o.apk",
        "--manifest",
        "AndroidManifest.xml",
        "values_strings.arsc.flat",
        cwd=folder,
    )
    dumped = run("aapt2", "dump", "resources", "o.apk", cwd=folder)
    pattern = r'string/(s\d+)\n\s+\(\)(?: \(styled string\))? "(.*?)"(?: b:[^\n]*)?\n(?=\s+resource|\Z|\s*$)'
    theirs = dict(re.findall(pattern, dumped, re.DOTALL))
    for entry in read("res/values/strings.xml", (folder / "res/values/strings.xml").read_bytes()).entries:
        yield contents[int(entry.key[1:])], entry.text, theirs.get(entry.key)


JAVA = """
import java.io.*; import java.nio.charset.*; import java.text.*; import java.util.*;
public class Oracle {
  public static void main(String[] a) throws Exception {
    Properties p = new Properties();
    p.load(new InputStreamReader(new FileInputStream(a[0]), StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    for (String key : p.stringPropertyNames()) {
      String value = p.getProperty(key);
      if (value.contains("{0}")) value = new MessageFormat(value, Locale.ROOT).format(new Object[] {"VALUE"});
      StringBuilder hex = new StringBuilder();
      for (byte b : value.getBytes("UTF-16BE")) hex.append(String.format("%02x", b));
      out.println(key + " " + hex);
    }
    out.flush();
  }
}
"""


def jdk(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    tokens = [*WORDS, " ", r"\n", r"\t", r"\u2019", r"\\", "''", "\\\n   ", r"\:", "=", r"\q"]
    lines = []
    for number in range(count):
        argument = ["{0}"] * chance.randint(0, 1)
        single = ["'"] if not argument or chance.random() < 0.3 else []
        value = joined(chance, tokens + argument + single)
        lines.append(
            f"k{chance.choice(['', chr(92) + chr(10) + '  '])}{number}{chance.choice('=: ')}{value}x"
        )
    (folder / "a.properties").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "Oracle.java").write_text(JAVA, "utf-8")
    run("javac", "Oracle.java", cwd=folder)
    rows = (line.split(" ") for line in run("java", "Oracle", "a.properties", cwd=folder).splitlines())
    theirs = {key: bytes.fromhex(digits).decode("utf-16-be") for key, digits in rows}
    for entry in read(str(folder / "a.properties")).entries:
        text = entry.text
        if entry.syntax:
            text = text.replace("{{0}}", "\0").replace("{0}", "VALUE").replace("\0", "{0}")
        yield entry.key, text, theirs.get(entry.key)


def psych(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    lines = ["fr:"]
    for number in range(count):
        words = joined(chance, [*WORDS, " "]).strip(" -") or "w"
        value = chance.choice(
            [
                f'"{joined(chance, [*WORDS, *YAML_ESCAPES])}"',
                "'" + joined(chance, [*WORDS, "''", " "]) + "'",
                chance.choice(
                    [f"w{words}", "yes", "off", "12:30", "~", ":day", "1_000", "0x1F", "2001-01-01", "yes!"]
                ),
                f"|\n    {words}\n\n      {words}",
                f">-\n    {words}\n    {words}\n\n    {words}",
            ]
        )
        lines.append(f"  k{number}: {value}")
    (folder / "fr.yml").write_text("\n".join(lines) + "\n", "utf-8")
    code = "require 'json'; h = YAML.unsafe_load_file('fr.yml')['fr'];"
    code += " puts JSON.generate(h.select { |_, v| v.is_a?(String) })"
    theirs = json.loads(run("ruby", "-ryaml", "-Ku", "-e", code, cwd=folder))
    ours = {entry.key: entry.text for entry in read(str(folder / "fr.yml")).entries}
    for key in theirs.keys() | ours.keys():
        if theirs.get(key) or ours.get(key):
            yield lines[int(key[1:]) + 1], ours.get(key), theirs.get(key)


def icu(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    from icu import Formattable, Locale, MessageFormat

    def plural(depth: int) -> str:
        names = chance.sample(["=0", "=1", "=2", "zero", "one", "two", "few", "many"], chance.randint(0, 4))
        kind = chance.choice(["plural", "plural", "selectordinal"])
        branches = [f"{name}{{{text(depth)}}}" for name in [*names, "other"]]
        return f"{{n, {kind}, {' '.join(branches)}}}"

    def text(depth: int = 0) -> str:
        words = joined(chance, [*WORDS, " ", "''", "'{'", "'{x}'", "d'a"], 3).replace("-", "")
        return words + (plural(depth + 1) if depth < 2 and chance.random() < 0.3 else "")

    for _ in range(count):
        locale = chance.choice(["en", "fr", "ru", "ar", "pl", "ja", "cy"])
        message = text(1) + plural(0) + text(1) + chance.choice(["", plural(1)])
        document = json.dumps({"@@locale": locale, "k": message})
        try:
            entries = read("a.arb", document.encode()).entries
        except ValueError:
            continue  # more than 64 texts
        formatter = MessageFormat(message, Locale(locale))
        theirs = {str(formatter.format(["n"], [Formattable(number)])) for number in [*range(201), 1_000_000]}
        ours = {entry.text.replace("{{", "{").replace("}}", "}") for entry in entries}
        yield f"{locale}: {message}", sorted(theirs - ours), []  # forms that no number has are texts, too


def fluent(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    from fluent.runtime import FluentBundle, FluentResource

    parts = ["{ $v }", '{ "lit" }', "{ -brand }", '{ -brand(case: "loc") }', "{ m0 }", " ", *WORDS]
    lines = ["-brand = { $case ->", "   *[nom] Brand { 5 }", "    [loc] Branda", "  }", "m0 = zero { $v }"]
    lines += [f"m{number} = x{joined(chance, parts, 6)}" for number in range(1, count)]
    body = "\n".join(lines) + "\n"
    bundle = FluentBundle(["en"])
    bundle.add_resource(FluentResource(body))
    for entry in read("en.ftl", body.encode()).entries:
        pattern = bundle.get_message(entry.key).value
        assert pattern
        yield entry.key, entry.with_isolates(), bundle.format_pattern(pattern, {"v": "{v}"})[0]


def templates(
    render: Callable[[str], str], parts: list[str], chance: random.Random, count: int
) -> Iterator[Difference]:
    for _ in range(count):
        body = joined(chance, [*WORDS, " ", "\n", *parts], 5) + "."
        written = render(body)
        texts = [entry.text for entry in read("a.j2", body.encode()).entries]
        yield body, written if written in texts or not written else None, written


def jinja(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    from jinja2 import Environment

    environment = Environment(extensions=["jinja2.ext.i18n"])
    environment.install_null_translations()  # type: ignore[attr-defined]
    parts = [
        "{% trans trimmed %}\n a\n  b {% endtrans %}",
        "{% trans %} a\n{% endtrans %}",
        "{% raw %}raw{% endraw %}",
    ]
    parts += [
        "{%- if no -%} N {%- elif yes %} Y {% else %}E{% endif %}",
        "{{ 'l' if yes else 'z' }}",
        "{# c #}",
    ]
    parts += ["{{ none or 'd' }}", "{% for x in no %}F{% else %}G{% endfor %}", "{{- 'x' -}}"]
    return templates(
        lambda body: environment.from_string(body).render(yes=True, no=(), none=""), parts, chance, count
    )


def django(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    import django as package
    from django.conf import settings
    from django.template import Context, Engine

    settings.configure(USE_I18N=False)
    package.setup()
    engine = Engine(libraries={"i18n": "django.templatetags.i18n"})
    parts = [
        "{% blocktrans trimmed %}\n a\n  b {% endblocktrans %}",
        "{% blocktrans %} a\n{% endblocktrans %}",
    ]
    parts += [
        "{% if no %} N {% elif yes %} Y {% else %}E{% endif %}",
        '{% trans "t" %}',
        "{# c #}",
        '{{ none|default:"d" }}',
    ]
    parts += [
        "{% for x in no %}F{% empty %}G{% endfor %}",
        "{% comment %}c{% endcomment %}",
        "{% verbatim %}v{% endverbatim %}",
    ]

    def render(body: str) -> str:
        template = engine.from_string("{% load i18n %}" + body)
        return str(template.render(Context({"yes": True, "no": [], "none": ""}, autoescape=False)))

    return templates(render, parts, chance, count)


def openstep(chance: random.Random, count: int, folder: Path) -> Iterator[Difference]:
    import openstep_plist

    tokens = [*WORDS, r"\U203A", r"\u203A", r"\n", r"\220", r"\41", r"\q", r"\\", "/* no */", "//"]
    quotes = [chance.choice("'\"") for _ in range(count)]
    lines = [f"k{at} = {quote}{joined(chance, tokens)}{quote};" for at, quote in enumerate(quotes)]
    theirs = openstep_plist.loads("{" + "\n".join(lines) + "}")
    for entry in read("a.strings", "\n".join(lines).encode()).entries:
        yield lines[int(entry.key[1:])], entry.text, theirs[entry.key]


ORACLES = {
    "msgfmt": (msgfmt, ("msgfmt", "--version")),
    "aapt2": (aapt2, ("aapt2", "version")),
    "JDK": (jdk, ("javac", "--version")),
    "Psych": (psych, ("ruby", "-ryaml", "-e", "puts Psych::VERSION")),
    "PyICU": (icu, (sys.executable, "-c", "import icu; print(icu.VERSION, icu.ICU_VERSION)")),
    "fluent.runtime": (fluent, ("pip", "fluent.runtime")),
    "Jinja2": (jinja, ("pip", "jinja2")),
    "Django": (django, ("pip", "django")),
    "openstep-plist": (openstep, ("pip", "openstep-plist")),
    "PHP": (code.php, ("php", "--version")),
    "Laravel": (code.laravel, ("dpkg-query", "-W", "php-illuminate-translation")),
    "Node": (code.node_objects, ("node", "--version")),
    "tomllib": (code.tomllib_values, (sys.executable, "--version")),
    "messageformat": (code.messageformat, ("npm", "messageformat")),
    "vue-i18n": (code.vue_i18n, ("npm", "vue-i18n")),
}


def version(command: tuple[str, ...]) -> str:
    if command[0] == "pip":
        from importlib.metadata import version as installed

        return installed(command[1])
    if command[0] == "npm":
        facts = json.loads((code.node_modules() / command[1] / "package.json").read_text("utf-8"))
        return str(facts["version"])
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).strip().split("\n")[0]


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the readers with the formats' own.")
    parser.add_argument("--count", type=int, default=2000, help="texts for each oracle (2000)")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", nargs="+", choices=ORACLES, default=list(ORACLES))
    options = parser.parse_args()
    failed = 0
    for name in options.only:
        oracle, command = ORACLES[name]
        with tempfile.TemporaryDirectory() as folder:
            compared = list(oracle(random.Random(options.seed + name), options.count, Path(folder)))
        different = [found for found in compared if found[1] != found[2]]
        print(
            f"{name} ({version(command)}): {len(compared):,} compared, {len(different):,} different",
            flush=True,
        )
        for written, ours, theirs in different[:3]:
            print(f"  {written!r}\n    ours   {ours!r}\n    theirs {theirs!r}")
        failed += bool(different)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
