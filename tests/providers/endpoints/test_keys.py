"""Keys: where they come from, and that nothing shows them."""

import copy
import os
import pickle
import traceback
from pathlib import Path

import pytest

from segmenter.files import UnreadableFileError
from segmenter.providers.endpoints import ApiKeyError, ApiKeys, Secret, api, keys_of

KEY = "k3y-0123456789abcdef"
WAVIX = api("wavix").credentials
SENDBLUE = api("sendblue").credentials


def private(path: Path, text: str, mode: int = 0o600) -> str:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return str(path)


def shown(error: BaseException) -> str:
    """Return all that a tool could print of an error: its traceback with every variable but our own."""
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename == __file__:
        frames = frames.tb_next
    assert frames is not None
    assert error.__context__ is None or error.__suppress_context__
    whole = traceback.TracebackException(type(error), error, frames, capture_locals=True)
    return "".join(whole.format()) + repr(error) + repr(vars(error))


def test_a_key_is_read_from_the_environment() -> None:
    keys = keys_of(WAVIX, environment={"WAVIX_API_KEY": KEY})
    assert keys.headers() == [("Authorization", f"Bearer {KEY}")]


def test_the_environment_of_the_process_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAVIX_API_KEY", KEY)
    assert keys_of(WAVIX).headers() == [("Authorization", f"Bearer {KEY}")]


def test_a_file_wins_over_the_environment(tmp_path: Path) -> None:
    text = f"# mine\n\nSENDBLUE_API_API_KEY={KEY}\nexport SENDBLUE_API_API_SECRET='s3cret-0123456789'\n"
    keys = keys_of(
        SENDBLUE, path=private(tmp_path / "keys", text), environment={"SENDBLUE_API_API_KEY": "other"}
    )
    assert keys.headers() == [("sb-api-key-id", KEY), ("sb-api-secret-key", "s3cret-0123456789")]


def test_what_a_file_lacks_is_read_from_the_environment(tmp_path: Path) -> None:
    path = private(tmp_path / "keys", f"SENDBLUE_API_API_KEY={KEY}")
    keys = keys_of(SENDBLUE, path=path, environment={"SENDBLUE_API_API_SECRET": "s"})
    assert keys.headers()[1] == ("sb-api-secret-key", "s")
    with pytest.raises(ApiKeyError, match="SENDBLUE_API_API_SECRET is not in it"):
        keys_of(SENDBLUE, path=path, environment={})


def test_a_person_is_asked_for_what_is_nowhere_else() -> None:
    asked: list[str] = []

    def ask(name: str) -> str:
        asked.append(name)
        return f" {KEY} "

    keys = keys_of(SENDBLUE, environment={"SENDBLUE_API_API_KEY": "known"}, ask=ask)
    assert asked == ["SENDBLUE_API_API_SECRET"]
    assert keys.headers()[1] == ("sb-api-secret-key", KEY)


def test_keys_may_be_given_by_the_name_of_the_credential_or_the_variable() -> None:
    by_name = ApiKeys(SENDBLUE, {"key": KEY, "secret": Secret("s")})
    by_variable = ApiKeys(SENDBLUE, {"SENDBLUE_API_API_KEY": KEY, "SENDBLUE_API_API_SECRET": "s"})
    assert by_name.headers() == by_variable.headers()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o666, 0o601])
def test_a_file_that_others_may_use_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(ApiKeyError, match=f"its mode is {mode:03o}; run chmod 600") as caught:
        keys_of(WAVIX, path=private(tmp_path / "keys", f"WAVIX_API_KEY={KEY}", mode))
    assert KEY not in shown(caught.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file away")
def test_a_file_of_another_user_is_refused(tmp_path: Path) -> None:
    path = private(tmp_path / "keys", f"WAVIX_API_KEY={KEY}")
    os.chown(path, 65534, -1)
    with pytest.raises(ApiKeyError, match="belongs to another user"):
        keys_of(WAVIX, path=path)


def test_a_file_that_is_not_there_or_not_a_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        keys_of(WAVIX, path=str(tmp_path / "none"))
    with pytest.raises((ApiKeyError, UnreadableFileError)):
        keys_of(WAVIX, path=str(tmp_path))
    os.mkfifo(tmp_path / "pipe", 0o600)
    with pytest.raises(ApiKeyError, match="not a regular file"):
        keys_of(WAVIX, path=str(tmp_path / "pipe"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (KEY, "keys:1: not a line NAME=KEY"),
        (f"A=b\n{KEY}=", "keys:2: not a line NAME=KEY"),
        (f"WAVIX_API_KEY={KEY} {KEY}", "keys:1: WAVIX_API_KEY holds a space"),
        (f"WAVIX_API_KEY={KEY}é", "holds a space, a line end or another character"),
        ("WAVIX_API_KEY=", "keys:1: WAVIX_API_KEY is empty"),
        ("A" * 70_000, "larger than a file of keys can be"),
        (f"OTHER={KEY}", "WAVIX_API_KEY is not in it"),
        ("a2V5LTAxMjM0NTY3ODlhYmNkZWY=", "WAVIX_API_KEY is not in it"),
    ],
)
def test_a_wrong_file_is_an_error_that_shows_no_key(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ApiKeyError) as caught:
        keys_of(WAVIX, path=private(tmp_path / "keys", text), environment={})
    assert words in str(caught.value)
    assert KEY not in shown(caught.value)
    assert "a2V5" not in shown(caught.value)


def test_a_file_that_is_not_text_is_an_error_that_shows_no_key(tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes(b"WAVIX_API_KEY=" + KEY.encode() + b"\xff")
    (tmp_path / "keys").chmod(0o600)
    with pytest.raises(ApiKeyError, match="not UTF-8") as caught:
        keys_of(WAVIX, path=str(tmp_path / "keys"))
    assert KEY not in shown(caught.value)


@pytest.mark.parametrize("key", [f"{KEY}\n", f"{KEY}\r\nX: y", f" {KEY}", f"{KEY}\x7f", "ключ"])
def test_a_key_that_a_header_cannot_carry_is_refused_unseen(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAVIX_API_KEY", key)
    with pytest.raises(ApiKeyError, match="WAVIX_API_KEY holds") as caught:
        keys_of(WAVIX)
    assert KEY not in shown(caught.value)
    assert "ключ" not in shown(caught.value)


def test_a_missing_key_is_named() -> None:
    with pytest.raises(LookupError, match="WAVIX_API_KEY is not set"):
        keys_of(WAVIX, environment={"WAVIX_API_KEY": ""})
    with pytest.raises(ApiKeyError, match="is empty"):
        keys_of(WAVIX, environment={}, ask=lambda _: "")


def test_a_secret_is_shown_by_nothing() -> None:
    secret = Secret(KEY)
    for text in (
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret!r}",
        "%s" % secret,  # noqa: UP031  # a way in which people show values
        repr([secret]),
        repr(ApiKeys(WAVIX, {"key": KEY})),
    ):
        assert KEY not in text
    assert secret.reveal() == KEY
    for show in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            show(secret)


def test_keys_are_removed_from_octets_and_short_ones_are_not_looked_for() -> None:
    keys = ApiKeys(SENDBLUE, {"key": "a/b-0123456789", "secret": "short"})
    assert (
        keys.removed_from(b'"a/b-0123456789" "a\\/b-0123456789" short')
        == b'"[key removed]" "[key removed]" short'
    )
    assert keys.removed_from_text("x a/b-0123456789 \udc80") == "x [key removed] \udc80"
