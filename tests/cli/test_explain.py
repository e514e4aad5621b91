"""``segmenter explain`` in a process of its own."""

import json
from pathlib import Path
from xml.etree import ElementTree

from tests.cli.runs import run

TEXT = "It’s “so” late that 69 characters no longer fit into one segment, which is a pity"


def test_piped_it_is_plain_text_with_names_and_advice() -> None:
    shown = run("explain", TEXT).stdout.decode()
    assert "\x1b" not in shown
    assert "RIGHT SINGLE QUOTATION MARK → '" in shown
    assert "1. replace typographic characters: saves 1 segment (2 to 1; GSM-7, 81 septets)" in shown


def test_in_colour_the_segments_have_different_grounds() -> None:
    shown = run("explain", TEXT, env={"FORCE_COLOR": "1"}).stdout.decode()
    assert "48;5;153" in shown
    assert "48;5;229" in shown


def test_it_fits_forty_columns() -> None:
    shown = run("explain", TEXT, env={"COLUMNS": "40"}).stdout.decode()
    assert max(map(len, shown.splitlines())) <= 40


def test_json_has_the_names_of_the_library() -> None:
    fields = json.loads(run("explain", "--format", "json", TEXT).stdout)
    assert fields["segments"] == 2
    assert fields["offenders"][0]["name"] == "RIGHT SINGLE QUOTATION MARK"
    assert fields["advice"][0]["segments_saved"] == 1
    assert fields["advice"][0]["edits"][0] == {
        "start": 2,
        "stop": 3,
        "old": "’",
        "new": "'",
        "why": "typographic",
        "level": "TYPOGRAPHIC",
    }


def test_many_are_an_array_or_lines() -> None:
    lines = run("explain", "--lines", "--format", "jsonl", stdin=b"one\ntwo\n").stdout.splitlines()
    assert [json.loads(line)["index"] for line in lines] == [0, 1]
    assert len(json.loads(run("explain", "a", "b", "--format", "json").stdout)) == 2
    assert run("explain", "a", "b").stdout.decode().startswith("Message 0\n")


def test_pictures_stand_alone_and_are_well_formed(tmp_path: Path) -> None:
    text = TEXT + " <&> \x07 😀 שלום"
    done = run("explain", text, "--svg", "a.svg", "--html", "a.html", cwd=tmp_path)
    assert done.returncode == 0
    svg, html = ((tmp_path / name).read_text(encoding="utf-8") for name in ("a.svg", "a.html"))
    ElementTree.fromstring(svg)
    assert "<script" not in svg + html
    assert "http" not in html
    assert svg.count("http") == 1
    assert "prefers-color-scheme" in svg
    assert "RIGHT SINGLE QUOTATION MARK" in html


def test_a_picture_that_cannot_be_written_is_a_plain_error(tmp_path: Path) -> None:
    done = run("explain", "x", "--svg", "none/a.svg", cwd=tmp_path)
    assert done.returncode == 2
    assert b"none/a.svg: cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


def test_what_cannot_be_encoded_is_explained_and_is_a_failure() -> None:
    done = run("explain", "--encoding", "gsm-7", "It’s")
    assert done.returncode == 1
    assert b"Cannot be encoded" in done.stdout


def test_nothing_is_lost_where_the_terminal_knows_ascii_only() -> None:
    done = run("explain", TEXT, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"\\u2019" in done.stdout


def test_what_whole_words_cost_is_said_and_priced(tmp_path: Path) -> None:
    text = "Your order has left our warehouse and reaches you tomorrow. " * 5
    done = run("explain", "--words", text)
    assert b"Keeping words whole adds 1 segment: cut anywhere, the text takes 2 segments" in done.stdout
    assert run("explain", "--words", "a b").stdout.count(b"\n") == run("explain", "a b").stdout.count(b"\n")
    page = tmp_path / "page.html"
    run("explain", "--words", text, "--html", str(page))
    assert "Keeping words whole adds 1 segment" in page.read_text("utf-8")
    card = tmp_path / "rates.csv"
    card.write_text("channel,country,prefix,price,per,currency\nsms,GB,44,0.04,,EUR\n")
    priced = run("price", "--words", text, "--country", "GB", "--rates", str(card))
    assert b"0.04 EUR less, 0.08 EUR: cut anywhere, not only between words" in priced.stdout
