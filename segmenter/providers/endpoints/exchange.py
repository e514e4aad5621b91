"""Exchange: one request, sent as often as patience allows, and its answer judged.

It says what to send and how long to wait, and takes what came back; sending and waiting are its caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http.client import responses
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from ...files import MalformedFileError
from ...files.strict_json import parsed
from ...files.words import clipped, describe
from .calls import WireRequest
from .errors import EndpointError
from .patience import Patience, retry_after

__all__ = ["Exchange", "Received", "Unanswered", "Waiting"]

_LONGEST_WORDS: Final = 300
_DEEPEST: Final = 6


class Received(NamedTuple):
    """An answer.

    Attributes:
        status: of HTTP.
        headers: their names in lower case.
        octets: of the body, decompressed; no key is in them.
    """

    status: int
    headers: Mapping[str, str]
    octets: bytes


class Unanswered(NamedTuple):
    """What came instead of an answer.

    Attributes:
        problem: in words.
        remedy: what would help.
        again: whether the same request may succeed later.
        uncertain: whether the provider may have taken the request.
    """

    problem: str
    remedy: str = ""
    again: bool = True
    uncertain: bool = True


class Waiting(NamedTuple):
    """A wait before the request is sent again.

    Attributes:
        seconds: of it.
        problem: why.
    """

    seconds: float
    problem: str


class Exchange:
    """One request on its way to an answer.

    Args:
        request: to be sent.
        patience: how often it is sent.
        codes: the provider's error codes, and its words for them.
        now: returns seconds since 1970.
        chance: returns a number from 0 to 1.

    Attributes:
        step: what is to be done next: a request to be sent, or a wait.
        answer: set at the end.
    """

    def __init__(
        self,
        request: WireRequest,
        patience: Patience,
        *,
        codes: Mapping[int, str],
        now: Callable[[], float],
        chance: Callable[[], float],
    ) -> None:
        self._request = request
        self._patience = patience
        self._codes = codes
        self._now = now
        self._chance = chance
        self._attempts = 0
        self._uncertain = False
        self.step: WireRequest | Waiting = request
        self.answer: Received | None = None

    def take(self, outcome: Received | Unanswered | None) -> None:
        """Take the outcome of the step; a wait has none.

        Raises:
            EndpointError: there is no successful answer, and the request is not sent again.
        """
        if outcome is None:
            self.step = self._request
            return
        self._attempts += 1
        failure = _failure(outcome, self._codes)
        if failure is None:
            self.answer = outcome if isinstance(outcome, Received) else None
            return
        self._uncertain = self._uncertain or failure.uncertain
        asked = retry_after(outcome.headers, self._now()) if isinstance(outcome, Received) else None
        again = self._patience.allows(self._request.method, failure.status, self._attempts)
        if isinstance(outcome, Unanswered):
            again = again and outcome.again
        if not again or (asked or 0) > self._patience.longest_asked:
            raise self._last(failure, asked)
        self.step = Waiting(self._patience.wait(self._attempts, asked, self._chance()), failure.problem)

    def _last(self, failure: EndpointError, asked: float | None) -> EndpointError:
        """Complete the error that ends the exchange."""
        tried = f" ({self._attempts} attempts)" if self._attempts > 1 else ""
        remedy = failure.remedy
        if asked is not None:
            remedy = f"the provider asks to wait {asked:,.0f} s; run again after that"
        if self._uncertain and self._request.method == "POST":
            remedy = "it is not known whether the message was sent: look before you send it again"
        return EndpointError(
            failure.problem + tried,
            remedy,
            status=failure.status,
            code=failure.code,
            retry_after=asked,
            attempts=self._attempts,
            uncertain=self._uncertain,
            path=f"{self._request.method} {clipped(self._request.url, _LONGEST_WORDS)}",
        )


def _failure(outcome: Received | Unanswered, codes: Mapping[int, str]) -> EndpointError | None:
    """Return what is wrong with an outcome; nothing where it is a success."""
    if isinstance(outcome, Unanswered):
        return EndpointError(outcome.problem, outcome.remedy, uncertain=outcome.uncertain)
    status = outcome.status
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return _redirected(status, outcome.headers.get("location", ""))
    code, words = _error_in(outcome.octets, codes)
    phrase = f"HTTP {status} {responses.get(status, '')}".rstrip()
    problem = ": ".join(filter(None, (phrase, words)))
    remedies = {
        401: "check the keys",
        403: "check what the keys allow",
        404: "check the address and the identifier",
        429: "run again later",
    }
    remedy = remedies.get(status, "run again later" if status >= 500 else "")
    return EndpointError(problem, remedy, status=status, code=code, uncertain=status >= 500)


def _redirected(status: int, location: str) -> EndpointError:
    """Refuse to follow: the keys, and the body, would go to wherever an answer says."""
    try:
        parts = urlsplit(location)
        target = f" to {clipped(f'{parts.scheme}://{parts.hostname}')}" if parts.hostname else ""
    except ValueError:
        target = ""
    return EndpointError(
        f"HTTP {status}, a redirect{target}, which is never followed",
        "following it would send the keys there; if the address has changed, give the new base URL",
        status=status,
    )


_CODE_KEYS: Final = ("code", "error_code", "errorCode")
_WORD_KEYS: Final = ("message", "error_message", "description", "detail", "error", "title", "reason")


def _error_in(octets: bytes, codes: Mapping[int, str]) -> tuple[int | str | None, str]:
    """Return the code and the words of an error, wherever its object has them: no document says where."""
    try:
        document = parsed(octets)
    except MalformedFileError:
        return None, ""
    code = _first(document, _CODE_KEYS, int | str)
    words = _first(document, _WORD_KEYS, str)
    number = int(code) if isinstance(code, str) and code.isascii() and code.isdigit() else code
    if isinstance(number, int) and number in codes:
        code, words = number, words or codes[number]
    shown = "" if words is None else clipped(" ".join(str(words).split()), _LONGEST_WORDS)
    return code, " ".join(filter(None, (describe(code).strip("'") if code else "", shown)))


def _first(document: Any, keys: tuple[str, ...], kind: Any, depth: int = 0) -> Any:
    """Return the first value of such a key, outermost objects first."""
    if depth > _DEEPEST or not isinstance(document, dict | list):
        return None
    if isinstance(document, dict):
        for key in keys:
            value = document.get(key)
            if isinstance(value, kind) and not isinstance(value, bool) and value != "":
                return value
    for value in list(document.values() if isinstance(document, dict) else document)[:20]:
        inner = _first(value, keys, kind, depth + 1)
        if inner is not None:
            return inner
    return None
