"""Recipients: telephone numbers in international form, and the countries they are of.

A line here knows digits; prices are not known. Nothing else of the project imports `phonenumbers`.
"""

from __future__ import annotations

from functools import lru_cache

from .errors import RecipientError

__all__ = ["country_of_digits", "digits_of"]

_MARKS = str.maketrans("", "", " -.()/\u00a0\u202f\u2010\u2011\u2013")
_MOST_DIGITS = 15  # ITU-T E.164


def digits_of(recipient: str) -> str:
    """Return the digits of a number in international form, with or without ``+``; ``00`` may stand for it.

    Raises:
        RecipientError: it is none; a `ValueError`.

    >>> digits_of("+44 7700 900123"), digits_of("00447700900123")
    ('447700900123', '447700900123')
    """
    digits = recipient if recipient.isdigit() else recipient.translate(_MARKS).removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise RecipientError(recipient, "is empty" if not digits else "is not digits")
    if digits[0] == "0":
        digits = digits[2:] if digits.startswith("00") and not recipient.startswith("+") else digits
        if digits[:1] in ("0", ""):
            raise RecipientError(recipient, "has no country code")
    if len(digits) > _MOST_DIGITS:
        raise RecipientError(recipient, f"has {len(digits)} digits, and no number more than {_MOST_DIGITS}")
    return digits


@lru_cache(maxsize=1 << 14)
def country_of_digits(digits: str) -> str | None:
    """Return the country of a number by `phonenumbers`; `None` where it has none, or is not installed.

    Of numbers reserved for examples it knows the country code alone, and then the main country of that code.

    >>> country_of_digits("390612345678") in ("IT", None)
    True
    """
    try:
        import phonenumbers
    except ImportError:
        return None
    codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    length = next((length for length in (1, 2, 3) if int(digits[:length]) in codes), len(digits))
    regions = codes.get(int(digits[:length]), ("001",))
    if len(digits) < length + 2:
        return None
    if len(regions) > 1:  # which of them takes a parser, 30 µs; of other codes nothing else could come of one
        try:
            region = phonenumbers.region_code_for_number(phonenumbers.parse(f"+{digits}"))
        except phonenumbers.NumberParseException:
            return None
        return region or regions[0]
    return None if regions[0] == "001" else regions[0]
