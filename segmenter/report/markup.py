"""Escapes for HTML and XML, and the beginning of a page that stands alone.

A line here knows markup and not what is reported.
"""

import re
from collections.abc import Iterable
from html import escape

from ..files.steering import STEERING, escaped

__all__ = ["markup", "page", "picture"]

# XML 1.0 has no place for some characters, however they are written; others steer what shows them. CR is
# data here: it was always escaped where it matters.
_NO_XML = re.compile(f"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|(?!\r)[{STEERING}]")
_COMMAND = re.compile(r"((?:^|\r)[^\S\n]*):(?=:)|#(?=#(?:vso|teamcity)?\[)", re.MULTILINE)


def markup(text: str) -> str:
    r"""Escape a text for HTML and XML; what they have no place for is shown as Python writes it.

    >>> markup('<b>"\x1b\u200e')
    '&lt;b&gt;&quot;\\x1b\\u200e'
    >>> markup("::error::x")  # a page may be written to the log of a build service
    '&#58;:error::x'
    """
    text = _NO_XML.sub(escaped, escape(text))
    return _COMMAND.sub(_referred, text) if "::" in text or "##" in text else text


def _referred(match: re.Match[str]) -> str:
    return "&#35;" if match[0] == "#" else f"{match[1]}&#58;"


def page(title: str, style: str) -> str:
    """Return the beginning of a page of HTML that stands alone."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{markup(title)}</title>\n<style>{style}</style></head><body>\n"
    )


def picture(title: str, style: str, body: Iterable[str], *, width: int, tall: float) -> str:
    """Return a picture as SVG that stands alone, on the ground of a page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall:g}" '
        f'viewBox="0 0 {width} {tall:g}" role="img">\n<title>{markup(title)}</title>\n'
        f'<style>{style}</style>\n<rect class="page" width="100%" height="100%"/>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )
