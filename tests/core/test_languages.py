"""The codes of the languages."""

from segmenter import NationalLanguage
from segmenter.core.policy import LANGUAGE_CODES


def test_every_language_has_a_code_of_its_own() -> None:
    assert list(LANGUAGE_CODES) == list(NationalLanguage)
    assert len(set(LANGUAGE_CODES.values())) == len(NationalLanguage)
