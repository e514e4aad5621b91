"""What an editor can be asked to do: fix a finding, take advice, fix all, ignore a finding.

The edits are those of `check --fix` and `advice`, made in the catalog and proved there; only how the texts
before and after differ is found here.
"""

from __future__ import annotations

import codecs
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from ..catalogs.commenting import commented
from ..catalogs.editing import edited
from ..catalogs.entries import Entry
from ..errors import SegmenterError
from ..lint.checking import check
from ..lint.fixing import encoded_twice, fix
from ..lint.remedies import text_edits, typed
from ..report.explanations import advice_words
from .analysis import octets_of_text
from .answers import SOURCE, diagnostic, range_of
from .lines import Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..advice.explanation import Advice
    from ..catalogs.entries import Catalog
    from ..channels.findings import Finding, TextEdit
    from ..lint.checking import Checked
    from .analysis import Analysis, MessageInFile
    from .documents import Document
    from .project import Circumstances, Project

__all__ = ["FIX_ALL", "KINDS", "Proposed", "differences", "edit_of", "proposed"]

FIX_ALL = f"source.fixAll.{SOURCE}"
_FIX = "quickfix"
_REWRITE = "refactor.rewrite"
KINDS = (_FIX, _REWRITE, FIX_ALL)
_LONGEST_ADVISED = 10_000  # code points; advice takes a millisecond for each 300
_MOST_LETTERS = 100


class Proposed(NamedTuple):
    """Something the editor may be asked to do.

    Attributes:
        title: in words.
        kind: of LSP.
        about: the finding that it fixes or ignores, if any.
        preferred: whether it can be taken without looking.
        name: what it does, with its number; `edit_of` turns it into edits.
    """

    title: str
    kind: str
    about: Finding | None
    preferred: bool
    name: str

    def as_lsp(self, document: Document, page_of: Callable[[str], str]) -> dict[str, Any]:
        """Return it in the protocol's form, without its edit."""
        action: dict[str, Any] = {"title": self.title, "kind": self.kind}
        if self.about:
            page = page_of(self.about.rule)
            action["diagnostics"] = [diagnostic(self.about, document.lines, page)]
        if self.preferred:
            action["isPreferred"] = True
        action["data"] = {"uri": document.uri, "edition": document.edition, "name": self.name}
        return action


def proposed(
    analysis: Analysis, document: Document, start: Position, end: Position, only: Iterable[str]
) -> list[Proposed]:
    """Return what can be done about a range of a document.

    Args:
        analysis: of the document.
        document: in the same version.
        start: of the range.
        end: of the range.
        only: the kinds that are asked for, with the kinds below them; empty for all.
    """
    wanted = tuple(f"{kind}." for kind in only)
    everything = [
        *_fixes(analysis, document, start, end),
        *(
            Proposed(title, _REWRITE, None, preferred=False, name=f"rewrite {place.start} {advice.kind}")
            for place, advice, title in _advised(analysis, document, start, end)
        ),
        *_ignorings(analysis, document, start, end),
    ]
    if any(finding.edits and finding.safe and not finding.registered for finding in analysis.findings):
        everything.append(
            Proposed("Fix all that check --fix fixes", FIX_ALL, None, preferred=False, name="all")
        )
    return [proposal for proposal in everything if not wanted or f"{proposal.kind}.".startswith(wanted)]


def _touched(
    analysis: Analysis, document: Document, start: Position, end: Position
) -> Iterator[tuple[int, Finding]]:
    """Yield the findings that a range touches, each with its number."""
    for number, finding in enumerate(analysis.findings):
        place = finding.locations[0]
        if place.line - 1 > end.line or place.end_line - 1 < start.line:
            continue
        first = document.lines.position_of(place.line, place.column)
        last = document.lines.position_of(place.end_line, place.end_column)
        if first <= end and start <= last:
            yield number, finding


def _fixes(analysis: Analysis, document: Document, first: Position, last: Position) -> Iterator[Proposed]:
    for number, finding in _touched(analysis, document, first, last):
        if finding.edits and not finding.registered and isinstance(finding.entry, Entry):
            text = finding.entry.text
            words = _title(typed((text[start:stop], new) for start, stop, new in finding.edits))
            title = words if finding.safe else f"{words} (changes what it says)"
            yield Proposed(title, _FIX, finding, preferred=finding.safe, name=f"fix {number}")


def _ignorings(analysis: Analysis, document: Document, start: Position, end: Position) -> Iterator[Proposed]:
    seen: set[tuple[str, int]] = set()
    for number, finding in _touched(analysis, document, start, end):
        if (finding.rule, id(finding.entry)) not in seen and finding.rule != "SEG701":
            seen.add((finding.rule, id(finding.entry)))
            yield Proposed(
                f"Ignore {finding.rule} here", _FIX, finding, preferred=False, name=f"ignore {number}"
            )


def _advised(
    analysis: Analysis, document: Document, start: Position, end: Position
) -> Iterator[tuple[MessageInFile, Advice, str]]:
    """Yield the advice on the message at a range's start, with a title."""
    from ..advice.explanation import explain
    from ..lint.messages import CatalogMessage

    low, high = document.lines.offset(start), document.lines.offset(end)
    for place in analysis.messages(start.line + 1, start.line + 1):
        message = CatalogMessage(place.entry, place.settings)
        registered = place.settings.registered or message.syntax == "dlt"
        if place.stop < low or high < place.start or registered or not message.sms or message.is_isolated:
            continue
        if len(message.text) <= _LONGEST_ADVISED:
            explanation = explain(message.text, policy=message.policy)
            for advice in explanation.advice:
                yield place, advice, _title(advice_words(advice, explanation))
        return


def _title(words: str) -> str:
    shown = words if len(words) <= _MOST_LETTERS else f"{words[: _MOST_LETTERS - 1]}…"
    return shown[:1].upper() + shown[1:]


def edit_of(name: str, document: Document, project: Project) -> list[dict[str, Any]]:
    """Return the text edits of a proposal, by its name.

    Raises:
        SegmenterError: the file cannot be changed so.
    """
    analysis = document.analysis(project)
    if analysis.catalog is None or analysis.checked is None or analysis.circumstances is None:
        return []
    what, _, rest = name.partition(" ")
    if what == "all":
        octets = _all_fixed(analysis.catalog, analysis.checked, analysis.circumstances, document, project)
    elif what == "rewrite":
        octets = _rewritten(analysis, analysis.catalog, document, rest)
    else:
        finding = analysis.findings[int(rest)]
        entry = finding.entry
        assert isinstance(entry, Entry)
        if what == "ignore":
            octets = commented(analysis.catalog, entry, f"segmenter: ignore {finding.rule}")
        else:
            octets = _edited(analysis.catalog, entry, finding.edits)
    return [
        {"range": range_of(document.lines.position(start), document.lines.position(stop)), "newText": new}
        for start, stop, new in differences(document.lines.text, codecs.decode(octets, "utf-8-sig"))
    ]


def _edited(catalog: Catalog, entry: Entry, edits: Iterable[TextEdit]) -> bytes:
    if twice := encoded_twice(catalog):
        raise twice
    return edited(catalog, [(entry, tuple(edits))])


def _rewritten(analysis: Analysis, catalog: Catalog, document: Document, name: str) -> bytes:
    start, _, kind = name.partition(" ")
    position = document.lines.position(int(start))
    for place, advice, _ in _advised(analysis, document, position, position):
        if place.start == int(start) and advice.kind == kind:
            return _edited(catalog, place.entry, text_edits(advice.edits))
    raise SegmenterError("this advice no longer applies")


def _all_fixed(
    catalog: Catalog, checked: Checked, circumstances: Circumstances, document: Document, project: Project
) -> bytes:
    configuration, options = circumstances.configuration, circumstances.options
    fixed = fix(
        catalog,
        checked,
        lambda renewed: check(renewed, configuration, options),
        octets=octets_of_text(document.lines.text),
        prepare=lambda renewed: project.with_sources(renewed, configuration),
        wanted=circumstances.is_new,
    )
    if fixed.failures and not fixed.made:
        raise fixed.failures[0]
    return fixed.octets


def differences(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    r"""Yield what turns one text into another: ranges, in order, and what replaces them.

    Lines are compared first, then what differs in them, so that a fix changes no more than its characters.

    >>> [*differences("It’s\\nhere", "It's\\nhere")]
    [(2, 3, "'")]
    """
    before, after = _cut(old), _cut(new)
    if len(before) == len(after):
        pairs: Iterable[tuple[list[str], list[str]]] = (
            ([one], [other]) for one, other in zip(before, after, strict=True)
        )
    else:
        pairs = _aligned(before, after)
    offset = 0
    for ours, theirs in pairs:
        one, other = "".join(ours), "".join(theirs)
        if one != other:
            yield from _within(one, other, offset)
        offset += len(one)


def _cut(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences begin alike with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (ours, theirs) in pairs if ours != theirs), min(len(one), len(other)))


def _ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Return how long a beginning, and then how long an end, two sequences have in common."""
    head = _alike(one, other)
    return head, _alike(one[head:][::-1], other[head:][::-1])


def _aligned(before: list[str], after: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield runs of lines that are the same, and those that differ, from the first difference to the last."""
    head, tail = _ends(before, after)
    yield before[:head], after[:head]
    yield before[head : len(before) - tail], after[head : len(after) - tail]


_MOST_COMPARED = 2_000


def _within(one: str, other: str, offset: int) -> Iterator[tuple[int, int, str]]:
    if len(one) > _MOST_COMPARED or len(other) > _MOST_COMPARED:
        head, tail = _ends(one, other)
        yield offset + head, offset + len(one) - tail, other[head : len(other) - tail]
        return
    for tag, start, stop, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield offset + start, offset + stop, other[first:last]
