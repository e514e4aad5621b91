"""One spelling rule: every choice that people write is accepted in any case and with any separator."""

import ast
import inspect
import itertools
import subprocess
import sys
from dataclasses import fields
from enum import Enum
from pathlib import Path

import pytest

from segmenter import (
    Boundary,
    Channel,
    Encoding,
    NationalLanguage,
    OutboundMessage,
    Policy,
    SubstitutionLevel,
    SubstitutionMode,
    substitute,
    validate,
)
from segmenter.core.policy import LANGUAGE_CODES, ReferenceWidth
from segmenter.providers.dexatel import check_message
from segmenter.spelling import Spelled, spelled
from tests.cli.runs import run


def kinds() -> list[type[Spelled]]:
    import segmenter.advice.ends
    import segmenter.channels.rcs
    import segmenter.pricing.cards.rates
    import segmenter.templates.variables
    import segmenter.wire.short_messages  # noqa: F401

    return Spelled.__subclasses__()


@pytest.mark.parametrize("kind", kinds())
def test_values_and_names_are_accepted_in_any_spelling(kind: type[Enum]) -> None:
    for member in kind:
        for words, mark in itertools.product((str(member.value), member.name), "-_ "):
            other = words.replace("-", mark).replace("_", mark).replace(" ", mark)
            assert kind(other) is kind(other.upper()) is kind(other.lower()) is member


@pytest.mark.parametrize("kind", kinds())
def test_no_two_members_are_spelled_alike(kind: type[Enum]) -> None:
    spellings = [{spelled(member.value), spelled(member.name)} for member in kind]
    assert len(set().union(*spellings)) == sum(map(len, spellings))


@pytest.mark.parametrize("kind", kinds())
def test_an_error_lists_the_members(kind: type[Enum]) -> None:
    with pytest.raises(ValueError, match="'fax' is not a") as caught:
        kind("fax")
    assert all(str(member.value) in str(caught.value) for member in kind)


def test_a_policy_takes_words() -> None:
    assert Policy(
        encodings=["gsm 7", "UCS_2"],
        locking_shifts=["tr", "Portuguese"],
        boundary="grapheme-cluster",
        reference_width=16,
    ) == Policy(
        locking_shifts={NationalLanguage.TURKISH, NationalLanguage.PORTUGUESE},
        boundary=Boundary.GRAPHEME_CLUSTER,
        reference_width=ReferenceWidth.SIXTEEN_BITS,
    )
    assert Policy(single_shifts=LANGUAGE_CODES.values()).single_shifts == set(NationalLanguage)


def test_what_a_message_accepts_is_typed_for_every_field() -> None:
    source = ast.parse(inspect.getsource(OutboundMessage)).body[0]
    assert isinstance(source, ast.ClassDef)
    (written,) = (
        node for node in ast.walk(source) if isinstance(node, ast.FunctionDef) and node.name == "__init__"
    )
    assert [argument.arg for argument in written.args.kwonlyargs] == [
        field.name for field in fields(OutboundMessage)
    ]


def test_messages_and_substitution_take_words() -> None:
    assert OutboundMessage(channel="WhatsApp", text="hi").channel is Channel.WHATSAPP
    by_words = substitute("été ł", level="Letters", mode="ALWAYS")
    assert by_words == substitute("été ł", level=SubstitutionLevel.LETTERS, mode=SubstitutionMode.ALWAYS)


@pytest.mark.parametrize("spelling", ["gsm-7", "GSM-7", "gsm_7", "Gsm 7", "gsm7"])
def test_options_take_any_spelling(spelling: str) -> None:
    result = run("count", "--encoding", spelling, "--format", "JSON", "hi")
    assert (result.returncode, result.stdout[:22]) == (0, b'{"encoding": "GSM-7", ')
    assert run("validate", "--channel", "SMS", "--encoding", spelling, "hi").returncode == 0
    assert run("fix", "--level", "TYPOGRAPHIC", "--mode", "when_cheaper", "hi").returncode == 0


def test_tables_take_any_spelling(tmp_path: Path) -> None:
    lines = [
        'extends = "Standard"',
        'channels = ["SMS"]',
        "[policy]",
        'encodings = ["gsm 7"]',
        'boundary = "Grapheme_Cluster"',
        "reference_width = 16",
        'locking_shifts = ["TR"]',
        "[[limits]]",
        'channel = "Sms"',
        'field = "text"',
        "number = 5",
        'measure = "code points"',
        'severity = "ERROR"',
    ]
    (tmp_path / "acme.toml").write_text("\n".join(lines))
    result = run("validate", "--profile", "acme.toml", "hello!", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (1, b"")
    assert b"SEG102" in result.stdout


def test_a_providers_body_is_compared_exactly() -> None:
    body: dict[str, dict[str, object]] = {
        "data": {"channel": "sms", "text": "hi", "from": "Acme", "to": ["37491000000"]}
    }
    assert any(finding.field == "channel" for finding in check_message(body))
    assert not any(
        finding.field == "channel" for finding in check_message({"data": body["data"] | {"channel": "SMS"}})
    )


@pytest.mark.long
def test_type_checkers_accept_what_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "calls.py").write_text(
        "from segmenter import OutboundMessage, Policy, substitute, validate\n"
        'message = OutboundMessage(channel="sms", text="hi")\n'
        "reveal_type(message.channel)\n"
        'Policy(encodings=["gsm-7"], locking_shifts=["tr"], boundary="code point", reference_width=16)\n'
        'substitute("hi", level="letters", mode="always")\n'
        'validate(message, profile="standard")\n'
    )
    root = Path(__file__).resolve().parents[1]
    # Our configuration, since stubs of third parties are not what is checked here.
    options = ["--strict", f"--config-file={root}/pyproject.toml", f"--cache-dir={tmp_path}/cache"]
    command = [sys.executable, "-m", "mypy", *options, "calls.py"]
    env = {"MYPYPATH": str(root), "PATH": ""}
    result = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert 'Revealed type is "segmenter.channels.messages.Channel"' in result.stdout


def test_a_profile_of_pyproject_is_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.segmenter.profiles.acme]\nmax_segments = 1\n")
    monkeypatch.chdir(tmp_path)
    message = OutboundMessage(channel="sms", text="x" * 161)
    assert validate(message).fits
    assert not validate(message, profile="acme").fits


def test_an_unknown_profile_has_a_suggestion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LookupError, match=r"there is no profile 'dexatl'; .*; did you mean 'dexatel'"):
        validate(OutboundMessage(channel="sms", text="hi"), profile="dexatl")
    assert Encoding("UCS2") is Encoding.UCS2


def test_what_is_not_among_numbered_choices_is_told_their_names() -> None:
    with pytest.raises(ValueError, match=r"'letter' is not a SubstitutionLevel; .*3 \(letters\)"):
        substitute("x", level="letter")
    with pytest.raises(ValueError, match="'utf-8' is not an Encoding; it is one of GSM-7"):
        Encoding("utf-8")


def test_a_misspelt_choice_names_the_one_that_was_probably_meant() -> None:
    with pytest.raises(ValueError, match=r"cell-broadcast; did you mean whatsapp\?$"):
        Channel("what_sap")
    with pytest.raises(ValueError, match=r"; did you mean 1 \(turkish\)\?$"):
        NationalLanguage("turkisch")  # type: ignore[arg-type]  # an IntEnum, read by name too
    with pytest.raises(ValueError, match=r"cell-broadcast$"):
        Channel("fax")
