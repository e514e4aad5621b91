"""SEG701: where it is silent, then where it finds something."""

from tests.lint.samples import codes, only


def test_an_instruction_that_is_understood_is_not_reported() -> None:
    assert codes("Hello", comments=("segmenter: max-segments=2", "an ordinary comment")) == []
    assert codes("It’s", comments=("segmenter: ignore SEG107 because the brand writes it so",)) == []


def test_a_slip_in_a_comment_is_reported_with_what_may_stand_there() -> None:
    finding = only("Hello", "SEG701", comments=("segmenter: max-segment=2",))
    assert finding.message.startswith("'max-segment' is not understood; write sms, file, ")


def test_an_unknown_rule_in_a_comment_is_reported() -> None:
    finding = only("Hello", "SEG701", comments=("segmenter: ignore SEG170",))
    assert finding.message.endswith("did you mean SEG107?")


def test_a_slip_in_a_flag_is_reported() -> None:
    assert only("Hello", "SEG701", flags=("max-segments:x",)).message.startswith("flag max-segments is x")
