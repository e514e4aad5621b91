"""SEG305: where it is silent, then where it finds something."""

import pytest

from segmenter.catalogs import Entry
from segmenter.lint.checking import check
from segmenter.lint.configuration import ConfigurationError
from tests.lint.samples import ALL, catalog, codes, configuration


def test_nothing_is_asked_without_both_settings() -> None:
    assert codes("Hi", {"sender": "Info"}) == []
    assert codes("Hi", {"countries": ["GB"]}) == []
    assert codes("Hi", {"sender": "Acme", "countries": ["GB"]}) == []
    assert codes("Hi", {"sender": "Info", "countries": ["GB"], "channel": "viber"}) == []


def test_it_is_reported_once_for_a_file() -> None:
    entries = [Entry(key=str(line), text="Hi", line=line) for line in range(1, 4)]
    settings = configuration({"sender": "INFO", "countries": ["GB", "AU"]})
    findings = check(catalog(*entries), settings, ALL).findings
    assert [(finding.rule, finding.locations[0].line) for finding in findings] == [("SEG305", 1)] * 2


def test_a_country_of_which_nothing_is_known_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"countries\[0\] is 'FR'; it must be one of GB, SG, AU"):
        configuration({"countries": ["FR"]})
