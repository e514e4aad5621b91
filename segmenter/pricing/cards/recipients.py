"""Recipients: telephone numbers in international form, and the countries they are of.

A line here knows digits; prices are not known. Nothing else of the project imports `phonenumbers`.
"""

from __future__ import annotations

from functools import lru_cache

from ..errors import RecipientError

__all__ = ["NOWHERE", "country_of_digits", "digits_of"]

_MARKS = str.maketrans("", "", " -.()/\u00a0\u202f\u2010\u2011\u2013")
NOWHERE = "ZZ"
"""What stands for the country of a number that is of none, as CLDR has it."""

_MOST_DIGITS = 15  # ITU-T E.164


def digits_of(recipient: str) -> str:
    """Return the digits of a number in international form, with or without ``+``; ``00`` may stand for it.

    Raises:
        RecipientError: it is none; a `ValueError`.

    >>> digits_of("+44 7700 900123"), digits_of("00447700900123")
    ('447700900123', '447700900123')
    """
    if not isinstance(recipient, str):
        raise TypeError(f"a recipient must be a str, not {type(recipient).__name__}")
    # "(0)" says that a 0 is dialled at home alone.
    plain = recipient if recipient.isdigit() else recipient.replace("(0)", "", 1).translate(_MARKS)
    digits = plain.removeprefix("+")
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
    """Return the country of a number by `phonenumbers`; `None` where that is not installed.

    A number of no country is of `NOWHERE`: no row of a country is for it. Of numbers reserved for examples
    the country code alone is known, and then the main country of that code.

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
    region = regions[0]
    if len(regions) > 1 and len(digits) > length + 1:
        # Only a parser tells which of them, in 30 µs; of a code that one country has, no more would come.
        number = phonenumbers.PhoneNumber()
        try:
            phonenumbers.parse(f"+{digits}", numobj=number)
        except phonenumbers.NumberParseException:
            return region
        region = phonenumbers.region_code_for_number(number) or region
    return NOWHERE if region == "001" else region
