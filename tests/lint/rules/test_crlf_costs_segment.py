"""SEG111: where it is silent, then where it finds something."""

from tests.lint.samples import codes, only


def test_crlf_is_found_only_where_it_costs_a_segment() -> None:
    assert codes("a\r\n" * 10) == []
    found = only("a" * 159 + "\r\n", "SEG111")
    assert (found.edits, found.safe) == (((159, 160, ""),), False)
