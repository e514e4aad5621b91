"""Every format takes any finding: of a message, of a catalog, of a rate card."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from segmenter import Channel, Finding, OutboundMessage, validate
from segmenter.catalogs import read
from segmenter.channels.findings import FileRun
from segmenter.lint.checking import Options
from segmenter.lint.checking import check as check_catalog
from segmenter.pricing.cards.checks import check as check_card
from segmenter.report.display import Screen
from segmenter.report.runs import FORMATS, SERVICE_FORMATS, run_written
from tests.cli.runs import run

SCHEMA = Path(__file__).parents[1] / "lint" / "data" / "sarif-schema-2.1.0.json"
CARD = "country,price,currency\nGB,1,EUR\nUK,1,EUR\nGB,1,EUR\n"


@pytest.fixture
def findings(tmp_path: Path) -> dict[str, tuple[Finding, ...]]:
    card = tmp_path / "rates.csv"
    card.write_text(CARD)
    message = OutboundMessage(channel=Channel.VIBER, text="a" * 1001, image="https://a.example/b.png")
    catalog = read("fr.json", '{"a": "It’s"}'.encode())
    return {
        "message": validate(message).findings,
        "catalog": check_catalog(catalog, options=Options(everything=True)).findings,
        "rate card": check_card(card).findings,
    }


def written(style: str, findings: tuple[Finding, ...]) -> str:
    files = tuple(dict.fromkeys(finding.path or "message" for finding in findings))
    report = FileRun(findings, (), files, 1, lambda finding: finding.severity == "error")
    return "".join(run_written(report, style, Screen(), ascii_only=False))


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("kind", ["message", "catalog", "rate card"])
def test_every_format_says_the_rule_and_the_message_of_any_finding(
    findings: dict[str, tuple[Finding, ...]], kind: str, style: str
) -> None:
    text = " ".join(written(style, findings[kind]).split())
    assert findings[kind]
    for finding in findings[kind]:
        assert finding.rule in text
        assert finding.message.split()[-1] in text


def test_sarif_of_any_finding_keeps_to_the_schema(findings: dict[str, tuple[Finding, ...]]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))
    every = tuple(finding for found in findings.values() for finding in found)
    document = json.loads(written("sarif", every))
    assert [error.message for error in validator.iter_errors(document)] == []
    rules = document["runs"][0]["tool"]["driver"]["rules"]
    results = document["runs"][0]["results"]
    assert [rules[result["ruleIndex"]]["id"] for result in results] == [finding.rule for finding in every]
    overlap = next(result for result in results if result["ruleId"] == "SEG803")
    assert [place["physicalLocation"]["region"] for place in overlap["locations"]] == [
        {"startLine": 2},
        {"startLine": 4},
    ]
    assert results[0]["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "button"}]}]


def test_fingerprints_tell_all_findings_of_a_run_apart(findings: dict[str, tuple[Finding, ...]]) -> None:
    every = tuple(finding for found in findings.values() for finding in found)
    prints = [issue["fingerprint"] for issue in json.loads(written("gitlab", every))]
    assert len(set(prints)) == len(every)


def test_a_finding_in_no_file_has_no_place_in_a_workflow_command(
    findings: dict[str, tuple[Finding, ...]],
) -> None:
    assert written("github", findings["message"]).startswith("::error title=SEG")


def junit(output: bytes) -> dict[str, Any]:
    return dict(ElementTree.fromstring(output).attrib)


@pytest.mark.parametrize("style", SERVICE_FORMATS)
def test_rates_check_and_validate_are_read_by_build_services(tmp_path: Path, style: str) -> None:
    (tmp_path / "rates.csv").write_text(CARD)
    (tmp_path / "body.json").write_text('{"channel": "viber", "text": ""}')
    for arguments, path in (
        (("rates", "check", "rates.csv"), "rates.csv"),
        (("validate", "--body", "body.json"), "body.json"),
    ):
        done = run(*arguments, "--format", style, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (1, b"")
        assert path in done.stdout.decode()
        if style == "junit":
            assert int(junit(done.stdout)["failures"]) >= 1


def test_a_message_that_fits_is_a_case_that_passes() -> None:
    done = run("validate", "Hi", "--format", "junit")
    assert done.returncode == 0
    assert junit(done.stdout) == {"name": "segmenter", "tests": "1", "failures": "0", "errors": "0"}


def test_a_card_that_cannot_be_read_is_an_error_of_the_run(tmp_path: Path) -> None:
    done = run("rates", "check", "none.csv", "--format", "junit", cwd=tmp_path)
    assert done.returncode == 2
    assert junit(done.stdout)["errors"] == "1"
