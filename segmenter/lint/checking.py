"""Checking: a catalog and its configuration in, findings out.

Asks each rule about each message; what a rule looks for, and where files come from, is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from ..catalogs.entries import Catalog, Entry
from ..channels.findings import Finding, Location
from ..channels.rules import RULES
from .configuration import Configuration
from .gaps import missing_entries, missing_forms, surplus_entries
from .globs import any_path
from .marks import NO_MARKS, SIGN, marks_of_comments, marks_of_flags, slips
from .messages import CatalogMessage, Fact, nothing_to_ask
from .paths import relative
from .rules import CODES, checks, matching, selected
from .rules import UnknownRuleError as _UnknownRuleError
from .rules.rule import Diagnosis
from .selection import NO_OPTIONS, Options, Selection

__all__ = ["Checked", "Memory", "Options", "check", "codes_for"]

_CONFIGURATION = Configuration()


class Checked(NamedTuple):
    """The result for a catalog.

    Attributes:
        path: as it was named.
        findings: in the order of their places.
        messages: how many entries are messages.
        unknown: placeholders whose values are not known, of the first text with a budget that has any.
        unknown_line: where that text begins.
        unread: lines with values that the program computes, of a file that has messages.
    """

    path: str
    findings: tuple[Finding, ...]
    messages: int
    unknown: tuple[str, ...] = ()
    unknown_line: int = 0
    unread: tuple[int, ...] = ()


def codes_for(
    path: str, configuration: Configuration = _CONFIGURATION, options: Options = NO_OPTIONS
) -> frozenset[str]:
    """Return the rules that are on for a file.

    Raises:
        UnknownRuleError: a rule that is named does not exist; a `LookupError`.
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


class _Result(NamedTuple):
    """The result for an entry.

    Attributes:
        is_message: whether it was checked at all.
        problems: what is wrong, each with the code of its rule and whether the text is registered elsewhere.
        unknown: placeholders whose values are not known.
    """

    is_message: bool = True
    problems: tuple[tuple[str, Diagnosis, bool], ...] = ()
    unknown: tuple[str, ...] = ()


_NOT_A_MESSAGE = _Result(is_message=False)
_CLEAN = _Result()
_all_but_places = itemgetter(
    *(place for place, name in enumerate(Entry._fields) if name not in ("line", "pieces", "examples"))
)


class Memory:
    """The results for the entries of a file, so that only entries that changed are checked in a new version.

    It is for one file with one configuration and one set of options. Where one of 10,000 entries has changed,
    checking takes an eighth of the time.
    """

    def __init__(self) -> None:
        self._about: object = None
        self._results: dict[tuple[object, ...], _Result] = {}
        self._next: dict[tuple[object, ...], _Result] = {}

    def begin(self, about: object) -> None:
        """Begin a version; forget everything where what applies to the whole file has changed."""
        if about != self._about:
            self._about, self._results = about, {}
        self._next = {}

    def end(self) -> None:
        """Keep the results of this version alone."""
        self._results = self._next

    def result(self, entry: Entry, check_entry: Callable[[Entry], _Result]) -> _Result:
        """Return the result for an entry: that of an earlier version, or of a check."""
        about: tuple[object, ...] = _all_but_places(entry)
        if entry.examples:
            about = (*about, *entry.examples.items())
        result = self._next[about] = self._results.get(about) or check_entry(entry)
        return result


def check(
    catalog: Catalog,
    configuration: Configuration = _CONFIGURATION,
    options: Options = NO_OPTIONS,
    *,
    memory: Memory | None = None,
) -> Checked:
    """Check the messages of a catalog.

    Args:
        catalog: as it was read.
        configuration: that applies to the file.
        options: of the run.
        memory: of earlier versions of the same file under the same configuration and options; it is updated.
            With one, unknown placeholders are not looked for.

    Raises:
        ConfigurationError: the settings of an entry contradict each other.
        UnknownRuleError: a rule that is named does not exist; a `LookupError`.

    >>> from segmenter.catalogs import read
    >>> checked = check(read("sms.json", '{"a": "It’s"}'.encode()), options=Options(everything=True))
    >>> [(finding.rule, str(finding.locations[0])) for finding in checked.findings], checked.messages
    ([('SEG107', 'sms.json:1:10')], 1)
    """
    on = codes_for(catalog.path, configuration, options)
    selection = Selection(catalog, configuration, options)
    on -= _ignored(selection.ignored)
    codes = tuple(code for code in CODES if code in on)
    findings = list(_of_remarks(catalog, selection)) if "SEG701" in on else []
    missing = missing_forms(catalog.entries) if "SEG506" in on else {}
    surplus = surplus_entries(catalog) if "SEG508" in on else frozenset()
    if memory is not None:
        memory.begin((codes, catalog.format, [marks for _, marks in selection.remarks]))
    messages = 0
    unknown: tuple[tuple[str, ...], int] = (), 0
    checker = _EntryChecker(selection, codes, catalog.format, configuration.source_language)
    for entry in catalog.entries:
        lack, is_surplus = missing.get(id(entry), ()), id(entry) in surplus
        if memory is None or lack or is_surplus or not messages:
            checker.asks_unknown = memory is None and not unknown[0]
            result = checker.result(entry, lack, is_surplus=is_surplus, is_first=not messages)
        else:
            result = memory.result(entry, checker.result)
        if result is _CLEAN:
            messages += 1
            continue
        messages += result.is_message
        for code, problem, registered in result.problems:
            findings.append(_finding(code, problem, entry, catalog, registered=registered))
        if result.unknown and not unknown[0]:
            unknown = result.unknown, entry.line
    if memory is not None:
        memory.end()
    if "SEG507" in on:
        findings += _of_absent(catalog, configuration, options)
    findings.sort(key=lambda finding: (finding.locations, finding.rule))
    unread = tuple(place.line for place in catalog.unread) if messages else ()
    return Checked(catalog.path, tuple(_each_once(findings)), messages, *unknown, unread)


class _EntryChecker:
    """Checks entry by entry; a result depends on the entry's fields and on what applies to the file."""

    def __init__(
        self, selection: Selection, codes: tuple[str, ...], format_name: str, source_language: str
    ) -> None:
        self._selection = selection
        self._codes = codes
        self._format = format_name
        self._source_language = source_language
        self.asks_unknown = False

    def result(
        self,
        entry: Entry,
        missing: tuple[str, ...] = (),
        *,
        is_surplus: bool = False,
        is_first: bool = False,
    ) -> _Result:
        """Return what is wrong with an entry.

        Args:
            entry: of the catalog.
            missing: plural forms that its key lacks.
            is_surplus: whether the source language does not have it.
            is_first: whether no entry before it is a message.
        """
        settings = self._selection.settings_of(entry)
        if settings is None:
            return _NOT_A_MESSAGE
        marked = bool(entry.flags or entry.comments) and _has_marks(entry)
        first = is_first and bool(settings.sender)
        if not (marked or missing or is_surplus or first) and nothing_to_ask(entry, settings):
            budget = self.asks_unknown and settings.max_segments is not None
            if not budget or not (entry.syntax or settings.syntax):
                return _CLEAN
            return _Result(unknown=tuple(CatalogMessage(entry, settings).unknown_variables()))
        message = CatalogMessage(entry, settings)
        message.missing_forms = missing
        message.format = self._format
        message.is_surplus = is_surplus
        if marked:
            message.slips = tuple(_slips_of(entry))
        ignored = _ignored_by(entry) if marked else frozenset()
        facts = message.facts()
        if settings.translation_room is not None and _is_original(entry, self._source_language):
            facts |= Fact.ORIGINAL
        if first:
            facts |= Fact.SENDER
        problems = tuple(
            (code, problem, _is_registered(message))
            for code, problems in checks(facts | Fact.MARKED if marked else facts, self._codes)
            if code not in ignored
            for problem in problems(message)
        )
        unknown = tuple(message.unknown_variables()) if self.asks_unknown else ()
        return _Result(problems=problems, unknown=unknown) if problems or unknown else _CLEAN


def _is_registered(message: CatalogMessage) -> bool:
    return message.settings.registered or message.syntax == "dlt"


def _is_original(entry: Entry, source_language: str) -> bool:
    """Return whether others translate an entry: it has no source, and its language, if known, is theirs."""
    language, own = (name.replace("_", "-").partition("-")[0] for name in (source_language, entry.locale))
    return entry.source is None and (not own or own.lower() == language.lower())


def _of_absent(catalog: Catalog, configuration: Configuration, options: Options) -> Iterator[Finding]:
    """Yield the keys that only the source language has, if they would be messages here."""
    if catalog.original is None:
        return
    here = catalog.original._replace(path=catalog.path)
    selection = Selection(here, configuration, options)
    for entry in missing_entries(catalog):
        settings = selection.settings_of(entry)
        if settings is None or "SEG507" in _ignored_by(entry):
            continue
        message = CatalogMessage(entry._replace(text=""), settings)
        message.is_absent = True
        for code, problems in checks(Fact.ABSENT, ("SEG507",)):
            for problem in problems(message):
                yield _finding(code, problem, message.entry, catalog, registered=_is_registered(message))


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
    for comment in entry.comments:
        if SIGN in comment:
            return True
    return bool(entry.flags) and marks_of_flags(entry.flags) is not NO_MARKS


def _slips_of(entry: Entry) -> Iterator[str]:
    for marks in marks_of_comments(entry):
        yield from slips(marks)
    yield from slips(marks_of_flags(entry.flags))


def _ignored_by(entry: Entry) -> frozenset[str]:
    words = [word for marks in marks_of_comments(entry) for word in marks.ignore]
    return _ignored(words) if words else frozenset()


def _ignored(words: Iterable[str]) -> frozenset[str]:
    """Return the codes that comments name; words that name none have a rule of their own."""
    codes: set[str] = set()
    for word in words:
        try:
            codes |= {*matching(word)}
        except _UnknownRuleError:
            continue
    return frozenset(codes)


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
    """Yield what is not understood in the comments about the whole file."""
    for line, marks in selection.remarks:
        for problem in slips(marks):
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
