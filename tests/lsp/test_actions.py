"""What an editor can be asked to do: each edit does what its title says, in every format, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.errors import SegmenterError
from segmenter.lsp.actions import FIX_ALL, differences, edit_of, proposed
from segmenter.lsp.documents import Document
from segmenter.lsp.lines import Lines, Position
from segmenter.lsp.pages import RulePages
from segmenter.lsp.project import Project
from tests.catalogs.test_commenting import FILES

START, END = Position(0, 0), Position(999, 0)


def opened(path: Path, text: str) -> tuple[Document, Project]:
    document = Document(path.as_uri(), str(path), 1, Lines(text, "utf-16"))
    return document, Project(everything=True)


def applied(document: Document, edits: list[dict[str, dict[str, dict[str, int]]]]) -> str:
    """Apply edits as a client does: all places are of the text before."""
    text = document.lines.text
    for edit in reversed(edits):
        low, high = (document.lines.offset(Position(**edit["range"][end])) for end in ("start", "end"))
        text = text[:low] + str(edit["newText"]) + text[high:]
    return text


def titles(document: Document, project: Project, *only: str) -> list[str]:
    return [found.title for found in proposed(document.analysis(project), document, START, END, only)]


@pytest.mark.parametrize("name", FILES)
def test_a_fix_changes_its_characters_and_leaves_no_such_finding(tmp_path: Path, name: str) -> None:
    document, project = opened(tmp_path / name, FILES[name])
    found = proposed(document.analysis(project), document, START, END, ["quickfix"])
    fixes = [proposal for proposal in found if proposal.title == "Type ' for ’"]
    assert fixes
    assert all(proposal.preferred for proposal in fixes)
    fixed = applied(document, edit_of(fixes[0].name, document, project))
    assert len(fixed.replace("’", "")) >= len(FILES[name].replace("’", ""))
    again, project = opened(tmp_path / name, fixed)
    assert len(again.analysis(project).findings) < len(document.analysis(project).findings)


@pytest.mark.parametrize("name", FILES)
def test_fix_all_leaves_what_check_fix_leaves(tmp_path: Path, name: str) -> None:
    document, project = opened(tmp_path / name, FILES[name])
    (everything,) = proposed(document.analysis(project), document, START, END, ["source.fixAll"])
    assert everything.kind == FIX_ALL
    again, project = opened(tmp_path / name, applied(document, edit_of(everything.name, document, project)))
    assert not [finding for finding in again.analysis(project).findings if finding.safe]


def test_a_text_that_is_registered_elsewhere_gets_no_edits(tmp_path: Path) -> None:
    (tmp_path / "segmenter.toml").write_text("registered = true\n", "utf-8")
    document, project = opened(tmp_path / "a.json", '{"a": "It’s"}')
    assert titles(document, project) == ["Ignore SEG107 here"]


def test_a_fix_that_changes_what_a_text_says_says_so(tmp_path: Path) -> None:
    document, project = opened(tmp_path / "a.json", '{"a": "věc"}')
    (fix, *_) = proposed(document.analysis(project), document, START, END, ["quickfix"])
    assert (fix.title, fix.preferred) == ("Type e for ě (changes what it says)", False)
    assert not titles(document, project, "source")


def test_nothing_is_changed_in_a_file_that_is_encoded_twice(tmp_path: Path) -> None:
    document, project = opened(tmp_path / "a.json", '{"a": "It’s", "b": "CafÃ©"}')
    found = proposed(document.analysis(project), document, START, END, ())
    names = [proposal.name for proposal in found if not proposal.name.startswith("ignore")]
    assert names
    for name in names:
        with pytest.raises(SegmenterError, match="encoded twice"):
            edit_of(name, document, project)


def test_kinds_that_are_asked_for_alone_are_answered_with_those_below_them(tmp_path: Path) -> None:
    late = "It’s on its way to you and will be there on Monday or on Tuesday, I hope so"
    document, project = opened(tmp_path / "a.json", f'{{"a": "{late}"}}')
    where = Position(0, 10)

    def kinds(*only: str) -> set[str]:
        return {found.kind for found in proposed(document.analysis(project), document, where, where, only)}

    assert kinds() == {"quickfix", "refactor.rewrite", FIX_ALL}
    assert kinds("refactor") == {"refactor.rewrite"}
    assert kinds("source.fixAll", "quickfix") == {"quickfix", FIX_ALL}
    assert kinds("source.organizeImports", "quick") == set()


@given(*[st.text(st.sampled_from("ab’\n\r "), max_size=30)] * 2)
def test_differences_make_one_text_of_the_other(old: str, new: str) -> None:
    text = old
    for start, stop, replacement in reversed([*differences(old, new)]):
        text = text[:start] + replacement + text[stop:]
    assert text == new


def test_a_rule_links_to_its_place_on_a_site_that_is_named() -> None:
    site = "https://example.com/reference/lint-rules.html"
    assert RulePages(site).of("SEG107") == f"{site}#seg107-one-character-forces-ucs2"
