"""The files of folders."""

from pathlib import Path

import pytest

from segmenter.files import UnreadableFileError
from segmenter.lint.discovery import files_in


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def found(folder: Path, excluded: tuple[str, ...] = ()) -> list[str]:
    paths = files_in(str(folder), lambda path: Path(path).name in excluded)
    return [Path(path).relative_to(folder).as_posix() for path in paths]


def test_known_formats_in_the_order_of_names(tmp_path: Path) -> None:
    put(tmp_path, "b.po", "a/z.json", "a/b/c.ftl", "a/code.py", "c.strings", "README")
    assert found(tmp_path) == ["a/b/c.ftl", "a/z.json", "b.po", "c.strings"]


def test_what_is_hidden_installed_or_excluded_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, ".git/a.po", ".a.po", "node_modules/a.po", "__pycache__/a.po", "old/a.po", "x.po", "y.po")
    assert found(tmp_path, ("old", "y.po")) == ["x.po"]


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a/x.po")
    (tmp_path / "a" / "b").symlink_to(tmp_path / "a")
    assert found(tmp_path) == ["a/x.po"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        list(files_in(str(tmp_path / "none"), lambda _: False))
