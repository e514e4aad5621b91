"""The national languages by their ISO 639-1 codes, as people name them on a command line and in tables.

Names only; which tables a language has is the core's.
"""

from ..core.policy import NationalLanguage

__all__ = ["LANGUAGE_CODES"]

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
