"""Cuts between words, numbers of parts in their text, smaller alphabets; first where nothing changes."""

import pytest

from segmenter import (
    Boundary,
    Encoding,
    Policy,
    TooManySegmentsError,
    UnencodableError,
    count,
    segment,
    truncate,
)

WORDS = Policy(boundary=Boundary.WORD)
NUMBERED = Policy(numbering="({number}/{total})")
ASCII = Policy(encodings=[Encoding.ASCII7])


def texts(text: str, policy: Policy) -> list[str]:
    return [part.text for part in segment(text, policy=policy).segments]


# Words


def test_a_text_of_one_segment_is_not_cut() -> None:
    text = "word " * 32
    assert texts(text, WORDS) == [text]


def test_a_cut_follows_the_last_blank_that_fits() -> None:
    first, second = "a" * 100 + " ", "b" * 100
    assert texts(first + second, WORDS) == [first, second]
    assert count(first + second, policy=WORDS).free_units == 53


def test_a_blank_that_no_longer_fits_moves_the_word_before_it() -> None:
    first = "aa " + "b" * 150
    assert texts(first + " cc" * 4, WORDS) == ["aa ", "b" * 150 + " ", "cc cc cc cc"]


def test_a_blank_begins_a_part_only_where_there_is_no_earlier_place() -> None:
    word = "a" * 153
    assert texts(word + " tail of it", WORDS) == [word, " tail of it"]


@pytest.mark.parametrize("blank", ["\u00a0", "\u2007", "\u202f"])
def test_no_cut_stands_at_a_no_break_space(blank: str) -> None:
    text = "a " + "b" * 30 + blank + "c" * 60
    assert texts(text, WORDS)[0] == "a "


@pytest.mark.parametrize("blank", [" ", "\n", "\t", "\u2003", "\u3000", "\u2028"])
def test_a_cut_may_follow_any_other_white_space(blank: str) -> None:
    text = "☃" * 50 + blank + "☃" * 50
    assert texts(text, WORDS) == ["☃" * 50 + blank, "☃" * 50]


def test_a_word_longer_than_a_segment_is_cut_between_clusters() -> None:
    family = "👨‍👩‍👧‍👦"
    parts = texts("ab " + family * 20, WORDS)
    assert parts[0] == "ab "
    assert all(len(part) % len(family) == 0 for part in parts[1:])


def test_an_address_is_a_word() -> None:
    address = "https://example.com/" + "x" * 100
    assert texts("Read it: " + "y" * 60 + " " + address, WORDS)[1] == address


def test_carriage_return_and_line_feed_stay_together() -> None:
    text = "a " + "b" * 150 + "\r\n" + "c" * 80
    assert texts(text, WORDS)[0] == "a "


def test_truncation_ends_with_a_word() -> None:
    text = "one two three " * 20
    prefix = truncate(text, segments=1, policy=WORDS)
    assert text.startswith(prefix)
    assert prefix[-1] == " " or text[len(prefix)] == " "
    assert len(prefix) > 150
    assert truncate("a" * 160 + " b", segments=1, policy=WORDS) == "a" * 160
    assert truncate("a" * 200, segments=1, policy=WORDS) == "a" * 160


# Numbers


def test_a_text_of_one_part_has_no_number() -> None:
    (part,) = segment("a" * 160, policy=NUMBERED).segments
    assert (part.prefix, part.suffix, part.udh_octets, part.units) == ("", "", 0, 160)


def test_parts_have_no_header_and_less_room_by_their_number() -> None:
    message = segment("a" * 161, policy=NUMBERED)
    assert [(part.prefix, part.units, part.udh_octets) for part in message.segments] == [
        ("(1/2)", 155, 0),
        ("(2/2)", 6, 0),
    ]
    assert (message.segment_units, message.free_units, message.units) == (155, 149, 161)


def test_a_number_may_come_last() -> None:
    message = segment("a" * 161, policy=Policy(numbering="{text} ({number}/{total})"))
    assert [(part.prefix, part.suffix) for part in message.segments] == [("", " (1/2)"), ("", " (2/2)")]


def test_the_total_settles_the_width_of_all_numbers() -> None:
    nine = segment("a" * 155 * 9, policy=NUMBERED)
    assert (len(nine.segments), nine.segment_units) == (9, 155)
    ten = segment("a" * (155 * 9 + 1), policy=NUMBERED)
    assert (len(ten.segments), ten.segment_units) == (10, 153)
    assert ten.segments[0].prefix == "(1/10)"


def test_more_than_255_numbered_parts_are_allowed() -> None:
    text = "a" * 50_000
    assert len(segment(text, policy=NUMBERED).segments) == 332
    with pytest.raises(TooManySegmentsError):
        segment(text)


def test_a_number_outside_the_alphabet_forces_the_other() -> None:
    policy = Policy(numbering="№{number} ")
    assert segment("a" * 160, policy=policy).encoding is Encoding.GSM7
    assert segment("a" * 161, policy=policy).encoding is Encoding.UCS2
    with pytest.raises(UnencodableError, match="U\\+2116"):
        count("a" * 161, policy=Policy(encodings=[Encoding.GSM7], numbering="№{number} "))


@pytest.mark.parametrize(
    "form", ["({total})", "{number}{number}", "{n}", "{number", "{number} {0}", "x" * 60 + "{number}"]
)
def test_a_wrong_form_of_numbers_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match="numbering"):
        Policy(numbering=form)


# Alphabets


def test_characters_left_out_of_gsm7_force_ucs2() -> None:
    policy = Policy(without="€[Δ")
    assert count("Hello", policy=policy) == count("Hello")
    for character in policy.without:
        assert count(f"a{character}", policy=policy).encoding is Encoding.UCS2
    assert count("{~}", policy=policy) == count("{~}")
    with pytest.raises(UnencodableError, match="keeps out of GSM-7"):
        count("a€", policy=policy._replace(encodings=(Encoding.GSM7,)))


def test_what_is_left_out_is_a_set_of_characters() -> None:
    assert Policy(without="€!€") == Policy(without=["!", "€"])
    with pytest.raises(ValueError, match="not one character"):
        Policy(without=["ab"])
    with pytest.raises(ValueError, match="every alphabet has"):
        Policy(without="€0")


def test_ascii_holds_160_characters_and_153_in_parts() -> None:
    assert count("{}[]~^\\|" * 20, policy=ASCII) == (Encoding.ASCII7, 1, 160, 160, 0, None, None)
    assert count("\x00\x1b\t`" * 40, policy=ASCII).segments == 1
    assert count("{" * 161, policy=ASCII).segment_units == 153


def test_the_cheaper_of_ascii_and_gsm7_is_chosen() -> None:
    policy = Policy(encodings=[Encoding.GSM7, Encoding.ASCII7, Encoding.UCS2])
    assert count("hello", policy=policy).encoding is Encoding.GSM7
    assert count("{" * 100, policy=policy).encoding is Encoding.ASCII7
    last = Policy(encodings=[Encoding.GSM7, Encoding.UCS2, Encoding.ASCII7])
    assert count("{" * 100, policy=last).encoding is Encoding.ASCII7
    assert count("{é", policy=policy).encoding is Encoding.GSM7
