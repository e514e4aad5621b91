"""Errors of the service: a wrong request, and an address that cannot be used.

Values only: which request is wrong is decided elsewhere.
"""

from __future__ import annotations

from ..errors import SegmenterError

__all__ = ["AddressError", "RequestError"]


class RequestError(SegmenterError, ValueError):
    """A request is not as it must be: `key` says where, as ``policy.encodings[0]``."""


class AddressError(SegmenterError, OSError):
    """The service cannot listen where it was asked to."""
