"""Baselines: what is known stays known however its file moves, and a text that changes is new."""

from pathlib import Path

import pytest

from segmenter.catalogs import Entry
from segmenter.channels.findings import Finding
from segmenter.files import MalformedFileError, UnreadableFileError
from segmenter.lint.baseline import Baseline, load, text_hash
from segmenter.lint.checking import check
from tests.lint.samples import ALL, catalog

CODES = frozenset({"SEG107"})


def found(*entries: Entry, path: str) -> tuple[Finding, ...]:
    return check(catalog(*entries, path=path), options=ALL).findings


HASH = text_hash("It’s")
ENTRY = Entry(key="a", text="It’s", line=1)


def test_what_is_found_is_known_and_nothing_is_stale(tmp_path: Path) -> None:
    path = str(tmp_path / "x" / "sms.json")
    findings = found(ENTRY, path=path)
    baseline = Baseline(str(tmp_path / "known.json")).updated(findings, [(path, CODES)])
    baseline.write()
    again = load(baseline.path)
    assert again.known == baseline.known
    assert [one.path for one in again.known] == ["x/sms.json"]
    assert again.of(findings[0]) in again.known
    assert again.stale(findings, [(path, CODES)]) == []


def test_lines_may_move_but_a_text_that_changes_is_new(tmp_path: Path) -> None:
    path = str(tmp_path / "sms.json")
    baseline = Baseline(str(tmp_path / "known.json")).updated(found(ENTRY, path=path), [(path, CODES)])
    moved = found(ENTRY._replace(line=99), path=path)
    assert baseline.of(moved[0]) in baseline.known
    changed = found(ENTRY._replace(text="It’s new"), path=path)
    assert baseline.of(changed[0]) not in baseline.known
    assert len(baseline.stale(changed, [(path, CODES)])) == 1


def test_only_files_and_rules_that_were_asked_are_judged(tmp_path: Path) -> None:
    path = str(tmp_path / "sms.json")
    Path(path).touch()
    baseline = Baseline(str(tmp_path / "known.json")).updated(found(ENTRY, path=path), [(path, CODES)])
    assert baseline.stale((), [(str(tmp_path / "other.json"), CODES)]) == []
    assert baseline.stale((), [(path, frozenset({"SEG103"}))]) == []
    assert baseline.updated((), []).known == baseline.known
    assert baseline.updated((), [(path, CODES)]).known == frozenset()


def test_files_that_are_no_more_go_with_an_update(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.json")
    baseline = Baseline(str(tmp_path / "known.json")).updated(found(ENTRY, path=gone), [(gone, CODES)])
    assert baseline.updated((), []).known == frozenset()


def test_a_key_that_no_file_can_hold_is_escaped(tmp_path: Path) -> None:
    entry = ENTRY._replace(key="a\ud800", text="It’s \ud83d")
    path = str(tmp_path / "sms.json")
    baseline = Baseline(str(tmp_path / "known.json")).updated(found(entry, path=path), [])
    baseline.write()
    assert load(baseline.path).known == baseline.known


def test_the_document_is_sorted_and_a_finding_a_line(tmp_path: Path) -> None:
    entries = [Entry(key=key, text="It’s", line=1, locale="fr") for key in "cab"]
    path = str(tmp_path / "sms.json")
    one = Baseline(str(tmp_path / "k")).updated(found(*entries, path=path), [(path, CODES)])
    other = Baseline(str(tmp_path / "k")).updated(found(*entries[::-1], path=path), [(path, CODES)])
    assert one.document() == other.document()
    assert one.document().splitlines() == [
        '{"version": 1, "findings": [',
        *(
            f'  {{"path": "sms.json", "key": "{key}", "locale": "fr", '
            f'"rule": "SEG107", "text": "{HASH}"}}{end}'
            for key, end in (("a", ","), ("b", ","), ("c", ""))
        ),
        "]}",
    ]
    assert Baseline("k").document() == '{"version": 1, "findings": []}\n'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 2}',
        '{"version": 1}',
        '{"version": 1, "findings": [1]}',
        '{"version": 1, "findings": [{"key": 1}]}',
        "[" * 100_000,
    ],
)
def test_a_broken_baseline_says_what_helps(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MalformedFileError, match=r"not a baseline.*; write it anew with --update-baseline"):
        load(str(path))


def test_a_missing_baseline_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        load(str(tmp_path / "known.json"))
