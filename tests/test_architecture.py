"""The map of rooms in the docs is that of import-linter, which checks it."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "background" / "architecture.md"
ROOM = re.compile(r"^ {2}[ a-z]{11}(\w+) {2,}", re.MULTILINE)


def test_the_map_has_the_rooms_in_the_order_of_imports() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = contracts[0]["layers"]
    assert ROOM.findall(PAGE.read_text("utf-8")) == [room for room in layers if room != "__main__"]
