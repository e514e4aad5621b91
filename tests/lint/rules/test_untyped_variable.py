"""SEG513: where it is silent, then where it finds something."""

from segmenter.catalogs import read
from segmenter.lint.checking import check
from tests.lint.samples import ALL, codes, configuration, only


def test_typed_variables_pass() -> None:
    for tag in ("numeric", "alphanumeric", "url", "urlott", "cbn", "email"):
        assert codes(f"Pay {{#{tag}#}} now", syntax="dlt") == []


def test_each_untyped_one_is_found() -> None:
    octets = b'{"a": "Pay {#var#} to {#var#} now"}'
    findings = check(read("sms.json", octets), configuration({"syntax": "dlt"}), ALL).findings
    assert [(finding.rule, finding.locations[0].column) for finding in findings] == [
        ("SEG513", 12),
        ("SEG513", 23),
    ]
    finding = only("Pay {#var#} now", "SEG513", syntax="dlt")
    assert (finding.start, finding.stop, finding.registered) == (4, 11, True)


def test_other_syntaxes_are_not_asked() -> None:
    assert codes("Pay {#var#} now") == []
