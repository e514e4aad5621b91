"""A preview as Infobip's ``POST /sms/1/preview`` has it, counted by us: for programs that ask for one now.

A line here holds their names of keys and our answers; their transliteration tables are not published.

Source: infobip-api-python-client 6.0.0, SmsPreviewRequest and SmsPreviewResponse.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..core.counting import DEFAULT_POLICY, Count, count
from ..core.policy import LANGUAGES, Policy
from .errors import RequestError
from .shapes import ChoiceShape, Key, ObjectShape, TextShape

__all__ = ["PREVIEW", "Preview"]

_CODES = ("TR", "ES", "PT", "AUTODETECT")
_NONE = "NONE"
_TRANSLITERATIONS = (
    *("TURKISH", "GREEK", "CYRILLIC", "SERBIAN_CYRILLIC", "BULGARIAN_CYRILLIC", "CENTRAL_EUROPEAN"),
    *("BALTIC", "PORTUGUESE", "COLOMBIAN", "NON_UNICODE", _NONE, "ALL"),
)
_PREVIEW_SCHEMA = {
    "type": "object",
    "properties": {
        "textPreview": {"type": "string"},
        "messageCount": {"type": "integer"},
        "charactersRemaining": {"type": "integer"},
        "configuration": {
            "type": "object",
            "properties": {
                "language": {"type": "object", "properties": {"languageCode": {"type": "string"}}},
            },
        },
    },
    "required": ["textPreview", "messageCount", "charactersRemaining", "configuration"],
}

_RESPONSE = MappingProxyType(
    {
        "type": "object",
        "properties": {
            "originalText": {"type": "string"},
            "previews": {"type": "array", "items": _PREVIEW_SCHEMA},
        },
        "required": ["originalText", "previews"],
    }
)


class Preview(NamedTuple):
    """The route: its path, what it takes and what it answers."""

    path: str = "/sms/1/preview"
    name: str = "preview"
    summary: str = "how many parts a text takes, with the names of Infobip's SMS preview"
    request: ObjectShape = ObjectShape(
        {
            "text": Key(TextShape(), "the message", required=True),
            "languageCode": Key(ChoiceShape(_CODES), "whose national language tables may be used"),
            "transliteration": Key(
                ChoiceShape(_TRANSLITERATIONS), "must be NONE: Infobip's tables are not published"
            ),
        }
    )
    response: Mapping[str, Any] = _RESPONSE

    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return the preview as it is, and a second one with the language where one is named.

        Raises:
            RequestError: a transliteration is asked for.
            UnencodableError: the text holds half of a surrogate pair.
        """
        if asked.get("transliteration", _NONE) != _NONE:
            problem = f"is {asked['transliteration']!r}, and Infobip's tables are not published"
            raise RequestError(
                problem, "leave it out, or replace characters with POST /substitute", key="transliteration"
            )
        text, code = asked["text"], asked.get("languageCode")
        previews = [_preview(text, count(text, policy=DEFAULT_POLICY), {})]
        if code is not None:
            counted = count(text, policy=_policy(code))
            used = counted.locking_shift or counted.single_shift
            named = (
                code
                if code != "AUTODETECT"
                else next((each for each in _CODES[:3] if LANGUAGES[each.lower()] is used), "")
            )
            previews.append(_preview(text, counted, {"language": {"languageCode": named}} if named else {}))
        return {"originalText": text, "previews": previews}


def _policy(code: str) -> Policy:
    codes = _CODES[:3] if code == "AUTODETECT" else (code,)
    languages = [LANGUAGES[each.lower()] for each in codes]
    return Policy(locking_shifts=languages, single_shifts=languages)


def _preview(text: str, counted: Count, configuration: dict[str, Any]) -> dict[str, Any]:
    return {
        "textPreview": text,
        "messageCount": counted.segments,
        "charactersRemaining": counted.free_units,
        "configuration": configuration,
    }


PREVIEW = Preview()
