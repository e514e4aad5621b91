"""Apple's .stringsdict: one entry for each combination of the plural forms that a text's variables take.

It is an XML property list; formats in a text are C's.

:format: stringsdict
:suffixes: .stringsdict
:entry: a combination of plural forms
:placeholders: `percent`
:comment_line: <!-- {} -->
:comments: `<!-- … -->`
"""

from __future__ import annotations

from ..decoding import CatalogFile
from ..entries import Entry, Remark
from ..plurals import CATEGORIES
from ..variants import Choice, VariantPart, entries_of, substituted
from ..xml_source import XML, Element, encoding_of, pairs_of, property_list

__all__ = ["encoding_of", "read"]

_FORMAT = "NSStringLocalizedFormatKey"
_RULES = ("NSStringVariableWidthRuleType", "NSStringDeviceSpecificRuleType")


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all texts."""
    pairs, remarks = property_list(file)
    entries: list[Entry] = []
    for key, comments, value in pairs:
        if value.name == "dict":
            parts = _parts(file, key, value)
            entries += entries_of(file, key, parts, offset=value.start, syntax="percent", comments=comments)
    return entries, remarks


def _parts(file: CatalogFile, key: str, table: Element) -> list[VariantPart]:
    values = {name: value for name, _, value in pairs_of(file, table)}

    def choice(name: str) -> Choice | None:
        variable = values.get(name)
        if variable is None or variable.name != "dict":
            return None
        forms = {form: text for form, _, text in pairs_of(file, variable)}
        branches = {form: spelled(forms[form]) for form in CATEGORIES if form in forms}
        return Choice(name, branches, "plural") if branches else None

    def spelled(text: Element) -> list[VariantPart]:
        return substituted(file, text.inner, text.inner_stop, XML, choice)

    for rule in _RULES:
        if rule in values:
            cases = {name: spelled(value) for name, _, value in pairs_of(file, values[rule])}
            return [Choice(rule, cases)] if cases else []
    if _FORMAT not in values:
        raise file.error(table.start, f"{key}: {_FORMAT} is missing", "add it")
    return spelled(values[_FORMAT])
