"""The placeholders of a translation differ from its source.

Customers never receive what is missing: the code, the amount, the link. An unknown placeholder is sent as
it stands, or makes the program that fills it in fail; so does %d where the program supplies text. In a
plural, a form for exactly zero, one or two may omit the number. This is only checked where the syntax of
placeholders is known and the file contains the source: gettext, XLIFF, .xcstrings. A msgid that is a
name, such as sms.code, is not a source.

:code: SEG505
:severity: error
:fixable: no
:asks: source
:options: syntax
"""

from __future__ import annotations

import re

from ...catalogs.entries import Entry
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (
    Example("Votre code", source="Your code is {code}", syntax="brace"),
    Example("Bonjour {nom}", source="Hello {name}", syntax="brace"),
    Example("%d a %s", source="%s has %d", syntax="percent"),
)
GOOD = (
    Example("{code} est votre code", source="Your code is {code}", syntax="brace"),
    Example("%2$d pour %1$s", source="%1$s has %2$d", syntax="percent"),
)

# Plural forms that may speak of one exact number, as CLDR names them. "one" of Russian is 21 too; its
# translator knows. gettext numbers its forms: the first is mostly that of one; in languages with forms of
# their own for none or two, these are in Plural-Forms as CLDR lists them.
_EXACT = frozenset(("zero", "one", "two", "=0", "=1", "=2"))
_EXACT_INDICES = {
    language: frozenset(indices)
    for language, indices in (
        ("ar", "012"),
        ("cy", "01"),
        ("ga", "01"),
        ("he", "01"),
        ("lv", "02"),
        ("sl", "01"),
    )
}
_NUMBER = (
    r"(?i:(?:.*[_.-])?(?:n|nb|cnt|count(?:er)?|num(?:ber)?|total|quantity|qty)(?:[_.-].*)?)"
    r"|.*(?:Count|Counter|Number|Num|Total|Quantity)"
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield what is missing, what is too much, and what takes another kind of value."""
    if lost := message.entry.lost:
        words = f"inline code{'s' * (len(lost) > 1)} {', '.join(lost)} of the source {_is([*lost])} missing"
        yield Diagnosis(words, 0, len(message.text), "add it" if len(lost) == 1 else "add them")
    if message.has_placeholders_of_source():
        return
    source, own = message.source, message.written
    if source is None or source.error or own.error or source.branched or own.branched:
        return
    if not (source.names or own.names):
        return
    missing = [name for name in source.names if name not in own.names]
    extra = [name for name in own.names if name not in source.names]
    kinds, source_kinds = _kinds(message)
    if _is_exact(message.entry):
        # The source of such a form may be the singular, which may leave the number out as well.
        if (gone := _number(source.names, missing, source_kinds)) is not None:
            missing.remove(gone)
        elif not missing and (added := _number(own.names, extra, kinds)) is not None:
            extra.remove(added)
    if missing:
        said = f"{_listed(missing)} of the source {_is(missing)} missing"
        yield Diagnosis(said, 0, len(message.text), "put it in")
    if extra:
        have = f"the source has {', '.join(source.names)}" if source.names else "the source has none"
        yield Diagnosis(f"{_listed(extra)} {_is(extra)} not in the source", *_place(message, extra[0]), have)
    for name in source.names:
        if not kinds.get(name, set()) <= source_kinds.get(name, set()):
            is_, was = (f"%{'/%'.join(sorted(each[name]))}" for each in (kinds, source_kinds))
            said = f"placeholder {name} is {is_}, and {was} in the source"
            unnamed = message.text.find("%(") < 0 and "$" not in message.text
            remedy = "keep their order, or number them, as in %2$s" if unnamed else f"write {was}"
            yield Diagnosis(said, *_place(message, name), remedy)


def _kinds(message: CatalogMessage) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    if message.syntax != "percent":
        return {}, {}
    from ..placeholders import conversions

    return conversions(message.text), conversions(message.source_text or "")


def _is_exact(entry: Entry) -> bool:
    """Return whether a plural form may be about one exact number."""
    variant = entry.variant
    if not variant.isdecimal():
        return bool(variant) and not _EXACT.isdisjoint(re.split("[ ,/]+", variant))
    if variant == "0" and entry.source != entry.key:
        return False  # the source is the plural: the language has this one form for all numbers
    return variant in _EXACT_INDICES.get(re.split("[-_]", entry.locale)[0], "0")


def _number(names: tuple[str, ...], which: list[str], kinds: dict[str, set[str]]) -> str | None:
    """Return the placeholder that is the number of a plural, as far as is known."""
    for name in which:
        if kinds.get(name) == {"d"} or re.fullmatch(_NUMBER, name) or len(names) == 1:
            return name
        if name.isdecimal() and not kinds and name == min(names):
            return name
    return None


def _place(message: CatalogMessage, name: str) -> tuple[int, int]:
    template = message.written.template
    if template is not None and template.text == message.text:
        for part in template.parts:
            if getattr(part, "name", None) == name:
                return part.start, part.stop
    index = message.text.find(name)
    return (index, index + len(name)) if index >= 0 else (0, len(message.text))


def _listed(names: list[str]) -> str:
    return f"placeholder{'s' * (len(names) > 1)} {', '.join(names)}"


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"
