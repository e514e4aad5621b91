"""The 7 bit alphabets: a locking and a single shift table as one map from characters to octets.

A line here knows septets and slots; it must not know segments, headers or policies.

A slot is one octet for one character. The base table fills slots 1 to 127 by code position and the shifted
one 0x80 upwards, so one 256-slot map covers any pair of tables and CPython encodes with it at C speed.
Slot 0 must stay U+0000, or CPython falls back to a dict seven times slower; a 0 in the result therefore
means "not in this alphabet", and ``@``, or whatever stands at position 0, sits in the escape's free slot.
"""

from codecs import charmap_build, charmap_encode
from functools import lru_cache

from .policy import NationalLanguage
from .tables.default import DEFAULT, EXTENSION

__all__ = ["ESCAPE", "NO_SLOT", "AlphabetTables", "alphabet", "ascii_alphabet"]

ESCAPE = 0x1B
"""The code position that announces one of the shifted table's (TS 23.038 §6.2.1)."""

NO_SLOT = 0xFF
"""What `AlphabetTables.latin1_slots` holds for a character that is not in the alphabet.

It is also the slot of the shifted position 0x7F, which no ASCII character has in any table.
"""

_UNMAPPED = "\ufffe"  # what CPython's charmap codec takes for "no character here"


class AlphabetTables:
    """One pair of tables: a base (default or locking shift) and a shifted one (extension or single shift).

    >>> turkish = alphabet(None, NationalLanguage.TURKISH)
    >>> turkish.base[0x00], turkish.shifted[0x65]
    ('@', '€')
    """

    __slots__ = ("base", "last_letter", "latin1_slots", "locking_shift", "map", "shifted", "single_shift")

    def __init__(
        self,
        base: dict[int, str],
        shifted: dict[int, str],
        locking: NationalLanguage | None = None,
        single: NationalLanguage | None = None,
    ) -> None:
        self.locking_shift = locking
        self.single_shift = single
        self.base = base
        self.shifted = shifted
        slot_of: dict[str, int] = {}
        # A character with two positions takes the cheaper, then the lower.
        for position, character in self.base.items():
            slot_of.setdefault(character, position or ESCAPE)
        for position, character in self.shifted.items():
            slot_of.setdefault(character, 0x80 + position)
        characters = ["\0"] + [_UNMAPPED] * 255
        for character, slot in slot_of.items():
            characters[slot] = character
        self.map = charmap_build("".join(characters))
        self.last_letter = max(slot_of.keys() - {"€"}, default="")
        self.latin1_slots = bytes(slot_of.get(chr(octet), NO_SLOT) for octet in range(256))

    def slots(self, text: str) -> bytes:
        """Return one octet for each character.

        Raises:
            UnicodeEncodeError: with `start` at the first character that is not in this alphabet.
        """
        if text.isascii():  # 0.6 ns a character, a third of what the map takes
            slots = text.encode().translate(self.latin1_slots)
            if NO_SLOT in slots:
                raise _not_here(text, slots.index(NO_SLOT))
            return slots
        try:
            slots = charmap_encode(text, "strict", self.map)[0]
        except UnicodeEncodeError as error:
            nul = text.find("\0", 0, error.start)  # the map lets it through
            raise (error if nul < 0 else _not_here(text, nul)) from None
        if 0 in slots:
            raise _not_here(text, slots.index(0))
        return slots


class _AsciiAlphabet(AlphabetTables):
    """ASCII-7: the slot of a character is its code, U+0000 and U+001B included."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__({code: chr(code) for code in range(0x80)}, {})
        self.latin1_slots = bytes(range(0x80)) + bytes([NO_SLOT]) * 0x80

    def slots(self, text: str) -> bytes:
        return text.encode("ascii")


def _not_here(text: str, index: int) -> UnicodeEncodeError:
    return UnicodeEncodeError("gsm-7", text, index, index + 1, "not in the alphabet")


def _locking_table(language: NationalLanguage | None) -> dict[int, str]:
    if language is None:
        return DEFAULT
    from .tables.locking import LOCKING  # 1,400 cells that few texts need

    return LOCKING[language]


def _single_table(language: NationalLanguage | None) -> dict[int, str]:
    if language is None:
        return EXTENSION
    from .tables.single import SINGLE

    return SINGLE[language]


@lru_cache(maxsize=256)  # 13 x 14 pairs of tables, and those that leave characters out
def alphabet(
    locking: NationalLanguage | None, single: NationalLanguage | None, without: str = ""
) -> AlphabetTables:
    """Return the alphabet of these two tables, some characters left out; `None` is the default table."""
    base, shifted = _locking_table(locking), _single_table(single)
    if without:
        base, shifted = (
            {position: character for position, character in table.items() if character not in without}
            for table in (base, shifted)
        )
    return AlphabetTables(base, shifted, locking, single)


@lru_cache(maxsize=1)
def ascii_alphabet() -> AlphabetTables:
    """Return the alphabet of ASCII-7."""
    return _AsciiAlphabet()
