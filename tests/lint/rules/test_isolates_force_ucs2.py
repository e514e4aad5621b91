"""SEG114: where it is silent, then where it finds something."""

from typing import Any

from segmenter.catalogs import Conventions, read
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
    [of_fluent] = check(read("en.ftl", b"a = Your code is { $code }.\n"), options=ALL).findings
    assert of_fluent.help.startswith("call the runtime with use_isolating=False")
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


def test_isolates_of_message_format_2_have_the_cure_of_its_runtime() -> None:
    octets = b'{"a": "Your code is {$code}.", "b": "{$n :number} left"}'
    catalog = read("en.json", octets, conventions=Conventions(message_format_2=True))
    [finding] = check(catalog, options=ALL).findings
    assert (finding.rule, str(finding.locations[0])) == ("SEG114", "en.json:1:21")
    assert finding.help.startswith("call messageformat with bidiIsolation: 'none'")
    assert not check(catalog, configuration({"isolating": False}), ALL).findings
    arabic = read("ar.json", octets, conventions=Conventions(message_format_2=True))
    assert [found.entry.key for found in check(arabic, options=ALL).findings] == ["a", "b"]
