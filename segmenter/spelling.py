"""One spelling rule for every choice that people write: case, ``-``, ``_`` and blanks make no difference.

It knows words and enumerations. It must not know what a choice means.
What providers send is compared exactly.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Spelled", "chosen", "spelled"]

Choice = TypeVar("Choice")


def spelled(words: object) -> str:
    """Return the form that all spellings of a choice share.

    >>> spelled("GSM-7") == spelled("gsm 7") == spelled("gsm_7")
    True
    """
    return str(words).casefold().replace("-", "").replace("_", "").replace(" ", "")


def chosen(words: object, choices: Iterable[Choice]) -> Choice | None:
    """Return the choice with this spelling, if there is one.

    >>> chosen("When cheaper", ["always", "when-cheaper"])
    'when-cheaper'
    """
    if not isinstance(words, str):
        return next((choice for choice in choices if choice == words), None)
    wanted = spelled(words)
    return next((choice for choice in choices if spelled(choice) == wanted), None)


class Spelled(Enum):
    """An enumeration that takes its members' values and names in any spelling.

    >>> from segmenter import Channel
    >>> Channel("SMS") is Channel("sms")
    True
    >>> Channel("fax")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ValueError: 'fax' is not a Channel; it is one of sms, mms, whatsapp, viber, rcs, imessage, telegram, line
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        members: dict[str, Any] = {spelled(member.value): member for member in cls}
        members |= {spelled(member.name): member for member in cls}
        if isinstance(value, str) and (member := members.get(spelled(value))) is not None:
            return member  # type: ignore[no-any-return]
        values = ", ".join(map(_named, cls)) + _near(value, members)
        article = "an" if cls.__name__[0] in "AEIO" else "a"
        message = f"{value!r} is not {article} {cls.__name__}; it is one of {values}"
        raise ValueError(message)


def _near(value: object, members: dict[str, Any]) -> str:
    """Return the end of a message that suggests a member; empty where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(spelled(value), members, n=1) if isinstance(value, str) else []
    return f"; did you mean {_named(members[near[0]])}?" if near else ""


def _named(member: Enum) -> str:
    """Return a member as it may be written: by its value, and by its name where that is a number."""
    number = isinstance(member.value, int)
    return f"{member.value} ({member.name.lower()})" if number else str(member.value)
