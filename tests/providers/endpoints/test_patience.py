"""Patience: which requests are sent again, and after how long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.providers.endpoints import Patience
from segmenter.providers.endpoints.patience import retry_after


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, None])
def test_a_read_and_a_delete_are_repeated(status: int | None) -> None:
    assert Patience().allows("GET", status, 1)
    assert Patience().allows("DELETE", status, 1)


@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 422])
def test_an_answer_that_would_come_again_is_not_asked_for_again(status: int) -> None:
    assert not Patience().allows("GET", status, 1)


@pytest.mark.parametrize("status", [429, 500, 503, None])
def test_a_message_is_never_sent_twice(status: int | None) -> None:
    assert not Patience().allows("POST", status, 1)


def test_attempts_come_to_an_end() -> None:
    patience = Patience(attempts=3)
    assert [patience.allows("GET", 500, attempts) for attempts in (1, 2, 3, 4)] == [True, True, False, False]


def test_waits_double_up_to_the_longest() -> None:
    patience = Patience(first_wait=1.0, longest_wait=10.0)
    assert [patience.wait(attempts, None, 1.0) for attempts in range(1, 7)] == [1, 2, 4, 8, 10, 10]


@given(st.integers(1, 10_000), st.floats(0, 1), st.none() | st.floats(0, 1e6))
def test_a_wait_is_half_chance_and_never_less_than_was_asked(
    attempts: int, chance: float, asked: float | None
) -> None:
    patience = Patience()
    whole = patience.wait(attempts, None, 1.0)
    wait = patience.wait(attempts, asked, chance)
    assert wait >= (asked or 0)
    assert whole / 2 <= wait <= max(whole, asked or 0)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("0", 0.0),
        ("7", 7.0),
        (" 7 ", 7.0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 37.0),
        ("Sun, 06 Nov 1994 08:48:37 GMT", 0.0),
        ("-7", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        ("Sun, 99 Nov 1994 08:49:37 GMT", None),
        ("9" * 400, 10 * 365 * 86_400.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(words: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": words}, now=784111740.0) == seconds


def test_without_the_header_nothing_is_asked_for() -> None:
    assert retry_after({}, now=0.0) is None


@given(st.text())
def test_retry_after_of_any_text_is_a_wait_or_nothing(words: str) -> None:
    seconds = retry_after({"retry-after": words}, now=0.0)
    assert seconds is None or 0 <= seconds < 1e12
