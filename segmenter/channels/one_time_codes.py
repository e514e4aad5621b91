"""One-time codes: whether a text meant for a phone or a browser to fill in has the form for it.

A line here knows two published forms of text; which message or file a text is from is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .findings import Finding, Severity

__all__ = ["means_to_fill_in", "one_time_code"]

_ORIGIN_BOUND = re.compile(r"@[\w.-]+ #\S+(?: %[\w.-]+)?")
_HASH = re.compile(r"[A-Za-z0-9+/]{11}")
_RETRIEVER = "<#>"
_RETRIEVER_OCTETS = 140


def means_to_fill_in(text: str) -> bool:
    r"""Return whether a text shows a sign of either form; most do not, and are not examined further.

    >>> means_to_fill_in("Your code is 1"), means_to_fill_in("Your code is 1.\n@example.com #1")
    (False, True)
    """
    return "\n@" in text or text.startswith(("@", _RETRIEVER))


def one_time_code(text: str, segments: int) -> Iterator[Finding]:
    r"""Yield why a one-time code will not be filled in automatically.

    Browsers read ``@domain #code`` where it is exactly the last line; SMS Retriever takes a text of at most
    140 octets that ends with the app's hash of 11 characters.

    Args:
        text: as it is sent.
        segments: that it takes.

    Source: WICG/web-otp issue 4, web.dev issue 4305; react-native-android-sms-verification issue 88,
    sms_autofill issue 67; read 2026-11-28.

    >>> [finding.message for finding in one_time_code("Your code is 1.\n@example.com  #1", 1)]
    ["the last line is not exactly '@domain #code', so no browser fills in the code"]
    """
    if not means_to_fill_in(text):
        return
    body = text.rstrip()
    last = body.rsplit("\n", 1)[-1]
    start = len(body) - len(last)
    if text.startswith(_RETRIEVER):
        yield from _retriever(text, last, start)
    elif last.startswith("@") and "#" in last:
        if body != text or not _ORIGIN_BOUND.fullmatch(last):
            problem = "the last line is not exactly '@domain #code', so no browser fills in the code"
            yield _warning(problem, start, len(text))
        elif segments > 1:
            problem = f"the text takes {segments:,} segments, so browsers may miss '@domain #code'"
            yield _warning(f"{problem}; shorten it to one")


def _retriever(text: str, last: str, start: int) -> Iterator[Finding]:
    octets = len(text.encode("utf-8", "surrogatepass"))
    if octets > _RETRIEVER_OCTETS:
        yield _warning(f"SMS Retriever reads at most 140 octets, and the text has {octets:,}; shorten it")
    if not _HASH.fullmatch(last.rsplit(" ", 1)[-1]):
        problem = "the text does not end with the app's hash of 11 characters, as SMS Retriever needs"
        yield _warning(f"{problem}; add them", start, len(text))


def _warning(problem: str, start: int | None = None, stop: int | None = None) -> Finding:
    return Finding("SEG121", Severity.WARNING, "text", problem, start, stop)
