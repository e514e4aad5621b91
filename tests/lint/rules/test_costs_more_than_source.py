"""SEG108: where it is silent, then where it finds something."""

from segmenter.channels.findings import Severity
from tests.lint.samples import codes, only


def test_a_longer_translation_fails_only_where_that_is_asked() -> None:
    text, source = "я" * 71, "a" * 160
    assert only(text, "SEG108", source=source).severity is Severity.INFO
    assert only(text, "SEG108", {"exceeds_source_by": 1}, source=source).severity is Severity.ERROR
    assert codes(text, {"exceeds_source_by": 2}, source=source) == []
    assert codes("я" * 70, {"exceeds_source_by": 1}, source=source) == []
