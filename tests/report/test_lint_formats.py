"""Findings in files for programs: JSON, SARIF by its schema, and what build services read."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.catalogs import Entry
from segmenter.channels.findings import BrokenFile, FileRun, Finding
from segmenter.channels.rules import RULES
from segmenter.lint.checking import check
from segmenter.report.annotations import run_github, run_gitlab, run_junit
from segmenter.report.display import Screen
from segmenter.report.json_format import json_line
from segmenter.report.runs import run_written
from segmenter.report.sarif import help_uri, run_sarif
from tests.lint.samples import ALL, catalog, configuration

SCHEMA = Path(__file__).parents[1] / "lint" / "data" / "sarif-schema-2.1.0.json"
BROKEN = BrokenFile("locales/a,b.po", 7, "locales/a,b.po:7: not a catalog; 100 % of it")


def findings(text: str, path: str = "locales/fr.json", key: str = "a.b") -> tuple[Finding, ...]:
    entry = Entry(key=key, text=text, line=3, source="x")
    return check(catalog(entry, path=path), configuration({"max_segments": 1}), ALL).findings


def run(found: tuple[Finding, ...], broken: tuple[BrokenFile, ...] = (BROKEN,)) -> FileRun:
    paths = dict.fromkeys(one.path for one in found)
    return FileRun(found, broken, (*paths, "clean.po"), 3, lambda finding: finding.severity != "info")


ODD = st.text(st.characters(blacklist_categories=()), max_size=30)


def test_json_is_one_object() -> None:
    document = json.loads(json_line(run(findings("It’s")).as_dict(), ascii_only=True))
    (found,) = document["findings"]
    assert (found["rule"], found["name"], found["line"], found["column"]) == (
        "SEG107",
        "one-character-forces-ucs2",
        3,
        1,
    )
    assert (found["edits"], found["safe"]) == ([{"start": 2, "stop": 3, "replacement": "'"}], True)
    assert document["errors"] == [{"path": BROKEN.path, "line": 7, "message": BROKEN.message}]
    assert document["summary"] == {"findings": 1, "failing": 1, "files": 2, "messages": 3}


def test_json_lines_are_an_object_a_finding_and_one_an_error() -> None:
    lines = [
        json.loads(line) for line in run_written(run(findings("It’s")), "jsonl", Screen(), ascii_only=False)
    ]
    assert [("rule" in line, "error" in line) for line in lines][-2:] == [(True, False), (False, True)]


@given(ODD, ODD, st.booleans())
def test_json_of_any_text_can_be_written_and_read(text: str, key: str, ascii_only: bool) -> None:
    found = findings(text + "’a", key=key)
    for written in (
        json_line(run(found).as_dict(), ascii_only=ascii_only),
        run_gitlab(run(found), ascii_only=ascii_only),
    ):
        json.loads(written.encode().decode())
    entry = json.loads(json_line(run(found).as_dict(), ascii_only=ascii_only))["findings"]
    assert all(one["key"] == key and one["text"] == text + "’a" for one in entry)


def sarif(found: tuple[Finding, ...]) -> Any:
    return json.loads(run_sarif(run(found)))


def test_sarif_keeps_to_the_schema_and_names_rule_place_and_key() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    document = sarif((*findings("It’s"), *findings("Zwa\u200b’", path="/abs/ü b.po")))
    validator = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert [error.message for error in validator.iter_errors(document)] == []
    (log,) = document["runs"]
    result = log["results"][0]
    assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "SEG107"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "locales/fr.json"
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "a.b"}]
    assert log["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "file:///abs/%C3%BC%20b.po"
    )
    assert log["invocations"][0]["executionSuccessful"] is False


@given(ODD, ODD)
def test_sarif_of_any_text_keeps_to_the_schema(text: str, key: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))
    validator.validate(sarif(findings(text + "’a", key=key)))


def test_fingerprints_stay_when_lines_move_and_differ_otherwise() -> None:
    one, other = findings("It’s"), findings("It’s", key="c")
    moved = tuple(each._replace(locations=(each.locations[0]._replace(line=99),)) for each in one)

    def prints(found: tuple[Finding, ...]) -> list[str]:
        return [each["fingerprint"] for each in json.loads(run_gitlab(run(found, ())))]

    assert prints(one) == prints(moved)
    assert len(set(prints((*one, *other, *one)))) == 3


def test_every_rule_of_sarif_says_where_it_is_explained() -> None:
    (log,) = sarif(findings("It’s"))["runs"]
    rules = {rule["id"]: rule for rule in log["tool"]["driver"]["rules"]}
    assert all(re.match(r"https?://|data:", rule["helpUri"]) for rule in rules.values())
    assert "typographic apostrophe" in rules["SEG107"]["help"]["text"]


def test_without_documentation_online_the_address_names_the_command() -> None:
    assert help_uri(RULES["SEG107"], "").endswith("segmenter%20rules%20SEG107")
    assert help_uri(RULES["SEG301"], "https://docs.example.com/").endswith("/lint-rules.html")


def test_numbers_that_change_with_the_configuration_are_not_in_a_fingerprint() -> None:
    entry = Entry("a", "a" * 400, 1)
    runs = [check(catalog(entry), configuration({"max_segments": most}), ALL).findings for most in (1, 2)]
    assert runs[0][0].message != runs[1][0].message
    prints = [sarif(found)["runs"][0]["results"][0]["partialFingerprints"] for found in runs]
    assert prints[0] == prints[1]


def test_gitlab_has_what_its_page_asks_for() -> None:
    first, last = json.loads(run_gitlab(run(findings("It’s"))))
    assert first.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
    assert first["location"] == {"path": "locales/fr.json", "lines": {"begin": 3}}
    assert (first["severity"], last["severity"]) == ("minor", "blocker")


def test_github_escapes_what_would_end_a_command() -> None:
    found = findings("It’s", path="a,b:c%\n.json")[0]._replace(message="100%\r\nsure", help="")
    first, last = run_github(run((found,)))
    assert first == (
        "::warning file=a%2Cb%3Ac%25%0A.json,line=3,endLine=3,col=1,endColumn=1,"
        "title=SEG107 one-character-forces-ucs2::100%25%0D%0Asure\n"
    )
    assert (
        last == "::error file=locales/a%2Cb.po,line=7,title=broken-file::"
        "locales/a,b.po:7: not a catalog; 100 %25 of it\n"
    )


@given(ODD, ODD)
def test_junit_of_any_text_is_xml(text: str, path: str) -> None:
    found = findings(text + "’a", path=path + "x", key=text)
    root = ElementTree.fromstring("".join(run_junit(run(found))).encode())
    assert root.tag == "testsuites"
    assert int(root.get("tests", "")) == len(root.findall("*/testcase"))
    assert int(root.get("failures", "")) == len(root.findall("*/testcase/failure"))
    assert len(root.findall("*/testcase/error")) == 1
