"""A message's cost in a few words, to stand beside its text: in an editor, where room is short.

Shows what the check and advice know of a message; nothing is judged here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.policy import Encoding
from ..lint.characters import outside
from ..lint.offenders import offenders_in
from .counts import count_words, segment_words
from .display import Screen, columns_taken, visible
from .explanations import advice_words, edit_words, headline, offender_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..core.counting import Count
    from ..lint.messages import CatalogMessage
    from ..pricing.quotes.quotes import Quote

__all__ = ["about_words", "cost_words", "price_words"]

_MOST_OFFENDERS = 4
_MOST_LETTERS = 8
_MOST_ADVICE = 3
_LONGEST_EXPLAINED = 20_000  # code points; longer ones would keep an editor waiting
_SCREEN = Screen()


def cost_words(message: CatalogMessage) -> str:
    """Return what a message takes, and the characters that make it UCS-2 if they are few.

    >>> from segmenter.catalogs import Entry
    >>> from segmenter.lint.messages import CatalogMessage
    >>> cost_words(CatalogMessage(Entry("a", "It’s on its way" * 5, 1)))
    '2 segments, UCS-2: ’'
    """
    if not message.sms:
        return f"{len(message.text):,} characters, {message.settings.channel}"
    if message.unencodable is not None:
        return f"cannot be encoded: {visible(message.unencodable.character)}"
    count = message.count
    assert count is not None
    most = message.bounds()
    words, highest = segment_words(count.segments), most.most.count if most else count
    if highest.segments != count.segments:
        words = f"{count.segments:,} to {segment_words(highest.segments)}"
    elif most is None and message.placeholders:
        words = f"at least {words}"
    words += f", {count.encoding}"
    if highest.encoding != count.encoding:
        words += f" or {highest.encoding}"
    shown = _forcing(message, count)
    return f"{words}: {shown}" if shown else words


def _forcing(message: CatalogMessage, count: Count) -> str:
    """Return the characters that keep a text out of GSM-7; nothing where they are a whole script."""
    if count.encoding is not Encoding.UCS2 or len(message.text) > _LONGEST_EXPLAINED:
        return ""
    text = message.entry.with_isolates() if message.is_isolated else message.text
    if sum(map(str.isalpha, outside(text))) > _MOST_LETTERS:
        return ""
    characters = offenders_in(text).characters
    words = " ".join(map(_seen, characters[:_MOST_OFFENDERS]))
    return f"{words} …" if len(characters) > _MOST_OFFENDERS else words


def _seen(character: str) -> str:
    """Return a character as a reader sees it; by its number where nobody does."""
    if all(columns_taken(visible(one)) and one.isprintable() for one in character[:1]):
        return character
    return " ".join(f"U+{ord(one):04X}" for one in character)


def about_words(message: CatalogMessage) -> Iterator[str]:
    """Yield what explains a message's cost, in paragraphs of a line: the count, offenders, advice.

    >>> from segmenter.catalogs import Entry
    >>> from segmenter.lint.messages import CatalogMessage
    >>> for words in about_words(CatalogMessage(Entry("a", "It’s on its way" * 5, 1))):
    ...     print(words)
    UCS-2, 2 segments of up to 67 code units: 5 code units over 1 segment
    ’ U+2019 RIGHT SINGLE QUOTATION MARK at 2, 17, 32, 47, 62: a typographic form of what GSM-7 has; type '
    replace typographic characters: saves 1 segment (2 to 1; GSM-7, 75 septets): ’ → ' (5 ×)
    """
    from ..advice.explanation import explain

    if not message.sms or len(message.text) > _LONGEST_EXPLAINED:
        yield cost_words(message)
        return
    profile = message.settings.profile
    text = message.entry.with_isolates() if message.is_isolated else message.text
    explanation = explain(profile.prepared(text) if profile else text, policy=message.policy)
    if message.placeholders and message.count:
        yield f"{cost_words(message)}; with values at their shortest: {count_words(message.count)}"
    else:
        yield headline(explanation)
    yield from (words for words, _ in offender_entries(explanation, _SCREEN, _MOST_OFFENDERS))
    if message.is_isolated:
        return  # the program adds the signs; no edit of the text removes them
    for advice in explanation.advice[:_MOST_ADVICE]:
        yield f"{advice_words(advice, explanation)}: {edit_words(advice.edits, _SCREEN)}"


def price_words(quotes: Iterable[Quote]) -> str:
    """Return the cost of the messages in one place, such as the variants of a plural, as a range.

    >>> from segmenter.pricing import Rate, RateCard, quote
    >>> rows = Rate(price="0.04", currency="EUR", country="GB"), Rate(price="0.05", currency="EUR")
    >>> card = RateCard(rows)
    >>> price_words([quote("Hi", rates=card, country="GB")]), price_words([quote("Hi", rates=card)])
    ('0.04 EUR to GB', '0.04 EUR to 0.05 EUR')
    """
    from .prices import money_words

    known = list(quotes)
    low = min((quote.low.money for quote in known), key=lambda money: money.amount)
    high = max((quote.high.money for quote in known), key=lambda money: money.amount)
    words = money_words(low) if low == high else f"{money_words(low)} to {money_words(high)}"
    country = known[0].query.country
    if country is None:
        return words
    return f"{words}, to {country}" if low != high else f"{words} to {country}"
