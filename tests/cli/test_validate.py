"""``segmenter validate``: what makes a message, whose rules hold, what is answered, and how it ends."""

import gzip
import json
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Channel, OutboundMessage, Policy, ReferenceWidth, Validation, count, validate
from segmenter.cli import main
from segmenter.cli import validate as command_module
from segmenter.providers import PROFILES, dexatel
from segmenter.report.display import columns_taken
from tests import shared_data
from tests.cli.runs import COMMAND, Terminal, environment, run
from tests.cli.test_main import Command

TEMPLATE = "5f0c1d9e-1111-4222-8333-123456789abc"
MESSAGE = {"data": {"from": "Acme", "to": ["37491000000"], "channel": "SMS", "text": "Hello"}}
CAMPAIGN = {"data": {"from": "Acme", "audience": TEMPLATE, "template": TEMPLATE}}


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capsys)


def found(answer: Any) -> list[tuple[str, str]]:
    return [(finding["rule"], finding["field"]) for finding in answer["findings"]]


# A message of options


def test_a_text_that_fits_is_counted(command: Command) -> None:
    code, out, err = command("validate", "Your code is 8841")
    assert (code, err) == (0, "")
    assert out == (
        "fits: sms, profile standard\n"
        "encoding  GSM-7\n"
        "segments  1\n"
        "units     17 of 160 septets\n"
        "free      143 septets\n"
    )


def test_json_is_one_object_with_the_fields_of_a_validation(command: Command) -> None:
    text = "☃" * 1001
    expected = validate(OutboundMessage(channel=Channel.VIBER, text=text)).as_dict()
    assert command.json("validate", "--channel", "viber", text) == expected
    assert list(expected) == ["fits", "findings", "count", "downgraded"]
    _, lines, _ = command("validate", "--channel", "viber", "--format", "jsonl", text)
    assert [json.loads(line) for line in lines.splitlines()] == [expected]


@pytest.mark.parametrize(
    "where", [["hi"], ["--text", "hi"], ["--file", "hi.txt"], ["--file", "-"], ["-"], []]
)
def test_the_text_comes_from_wherever_it_is(command: Command, where: list[str]) -> None:
    Path("hi.txt").write_text("hi")
    assert command.json("validate", *where, stdin="hi")["count"]["units"] == 2


def test_a_line_break_at_the_end_of_a_stream_is_pointed_out(command: Command) -> None:
    assert "note: the line break at the end" in command("validate", stdin="hi\n")[1]
    assert "note:" not in command("validate", "hi\n")[1]


def test_several_texts_are_a_usage_error(command: Command) -> None:
    for arguments in (["a", "b"], ["a", "--text", "b"], ["--text", "b", "--file", "c"]):
        code, _, err = command("validate", *arguments)
        assert (code, err.splitlines()[0][:32]) == (2, "segmenter validate: give one tex")


@pytest.mark.parametrize("part", ["--image", "--media", "--template"])
def test_standard_input_is_not_read_where_another_part_makes_the_message(command: Command, part: str) -> None:
    answer = command.json("validate", "--channel", "whatsapp", part, "x", stdin="y" * 2000)
    assert answer["fits"]


def test_every_option_reaches_its_field(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[OutboundMessage] = []

    def remember(message: OutboundMessage, **_: object) -> Any:
        seen.append(message)
        return validate(message)

    monkeypatch.setattr("segmenter.providers.validate", remember)
    options = (
        "--from A --to 37491000000 --to 37491000001 --image i --media m --media n --caption c --header h "
    )
    options += "--footer f --subject s --send-style love --template t --variable a=1 --variable b=x=y "
    options += "--button-caption bc --button-url bu --schedule 2030-01-01T10:00 --channel whatsapp text"
    command("validate", *options.split())
    message = seen[0]
    assert message.button
    assert (message.button.caption, message.button.url) == ("bc", "bu")
    assert message == OutboundMessage(
        channel=Channel.WHATSAPP,
        sender="A",
        recipients=("37491000000", "37491000001"),
        text="text",
        image="i",
        button=message.button,
        template="t",
        variables={"a": "1", "b": "x=y"},
        schedule=datetime(2030, 1, 1, 10, 0),
        send_style="love",
        media=("m", "n"),
        header="h",
        footer="f",
        caption="c",
        subject="s",
    )


def test_without_a_channel_it_is_sms_or_what_the_profile_offers_first(command: Command) -> None:
    Path("wa.toml").write_text('channels = ["whatsapp"]')
    assert "fits: sms," in command("validate", "--profile", "sendblue", "--to", "37491000000", "hi")[1]
    assert "fits: whatsapp, profile wa\n" in command("validate", "--profile", "wa.toml", "hi")[1]


def test_all_that_is_a_usage_error_is_one(command: Command) -> None:
    for arguments, said in {
        ("--channel", "fax", "hi"): "unknown channel 'fax'; the channels are sms, mms",
        (
            "--schedule",
            "tomorrow",
            "hi",
        ): "argument --schedule: 'tomorrow' is not a date and time; write",
        ("--now", "x", "hi"): "argument --now: 'x' is not a date and time",
        ("--variable", "Ana", "hi"): "argument --variable: 'Ana' is not NAME=VALUE",
        ("--variable", "a=1", "--variable", "a=2", "hi"): "'a' is given twice",
        ("--campaign", "hi"): "--campaign needs a --body",
        ("--body", "-", "hi"): "--body holds the whole message; leave out TEXT",
        ("--body", "-", "--to", "1"): "leave out --to",
        ("--body", "-", "--button-url", "x"): "leave out --button-url",
        ("--body", "-", "--variable", "x=1"): "leave out --variable",
        ("--body", "-", "--campaign"): "campaign bodies of profile standard are not known",
        ("--body", "-", "--profile", "dexatel", "--graphemes"): "leave out encoding options",
        ("--format", "csv", "hi"): "invalid choice: 'csv'",
        ("--input-encoding", "nope", "hi"): "unknown text encoding 'nope'",
        ("--file", "none.txt"): "none.txt: No such file or directory",
        ("--body", "none.json"): "none.json: No such file or directory",
        ("--profile", "none", "hi"): "there is no profile 'none'; the profiles are standard, aws",
        ("--profile", "none.toml", "hi"): "none.toml: No such file or directory",
    }.items():
        code, out, err = command("validate", *arguments, stdin="{}")
        assert (code, out) == (2, "")
        assert said in err
        assert len(err.splitlines()) <= 2


# Findings


def test_a_place_is_shown_with_what_stands_around_it(command: Command) -> None:
    code, out, _ = command("validate", "--channel", "viber", "So long" * 143)
    assert code == 1
    assert out == (
        "does not fit: viber, profile standard, 1 error\n"
        "\n"
        "error SEG102 text is 1,001 code points, 1 more than viber takes (1,000); shorten\n"
        "  it\n"
        "  text[1000:1001]: …o longSo lon|g|\n"
    )


def test_places_in_other_fields_are_shown_too(command: Command) -> None:
    out = command("validate", "--channel", "whatsapp", "--header", "h" * 61, "hi")[1]
    assert "header[60:61]: …hhhhhhhhhhhh|h|\n" in out
    out = command("validate", "--channel", "viber", "--button-caption", "b" * 31, "hi")[1]
    assert "button.caption[30:31]: …" in out
    options = ["--from", "Acme", "--to", "37491000000", "--template", TEMPLATE]
    out = command("validate", "--profile", "dexatel", *options, "--variable", f"a.b[0]={'v' * 71}")[1]
    assert "variables[a.b[0]][70:71]: …vvvvvvvvvvvv|v|\n" in out


def test_the_providers_code_and_its_words_are_given(command: Command) -> None:
    options = ["--profile", "dexatel", "--to", "37491000000"]
    out = command("validate", *options, "hi")[1]
    assert "error SEG002 sender: a sender is required; add one\n" in out
    assert "  dexatel code 1503: 'data.from' is required\n" in out


def test_of_a_downgrade_both_branches_are_given(command: Command) -> None:
    arguments = ["--profile", "sendblue", "--channel", "imessage", "--to", "+37491000000", "Hé ☃" * 40]
    code, out, _ = command("validate", *arguments)
    assert code == 0
    assert out.startswith("fits: imessage, profile sendblue, 1 note\n\ninfo SEG104 channel: may go as sms")
    assert "\n\nfits if downgraded: sms, profile sendblue\nencoding  UCS-2\nsegments  3, of up to" in out
    answer = command.json("validate", *arguments)
    assert (answer["count"], answer["downgraded"]["count"]["segments"]) == (None, 3)


def test_a_schedule_is_compared_with_the_present_or_with_now(command: Command) -> None:
    def fits(schedule: str, *now: str) -> bool:
        answer: dict[str, bool] = command.json("validate", "--schedule", schedule, *now, "hi")
        return answer["fits"]

    present = datetime.now(UTC)
    assert fits((present + timedelta(hours=1)).isoformat())
    assert fits((present + timedelta(hours=1)).replace(tzinfo=None).isoformat(" "))
    assert not fits((present - timedelta(hours=1)).isoformat())
    assert fits("2001-01-01T00:00", "--now", "2000-01-01")
    assert not fits("2001-01-01T00:00+02:00", "--now", "2001-01-01T00:00")


# Whose rules


def test_encoding_options_change_the_profiles_policy_and_nothing_else(command: Command) -> None:
    text = "ş" * 160
    arguments = ["--profile", "twilio-toll-free", text]
    wide = ReferenceWidth.SIXTEEN_BITS
    assert command.json("validate", *arguments)["count"]["segment_units"] == 66
    answer = command.json("validate", "--language", "tr", *arguments)["count"]
    policy = Policy(locking_shifts=[1], single_shifts=[1], reference_width=wide)
    assert answer["segment_units"] == count(text, policy=policy).segment_units
    assert command.json("validate", "--reference", "8", *arguments)["count"]["segment_units"] == 67
    answer = command.json("validate", "--encoding", "gsm-7", *arguments)
    assert found(answer) == [("SEG101", "text")]
    assert command.json("validate", "--graphemes", *arguments)["count"]["segment_units"] == 66


def test_ones_own_profile_is_taken_from_pyproject_or_a_file(command: Command) -> None:
    Path("pyproject.toml").write_text('[tool.segmenter.profiles.acme]\nprefix = "Acme: "\n')
    Path("mine.toml").write_text('suffix = " Bye"\n')
    assert command.json("validate", "--profile", "acme", "hi")["count"]["units"] == 8
    assert command.json("validate", "--profile", "mine.toml", "hi")["count"]["units"] == 6


def test_a_wrong_profile_is_told_in_one_line(command: Command) -> None:
    Path("mine.toml").write_text("[[limits]]\nchannel = 'fax'\n")
    code, out, err = command("validate", "--profile", "mine.toml", "hi")
    assert (code, out) == (2, "")
    assert err.startswith("segmenter: mine.toml: limits[0].channel is 'fax'; it must be one of sms, mms")
    assert len(err.splitlines()) == 1


def test_a_broken_pyproject_does_not_matter_where_no_profile_is_named(command: Command) -> None:
    Path("pyproject.toml").write_text("[broken")
    assert command("validate", "hi")[0] == 0
    assert command("validate", "--profile", "dexatel", "hi")[0] == 2


# Bodies


def test_a_body_of_ours_is_the_message_of_the_same_fields(command: Command) -> None:
    body = {
        "channel": "WhatsApp",
        "sender": "Acme",
        "recipients": ["37491000000", "x"],
        "text": "☃" * 1025,
        "image": None,
        "button": {"caption": "b" * 26, "url": "u"},
        "variables": ["a"],
        "schedule": "2030-01-01T10:00:00Z",
        "media": [],
        "header": "h" * 61,
    }
    answer = command.json("validate", "--body", "-", stdin=json.dumps(body))
    assert found(answer) == [
        ("SEG102", "text"),
        ("SEG102", "header"),
        ("SEG102", "button.caption"),
        ("SEG302", "recipients[1]"),
    ]
    Path("body.json").write_text(json.dumps(body))
    assert command.json("validate", "--body", "body.json") == answer
    assert "button.caption[25:26]: …" in command("validate", "--body", "body.json")[1]


def test_every_field_of_a_message_may_stand_in_a_body(command: Command) -> None:
    fields = list(OutboundMessage.__dataclass_fields__)
    answer = command.json("validate", "--body", "-", stdin=json.dumps({"x": 1} | dict.fromkeys(fields)))
    assert found(answer)[0] == ("SEG001", "x")
    assert answer["findings"][0]["message"] == f"there is no field 'x'; there are {', '.join(fields)}"
    for field in fields:
        assert f" {field}" in command_module.EPILOG.replace("\n", " ")


def test_an_empty_text_is_not_a_missing_one(command: Command) -> None:
    assert command.json("validate", "--body", "-", stdin='{"text": ""}')["fits"]
    assert found(command.json("validate", "--body", "-", stdin="{}")) == [("SEG202", "text")]


@pytest.mark.parametrize(
    ("body", "rule", "field", "said"),
    [
        ("", "SEG001", "body", "the body cannot be read: not JSON: Expecting value (line 1, column 1); send"),
        ("{", "SEG001", "body", "the body cannot be read: not JSON"),
        ("[" * 100_000, "SEG001", "body", "the body cannot be read: nested too deeply; send an object"),
        ("[]", "SEG001", "body", "the body is an empty list, not an object"),
        ("null", "SEG001", "body", "the body is null, not an object"),
        ("1" * 5000, "SEG001", "body", "is not a number that can be held"),
        (
            '{"txt": "hi", "text": "hi"}',
            "SEG001",
            "txt",
            "there is no field 'txt'; there are channel, sender",
        ),
        ('{"text": 5}', "SEG001", "text", "5 is not text; write it in quotes"),
        (f'{{"text": {"[" * 500}{"]" * 500}}}', "SEG001", "text", "a list is not text"),
        ('{"text": "a", "sender": false}', "SEG001", "sender", "false is not text"),
        (
            '{"text": "a", "recipients": "1"}',
            "SEG001",
            "recipients",
            "is '1', not a list of texts",
        ),
        ('{"text": "a", "recipients": [1]}', "SEG001", "recipients[0]", "1 is not text"),
        ('{"text": "a", "media": [null]}', "SEG001", "media[0]", "null is not text"),
        ('{"text": "a", "button": "b"}', "SEG001", "button", "not an object with caption and url"),
        ('{"text": "a", "button": {"uri": 1}}', "SEG001", "button.uri", "there is no field 'uri'; there are"),
        ('{"text": "a", "button": {"url": 1}}', "SEG001", "button.url", "1 is not text"),
        ('{"text": "a", "variables": "b"}', "SEG001", "variables", "not a list or an object of texts"),
        ('{"text": "a", "variables": {"b": 1}}', "SEG001", "variables[b]", "1 is not text"),
        (
            '{"text": "a", "schedule": "x"}',
            "SEG401",
            "schedule",
            "'x' is not a date and time; write it",
        ),
        ('{"text": "a", "schedule": {}}', "SEG401", "schedule", "object is not"),
        ('{"text": "a", "channel": "fax"}', "SEG201", "channel", "'fax' is not one of sms"),
        ('{"text": "a", "channel": 3}', "SEG201", "channel", "3 is not one of"),
        ('{"text": "a\\ud800b"}', "SEG101", "text", "U+D800 at index 1"),
    ],
)
def test_what_is_wrong_with_a_body_is_a_finding(
    command: Command, body: str, rule: str, field: str, said: str
) -> None:
    answer = command.json("validate", "--body", "-", stdin=body)
    assert (answer["fits"], (rule, field) in found(answer)) == (False, True)
    assert said in next(finding["message"] for finding in answer["findings"] if finding["field"] == field)
    code, out, err = command("validate", "--body", "-", stdin=body)
    assert (code, err) == (1, "")
    assert out.startswith("does not fit: ")


def test_of_a_field_with_a_wrong_form_that_alone_is_said(command: Command) -> None:
    arguments = ["--profile", "sendblue", "--body", "-"]
    answer = command.json("validate", *arguments, stdin='{"channel": "imessage", "text": 5, "recipients": 6}')
    assert found(answer) == [("SEG001", "recipients"), ("SEG001", "text")]
    assert answer["downgraded"] is None


def test_dexatels_profile_takes_dexatels_body(command: Command) -> None:
    arguments = ["--profile", "dexatel", "--body", "-"]
    code, out, _ = command("validate", *arguments, stdin=json.dumps(MESSAGE))
    assert code == 0
    assert out.startswith("fits: message body, profile dexatel\nencoding  GSM-7\n")
    for body in ("nope", "[]", "{}", '{"data": {"channel": "FAX"}}', '{"data": {"text": "\\ud800"}}'):
        answer = command.json("validate", *arguments, stdin=body)
        expected = Validation(dexatel.check_message(body, now=datetime.now(UTC))).as_dict()
        assert answer["findings"] == expected["findings"]
        assert (answer["fits"], command("validate", *arguments, stdin=body)[0]) == (False, 1)


def test_a_place_in_a_providers_body_is_shown(command: Command) -> None:
    body = json.dumps({"data": MESSAGE["data"] | {"text": "a\ud800b", "variables": ["v" * 71]}})
    out = command("validate", "--profile", "dexatel", "--body", "-", stdin=body)[1]
    assert "  text[1:2]: a|\\ud800|b\n  dexatel code 1509: 'data.text' is invalid\n" in out
    assert "  variables[0][70:71]: …vvvvvvvvvvvv|v|\n" in out


def test_a_campaign_is_checked_as_one(command: Command) -> None:
    arguments = ["--profile", "dexatel", "--campaign", "--body", "-"]
    assert command("validate", *arguments, stdin=json.dumps(CAMPAIGN))[:2] == (
        0,
        "fits: campaign body, profile dexatel\n",
    )
    answer = command.json("validate", *arguments, stdin='{"data": {}}')
    expected = Validation(dexatel.check_campaign({"data": {}}, now=datetime.now(UTC))).as_dict()
    assert answer["findings"] == expected["findings"]


def test_only_the_profile_its_check_judges_by_takes_a_providers_body(command: Command) -> None:
    Path("mine.toml").write_text('extends = "dexatel"')
    for name in {*PROFILES, "mine.toml"} - {"dexatel"}:
        answer = command.json("validate", "--profile", name, "--body", "-", stdin=json.dumps(MESSAGE))
        rule = "SEG003" if name in ("wavix", "sendblue") else "SEG001"
        assert found(answer)[0] == (rule, "data")
        assert not answer["fits"]


def test_a_body_with_our_own_fields_is_read_as_such_where_none_of_the_providers_keys_is_in_it(
    command: Command,
) -> None:
    own = json.dumps({"channel": "sms", "text": "Hi", "sender": "Acme", "recipients": ["447700900123"]})
    for name, code in (("wavix", 0), ("sendblue", 0), ("twilio", 0), ("dexatel", 1)):
        assert command("validate", "--profile", name, "--body", "-", stdin=own)[0] == code, name


def test_a_body_in_another_providers_form_is_refused_with_the_reason(command: Command) -> None:
    arguments = ["validate", "--profile", "twilio", "--body", "-"]
    code, out, _ = command(*arguments, stdin='{"To": "+15550100002", "Body": "Hi"}')
    assert code == 1
    assert "note: the form of twilio's own bodies is not known; this one is read with\n" in out
    assert command(*arguments, stdin='{"text": "Hi"}')[1].startswith("fits: sms, profile twilio\nencoding")


# Anything at all

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.sampled_from(["sms", "x"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from([*OutboundMessage.__dataclass_fields__, "caption", "é"]), inner),
    ),
    max_leaves=8,
)
OWN = st.dictionaries(st.sampled_from(list(OutboundMessage.__dataclass_fields__)), JSON)
THEIRS = ["from", "to", "channel", "text", "image", "button", "template", "variables", "schedule", "audience"]
DEXATEL = st.dictionaries(st.just("data"), st.dictionaries(st.sampled_from(THEIRS), JSON))


@given(
    body=st.one_of(OWN, DEXATEL, JSON).map(json.dumps) | st.text(),
    profile=st.sampled_from(["standard", "dexatel", "sendblue"]),
    style=st.sampled_from(["text", "json"]),
)
def test_of_any_body_comes_an_answer(
    tmp_path_factory: pytest.TempPathFactory, body: str, profile: str, style: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "body.json"
    path.write_bytes(body.encode("utf-8", "surrogatepass"))
    assert main(["validate", "--body", str(path), "--profile", profile, "--format", style]) in (0, 1, 2)


# Real texts, sizes and places


def test_real_texts_fit_sms_and_the_screen(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    with gzip.open(shared_data.path("sms_corpus.txt.gz"), "rt", encoding="utf-8", newline="\n") as file:
        texts = file.read().split("\n")[::1000]
    for text in texts:
        arguments = ["--profile", "sendblue", "--channel", "imessage", "--to", "37491000000", "--", text]
        code, out, _ = command("validate", *arguments)
        assert code == 0
        assert "fits if downgraded: sms" in out
        assert all(columns_taken(line) <= 40 for line in out.splitlines())


@pytest.mark.parametrize("columns", [1, 40, 80])
def test_findings_fit_the_screen(command: Command, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    options = [
        "--profile",
        "dexatel",
        "--channel",
        "viber",
        "--from",
        "\x1b[31m" + "x" * 300,
        "--to",
        "é" * 900,
    ]
    code, out, _ = command("validate", *options, "中" * 1001)
    assert code == 1
    assert "\x1b" not in out
    assert all(columns_taken(line) <= max(columns, 14) for line in out.splitlines())


def test_a_text_of_10_megabytes_is_answered(command: Command) -> None:
    Path("big.txt").write_text("Grüße ☃ " * 800_000)
    for options in (["--profile", "twilio"], ["--channel", "viber"], ["--channel", "line"]):
        code, out, _ = command("validate", *options, "--file", "big.txt")
        assert code == 1
        assert len(out) < 2000
        assert re.search(r"text\[\d+:6400000\]: …", out)


def test_of_very_many_findings_alike_a_few_are_written_out(command: Command) -> None:
    body = {"data": MESSAGE["data"] | {"to": ["x"] * 100_001}}
    arguments = ["--profile", "dexatel", "--body", "-"]
    out = command("validate", *arguments, stdin=json.dumps(body))[1]
    assert out.startswith("does not fit: message body, profile dexatel, 100,002 errors\n")
    assert out.count("SEG302 recipients") == 5
    assert out.endswith("  and 99,996 more SEG302 of this field\n")
    answer = command.json("validate", *arguments, stdin=json.dumps(body))
    assert len(answer["findings"]) == 100_002


# In a process of its own


def test_the_exit_code_says_whether_it_fits() -> None:
    for arguments, code in {("hi",): 0, ("--to", "x", "hi"): 1, ("--frobnicate",): 2}.items():
        assert run("validate", *arguments).returncode == code


def test_a_body_comes_through_a_pipe() -> None:
    result = run("validate", "--body", "-", "--format", "json", stdin='{"text": "Grüße", "txt": 1}'.encode())
    answer = json.loads(result.stdout)
    assert (result.returncode, result.stderr) == (1, b"")
    assert (found(answer), answer["count"]["units"]) == ([("SEG001", "txt")], 5)


def test_a_body_in_another_encoding_is_told_or_read(tmp_path: Path) -> None:
    (tmp_path / "body.json").write_bytes('{"text": "é"}'.encode("latin-1"))
    result = run("validate", "--body", "body.json", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.endswith(b"name the encoding with --input-encoding\n")
    result = run("validate", "--body", "body.json", "--input-encoding", "latin-1", cwd=tmp_path)
    assert result.returncode == 0


def test_an_option_that_is_not_utf8_is_a_usage_error() -> None:
    result = run("validate", "--header", b"caf\xe9", "hi")
    assert result.returncode == 2
    assert b"argument --header: octet 0xE9 at offset 3 is not utf-8" in result.stderr


def test_options_are_utf8_in_every_locale() -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    result = run("validate", "--channel", "viber", "--button-caption", "ü" * 30, "Grüße", env=env)
    assert result.returncode == 0


def test_output_in_ascii_shows_any_text() -> None:
    for style in ("text", "json"):
        stdin = '{"channel": "line", "text": "☃☃\\ud800", "é\\ud800": 1}'.encode()
        arguments = ["validate", "--body", "-", "--format", style]
        result = run(*arguments, stdin=stdin, env={"PYTHONIOENCODING": "ascii"})
        assert (result.returncode, result.stderr) == (1, b"")
        assert result.stdout.isascii()


def test_colour_is_for_terminals_alone() -> None:
    terminal = Terminal()
    arguments = ["validate", "--to", "x", "--header", "\x1b]0;title\x07", "hi"]
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=subprocess.DEVNULL, stdout=terminal.theirs, env=environment()
    )
    process.wait()
    shown = terminal.close()
    assert "\x1b[31merror\x1b[0m SEG302 recipients[0]: 'x' is not a valid" in shown
    assert b"\x1b" not in run(*arguments).stdout


def test_nothing_given_at_a_terminal_is_a_usage_error() -> None:
    terminal = Terminal()
    result = subprocess.run(
        [*COMMAND, "validate"], stdin=terminal.theirs, capture_output=True, env=environment(), check=False
    )
    terminal.close()
    assert result.returncode == 2
    assert b"no text: give one as an argument" in result.stderr


def test_help_has_examples_and_fits_80_columns() -> None:
    text = run("validate", "--help", env={"COLUMNS": "80"}).stdout.decode()
    assert "examples:\n  segmenter " in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_line_break_that_ends_a_text_can_be_dropped(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_bytes(b"a" * 160 + b"\n")
    assert b"segments  2" in run("validate", "--file", "text.txt", cwd=tmp_path).stdout
    dropped = run("validate", "--file", "text.txt", "--drop-line-break", cwd=tmp_path)
    assert b"segments  1" in dropped.stdout
    assert b"line break" not in dropped.stdout
