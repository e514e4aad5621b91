"""Files as teams keep them, one or more for each format, with everything that makes their notation hard.

Each format's samples are in its own tests, as `SAMPLES`; their names show the format.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from segmenter.catalogs import FORMATS

__all__ = ["SAMPLES", "octets_of"]

SAMPLES: Final[dict[str, str]] = {
    name: text
    for format_ in FORMATS.values()
    for name, text in import_module(f"tests.catalogs.test_{format_.module}").SAMPLES.items()
}


def octets_of(name: str, *, line_end: str = "\n", encoding: str = "utf-8") -> bytes:
    """Return a sample with other line ends, or in another encoding."""
    return SAMPLES[name].replace("\n", line_end).encode(encoding)
