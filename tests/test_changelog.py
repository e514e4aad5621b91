"""What the changelog says has moved can be imported from where it says."""

import re
from importlib import import_module
from pathlib import Path

import pytest

MOVED = (Path(__file__).parents[1] / "CHANGELOG.md").read_text("utf-8").partition("### Moved")[2]
NAMES = re.findall(r"^\| [^|\n]+ \| `([\w.]+)`", MOVED, re.MULTILINE)


def test_there_is_something_to_test() -> None:
    assert "Finding" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_moved_is_where_the_changelog_says(name: str) -> None:
    path = f"segmenter.{name}"
    try:
        import_module(path)
    except ModuleNotFoundError:
        room, _, attribute = path.rpartition(".")
        assert hasattr(import_module(room), attribute), name
