"""SEG106: where it is silent, then where it finds something."""

from tests.lint.samples import codes, only


def test_a_required_encoding_names_the_offenders() -> None:
    found = only("“Hi” ☃", "SEG106", {"encoding": "gsm-7"})
    assert found.message.startswith("not GSM-7: “ U+201C LEFT DOUBLE QUOTATION MARK, ” U+201D")
    assert (found.edits, found.safe) == ((), False), "for the snowman nothing stands"
    assert codes("“Hi”", {"encoding": "any"}) == []


def test_a_code_that_is_required_to_be_gsm7_is_reported_once() -> None:
    assert codes("It’s", {"encoding": "gsm-7"}) == ["SEG106"]
    assert codes("“Hi” – it’s us" + "a" * 60, {"encoding": "gsm-7"}) == ["SEG106"]
