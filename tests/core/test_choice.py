"""The choice among codings: each rung of the rule, with a text that only that rung decides."""

from typing import Any

import pytest

from segmenter import Boundary, Encoding, NationalLanguage, Policy, UnencodableError, count
from segmenter.core.choice import lay_out

TURKISH, SPANISH, PORTUGUESE = NationalLanguage.TURKISH, NationalLanguage.SPANISH, NationalLanguage.PORTUGUESE
GSM7_ONLY = (Encoding.GSM7,)


def chosen(text: str, policy: Policy) -> tuple[Encoding, NationalLanguage | None, NationalLanguage | None]:
    counted = count(text, policy=policy)
    return counted.encoding, counted.locking_shift, counted.single_shift


def test_fewest_segments_come_first() -> None:
    # 40 letters of the Turkish table: 1 segment in any case; 80 need 2 in UCS-2.
    policy = Policy(encodings=(Encoding.UCS2, Encoding.GSM7), locking_shifts={TURKISH})
    assert chosen("ğ" * 70, policy) == (Encoding.UCS2, None, None)
    assert chosen("ğ" * 71, policy) == (Encoding.GSM7, TURKISH, None)


def test_then_the_encoding_named_first() -> None:
    assert chosen("hello", Policy()) == (Encoding.GSM7, None, None)
    assert chosen("hello", Policy(encodings=(Encoding.UCS2, Encoding.GSM7))) == (Encoding.UCS2, None, None)


def test_then_fewest_octets_on_the_air() -> None:
    # ş is 2 septets by single shift and 1 by locking, after headers of equal cost.
    policy = Policy(encodings=GSM7_ONLY, locking_shifts={TURKISH}, single_shifts={TURKISH})
    assert chosen("şşşşşşşş", policy) == (Encoding.GSM7, TURKISH, None)


def test_the_octets_of_every_segment_count() -> None:
    # A full segment beside one header each; only the last one of the locking shift is shorter.
    policy = Policy(encodings=GSM7_ONLY, locking_shifts={TURKISH}, single_shifts={TURKISH})
    assert chosen("a" * 160 + "şşşş", policy) == (Encoding.GSM7, TURKISH, None)


@pytest.mark.parametrize(
    ("text", "octets"),
    [("", 0), ("a", 1), ("a" * 160, 140), ("a" * 161, 140 + 14), ("я" * 70, 140), ("я" * 142, 140 * 2 + 22)],
)
def test_octets_on_the_air_are_those_of_every_segment_and_header(text: str, octets: int) -> None:
    assert lay_out(text, Policy()).octets_on_air == octets


def test_then_fewest_shifts() -> None:
    # á needs the Spanish single shift. Three € in the Turkish locking table save just what its header costs,
    # so both ways take 12 octets; eight save more.
    policy = Policy(encodings=GSM7_ONLY, locking_shifts={TURKISH}, single_shifts={SPANISH})
    assert chosen("€€€á", policy) == (Encoding.GSM7, None, SPANISH)
    assert chosen("€€€€€€€€á", policy) == (Encoding.GSM7, TURKISH, SPANISH)


def test_then_the_lowest_locking_and_single_ids() -> None:
    shifts = {TURKISH, SPANISH, PORTUGUESE}
    assert chosen("ç", Policy(single_shifts=shifts)) == (Encoding.GSM7, None, TURKISH)
    assert chosen("ç" * 9, Policy(locking_shifts=shifts)) == (Encoding.GSM7, TURKISH, None)


def test_locking_and_single_shift_may_be_of_two_languages() -> None:
    # Turkish ğ in every other place, Spanish á now and then.
    policy = Policy(encodings=GSM7_ONLY, locking_shifts={TURKISH}, single_shifts={SPANISH})
    assert chosen("ğe" * 60 + "á", policy) == (Encoding.GSM7, TURKISH, SPANISH)


def test_a_spanish_locking_shift_is_allowed_and_changes_nothing() -> None:
    with_it = Policy(encodings=GSM7_ONLY, locking_shifts={SPANISH})
    assert chosen("hello", with_it) == (Encoding.GSM7, None, None)
    with pytest.raises(UnencodableError):
        count("á", policy=with_it)


def test_the_first_offender_is_where_the_coding_that_gets_furthest_stops() -> None:
    policy = Policy(encodings=GSM7_ONLY, single_shifts={TURKISH, SPANISH})
    with pytest.raises(UnencodableError) as caught:
        count("ğá☃", policy=policy)
    assert caught.value.index == 1
    with pytest.raises(UnencodableError) as caught:
        count("áí☃", policy=policy)
    assert (caught.value.index, caught.value.character) == (2, "☃")


def test_with_clusters_kept_whole_ucs2_may_take_fewer_segments_than_a_national_table() -> None:
    # A base letter with 70 signs is larger than a UCS-2 segment, so it is filled in; a Hindi segment could
    # hold it, so it is moved on whole and leaves the segment before it nearly empty.
    policy = Policy(single_shifts={NationalLanguage.HINDI}, locking_shifts={NationalLanguage.HINDI})
    policy = policy._replace(boundary=Boundary.GRAPHEME_CLUSTER)
    text = ("क" * 20 + "क" + "\u0901" * 135) * 2
    assert count(text, policy=policy).segments == min(
        count(text, policy=policy._replace(encodings=(encoding,))).segments for encoding in policy.encodings
    )


@pytest.mark.parametrize(
    ("encodings", "text"),
    [
        ([Encoding.GSM7, Encoding.ASCII7], "é" * 161),
        ([Encoding.ASCII7, Encoding.GSM7], "é" * 161),
        ([Encoding.GSM7], "ş" * 161),  # the single shift alone has it
    ],
)
def test_a_coding_that_lacks_only_the_numbers_characters_got_furthest(
    encodings: list[Encoding], text: str
) -> None:
    policy = Policy(encodings=encodings, single_shifts=[TURKISH], numbering="{number}№")
    with pytest.raises(UnencodableError) as caught:
        count(text, policy=policy)
    assert (caught.value.index, caught.value.character) == (1, "№")


SURROGATE = "is half of a surrogate pair, not a character; repair the text where it was decoded"
NOT_ALLOWED = "is not in any alphabet the policy allows; allow UCS-2 or another language, or substitute it"


@pytest.mark.parametrize(
    ("character", "choices", "words"),
    [
        ("☃", {}, "is not in the GSM 7 bit default alphabet; allow UCS-2 or substitution"),
        ("☃", {"locking_shifts": [TURKISH]}, NOT_ALLOWED),
        ("☃", {"single_shifts": [TURKISH]}, NOT_ALLOWED),
        ("☃", {"without": "€"}, "is not in the GSM 7 bit default alphabet; allow UCS-2 or substitution"),
        ("€", {"without": "€"}, "is a character that the policy keeps out of GSM-7; allow UCS-2 or subst"),
        ("é", {"encodings": ["ascii-7"]}, "is not in ASCII; allow another encoding or substitution"),
        (
            "☃",
            {"encodings": ["ascii-7", "gsm-7"]},
            "is not in the GSM 7 bit default alphabet; allow UCS-2 or",
        ),
        ("\ud7ff", {}, "is not in the GSM 7 bit default alphabet; allow UCS-2 or substitution"),
        ("\ud800", {}, SURROGATE),
        ("\udfff", {"encodings": ["ucs-2"]}, SURROGATE),
        ("\ue000", {}, "is not in the GSM 7 bit default alphabet; allow UCS-2 or substitution"),
    ],
)
def test_the_error_names_the_alphabets_that_were_tried(
    character: str, choices: dict[str, Any], words: str
) -> None:
    with pytest.raises(UnencodableError) as caught:
        count("a" + character, policy=Policy(**{"encodings": ["gsm-7"]} | choices))
    assert f" at index 1 {words}" in str(caught.value)
