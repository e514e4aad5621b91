"""Plain text: the file is the message."""

import pytest

from segmenter.catalogs import read
from tests.catalogs.laws import check_edit

SAMPLES = {
    "otp.fr.txt": "Bonjour’ {name},\nà bientôt 😀 你好 שלום\n",
}


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_one_line_end_at_the_end_is_left_out(end: str) -> None:
    [entry] = read("templates/otp.fr.txt", f"Hi\n{end}".encode()).entries
    assert (entry.key, entry.locale, entry.text) == ("otp", "fr", "Hi\n" if end else "Hi")


def test_an_edit_keeps_all_else() -> None:
    catalog = read("otp.md", "It’s\r\nso\r\n".encode("utf-16"))
    assert check_edit(catalog, catalog.entries[0], ((2, 3, "'"),)).text == "It's\r\nso\r\n"


def test_an_empty_file_holds_no_message() -> None:
    assert read("a.txt", b"\n").entries == ()
