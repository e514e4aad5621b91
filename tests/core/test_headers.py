"""What headers cost and the room they leave, against the table in the outside data's README."""

import pytest

from segmenter.core.headers import capacity, octets_on_air, udh_octets
from segmenter.core.policy import Encoding, ReferenceWidth

EIGHT, SIXTEEN = ReferenceWidth.EIGHT_BITS, ReferenceWidth.SIXTEEN_BITS


@pytest.mark.parametrize(
    ("shifts", "concatenation", "octets", "septets", "code_units"),
    [
        (0, None, 0, 160, 70),
        (1, None, 4, 155, 68),
        (2, None, 7, 152, 66),
        (0, EIGHT, 6, 153, 67),
        (1, EIGHT, 9, 149, 65),
        (2, EIGHT, 12, 146, 64),
        (0, SIXTEEN, 7, 152, 66),
        (1, SIXTEEN, 10, 148, 65),
        (2, SIXTEEN, 13, 145, 63),
    ],
)
def test_a_header_costs_its_elements_and_one_length_octet(
    shifts: int, concatenation: ReferenceWidth | None, octets: int, septets: int, code_units: int
) -> None:
    assert udh_octets(shifts=shifts, concatenation=concatenation) == octets
    assert capacity(Encoding.GSM7, udh=octets) == septets
    assert capacity(Encoding.UCS2, udh=octets) == code_units


@pytest.mark.parametrize("udh", [0, 4, 6, 7, 9, 10, 12, 13])
@pytest.mark.parametrize("encoding", Encoding)
def test_a_full_segment_fits_and_one_unit_more_does_not(encoding: Encoding, udh: int) -> None:
    full = capacity(encoding, udh=udh)
    assert octets_on_air(encoding, full, udh=udh) <= 140
    assert octets_on_air(encoding, full + 1, udh=udh) > 140


def test_an_empty_segment_takes_no_octets() -> None:
    assert octets_on_air(Encoding.GSM7, 0, udh=0) == 0
    assert octets_on_air(Encoding.UCS2, 0, udh=0) == 0


def test_fill_bits_cost_an_octet_only_where_the_text_crosses_one() -> None:
    # 6 octets of header leave 1 fill bit: one septet ends exactly on the octet.
    assert octets_on_air(Encoding.GSM7, 1, udh=6) == 7
    # 7 octets are 8 septets: no fill bits.
    assert octets_on_air(Encoding.GSM7, 1, udh=7) == 8
    # 4 octets leave 3 fill bits: one septet needs 10 bits.
    assert octets_on_air(Encoding.GSM7, 1, udh=4) == 6
