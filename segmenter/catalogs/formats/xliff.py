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

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..errors import CatalogError
from ..notations import Kept, Opaque, character
from ..variants import percent_syntax
from ..xml_source import XML, Element, encoding_of, parsed

__all__ = ["encoding_of", "read"]

_KEPT = "it is a source, by which its translations are found"
_PAIRED = ("g", "mrk", "pc", "sub")


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all units."""
    root, remarks = parsed(file)
    if root.name != "xliff":
        raise file.error(root.start, f"<{root.name}> is not <xliff>", "leave it out")
    entries: list[Entry] = []
    several = len(list(root.named("file"))) > 1
    try:
        for part in root.named("file"):
            prefix = part.attributes.get("original", part.attributes.get("id", "")) if several else ""
            if root.attributes.get("version", "1.2").startswith("1"):
                languages = part.attributes.get("source-language", ""), part.attributes.get("target-language")
                units = [unit for body in part.named("body", "group") for unit in _units(body, "trans-unit")]
            else:
                languages = root.attributes.get("srcLang", ""), root.attributes.get("trgLang")
                units = list(_units(part, "unit"))
            for unit in units:
                entries += _entries(file, unit, prefix, *languages)
    except (KeyError, ValueError, OverflowError) as error:
        if isinstance(error, CatalogError):
            raise
        raise file.error(root.start, f"an entity stands for nothing: {error}", "mend it") from None
    return entries, remarks


def _units(element: Element, name: str) -> Iterator[Element]:
    for child in element.named(name, "group"):
        if child.name == name:
            yield child
        else:
            yield from _units(child, name)


def _entries(
    file: CatalogFile, unit: Element, prefix: str, language: str, target: str | None
) -> Iterator[Entry]:
    segments = list(unit.named("segment", "ignorable")) or [unit]
    data = {
        each.attributes.get("id", ""): each.text(file)
        for part in unit.named("originalData")
        for each in part.named("data")
    }
    sources: list[Piece] = []
    targets: list[Piece] = []
    for segment in segments:
        for found, name in ((sources, "source"), (targets, "target")):
            for each in segment.named(name):
                found += _pieces(file, each, data)
    translated = file.text_of(targets)
    text = file.text_of(sources)
    if not (translated or target is None):
        return
    # By its source a unit is found again in its translations: a change would lose them.
    kept = (each._replace(notation=Kept(each.notation, _KEPT)) for each in sources)
    pieces = tuple(targets if translated else kept)
    notes = [*unit.named("note"), *(note for part in unit.named("notes") for note in part.named("note"))]
    shown = translated or text
    yield file.entry(
        unit.attributes.get("resname") or unit.attributes.get("id", ""),
        pieces,
        offset=unit.start,
        locale=(target if translated else language) or file.locale,
        context=prefix,
        source=text,
        syntax=percent_syntax(shown) or percent_syntax(text),
        flags=_flags(unit, segments),
        comments=unit.comments + tuple(note.text(file).strip() for note in notes),
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


def _pieces(file: CatalogFile, element: Element, data: dict[str, str]) -> Iterator[Piece]:
    end = element.inner
    for child in element.children:
        if child.start > end:
            yield Piece(end, child.start, XML)
        end = child.stop
        if child.name in _PAIRED:
            yield from _pieces(file, child, data)
        elif shown := _shown(file, child, data):
            yield Piece(child.start, child.stop, Opaque(shown))
    if element.inner_stop > end:
        yield Piece(end, element.inner_stop, XML)


def _shown(file: CatalogFile, code: Element, data: dict[str, str]) -> str:
    """Return what an inline code stands for."""
    facts = code.attributes
    if code.name == "cp":
        return character(facts.get("hex", ""))
    if code.name not in ("x", "ph"):
        return ""
    native = data.get(facts.get("dataRef", ""), "") if "dataRef" in facts else code.text(file)
    return facts.get("equiv-text") or facts.get("equiv") or native
