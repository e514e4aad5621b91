"""Keys: read from the environment or a private file, carried unseen, and removed from what is shown or saved.

A line here knows no provider and sends nothing. A key is never an argument of a command.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO, Final

from ...files import UnreadableFileError
from .descriptions import Credential
from .errors import ApiKeyError

__all__ = ["ApiKeys", "Secret", "keys_of"]

_REMOVED: Final = b"[key removed]"
_SHORTEST_REMOVED: Final = 8  # characters: a shorter one stands in too many texts by chance
_MOST_OCTETS: Final = 1 << 16
_VISIBLE: Final = re.compile("[!-~]+")
_LINE: Final = re.compile(
    r"""\s*(?:export\s+)?(?P<name>[A-Za-z_]\w*)\s*=\s*(?P<quote>["']?)(?P<key>.*?)(?P=quote)\s*"""
)


class Secret:
    """A key, which nothing shows: neither `repr`, `str` or a format, nor a traceback with its variables.

    >>> Secret("94d2f2f2884848bc")
    Secret('***')
    """

    __slots__ = ("_reveal",)

    def __init__(self, value: str) -> None:
        # In a closure, which tools that print variables do not open.
        self._reveal: Callable[[], str] = lambda: value

    def reveal(self) -> str:
        """Return the key itself, to be put in a request."""
        return self._reveal()

    def __repr__(self) -> str:
        return "Secret('***')"

    __str__ = __repr__

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a key is not pickled or copied")


class ApiKeys:
    """The keys of one provider, in the order of its credentials.

    Args:
        credentials: what the provider needs.
        values: the keys, by the name of a credential or of its environment variable.

    Raises:
        ApiKeyError: one is missing, or is not what a header can carry.
    """

    __slots__ = ("_credentials", "_secrets")

    def __init__(self, credentials: Iterable[Credential], values: Mapping[str, str | Secret]) -> None:
        self._credentials = tuple(credentials)
        self._secrets = tuple(_checked(credential, values) for credential in self._credentials)

    def __repr__(self) -> str:
        return f"ApiKeys({', '.join(credential.name for credential in self._credentials)})"

    def headers(self) -> list[tuple[str, str]]:
        """Return the headers that carry the keys: they hold them in clear."""
        return [
            (credential.header, credential.start + secret.reveal())
            for credential, secret in zip(self._credentials, self._secrets, strict=True)
        ]

    def removed_from(self, octets: bytes) -> bytes:
        """Return octets in which none of the keys is left, if they are of 8 characters or more."""
        for secret in self._secrets:
            key = secret.reveal().encode("ascii")
            if len(key) >= _SHORTEST_REMOVED:
                octets = octets.replace(key, _REMOVED).replace(key.replace(b"/", b"\\/"), _REMOVED)
        return octets

    def removed_from_text(self, text: str) -> str:
        """Return a text in which none of the keys is left."""
        return self.removed_from(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")


def _checked(credential: Credential, values: Mapping[str, str | Secret]) -> Secret:
    secret = _hidden(values.get(credential.variable, values.get(credential.name)))
    if secret is None:
        raise ApiKeyError(
            f"{credential.variable} is not set", "set this environment variable, or give a file of keys"
        )
    _require_carriable(secret, credential.variable)
    return secret


def _hidden(value: str | Secret | None) -> Secret | None:
    return value if value is None or isinstance(value, Secret) else Secret(value)


def _require_carriable(secret: Secret, name: str, place: str = "", line: int | None = None) -> None:
    """Refuse a key that a header cannot carry, without showing it: the HTTP library would."""
    if not secret.reveal():
        raise ApiKeyError(f"{name} is empty", "give the key as the provider shows it", path=place, line=line)
    if not _VISIBLE.fullmatch(secret.reveal()):
        problem = f"{name} holds a space, a line end or another character that no key has"
        raise ApiKeyError(problem, "copy the key again, without what stands around it", path=place, line=line)


def keys_of(
    credentials: Iterable[Credential],
    *,
    path: str | None = None,
    environment: Mapping[str, str] | None = None,
    ask: Callable[[str], str] | None = None,
) -> ApiKeys:
    """Return the keys a provider needs, from a file, from the environment, or by asking.

    Args:
        credentials: what the provider needs.
        path: of a file with a line ``NAME=KEY`` for each, NAME being that of the variable; only its owner
            may have access to it. It wins over the environment.
        environment: variables; by default those of this process.
        ask: asks a person for the key of a name, unseen; `None` where there is nobody to ask.

    Raises:
        ApiKeyError: a key is nowhere, or cannot be used, or others may read the file.
        UnreadableFileError: the file cannot be read.
    """
    needed = tuple(credentials)
    values: dict[str, str | Secret] = dict(_read(path, needed)) if path else {}
    for name in [credential.variable for credential in needed if credential.variable not in values]:
        secret = _hidden((os.environ if environment is None else environment).get(name) or None)
        if secret is None and ask is not None:
            secret = Secret(ask(name).strip())
        if secret is not None:
            values[name] = secret
        elif path:
            raise ApiKeyError(f"{name} is not in it", f"add a line {name}=…, or set the variable", path=path)
    return ApiKeys(needed, values)


# No function that holds octets of a file of keys raises anything: tools that print the variables beside a
# traceback would show them.


def _read(path: str, needed: tuple[Credential, ...]) -> dict[str, Secret]:
    """Read the keys that are needed from a file that nobody else can read; it may hold others."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        raise UnreadableFileError.because(error, path) from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise ApiKeyError("not a regular file", "give a file of keys", path=path)
    with os.fdopen(descriptor, "rb") as stream:
        if status.st_size > _MOST_OCTETS:
            raise ApiKeyError("larger than a file of keys can be", "give a file of lines NAME=KEY", path=path)
        if os.name == "posix":
            _require_private(status, path)
        lines = _lines(stream)
    if lines is None:
        raise ApiKeyError("not UTF-8", "write lines NAME=KEY", path=path)
    names = {credential.variable for credential in needed}
    for number, name, secret in lines:
        if not name:  # the line may be a key alone: it is not shown
            problem, remedy = "not a line NAME=KEY", "write the variable's name before the key"
            raise ApiKeyError(problem, remedy, path=path, line=number)
        if name in names:  # another may itself be a key, one that ends in =
            _require_carriable(secret, name, path, number)
    return {name: secret for _, name, secret in lines if name in names}


def _require_private(status: os.stat_result, path: str) -> None:
    if status.st_mode & 0o077:
        mode = stat.S_IMODE(status.st_mode)
        raise ApiKeyError(f"others may read it: its mode is {mode:03o}", "run chmod 600 on it", path=path)
    if status.st_uid != os.geteuid():
        raise ApiKeyError("it belongs to another user", "use a file of your own", path=path)


def _lines(stream: BinaryIO) -> list[tuple[int, str, Secret]] | None:
    """Return the number, name and key of each line, the name empty where it has none; nothing of no text."""
    try:
        text = stream.read(_MOST_OCTETS).decode("utf-8-sig")
    except (UnicodeDecodeError, OSError):
        return None
    matches = (
        (number, _LINE.fullmatch(line))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    )
    return [
        (number, match["name"] if match else "", Secret(match["key"] if match else ""))
        for number, match in matches
    ]
