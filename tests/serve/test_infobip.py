"""The compatible route, read by Infobip's own client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import segmenter
from segmenter.serve.errors import RequestError
from segmenter.serve.infobip import PREVIEW

if TYPE_CHECKING:
    from infobip_api_client.models.sms_preview_response import SmsPreviewResponse

TURKISH = "Şifreniz ışıl ışıl: 1234. " * 4


def previewed(**asked: str) -> SmsPreviewResponse:
    """Answer what their client would send, and read the answer as it would."""
    # Importing their client takes seconds, which no process spends that does not run these tests.
    from infobip_api_client.models.sms_preview_request import SmsPreviewRequest
    from infobip_api_client.models.sms_preview_response import SmsPreviewResponse

    sent: dict[str, Any] = SmsPreviewRequest(**asked).to_dict()
    response = SmsPreviewResponse.from_dict(PREVIEW.answer(PREVIEW.request.read(sent)))
    assert response is not None
    return response


def test_their_client_reads_the_answer() -> None:
    response = previewed(text="It’s late")
    assert response.original_text == "It’s late"
    assert response.previews is not None
    (preview,) = response.previews
    counted = segmenter.count("It’s late")
    assert (preview.text_preview, preview.message_count) == ("It’s late", counted.segments)
    assert preview.characters_remaining == counted.free_units


@pytest.mark.parametrize("code", ["TR", "AUTODETECT"])
def test_a_language_adds_a_preview_with_it(code: str) -> None:
    previews = previewed(text=TURKISH, language_code=code).previews
    assert previews is not None
    assert [preview.message_count for preview in previews] == [2, 1]
    assert previews[0].configuration is not None
    assert previews[0].configuration.language is None
    assert previews[1].configuration is not None
    assert previews[1].configuration.language is not None
    assert previews[1].configuration.language.language_code == "TR"


def test_no_language_is_detected_where_none_helps() -> None:
    previews = previewed(text="plain", language_code="AUTODETECT").previews
    assert previews is not None
    assert [preview.configuration.to_dict() for preview in previews if preview.configuration] == [{}, {}]


def test_transliteration_is_refused_because_its_tables_are_not_published() -> None:
    with pytest.raises(RequestError, match="'GREEK', and Infobip's tables are not published"):
        previewed(text="Ω", transliteration="GREEK")
    assert previewed(text="Ω", transliteration="NONE").previews
