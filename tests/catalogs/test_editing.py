"""Editing a catalog: places are of the text, in any order, and of nothing else."""

import pytest

from segmenter.catalogs import read
from segmenter.catalogs.editing import edited

OCTETS = b'{"a": "hello"}'


@pytest.mark.parametrize("edit", [(0, 999, "x"), (-1, 2, "x"), (3, 2, "x")])
def test_a_place_outside_the_text_is_an_index_error(edit: tuple[int, int, str]) -> None:
    catalog = read("a.json", OCTETS)
    with pytest.raises(IndexError, match="is not in a text of 5 code points"):
        edited(catalog, [(catalog.entries[0], (edit,))])


def test_edits_may_be_given_in_any_order() -> None:
    catalog = read("a.json", OCTETS)
    octets = edited(catalog, [(catalog.entries[0], ((2, 3, "x"), (0, 1, "y")))])
    assert octets == b'{"a": "yexlo"}'
