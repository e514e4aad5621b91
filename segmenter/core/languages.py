"""The national languages by their ISO 639-1 codes, as people name them on a command line and in tables.

Names only; which tables a language has stands in `tables`.
"""

from .policy import NationalLanguage

__all__ = ["LANGUAGES", "LANGUAGE_CODES"]

LANGUAGE_CODES = {
    NationalLanguage.TURKISH: "tr",
    NationalLanguage.SPANISH: "es",
    NationalLanguage.PORTUGUESE: "pt",
    NationalLanguage.BENGALI: "bn",
    NationalLanguage.GUJARATI: "gu",
    NationalLanguage.HINDI: "hi",
    NationalLanguage.KANNADA: "kn",
    NationalLanguage.MALAYALAM: "ml",
    NationalLanguage.ODIA: "or",
    NationalLanguage.PUNJABI: "pa",
    NationalLanguage.TAMIL: "ta",
    NationalLanguage.TELUGU: "te",
    NationalLanguage.URDU: "ur",
}

LANGUAGES = {code: language for language, code in LANGUAGE_CODES.items()}
LANGUAGES |= {language.name.lower(): language for language in LANGUAGE_CODES}
"""The languages by code and by English name, all in small letters."""
