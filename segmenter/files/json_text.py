"""JSON as it is written everywhere: one line or indented, and without characters that steer what shows it.

What the values mean is not known here.
"""

from __future__ import annotations

import re
from json import JSONEncoder
from typing import TYPE_CHECKING

from .steering import STEERING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["json_encoder", "json_text"]

# Half a surrogate pair has no UTF-8. `##[` is a command to some build services, wherever it stands in a line.
_UNSAFE = re.compile(rf"[{STEERING}\ud800-\udfff]|#(?=#(?:vso|teamcity)?\[)")


def json_text(value: object, *, ascii_only: bool = False, indent: int | None = None) -> str:
    r"""Return a value as JSON; what steers a terminal, an editor or a build service is escaped.

    Args:
        value: of dicts, lists, strings, numbers, booleans and None.
        ascii_only: whether every character outside ASCII is escaped.
        indent: how many blanks each level is indented by; all on one line without it.

    >>> json_text({"text": "é\ud800\u202e\x7f"})
    '{"text": "é\\ud800\\u202e\\u007f"}'
    """
    return json_encoder(ascii_only=ascii_only, indent=indent)(value)


def json_encoder(*, ascii_only: bool = False, indent: int | None = None) -> Callable[[object], str]:
    """Return what `json_text` does to each value, ready to do it many times."""
    encode = JSONEncoder(ensure_ascii=ascii_only, indent=indent).encode

    def written(value: object) -> str:
        text = encode(value)
        if text.isascii() and "##" not in text and "\x7f" not in text:
            return text
        return _UNSAFE.sub(_escape, text)

    return written


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
