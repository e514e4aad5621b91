"""The texts that are measured: generated from a fixed seed, and real messages where their corpus is at hand.

Must not know segmenter: the same texts go to it and to its peers.
"""

from __future__ import annotations

import gzip
import os
import random
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHARED_DATA: Final = "SEGMENTER_SHARED_DATA"
"""The environment variable that names the folder of the real corpus."""

SEED: Final = 23_038
MIXED_MESSAGES: Final = 1_000_000
SEGMENTS_OF_ONE_MESSAGE: Final = 255
ASCII_OF_255_SEGMENTS: Final = 39_000
"""What `segment` can still take of input f: 255 segments of 153 septets hold 39,015."""


def _pool(words: str) -> list[str]:
    return words.split()


_ENGLISH: Final = _pool(
    "your code is valid for ten minutes please do not share it with anyone our driver arrives today between"
    " nine and twelve reply stop to end order has been shipped thank you see you tomorrow at the office can"
    " we meet later sorry I am late again the invoice for March was paid on time call me when home"
)
_ACCENTED: Final = _pool("è à ñ ö ü É Ñ Ä ø Ø å ß æ ì ò ù Ç é £ ¥ § ¿ ¡ größer señor niño très déjà voilà où")
_EXTENDED: Final = ["[1]", "{2}", "~3", "^4", "a|b", "c\\d", "€9", "[ok]", "{x}", "€50"]
_TYPOGRAPHIC: Final = ["it’s", "“now”", "wait…", "Monday–Friday", "don’t"]
_RUSSIAN: Final = _pool(
    "ваш код подтверждения никому его не сообщайте заказ готов курьер приедет сегодня после обеда спасибо что"
    " выбрали нас до встречи завтра утром позвоните мне когда будете дома"
)
_EMOJI: Final = ["😀", "🎉", "❤️", "👍🏽", "🇩🇪", "👩‍👩‍👧", "🏳️‍🌈", "👨‍🚒", "🚀", "1️⃣"]


def named_texts() -> dict[str, str]:
    """Make the inputs a to f, by their letter."""
    rng = random.Random(SEED)
    return {
        "a": _words(rng, _ENGLISH, 160),
        "b": _scattered(rng, _words(rng, _ENGLISH, 160), "èàñöüÉÑÄøß[{^~"),
        "c": _words(rng, _RUSSIAN, 70),
        "d": _every_tenth(_words(rng, _ENGLISH, 300), "€"),
        "e": _words(rng, _ENGLISH + _EMOJI * 2, 500),
        "f": _words(rng, _ENGLISH, 100_000),
    }


DESCRIPTIONS: Final = {
    "a": "160 ASCII",
    "b": "160 mixed GSM: 10 accented letters, 4 of the extension table",
    "c": "70 Cyrillic",
    "d": "300 ASCII, every 10th a €",
    "e": "500 with emoji, ZWJ sequences and flags",
    "f": "100,000 ASCII",
}

SEEDS_OF_LONG_TEXTS: Final[dict[str, str]] = {
    "ASCII": "The quick brown fox jumps over the lazy dog, twice. ",
    "extension": "a[b]{c}€~|^\\ é",
    "Cyrillic": "Съешь ещё этих мягких французских булок. ",
    "emoji": "ok 😀🚀 go 🎉 ",
    "flags": "🇩🇪🇫🇷🇮🇹",
    "ZWJ families": "👩‍👩‍👧‍👦",
    "combining runs": "a" + "\u0301\u0323" * 40,
    "one combining run": "\u0301",
    "one flag run": "🇩",
}
"""What a long text of a kind repeats, by the kind's name. A few would betray a step that is not linear."""

LONG_KINDS: Final = ("ASCII", "extension", "Cyrillic", "emoji")


def long_text(kind: str, code_points: int) -> str:
    """Make a text of a kind and of exactly this length, built with a single allocation beside the result."""
    unit = SEEDS_OF_LONG_TEXTS[kind]
    whole, rest = divmod(code_points, len(unit))
    return unit * whole + unit[:rest]


def shifted_texts() -> dict[str, str]:
    """Give one message each that a national language table makes cheaper, by the language's name."""
    return {
        "TURKISH": ("Şu anda toplantıdayım, sizi öğleden sonra arayacağım. İyi günler dilerim! " * 3)[:155],
        "HINDI": ("आपका कोड तैयार है, कृपया इसे किसी को न बताएं। " * 4)[:150],
        "PORTUGUESE": ("Olá João, a sua reunião é amanhã às três horas. Até já, saudações! " * 3)[:150],
    }


def mixed_messages(rows: int = MIXED_MESSAGES) -> Iterator[str]:
    """Yield messages as a mixed sender has them: 81 in 100 ASCII, 113 characters in the mean.

    The first n of a longer run are the run of n.
    """
    rng = random.Random(SEED)
    pools = [[_words(rng, words, 20 + index % 16).rstrip() for index in range(512)] for words, _ in _MIXTURE]
    weights = [weight for _, weight in _MIXTURE]
    # Whole blocks of draws, because a draw for each message would take longer than to count it.
    for first in range(0, rows, 1_000):
        chosen = rng.choices(pools, weights, k=1_000)
        lengths = rng.choices(_FRAGMENTS, k=1_000)
        block = zip(chosen, lengths, strict=True)
        for row, (pool, length) in enumerate(islice(block, rows - first), start=first):
            yield f"{' '.join(rng.choices(pool, k=length))} {row % 9_973}"


_MIXTURE: Final[tuple[tuple[Sequence[str], float], ...]] = (
    (_ENGLISH, 72.0),
    (_ENGLISH + _ACCENTED, 6.0),
    (_ENGLISH + _EXTENDED + ["€"], 2.2),
    (_ENGLISH + _TYPOGRAPHIC * 3, 3.0),
    (_RUSSIAN, 4.0),
    (_ENGLISH + _EMOJI, 4.0),
)
_FRAGMENTS: Final = (1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 7, 8)


class CorpusAbsentError(FileNotFoundError):
    """The corpus of real messages is not on this machine; what needs it is left out."""


def corpus_path() -> Path:
    """Return the place of the real corpus: the folder in SEGMENTER_SHARED_DATA, else `../shared/data`."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get(SHARED_DATA, beside)) / "sms_corpus.txt.gz"


def corpus_messages() -> list[str]:
    """Read the 92,874 real messages.

    Raises:
        CorpusAbsentError: the file is not there; the message says where it was looked for.
    """
    path = corpus_path()
    if not path.is_file():
        raise CorpusAbsentError(f"no real corpus at {path}; {SHARED_DATA} names its folder")
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        return [_unescaped(line.rstrip("\n").split("\t", 2)[2]) for line in lines]


def _unescaped(text: str) -> str:
    """Undo how the corpus writes backslash, line feed, carriage return and tab: as two characters."""
    if "\\" not in text:
        return text
    parts = text.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t") for part in parts)


def _words(rng: random.Random, pool: Sequence[str], code_points: int) -> str:
    """Draw words from the pool, of exactly this many code points; no word is cut but the last."""
    text = " ".join(rng.choices(pool, k=code_points // 2 + 1))
    while len(text) < code_points:
        text += " " + rng.choice(pool)
    return text[:code_points]


def _scattered(rng: random.Random, text: str, characters: str) -> str:
    """Put each of these characters in place of one of the text's own, spread over its length."""
    step = len(text) // len(characters)
    result = list(text)
    for index, character in enumerate(characters):
        result[index * step + int(rng.random() * step)] = character
    return "".join(result)


def _every_tenth(text: str, character: str) -> str:
    result = list(text)
    result[9::10] = character * (len(text) // 10)
    return "".join(result)
