"""``segmenter check`` in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runs import run

BAD = '{"ready": "It’s ready", "ui": "Press"}'
GOOD = '{"ready": "It is ready"}'
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def check(folder: Path, *arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    return run("check", *arguments, cwd=folder, **more)  # type: ignore[arg-type]


def test_a_clean_file_is_clean(tmp_path: Path) -> None:
    put(tmp_path / "en.json", GOOD)
    done = check(tmp_path, "--all", "en.json")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == "no findings in 1 file, 1 message\n"


def test_a_finding_fails_with_place_text_caret_and_help(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", BAD)
    done = check(tmp_path, "--all", "fr.json")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "fr.json:1:14: warning SEG107 ’ U+2019 RIGHT SINGLE QUOTATION MARK alone forces",
        "  UCS-2: a segment holds 70 code units, 160 septets without it; it costs nothing",
        "  now",
        "  in ready, fr",
        "  | It’s ready",
        "  |   ^",
        "  help: type '",
        "",
    ]
    assert done.stderr.decode() == (
        "1 finding in 1 of 1 file, 2 messages; 1 fails; 1 of 1 can be fixed with --fix\n"
    )


@pytest.mark.parametrize("style", ["concise", "json", "jsonl", "sarif", "github", "gitlab", "junit"])
def test_every_format_names_the_rule_and_keeps_the_exit_code(tmp_path: Path, style: str) -> None:
    put(tmp_path / "fr.json", BAD)
    done = check(tmp_path, "--all", "--format", style, "fr.json")
    assert done.returncode == 1
    assert b"SEG107" in done.stdout
    if style in ("json", "sarif", "gitlab"):
        json.loads(done.stdout)


def test_nothing_selected_is_no_success_and_says_how_to_select(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", BAD)
    done = check(tmp_path, "fr.json")
    assert (done.returncode, done.stdout) == (2, b"")
    said = done.stderr.decode()
    assert said.startswith(
        "segmenter: no message in 2 entries of 1 file, so nothing was checked; to select messages:"
    )
    for hint in ("--all", "[[tool.segmenter.messages]]", "segmenter: sms", "segmenter: file sms"):
        assert hint in said


HOOKS = pytest.mark.parametrize(("options", "environment"), [(["--hook"], {}), ([], {"PRE_COMMIT": "1"})])


@HOOKS
def test_a_hook_that_checks_nothing_fails_until_something_is_selected(
    tmp_path: Path, options: list[str], environment: dict[str, str]
) -> None:
    put(tmp_path / "fr.json", BAD)
    done = check(tmp_path, *options, "fr.json", env=environment)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "segmenter: no configuration has a table of messages, and no tracked file marks a message",
        "segmenter: the hook fails until every table of [[tool.segmenter.messages]] matches something;",
        "  correct the globs, or set nothing_to_check = true in [tool.segmenter]",
    ]
    put(tmp_path / "segmenter.toml", '[[messages]]\nfiles = ["sms/**"]\n')
    done = check(tmp_path, *options, "fr.json", env=environment)
    assert done.returncode == 2
    assert b"messages[0] (files = ['sms/**']) matches no tracked file" in done.stderr
    put(tmp_path / "segmenter.toml", '[[messages]]\nkeys = ["sms.*"]\n')
    done = check(tmp_path, *options, "fr.json", env=environment)
    assert done.returncode == 2
    assert (
        b"messages[0] (keys = ['sms.*']) matches no text in the tracked files, where keys are ready, ui\n"
        in done.stderr
    )
    put(tmp_path / "segmenter.toml", "nothing_to_check = true\n")
    assert check(tmp_path, *options, "fr.json", env=environment).returncode == 0


@HOOKS
def test_a_commit_that_touches_no_message_passes_quietly(
    tmp_path: Path, options: list[str], environment: dict[str, str]
) -> None:
    put(tmp_path / "sms" / "fr.json", GOOD)
    put(tmp_path / "other.json", BAD)
    put(tmp_path / "segmenter.toml", 'exclude = ["sms"]\n[[messages]]\nfiles = ["sms/**"]\n')
    done = check(tmp_path, *options, "--force-exclude", "other.json", "sms/fr.json", env=environment)
    assert done.returncode == 0
    assert done.stderr.decode() == "no findings in 0 files, 0 messages\n"


def test_one_table_of_several_that_matches_nothing_is_reported(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", GOOD)
    tables = (
        '[[messages]]\nkeys = ["ready"]\n[[messages]]\nkeys = ["nothing"]\n[[messages]]\nlocales = ["fr"]\n'
    )
    put(tmp_path / "segmenter.toml", tables)
    done = check(tmp_path, "fr.json")
    words = "messages[1] (keys = ['nothing']) matches no text in the tracked files, where keys are ready"
    assert (done.returncode, f"segmenter: note: {words}" in done.stderr.decode()) == (0, True)
    done = check(tmp_path, "--hook", "fr.json")
    assert (done.returncode, f"segmenter: {words}" in done.stderr.decode()) == (2, True)


def test_files_that_git_does_not_track_are_not_counted(tmp_path: Path) -> None:
    put(tmp_path / "sms" / "fr.json", GOOD)
    put(tmp_path / "segmenter.toml", '[[messages]]\nfiles = ["sms/**"]\n')
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert check(tmp_path, "--hook", "segmenter.toml").returncode == 2
    subprocess.run(["git", "add", "sms"], cwd=tmp_path, check=True)
    assert check(tmp_path, "--hook", "segmenter.toml").returncode == 0


def test_the_configuration_selects_and_sets(tmp_path: Path) -> None:
    put(tmp_path / "locales" / "fr.json", BAD)
    put(
        tmp_path / "pyproject.toml",
        '[tool.segmenter]\nignore = ["SEG107"]\n[[tool.segmenter.messages]]\nkeys = ["ready"]\n',
    )
    done = check(tmp_path, "locales")
    assert (done.returncode, done.stderr.decode()) == (0, "no findings in 1 file, 1 message\n")
    put(tmp_path / "locales" / "segmenter.toml", '[[messages]]\nfiles = ["*.json"]\n')
    assert check(tmp_path, "locales").returncode == 1
    assert check(tmp_path, "--config", "pyproject.toml", "locales").returncode == 0


def test_a_slip_in_the_configuration_is_told_with_file_and_key(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", BAD)
    put(tmp_path / "segmenter.toml", "max_segment = 1\n")
    done = check(tmp_path, "fr.json")
    assert done.returncode == 2
    assert b"segmenter.toml: max_segment is not known" in done.stderr
    assert b"did you mean max_segments?" in done.stderr


def test_folders_are_walked_for_known_formats_and_exclude_is_kept(tmp_path: Path) -> None:
    for name in ("b/fr.json", "a/fr.json", "node_modules/fr.json", ".git/fr.json", "old/fr.json", "a/x.py"):
        put(tmp_path / name, BAD)
    put(tmp_path / "segmenter.toml", 'exclude = ["old"]\n[[messages]]\nkeys = ["*"]\n')
    done = check(tmp_path, "--format", "concise", ".")
    paths = [line.split(":")[0] for line in done.stdout.decode().splitlines()]
    assert paths == ["a/fr.json", "b/fr.json"]
    assert check(tmp_path, "old/fr.json").returncode == 1, "a file that is named is checked"
    assert check(tmp_path, "--force-exclude", "old/fr.json", "--hook").returncode == 0


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    put(tmp_path / "a" / "fr.json", BAD)
    done = check(tmp_path, "--all", "--format", "concise", "a", "./a/fr.json", "a/fr.json")
    assert len(done.stdout.splitlines()) == 1


def test_of_a_folder_a_file_that_cannot_matter_is_not_read(tmp_path: Path) -> None:
    put(tmp_path / "tsconfig.json", "{ // not JSON\n}")
    put(tmp_path / "fr.po", 'msgid ""\nmsgstr ""\n\n#, sms\nmsgid "a"\nmsgstr "It is"\n')
    assert check(tmp_path, ".").returncode == 0
    assert check(tmp_path, "tsconfig.json", "fr.po").returncode == 2
    assert check(tmp_path, ".", "tsconfig.json").returncode == 2


NO_CATALOGS = {
    "AndroidManifest.xml": '<manifest><string name="sms"/></manifest>',
    "pom.xml": "<project><!-- sms --><build><resources/></build></project>",
    "logo.svg.xml": '<!DOCTYPE svg [<!ENTITY sms "x">]>\n<svg/>',
    "tsconfig.json": '{ // "sms"\n}',
    "log.json": '{"sms": 1}\n{"sms": 2}\n',
    "ragged.csv": "sms,en\na\n",
    "README.md": "sms: {% raw %} opens, and {% if %} too",
}


@pytest.mark.parametrize("how", [["."], ["--all", "."], ["--hook", *NO_CATALOGS, "fr.po"]])
def test_files_that_are_no_catalogs_do_not_fail_walks_and_hooks(tmp_path: Path, how: list[str]) -> None:
    for name, text in NO_CATALOGS.items():
        put(tmp_path / name, text)
    put(tmp_path / "fr.po", 'msgid "a"\nmsgstr ""\n\n#, sms\nmsgid "b"\nmsgstr "It is"\n')
    done = check(tmp_path, *how)
    first, second = done.stderr.decode().splitlines()
    assert (done.returncode, second) == (0, "no findings in 1 file, 1 message")
    assert first.startswith("segmenter: note: 4 files are not catalogs and were skipped: ")
    assert first.endswith("; and 1 more")
    assert "log.json:2: not JSON: more follows the value; ragged.csv:2: 1 cells under 2 columns" in first
    assert "xml" not in first


def test_a_file_that_the_configuration_names_is_broken_and_not_left_out(tmp_path: Path) -> None:
    put(tmp_path / "segmenter.toml", '[[messages]]\nfiles = ["sms/**"]\n')
    put(tmp_path / "sms" / "fr.json", "{,}")
    put(tmp_path / "sms" / "pom.xml", NO_CATALOGS["pom.xml"])
    done = check(tmp_path, ".")
    assert (done.returncode, b"pom" in done.stderr) == (2, False)
    assert b"fr.json:1:2: not JSON" in done.stderr
    assert check(tmp_path, "--hook", "sms/pom.xml").returncode == 0
    assert check(tmp_path, "sms/pom.xml").returncode == 2, "a person has named it"


@pytest.mark.parametrize("how", [["."], ["--list", "."], ["--hook", "values/strings.xml", "fr.po"]])
def test_a_broken_string_of_android_is_an_error_in_walks_and_hooks(tmp_path: Path, how: list[str]) -> None:
    """It was skipped as if it were not a catalog, so that nothing in the file was ever checked."""
    text = "<resources><!-- sms --><string name='a'>It's</string></resources>"
    put(tmp_path / "values" / "strings.xml", text)
    put(tmp_path / "fr.po", '#, sms\nmsgid "b"\nmsgstr "It is"\n')
    done = check(tmp_path, *how)
    assert done.returncode == 2
    assert b"strings.xml:1:41: a: an apostrophe outside double quotes is not escaped" in done.stderr


def test_the_inventory_too_says_which_files_were_skipped(tmp_path: Path) -> None:
    put(tmp_path / "log.json", '{,} "sms"')
    put(tmp_path / "fr.po", '#, sms\nmsgid "b"\nmsgstr "It is"\n')
    done = check(tmp_path, "--list", ".")
    assert done.returncode == 0
    assert b"1 file is not a catalog and was skipped" in done.stderr


def test_a_broken_file_of_a_format_of_its_own_is_an_error_in_walks_and_hooks(tmp_path: Path) -> None:
    put(tmp_path / "sms" / "fr.arb", '{"sms": ')
    for arguments in (["sms"], ["--hook", "sms/fr.arb"]):
        done = check(tmp_path, *arguments)
        assert (done.returncode, b"note: 1 file" in done.stderr) == (2, False)


def test_advice_names_only_options_that_check_has(tmp_path: Path) -> None:
    put(tmp_path / "a.xml", "<x/>")
    put(tmp_path / "a.bin", "x")
    assert b"name the format" not in check(tmp_path, "--all", "a.xml", "a.bin").stderr


def test_all_is_not_advised_where_it_was_given(tmp_path: Path) -> None:
    put(tmp_path / "a.json", "{}")
    done = check(tmp_path, "--all", "a.json")
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "segmenter: no message in 0 entries of 1 file, so nothing was checked: no entry has a text to send\n"
    )


def test_a_broken_file_is_told_to_programs_without_its_path_and_line(tmp_path: Path) -> None:
    put(tmp_path / "a.json", '{"a"\n')
    done = check(tmp_path, "--all", "--format", "json", "a.json", "none.po")
    assert json.loads(done.stdout)["errors"] == [
        {"path": "a.json", "line": 2, "message": "not JSON: a colon is expected; correct it there"},
        {"path": "none.po", "line": 1, "message": "No such file or directory"},
    ]
    told = done.stderr.decode()
    assert "segmenter: a.json:2:1: not JSON: a colon is expected; correct it there\n" in told


def test_a_link_to_a_file_that_is_named_too_is_checked_once(tmp_path: Path) -> None:
    real = put(tmp_path / "a" / "fr.json", BAD)
    (tmp_path / "link.json").symlink_to(real)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    for names in (["a/fr.json", "link.json"], ["link.json", "b/fr.json", str(real)], ["a", "link.json"]):
        done = check(tmp_path, "--all", "--format", "concise", *names)
        assert len(done.stdout.splitlines()) == 1, names


def test_a_key_of_several_lines_is_told_in_one(tmp_path: Path) -> None:
    put(tmp_path / "fr.po", HEAD + 'msgid "a\\nb"\nmsgstr "C’est"\n')
    check(tmp_path, "--all", "--baseline", "known.json", "--update-baseline", "fr.po")
    put(tmp_path / "fr.po", HEAD + 'msgid "a\\nb"\nmsgstr "C\'est"\n')
    done = check(tmp_path, "--all", "--baseline", "known.json", "fr.po")
    assert "recorded but gone: SEG107 in fr.po a\\nb; --update-baseline" in done.stderr.decode()


def test_the_note_on_values_says_once_where_they_stand(tmp_path: Path) -> None:
    for name in ("a.po", "b.po"):
        text = '\nmsgid "x"\nmsgstr "y"\n\n#, python-format, max-segments:1\nmsgid "%s x"\nmsgstr "%s y"\n'
        put(tmp_path / name, HEAD + text)
    told = check(tmp_path, "a.po", "b.po").stderr.decode()
    assert told.count("nothing is known of values") == 1
    assert "values such as 1 (a.po:10), so they are counted" in told


def test_a_baseline_that_is_not_there_is_told_with_how_to_make_it(tmp_path: Path) -> None:
    put(tmp_path / "a.json", GOOD)
    put(tmp_path / "segmenter.toml", 'baseline = "known.json"\n[[messages]]\nkeys = ["*"]\n')
    done = check(tmp_path, "a.json")
    assert done.returncode == 2
    told = "segmenter: known.json: No such file or directory; create it with --update-baseline\n"
    assert done.stderr.decode() == told


def test_a_broken_file_and_a_missing_one_do_not_stop_the_others(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", BAD)
    put(tmp_path / "bad.json", '{"a": ')
    done = check(tmp_path, "--all", "--format", "concise", "none.po", "bad.json", "fr.json")
    assert done.returncode == 2
    assert b"fr.json:1:14: warning SEG107" in done.stdout
    assert b"segmenter: none.po: No such file or directory\n" in done.stderr
    assert b"segmenter: bad.json:1:7: " in done.stderr
    assert (
        b"1 finding in 1 of 1 file, 2 messages; 1 fails; 1 of 1 can be fixed with --fix; "
        b"2 files could not be checked" in done.stderr
    )


def test_a_file_of_no_known_format_is_an_error(tmp_path: Path) -> None:
    put(tmp_path / "a.bin", "x")
    done = check(tmp_path, "--all", "a.bin")
    assert done.returncode == 2
    assert b"a.bin" in done.stderr


def test_select_ignore_and_per_file_ignores(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", BAD)
    assert check(tmp_path, "--all", "--select", "SEG103,SEG5", "fr.json").returncode == 0
    assert check(tmp_path, "--all", "--ignore", "one-character-forces-ucs2", "fr.json").returncode == 0
    assert check(tmp_path, "--all", "--per-file-ignores", "*.json:SEG107", "fr.json").returncode == 0
    assert check(tmp_path, "--all", "--per-file-ignores", "*.po:SEG107", "fr.json").returncode == 1
    done = check(tmp_path, "--all", "--select", "SEG170", "fr.json")
    assert done.returncode == 2
    assert b"there is no rule 'SEG170'; `segmenter rules` lists them; did you mean SEG107?" in done.stderr


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--max-segments", "1"], 1),
        (["--max-segments", "2"], 0),
        (["--encoding", "gsm-7"], 0),
        (["--channel", "viber"], 0),
        (["--profile", "gov-uk-notify"], 0),
    ],
)
def test_budgets_encoding_and_channel_by_option(tmp_path: Path, options: list[str], code: int) -> None:
    put(tmp_path / "a.json", json.dumps({"a": "b" * 161}))
    assert check(tmp_path, "--all", *options, "a.json").returncode == code


def test_exit_zero_and_fail_level(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", BAD)
    put(tmp_path / "ru.json", json.dumps({"a": "Заказ\u200b готов"}))
    assert check(tmp_path, "--all", "--exit-zero", "fr.json").returncode == 0
    assert check(tmp_path, "--all", "ru.json").returncode == 1
    assert check(tmp_path, "--all", "--fail-level", "error", "ru.json").returncode == 0


def test_standard_input_is_checked_as_the_file_it_is_said_to_be(tmp_path: Path) -> None:
    put(tmp_path / "segmenter.toml", '[[messages]]\nfiles = ["sms/*.json"]\n')
    done = check(tmp_path, "--stdin-filename", "sms/fr.json", "--format", "concise", stdin=BAD.encode())
    assert done.returncode == 1
    assert done.stdout.startswith(b"sms/fr.json:1:14: warning SEG107")
    assert check(tmp_path, "--stdin-filename", "fr.json", stdin=BAD.encode()).returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--stdin-filename", "a.po", "b.po"],
        ["--update-baseline", "a.json"],
        ["--hook", "--baseline", "b", "--update-baseline", "a.json"],
        ["--max-segments", "0", "a.json"],
        ["--per-file-ignores", "SEG107", "a.json"],
        ["--channel", "fax", "a.json"],
        ["--config", "none.toml", "a.json"],
        ["--profile", "acne", "a.json"],
        ["--baseline", "none.json", "a.json"],
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str]) -> None:
    put(tmp_path / "a.json", GOOD)
    done = check(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"segmenter")


def test_a_baseline_lets_be_what_is_known_and_tells_what_is_gone(tmp_path: Path) -> None:
    file = put(tmp_path / "sms" / "fr.json", BAD)
    wrote = check(tmp_path, "--all", "--baseline", "known.json", "--update-baseline", "sms")
    assert wrote.returncode == 0
    assert b"known.json: 1 recorded (1 new, 0 gone)" in wrote.stderr
    before = (tmp_path / "known.json").read_bytes()
    assert check(tmp_path, "--all", "--baseline", "known.json", "sms").returncode == 0
    put(file, '{\n\n"ready": "It’s ready"}')
    assert check(tmp_path, "--all", "--baseline", "known.json", "sms").returncode == 0, "lines may move"
    put(file, '{"ready": "It’s late"}')
    done = check(tmp_path, "--all", "--baseline", "known.json", "sms")
    assert done.returncode == 1
    assert b"known.json: 1 recorded but gone: SEG107 in sms/fr.json ready; --update-baseline" in done.stderr
    one = check(
        tmp_path, "--all", "--baseline", "known.json", "--stdin-filename", "sms/fr.json", stdin=GOOD.encode()
    )
    assert b"gone" not in one.stderr, "standard input may be half a file"
    assert (tmp_path / "known.json").read_bytes() == before


def test_the_baseline_may_be_configured(tmp_path: Path) -> None:
    put(tmp_path / "sms" / "fr.json", BAD)
    put(tmp_path / "segmenter.toml", 'baseline = "known.json"\n[[messages]]\nkeys = ["*"]\n')
    assert check(tmp_path, "sms").returncode == 2, "it is not there yet"
    assert check(tmp_path / "sms", "--update-baseline", ".").returncode == 0
    assert b'"path": "sms/fr.json"' in (tmp_path / "known.json").read_bytes()
    assert check(tmp_path, "sms/fr.json").returncode == 0


def test_parallel_batches_find_together_what_one_run_finds(tmp_path: Path) -> None:
    names = [f"{name}.json" for name in "abcd"]
    for name in names:
        put(tmp_path / name, BAD)
    whole = check(tmp_path, "--all", "--format", "concise", *names).stdout
    batches = [
        check(tmp_path, "--all", "--format", "concise", *some).stdout for some in (names[:1], names[1:])
    ]
    assert b"".join(batches) == whole


def test_a_terminal_gets_colour_and_a_pipe_none(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", BAD)
    assert b"\x1b" not in check(tmp_path, "--all", "fr.json").stdout
    assert b"\x1b[33mwarning SEG107" in check(tmp_path, "--all", "fr.json", env={"FORCE_COLOR": "1"}).stdout


def test_a_translation_is_compared_with_the_file_in_the_source_language(tmp_path: Path) -> None:
    put(tmp_path / "locales/en.json", '{"a": "Code {{code}}", "b": "Hi {{ name }}"}')
    put(tmp_path / "locales/fr.json", '{"a": "Votre code", "b": "Salut {{nom}}"}')
    done = run("check", "--all", "--format", "concise", "locales/fr.json", cwd=tmp_path)
    lines = done.stdout.decode().splitlines()
    assert [line.split(" ")[2] for line in lines] == ["SEG505", "SEG505", "SEG505"]
    assert all(line.startswith("locales/fr.json:") for line in lines)
    done = run("check", "--all", "--format", "concise", "locales/en.json", cwd=tmp_path)
    assert done.returncode == 0
    put(tmp_path / "segmenter.toml", 'source_language = "de"\n')
    assert run("check", "--all", "locales/fr.json", cwd=tmp_path).returncode == 0
    put(tmp_path / "segmenter.toml", '[sources]\n"locales/fr.json" = "locales/en.json"\n')
    assert run("check", "--all", "locales/fr.json", cwd=tmp_path).returncode == 1


def test_a_project_may_pass_every_text_through_message_format(tmp_path: Path) -> None:
    put(tmp_path / "a.properties", "a=L''heure\n")
    put(tmp_path / "segmenter.toml", 'message_format = ["*.properties"]\n')
    done = check(tmp_path, "--all", "--format", "json", "a.properties")
    assert done.returncode == 0


def test_a_project_may_collapse_white_space_in_xliff(tmp_path: Path) -> None:
    unit = "<trans-unit id='a'><source>A</source><target>\n  Un\n  deux\n</target></trans-unit>"
    body = f"<xliff version='1.2'><file target-language='fr'><body>{unit}</body></file></xliff>"
    put(tmp_path / "fr.xlf", body)
    arguments = ("--all", "--list", "fr.xlf")
    assert b"13 septets" in check(tmp_path, *arguments).stdout
    put(tmp_path / "segmenter.toml", 'collapse_whitespace = ["*.xlf"]\n')
    assert b"7 septets" in check(tmp_path, *arguments).stdout


def test_values_that_the_program_computes_are_noted_where_there_are_messages(tmp_path: Path) -> None:
    put(tmp_path / "lang/fr/sms.php", "<?php\nreturn [\n'a' => 'x',\n'b' => f(),\n'c' => A . 'b',\n];\n")
    done = check(tmp_path, "--all", "lang")
    assert done.returncode == 0
    note = b"note: 2 values are computed by the program and not read: lang/fr/sms.php:4; lang/fr/sms.php:5\n"
    assert note in done.stderr
    put(tmp_path / "segmenter.toml", "nothing_to_check = true\n")
    assert b"computed" not in check(tmp_path, "lang").stderr


def test_code_that_may_hold_messages_needs_its_package_only_where_it_is_meant(tmp_path: Path) -> None:
    put(tmp_path / "src/sms.ts", "export default { sms: 'Hi' };\n")
    put(tmp_path / "tree_sitter/__init__.py", "raise ModuleNotFoundError('no', name='tree_sitter')\n")
    put(tmp_path / "segmenter.toml", "[[messages]]\nkeys = ['x']\n")
    environment = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    done = run("check", "src", cwd=tmp_path, env=environment)
    assert done.returncode == 2  # nothing was checked, and why is said
    needs = b"reading javascript needs tree-sitter-typescript: pip install 'sms-segmenter[code]'"
    assert b"note: src/sms.ts may hold messages, but " + needs in done.stderr
    put(tmp_path / "segmenter.toml", "[[messages]]\nfiles = ['*.ts']\n")
    done = run("check", "src", cwd=tmp_path, env=environment)
    assert (done.returncode, needs in done.stderr) == (2, True)


def test_the_inventory_lists_every_message_with_what_selected_it(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", BAD)
    put(tmp_path / "segmenter.toml", '[[messages]]\nkeys = ["x"]\n[[messages]]\nkeys = ["ready"]\n')
    done = check(tmp_path, "--list")
    assert done.returncode == 0
    assert done.stdout.decode() == "fr.json:1: ready fr: UCS-2, 1 segment, 10 code units (messages[1])\n"
    rows = check(tmp_path, "--list", "--format", "csv", "fr.json").stdout.decode().splitlines()
    assert rows[0] == "path,line,key,locale,variant,context,encoding,segments,units,selected_by"
    assert rows[1] == "fr.json,1,ready,fr,,,UCS-2,1,10,messages[1]"
    [message] = json.loads(check(tmp_path, "--list", "--format", "json", "fr.json").stdout)
    assert (message["key"], message["segments"]) == ("ready", 1)
    assert check(tmp_path, "--format", "csv", "fr.json").returncode == 2


def test_statistics_count_findings_by_rule_and_keep_the_exit_code(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", BAD)
    done = check(tmp_path, "--all", "--statistics", "fr.json")
    assert (done.returncode, done.stdout) == (1, b"1  SEG107  one-character-forces-ucs2  1 fixable\n")
    rows = check(tmp_path, "--all", "--statistics", "--format", "csv", "fr.json").stdout.decode()
    assert rows.splitlines() == [
        "rule,name,findings,failing,fixable",
        "SEG107,one-character-forces-ucs2,1,1,1",
    ]
    [row] = json.loads(check(tmp_path, "--all", "--statistics", "--format", "json", "fr.json").stdout)
    assert (row["rule"], row["fixable"]) == ("SEG107", 1)
    done = check(tmp_path, "--all", "--statistics", "--list", "fr.json")
    assert done.stdout.decode().splitlines() == [
        "1  fr  GSM-7  1 segment, the longest 1",
        "1  fr  UCS-2  1 segment, the longest 1",
    ]
    assert check(tmp_path, "--all", "--statistics", "--format", "sarif", "fr.json").returncode == 2
    assert check(tmp_path, "--all", "--statistics", "--diff", "fr.json").returncode == 2


def test_a_file_named_by_its_full_path_is_relative_to_its_repository_too(tmp_path: Path) -> None:
    (tmp_path / "shop" / ".git").mkdir(parents=True)
    path = put(tmp_path / "shop" / "app" / "fr.json", BAD)
    for folder, name in (
        (tmp_path, "shop/app/fr.json"),
        (tmp_path / "shop", str(path)),
        (tmp_path, str(path)),
    ):
        done = check(folder, "--all", "--format", "github", name)
        assert b"file=app/fr.json," in done.stdout, (folder, name)


def test_paths_for_services_begin_at_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    put(tmp_path / "app" / "fr.json", BAD)
    done = check(tmp_path / "app", "--all", "--format", "github", "fr.json")
    assert b"file=app/fr.json," in done.stdout
    outputs = ["--output-file", "sarif:a.sarif", "--output-file", "gitlab:b.json"]
    done = check(tmp_path / "app", "--all", *outputs, "fr.json")
    assert done.stdout.startswith(b"fr.json:1:14: ")
    [result] = json.loads((tmp_path / "app" / "a.sarif").read_text())["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "app/fr.json"
    assert json.loads((tmp_path / "app" / "b.json").read_text())[0]["location"]["path"] == "app/fr.json"


def test_without_a_path_the_folder_is_checked(tmp_path: Path) -> None:
    put(tmp_path / "fr.json", BAD)
    put(tmp_path / "segmenter.toml", '[[messages]]\nkeys = ["ready"]\n')
    assert check(tmp_path).returncode == 1


@pytest.mark.parametrize("named", ["../known.json", "link.json", "{outside}/known.json"])
def test_a_strangers_configuration_cannot_write_a_baseline_outside_its_repository(
    tmp_path: Path, named: str
) -> None:
    repository, outside = tmp_path / "repository", tmp_path / "outside"
    outside.mkdir()
    put(repository / "sms" / "fr.json", BAD)
    (repository / "link.json").symlink_to(outside / "known.json")
    named = named.format(outside=outside)
    put(repository / "segmenter.toml", f'baseline = "{named}"\n[[messages]]\nfiles = ["sms/*"]\n')
    done = check(repository, "--update-baseline", "sms")
    assert done.returncode == 2
    assert b"segmenter.toml: baseline leads to" in done.stderr
    assert not (outside / "known.json").exists()
    assert not (tmp_path / "known.json").exists()
    assert check(repository, "--update-baseline", "--baseline", "known.json", "sms").returncode in (0, 1)
    assert (repository / "known.json").exists()


def test_a_configuration_below_its_repository_may_name_a_baseline_above(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    put(tmp_path / "app" / "sms" / "fr.json", BAD)
    put(tmp_path / "app" / "segmenter.toml", 'baseline = "../known.json"\n[[messages]]\nfiles = ["sms/*"]\n')
    assert check(tmp_path / "app", "--update-baseline", "sms").returncode == 0
    assert (tmp_path / "known.json").exists()


def test_runs_at_once_lose_no_entries_of_a_baseline(tmp_path: Path) -> None:
    names = [f"{number}.json" for number in range(4)]
    for name in names:
        put(tmp_path / name, BAD)
    arguments = ["-m", "segmenter", "check", "--all", "--baseline", "known.json", "--update-baseline"]
    runs = [subprocess.Popen([sys.executable, *arguments, name], cwd=tmp_path) for name in names]
    assert [process.wait(120) for process in runs] == [0, 0, 0, 0]
    known = json.loads((tmp_path / "known.json").read_text("utf-8"))["findings"]
    assert {finding["path"] for finding in known} == set(names)


def test_what_fix_could_not_fix_is_not_promised_again(tmp_path: Path) -> None:
    """It said "1 of 1 can be fixed with --fix" although --fix had just failed to."""
    put(tmp_path / "app_fr.arb", '{"@@locale": "fr", "a": "L’{n} x"}')
    done = check(tmp_path, "--all", "--fix", "app_fr.arb")
    note, summary = done.stderr.decode().splitlines()
    assert "change it by hand" in note
    assert summary == "1 finding in 1 of 1 file, 1 message; 1 fails; none can be fixed with --fix"
