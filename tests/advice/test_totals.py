"""Totals of offenders: which characters force UCS-2, in how many messages, and what replacing them saves."""

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from segmenter import Encoding, Policy, count, explain, substitute
from segmenter.advice.totals import OffenderTotals
from tests.cli.runs import run

LONG = " and so on, until the seventieth character makes two segments of it all"


def totals_of(texts: list[str]) -> OffenderTotals:
    totals = OffenderTotals()
    for text in texts:
        totals.add(text, count(text), Policy())
    return totals


def test_texts_in_gsm_7_have_no_offenders() -> None:
    totals = totals_of(["hi", "Grüße", ""])
    assert (totals.messages, totals.segments, totals.ucs2, totals.saved, totals.forced) == (3, 3, 0, 0, {})


def test_a_character_alone_is_credited_with_what_it_saves() -> None:
    totals = totals_of(["It’s" + LONG, "It’s", "“It’s”" + LONG, "☃" + LONG, "’☃" + LONG])
    assert totals.forced == {"’": 4, "“": 1, "”": 1, "☃": 2}
    assert (totals.saves, totals.saved, totals.ucs2) == ({"’": 1}, 2, 5)


@given(texts=st.lists(st.text(st.sampled_from("abc’“”…☃é€ \t"), max_size=200), max_size=8))
def test_totals_agree_with_explanation_and_substitution(texts: list[str]) -> None:
    totals = totals_of(texts)
    forced = Counter(
        character
        for text in texts
        if count(text).encoding is Encoding.UCS2
        for character in {offender.character for offender in explain(text).offenders}
    )
    assert totals.forced == forced
    assert totals.saved == sum(count(text).segments - substitute(text).after.segments for text in texts)


def test_the_command_writes_totals() -> None:
    stdin = f"It’s{LONG}\n☃\nfine\n".encode()
    done = run("explain", "--lines", "--summary", stdin=stdin, env={"COLUMNS": "60"})
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert shown.startswith("3 messages, 4 segments; 2 sent as UCS-2\n")
    assert "’ RIGHT SINGLE QUOTATION MARK" in shown
    assert shown.endswith("typing look-alikes would save 1 segment in all\n")
    assert max(map(len, shown.splitlines())) <= 60
    fields = json.loads(run("explain", "--lines", "--summary", "--format", "json", stdin=stdin).stdout)
    assert fields["characters"][0] == {
        "character": "’",
        "name": "RIGHT SINGLE QUOTATION MARK",
        "messages": 1,
        "replacement": "'",
        "segments_saved": 1,
    }


def test_a_text_that_cannot_be_encoded_fails_and_the_totals_go_on() -> None:
    arguments = ["explain", "--lines", "--summary", "--encoding", "gsm-7"]
    done = run(*arguments, stdin="☃\na\n".encode())
    assert (done.returncode, done.stderr) == (1, b"segmenter: 1 of 2 messages failed\n")
    assert done.stdout.startswith(b"1 message, 1 segment; 0 sent as UCS-2\n")
