"""A campaign on Spark has the totals, tables, notes and examples of one on this machine alone."""

import os
import random
import signal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from segmenter.bulk.campaigns import ColumnsFile
from segmenter.cli import main
from segmenter.pricing.campaigns.audiences import AudienceFile
from tests.bulk.spark import session
from tests.bulk.test_campaigns import AMBIGUOUS, GOOD, TEMPLATES, WITHOUT_PREFIXES, outcome, write_csv
from tests.bulk.test_spark import once
from tests.property.test_campaigns import CARD

pytestmark = [
    pytest.mark.long,
    pytest.mark.xdist_group("spark"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]


@pytest.fixture
def spark() -> Any:
    return session()


@pytest.fixture
def on_spark() -> Any:
    session()
    from segmenter.bulk import spark_campaigns

    return spark_campaigns


def people(rows: int) -> list[dict[str, Any]]:
    """Return an audience with every trouble, the same each time."""
    draw = random.Random(17)
    heads = ["+4477009", "+4915112", "+3361234", "+1202555", "+1204555", "+739", "77009", "004477009", "+44"]
    names = ["Ann", "Zoë", "Александра", "", "€uro [x]", None, "王小明", "O’Brien" * 20]
    return [
        GOOD
        | {
            "Phone": None if draw.random() < 0.01 else f"{draw.choice(heads)}{draw.randrange(10**5):05}",
            "name": draw.choice(names),
            "city": draw.choice(["Ely", "São Paulo", " "]),
            "country": draw.choice(["", "", "", "GB", "Atlantis"]),
        }
        for _ in range(rows)
    ]


def write_small_groups(path: Path, audience: list[dict[str, Any]]) -> None:
    pyarrow.parquet.write_table(pa.Table.from_pylist(audience), path, row_group_size=100)


@pytest.mark.parametrize(
    "options",
    [
        {"rates": CARD, "recipient_field": "Phone"},
        {"rates": WITHOUT_PREFIXES, "drop_duplicates": True, "country": "GB", "profile": "twilio"},
        {"rates": AMBIGUOUS},
    ],
    ids=["all", "dropping", "ambiguous"],
)
def test_a_campaign_is_the_one_on_this_machine(
    spark: Any, on_spark: Any, options: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "people.parquet"
    write_small_groups(path, people(1500))
    spark.conf.set("spark.sql.files.maxPartitionBytes", "20000")
    try:
        audience = on_spark.SparkAudience.read(spark, ColumnsFile(path))
        there = outcome(audience, TEMPLATES[0], options)
        parts = audience._frame.rdd.getNumPartitions()
    finally:
        spark.conf.unset("spark.sql.files.maxPartitionBytes")
    assert there == outcome(AudienceFile(path), TEMPLATES[0], options)
    assert parts > 1


def test_separated_values_keep_their_lines(spark: Any, on_spark: Any, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    write_csv(path, people(200))
    options = {"rates": CARD}
    audience = on_spark.SparkAudience.read(spark, ColumnsFile(path))
    there = outcome(audience, "Hi {name}", options)
    assert there == outcome(AudienceFile(path), "Hi {name}", options)
    assert "people.csv:" in str(there)


def test_a_killed_worker_changes_nothing(spark: Any, on_spark: Any, tmp_path: Path) -> None:
    audience = people(300)
    frame = spark.createDataFrame(pa.Table.from_pylist(audience)).repartition(3)

    def kill() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    frame = frame.mapInArrow(once(tmp_path / "killed", kill), frame.schema)
    found = on_spark.campaign(frame, TEMPLATES[0], rates=CARD, recipient_field="Phone")
    assert (tmp_path / "killed").exists()
    path = tmp_path / "people.parquet"
    write_small_groups(path, audience)
    from segmenter.pricing.campaigns.campaigns import campaign

    here = campaign(TEMPLATES[0], path, rates=CARD, recipient_field="Phone")
    assert (found.total, found.by_country, found.by_segments) == (
        here.total,
        here.by_country,
        here.by_segments,
    )
    assert (found.rows, found.duplicates, found.invalid) == (300, here.duplicates, here.invalid)
    assert found.costly_placeholders == here.costly_placeholders


def test_an_empty_audience_and_a_missing_column_are_errors(spark: Any, on_spark: Any) -> None:
    from segmenter.pricing.campaigns import CampaignError

    frame = spark.createDataFrame(pa.Table.from_pylist([GOOD]))
    with pytest.raises(CampaignError, match="the audience has no rows"):
        on_spark.campaign(frame.filter("false"), "Hi {name}", rates=CARD)
    with pytest.raises(CampaignError, match="no column for placeholder 'nme'; did you mean 'name'"):
        on_spark.campaign(frame, "Hi {nme}", rates=CARD)
    with pytest.raises(CampaignError, match=r"people.jsonl: Spark does not read this kind of audience"):
        on_spark.SparkAudience.read(spark, ColumnsFile("people.jsonl"))


def test_the_command_reports_the_same_on_spark(
    spark: Any, on_spark: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rates = tmp_path / "people.parquet", tmp_path / "rates.csv"
    write_small_groups(path, people(50))
    rates.write_text("country,prefix,price,currency\nGB,44,0.04,EUR\nDE,49,0.07,EUR\n")
    command = ["campaign", "Hi {name}", "--audience", str(path), "--rates", str(rates)]
    reports = []
    for more in ([], ["--engine", "spark"]):
        code = main([*command, *more])
        reports.append((code, capsys.readouterr().out))
    assert reports[0] == reports[1]
    assert reports[0][0] == 1
    assert main([*command, "--master", "local[2]"]) == 2
    assert "--master is for --engine spark" in capsys.readouterr().err
