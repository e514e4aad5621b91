"""Recipients: telephone numbers as people and programs write them, and the countries they may belong to.

It knows digits and numbering plans, and must not know prices. Only this module imports `phonenumbers`;
without it, national numbers cannot be read and lengths are checked roughly.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ...core.counting import text_remedy
from ..errors import RecipientError
from .numbering import CALLING_CODES, countries_of_prefix

if TYPE_CHECKING:
    from typing import Any

__all__ = ["NOWHERE", "Numbers", "calling_code_decides", "lengths_of", "regions_of", "why_changed"]

NOWHERE = "ZZ"
"""Stands for the country of a number that belongs to none, as in CLDR."""

_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
"""Of a number with its country code: Niue has the shortest; ITU-T E.164 sets the most."""

_MARKS = str.maketrans("", "", " -.()/\u00a0\u202f\u2010\u2011\u2013")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_FORMULA = re.compile(r"""\s*="([^"]*)"\s*""")
_SCIENTIFIC = re.compile(r"\+?[0-9]{1,3}(?:[.,][0-9]+)?[Ee]\+?[0-9]+")
_NORTH_AMERICA = 1
_OTHER_CODES = {"001": NOWHERE, "AC": "SH", "TA": "SH"}
"""Codes of `phonenumbers` that ISO 3166-1 does not assign to a country."""
_FICTION = ("447700900", "441632960")
"""Beginnings of numbers that are reserved for examples: possible, but not valid. Source: Ofcom."""


def _phonenumbers() -> Any:
    """Return the package, or `None` where it is not installed."""
    try:
        import phonenumbers
    except ImportError:
        return None
    return phonenumbers


def _unwrapped(recipient: str) -> str:
    """Return a recipient without a formula, an apostrophe or invisible characters around it."""
    written = _INVISIBLE.sub("", recipient)
    formula = _FORMULA.fullmatch(written)
    return (formula[1] if formula else written).strip().removeprefix("'").strip()


def _why_changed(written: str) -> str:
    if _SCIENTIFIC.fullmatch(written):
        return "is in scientific notation, which loses digits; format the column as text and export it again"
    if written.endswith(".0"):  # the point would pass for a mark between digits
        return "ends in .0, as numbers do that were not stored as text"
    return ""


def why_changed(recipient: str) -> str:
    """Return how a program changed a number that it did not store as text; an empty text where none did.

    >>> why_changed("447700900123.0")
    'ends in .0, as numbers do that were not stored as text'
    """
    return _why_changed(_unwrapped(recipient))


class Numbers:
    """Reads recipients as telephone numbers.

    Args:
        country: ISO 3166-1 alpha-2; national numbers are read by its plan. `None` refuses them.

    Attributes:
        cleaned: how many recipients had a formula, an apostrophe or invisible characters around the number.

    >>> numbers = Numbers(None)
    >>> numbers.read("+44 7700 900123")
    ('447700900123', '', False)
    """

    def __init__(self, country: str | None) -> None:
        self.country = country
        self.cleaned = 0
        self._lengths = _Lengths()

    def read(self, recipient: str) -> tuple[str, str, bool]:
        """Return the digits in international form, those of a second reading, and whether that is in doubt.

        Digits without ``+`` may be an international or a national number. The second reading is empty where
        there is none. A number is also in doubt where it has no second reading, no ``+``, and does not exist
        in the country that its first digits name.

        Raises:
            RecipientError: it is not a number, or one that cannot exist; a `ValueError`.
            TypeError: it is not a text.
        """
        # Most recipients are written like this: 0.4 µs, where the way below takes 2.
        if type(recipient) is str and recipient[:1] == "+":
            digits = recipient[1:]
            if len(digits) in self._lengths[digits[:3]] and digits.isdigit() and digits.isascii():
                return digits, "", False
        return self._read(recipient)

    def _read(self, recipient: str) -> tuple[str, str, bool]:
        if not isinstance(recipient, str):
            raise TypeError(
                f"a recipient must be a str, not {type(recipient).__name__}{text_remedy(recipient)}"
            )
        written = self._clean(recipient)
        if reason := _why_changed(written):
            raise RecipientError(recipient, reason)
        # "(0)" is dialled only at home.
        plain = written.replace("(0)", "", 1).translate(_MARKS)
        digits = plain.removeprefix("+")
        if not (digits.isascii() and digits.isdigit()):
            raise RecipientError(recipient, "is empty" if not digits else "is not digits")
        international = plain[0] == "+"
        if not international and digits.startswith("00"):
            digits, international = digits[2:], True
        if international or (digits[0] != "0" and not self.country):
            self._check(digits, recipient)
            return digits, "", not international and not _exists(digits)
        return self._national(digits, recipient)

    def _clean(self, recipient: str) -> str:
        written = _unwrapped(recipient)
        self.cleaned += written != recipient.strip()
        return written

    def _check(self, digits: str, recipient: str) -> None:
        """Refuse a number that has a wrong length for the country its first digits name."""
        if digits[:1] in ("0", ""):
            raise RecipientError(recipient, "has no country code", otherwise=self._otherwise(recipient))
        lengths = self._lengths[digits[:3]]
        if len(digits) in lengths:
            return
        if not lengths:
            raise RecipientError(recipient, "begins with no country code")
        country = "" if lengths is _ANY_LENGTH else _main_country(digits)
        owner = f" for a number of {country}" if country else ""
        if len(digits) > max(lengths):
            raise RecipientError(recipient, f"has {len(digits)} digits, too many{owner}")
        few = "too few" if len(digits) < min(lengths) else "a wrong number"
        reason = f"has {len(digits)} digits, {few}{owner}"
        raise RecipientError(recipient, reason, otherwise=self._otherwise(recipient))

    def _otherwise(self, recipient: str) -> str:
        """Return what else would help with digits that may be a national number."""
        if _unwrapped(recipient).startswith(("+", "00")):
            return ""
        if self.country is None:
            return "; or, if it is a national number, name its country (--country, country=)"
        return "" if _phonenumbers() else "; or install phonenumbers (extra phone) to read national numbers"

    def _national(self, digits: str, recipient: str) -> tuple[str, str, bool]:
        """Read digits without ``+`` by the plan of the country, and as an international number."""
        national = self._by_plan(digits)
        possible = len(digits) in self._lengths[digits[:3]] and digits[0] != "0"
        if possible and _main_country(digits) == _main_country_of(self.country) != "":
            return digits, "", False  # the country's own code is in front
        if not national:
            if digits[0] == "0":
                known = self.country and _phonenumbers()
                reason = f"is not a number of {self.country}" if known else "has no country code"
                raise RecipientError(recipient, reason, otherwise=self._otherwise(recipient))
            self._check(digits, recipient)
            return digits, "", not _exists(digits)
        if not possible or national == digits:
            return national, "", False
        here, abroad = _exists(national), _exists(digits)
        if here != abroad:
            return (national if here else digits), "", False
        return national, digits, True

    def _by_plan(self, digits: str) -> str:
        """Return a national number in international form; an empty text where it cannot be one."""
        library = _phonenumbers()
        if library is None:
            return ""
        try:
            number = library.parse(digits, self.country)
        except library.NumberParseException:
            return ""
        if library.is_possible_number_with_reason(number) != library.ValidationResult.IS_POSSIBLE:
            return ""
        written: str = library.format_number(number, library.PhoneNumberFormat.E164)
        return written.removeprefix("+")


_ANY_LENGTH = frozenset(range(_FEWEST_DIGITS, _MOST_DIGITS + 1))


class _Lengths(dict[str, frozenset[int]]):
    """How many digits a number may have, by its first three; empty where no number begins so."""

    def __missing__(self, head: str) -> frozenset[int]:
        lengths = self[head] = lengths_of(head) if head.isdigit() and head.isascii() else frozenset()
        return lengths


@cache
def lengths_of(head: str) -> frozenset[int]:
    """Return how many digits a number may have that begins with these three; none where no number does."""
    if head[0] == "0":
        return frozenset()
    library = _phonenumbers()
    if library is None:
        return _ANY_LENGTH
    code = _calling_code(head)
    if not code:
        return frozenset()
    plan = _plans(code)[0]
    return frozenset(len(str(code)) + length for length in plan.general_desc.possible_length)


def _calling_code(digits: str) -> int:
    """Return the calling code that a number begins with; 0 where there is none."""
    codes = _phonenumbers().COUNTRY_CODE_TO_REGION_CODE
    return next((code for end in (1, 2, 3) if (code := int(digits[:end])) in codes), 0)


def _plans(code: int) -> list[Any]:
    """Return the numbering plans of a calling code, the main country's first."""
    library = _phonenumbers()
    metadata = library.PhoneMetadata
    regions = library.COUNTRY_CODE_TO_REGION_CODE[code]
    if regions == ("001",):
        return [metadata.metadata_for_nongeo_region(code)]
    return [metadata.metadata_for_region(region) for region in regions]


def _exists(digits: str) -> bool:
    """Return whether a number is valid or for examples; `True` where `phonenumbers` is not installed."""
    if _phonenumbers() is None or digits.startswith(_FICTION):
        return True
    code = _calling_code(digits)
    return bool(code and _form(code).fullmatch(digits))


@cache
def _form(code: int) -> re.Pattern[str]:
    """Return the form of all valid numbers of a calling code: 1 µs, where `phonenumbers` takes 70."""
    plans = []
    for plan in _plans(code):
        kinds = [plan.premium_rate, plan.toll_free, plan.shared_cost, plan.voip, plan.personal_number]
        kinds += [plan.pager, plan.uan, plan.voicemail, plan.fixed_line, plan.mobile]
        patterns = [kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern]
        plans.append(rf"(?=(?:{plan.general_desc.national_number_pattern})\Z)(?:{'|'.join(patterns)})")
    return re.compile(rf"{code}(?:{'|'.join(plans)})")


def _main_country(digits: str) -> str:
    return next(iter(countries_of_prefix(digits)), "")


@cache
def _main_country_of(country: str | None) -> str:
    """Return the main country of the calling code of a country."""
    return next((countries[0] for countries in CALLING_CODES.values() if country in countries), "")


@cache
def calling_code_decides(head: str) -> bool:
    """Return whether the first three digits of a number are all that `regions_of` looks at."""
    library = _phonenumbers()
    if library is None:
        return True
    return len(library.COUNTRY_CODE_TO_REGION_CODE.get(_calling_code(head), ("001",))) == 1


@lru_cache(maxsize=1 << 10)
def regions_of(digits: str) -> tuple[str, ...]:
    """Return the countries a number may belong to by `phonenumbers`, the likeliest first.

    A number of no country belongs to `NOWHERE`: no row of a country is for it. Numbers reserved for examples
    belong to the main country of their calling code. Empty where `phonenumbers` is not installed.

    >>> regions_of("390612345678") in (("IT",), ())
    True
    """
    library = _phonenumbers()
    if library is None:
        return ()
    code = _calling_code(digits)
    regions = library.COUNTRY_CODE_TO_REGION_CODE.get(code, ("001",))
    if len(regions) == 1 or len(digits) <= len(str(code)) + 1:
        return (_OTHER_CODES.get(regions[0], regions[0]),)
    # Only a parser tells which of them, in 30 µs; a calling code of one country needs none.
    number = library.PhoneNumber(country_code=code, national_number=int(digits[len(str(code)) :]))
    if digits[len(str(code))] == "0":
        number.italian_leading_zero = True
    first = library.region_code_for_number(number)
    # Numbers of North America belong to one country each, except those that are free or cost extra.
    others = () if code == _NORTH_AMERICA else regions
    valid = [region for region in others if library.is_valid_number_for_region(number, region)]
    return tuple(dict.fromkeys(_OTHER_CODES.get(code, code) for code in (first or regions[0], *valid)))
