"""The page as the service has it: its files by path, and the shape of its questions.

A line here knows paths and JSON; which framework answers is not known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...core.policy import Boundary, NationalLanguage
from ...templates import SYNTAXES, Alphabet
from ..shapes import ChoiceShape, Key, ListShape, MapShape, NumberShape, ObjectShape, TextShape
from .answers import PageAnswers
from .building import config, static_files

if TYPE_CHECKING:
    from ...channels.profiles import Profile
    from ...pricing import RateCard

__all__ = ["ANSWER_PATH", "QUESTION", "PageFile", "answered", "page_files"]

ANSWER_PATH = "/page/answer"

_MOST = 1_000
_VARIABLE = ObjectShape(
    {
        "shortest": Key(NumberShape(0, 100_000), required=True),
        "longest": Key(NumberShape(0, 100_000), required=True),
        "alphabet": Key(ChoiceShape(Alphabet), required=True),
    }
)
QUESTION = ObjectShape(
    {
        "ask": Key(ChoiceShape(("count", "explain", "template", "catalog", "picture")), required=True),
        "text": Key(TextShape(), required=True),
        "profile": Key(TextShape()),
        "languages": Key(ListShape(ChoiceShape(NationalLanguage), len(NationalLanguage))),
        "boundary": Key(ChoiceShape(("", *(boundary.value for boundary in Boundary)))),
        "rate": Key(TextShape()),
        "to": Key(TextShape()),
        "syntax": Key(ChoiceShape(SYNTAXES)),
        "variables": Key(MapShape(_VARIABLE, _MOST)),
        "name": Key(TextShape()),
    }
)
"""What the page asks."""

_KINDS = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
}


class PageFile(NamedTuple):
    """A file of the page.

    Attributes:
        octets: its content.
        kind: its media type.
    """

    octets: bytes
    kind: str


def page_files(usual: Profile | None, rates: RateCard | None) -> dict[str, PageFile]:
    """Return the page's files by path; ``/`` is the page itself."""
    files = static_files()
    del files["worker.js"]  # of Pyodide
    files["config.json"] = json.dumps(config("service", usual, rates)).encode()
    served = {f"/{name}": PageFile(octets, _KINDS[name.rpartition(".")[2]]) for name, octets in files.items()}
    return {"/": served["/index.html"]} | served


def answered(answers: PageAnswers, asked: Mapping[str, Any]) -> bytes:
    """Answer a question that was read by `QUESTION`."""
    return json.dumps(answers.answered(asked)).encode()
