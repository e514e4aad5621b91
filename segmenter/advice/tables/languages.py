r"""How languages write themselves in Latin letters, by published rules: data, and nothing else.

By ISO 639-1 code: the source, the letters (small ones; capitals follow from them), and what depends on the
letters around: (what must stand before, the letters, what must stand after, what is written), tried first.
``before`` and ``after`` are regular expressions of one character, ``\b`` at a word's edge; ASCII only.

Languages whose only difficulty is accents have no rules of their own: the letters by look are theirs.
"""

from typing import NamedTuple


class LanguageRules(NamedTuple):
    """One language's way into Latin letters."""

    source: str
    letters: dict[str, str]
    sequences: tuple[tuple[str, str, str, str], ...] = ()


def _pairs(text: str) -> dict[str, str]:
    """Read ``щ=shch`` pairs; nothing after the sign means the letter is left out."""
    return dict(pair.split("=") for pair in text.split())


_ACCENTS = "Latin letters without what GSM-7 lacks"

_CYRILLIC = _pairs("а=a б=b в=v г=g д=d е=e з=z к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f")
_EAST = _CYRILLIC | _pairs("ж=zh х=kh ц=ts ч=ch ш=sh щ=shch ю=iu я=ia ь= и=i й=i ы=y э=e ё=e ъ=ie")
_INITIAL = r"\b"  # at the beginning of a word

_VOICED = "[αεηιουωάέήίόύώϊϋΐΰβγδζλμνρ]"

LANGUAGES: dict[str, LanguageRules] = {
    "el": LanguageRules(
        "ELOT 743 (ISO 843), transcription",
        _pairs(
            "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch "
            "ψ=ps ω=o ά=a έ=e ή=i ί=i ό=o ύ=y ώ=o ϊ=i ϋ=y ΐ=i ΰ=y"
        ),
        (
            ("", "γγ", "", "ng"),
            ("", "γξ", "", "nx"),
            ("", "γχ", "", "nch"),
            *(("", vowel + y, _VOICED, latin + "v") for vowel, latin in zip("αεη", "aei") for y in "υύ"),  # noqa: B905
            *(("", vowel + y, "", latin + "f") for vowel, latin in zip("αεη", "aei") for y in "υύ"),  # noqa: B905
            ("", "ου", "", "ou"),
            ("", "ού", "", "ou"),
            ("", "όυ", "", "oy"),
            (_INITIAL, "μπ", "", "b"),
            ("", "μπ", r"\b", "b"),
        ),
    ),
    "ru": LanguageRules("ICAO Doc 9303-3, section 6 B (Russian passports)", _EAST),
    "be": LanguageRules("ICAO Doc 9303-3, section 6 B", _EAST | _pairs("г=h ё=io і=i ў=u")),
    "uk": LanguageRules(
        "Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010",
        _EAST | _pairs("г=h ґ=g є=ie и=y і=i ї=i"),
        (
            ("", "зг", "", "zgh"),
            *((_INITIAL, letter, "", latin) for letter, latin in _pairs("є=ye ї=yi й=y ю=yu я=ya").items()),
        ),
    ),
    "bg": LanguageRules(
        "Transliteration Act of Bulgaria, 2009",
        _CYRILLIC | _pairs("ж=zh и=i й=y х=h ц=ts ч=ch ш=sh щ=sht ъ=a ь=y ю=yu я=ya"),
        (("", "ия", r"\b", "ia"),),
    ),
    "sr": LanguageRules(
        "Serbian Latin without accents; đ as dj",
        _CYRILLIC | _pairs("ђ=dj ж=z и=i ј=j љ=lj њ=nj ћ=c х=h ц=c ч=c џ=dz ш=s đ=dj"),
    ),
    "mk": LanguageRules(
        "ICAO Doc 9303-3, section 6 B",
        _CYRILLIC | _pairs("ѓ=gj ж=zh ѕ=dz и=i ј=j љ=lj њ=nj ќ=kj х=h ц=c ч=ch џ=dj ш=sh"),
    ),
    "hr": LanguageRules("Croatian usage: đ as dj", _pairs("đ=dj")),
    "bs": LanguageRules("Bosnian usage: đ as dj", _pairs("đ=dj")),
    "hu": LanguageRules("the short umlaut, which GSM-7 has, for the long one", {"ő": "ö", "ű": "ü"}),
    "is": LanguageRules("ICAO Doc 9303-3, section 6 A", _pairs("þ=th ð=d")),
} | dict.fromkeys(
    [
        "ca",
        "cs",
        "cy",
        "es",
        "et",
        "fr",
        "ga",
        "it",
        "lt",
        "lv",
        "mt",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sq",
        "tr",
        "vi",
        "az",
    ],
    LanguageRules(_ACCENTS, {}),
)
