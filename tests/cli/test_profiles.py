"""``segmenter profiles``: the list, one in full, and how it ends."""

import json
import textwrap
from pathlib import Path

import pytest

from segmenter.cli import messages as message_options
from segmenter.providers import PROFILES, profile
from segmenter.report.display import columns_taken
from tests.cli.runs import run
from tests.cli.test_main import Command

OWN = '[tool.segmenter.profiles.acme]\nextends = "dexatel"\nsummary = "Acme\'s"\nchannels = ["sms"]\n'


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capsys)


def test_all_built_in_profiles_are_listed_with_channels_and_summary(command: Command) -> None:
    code, out, err = command("profiles")
    assert (code, err) == (0, "")
    channels = f"standard: {', '.join(profile('standard').channels)}"
    wrapped = textwrap.fill(channels, 80, subsequent_indent="  ", break_on_hyphens=False)
    assert out.startswith(f"{wrapped}\n")
    names = [line.partition(":")[0] for line in out.splitlines() if not line.startswith(" ")]
    assert names == list(PROFILES)


def test_ones_own_are_listed_last_with_their_file(command: Command, tmp_path: Path) -> None:
    assert "yours" not in command("profiles")[1]
    Path("pyproject.toml").write_text(OWN)
    assert "\nacme: sms\n  Acme's\n  yours, from" in command("profiles")[1]
    listed = command.json("profiles")
    assert listed[0] == {
        "name": "standard",
        "summary": profile("standard").summary,
        "channels": [*profile("standard").channels],
        "file": None,
    }
    assert (listed[-1]["name"], listed[-1]["file"]) == ("acme", str(tmp_path / "pyproject.toml"))
    assert len(listed) == len(PROFILES) + 1


def test_one_is_shown_whole(command: Command) -> None:
    code, out, _ = command("profiles", "show", "twilio")
    assert code == 0
    for said in (
        "twilio\nTwilio Programmable Messaging\n",
        "  follows     its live comparison of 2026-07",
        "  partial     Smart Encoding may change the text first",
        "  encoding    GSM-7, else UCS-2; cut at any code point; reference of 8 bits\n",
        "\nsms\n",
        "  text        at most 1,600 code points\n              [support.twilio.com/",
        "read 2026-11-22]; the unit of the\n",
        "  21617  (SEG102 text)",
    ):
        assert said in out


def test_ones_own_and_files_are_shown_too(command: Command) -> None:
    Path("pyproject.toml").write_text(OWN)
    Path("mine.toml").write_text('prefix = "Hi "\nstrip = true')
    assert "  follows     pyproject.toml, which extends dexatel; " in command("profiles", "show", "acme")[1]
    out = command("profiles", "show", "mine.toml")[1]
    assert "  changes     white space at both ends is removed, 'Hi ' is put before an SMS\n" in out


@pytest.mark.parametrize("name", PROFILES)
def test_json_has_all_values(command: Command, name: str) -> None:
    _, out, _ = command("profiles", "show", name, "--format", "json")
    assert json.loads(out) == json.loads(json.dumps(profile(name).as_dict()))


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("name", PROFILES)
def test_it_fits_the_screen(
    command: Command, monkeypatch: pytest.MonkeyPatch, columns: int, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for arguments in ([], ["show", name]):
        assert max(map(columns_taken, command("profiles", *arguments)[1].splitlines())) <= columns


@pytest.mark.parametrize("words", [["show"], ["dexatel"], ["show", "a", "b"], ["list"]])
def test_other_words_are_a_usage_error_that_shows_how(command: Command, words: list[str]) -> None:
    code, out, err = command("profiles", *words)
    assert (code, out) == (2, "")
    assert ": segmenter profiles show " in err


def test_an_unknown_or_wrong_profile_is_told_in_one_line(command: Command) -> None:
    code, _, err = command("profiles", "show", "dexatl")
    assert (code, err.count("\n")) == (2, 1)
    assert "there is no profile 'dexatl'; the profiles are standard, aws, dexatel" in err
    Path("pyproject.toml").write_text("[tool.segmenter.profiles.acme]\nprefixx = 1")
    for arguments in ([], ["show", "acme"]):
        code, out, err = command("profiles", *arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "pyproject.toml: tool.segmenter.profiles.acme.prefixx is not known" in err


def test_it_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(OWN)
    (tmp_path / "deep").mkdir()
    result = run("profiles", "show", "acme", "--format", "json", cwd=tmp_path / "deep")
    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(result.stdout)["summary"] == "Acme's"
    assert b"\x1b" not in run("profiles").stdout


def test_the_help_of_validate_names_every_channel_of_the_standard() -> None:
    assert message_options.CHANNELS.split(", ") == [*profile("standard").channels]


def test_a_profile_that_is_not_found_says_where_it_was_looked_for(tmp_path: Path) -> None:
    done = run("count", "--profile", "acme", "Hi", cwd=tmp_path)
    words = f"no pyproject.toml in {tmp_path} or a folder above has [tool.segmenter.profiles.acme]"
    assert words in done.stderr.decode()
    (tmp_path / "pyproject.toml").write_text('[tool.segmenter.profiles.other]\nextends = "standard"\n')
    (tmp_path / "within").mkdir()
    done = run("count", "--profile", "acme", "Hi", cwd=tmp_path / "within")
    words = f"{tmp_path / 'pyproject.toml'} has no [tool.segmenter.profiles.acme]"
    assert (done.returncode, words in done.stderr.decode()) == (2, True)
