"""Alphabets: which slot each character takes, and where a text leaves the alphabet."""

import itertools

import pytest

from segmenter import NationalLanguage
from segmenter.core.alphabets import NO_SLOT, AlphabetTables, alphabet, ascii_alphabet

LOCKING = [None, *(language for language in NationalLanguage if language is not NationalLanguage.SPANISH)]
SINGLE = [None, *NationalLanguage]
EVERY_ALPHABET = [alphabet(*pair) for pair in itertools.product(LOCKING, SINGLE)]


def position(slot: int) -> tuple[bool, int]:
    """Return whether a slot is a shifted one, and the code position it stands for."""
    if slot >= 0x80:
        return True, slot - 0x80
    return False, 0 if slot == 0x1B else slot


@pytest.mark.parametrize("letters", EVERY_ALPHABET, ids=lambda a: f"{a.locking_shift!r}-{a.single_shift!r}")
def test_every_character_takes_the_slot_of_its_cheapest_lowest_position(letters: AlphabetTables) -> None:
    for character in {*letters.base.values(), *letters.shifted.values()}:
        places = [(False, place) for place, value in letters.base.items() if value == character]
        places += [(True, place) for place, value in letters.shifted.items() if value == character]
        assert position(letters.slots(character)[0]) == min(places)
        # The same beside a character that is not ASCII, which takes the other way through.
        other = next(value for value in letters.base.values() if not value.isascii())
        assert letters.slots(other + character)[1:] == letters.slots(character)


BEYOND_ASCII = "".join(map(chr, [*range(0x80, 0x3000), 0xFFFE, 0xFFFF, 0x1F600]))


@pytest.mark.parametrize("letters", EVERY_ALPHABET, ids=lambda a: f"{a.locking_shift!r}-{a.single_shift!r}")
def test_nothing_else_has_a_slot(letters: AlphabetTables) -> None:
    known = {*letters.base.values(), *letters.shifted.values()}
    for character in {chr(code_point) for code_point in range(0x80)} - known:
        with pytest.raises(UnicodeEncodeError):
            letters.slots(character)
    # One error for a run of characters that have none: 182 alphabets take 0.2 s, not 5 with a call for each.
    others = BEYOND_ASCII.translate(dict.fromkeys(map(ord, known)))
    with pytest.raises(UnicodeEncodeError) as caught:
        letters.slots(others)
    assert (caught.value.start, caught.value.end) == (0, len(others))


@pytest.mark.parametrize("letters", EVERY_ALPHABET, ids=lambda a: f"{a.locking_shift!r}-{a.single_shift!r}")
def test_no_ascii_character_takes_the_slot_that_means_none(letters: AlphabetTables) -> None:
    taken = {letters.slots(character)[0] for character in letters.base.values() if character.isascii()}
    taken |= {letters.slots(character)[0] for character in letters.shifted.values() if character.isascii()}
    assert NO_SLOT not in taken


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("`", 0),
        ("ab\0cd`", 2),
        ("\0é☃", 0),
        ("é\0☃", 1),
        ("é☃\0", 1),
        ("é\0", 1),
        ("ab\x1be", 2),
        ("a\tb", 1),
        ("Çç", 1),
    ],
)
def test_the_first_character_outside_is_reported(text: str, index: int) -> None:
    with pytest.raises(UnicodeEncodeError) as caught:
        alphabet(None, None).slots(text)
    assert (caught.value.object, caught.value.start, caught.value.end) == (text, index, index + 1)


def test_the_slot_of_an_ascii_7_character_is_its_code() -> None:
    letters, every = ascii_alphabet(), "".join(map(chr, range(0x80)))
    assert letters.slots(every) == every.encode()
    assert letters.latin1_slots == bytes(range(0x80)) + bytes([NO_SLOT] * 0x80)
    assert (list(letters.base.items()), letters.shifted) == (list(enumerate(every)), {})
    with pytest.raises(UnicodeEncodeError) as caught:
        letters.slots("ab\x80")
    assert caught.value.start == 2


def test_no_latin_1_character_of_the_default_alphabet_takes_it_either() -> None:
    # The fast path of `count` reads Latin-1 text by this table.
    letters = alphabet(None, None)
    assert 0x7F not in letters.shifted
    assert [chr(octet) for octet in range(256) if letters.latin1_slots[octet] != NO_SLOT] == sorted(
        character for character in {*letters.base.values(), *letters.shifted.values()} if ord(character) < 256
    )


def test_the_map_is_the_fast_one() -> None:
    # charmap_build falls back to a dict, seven times slower, unless slot 0 is U+0000.
    assert all(type(letters.map).__name__ == "EncodingMap" for letters in EVERY_ALPHABET)
