"""Variables: how long a value may be and what it may be made of, before it is known.

Values only; what they cost is decided in `bounds` and `enclosure`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Any

from ..core.results import accepted, plain_fields
from ..core.tables.default import DEFAULT, EXTENSION
from ..errors import TemplateError
from ..spelling import Spelled

__all__ = ["DLT_ALPHABETS", "DLT_VARIABLE", "Alphabet", "Variable", "characters", "first_outside"]


class Alphabet(Spelled, StrEnum):
    """What a value may be made of.

    `DIGITS` are 0 to 9. `ASCII` is U+0020 to U+007E: it holds the backtick, which GSM-7 lacks, so its worst
    case is UCS-2. `GSM7_BASIC` is the default alphabet, every character one septet; `GSM7` has the extension
    table too, two septets each (TS 23.038 §6.2.1). `ANY` is all of Unicode.
    """

    DIGITS = "digits"
    ASCII = "ascii"
    GSM7_BASIC = "gsm7-basic"
    GSM7 = "gsm7"
    ANY = "any"


@cache
def characters(alphabet: Alphabet) -> frozenset[str]:
    """Return the characters of an alphabet; none for `ANY`, which has all of them."""
    if alphabet is Alphabet.DIGITS:
        return frozenset("0123456789")
    if alphabet is Alphabet.ASCII:
        return frozenset(map(chr, range(0x20, 0x7F)))
    basic = frozenset(DEFAULT.values())
    if alphabet is Alphabet.GSM7_BASIC:
        return basic
    return basic | frozenset(EXTENSION.values()) if alphabet is Alphabet.GSM7 else frozenset()


def first_outside(text: str, alphabet: Alphabet) -> int | None:
    """Return where the first character stands that is not of an alphabet."""
    if alphabet is Alphabet.ANY:
        return next((index for index, one in enumerate(text) if "\ud800" <= one <= "\udfff"), None)
    allowed = characters(alphabet)
    return next((index for index, one in enumerate(text) if one not in allowed), None)


@accepted
@dataclass(frozen=True, slots=True, init=False)
class Variable:
    """What is known of a value before it is known.

    Args:
        shortest: in code points.
        longest: in code points.
        alphabet: what it may be made of; by default anything.
        examples: values as they may come; the first is used for the typical message.

    Raises:
        TemplateError: a length is negative, `shortest` is more than `longest`, there is no such alphabet, or
            an example is not such a value. A `ValueError`.
        TypeError: a length is not an `int`, or an example not a `str`.

    >>> Variable(longest=30, alphabet="gsm7").alphabet
    <Alphabet.GSM7: 'gsm7'>
    """

    shortest: int
    longest: int
    alphabet: Alphabet
    examples: tuple[str, ...]

    def __init__(
        self,
        *,
        shortest: int = 0,
        longest: int,
        alphabet: Alphabet | str = Alphabet.ANY,
        examples: Iterable[str] = (),
    ) -> None:
        for field, length in (("shortest", shortest), ("longest", longest)):
            if type(length) is not int:  # True is not a length
                message = f"{field} must be an int, not {type(length).__name__}"
                raise TypeError(message)
            if length < 0:
                raise TemplateError(f"{field} is negative, {length}", hint="lengths are code points, from 0")
        if shortest > longest:
            raise TemplateError(
                f"shortest, {shortest}, is more than longest, {longest}", hint="exchange them"
            )
        if isinstance(examples, str):
            message = f"examples takes several values, not one str; write [{examples!r}]"
            raise TypeError(message)
        put = partial(object.__setattr__, self)
        put("shortest", shortest)
        put("longest", longest)
        put("alphabet", _alphabet(alphabet))
        put("examples", tuple(examples))
        for example in self.examples:
            self._check(example)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)

    @classmethod
    def input_types(cls) -> dict[str, Any]:
        """Return the type of each value that JSON may give."""
        from ..core.inputs import chosen_from

        return {"shortest?": int, "longest": int, "alphabet?": chosen_from(Alphabet), "examples?": [str]}

    def _check(self, example: str) -> None:
        if not isinstance(example, str):
            raise TypeError(f"an example must be a str, not {type(example).__name__}")
        if not self.shortest <= len(example) <= self.longest:
            lengths = f"{self.shortest} to {self.longest}"
            problem = f"example {example!r} has {len(example)} code points, not {lengths}"
            raise TemplateError(problem, hint="change it or the lengths")
        index = first_outside(example, self.alphabet)
        if index is not None:
            problem = f"example {example!r} has {example[index]!r}, not of alphabet {self.alphabet},"
            raise TemplateError(problem, hint="change it or the alphabet", index=index)


def _alphabet(name: Alphabet | str) -> Alphabet:
    try:
        return Alphabet(name)
    except ValueError:
        known = ", ".join(Alphabet)
        raise TemplateError(f"there is no alphabet {name!r}", hint=f"there are {known}") from None


DLT_VARIABLE = Variable(longest=30)
"""What India's DLT portals allow for one ``{#var#}``: 30 characters, in any script.

Source: AWS, SMS in India; MSG91, DLT content templates. Portals differ: some allow 20 or 40.
"""

DLT_ALPHABETS = {
    "numeric": Alphabet.DIGITS,
    "number": Alphabet.DIGITS,
    "cbn": Alphabet.DIGITS,
    "alphanumeric": Alphabet.GSM7_BASIC,
    "url": Alphabet.GSM7,
    "urlott": Alphabet.GSM7,
    "email": Alphabet.GSM7,
}
"""What the typed variables of DLT portals are made of: letters and digits are in the default alphabet, and
what else an address may hold (``~`` among it) in the extension table at most.

Source: the TRAI direction of 2025-11-18, as told by fyno and textguru (excerpts).
"""
