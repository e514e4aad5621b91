"""Checking: a catalog and its configuration in, findings out.

Asks each rule about each message; what a rule looks for, and where files come from, is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..catalogs.entries import Entry
from ..channels.findings import Finding, Location
from ..channels.rules import RULES
from .configuration import Configuration
from .gaps import missing_entries, missing_forms, surplus_entries
from .globs import any_path
from .marks import NO_MARKS, SIGN, marks_of_comment, marks_of_flags
from .messages import CatalogMessage, Fact, nothing_to_ask
from .paths import relative
from .rules import CODES, checks, matching, selected
from .rules import UnknownRuleError as _UnknownRuleError
from .selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..catalogs.entries import Catalog
    from .rules.rule import Diagnosis

__all__ = ["Checked", "Options", "check", "codes_for"]

_CONFIGURATION = Configuration()


class Options(NamedTuple):
    """What a run asks for, whatever the configuration says.

    Attributes:
        everything: whether every entry is a message.
        overrides: fields of `Settings`, and their values.
        select: the rules that are on, in place of the configuration's.
        ignore: rules that are not, beside the configuration's.
        per_file_ignores: the same by glob, from the folder we stand in.
    """

    everything: bool = False
    overrides: Mapping[str, Any] = {}
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()


_OPTIONS = Options()


class Checked(NamedTuple):
    """What came of a catalog.

    Attributes:
        path: as it was named.
        findings: in the order of their places.
        messages: how many entries are messages.
        unknown: placeholders of whose values nothing is known, of the first text with a budget that has any.
        unknown_line: where that text begins.
    """

    path: str
    findings: tuple[Finding, ...]
    messages: int
    unknown: tuple[str, ...] = ()
    unknown_line: int = 0


def codes_for(
    path: str, configuration: Configuration = _CONFIGURATION, options: Options = _OPTIONS
) -> frozenset[str]:
    """Return the rules that are on for a file.

    Raises:
        UnknownRuleError: a rule is named that there is not; a `LookupError`.
    """
    ignore = [*configuration.ignore, *options.ignore]
    for table, folder in (
        (configuration.per_file_ignores, configuration.folder),
        (options.per_file_ignores, "."),
    ):
        for glob, words in table:
            if any_path((glob,)).fullmatch(relative(path, folder)):
                ignore += words
    return selected(configuration.select if options.select is None else options.select, ignore)


def check(
    catalog: Catalog, configuration: Configuration = _CONFIGURATION, options: Options = _OPTIONS
) -> Checked:
    """Check the messages of a catalog.

    Raises:
        ConfigurationError: what holds for an entry cannot be.
        UnknownRuleError: a rule is named that there is not; a `LookupError`.

    >>> from segmenter.catalogs import read
    >>> checked = check(read("sms.json", '{"a": "It’s"}'.encode()), options=Options(everything=True))
    >>> [(finding.rule, str(finding.locations[0])) for finding in checked.findings], checked.messages
    ([('SEG107', 'sms.json:1:10')], 1)
    """
    on = codes_for(catalog.path, configuration, options)
    selection = Selection(catalog, configuration, everything=options.everything, overrides=options.overrides)
    on -= _ignored(selection.ignored)
    codes = tuple(code for code in CODES if code in on)
    findings = list(_of_remarks(catalog, selection)) if "SEG701" in on else []
    missing = missing_forms(catalog.entries) if "SEG506" in on else {}
    surplus = surplus_entries(catalog) if "SEG508" in on else frozenset()
    messages = 0
    unknown: tuple[tuple[str, ...], int] = (), 0
    for entry in catalog.entries:
        settings = selection.settings_of(entry)
        if settings is None:
            continue
        messages += 1
        marked = bool(entry.flags or entry.comments) and _has_marks(entry)
        known = id(entry)
        asked = marked or known in missing or known in surplus or (messages == 1 and settings.sender)
        if not asked and nothing_to_ask(entry, settings):
            if not unknown[0] and settings.max_segments is not None and (entry.syntax or settings.syntax):
                unknown = tuple(CatalogMessage(entry, settings).unknown_variables()), entry.line
            continue
        message = CatalogMessage(entry, settings)
        message.missing_forms = missing.get(known, ())
        message.format = catalog.format
        message.is_surplus = known in surplus
        ignored = _ignored_by(entry) if marked else frozenset()
        facts = message.facts()
        if settings.translation_room is not None and _is_original(entry, configuration.source_language):
            facts |= Fact.ORIGINAL
        if messages == 1 and settings.sender:
            facts |= Fact.SENDER
        for code, problems in checks(facts | Fact.MARKED if marked else facts, codes):
            if code not in ignored:
                findings += _findings(code, problems(message), message, catalog)
        if not unknown[0]:
            unknown = tuple(message.unknown_variables()), entry.line
    if "SEG507" in on:
        findings += _of_absent(catalog, configuration, options)
    findings.sort(key=lambda finding: (finding.locations, finding.rule))
    return Checked(catalog.path, tuple(_each_once(findings)), messages, *unknown)


def _is_original(entry: Entry, source_language: str) -> bool:
    """Say whether others translate an entry: it has no source, and its language, if known, is theirs."""
    language, own = (name.replace("_", "-").partition("-")[0] for name in (source_language, entry.locale))
    return entry.source is None and (not own or own.lower() == language.lower())


def _of_absent(catalog: Catalog, configuration: Configuration, options: Options) -> Iterator[Finding]:
    """Yield the keys that only the source language has, of those that would be messages here."""
    if catalog.original is None:
        return
    here = catalog.original._replace(path=catalog.path)
    selection = Selection(here, configuration, everything=options.everything, overrides=options.overrides)
    for entry in missing_entries(catalog):
        settings = selection.settings_of(entry)
        if settings is None or "SEG507" in _ignored_by(entry):
            continue
        message = CatalogMessage(entry._replace(text=""), settings)
        message.is_absent = True
        for code, problems in checks(Fact.ABSENT, ("SEG507",)):
            yield from _findings(code, problems(message), message, catalog)


def _each_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what is reported already: branches and messages share words, and so their places."""
    seen: set[tuple[object, ...]] = set()
    keys: dict[tuple[object, ...], str] = {}  # the first entry that a place of the file belongs to
    for finding in findings:
        entry, place = finding.entry, (finding.rule, finding.locations)
        known = isinstance(entry, Entry) and bool(entry.pieces)  # else all of a line have one place
        about = (*place, finding.message, entry.key, entry.locale)
        if about not in seen and not (known and keys.setdefault(place, entry.key) != entry.key):
            seen.add(about)
            yield finding


def _has_marks(entry: Entry) -> bool:
    return (bool(entry.flags) and marks_of_flags(entry.flags) is not NO_MARKS) or (
        bool(entry.comments) and any(SIGN in comment for comment in entry.comments)
    )


def _ignored_by(entry: Entry) -> frozenset[str]:
    words = [
        word
        for comment in entry.comments
        if SIGN in comment
        for marks in marks_of_comment(comment)
        if not marks.file
        for word in marks.ignore
    ]
    return _ignored(words) if words else frozenset()


def _ignored(words: Iterable[str]) -> frozenset[str]:
    """Return the codes that comments name; a word that names none is reported by a rule of its own."""
    codes: set[str] = set()
    for word in words:
        try:
            codes |= {*matching(word)}
        except _UnknownRuleError:
            continue
    return frozenset(codes)


def _findings(
    code: str, problems: Iterable[Diagnosis], message: CatalogMessage, catalog: Catalog
) -> Iterator[Finding]:
    for problem in problems:
        registered = message.settings.registered or message.syntax == "dlt"
        yield _finding(code, problem, message.entry, catalog, registered=registered)


def _finding(code: str, problem: Diagnosis, entry: Entry, catalog: Catalog, *, registered: bool) -> Finding:
    from ..catalogs import place
    from ..catalogs.places import place_after

    start, stop = problem.start, problem.stop
    end = place_after(catalog, entry, stop) if stop > start else place(catalog, entry, stop)
    return Finding(
        rule=code,
        severity=problem.severity or RULES[code].severity,
        field="text",
        message=problem.message,
        start=start,
        stop=stop,
        help=problem.help,
        locations=(Location(catalog.path, *place(catalog, entry, start), *end),),
        entry=entry,
        edits=problem.edits,
        safe=problem.safe,
        registered=registered,
    )


def _of_remarks(catalog: Catalog, selection: Selection) -> Iterator[Finding]:
    """Yield what is not understood of the comments about the whole file."""
    from .rules.unknown_instruction import unknown_rules

    for line, marks in selection.remarks:
        for problem in (*marks.problems, *unknown_rules(marks.ignore)):
            yield Finding(
                "SEG701",
                RULES["SEG701"].severity,
                "",
                problem,
                start=0,
                stop=0,
                locations=(Location(catalog.path, line, 1, line, 1),),
                entry=Entry(key="", text="", line=line),
            )
