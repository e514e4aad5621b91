"""Patience: how often a request is sent again, and how long to wait before.

Arithmetic only: time arrives as numbers, and nothing here waits or sends.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["Patience", "retry_after"]

TOO_MANY_REQUESTS: Final = 429
_SERVER_ERRORS: Final = 500
_REPEATABLE: Final = frozenset({"GET", "HEAD", "PUT", "DELETE"})  # RFC 9110 §9.2.2: safe or idempotent
_LONGEST_DATE: Final = 10 * 365 * 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """When a request is sent again.

    Only one that is safe or idempotent is: a message is never sent twice by us.

    Attributes:
        attempts: the most times that a request is sent, 1 or more.
        first_wait: seconds before the second attempt; each further wait is twice as long.
        longest_wait: seconds; no wait that we choose is longer.
        longest_asked: seconds; a provider that asks for more is not waited for.
    """

    attempts: int = 5
    first_wait: float = 0.5
    longest_wait: float = 30.0
    longest_asked: float = 300.0

    def allows(self, method: str, status: int | None, attempts: int) -> bool:
        """Return whether a request may be sent again.

        Args:
            method: of the request.
            status: of the response; `None` where none came.
            attempts: how often it was sent.
        """
        if method not in _REPEATABLE or attempts >= self.attempts:
            return False
        return status is None or status == TOO_MANY_REQUESTS or status >= _SERVER_ERRORS

    def wait(self, attempts: int, asked: float | None, chance: float) -> float:
        """Return the seconds to wait before the next attempt.

        Half of our own wait is by chance, so that many clients do not come back at once; what the provider
        asks for is never cut short.

        Args:
            attempts: how often the request was sent.
            asked: seconds that the provider asks for.
            chance: from 0 to 1.

        >>> Patience().wait(1, None, 1.0), Patience().wait(3, None, 0.0), Patience().wait(1, 20.0, 0.5)
        (0.5, 1.0, 20.0)
        """
        whole = min(self.longest_wait, self.first_wait * 2.0 ** min(attempts - 1, 60))
        return max(asked or 0.0, whole * (0.5 + chance / 2))


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that a response asks to wait, or nothing.

    Args:
        headers: of the response, names in lower case.
        now: seconds since 1970, for a date.

    Source: RFC 9110 §10.2.3: seconds in digits, or a date.

    >>> retry_after({"retry-after": "120"}, now=0.0)
    120.0
    >>> retry_after({"retry-after": "Thu, 01 Jan 1970 00:01:00 GMT"}, now=10.0)
    50.0
    """
    words = headers.get("retry-after", "").strip()
    if words.isascii() and words.isdigit():
        return min(float(words[:20]), _LONGEST_DATE)
    try:
        moment = parsedate_to_datetime(words).timestamp()
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    return max(0.0, moment - now) if math.isfinite(moment) else None
