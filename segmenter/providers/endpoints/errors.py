"""The errors of endpoints: a provider that does not answer as it should, and a key that cannot be used.

Facts only; nothing here sends or reads anything, and no error holds a key.
"""

from __future__ import annotations

from typing import Any

from ...errors import SegmenterError

__all__ = ["ApiKeyError", "EndpointError"]


class EndpointError(SegmenterError, OSError):
    """A provider could not be reached, refused a request, or answered otherwise than its documents say.

    Attributes:
        status: of the HTTP response; `None` where there was none.
        code: the provider's own code in the response, where it has one.
        retry_after: seconds the provider asks to wait; `None` where it does not.
        attempts: how often the request was sent.
        uncertain: whether the provider may have carried the request out all the same.
    """

    status: int | None = None
    code: int | str | None = None
    retry_after: float | None = None
    attempts: int = 1
    uncertain: bool = False

    def __init__(
        self,
        problem: str,
        remedy: str = "",
        *,
        status: int | None = None,
        code: int | str | None = None,
        retry_after: float | None = None,
        attempts: int = 1,
        uncertain: bool = False,
        **place: Any,
    ) -> None:
        super().__init__(problem, remedy, **place)
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self.attempts = attempts
        self.uncertain = uncertain


class ApiKeyError(SegmenterError, LookupError):
    """A key is missing, or cannot be used; its value is in no part of the error."""
