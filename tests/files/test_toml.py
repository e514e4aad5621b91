"""TOML: parsed within bounds; a table's values by type, and what is wrong by file and key."""

from decimal import Decimal

import pytest

from segmenter.errors import ProfileError
from segmenter.files import MalformedFileError
from segmenter.files.toml import DEEPEST, Table, parsed


def nested(depth: int) -> list[str]:
    return [
        f"a = {'[' * depth}{']' * depth}",
        f"a = {'{a=' * depth}1{'}' * depth}",
        f"{'.'.join('a' * depth)} = 1",
        f"[{'.'.join('a' * depth)}]",
        f"{' . '.join(['a'] * depth)} = 1",
        f"a = [\n{'[' * (depth - 1)}\n{']' * (depth - 1)}\n]",
    ]


@pytest.mark.parametrize("text", nested(DEEPEST))
def test_the_deepest_that_is_read(text: str) -> None:
    assert parsed(text, path="a.toml")


@pytest.mark.parametrize("text", nested(DEEPEST + 1))
def test_a_deep_key_is_refused_before_it_is_parsed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tomllib.loads", lambda *_, **__: pytest.fail("it was parsed"))
    with pytest.raises(MalformedFileError, match=f"nested too deeply, more than {DEEPEST} levels"):
        parsed(text, path="a.toml")


@pytest.mark.parametrize(
    "text",
    [
        f'a = "{"[" * 99}"',
        f"a = '{'{' * 99}'",
        f'a = """\n{"[" * 99}\n"quoted" {"a." * 99}"""',
        f"a = '''\n{'[' * 99}'quoted' '''",
        f"a = 1 # {'[' * 99}",
        rf'a = "\"{"[" * 99}"',
        "\n".join(f"[[a]]\nb = [{n}.5, {{c = {n}}}]" for n in range(99)),
        f"a = [{', '.join(['1.5'] * 99)}]",
        f'"{"a." * 99}" = 1',
    ],
)
def test_brackets_and_dots_in_strings_comments_and_numbers_do_not_count(text: str) -> None:
    assert parsed(text, path="a.toml")


def test_what_is_not_toml_has_line_and_column() -> None:
    with pytest.raises(MalformedFileError) as caught:
        parsed("a = 1\nb = x", path="a.toml")
    assert (caught.value.line, caught.value.column) == (2, 5)


def test_numbers_are_exact_where_asked() -> None:
    assert parsed("a = 0.10", path="a", parse_float=Decimal) == {"a": Decimal("0.10")}


def test_an_unknown_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(ProfileError, match=r"^a\.toml: t\.pirce is not known; .*did you mean price\?$"):
        Table({"pirce": 1}, "a.toml", "t", ["price", "currency"], ProfileError)


@pytest.mark.parametrize("value", [0, -1, 11, True, "0.3", float("nan")])
def test_a_share_is_a_number_above_nothing(value: object) -> None:
    table = Table({"share": value}, "a.toml", "", None, ProfileError)
    with pytest.raises(ProfileError, match="it must be a number above 0, up to 10"):
        table.share("share", most=10)
    assert Table({"share": 1}, "a.toml", "", None, ProfileError).share("share", most=10) == 1.0
