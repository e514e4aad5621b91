"""Records: one shape for what the APIs of all providers answer about messages, and its error.

Values only; `plans` makes records of a document, and each provider's file says which key fills which field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Self, TypeVar

from ..channels.messages import Channel
from ..core.results import plain_fields, result
from ..errors import SegmenterError
from ..files import MalformedFileError, UndecodableFileError
from ..files.strict_json import parsed as parsed_json

__all__ = [
    "NO_EXTRA",
    "STRICT",
    "Direction",
    "Document",
    "Outcome",
    "ProviderWord",
    "Record",
    "RecordError",
    "field_index",
    "parsed",
    "record_kind",
    "set_network",
]

Document = str | bytes | bytearray | Mapping[str, Any] | Sequence[Any]
"""A response body: JSON as text or UTF-8 octets, or what a parser made of it."""

Class = TypeVar("Class", bound=type)
NO_EXTRA: Final[Mapping[str, object]] = MappingProxyType({})


class RecordError(SegmenterError, ValueError):
    """A document cannot be read as the provider's records.

    Attributes:
        path: the key, ``items[3].charge``; the document's file, where it has one, is in `location`.
        reason: the problem.

    >>> from segmenter.providers.wavix import read_messages
    >>> try:
    ...     read_messages({"items": [{"charge": 0.0475}]})
    ... except RecordError as error:
    ...     print(error.path, error.value, isinstance(error, ValueError))
    items[0].charge 0.0475 True
    """

    @property
    def path(self) -> str:  # type: ignore[override]  # older than the place in a file that all errors have
        """The key."""
        return self.key

    @property
    def reason(self) -> str:
        """The problem."""
        return self.problem

    @property
    def location(self) -> str:
        """The place in words; never empty for an error about the document as a whole."""
        known = [] if self.key or vars(self)["path"] else ["the document"]
        return ", ".join(filter(None, (*known, super().location)))

    def _sentence(self) -> str:
        return ": ".join(filter(None, (self.key, self.problem)))


class Direction(StrEnum):
    """Which way a message went, seen from the account."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Outcome(StrEnum):
    """How far a message came, in words common to all providers."""

    PENDING = "pending"
    """Accepted by the provider, and not yet on its way."""

    SENT = "sent"
    """Handed on; whether it arrived is not known, or not yet."""

    DELIVERED = "delivered"
    """It arrived."""

    RECEIVED = "received"
    """It came in, from a mobile to the account."""

    REJECTED = "rejected"
    """Refused before it was sent."""

    FAILED = "failed"
    """Sent, and it will not arrive."""


class ProviderWord(StrEnum):
    """A word that a provider chooses, in its spelling, and the common word that it means, if any."""

    meaning: Channel | Direction | Outcome | None

    def __new__(cls, word: str, meaning: Channel | Direction | Outcome | None = None) -> Self:
        """Make a member of its spelling, and of what it means."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.meaning = meaning
        return member


def record_kind(cls: Class) -> Class:
    """Make a result of a named tuple that ends in `extra` and `problems`; it can be hashed and pickled."""
    cls.__hash__ = _hash  # type: ignore[method-assign, assignment]  # of this class and no other
    cls.__reduce__ = _reduction  # type: ignore[method-assign, assignment]  # likewise
    return result(cls)


def _hash(record: tuple[Any, ...]) -> int:
    return hash(record[:-2])  # a mapping has no hash; equal records have equal fields before it


def _reduction(record: tuple[Any, ...]) -> tuple[object, ...]:
    *values, extra, problems = record  # a mapping proxy cannot be pickled
    return _restored, (type(record), values, dict(extra), problems)


def _restored(kind: Any, values: list[object], extra: dict[str, object], problems: tuple[str, ...]) -> object:
    return kind(*values, MappingProxyType(extra), problems)


@record_kind
class Record(NamedTuple):
    """A message as its provider keeps it; a field is `None` where the document has none. Read-only, hashable.

    Words a provider chooses from are members of a `StrEnum` in its own spelling, or the `str` as it stands
    where the value is not a documented one.

    Attributes:
        id: the provider's identifier.
        channel: how it travelled, in the provider's word.
        direction: which way, in the provider's word.
        status: how far it came, in the provider's word.
        text: what it says.
        segments: how many the provider counted.
        encoding: the one the provider chose.
        charge: what the provider charges, exact, never through a float.
        fees: what carriers charge.
        currency: of both, an ISO 4217 code.
        mcc: mobile country code, with its leading zeros.
        mnc: mobile network code, with its leading zeros.
        sender: a number or a name.
        recipient: a number.
        account: the account, by identifier or e-mail.
        created: when it was submitted; this and the other times are aware.
        updated: when anything last changed.
        scheduled: when it was to be sent.
        sent: when it was.
        delivered: when it arrived.
        error_code: the provider's own.
        error_message: in words.
        template: identifier of the template it was made from.
        tag: what the sender marked it with.
        country: of the recipient.
        media: addresses of files.
        send_style: an iMessage effect.
        was_downgraded: whether an iMessage went as SMS.
        message_type: whether it went to one person or a group.
        group: identifier of that group.
        participants: the numbers of a group; or the recipients, where they are several.
        provider: whose record it is: a name of `PROVIDERS`.
        common_channel: how it travelled, in our words; `None` where the provider's have no equal.
        common_direction: which way, in our words.
        outcome: how far it came, in words common to all providers.
        extra: every key of the document that has no field here, or whose value does not fit its field.
        problems: a sentence on each value that is not what the documentation says.
    """

    id: str | None = None
    channel: str | None = None
    direction: str | None = None
    status: str | None = None
    text: str | None = None
    segments: int | None = None
    encoding: str | None = None
    charge: Decimal | None = None
    fees: Decimal | None = None
    currency: str | None = None
    mcc: str | None = None
    mnc: str | None = None
    sender: str | None = None
    recipient: str | None = None
    account: str | None = None
    created: datetime | None = None
    updated: datetime | None = None
    scheduled: datetime | None = None
    sent: datetime | None = None
    delivered: datetime | None = None
    error_code: int | str | None = None
    error_message: str | None = None
    template: str | None = None
    tag: str | None = None
    country: str | None = None
    media: tuple[str, ...] | None = None
    send_style: str | None = None
    was_downgraded: bool | None = None
    message_type: str | None = None
    group: str | None = None
    participants: tuple[str, ...] | None = None
    provider: str | None = None
    common_channel: Channel | None = None
    common_direction: Direction | None = None
    outcome: Outcome | None = None
    extra: Mapping[str, object] = NO_EXTRA
    problems: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them; amounts are strings."""
        return plain_fields(self)


field_index: Final = Record._fields.index
"""Where a field stands in a `Record`."""

STRICT: Final = frozenset(Record._fields[: field_index("account")])
"""Fields that an audit relies on: a document in which one of them cannot be read is refused."""

_MCC, _MNC = map(field_index, ("mcc", "mnc"))
_MCC_DIGITS: Final = 3  # ITU-T E.212


def set_network(network: str, key: str, values: list[Any], rest: dict[str, Any], problems: list[str]) -> None:
    """Set mcc and mnc from a network's code such as ``310670``; keep and report a code of another form."""
    if network.isascii() and network.isdigit() and len(network) in (5, 6):
        values[_MCC], values[_MNC] = network[:_MCC_DIGITS], network[_MCC_DIGITS:]
    else:
        rest[key] = network
        problems.append(f"{key}: {network!r} is not three digits and two or three more")


def parsed(document: str | bytes | bytearray) -> Any:
    """Parse a provider's JSON, its numbers exact.

    Raises:
        RecordError: it is not JSON, has a key twice, or has a number that cannot be held.
    """
    try:
        return parsed_json(document, remedy="give the response as it came")
    except UndecodableFileError as error:
        raise RecordError(error.problem, "decode it first, and give the text") from None
    except MalformedFileError as error:
        raise RecordError.of(error) from None
