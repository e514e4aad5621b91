"""Saved pages: every form that they may have, and whose they are."""

import gzip
import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from segmenter.audit import AUDITED, SavedPages
from segmenter.audit.pages import whose
from segmenter.providers import PROVIDERS
from tests.audit.samples import PLAIN, page, record

every_provider = pytest.mark.parametrize("provider", AUDITED)


def ids(provider: str, path: Path, text: str | bytes) -> list[str | None]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    pages = SavedPages(provider, [str(path)])
    read = [saved.record.id for saved in pages]
    assert pages.broken == [], pages.broken
    return read


def broken(provider: str, path: Path, text: str | bytes) -> str:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    pages = SavedPages(provider, [str(path)])
    list(pages)
    (file,) = pages.broken
    assert file.path == str(path)
    return f"{file.line}: {file.message}"


def test_the_providers_are_those_that_have_records() -> None:
    assert set(AUDITED) >= {"dexatel", "infobip", "sendblue", "telnyx", "twilio", "wavix"}
    assert set(AUDITED) == set(PLAIN) == {name for name, row in PROVIDERS.items() if row.records}


@every_provider
@pytest.mark.parametrize("indent", [None, 1])
def test_every_form_of_page_gives_the_same_records(provider: str, indent: int | None, tmp_path: Path) -> None:
    one, two = (record(provider, id=name) for name in ("1", "2"))
    path = tmp_path / "page.json"

    def written(value: Any) -> str:
        return json.dumps(value, indent=indent)

    forms = [
        written(page(provider, [one, two])),
        written([one, two]),
        written(one) + "\n" + written(two),
        written(page(provider, [one])) + written(page(provider, [two])),
        written([page(provider, [one]), page(provider, [two])]),
        written(page(provider, [one]) | {"next": None}) + "\n\n" + written(two) + "\n",
        "\ufeff" + written(page(provider, [one, two])),
        written({"first": "x" * 9000, **page(provider, [one, two])}),
        written({"first": "x" * 900_000, **page(provider, [one, two])}),
    ]
    for form in forms:
        assert ids(provider, path, form) == ["1", "2"], form[:80]
        assert ids(provider, path, gzip.compress(form.encode())) == ["1", "2"]


@every_provider
def test_one_record_may_stand_where_the_array_does(provider: str, tmp_path: Path) -> None:
    within = PROVIDERS[provider].record_plan().within
    text = json.dumps({within: record(provider, id="1")})
    assert ids(provider, tmp_path / "page.json", text) == ["1"]


@every_provider
def test_a_page_without_records_or_pagination_is_right(provider: str, tmp_path: Path) -> None:
    within = PROVIDERS[provider].record_plan().within
    assert ids(provider, tmp_path / "page.json", json.dumps({within: []})) == []
    assert ids(provider, tmp_path / "page.json", "[]") == []
    assert ids(provider, tmp_path / "page.json", json.dumps({within: [record(provider, id="1")]})) == ["1"]


def test_each_record_has_the_line_it_begins_in(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_text('{"items":\n[\n{"message_id": "1"},\n\n{"message_id":\n"2"}]}\n{"message_id": "3"}')
    lines = [(saved.record.id, saved.path, saved.line) for saved in SavedPages("wavix", [str(path)])]
    assert lines == [("1", str(path), 3), ("2", str(path), 5), ("3", str(path), 7)]


@pytest.mark.parametrize(("mine", "other"), list(itertools.permutations(AUDITED, 2)))
def test_a_page_of_another_provider_is_told_by_name(mine: str, other: str, tmp_path: Path) -> None:
    for document in (page(other, [record(other)]), record(other), [record(other)]):
        said = broken(mine, tmp_path / "page.json", json.dumps(document))
        assert said.endswith(f"this is a page of {other}, not of {mine}; run: segmenter audit {other} …")
        assert whose(document if isinstance(document, dict) else document[0], mine) == other


@every_provider
def test_a_truncated_page_is_refused_with_its_place(provider: str, tmp_path: Path) -> None:
    text = json.dumps(page(provider, [record(provider, id=str(number)) for number in range(3)]), indent=1)
    for cut in range(1, len(text) - 1, 7):
        said = broken(provider, tmp_path / "page.json", text[:cut])
        assert "not JSON" in said
        assert int(said.split(":")[0]) <= text[:cut].count("\n") + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        (" \n", "the file is empty"),
        ("5", "5 is not an object; give a Wavix message"),
        ('{"items": 5}', "5 is not an object"),
        ('{"items": [5]}', "items[0]: 5 is not an object"),
        ('[{"items": [{"message_id": "1"}, null]}]', "[0].items[1]: null is not an object"),
        ('{"error": "unauthorized"}', "no field of a Wavix message is in it"),
        ('{"items": [{"message_id": "1", "segments": "x"}]}', "items[0].segments: 'x' is not a count"),
        ('{"items": [], "items": []}', "items is given twice"),
        (b'{"items": [\xff]}', "octet 0xFF at offset 11 is not UTF-8"),
        (gzip.compress(b"[]", mtime=0)[:-3], "the gzip data end too early"),
    ],
)
def test_what_is_no_page_is_refused(text: str | bytes, words: str, tmp_path: Path) -> None:
    assert words in broken("wavix", tmp_path / "page.json", text)


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("1.json", "2.json", "3.json")]
    paths[0].write_text(json.dumps(page("wavix", [record("wavix", id="1")])))
    paths[1].write_text("{")
    pages = SavedPages("wavix", [*map(str, paths), str(tmp_path)])
    for _ in range(2):
        assert [saved.record.id for saved in pages] == ["1"]
        assert [file.path for file in pages.broken] == [str(paths[1]), str(paths[2]), str(tmp_path)]


def test_there_are_no_pages_of_a_provider_without_records() -> None:
    with pytest.raises(LookupError):
        SavedPages("aws", [])
