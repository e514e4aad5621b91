"""Answers to the page: each question and each answer is JSON, so that a worker or a service may carry it.

A line here knows the page's questions; how they are shown is not known. What the first answer does not need
is imported when it is asked for: in a browser every module takes its time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...core.counting import layout_count
from ...core.policy import Boundary, Policy
from ...errors import SegmenterError, UnencodableError

if TYPE_CHECKING:
    from ...channels.profiles import Profile
    from ...pricing import Query, RateCard

__all__ = ["PageAnswers", "TeamTemplate", "rates_of"]

_CHANNELS = ("whatsapp", "viber", "rcs")
_MOST_SEGMENTS = 255
_MOST_ENDS = 300  # that are drawn


class TeamTemplate(NamedTuple):
    """A text that the page offers to begin with.

    Attributes:
        name: as it is listed.
        text: of the template.
        syntax: how its placeholders are written.
    """

    name: str
    text: str
    syntax: str


class PageAnswers:
    """What answers the page.

    Args:
        profile: of a team; it is offered first, and is the one at the beginning.
        rates: the team's card; it prices messages until a rate is typed.
    """

    def __init__(self, profile: Profile | None = None, rates: RateCard | None = None) -> None:
        self._profile, self._rates = profile, rates
        self._asked: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "count": self._count,
            "explain": self._explain,
            "template": self._template,
            "catalog": self._catalog,
            "picture": self._picture,
        }

    def answer(self, question: str) -> str:
        """Answer a question, both as JSON. What cannot be answered is an ``error`` with its words."""
        return json.dumps(self.answered(json.loads(question)))

    def answered(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a question that is read already."""
        try:
            return self._asked[asked["ask"]](asked)
        except SegmenterError as error:
            return {"error": _error(error)}

    # What a text is counted by

    def _judge(self, asked: Mapping[str, Any]) -> Profile | None:
        name = asked.get("profile")
        if not name:
            return None
        if self._profile is not None and name == self._profile.name:
            return self._profile
        from ...providers import profile

        return profile(name)

    def _text(self, asked: Mapping[str, Any]) -> tuple[str, Policy, Profile | None]:
        """Return the text as its profile prepares it, the policy it is counted by, and that profile."""
        judge = self._judge(asked)
        text: str = judge.prepared(asked["text"]) if judge else asked["text"]
        return text, self._policy(asked, judge), judge

    def _policy(self, asked: Mapping[str, Any], judge: Profile | None) -> Policy:
        policy = judge.policy if judge else Policy()
        if languages := asked.get("languages"):
            policy = policy._replace(locking_shifts=languages, single_shifts=languages)
        if boundary := asked.get("boundary"):
            policy = policy._replace(boundary=Boundary(boundary))
        return policy

    # The answers

    def _count(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Count a text and say where its segments end: what is drawn with every key that is pressed."""
        from ...advice.characters import OUTSIDE
        from ...advice.ends import layout_of, segment_ends

        text, policy, judge = self._text(asked)
        found: dict[str, Any] = {"changed": text if text != asked["text"] else None}
        found["most"] = judge.max_segments if judge else _MOST_SEGMENTS
        try:
            layout = layout_of(text, policy)
        except UnencodableError as error:
            empty: dict[str, Any] = {"count": None, "error": _error(error), "ends": []}
            return found | empty | {"outside": _outside(OUTSIDE, text)}
        counted = layout_count(layout)
        ends = [
            (end.start, end.stop, end.units, end.cut and end.cut.value)
            for end, _ in zip(segment_ends(text, layout), range(_MOST_ENDS), strict=False)
        ]
        outside = _outside(OUTSIDE, text) if counted.encoding == "UCS-2" else []
        return found | {"count": counted.as_dict(), "ends": ends, "outside": outside}

    def _explain(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Explain a text, what it costs, and what other channels make of it."""
        from ...advice.explanation import explain
        from ...report.display import Screen
        from ...report.explanations import advice_words, notes

        text, policy, judge = self._text(asked)
        explanation = explain(text, policy=policy)
        fields = explanation.as_dict()
        found = {name: fields[name] for name in ("groups", "advice", "languages")}
        found["edits"] = [(edit.start, edit.stop, edit.new) for edit in explanation.edits]
        for advice, written in zip(explanation.advice, found["advice"], strict=True):
            written["words"] = advice_words(advice, explanation)
        found["notes"] = list(notes(explanation, Screen()))
        found["channels"] = [_channel(name, asked["text"], judge) for name in _CHANNELS]
        found["price"] = None
        if asked.get("rate") or self._rates:
            found["price"] = self._price(asked, explanation)
        return found

    def _price(self, asked: Mapping[str, Any], explanation: Any) -> dict[str, Any] | None:
        from ...pricing.quotes.quotes import quoted
        from ...pricing.quotes.savings import savings
        from ...report.prices import money_words

        if explanation.count is None:
            return None
        try:
            card = self._card(asked)
            query = _query(card, asked.get("to", ""))
            quote = quoted(explanation.text, query, rates=card, counted=explanation.count)
        except SegmenterError as error:
            return {"error": _error(error)}
        low, expected, high = (money_words(total.money) for total in (quote.low, quote.expected, quote.high))
        worths = {worth.way: money_words(worth.saved) for worth in savings(quote, explanation)}
        return {
            "low": low,
            "expected": expected,
            "high": high,
            "rate": quote.expected.rate.path and quote.expected.rate.place,
            "saves": worths,
        }

    def _card(self, asked: Mapping[str, Any]) -> RateCard:
        words = (asked.get("rate") or "").strip()
        if not words and self._rates:
            return self._rates
        return rates_of(words)

    def _template(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return the range of a template, and what adds a segment."""
        from ...report.templates import tip_words
        from ...templates import Placeholder, Variable, bounds, parse

        judge = self._judge(asked)
        template = parse(asked["text"], syntax=asked.get("syntax", "brace"))
        names = [part.name for part in template.parts if isinstance(part, Placeholder)]
        longest = judge.max_variable.number if judge and judge.max_variable else 30
        given = {name: asked.get("variables", {}).get(name) for name in dict.fromkeys(names)}
        described = {
            name: Variable(**one) if one else Variable(longest=longest) for name, one in given.items()
        }
        extent = bounds(template, described, policy=self._policy(asked, judge))
        fields = extent.as_dict()
        for name, tip in extent.tips.items():
            fields["variables"][name]["words"] = tip_words(tip)
        return fields

    def _catalog(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Check a catalog that was pasted, every entry of it."""
        from ...catalogs import read
        from ...lint.checking import Options, check

        catalog = read(asked["name"], asked["text"].encode("utf-8", "surrogatepass"))
        judge = self._judge(asked)
        overrides = {"profile": judge} if judge else {}
        checked = check(catalog, options=Options(everything=True, overrides=overrides))
        return {
            "format": catalog.format,
            "messages": checked.messages,
            "findings": [finding.as_dict() for finding in checked.findings],
        }

    def _picture(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Draw a text as ``segmenter explain --svg`` does."""
        from ...advice.explanation import explain
        from ...report.pictures import explanation_svg

        text, policy, _ = self._text(asked)
        return {"svg": explanation_svg(explain(text, policy=policy))}


def _error(error: SegmenterError) -> dict[str, Any]:
    facts = {"index": getattr(error, "index", None), "line": error.line}
    return {"message": str(error), "kind": type(error).__name__} | facts


def _outside(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return the stretches that GSM-7 lacks."""
    return [match.span() for match in pattern.finditer(text)]


def _channel(name: str, text: str, judge: Profile | None) -> dict[str, Any]:
    """Return how long a text is on a channel, and what is wrong with it there."""
    from ...channels.excess import limits_on
    from ...channels.findings import Severity
    from ...channels.measures import measure
    from ...channels.messages import Channel, OutboundMessage
    from ...channels.validation import check
    from ...providers import profile

    channel = Channel(name)
    own = judge if judge and channel in judge.channels else profile("standard")
    limits = limits_on(own.channels[channel].limits, "text", alone=True)
    hard = [limit for limit in limits if limit.severity is Severity.ERROR]
    found: dict[str, Any] = {"channel": name, "profile": own.name}
    found |= {"length": None, "limit": None, "measure": ""}
    validation = check(OutboundMessage(channel=channel, text=text), own)
    found["findings"] = [(finding.severity.value, finding.message) for finding in validation.findings if text]
    if hard:
        limit = min(hard, key=lambda limit: limit.number)
        try:
            found["length"] = measure(text, limit.measure)
        except UnencodableError:
            return found
        found |= {"limit": limit.number, "measure": limit.measure.value.replace("-", " ")}
    return found


def _query(card: RateCard, to: str) -> Query:
    """Return the query of a recipient, given as a number, or as a country's code."""
    from datetime import date

    to = to.strip()
    if re.fullmatch("[A-Za-z]{2}", to):
        return card.query(at=date.today(), country=to)
    return card.query(at=date.today(), recipient=to or None)


_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "₹": "INR"}
_RATE = re.compile(
    r"(?P<before>[A-Za-z]{3}|[€£$₹])?\s*(?P<amount>[0-9]+(?:[.,][0-9]+)?)\s*(?P<after>[A-Za-z]{3}|[€£$₹])?"
)


def rates_of(words: str) -> RateCard:
    """Return the rate that was typed, such as ``0.0075 USD``, or the card that was pasted.

    Raises:
        RateError: it is neither.

    >>> [str(rate.price) + rate.currency for rate in rates_of("€ 0,04").rates]
    ['0.04EUR']
    """
    from ...pricing import Rate, RateCard, RateError
    from ...pricing.cards.loading import rates_in

    if "\n" in words.strip():
        return RateCard(rates_in(words, name=_card_name(words)))
    match = _RATE.fullmatch(words.strip())
    if match is None:
        raise RateError(
            f"is {words.strip()[:40]!r}", "write it as 0.0075 USD, or paste a rate card", key="rate"
        )
    currency = match["before"] or match["after"]
    if currency is None:
        raise RateError("has no currency", f"write it as {match['amount']} USD", key="rate")
    price = match["amount"].replace(",", ".")
    return RateCard([Rate(price=price, currency=_SIGNS.get(currency, currency.upper()))])


def _card_name(words: str) -> str:
    head = words.lstrip()
    if head.startswith(("{", "[{")):
        return "pasted.json"
    if head.startswith("[[") or re.match(r"\w+\s*=", head):
        return "pasted.toml"
    return "pasted.tsv" if "\t" in head.split("\n", 1)[0] else "pasted.csv"
