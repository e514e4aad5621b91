"""What steers terminals and build services is escaped, and nothing else changes."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.files.json_text import json_text
from segmenter.files.steering import STEERING, Guard, uncommanding
from segmenter.report.diffs import unified_diff
from segmenter.report.markup import markup

STEERS = re.compile(f"[{STEERING}]")
COMMANDS = re.compile(r"^\s*::|##\[|##vso\[|##teamcity\[", re.MULTILINE)
pieces = st.lists(
    st.sampled_from(
        ["::", ":", " ", "\t", "\n", "\r", "#", "##[", "##vso[", "##teamcity[", "\x1b[31m", "a", "é"]
    )
    | st.characters(max_codepoint=0x2FFF)
).map("".join)


@pytest.mark.parametrize("text", ["", "plain", "a::b", "é\n\tß", "# [x]", "#[x]", "C:: x", "12:30:: x"])
def test_what_steers_nothing_stays(text: str) -> None:
    assert Guard()(text) == uncommanding(text) == text


@given(st.lists(pieces))
def test_no_piece_that_is_guarded_steers(texts: list[str]) -> None:
    guard = Guard()
    written = "".join(guard(f"{text}.") for text in texts)
    assert not STEERS.search(written)
    assert not COMMANDS.search(written)


def test_a_line_of_several_pieces_begins_with_the_first() -> None:
    guard = Guard()
    assert [guard("a "), guard("::b\n"), guard(" "), guard("::c")] == ["a ", "::b\n", " ", "\\x3a:c"]


def test_colours_pass_only_where_they_are_ours() -> None:
    painted = "\x1b[1;31mred\x1b[0m\x1b]0;title\x07"
    assert Guard(colours=True)(painted) == "\x1b[1;31mred\x1b[0m\\x1b]0;title\\x07"
    assert Guard()(painted) == "\\x1b[1;31mred\\x1b[0m\\x1b]0;title\\x07"


def test_a_colour_before_a_command_does_not_hide_it() -> None:
    assert Guard(colours=True)("\x1b[1m::error::x\x1b[0m") == "\x1b[1m\\x3a:error::x\x1b[0m"


def test_commands_pass_where_the_format_is_made_of_them() -> None:
    assert Guard(commands=True)("::error::x\x9b\n") == "::error::x\\x9b\n"


@given(pieces)
def test_json_steers_nothing_and_reads_back(text: str) -> None:
    for indent in (None, 2):
        written = json_text({text: [text]}, indent=indent)
        assert json.loads(written) == {text: [text]}
        assert not STEERS.search(written)
        assert not COMMANDS.search(written)


@given(pieces)
def test_markup_steers_nothing(text: str) -> None:
    assert not STEERS.search(markup(text).replace("\r", ""))
    assert not COMMANDS.search(markup(text).replace("\r", "\n"))


def test_a_diff_names_a_file_on_one_line_as_git_does() -> None:
    first, second, *_ = unified_diff('a"\n::error::\x1b’', "x\n", "y\n")
    assert first == '--- "a/a\\"\\n::error::\\033\\342\\200\\231"\n'
    assert second == '+++ "b/a\\"\\n::error::\\033\\342\\200\\231"\n'
