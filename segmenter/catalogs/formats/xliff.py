r"""XLIFF 1.2 and 2.x: the target of each unit, or its source where the file names no target language.

Inline codes are shown as placeholders where they are any; formats in a text are C's.

:format: xliff
:suffixes: .xlf .xliff
:among: .xml
:sign: \APROLOGUE<(?:[\w.-]+:)?xliff\b
:source: yes
:files: `.xlf`, `.xliff`, `.xml` whose root is `<xliff>`; 1.2 and 2.x
:entry: the target of a unit; its source where the file names no target language
:placeholders: `percent`, in a text with such a placeholder; otherwise the key `syntax`
:comment_line: <!-- {} -->
:comments: `<!-- … -->` and `<note>`
:rule: `equiv-text`, `equiv` or the native code in `<ph>` is a placeholder, markup and other codes yield
    nothing; the segments of a unit are joined in the order they say, and a unit with an untranslated one is
    `fuzzy`; white space is kept as written, unless `collapse_whitespace` in the configuration names the file,
    and then where `xml:space="preserve"` holds; `maxwidth` in characters and `slr:sizeRestriction` become the
    flag `max-length:N`
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
    root, remarks = parsed(file, "xliff")
    entries: list[Entry] = []
    several = len(list(root.named("file"))) > 1
    try:
        for part in root.named("file"):
            space = part.attributes.get("space", root.attributes.get("space", ""))
            prefix = part.attributes.get("original", part.attributes.get("id", "")) if several else ""
            if root.attributes.get("version", "1.2").startswith("1"):
                languages = part.attributes.get("source-language", ""), part.attributes.get("target-language")
                bodies = part.named("body", "group")
                units = [pair for body in bodies for pair in _units(body, "trans-unit", space)]
            else:
                languages = root.attributes.get("srcLang", ""), root.attributes.get("trgLang")
                units = list(_units(part, "unit", space))
            for unit, space in units:
                entries += _entries(file, unit, space, prefix, *languages)
    except (KeyError, ValueError, OverflowError) as error:
        if isinstance(error, CatalogError):
            raise
        raise file.error(root.start, f"an entity stands for nothing: {error}", "correct it there") from None
    return entries, remarks


def _units(element: Element, name: str, space: str) -> Iterator[tuple[Element, str]]:
    """Yield the units in an element, each with its ``xml:space``: its own, or that of what is around it."""
    space = element.attributes.get("space", space)
    for child in element.named(name, "group"):
        if child.name == name:
            yield child, child.attributes.get("space", space)
        else:
            yield from _units(child, name, space)


def _entries(
    file: CatalogFile, unit: Element, space: str, prefix: str, language: str, target: str | None
) -> Iterator[Entry]:
    segments = list(unit.named("segment", "ignorable")) or [unit]
    data = {
        datum.attributes.get("id", ""): datum.text(file)
        for part in unit.named("originalData")
        for datum in part.named("data")
    }
    sources = [element for segment in segments for element in segment.named("source")]
    targets = _ordered(segments)
    spaces = {
        id(element): element.attributes.get("space", segment.attributes.get("space", space))
        for segment in segments
        for element in segment.named("source", "target")
    }
    has_target = any(not _is_empty(element) for element in targets if element.name == "target")
    if not (has_target or target is None):
        return
    codes = _Codes(file, data, [*sources, *targets])
    shown_sources = list(codes.all_pieces(sources, spaces))
    source = file.text_of([piece for _, piece in shown_sources])
    # A unit is found in its translations by its source: a change would lose them.
    pieces = tuple(
        piece if element.name == "target" else piece._replace(notation=Kept(piece.notation, _KEPT))
        for element, piece in (codes.all_pieces(targets, spaces) if has_target else shown_sources)
    )
    untranslated = any(
        segment.name == "segment" and all(map(_is_empty, segment.named("target"))) for segment in segments
    )
    notes = [*unit.named("note"), *(note for part in unit.named("notes") for note in part.named("note"))]
    facts = unit.attributes
    yield file.entry(
        facts.get("resname") or facts.get("name") or facts.get("id", ""),
        pieces,
        offset=unit.start,
        locale=(target if has_target else language) or file.locale,
        context=prefix,
        source=source,
        syntax=codes.syntax,
        flags=_flags(unit, segments, unfinished=has_target and untranslated),
        comments=unit.comments + tuple(note.text(file).strip() for note in notes),
        lost=tuple(codes.lost(sources, targets)) if has_target else (),
    )


def _ordered(segments: list[Element]) -> list[Element]:
    """Return the targets in the order that they say, by 1 for the first; what is not translated is kept."""
    targets: list[tuple[int, Element]] = []
    for number, segment in enumerate(segments, start=1):
        own = list(segment.named("target")) or [
            element for element in segment.named("source") if segment.name == "ignorable"
        ]
        for element in own:
            order = element.attributes.get("order", "")
            targets.append((int(order) if order.isdecimal() else number, element))
    return [element for _, element in sorted(targets, key=lambda pair: pair[0])]


def _is_empty(element: Element) -> bool:
    return element.inner == element.inner_stop


def _flags(unit: Element, segments: list[Element], *, unfinished: bool) -> tuple[str, ...]:
    flags = []
    facts = unit.attributes
    widest = (
        facts.get("maxwidth", "") if facts.get("size-unit") == "char" else facts.get("sizeRestriction", "")
    )
    if match := re.fullmatch(r"(?:\d+,)?(\d+)", widest):
        flags.append(f"max-length:{int(match[1])}")
    states = [each.attributes.get("state", "") for part in segments for each in (part, *part.named("target"))]
    if unfinished or any(state.startswith("needs-") for state in states):
        flags.append("fuzzy")
    return tuple(flags)


class _Codes:
    """The inline codes of a unit: what each is shown as, and which are missing."""

    def __init__(self, file: CatalogFile, data: dict[str, str], elements: list[Element]) -> None:
        self._file = file
        self._data = data
        natives = [self._native(code) for element in elements for code in _inside(element)]
        texts = "".join(element.text(file) for element in elements)
        syntax = percent_syntax(texts) or percent_syntax(" ".join(natives))
        if not syntax and any(native and not native.startswith("<") for native in natives):
            syntax = "mustache" if any(native.startswith("{{") for native in natives) else "brace"
        self.syntax = syntax

    def all_pieces(self, elements: list[Element], spaces: dict[int, str]) -> Iterator[tuple[Element, Piece]]:
        """Yield the pieces of some sources or targets, white space as the program has it."""
        pieces = [(element, piece) for element in elements for piece in self.pieces(element)]
        if not self._file.conventions.collapse_whitespace:
            return iter(pieces)
        return _collapsed(self._file.text, pieces, spaces)

    def pieces(self, element: Element) -> Iterator[Piece]:
        """Yield the pieces of a source or a target."""
        end = element.inner
        for child in element.children:
            if child.start > end:
                yield Piece(end, child.start, XML)
            end = child.stop
            if child.name in _PAIRED:
                yield from self.pieces(child)
            elif shown := self._shown(child):
                yield Piece(child.start, child.stop, Opaque(shown))
        if element.inner_stop > end:
            yield Piece(end, element.inner_stop, XML)

    def lost(self, sources: list[Element], targets: list[Element]) -> Iterator[str]:
        """Yield the codes of the sources that no target has, as they are written.

        One that is shown as a placeholder is compared as such; it is lost if the target spells that out.
        """
        names, others = (
            {
                f"<{code.name} {name}={code.attributes[name]!r}>": code
                for element in elements
                for code in _inside(element)
                for name in ("id", "rid")
                if name in code.attributes and code.name in _REQUIRED
            }
            for elements in (sources, targets)
        )
        spelled = "".join(element.text(self._file) for element in targets)
        for name, code in names.items():
            shown = self._shown(code)
            if name not in others and (not shown or shown in spelled):
                yield name

    def _native(self, code: Element) -> str:
        facts = code.attributes
        if code.name not in ("x", "ph"):
            return ""
        native = self._data.get(facts.get("dataRef", ""), "") if "dataRef" in facts else code.text(self._file)
        return facts.get("equiv-text") or facts.get("equiv") or native

    def _shown(self, code: Element) -> str:
        """Return what an inline code stands for: a placeholder in the syntax of the unit, or nothing."""
        if code.name == "cp":
            return character(code.attributes.get("hex", ""))
        native = self._native(code)
        if not native or native.startswith("<"):  # markup
            return ""
        if re.fullmatch(_PLACEHOLDERS[self.syntax], native):
            return native
        name = re.sub(r"\W+", "_", code.attributes.get("id", "")) or "code"
        return {"brace": f"{{{name}}}", "mustache": f"{{{{{name}}}}}"}.get(self.syntax, "")


_BLANKS = re.compile(r"[ \t\r\n]+")


def _collapsed(
    text: str, pieces: list[tuple[Element, Piece]], spaces: dict[int, str]
) -> Iterator[tuple[Element, Piece]]:
    """Yield pieces in which white space is collapsed, across tags too, where it is not preserved.

    The first sign of a run stays, as a space; at the ends of the text, none does.
    """
    waiting: list[tuple[Element, Piece]] = []  # the space of a run, if a text follows
    begun = False
    for element, piece in pieces:
        start, stop, notation = piece
        if notation is not XML or spaces[id(element)] == "preserve":
            yield from (*waiting, (element, piece))
            waiting, begun = [], True
            continue
        signs, begins, ends = XML.spans(text[start:stop])
        position = 0
        for match in (*_BLANKS.finditer(signs), None):
            first, after = match.span() if match else (len(signs), len(signs))
            if first > position:
                yield from waiting
                waiting, begun = [], True
                yield element, Piece(start + begins[position], start + ends[first - 1], XML)
            if match and begun and not waiting:
                written = Piece(start + begins[first], start + ends[first], XML)
                is_space = text[written.start : written.stop] == " "
                waiting = [(element, written if is_space else written._replace(notation=Opaque(" ")))]
            position = after


_REQUIRED = ("x", "ph", "pc", "g", "bx", "ex", "sc", "ec")
_PLACEHOLDERS = {
    "percent": r"%.*",
    "mustache": r"\{\{\s*[\w.-]+\s*\}\}",
    "brace": r"\{\s*[\w.-]+\s*(?:[,:!][^{}]*)?\}",
    "": r"(?!)",
}


def _inside(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield child
        yield from _inside(child)
