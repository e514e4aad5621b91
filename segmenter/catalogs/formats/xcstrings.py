r"""Apple's string catalogs, .xcstrings: one entry per text, locale, plural form and device.

A source text that is nowhere spelled out is its key, and cannot be edited. What is not to be translated is
left out. Formats in a text are C's; ``%arg`` of a substitution is shown as the format that it has.

:format: xcstrings
:suffixes: .xcstrings
:among: .json
:sign: \A\s*\{\s*"sourceLanguage"\s*:
:source: yes
:entry: a text in one locale; plural forms, devices and substitutions are variants
:placeholders: `percent`, in a text with such a placeholder; otherwise the key `syntax`
:comment_member: "comment": {}
:comments: the `comment`
:rule: a source text that is not spelled out is its key; `shouldTranslate: false` is left out
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..json_source import Members, Node, Text, members_of, noted
from ..notations import JSON
from ..variants import Choice, VariantPart, entries_of, percent_syntax, presented, substituted

__all__ = ["read"]


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all texts of all locales."""
    root = members_of(file)
    language = root.text("sourceLanguage") or ""
    entries: list[Entry] = []
    remarks: list[Remark] = []
    for key, value in root.members("strings").pairs:
        if not isinstance(value, Members):
            raise file.error(root.start, f"{key} is not an object", "correct it there")
        comments = noted(file, value.get("comment"), remarks)
        if value.get("shouldTranslate") is False:
            continue
        localizations = dict(value.members("localizations").pairs)
        facts: dict[str, Any] = {"comments": comments}
        own = list(
            _entries(file, key, localizations.get(language), {**facts, "source": None, "locale": language})
        )
        spelled = own[-1].text if own else key
        if not own and key:
            line = file.line(value.start)
            entries.append(Entry(key, key, line, locale=language, syntax=percent_syntax(key), **facts))
        for locale, localization in localizations.items():
            if locale == language:
                entries += own
            else:
                entries += _entries(file, key, localization, {**facts, "source": spelled, "locale": locale})
    return entries, remarks


def _entries(file: CatalogFile, key: str, localization: Node, facts: dict[str, Any]) -> Iterator[Entry]:
    """Yield the texts of one key in one locale."""
    if not isinstance(localization, Members):
        return
    substitutions = localization.members("substitutions")
    to_review: set[int] = set()  # where texts begin that are not to be sent yet

    def choice(name: str) -> Choice | None:
        found = substitutions.get(name)
        if not isinstance(found, Members):
            return None
        shown = "%" + (found.text("formatSpecifier") or "lld")
        argument = found.get("argNum")
        about = name if argument is None else f"argument {argument}"
        parts = spelled(found, lambda text: _argument(file, text, shown), about)
        return parts[0] if parts and isinstance(parts[0], Choice) else None

    def spelled(
        node: Members, cut: Callable[[Text], Sequence[VariantPart]], about: str = ""
    ) -> list[VariantPart]:
        unit = node.members("stringUnit")
        value = unit.get("value")
        if isinstance(value, Text):
            if unit.text("state") == "needs_review":
                to_review.add(value.start)
            return list(cut(value))
        for kind, cases in node.members("variations").pairs:
            if isinstance(cases, Members):
                members = [(name, case) for name, case in cases.pairs if isinstance(case, Members)]
                branches = {name: spelled(case, cut, about) for name, case in members}
                return [Choice(f"{kind} {about}", branches, "plural" if kind == "plural" else "word")]
        return []

    def substituted_parts(text: Text) -> list[VariantPart]:
        return substituted(file, text.start, text.stop, JSON, choice)

    texts = [(key, spelled(localization, substituted_parts))]
    string_set = localization.members("stringSet")
    values = string_set.get("values")
    if isinstance(values, list):
        items = [value for value in values if isinstance(value, Text)]
        texts = [(f"{key}.{at}", substituted_parts(item)) for at, item in enumerate(items)]
        if string_set.text("state") == "needs_review":
            to_review |= {item.start for item in items}
    facts = {"offset": localization.start, **facts}
    for name, parts in texts:
        for entry in entries_of(file, name, parts, **facts) if parts else ():
            syntax = percent_syntax(entry.text) or percent_syntax(entry.source or "")
            unfinished = to_review and any(piece.start in to_review for piece in entry.pieces)
            yield entry._replace(syntax=syntax, flags=("fuzzy",) if unfinished else ())


def _argument(file: CatalogFile, text: Text, shown: str) -> list[Piece]:
    return presented(file, text.start, text.stop, JSON, re.compile("%arg"), lambda _: shown)
