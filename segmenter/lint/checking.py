"""Checking: a catalog and its configuration in, findings out.

Asks each rule about each message; what a rule looks for, and where files come from, is not known here.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ..catalogs.entries import Entry
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
from .selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..catalogs.entries import Catalog
    from .rules.rule import Diagnosis

__all__ = ["Checked", "Memory", "Options", "check", "codes_for"]

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
        unread: lines with values that the program computes, of a file that has messages.
    """

    path: str
    findings: tuple[Finding, ...]
    messages: int
    unknown: tuple[str, ...] = ()
    unknown_line: int = 0
    unread: tuple[int, ...] = ()


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


class _Result(NamedTuple):
    """What came of an entry.

    Attributes:
        is_message: whether it was checked at all.
        problems: what is wrong, each with the code of its rule and whether the text is registered elsewhere.
        unknown: placeholders of whose values nothing is known.
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
    """What came of the entries of a file, so that of a new version only those that differ are checked.

    It holds for one file with one configuration and one set of options. Of 10,000 entries of which one has
    changed, checking takes an eighth of the time.
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

    def recall(self, entry: Entry) -> tuple[tuple[object, ...], _Result | None]:
        """Return what tells an entry from all that are checked otherwise, and what came of it before."""
        about: tuple[object, ...] = _all_but_places(entry)
        if entry.examples:
            about = (*about, *entry.examples.items())
        known = self._results.get(about)
        if known is not None:
            self._next[about] = known
        return about, known

    def keep(self, about: tuple[object, ...], result: _Result) -> None:
        """Keep what came of an entry."""
        self._next[about] = result


def check(
    catalog: Catalog,
    configuration: Configuration = _CONFIGURATION,
    options: Options = _OPTIONS,
    *,
    memory: Memory | None = None,
) -> Checked:
    """Check the messages of a catalog.

    Args:
        catalog: as it was read.
        configuration: that applies to the file.
        options: of the run.
        memory: of earlier versions of the same file under the same configuration and options; it is updated,
            and then nobody asks which placeholders are unknown.

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
            about, known = memory.recall(entry)
            if known is None:
                memory.keep(about, known := checker.result(entry))
            result = known
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
    """Checks entry by entry; what comes of one depends on its fields and on what applies to the file."""

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
    """Return the codes that comments name; a word that names none is reported by a rule of its own."""
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
    """Yield what is not understood of the comments about the whole file."""
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
