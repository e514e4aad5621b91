"""Refusals: what channels, phones and countries refuse in a message whatever its length.

One function per question, each returning its findings; which provider carries the message is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..core.counting import Count
from ..core.policy import Encoding
from .broadcast import MOST_PAGES, pages_of
from .findings import Finding, Severity
from .messages import Channel, OutboundMessage

__all__ = ["refusals"]


def refusals(message: OutboundMessage, counted: Count | None) -> Iterator[Finding]:
    """Yield what is refused in a message.

    Sources: netflie/whatsapp-cloud-api 201, frappe_whatsapp 169 (parameters); sms_autofill 67, WICG/web-otp
    4 (one-time codes); MessageMedia's policy, ACMA, cms-law (senders); read 2026-11-28.
    """
    if message.channel is Channel.WHATSAPP and message.variables:
        yield from _parameters(message)
    if message.channel is Channel.CELL_BROADCAST and message.text:
        yield from _broadcast(message.text)
    if message.channel is Channel.SMS:
        if message.text and counted is not None:
            yield from _one_time_code(message.text, counted)
        if message.sender is not None and message.recipients:
            yield from _sender(message.sender, message.recipients)


def _broadcast(text: str) -> Iterator[Finding]:
    """Ask whether a text keeps within 15 pages, and name what makes them smaller."""
    try:
        pages = pages_of(text)
    except UnicodeEncodeError:
        return  # SEG101's
    if pages.pages > MOST_PAGES:
        unit = "septets" if pages.encoding is Encoding.GSM7 else "code units"
        problem = f"text takes {pages.pages:,} pages of {pages.page_units} {unit}, more than {MOST_PAGES}"
        if pages.offenders:
            names = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in pages.offenders[:5])
            problem += f"; not in GSM-7: {names}{' and more' if len(pages.offenders) > 5 else ''}"
        yield _error("SEG103", "text", f"{problem}; shorten it")


_BREAKS = re.compile(r"[\n\r\t]| {5,}")


def _parameters(message: OutboundMessage) -> Iterator[Finding]:
    """Ask whether WhatsApp takes each parameter: not empty, no line break or tab, no run of blanks."""
    values = message.variables or ()
    named = values.items() if isinstance(values, Mapping) else enumerate(values)
    for name, value in named:
        field = f"variables[{name}]"
        if not value.strip():
            yield _error("SEG511", field, f"{field} is empty; whatsapp needs a value for each parameter")
        elif match := _BREAKS.search(value):
            what = "more than four blanks in a row" if match[0][0] == " " else "a line break or a tab"
            problem = f"{field} has {what}, which whatsapp refuses; put a comma or one blank there"
            yield _error("SEG511", field, problem, *match.span())


_ORIGIN_BOUND = re.compile(r"@(\S+) #(\S+)(?: %\S+)?")
_HASH = re.compile(r"[A-Za-z0-9+/]{11}")
_RETRIEVER_OCTETS = 140


def _one_time_code(text: str, counted: Count) -> Iterator[Finding]:
    """Ask whether a text that means to fill in a one-time code by itself has the form for it."""
    last = text.rsplit("\n", 1)[-1]
    start = len(text) - len(last)
    if last.startswith("@") and "#" in last:
        if not _ORIGIN_BOUND.fullmatch(last):
            problem = "the last line is not exactly '@domain #code', so no browser fills in the code"
            yield Finding("SEG121", Severity.WARNING, "text", problem, start, len(text))
        elif counted.segments > 1:
            problem = f"the text takes {counted.segments:,} segments, so browsers may miss '@domain #code'"
            yield Finding("SEG121", Severity.WARNING, "text", f"{problem}; shorten it to one")
    elif text.startswith("<#>"):
        octets = len(text.encode("utf-8", "surrogatepass"))
        if octets > _RETRIEVER_OCTETS:
            problem = f"SMS Retriever reads at most 140 octets, and the text has {octets:,}; shorten it"
            yield Finding("SEG121", Severity.WARNING, "text", problem)
        if not _HASH.fullmatch(last.rsplit(" ", 1)[-1]):
            problem = "the text does not end with the app's hash of 11 characters, as SMS Retriever needs"
            yield Finding("SEG121", Severity.WARNING, "text", f"{problem}; add them", start, len(text))


_BLOCKED_NAMES = frozenset({"alert", "verify", "info"})
_REGISTERED = {
    "65": "Singapore blocks senders that are not registered (2023-07-31)",
    "61": "Australia shows senders that are not registered as 'Unverified' (2026-07-01)",
}


def _sender(sender: str, recipients: tuple[str, ...] | object) -> Iterator[Finding]:
    """Ask whether a country blocks or labels a sender's name."""
    if sender.lstrip("+").isdigit() or not isinstance(recipients, tuple):
        return
    countries = {number.lstrip("+")[:2] for number in recipients}
    if "44" in countries and sender.lower() in _BLOCKED_NAMES:
        problem = f"carriers in the UK block the generic sender {sender!r} (2023-09-12); use your own name"
        yield Finding("SEG305", Severity.WARNING, "sender", problem)
    for prefix, problem in _REGISTERED.items():
        if prefix in countries:
            remedy = f"register {sender!r}, or ignore this if it is"
            yield Finding("SEG305", Severity.WARNING, "sender", f"{problem}; {remedy}")


def _error(rule: str, field: str, problem: str, start: int | None = None, stop: int | None = None) -> Finding:
    return Finding(rule, Severity.ERROR, field, problem, start, stop)
