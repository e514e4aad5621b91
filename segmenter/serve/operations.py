"""What the service can be asked: for each operation the shape of its request and of each result.

Values in, values out: a line here connects JSON to the rooms below and knows no HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from ..advice.edits import SubstitutionLevel
from ..advice.explanation import explain
from ..advice.modes import SubstitutionMode
from ..advice.substitution import substitute
from ..advice.tables.languages import LANGUAGES
from ..channels.messages import Channel, OutboundMessage
from ..channels.profiles import Profile
from ..core.counting import DEFAULT_POLICY, Count, count
from ..core.policy import Boundary, Encoding, NationalLanguage, Policy, ReferenceWidth
from ..core.segmentation import segment
from ..errors import MissingExtraError, SegmenterError
from ..files.words import did_you_mean
from ..pricing import Per, Rate, RateCard
from ..pricing.quotes.quotes import quoted
from ..providers import PROFILES, profile
from ..providers.requests import OWN
from ..report.json_format import json_line
from ..report.outcomes import Failure, failure, failure_fields
from ..templates import DLT_VARIABLE, SYNTAXES, Alphabet, Template, Variable, bounds, parse
from .errors import RequestError
from .shapes import (
    AMOUNT,
    DAY,
    MOMENT,
    ChoiceShape,
    Key,
    ListShape,
    MapShape,
    NumberShape,
    ObjectShape,
    TextShape,
    ValueShape,
)

__all__ = ["MOST_TEXTS", "OPERATIONS", "Knowledge", "Operation", "profile_of", "usual_channel"]

MOST_TEXTS = 10_000
"""Texts in one request."""
_MOST_NAMES = 1_000
_LONGEST = 100_000  # code points of a variable's value


class Knowledge(NamedTuple):
    """What a service knows beyond its requests, read once when it starts.

    Attributes:
        profiles: by name; the built-in ones and your own.
        rates: the card that messages are priced by; `None` where each request brings its rates.
        usual: the profile of requests that name none.
    """

    profiles: Mapping[str, Profile]
    rates: RateCard | None = None
    usual: Profile | None = None

    @classmethod
    def of(
        cls, own: Iterable[Profile] = (), rates: RateCard | None = None, usual: Profile | None = None
    ) -> Knowledge:
        """Return what is built in, with your own profiles, your card and your usual profile."""
        profiles = {name: profile(name) for name in PROFILES} | {mine.name: mine for mine in own}
        return cls(MappingProxyType(profiles), rates, usual)


class Operation(NamedTuple):
    """One thing that can be asked of many texts in one request.

    Attributes:
        name: its path, without the slash.
        summary: what it is for, in one line.
        request: the shape of the request.
        result: the class of each result, whose `as_dict` is written.
        answer: takes what the service knows and the values of the request, and returns the results as JSON
            texts, one for each text.
        quick: whether a thousand texts take a few milliseconds, so that no thread is worth it.
    """

    name: str
    summary: str
    request: ObjectShape
    result: str
    answer: Callable[[Knowledge, Mapping[str, Any]], list[str]]
    quick: bool = False


# --- What requests have in common -------------------------------------------------------------------------


def _element(identifier: int, data: str) -> tuple[int, bytes]:
    return identifier, bytes.fromhex(data)


_HEXADECIMAL = TextShape("([0-9a-fA-F]{2})*", "octets in hexadecimal, as 0a0b")
_LANGUAGES = ListShape(ChoiceShape(NationalLanguage), len(NationalLanguage), unique=True)
_POLICY = ObjectShape(
    {
        "encodings": Key(
            ListShape(ChoiceShape(Encoding), len(Encoding), 1, unique=True),
            "those allowed, the preferred one first",
        ),
        "locking_shifts": Key(_LANGUAGES, "languages whose locking shift tables may be used"),
        "single_shifts": Key(_LANGUAGES, "languages whose single shift tables may be used"),
        "boundary": Key(ChoiceShape(Boundary), "where a cut may stand"),
        "reference_width": Key(ChoiceShape(ReferenceWidth), "bits of the concatenation reference"),
        "without": Key(TextShape(), "characters that GSM-7 may not use"),
        "numbering": Key(TextShape(), "how parts are numbered in their text, as ({number}/{total})"),
        "extra_elements": Key(
            ListShape(
                ObjectShape(
                    {
                        "identifier": Key(NumberShape(0, 255), "of the element", required=True),
                        "data": Key(_HEXADECIMAL, "its octets, hexadecimal", required=True),
                    },
                    _element,
                ),
                40,
            ),
            "header elements that every segment carries",
        ),
    },
    Policy,
)
_TEXTS = Key(ListShape(TextShape(), MOST_TEXTS), "the texts, as they would be sent", required=True)
_PROFILE = Key(TextShape(), "a provider: what it adds to a text, and its encoding")
_COUNTED = {"texts": _TEXTS, "profile": _PROFILE, "policy": Key(_POLICY, "how texts may be encoded and cut")}


def profile_of(known: Knowledge, asked: Mapping[str, Any]) -> Profile | None:
    """Return the profile that a request names; a name never leads to a file."""
    name = asked.get("profile")
    if name is None:
        return known.usual
    if name not in known.profiles:
        problem = f"is {name[:60]!r}, and there is no such profile"
        remedy = f"the profiles are {', '.join(known.profiles)}{did_you_mean(name[:60], known.profiles)}"
        raise RequestError(problem, remedy, key="profile")
    return known.profiles[name]


def _judged(known: Knowledge, asked: Mapping[str, Any]) -> tuple[list[str], Policy, Profile | None]:
    """Return the texts of a request as its profile prepares them, its policy, and that profile."""
    judge, texts = profile_of(known, asked), asked["texts"]
    policy: Policy = asked.get("policy") or (judge.policy if judge else DEFAULT_POLICY)
    if judge and judge.changes_texts:
        texts = [judge.prepared(text) for text in texts]
    return texts, DEFAULT_POLICY if policy == DEFAULT_POLICY else policy, judge


def _written(outcome: Any) -> str:
    return json_line(failure_fields(outcome) if isinstance(outcome, Failure) else outcome.as_dict())


def _each(texts: Sequence[Any], answer: Callable[[Any], Any]) -> list[str]:
    """Answer each text; one that has no answer says why in its place."""
    results = []
    for text in texts:
        try:
            results.append(_written(answer(text)))
        except MissingExtraError:
            raise
        except SegmenterError as error:
            results.append(_written(failure(error)))
    return results


# --- Count and split --------------------------------------------------------------------------------------

_COUNTS: dict[Count, str] = {}
"""Counts as JSON. Few are different: a thousand are written in 0.1 ms rather than 4."""
_MOST_COUNTS = 5_000


def _count_written(counted: Count) -> str:
    if len(_COUNTS) >= _MOST_COUNTS:
        _COUNTS.clear()
    return _COUNTS.setdefault(counted, _written(counted))


def _count(known: Knowledge, asked: Mapping[str, Any]) -> list[str]:
    texts, policy, _ = _judged(known, asked)
    written, get = _count_written, _COUNTS.get
    try:
        counts = [count(text, policy=policy) for text in texts]
    except SegmenterError:
        return _each(texts, partial(count, policy=policy))
    return [get(counted) or written(counted) for counted in counts]


def _split(known: Knowledge, asked: Mapping[str, Any]) -> list[str]:
    texts, policy, _ = _judged(known, asked)
    return _each(texts, partial(segment, policy=policy))


# --- Advice -----------------------------------------------------------------------------------------------


def _explain(known: Knowledge, asked: Mapping[str, Any]) -> list[str]:
    texts, policy, _ = _judged(known, asked)
    return _each(texts, partial(explain, policy=policy))


def _substitute(known: Knowledge, asked: Mapping[str, Any]) -> list[str]:
    _, policy, _ = _judged(known, asked)  # the texts as they are: what a profile adds is not ours to change
    given = {name: asked[name] for name in ("level", "mode", "languages") if name in asked}
    return _each(asked["texts"], partial(substitute, policy=policy, **given))


# --- Channels ---------------------------------------------------------------------------------------------

_MESSAGE: dict[str, Any] = {
    "description": "a message, with fields among "
    + ", ".join(field.name for field in fields(OutboundMessage))
    + "; whatever is wrong with its form is a finding, so any value is accepted",
    "examples": [{"channel": "rcs", "text": "Hi", "suggestions": ["Yes", "No"]}],
}


def _validate(known: Knowledge, asked: Mapping[str, Any]) -> list[str]:
    judge = profile_of(known, asked) or known.profiles["standard"]
    channel = asked.get("channel") or usual_channel(judge)
    now = asked.get("now") or datetime.now(UTC).replace(microsecond=0)
    given = {"policy": asked["policy"]} if "policy" in asked else {}

    def answer(body: Any) -> Any:
        return OWN.check(body, judge, channel=channel, now=now, **given).validation

    return _each(
        [{"text": text} for text in asked["texts"]] if "texts" in asked else asked["messages"], answer
    )


def usual_channel(judge: Profile) -> Channel:
    """Return the channel of requests that name none: SMS, where the profile offers it."""
    return Channel.SMS if Channel.SMS in judge.channels else next(iter(judge.channels))


def _texts_or_messages(**asked: Any) -> dict[str, Any]:
    if ("texts" in asked) == ("messages" in asked):
        raise RequestError(
            "holds both texts and messages" if "texts" in asked else "holds neither texts nor messages",
            "give one of them",
            key="the request",
        )
    return asked


# --- Templates --------------------------------------------------------------------------------------------


def _template(known: Knowledge, asked: Mapping[str, Any]) -> list[str]:
    (_, policy, judge), syntax = _judged(known, asked), asked.get("syntax", "brace")
    described: dict[str, Variable] = asked.get("variables", {})
    default = asked.get("default") or _usual_variable(judge, syntax)
    parsed: list[Template | Failure] = []
    for text in asked["texts"]:
        try:
            parsed.append(parse(text, syntax=syntax))
        except SegmenterError as error:
            parsed.append(failure(error))
    names = {name for template in parsed if isinstance(template, Template) for name in template.names}
    if not any(isinstance(template, Failure) for template in parsed):
        for name in described:
            if name not in names:
                near = did_you_mean(name, names)
                raise RequestError(
                    "is not a placeholder of any template", f"leave it out{near}", key=f"variables.{name}"
                )

    def answer(template: Template | Failure) -> Any:
        if isinstance(template, Failure):
            return template
        own = {name: described[name] for name in template.names if name in described}
        return bounds(template, own, policy=policy, default=default)

    return _each(parsed, answer)


def _usual_variable(judge: Profile | None, syntax: str) -> Variable | None:
    if judge and judge.max_variable:
        return Variable(longest=judge.max_variable.number)
    return DLT_VARIABLE if syntax == "dlt" else None


_VARIABLE = ObjectShape(
    {
        "shortest": Key(NumberShape(0, _LONGEST), "code points at least"),
        "longest": Key(NumberShape(0, _LONGEST), "code points at most", required=True),
        "alphabet": Key(ChoiceShape(Alphabet), "what it may be made of"),
        "examples": Key(ListShape(TextShape(), 100), "values as they may come"),
    },
    Variable,
)


# --- Prices -----------------------------------------------------------------------------------------------

_MOST_RATES = 10_000
_KEYS_OF_QUERY = ("channel", "recipient", "country", "mcc", "mnc", "at", "category", "number_type", "volume")


def _price(known: Knowledge, asked: Mapping[str, Any]) -> list[str]:
    texts, policy, _ = _judged(known, asked)
    card = RateCard(asked["rates"]) if "rates" in asked else known.rates
    if card is None:
        raise RequestError("are missing", "send rates, or start the service with --rates FILE", key="rates")
    query = card.query(**{name: asked[name] for name in _KEYS_OF_QUERY if name in asked})
    return _each(texts, lambda text: quoted(text, query, rates=card, policy=policy))


_RATE = ObjectShape(
    {
        "price": Key(AMOUNT, "for one segment, or message", required=True),
        "currency": Key(TextShape(), "ISO 4217, as EUR", required=True),
        "channel": Key(ChoiceShape(Channel), "how it travels"),
        "country": Key(TextShape(), "of the recipient, ISO 3166-1 alpha-2"),
        "mcc": Key(TextShape(), "of the recipient's network"),
        "mnc": Key(TextShape(), "of the recipient's network"),
        "prefix": Key(TextShape(), "the first digits of the recipient's number"),
        "number_type": Key(TextShape(), "of the sender"),
        "category": Key(TextShape(), "of the message"),
        "per": Key(ChoiceShape(Per), "what the price is for"),
        "fee": Key(AMOUNT, "a surcharge, paid like the price"),
        "minimum": Key(AMOUNT, "the least that a message costs"),
        "tier_from": Key(NumberShape(0, 10**15), "the volume from which the row applies"),
        "valid_from": Key(DAY, "its first day"),
        "valid_to": Key(DAY, "its last day"),
    },
    Rate,
)


OPERATIONS: Mapping[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation(
            "count",
            "how texts are encoded, how many segments they take, and the room left",
            ObjectShape(_COUNTED),
            "Count",
            _count,
            quick=True,
        ),
        Operation(
            "split",
            "the segments of texts: what each holds and where it was cut",
            ObjectShape(_COUNTED),
            "Message",
            _split,
        ),
        Operation(
            "explain",
            "which characters cost segments, and what to type instead",
            ObjectShape(_COUNTED),
            "Explanation",
            _explain,
        ),
        Operation(
            "substitute",
            "replace characters that make texts cost more",
            ObjectShape(
                {
                    **_COUNTED,
                    "level": Key(ChoiceShape(SubstitutionLevel), "how far to go"),
                    "mode": Key(ChoiceShape(SubstitutionMode), "when to replace"),
                    "languages": Key(
                        ListShape(ChoiceShape(tuple(LANGUAGES)), 20),
                        "ISO 639-1 codes whose rules are used, the first wins",
                    ),
                }
            ),
            "Substitution",
            _substitute,
        ),
        Operation(
            "validate",
            "whether a channel and a provider accept messages, and why not",
            ObjectShape(
                {
                    "texts": Key(
                        ListShape(TextShape(), MOST_TEXTS), "texts sent as they are; or else messages"
                    ),
                    "messages": Key(
                        ListShape(ValueShape(_MESSAGE), MOST_TEXTS), "messages with all their parts"
                    ),
                    "channel": Key(ChoiceShape(Channel), "of those that name none"),
                    "profile": Key(TextShape(), "the provider (default: the service's, else standard)"),
                    "policy": Key(_POLICY, "how SMS are counted (default: the profile's)"),
                    "now": Key(MOMENT, "when it is, for schedules (default: the current time)"),
                },
                _texts_or_messages,
            ),
            "Validation",
            _validate,
        ),
        Operation(
            "template",
            "the range of templates before their values are known",
            ObjectShape(
                {
                    **_COUNTED,
                    "syntax": Key(ChoiceShape(SYNTAXES), "how placeholders are written"),
                    "variables": Key(MapShape(_VARIABLE, _MOST_NAMES), "what is known of values, by name"),
                    "default": Key(_VARIABLE, "the same for every other value"),
                }
            ),
            "Bounds",
            _template,
        ),
        Operation(
            "price",
            "what texts cost by a rate card, and why",
            ObjectShape(
                {
                    **_COUNTED,
                    "rates": Key(
                        ListShape(_RATE, _MOST_RATES, 1), "rows of a rate card (default: the service's)"
                    ),
                    "channel": Key(ChoiceShape(Channel), "how texts travel (default: sms)"),
                    "recipient": Key(TextShape(), "their number, as +447700900123"),
                    "country": Key(TextShape(), "of the recipient, ISO 3166-1 alpha-2"),
                    "mcc": Key(TextShape(), "of the recipient's network"),
                    "mnc": Key(TextShape(), "of the recipient's network"),
                    "at": Key(DAY, "the day they are sent"),
                    "category": Key(TextShape(), "of the messages, as the card names it"),
                    "number_type": Key(TextShape(), "of the sender, as the card names it"),
                    "volume": Key(NumberShape(0, 10**15), "how much was sent before, for tiers"),
                }
            ),
            "Quote",
            _price,
        ),
    )
}
"""By name; each is answered at ``POST /NAME``."""
