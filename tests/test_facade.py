"""The facade: every public name, loaded lazily, with nothing of others started."""

import subprocess
import sys

import pytest

import segmenter

OTHERS = ("regex", "rich", "numpy", "pyarrow", "polars", "duckdb", "pyspark", "anyascii", "phonenumbers")


def in_fresh_interpreter(code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def test_every_public_name_is_there() -> None:
    for name in segmenter.__all__:
        assert getattr(segmenter, name).__name__.rpartition(".")[2] == name
    assert set(segmenter.__all__) <= set(dir(segmenter))


def test_an_unknown_name_is_an_attribute_error_that_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'cuont'"):
        _ = segmenter.cuont  # type: ignore[attr-defined]


def test_importing_and_counting_start_no_third_party() -> None:
    code = (
        "import sys, segmenter; segmenter.count('hé€ 😀'); segmenter.segment('x' * 200);"
        f"print([name for name in {OTHERS!r} if name in sys.modules])"
    )
    assert in_fresh_interpreter(code) == "[]"


def test_regex_is_started_for_clusters_alone() -> None:
    code = (
        "import sys, segmenter; policy = segmenter.Policy(boundary=segmenter.Boundary.GRAPHEME_CLUSTER);"
        "segmenter.count('a\\u0301' * 99, policy=policy); print('regex' in sys.modules)"
    )
    assert in_fresh_interpreter(code) == "True"


def test_importing_loads_no_room_but_the_one_that_loads_the_others() -> None:
    code = "import sys, segmenter; print([name for name in sys.modules if name.startswith('segmenter.')])"
    assert in_fresh_interpreter(code) == "['segmenter.loading']"


def test_the_version_is_that_of_the_distribution() -> None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        assert version("sms-segmenter") == segmenter.__version__
    except PackageNotFoundError:  # run from a bare checkout, without an installation
        assert segmenter.__version__


def test_completion_offers_the_public_names_once_each() -> None:
    offered = dir(segmenter)
    assert len(offered) == len(set(offered))
    assert set(offered) == {*segmenter.__all__, "__version__"}
