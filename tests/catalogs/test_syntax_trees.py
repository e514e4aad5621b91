"""Parsed source code: places behind characters of more than one octet, comments, and a missing package."""

import sys

import pytest

from segmenter.catalogs import place, read
from segmenter.errors import MissingExtraError


@pytest.mark.parametrize("length", [1, 100, 1023, 1024, 3000])
def test_a_place_is_in_code_points_however_much_is_before_it(length: int) -> None:
    text = f"export default {{ a: '{'é😀’' * length}', b: 'x’' }}"
    catalog = read("en.ts", text.encode())
    assert place(catalog, catalog.entries[1], 1) == (1, text.index("x’") + 2)


def test_comments_are_those_above_and_at_the_end_of_the_line() -> None:
    text = (
        "export default {\n/* one\n two */\n// three\na: 'x', // four\n\n// far\n\nb: 'y',\nc: 'z' // five\n}"
    )
    catalog = read("en.ts", text.encode())
    assert [entry.comments for entry in catalog.entries] == [("one\n two", "three", "four"), (), ("five",)]


@pytest.mark.parametrize(("path", "package"), [("a.php", "php"), ("a.ts", "typescript"), ("a.toml", "toml")])
def test_a_missing_package_is_reported_with_its_extra(
    path: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = {"a.php": "php", "a.ts": "javascript", "a.toml": "toml"}[path]
    monkeypatch.setitem(sys.modules, f"tree_sitter_{package}", None)
    monkeypatch.delitem(sys.modules, f"segmenter.catalogs.formats.{module}", raising=False)
    with pytest.raises(
        MissingExtraError, match=rf"tree-sitter-{package}: pip install 'sms-segmenter\[code\]'"
    ):
        read(path, b"")
