"""Excess: limits that a text keeps or exceeds, and that all who judge a text agree on it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import (
    Channel,
    Limit,
    Measure,
    OutboundMessage,
    Severity,
    Source,
    UnencodableError,
    count,
    validate,
)
from segmenter.channels.excess import Excess, excess, surely_within, text_excesses
from segmenter.channels.profiles import Profile
from segmenter.core.counting import DEFAULT_POLICY
from segmenter.pricing.campaigns.fillings import Filling
from segmenter.providers import PROFILES, profile
from segmenter.templates import parse
from tests.cli.runs import run


def limit(measure: Measure, number: int, severity: Severity = Severity.ERROR) -> Limit:
    return Limit(field="text", number=number, measure=measure, source=Source("a test"), severity=severity)


def with_limits(*limits: Limit) -> Profile:
    standard = profile("standard")
    return replace(standard, channels={Channel.SMS: replace(standard.channels[Channel.SMS], limits=limits)})


@pytest.mark.parametrize(
    ("measure", "fits", "exceeds"),
    [
        (Measure.CODE_POINTS, "☃" * 5, "a" * 6),
        (Measure.UTF16_UNITS, "😀😀a", "😀😀😀"),
        (Measure.UTF8_OCTETS, "éé1", "ééé"),
        (Measure.SEPTETS, "€€a", "€€€"),
        (Measure.GRAPHEME_CLUSTERS, "🇩🇪" * 5, "🇩🇪" * 6),
        (Measure.SEGMENTS, "a" * 5 * 153, "a" * 5 * 153 + "a"),
    ],
)
def test_a_text_may_reach_a_limit_and_not_exceed_it(measure: Measure, fits: str, exceeds: str) -> None:
    assert excess(fits, limit(measure, 5)) is None
    over = excess(exceeds, limit(measure, 5))
    assert isinstance(over, Excess)
    assert (over.over, over.length) == (1, 6)


def test_a_text_that_the_measure_cannot_encode_is_a_value() -> None:
    assert isinstance(excess("☃", limit(Measure.SEPTETS, 100)), UnencodableError)


def test_a_limit_in_segments_is_about_the_text_as_the_provider_sends_it() -> None:
    one = limit(Measure.SEGMENTS, 1)
    assert excess("a", one) is None
    over = excess("a", one, counted=count("a" * 161))
    assert isinstance(over, Excess)
    assert (over.words, over.start) == ("2 segments", 0)


def test_a_limit_that_cannot_be_measured_does_not_hide_the_next() -> None:
    mine = with_limits(limit(Measure.SEPTETS, 9), limit(Measure.CODE_POINTS, 3))
    kinds = [type(over) for over in text_excesses("☃☃☃☃", mine, Channel.SMS)]
    assert kinds == [UnencodableError, Excess]
    findings = validate(OutboundMessage(channel=Channel.SMS, text="☃☃☃☃"), profile=mine).findings
    assert [finding.rule for finding in findings] == ["SEG101", "SEG102"]


@pytest.mark.parametrize(
    ("text", "measure", "number", "exceeds"),
    [
        ("a" * 10, "code-points", 10, False),
        ("a" * 11, "code-points", 10, True),
        ("😀" * 6, "utf16-units", 11, True),
        ("€" * 5, "utf8-octets", 15, False),
        ("€" * 6, "utf8-octets", 15, True),
        ("a" * 161, "segments", 1, True),
    ],
)
def test_validate_campaigns_and_check_agree(
    tmp_path: Path, text: str, measure: str, number: int, exceeds: bool
) -> None:
    mine = with_limits(limit(Measure(measure), number))
    message = OutboundMessage(channel=Channel.SMS, text=text)
    assert validate(message, profile=mine).fits is not exceeds
    filling = Filling(parse(text), mine, DEFAULT_POLICY, Channel.SMS)
    assert bool(filling.too_long(text, count(text))) is exceeds
    (tmp_path / "mine.toml").write_text(
        f'[[limits]]\nchannel = "sms"\nfield = "text"\nnumber = {number}\nmeasure = "{measure}"\n'
    )
    (tmp_path / "en.json").write_text(json.dumps({"sms": text}))
    (tmp_path / "segmenter.toml").write_text('profile = "mine.toml"\n')
    checked = run("check", "--all", "--select", "SEG102,SEG103", "en.json", cwd=tmp_path)
    assert checked.returncode == int(exceeds), checked.stderr


@given(st.sampled_from(sorted(PROFILES)), st.text(min_size=1, max_size=40), st.integers(1, 200))
def test_no_text_of_a_sure_length_exceeds_a_limit_that_is_an_error(name: str, piece: str, times: int) -> None:
    of_provider = profile(name)
    for channel in of_provider.channels:
        text = (piece * times)[: max(surely_within(of_provider, channel), 0)]
        for more in text_excesses(text, of_provider, channel, counted=count("")):
            assert isinstance(more, Excess)
            assert more.limit.severity is not Severity.ERROR
