"""Line starts of a file: found once for each text, by identity."""

from segmenter.catalogs.places import line_starts


class Uncompared(str):
    """A text that must not be compared, as one of a million characters should not be at every entry."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise AssertionError

    def __hash__(self) -> int:
        return super().__hash__()


def test_lf_cr_and_cr_lf_end_lines_and_other_separators_do_not() -> None:
    assert line_starts("") == [0]
    assert line_starts("a\rb\r\nc\n") == [0, 2, 5, 7]
    assert line_starts("a\x0b\x85\u2028b\nc") == [0, 6]


def test_reading_an_equal_file_again_was_slow() -> None:
    first, second = Uncompared("a\nb"), Uncompared("a\nb")
    starts = line_starts(first)
    assert line_starts(first) is starts
    assert line_starts(second) == starts
