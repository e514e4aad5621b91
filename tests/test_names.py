"""One name for one thing: no public class has the name of another, anywhere in the package."""

import ast
from collections import defaultdict
from pathlib import Path

import segmenter

PACKAGE = Path(segmenter.__file__).parent

# A provider's own word, quoted as its documents spell it, beside ours or another provider's.
QUOTED = {
    "Channel": "the channel of Dexatel's records, in Dexatel's spelling",
    "Direction": "the direction of Dexatel's records, in Dexatel's spelling",
    "MessageType": "Wavix and Sendblue both call it message_type",
    "Status": "the status of a record, in the words of Dexatel, Wavix and Sendblue",
}


def public_classes() -> dict[str, list[str]]:
    modules: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                modules[node.name].append(str(path.relative_to(PACKAGE)))
    return modules


def test_no_two_public_classes_share_a_name() -> None:
    clashes = {name: paths for name, paths in public_classes().items() if len(paths) > 1}
    assert {name: paths for name, paths in clashes.items() if name not in QUOTED} == {}


def test_a_quoted_word_stands_in_the_room_of_providers() -> None:
    modules = public_classes()
    for name in QUOTED:
        assert sum(path.startswith("providers/") for path in modules[name]) >= 1, name
        assert sum(not path.startswith("providers/") for path in modules[name]) <= 1 + (name == "Direction")
