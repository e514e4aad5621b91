"""Fuzzing in short: whatever a page or a row holds, an audit ends, or says what is wrong."""

import random

import pytest

from tests.audit.broken import TARGETS, mutated, seeds


@pytest.mark.parametrize("name", TARGETS)
def test_broken_octets_raise_nothing_undocumented(name: str) -> None:
    choice = random.Random(19)
    corpus = seeds()
    for _ in range(60):
        TARGETS[name](mutated(choice.choice(corpus), corpus, choice))
