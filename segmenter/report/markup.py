"""Escapes for HTML and XML, and the beginning of a page that stands alone.

A line here knows markup and not what is reported.
"""

import re
from html import escape

__all__ = ["markup", "page"]

# XML 1.0 has no place for these, however they are written; or they turn the direction of the text around.
_NO_XML = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u2028-\u202e\u2066-\u2069]"
)


def markup(text: str) -> str:
    r"""Escape a text for HTML and XML; what they have no place for is shown as Python writes it.

    >>> markup('<b>"\x1b')
    '&lt;b&gt;&quot;\\x1b'
    """
    return _NO_XML.sub(lambda match: ascii(match[0])[1:-1], escape(text))


def page(title: str, style: str) -> str:
    """Return the beginning of a page of HTML that stands alone."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{markup(title)}</title>\n<style>{style}</style></head><body>\n"
    )
