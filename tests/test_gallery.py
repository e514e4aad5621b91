"""The pictures in the docs are what `explain --svg` draws: ``python -m tests.test_gallery`` draws them again.

What a picture must show is tested with `report`; here it is that the docs show those of today.
"""

from pathlib import Path

import pytest

from segmenter import explain
from segmenter.report.octets import octets_svg
from segmenter.report.pictures import explanation_svg
from segmenter.wire.readings import drawn_fields, read_captured

GALLERY = Path(__file__).parents[1] / "docs" / "gallery"
TEXTS = {
    "parcel": "Hi Ana, your parcel is out for delivery. Nobody home? We’ll leave it next door. "
    "Track it: example.com/t/8841",
    "quotes": "It’s “so” late that these characters no longer fit into one segment, alas",
    "hebrew": "שלום! ההזמנה שלך “מוכנה” – אפשר לאסוף אותה עד השעה 18:00 בסניף המרכזי. להתראות "
    "😀👨\u200d👩\u200d👧 abc",
    "chinese": "您好，您的订单已发货。预计明天下午送达，请保持电话畅通。如有问题请联系客服：https://example.com/帮助/ab…谢谢您的支持👍🏽",
    "russian": "Ваш заказ готов, ждём вас завтра с десяти до двадцати часов. До встречи!",
}


TPDU = "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07"


def tpdu_svg() -> str:
    return octets_svg(
        [("An SMS-DELIVER, as a modem reports it", drawn_fields(read_captured(bytes.fromhex(TPDU))))]
    )


@pytest.mark.parametrize("name", TEXTS)
def test_a_picture_in_the_docs_is_what_explain_draws(name: str) -> None:
    drawn = (GALLERY / f"{name}.svg").read_text("utf-8")
    assert drawn == explanation_svg(explain(TEXTS[name])), "run python -m tests.test_gallery"


def test_the_picture_of_a_tpdu_is_what_decode_draws() -> None:
    assert (GALLERY / "tpdu.svg").read_text("utf-8") == tpdu_svg(), "run python -m tests.test_gallery"


def test_every_picture_in_the_docs_is_drawn_here() -> None:
    assert {path.stem for path in GALLERY.iterdir()} == {*TEXTS, "tpdu"}


if __name__ == "__main__":
    for name, text in TEXTS.items():
        (GALLERY / f"{name}.svg").write_text(explanation_svg(explain(text)), "utf-8")
    (GALLERY / "tpdu.svg").write_text(tpdu_svg(), "utf-8")
