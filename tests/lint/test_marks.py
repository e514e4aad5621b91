"""Comments and flags that speak to segmenter."""

import pytest

from segmenter.lint.marks import NO_MARKS, marks_of_comment, marks_of_flags


@pytest.mark.parametrize("comment", ["", "a comment", "Segmenter is a tool", "xsegmenter: sms"])
def test_most_comments_are_about_something_else(comment: str) -> None:
    assert marks_of_comment(comment) == []


def test_a_comment_selects_and_sets() -> None:
    (marks,) = marks_of_comment("segmenter: sms max-segments=2, encoding=GSM-7 dearer-by:3 registered")
    assert marks.selects
    assert marks.changes == {
        "max_segments": 2,
        "encoding": "gsm-7",
        "exceeds_source_by": 3,
        "registered": True,
    }
    assert marks.problems == ()


def test_lines_of_a_comment_are_read_one_by_one() -> None:
    found = marks_of_comment("Greeting.\nsegmenter: ignore SEG107\nsegmenter: max-segments=1\n")
    assert [(marks.ignore, marks.changes) for marks in found] == [
        (("SEG107",), {}),
        ((), {"max_segments": 1}),
    ]


@pytest.mark.parametrize(
    "reason", [" – the brand", " - the brand", " -- see #4", " (legal)", " # legal", " */", " -->"]
)
def test_a_reason_may_follow(reason: str) -> None:
    (marks,) = marks_of_comment(f"segmenter: ignore SEG107{reason}")
    assert marks.ignore == ("SEG107",)


@pytest.mark.parametrize(
    ("words", "ignored"),
    [
        ("SEG107 because the brand writes it so", ("SEG107",)),
        ("SEG107, SEG103 well-known to us", ("SEG107", "SEG103")),
        ("cut-inside as it is", ("cut-inside",)),
        ("SEG170 because", ("SEG170",)),
        ("cut-insid because", ("cut-insid",)),
        ("SGE107", ("SGE107",)),
        ("seg5 all", ("seg5", "all")),
        ("since nobody minds", ("ALL",)),
    ],
)
def test_free_words_after_the_codes_are_a_reason(words: str, ignored: tuple[str, ...]) -> None:
    (marks,) = marks_of_comment(f"segmenter: ignore {words}")
    assert marks.ignore == ignored


def test_a_sentence_may_begin_with_us() -> None:
    (marks,) = marks_of_comment("Segmenter: max-segments=2")
    assert (marks.selects, marks.changes) == (True, {"max_segments": 2})


def test_ignore_without_codes_ignores_all_and_selects_nothing() -> None:
    (marks,) = marks_of_comment("segmenter: ignore")
    assert (marks.ignore, marks.selects, marks.file) == (("ALL",), False, False)


def test_what_is_about_the_file_says_so() -> None:
    assert marks_of_comment("segmenter: ignore-file SEG1")[0][:4] == (False, True, {}, ("SEG1",))
    assert marks_of_comment("segmenter: file sms max-segments=1")[0][:3] == (True, True, {"max_segments": 1})


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("segmenter:", "nothing follows"),
        ("segmenter: smss", "'smss' is not understood; write sms, file,"),
        ("segmenter: max-segments=none", "max-segments is none; write a whole number"),
        ("segmenter: max-segments=0", "max-segments is 0"),
        ("segmenter: encoding=utf-8", "encoding is utf-8; it must be one of gsm-7, any"),
        ("segmenter: sms=1", "'sms' is not understood"),
    ],
)
def test_a_slip_is_told(comment: str, problem: str) -> None:
    (marks,) = marks_of_comment(comment)
    assert any(said.startswith(problem) for said in marks.problems), marks.problems


def test_flags_of_others_say_nothing() -> None:
    assert marks_of_flags(("python-format", "fuzzy", "placeholders:x")) is NO_MARKS


def test_weblates_flags_select_and_limit() -> None:
    assert marks_of_flags(("max-length:160",)).changes == {"max_length": 160}
    assert marks_of_flags(("sms",)).selects
    assert marks_of_flags(("max-segments:x",)).problems == (
        "flag max-segments is x; write a whole number, as max-segments:1",
    )
