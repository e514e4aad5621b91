"""Notations: what is written is read back, in each of them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.catalogs import Notation, icu
from segmenter.catalogs.formats import android, ftl, po, properties, strings, tables, yaml
from segmenter.catalogs.icu import ICU
from segmenter.catalogs.notations import JSON, PLAIN, Chained, Opaque
from segmenter.catalogs.xml_source import XML

NOTATIONS: dict[str, Notation] = {
    "android": android.NOTATION,
    "arb": Chained(JSON, ICU),
    "csv": tables._unquoted(","),
    "csv quoted": tables._QUOTED,
    "fluent": ftl.TEXT,
    "gettext": po.notation_of("utf-8"),
    "icu": ICU,
    "json": JSON,
    "plain": PLAIN,
    "properties": properties._UTF8,
    "properties latin-1": properties._LATIN1,
    "message format": Chained(properties._UTF8, icu.JAVA),
    "strings": strings.NOTATION,
    "xml": XML,
    "yaml block": yaml.BLOCK,
    "yaml double": yaml.DOUBLE,
    "yaml single": yaml.SINGLE,
}
SIGNS = st.sampled_from("ab’é€😀שׁ'\"\\{}&<>#@?,;:\t\n\r\x00\x0b\x1f\x85\u2028\ud83d\ude00[]* %$")


@pytest.mark.parametrize("name", NOTATIONS)
@given(text=st.text(SIGNS, max_size=12))
def test_what_is_written_is_read_back(name: str, text: str) -> None:
    notation = NOTATIONS[name]
    with contextlib.suppress(ValueError):
        written = notation.write(text)
        found, starts, stops = notation.spans(written)
        assert found == text or any("\ud800" <= sign <= "\udfff" for sign in text)  # two halves become one
        assert len(starts) == len(stops) == len(found)
        assert all(start < stop for start, stop in zip(starts, stops, strict=True))
        assert list(starts) == sorted(starts)


@pytest.mark.parametrize("name", NOTATIONS)
def test_ordinary_words_are_written_as_they_are(name: str) -> None:
    assert NOTATIONS[name].write("Some words, 3" if name != "csv" else "Some words") in (
        "Some words, 3",
        "Some words",
    )


def test_a_part_that_stands_for_another_cannot_be_written() -> None:
    fixed = Opaque("{name}")
    assert fixed.spans("{ $name }") == ("{name}", [0] * 6, [9] * 6)
    with pytest.raises(ValueError, match="written otherwise"):
        fixed.write("x")
