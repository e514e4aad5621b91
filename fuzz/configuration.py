"""Target: TOML that configures checks or describes a profile, and baselines."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

from fuzz.files import file_of
from segmenter.errors import SegmenterError
from segmenter.lint import baseline, configuration
from segmenter.providers.custom import load_profile

READERS: Final[tuple[tuple[str, Any], ...]] = (
    ("segmenter.toml", configuration.read),
    ("pyproject.toml", configuration.read),
    ("own.toml", load_profile),
    ("known.json", baseline.load),
)
CONFIGURATION: Final = (
    'select = ["SEG1"]\n[[messages]]\nfiles = ["sms/**"]\nkeys = ["sms.*"]\nprofile = "dexatel"\n'
)
PROFILE: Final = (
    'extends = "dexatel"\nprefix = "Acme: "\n[[limits]]\nchannel = "sms"\nfield = "text"\nnumber = 99\n'
)
BASELINE: Final = (
    '{"version": 1, "findings": [{"path": "a.po", "key": "k", "rule": "SEG101", "text": "00ff"}]}'
)


def seeds() -> list[bytes]:
    tool = f"[tool.segmenter]\nmax_segments = 1\n[tool.segmenter.profiles.own]\n{PROFILE.partition('[[')[0]}"
    texts = (CONFIGURATION, tool, PROFILE, BASELINE)
    return [bytes([number]) + text.encode() for number, text in enumerate(texts)]


def fuzz(octets: bytes) -> None:
    if octets:
        name, read = READERS[octets[0] % len(READERS)]
        with suppress(SegmenterError):
            read(str(file_of(name, octets[1:])))
