r"""XLIFF 1.2 and 2.x: the target of each unit, or its source where the file names no target language.

Of inline codes, what `equiv-text` or `equiv` says is text, or the native code in a ``<ph>``; the others give
nothing, and what they enclose stays. ``maxwidth`` in characters and ``slr:sizeRestriction`` become the flag
``max-length``.

:format: xliff
:suffixes: .xlf .xliff
:among: .xml
:sign: \APROLOGUE<(?:[\w.-]+:)?xliff\b
:source: yes
:files: `.xlf`, `.xliff`, `.xml` whose root is `<xliff>`; 1.2 and 2.x
:entry: the target of a unit; its source where the file names no target language
:placeholders: `percent`, in a text with such a placeholder; otherwise the key `syntax`
:comments: `<!-- … -->` and `<note>`
:rule: `equiv-text`, `equiv` or the native code in `<ph>` is text, other codes yield nothing; the segments
    of a unit are joined; `maxwidth` in characters and `slr:sizeRestriction` become the flag `max-length:N`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..entries import Entry, Piece, Remark
from ..notations import Fixed, Kept, character
from ..sources import Source
from ..variants import percent_syntax, text_of
from ..xml_source import XML, Element, encoding_of, parsed

__all__ = ["encoding_of", "read"]

_KEPT = "it is a source, by which its translations are found"
_PAIRED = ("g", "mrk", "pc", "sub")


def read(source: Source) -> tuple[list[Entry], list[Remark]]:
    """Read all units."""
    root, remarks = parsed(source)
    if root.name != "xliff":
        raise source.error(root.start, f"<{root.name}> is not <xliff>", "leave it out")
    entries: list[Entry] = []
    several = len(list(root.named("file"))) > 1
    try:
        for file in root.named("file"):
            prefix = file.attributes.get("original", file.attributes.get("id", "")) if several else ""
            if root.attributes.get("version", "1.2").startswith("1"):
                languages = file.attributes.get("source-language", ""), file.attributes.get("target-language")
                body = [unit for part in file.named("body", "group") for unit in _units(part, "trans-unit")]
            else:
                languages = root.attributes.get("srcLang", ""), root.attributes.get("trgLang")
                body = list(_units(file, "unit"))
            for unit in body:
                entries += _entries(source, unit, prefix, *languages)
    except (KeyError, ValueError, OverflowError) as error:
        if isinstance(error, ValueError) and hasattr(error, "problem"):
            raise
        raise source.error(root.start, f"an entity stands for nothing: {error}", "mend it") from None
    return entries, remarks


def _units(element: Element, name: str) -> Iterator[Element]:
    for child in element.named(name, "group"):
        if child.name == name:
            yield child
        else:
            yield from _units(child, name)


def _entries(
    source: Source, unit: Element, prefix: str, language: str, target: str | None
) -> Iterator[Entry]:
    segments = list(unit.named("segment", "ignorable")) or [unit]
    data = {
        each.attributes.get("id", ""): each.text(source)
        for part in unit.named("originalData")
        for each in part.named("data")
    }
    sources: list[Piece] = []
    targets: list[Piece] = []
    for segment in segments:
        for found, name in ((sources, "source"), (targets, "target")):
            for each in segment.named(name):
                found += _pieces(source, each, data)
    translated = text_of(source, targets)
    text = text_of(source, sources)
    if not (translated or target is None):
        return
    # By its source a unit is found again in its translations: a change would lose them.
    kept = (each._replace(notation=Kept(each.notation, _KEPT)) for each in sources)
    pieces = tuple(targets if translated else kept)
    notes = [*unit.named("note"), *(note for part in unit.named("notes") for note in part.named("note"))]
    shown = translated or text
    yield Entry(
        key=unit.attributes.get("resname") or unit.attributes.get("id", ""),
        text=shown,
        line=source.line(pieces[0].start if pieces else unit.start),
        locale=(target if translated else language) or source.locale,
        context=prefix,
        source=text,
        syntax=percent_syntax(shown) or percent_syntax(text),
        flags=_flags(unit, segments),
        comments=unit.comments + tuple(note.text(source).strip() for note in notes),
        pieces=pieces,
    )


def _flags(unit: Element, segments: list[Element]) -> tuple[str, ...]:
    flags = []
    facts = unit.attributes
    widest = (
        facts.get("maxwidth", "") if facts.get("size-unit") == "char" else facts.get("sizeRestriction", "")
    )
    if match := re.fullmatch(r"(?:\d+,)?(\d+)", widest):
        flags.append(f"max-length:{int(match[1])}")
    states = [each.attributes.get("state", "") for part in segments for each in (part, *part.named("target"))]
    if any(state.startswith("needs-") for state in states):
        flags.append("fuzzy")
    return tuple(flags)


def _pieces(source: Source, element: Element, data: dict[str, str]) -> Iterator[Piece]:
    end = element.inner
    for child in element.children:
        if child.start > end:
            yield Piece(end, child.start, XML)
        end = child.stop
        if child.name in _PAIRED:
            yield from _pieces(source, child, data)
        elif shown := _shown(source, child, data):
            yield Piece(child.start, child.stop, Fixed(shown))
    if element.inner_stop > end:
        yield Piece(end, element.inner_stop, XML)


def _shown(source: Source, code: Element, data: dict[str, str]) -> str:
    """Return what an inline code stands for."""
    facts = code.attributes
    if code.name == "cp":
        return character(facts.get("hex", ""))
    if code.name not in ("x", "ph"):
        return ""
    native = data.get(facts.get("dataRef", ""), "") if "dataRef" in facts else code.text(source)
    return facts.get("equiv-text") or facts.get("equiv") or native
