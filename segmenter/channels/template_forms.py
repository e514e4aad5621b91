"""Forms of templates: what WhatsApp and India's DLT portals refuse in a template before any value is known.

A line here reads the parts of a parsed template; which file or message it belongs to is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from ..templates.template import Literal, Placeholder, Template
from .findings import Finding, Severity
from .messages import MessageKind

__all__ = ["MOST_DLT_VARIABLES", "dlt_template", "is_whatsapp_body", "parameter", "whatsapp_body"]

_BREAKS = re.compile(r"[\n\r\t]| {5,}")


def parameter(value: str, field: str) -> Iterator[Finding]:
    r"""Yield why WhatsApp refuses the value of a parameter: it is empty, or has breaks or a run of blanks.

    Source: netflie/whatsapp-cloud-api issue 201, dimagi/open-chat-studio issue 4277 (breaks, tabs, more than
    four blanks); frappe_whatsapp issue 169, chatwoot issue 13142 (empty ones); read 2026-11-28.

    >>> [finding.message for finding in parameter("a\tb", "variables[1]")]
    ['variables[1] has a line break or a tab, which whatsapp refuses; put a comma or one blank there']
    """
    if not value.strip():
        problem = f"{field} is empty; whatsapp needs a value for each parameter"
        yield Finding("SEG511", Severity.ERROR, field, problem)
    elif match := _BREAKS.search(value):
        what = "more than four blanks in a row" if match[0][0] == " " else "a line break or a tab"
        problem = f"{field} has {what}, which whatsapp refuses; put a comma or one blank there"
        yield Finding("SEG511", Severity.ERROR, field, problem, *match.span())


def is_whatsapp_body(syntax: str, kind: MessageKind | None) -> bool:
    """Return whether a template on WhatsApp is one that Meta approves, not a text that a program fills in.

    Its kind decides; without one, whether it is written as Meta writes templates.
    """
    return syntax == "mustache" if kind is None else kind is not MessageKind.FREE_FORM


def whatsapp_body(template: Template, examples: Mapping[str, Collection[str]] | None) -> Iterator[Finding]:
    """Yield why WhatsApp refuses a template's body.

    No variable comes first or last, and numbers run from 1 in order and without a gap.

    Args:
        template: its body, parsed.
        examples: of each variable by name, where they are known; then each variable needs one.

    Source: openlivery issue 104; Meta's error 100, subcode 2388299, as Jaal-Yantra-Textiles/v2 pull request
    2134 quotes it (leading or trailing parameters); frappe_whatsapp pull request 247 (gaps in the numbers);
    read 2026-11-28.

    >>> from segmenter.templates import parse
    >>> body = parse("{{1}}, your code is {{3}}.", syntax="mustache")
    >>> for finding in whatsapp_body(body, None):
    ...     print(finding.message)
    whatsapp refuses a body that begins with a variable ({{1}}); write some words before it
    variable 3 comes without variable 2; number them 1, 2, 3 without a gap
    """
    places = [part for part in template.parts if isinstance(part, Placeholder)]
    if not places:
        return
    for end, place in (("begins", _outermost(template, 0)), ("ends", _outermost(template, -1))):
        if place is not None:
            written = template.text[place.start : place.stop]
            side = "before" if end == "begins" else "after"
            problem = f"whatsapp refuses a body that {end} with a variable ({written})"
            yield _error("SEG512", f"{problem}; write some words {side} it", place)
    names = list(dict.fromkeys(place.name for place in places))
    numbers = [int(name) for name in names if name.isdecimal()]
    if numbers and len(numbers) < len(names):
        other = next(place for place in places if not place.name.isdecimal())
        problem = f"{other.name} is a name and other variables are numbers; whatsapp takes one or the other"
        yield _error("SEG512", problem, other)
    elif numbers:
        yield from _out_of_order(numbers, places)
    if examples is not None:
        for name in names:
            if not examples.get(name):
                place = next(place for place in places if place.name == name)
                yield _error("SEG512", f"variable {name} has no example, and whatsapp asks for one", place)


def _out_of_order(numbers: list[int], places: list[Placeholder]) -> Iterator[Finding]:
    """Check whether numbers are 1, 2, 3 ..., and in this order where they first stand."""
    expected = list(range(1, len(numbers) + 1))
    if sorted(numbers) != expected:
        gap = next(number for number in range(1, len(numbers) + 2) if number not in numbers)
        odd = next(place for place in places if int(place.name) > gap or int(place.name) < 1)
        problem = f"variable {odd.name} comes without variable {gap}; number them 1, 2, 3 without a gap"
        yield _error("SEG512", problem, odd)
    elif numbers != expected:
        number = next(number for number, place in zip(numbers, expected, strict=True) if number != place)
        odd = next(place for place in places if int(place.name) == number)
        problem = f"variable {number} stands where {expected[numbers.index(number)]} is expected"
        yield _warning("SEG512", f"{problem}; number them in order", odd)


def _outermost(template: Template, end: int) -> Placeholder | None:
    """Return the placeholder at an end of a template, where nothing but white space is further out."""
    parts = [part for part in template.parts if not (isinstance(part, Literal) and not part.text.strip())]
    outermost = parts[end] if parts else None
    return outermost if isinstance(outermost, Placeholder) else None


MOST_DLT_VARIABLES = 6
"""Variables of a DLT template that some portal may take.

Pages differ: MSG91 says 1 or 2 (hasgeek/funnel issue 1741: 2, some 3), Sangamam 4 or 5, Localmail 5 or 6.
"""


def dlt_template(template: Template, *, most: int = MOST_DLT_VARIABLES) -> Iterator[Finding]:
    """Yield why a DLT portal may refuse a template: untyped, adjacent or too many variables.

    All are warnings, as only excerpts of pages were read, and portals differ.

    Args:
        template: of syntax ``dlt``.
        most: how many variables the portal takes.

    Source: TRAI's direction of 2025-11-18, as reported by fyno and textguru (types, from 60 days later on);
    hasgeek/funnel issue 1741 (adjacent variables); read 2026-11-28.

    >>> from segmenter.templates import parse
    >>> [finding.rule for finding in dlt_template(parse("Pay {#var#} {#numeric#}", syntax="dlt"))]
    ['SEG513', 'SEG514']
    """
    places = [part for part in template.parts if isinstance(part, Placeholder)]
    for place in places:
        if template.text[place.start : place.stop] == "{#var#}":
            problem = (
                "{#var#} has no type, and portals refuse that since January 2026; write what it holds: "
                "{#numeric#}, {#alphanumeric#}, {#url#}, {#urlott#}, {#cbn#} or {#email#}"
            )
            yield _warning("SEG513", problem, place)
    for place, following in pairwise(places):
        if not template.text[place.stop : following.start].strip():
            problem = "two variables stand next to each other; write words between them, or make them one"
            yield _warning("SEG514", problem, place._replace(stop=following.stop))
    if len(places) > most:
        problem = f"{len(places):,} variables, more than a portal takes ({most:,}); leave some out"
        yield _warning("SEG514", problem, places[most])


def _error(rule: str, problem: str, place: Placeholder) -> Finding:
    return Finding(rule, Severity.ERROR, "text", problem, place.start, place.stop)


def _warning(rule: str, problem: str, place: Placeholder) -> Finding:
    return Finding(rule, Severity.WARNING, "text", problem, place.start, place.stop)
