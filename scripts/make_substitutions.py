"""Makes the tables of `segmenter.advice.tables` from Unicode names, decompositions and reviewed exceptions.

    python scripts/make_substitutions.py

A test makes them again and compares. What is decided by hand stands here; what follows from the Unicode
Character Database is derived. Language rules are not made here: they are written by hand.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from unicodedata import category, combining, decomposition, name, normalize

import regex

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from segmenter.core.tables.default import DEFAULT, EXTENSION  # noqa: E402

TABLES = ROOT / "segmenter" / "advice" / "tables"
GSM7 = frozenset(DEFAULT.values()) | frozenset(EXTENSION.values())

# --- Reviewed by hand -----------------------------------------------------------------------------------

# Formatting characters that are seen: signs written around the digits or letters that follow them.
SEEN_THOUGH_FORMATTING = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
SEEN_THOUGH_FORMATTING |= {*range(0x13430, 0x13440)}
# Dashes that belong to a script: replaced alone they would not make its text GSM-7, only ugly.
DASHES_OF_SCRIPTS = set("\u058a\u05be\u1400\u1806\U00010ead")

TYPOGRAPHIC = {
    "\t": " ",
    "\v": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u034f": "",
    "\u115f": "",
    "\u1160": "",
    "\u17b4": "",
    "\u17b5": "",
    "\u3164": "",
    "\uffa0": "",
    "\u2800": " ",
    "\u180e": "",
    "…": "...",
    "‥": "..",
    "․": ".",
    "⋯": "...",
    "⋮": "...",
    "︙": "...",
    "\u2e3a": "--",
    "\u2e3b": "---",
    "〜": "~",
    "〰": "~",
    "⸗": "=",
    "゠": "=",
    "\u2212": "-",
    "⁃": "-",
    "➖": "-",
    "⎼": "-",
    "⎽": "-",
    "─": "-",
    "━": "-",
    "¬": "-",
    "¯": "-",
    "ˉ": "-",
    "˗": "-",
    "•": "-",
    "‣": "-",
    "◦": "-",
    "∙": "-",
    "▪": "-",
    "▫": "-",
    "●": "-",
    "○": "-",
    "■": "-",
    "□": "-",
    "·": ".",
    "‧": ".",
    "⋅": ".",
    "・": ".",
    "｡": ".",
    "。": ".",
    "′": "'",
    "‵": "'",
    "ʹ": "'",
    "ʻ": "'",
    "ʼ": "'",
    "ʽ": "'",
    "ˈ": "'",
    "ˊ": "'",
    "ˋ": "'",
    "´": "'",
    "`": "'",
    "΄": "'",
    "ʾ": "'",
    "ʿ": "'",
    "՚": "'",
    "″": '"',
    "‶": '"',
    "‴": "'''",
    "‷": "'''",
    "⁗": "''''",
    "ʺ": '"',
    "ˮ": '"',
    "˝": '"',
    "¨": '"',
    "¸": ",",
    "、": ",",
    "､": ",",
    "˛": ",",
    "˸": ":",
    "∶": ":",
    "ː": ":",
    "⦂": ":",
    "꞉": ":",
    "׃": ":",
    "⁏": ";",
    "⁄": "/",
    "∕": "/",
    "⧸": "/",
    "⧵": "\\",
    "⧹": "\\",
    "∖": "\\",
    "∣": "|",
    "¦": "|",
    "│": "|",
    "⎸": "|",
    "⎹": "|",
    "⏐": "|",
    "⎜": "|",
    "⎟": "|",
    "˜": "~",
    "˷": "~",
    "∼": "~",
    "ˆ": "^",
    "˄": "^",
    "˖": "+",
    "꞊": "=",
    "‗": "_",
    "⁎": "*",
    "∗": "*",
    "⊛": "*",
    "⧆": "*",
    "†": "+",
    "‡": "+",
    "❨": "(",
    "❪": "(",
    "⟮": "(",
    "⦅": "((",
    "❩": ")",
    "❫": ")",
    "⟯": ")",
    "⦆": "))",
    "❴": "{",
    "❵": "}",
    "⟦": "[[",
    "⟧": "]]",
    "〈": "<",
    "〉": ">",
    "⟨": "<",
    "⟩": ">",
    "《": "<<",
    "》": ">>",
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
    "‽": "?!",
    "⸮": "?",
    "¡": "",
    "॥": "",
}
for gone in [key for key in TYPOGRAPHIC if key in GSM7 or key in "॥׃՚"]:
    del TYPOGRAPHIC[gone]

COMPATIBILITY = {
    "©": "(C)", "®": "(R)", "℗": "(P)", "°": "deg", "µ": "u", "×": "x", "÷": "/", "±": "+/-", "∓": "-/+",
    "‰": "o/oo", "¶": "P", "¢": "c", "₤": "£", "₹": "Rs", "₺": "TL", "₽": "RUB", "₩": "KRW", "₪": "ILS",
    "₫": "VND", "₦": "NGN", "₴": "UAH", "₸": "KZT", "₱": "PHP", "₿": "BTC", "₡": "CRC", "₲": "PYG",
    "₵": "GHS", "₮": "MNT", "₭": "LAK", "₼": "AZN", "₾": "GEL", "฿": "THB", "֏": "AMD", "₠": "ECU",
    "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "⇐": "<=", "⇔": "<=>", "➔": "->", "➜": "->", "➤": ">",
    "►": ">", "◄": "<", "▶": ">", "◀": "<", "▸": ">", "◂": "<", "≤": "<=", "≥": ">=", "⩽": "<=", "⩾": ">=",
    "≠": "!=", "≈": "~", "≅": "~", "≡": "=", "≪": "<<", "≫": ">>", "√": "v", "★": "*", "☆": "*",
    "∆": "Δ", "∑": "Σ", "∏": "Π", "␣": " ", "⋆": "*",
}  # fmt: skip

# Stars and florettes that a published list of a provider (FACTS.md 2.2) turns into asterisks; by their look.
STARS = "✢✣✤✥✱✲✳✺✻✼✽❃❉❊❋✦✧✩✪✫✬✭✮✯✰✴✵✶✷✸✹❄❅❆"

LETTERS = {
    "ı": "i", "ȷ": "j", "ĸ": "k", "ŋ": "n", "Ŋ": "N", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ẞ": "SS", "ſ": "s", "ƒ": "f", "ə": "e", "Ə": "E", "ɛ": "e", "Ɛ": "E", "ɔ": "o", "Ɔ": "O", "ɣ": "g",
    "Ɣ": "G", "ɩ": "i", "Ɩ": "I", "ʋ": "v", "Ʋ": "V", "ʊ": "u", "Ʊ": "U", "ɑ": "a", "Ɑ": "A", "ʒ": "z",
    "Ʒ": "Z", "ƿ": "w", "Ƿ": "W", "ȝ": "y", "Ȝ": "Y", "ǝ": "e", "Ǝ": "E", "ɡ": "g", "Ɡ": "G", "ɐ": "a",
    "ɪ": "I", "ǃ": "!", "ǀ": "|", "ǁ": "||", "Ǆ": "DZ", "ǅ": "Dz", "ǆ": "dz", "ŉ": "'n", "Ƨ": "S", "ƨ": "s",
    "Ʀ": "R", "ʘ": "O", "ꞌ": "'", "Ꞌ": "'", "ɸ": "Φ", "ʌ": "Λ",
}  # fmt: skip
# Greek capitals that look Latin, with the accents of words in capitals; the other capitals are in GSM-7.
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)) | {"Ϲ": "C", "Ϳ": "J", "ϴ": "Θ", "Ϸ": "Þ"}
del GREEK["Ϸ"]
# Cyrillic letters that look Latin: used only in a word that becomes GSM-7 by them alone.
CYRILLIC_LOOKS = dict(
    zip("АВЕЅІЈКМНОРСТУХҮԌԚԜЗаеѕіјорсухһԁԛԝ", "ABESIJKMHOPCTYXYGQW3aesijopcyxhdqw", strict=True)
)

# --- Derived --------------------------------------------------------------------------------------------


def characters() -> list[str]:
    """Return all assigned characters that GSM-7 lacks, in order; surrogates and private use are none."""
    found = map(chr, range(sys.maxunicode + 1))
    return [each for each in found if category(each) not in ("Cn", "Cs", "Co") and each not in GSM7]


def typographic(character: str) -> str | None:
    """Return what stands for a space, dash, quotation mark or invisible character; None for all else."""
    code_point, kind, title = ord(character), category(character), name(character, "")
    if character in TYPOGRAPHIC:
        return TYPOGRAPHIC[character]
    if kind == "Zs":
        return " "
    if "\x80" <= character <= "\x9f":
        return None  # decoded wrongly: what it stood for is not what it is
    if kind == "Cc" or (kind == "Cf" and code_point not in SEEN_THOUGH_FORMATTING):
        return ""
    if re.match(r"VARIATION SELECTOR-|MONGOLIAN FREE VARIATION SELECTOR ", title):
        return ""
    if kind == "Pd":
        return None if character in DASHES_OF_SCRIPTS else "-"
    if re.search(r"QUOTATION MARK|COMMA ORNAMENT", title) and "FULLWIDTH" not in title:
        return '"' if "DOUBLE" in title else "'"
    if re.match(r"[0-9A-F]{4,5}$", decomposition(character)) and normalize("NFC", character) in GSM7:
        return normalize("NFC", character)  # another code for the same: ANGSTROM SIGN, OHM SIGN
    return None


def compatibility(character: str, known: dict[str, str]) -> str | None:
    """Return what a compatibility form, or a symbol that has a customary spelling, is in plain characters."""
    title = name(character, "")
    if character in COMPATIBILITY:
        return COMPATIBILITY[character]
    if character in STARS or "ASTERISK" in title:
        return "*"
    plain = normalize("NFKC", character)
    if plain == character or unicodedata.normalize("NFC", character) != character:
        return None
    if "CIRCLED" in title and plain.isascii() and plain.isalnum():
        return f"({plain})"
    pieces = [each if each in GSM7 else known.get(each, COMPATIBILITY.get(each)) for each in plain]
    return None if None in pieces else "".join(filter(None, pieces))


def letter(character: str, known: dict[str, str]) -> str | None:
    """Return the letter of GSM-7 nearest by look to a Latin letter or a Greek capital."""
    title = name(character, "")
    if character in LETTERS:
        return LETTERS[character]
    if character in GREEK:
        return GREEK[character]
    if not title.startswith(("LATIN", "GREEK CAPITAL", "MODIFIER LETTER")) or not character.isalpha():
        return None
    plain = decomposition(character).split()
    if plain and not plain[0].startswith("<"):
        base = chr(int(plain[0], 16))
        return base if base in GSM7 else known.get(base, letter(base, known))
    if plain:  # a compatibility form with an accent
        pieces = [
            x if x in GSM7 else letter(x, known) for x in normalize("NFKC", character) if not combining(x)
        ]
        return None if None in pieces else "".join(filter(None, pieces))
    if found := re.match(r"LATIN LETTER SMALL CAPITAL ([A-Z]{1,2})$", title):
        return found[1]
    found = re.match(
        r"LATIN (CAPITAL|SMALL) (?:LETTER|LIGATURE) ([A-Z]|AA|AE|AO|AU|AV|AY|DZ"
        r"|HV|IJ|LJ|LL|NJ|OE|OI|OO|OU|TZ|VY)"
        r"(?: WITH .+| DIGRAPH.*)?$",
        title,
    )
    if not found:
        return None
    return found[2] if found[1] == "CAPITAL" else found[2].lower()


def misdecoded(character: str, known: dict[str, str]) -> str | None:
    """Return the Windows-1252 reading of a C1 control where GSM-7 has it, else a space; None for all else."""
    if not "\x80" <= character <= "\x9f":
        return None
    meant = character.encode("latin-1").decode("cp1252", "replace")
    plain = meant if meant in GSM7 else known.get(meant, " ")
    return plain if plain and GSM7.issuperset(plain) else " "


def tables() -> dict[str, dict[str, str]]:
    """Make the three tables; each leaves out what an earlier one holds."""
    made: dict[str, dict[str, str]] = {"typographic": {}, "compatibility": {}, "letters": {}}
    for each in characters():
        if (found := typographic(each)) is not None:
            made["typographic"][each] = found
    for each in characters():
        if each in made["typographic"]:
            continue
        if (found := compatibility(each, made["typographic"])) is not None:
            made["compatibility"][each] = found
    known = made["typographic"] | made["compatibility"]
    for each in characters():
        if each not in known and (found := misdecoded(each, known) or letter(each, known)) is not None:
            made["letters"][each] = found
    for title, table in made.items():
        wrong = {key: value for key, value in table.items() if key in GSM7 or not GSM7.issuperset(value)}
        assert not wrong, (title, wrong)
    return made


def composing() -> str:
    """Return the characters that may join the one before them under NFC."""
    second = {
        chr(int(parts[1], 16))
        for each in map(chr, range(sys.maxunicode + 1))
        if len(parts := decomposition(each).split()) == 2 and not parts[0].startswith("<")
    }
    jamo = set(map(chr, [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]))
    return "".join(
        sorted(second | jamo | {each for each in map(chr, range(sys.maxunicode + 1)) if combining(each)})
    )


def pictographs() -> str:
    """Return the characters that emoji are made of."""
    return "".join(
        regex.findall(
            r"\p{Extended_Pictographic}", "".join(map(chr, [*range(0xD800), *range(0xE000, 0x20000)]))
        )
    )


# --- Written --------------------------------------------------------------------------------------------


def ranges(characters: str) -> list[str]:
    """Return the ranges of sorted characters as they are written inside a character class."""
    runs: list[list[int]] = []
    for each in map(ord, characters):
        if runs and runs[-1][1] == each - 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    return [escaped(a) if a == b else f"{escaped(a)}-{escaped(b)}" for a, b in runs]


def escaped(code_point: int) -> str:
    """Return a code point as Python escapes it."""
    return f"\\u{code_point:04x}" if code_point < 0x10000 else f"\\U{code_point:08x}"


def written(character: str) -> str:
    """Return a character as it is written in a table: itself where it can be seen."""
    if character in '"\\':
        return f"\\{character}"
    seen = character.isprintable() and category(character) not in ("Mn", "Me", "Mc", "Cf")
    return character if seen else escaped(ord(character))


def literal(text: str) -> str:
    """Return a replacement as a string of Python."""
    if "\n" in text:
        return '"\\n"'
    return "'\"'" if text == '"' else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def head(title: str, source: str) -> str:
    """Return the head of a module."""
    return (
        f'"""{title}\n\n{source}\n'
        f"Unicode {unicodedata.unidata_version}; made by scripts/make_substitutions.py, never edited.\n"
        '"""\n\n# fmt: off\n'
    )


def by_character(title: str, source: str, variable: str, table: dict[str, str]) -> str:
    """Return a module with a line for each character."""
    rows = [
        f'    "{written(each)}": {literal(plain)},  # {name(each, f"U+{ord(each):04X}")}\n'
        for each, plain in table.items()
        if not 0xE0000 <= ord(each) <= 0xE01EF
    ]
    tags = [each for each in table if 0xE0000 <= ord(each) <= 0xE01EF]
    assert all(table[each] == "" for each in tags)
    note = "# Tags and variation selectors of plane 14.\n"
    listed = ", ".join(spans(tags))
    plane14 = f'{variable} |= dict.fromkeys(\n    map(chr, [{listed}]),\n    "",\n)\n'
    return head(title, source) + f"{variable}: dict[str, str] = {{\n{''.join(rows)}}}\n{note}{plane14}"


def spans(characters: list[str]) -> list[str]:
    """Return runs of characters as ranges of Python."""
    runs: list[list[int]] = []
    for each in map(ord, characters):
        if runs and runs[-1][1] == each:
            runs[-1][1] = each + 1
        else:
            runs.append([each, each + 1])
    return [f"*range(0x{a:X}, 0x{b:X})" for a, b in runs]


def by_replacement(title: str, source: str, variable: str, table: dict[str, str]) -> str:
    """Return a module with a line for each replacement."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for each, plain in table.items():
        groups[plain].append(each)
    rows = []
    for plain, group in sorted(groups.items()):
        lines: list[str] = []
        line = ""
        for each in map(written, group):
            if len(line) + len(each) > 84:
                lines, line = [*lines, line], ""
            line += each
        lines.append(line)
        joined = "\n        ".join(f'"{each}"' for each in lines)
        rows.append(
            f"    {literal(plain)}: "
            + (f"{joined},\n" if len(lines) == 1 else f"(\n        {joined}\n    ),\n")
        )
    return (
        head(title, source)
        + f"_OF: dict[str, str] = {{\n{''.join(rows)}}}\n"
        + f"{variable}: dict[str, str] = {{each: plain for plain, group in _OF.items() for each in group}}\n"
    )


def classes() -> str:
    """Return the module of character classes."""
    rows = []
    for variable, characters in {"PICTOGRAPHS": pictographs(), "COMPOSING": composing()}.items():
        lines: list[str] = []
        line = ""
        for each in ranges(characters):
            if len(line) + len(each) > 90:
                lines, line = [*lines, line], ""
            line += each
        joined = "\n".join(f'    r"{each}"' for each in [*lines, line])
        rows.append(f"{variable} = (\n{joined}\n)\n")
    looks = "".join(f'    "{a}": "{b}",  # {name(a)}\n' for a, b in CYRILLIC_LOOKS.items())
    title = "Classes of characters, as regular expressions take them, and Cyrillic look-alikes."
    source = (
        "PICTOGRAPHS: what emoji are made of (Extended_Pictographic of emoji-data.txt).\n"
        "COMPOSING: what may join the character before it under NFC.\n"
        "CYRILLIC_LOOKS: letters that look Latin, reviewed by hand."
    )
    return head(title, source) + "\n".join(rows) + f"\nCYRILLIC_LOOKS: dict[str, str] = {{\n{looks}}}\n"


def modules() -> dict[str, str]:
    """Return the text of each module by its file name."""
    made = tables()
    return {
        "typographic.py": by_character(
            "Typographic and invisible characters, and what stands for each in GSM-7.",
            "From general categories, names and canonical singletons of the Unicode Character Database.",
            "TYPOGRAPHIC",
            made["typographic"],
        ),
        "compatibility.py": by_replacement(
            "Compatibility forms and symbols, by what stands for them in GSM-7.",
            "From compatibility decompositions (NFKC) and names; symbols as they are customarily spelled.",
            "COMPATIBILITY",
            made["compatibility"],
        ),
        "letters.py": by_replacement(
            "Latin letters and Greek capitals, by the letters of GSM-7 that look most like them.",
            "From canonical decompositions and names; the look of letters that have neither.",
            "LETTERS",
            made["letters"],
        ),
        "classes.py": classes(),
    }


if __name__ == "__main__":
    for file, text in modules().items():
        (TABLES / file).write_text(text, encoding="utf-8")
        print(file, len(text.splitlines()))
