"""SEG114: where it is silent, then where it finds something."""

from typing import Any

from segmenter.catalogs import read
from segmenter.lint.checking import check
from tests.lint.samples import ALL, codes, configuration, only

ISOLATED: dict[str, Any] = {"syntax": "brace", "isolated": ((13, 19),)}


def test_a_runtime_that_does_not_isolate_is_not_reported() -> None:
    assert codes("Your code is {code}.", {"isolating": False}, **ISOLATED) == []
    assert codes("Your code is {code}.", syntax="brace") == []


def test_a_text_that_is_ucs2_anyway_is_not_reported() -> None:
    assert codes("Ваш код {code}.", syntax="brace", isolated=((8, 14),)) == []
    assert codes("It’s {code}.", syntax="brace", isolated=((5, 11),)) == ["SEG107"]


def test_isolates_are_named_with_their_cure() -> None:
    finding = only("Your code is {code}.", "SEG114", **ISOLATED)
    assert finding.message == (
        "U+2068 and U+2069 around placeholders force UCS-2: "
        "a segment holds 70 code units, 160 septets without them"
    )
    assert finding.help.startswith("call the runtime with use_isolating=False")
    assert (finding.start, finding.stop, finding.edits) == (13, 19, ())


def test_isolates_are_counted() -> None:
    text = "Your code is {code}." + "a" * 60
    assert codes(text, {"max_segments": 1}, **ISOLATED) == ["SEG103", "SEG114"]
    assert codes(text, {"max_segments": 1, "isolating": False}, **ISOLATED) == []


def test_the_worst_case_has_isolates_too() -> None:
    values = {"max_segments": 1, "variables": {"code": {"longest": 60, "alphabet": "digits"}}}
    assert codes("Your code is {code}.", values, **ISOLATED) == ["SEG109", "SEG114"]


def test_a_place_that_messages_share_is_reported_once() -> None:
    body = "-brand = Shop’s\na = { -brand }\nb = The { -brand }\nc = New { -brand } here\n"
    findings = check(read("en.ftl", body.encode()), configuration({"isolating": False}), ALL).findings
    assert [(finding.rule, finding.locations[0].line) for finding in findings] == [("SEG107", 1)]
