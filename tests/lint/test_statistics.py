"""Statistics: rows for each rule that found something, and for each locale."""

from segmenter.catalogs import Entry
from segmenter.channels.findings import FileRun
from segmenter.lint.checking import check
from segmenter.lint.configuration import Configuration
from segmenter.lint.inventory import listed
from segmenter.lint.statistics import of_findings, of_messages
from tests.lint.samples import ALL, catalog


def test_rules_are_counted_most_findings_first() -> None:
    texts = ("It’s", "It’s", "ą", "Zwa\u200b’ł")
    book = catalog(*(Entry(str(at), text, 1) for at, text in enumerate(texts)))
    findings = check(book, options=ALL).findings
    run = FileRun(findings, (), ("sms.json",), 4, lambda finding: finding.severity == "error")
    rows = of_findings(run).rows
    assert [(row.rule, row.findings, row.fixable) for row in rows] == [  # type: ignore[union-attr]
        ("SEG107", 2, 2),
        ("SEG110", 1, 1),
    ]


def test_without_findings_there_are_no_rows() -> None:
    assert of_findings(FileRun((), (), (), 0, bool)).rows == ()


def test_messages_are_counted_by_locale_and_encoding() -> None:
    entries = (Entry("a", "x", 1, "fr"), Entry("b", "ą" * 71, 1, "fr"), Entry("c", "y" * 161, 1, "fr"))
    rows = of_messages(listed(catalog(*entries), Configuration(), ALL)).rows
    assert [tuple(row) for row in rows] == [("fr", "GSM-7", 2, 3, 2), ("fr", "UCS-2", 1, 2, 2)]
