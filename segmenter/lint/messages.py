"""Messages: an entry with its settings, and what rules need to know of it, found once and only when needed.

It knows counts and templates; it must not know what is wrong with a message.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from ..channels.one_time_codes import means_to_fill_in
from ..core.coding import codings
from ..core.counting import DEFAULT_POLICY, Count, count
from ..core.headers import MAX_SEGMENTS
from ..core.policy import Encoding
from ..errors import TemplateError, UnencodableError
from .characters import is_other_script
from .settings import DEFAULTS
from .written import PLAIN, Written

if TYPE_CHECKING:
    from ..catalogs.entries import Entry
    from ..core.policy import Policy
    from ..templates import Bounds, Template, Variable
    from ..templates.template import Syntax
    from .settings import Settings

__all__ = ["CatalogMessage", "Fact", "nothing_to_ask"]

# What may begin a placeholder in each syntax: a text without it has none.
_SIGNS = {
    "brace": "[{}]",
    "percent": "%",
    "mustache": r"\{\{|\}\}",
    "dollar": r"\$",
    "colon": ":",
    "ruby": "[%#]",
    "notify": r"\(\(|\)\)",
    "dlt": r"\{#|#\}",
}


@lru_cache(maxsize=len(_SIGNS))
def _signs(syntax: str) -> re.Pattern[str]:
    return re.compile(_SIGNS[syntax])


_LONGEST_LONE = max(coding.lone_units for coding in codings(DEFAULT_POLICY))
"""No longer text fits one segment: no character takes less than a unit."""


def nothing_to_ask(entry: Entry, settings: Settings) -> bool:
    """Return whether an entry is so plain that no rule can report anything, as most are.

    A text of one segment has no cut and exceeds no budget; in GSM-7, or in another script without invisible
    characters, it has no offender either. That leaves other kinds of limits, and placeholders. This takes
    2 to 5 µs, asking the rules 20.
    """
    text = entry.text
    if entry.flaw or entry.lost or (entry.isolated and settings.isolating):
        return False
    if len(text) > _LONGEST_LONE or settings.channel != "sms":
        return False
    try:
        counted = count(text)
    except UnencodableError:
        return False
    if counted[1] != 1 or settings.profile is not None or settings.max_length is not None:
        return False
    if settings.translation_room is not None or means_to_fill_in(text):
        return False
    if counted[0] is not Encoding.GSM7 and (settings.encoding != "any" or not is_other_script(text)):
        return False
    syntax, source = entry.syntax or settings.syntax, entry.source
    if not syntax:
        return True
    signs = _signs(syntax)
    if signs.search(text) is None and (source is None or signs.search(source) is None):
        return True
    if syntax == "dlt":
        return False
    if settings.variables or settings.default_variable is not None or entry.examples:
        return False  # their bounds may be to be asked
    own = _scanned(text, syntax)
    return own is not None and (source is None or _are_alike(own, source, syntax))


def _are_alike(own: list[str], source: str, syntax: str) -> bool:
    """Return whether the placeholders of a text are certainly those of its source."""
    others = _scanned(source, syntax)
    if own == others:
        return True
    # Values without a name are taken in order, which matters where each takes values of one kind.
    ordered = syntax == "percent" and any(word[1] != "(" and "$" not in word for word in own)
    return not ordered and others is not None and sorted(own) == sorted(others)


# What catalogs with keys or hashes in place of texts have as source: no blank, and a sign between words.
_NAME = r"[\w-]+(?:[.:/_-][\w-]+)+|\w+_\w+|(?=\S*[0-9])(?:[0-9a-fA-F]{8,}|[A-Za-z0-9+/=_-]{16,})"


def _scanned(text: str, syntax: str) -> list[str] | None:
    """Return the placeholders as they are written; `None` where perhaps not all of them can be parsed.

    A scan takes a third of the parser's time.
    """
    pattern, escapes = _syntax(syntax)[:2]
    written: list[str] = []
    unnamed = None
    for match in pattern.finditer(text):
        if (group := match.lastindex) is None:
            if match[0] not in escapes:
                return None
            continue
        if unnamed is None:
            unnamed = not match[group]
        elif unnamed is not (not match[group]):
            return None
        written.append(match[0])
    return written


@lru_cache(maxsize=16)
def _syntax(name: str) -> Syntax:
    found: Syntax = import_module(f"segmenter.templates.syntaxes.{name}").SYNTAX
    return found


class Fact:
    """What there is to ask about in a message, as bits. A rule is asked where there is all that it needs.

    Numbers, not an `IntFlag`: that takes 1 µs to join two.
    """

    UNENCODABLE = 1
    """It cannot be encoded."""
    LIMITED = 2
    """A profile or a flag limits its length."""
    MANY = 4
    """It takes more than one segment."""
    OUTSIDE = 8
    """It is not GSM-7."""
    SOURCE = 16
    """It is a translation."""
    PLACEHOLDERS = 32
    """It has placeholders, or signs of them."""
    FORMS = 128
    """A plural form of its language is missing beside it."""
    MARKED = 64
    """A flag or a comment may speak to us."""
    FILLED_IN = 256
    """It means to be filled in by a phone or a browser: a one-time code."""
    DLT = 512
    """It is registered with a DLT portal."""
    WHATSAPP = 1024
    """It goes by WhatsApp."""
    ORIGINAL = 2048
    """Others translate it, and need room."""
    SURPLUS = 8192
    """The source language does not have its key."""
    ABSENT = 16384
    """Only the source language has its key."""
    SENDER = 4096
    """It is the first of its file, and the settings name its sender."""


class CatalogMessage:
    """A text that is to be sent.

    Attributes:
        entry: where it is from.
        settings: what is asked of it.
        text: as it is written, placeholders as they stand.
        slips: what is not understood of its comments and flags.
        missing_forms: plural forms of its language that its key lacks, at the first form that exists.
        format: of its catalog.
        is_surplus: whether the source language does not have its key.
        is_absent: whether only the source language has its key.
    """

    def __init__(self, entry: Entry, settings: Settings = DEFAULTS, text: str | None = None) -> None:
        self.entry = entry
        self.settings = settings
        self.text = entry.text if text is None else text
        self.slips: tuple[str, ...] = ()
        self.missing_forms: tuple[str, ...] = ()
        self.format = ""
        self.is_surplus = self.is_absent = False

    @cached_property
    def _own_scanned(self) -> list[str] | None:
        syntax = self.syntax
        return _scanned(self.text, syntax) if syntax and syntax != "dlt" else None

    def has_placeholders_of_source(self) -> bool:
        """Return whether its placeholders are certainly those of its source, without parsing either."""
        source = self.source_text
        if source is None or (own := self._own_scanned) is None:
            return False
        return _are_alike(own, source, self.syntax)

    def with_text(self, text: str) -> CatalogMessage:
        """Return the same message with another text."""
        return CatalogMessage(self.entry, self.settings, text)

    @property
    def is_isolated(self) -> bool:
        """Whether the program puts signs around placeholders that are not in the text."""
        return bool(self.entry.isolated) and self.settings.isolating and self.text == self.entry.text

    def without_isolates(self) -> CatalogMessage:
        """Return the same message as the file has it."""
        return CatalogMessage(self.entry._replace(isolated=()), self.settings) if self.is_isolated else self

    @property
    def sms(self) -> bool:
        """Whether it goes by SMS, so that it is cut into segments."""
        return self.settings.channel == "sms"

    def facts(self) -> int:
        """Return what rules may ask about, without marks."""
        settings, found = self.settings, 0
        if settings.profile is not None or settings.max_length is not None:
            found |= Fact.LIMITED
        if self.missing_forms:
            found |= Fact.FORMS
        if self.is_surplus:
            found |= Fact.SURPLUS
        if self.entry.source is not None:
            found |= Fact.SOURCE
        syntax = self.syntax
        if self.entry.flaw or (syntax and _signs(syntax).search(self.text)):
            found |= Fact.PLACEHOLDERS
            if syntax == "dlt":
                found |= Fact.DLT
        if settings.channel == "whatsapp":
            found |= Fact.WHATSAPP
        elif self.sms and means_to_fill_in(self.text):
            found |= Fact.FILLED_IN
        count = self.count
        if not self.sms:
            return found if self.text.isascii() and self.text.isprintable() else found | Fact.OUTSIDE
        if count is None:
            return found | Fact.UNENCODABLE | Fact.OUTSIDE
        if count.segments > 1:
            found |= Fact.MANY
        return found if count.encoding is Encoding.GSM7 else found | Fact.OUTSIDE

    @property
    def policy(self) -> Policy:
        """How it is counted."""
        return DEFAULT_POLICY if self.settings.profile is None else self.settings.profile.policy

    @property
    def syntax(self) -> str:
        """How its placeholders are written; "" where that is not known."""
        return self.entry.syntax or self.settings.syntax

    @cached_property
    def written(self) -> Written:
        """Its placeholders."""
        return self._parsed(self.text)

    @property
    def sent(self) -> Written:
        """The placeholders and texts that the program sends, with the signs it puts around placeholders."""
        return self._parsed(self.entry.with_isolates()) if self.is_isolated else self.written

    @property
    def source_text(self) -> str | None:
        """The text that it translates; `None` where the source is a name, such as ``sms.code``."""
        source = self.entry.source
        return None if source is None or re.fullmatch(_NAME, source) else source

    @property
    def source(self) -> Written | None:
        """Its source's placeholders, where there is a source."""
        source = self.source_text
        return None if source is None else self._parsed(source)

    def _parsed(self, text: str) -> Written:
        syntax = self.syntax
        if not syntax or not _signs(syntax).search(text):
            return PLAIN
        from .placeholders import written

        return written(text, syntax)

    @cached_property
    def count(self) -> Count | None:
        """Its count with every value at its shortest; `None` where it cannot be encoded."""
        return None if isinstance(self._counted, UnencodableError) else self._counted

    @property
    def unencodable(self) -> UnencodableError | None:
        """Why it cannot be encoded, where it cannot; the index is of the text as it would be sent."""
        return self._counted if isinstance(self._counted, UnencodableError) else None

    @cached_property
    def _counted(self) -> Count | UnencodableError:
        return self._count(self._least)

    @cached_property
    def _least(self) -> str:
        """What is sent at least: every value at its shortest."""
        if self.is_isolated:
            return self._filled(self.entry.with_isolates(), self.sent.template)
        if self._knows_values() or self._own_scanned is None:
            return self._filled(self.text, self.written.template)
        pattern, escapes = _syntax(self.syntax)[:2]  # takes a sixth of the time of parsing
        return pattern.sub(lambda match: escapes.get(match[0], ""), self.text)

    def segments_without(self, character: str) -> int:
        """Return how many segments it would take at least without a character, wherever it stands."""
        count = self._count(self._least.replace(character, ""))
        return MAX_SEGMENTS if isinstance(count, UnencodableError) else count.segments

    @property
    def source_count(self) -> Count | None:
        """The same of its source, where there is one."""
        source = self.source_text
        if source is None:
            return None
        counted = self._count(self._filled(source, self._parsed(source).template))
        return None if isinstance(counted, UnencodableError) else counted

    def _count(self, text: str) -> Count | UnencodableError:
        profile = self.settings.profile
        try:
            if profile is None:
                return count(text)
            return count(profile.prepared(text), policy=profile.policy)
        except UnencodableError as error:
            return error

    def _filled(self, text: str, template: Template | None) -> str:
        """Return a text with every value at its shortest."""
        if template is None:
            return text
        from ..templates.template import Literal, Placeholder

        pieces = []
        for part in template.parts:
            if isinstance(part, Literal):
                pieces.append(part.text)
            elif isinstance(part, Placeholder):
                variable = self.variable(part.name)
                pieces.append("0" * variable.shortest if variable else "")
        return "".join(pieces)

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names of its placeholders, each once; without conditions. None if they cannot be parsed."""
        template = self.written.template
        if template is None:
            return ()
        from ..templates.template import Placeholder

        return tuple(dict.fromkeys(part.name for part in template.parts if isinstance(part, Placeholder)))

    def unknown_variables(self) -> list[str]:
        """Return the placeholders whose values are not known, where there is a budget for them."""
        if self.settings.max_segments is None or not self.sms:
            return []
        return [name for name in self.placeholders if self.variable(name) is None]

    def bounds(self) -> Bounds | None:
        """Return the range of a template as it is sent by SMS; `None` where values are not known."""
        if not self.sms or not self._knows_values() or (template := self.sent.template) is None:
            return None
        variables = {name: self.variable(name) for name in self.placeholders}
        known = {name: variable for name, variable in variables.items() if variable is not None}
        if len(known) < len(variables):
            return None
        from ..templates.bounds import bounds

        try:
            return bounds(self._prepared(template), known, policy=self.policy)
        except (TemplateError, UnencodableError):
            return None

    def _knows_values(self) -> bool:
        """Return whether anything is known about values at all."""
        settings = self.settings
        return bool(
            settings.variables
            or settings.default_variable is not None
            or self.entry.examples
            or settings.dlt_longest
            or (settings.profile and settings.profile.max_variable)
        )

    def _prepared(self, template: Template) -> Template:
        """Return a template with what the profile puts around it."""
        profile = self.settings.profile
        if profile is None or not (profile.prefix or profile.suffix):
            return template
        from ..templates.template import Literal

        parts = (Literal(profile.prefix, 0, 0), *template.parts, Literal(profile.suffix, 0, 0))
        return template._replace(parts=parts)

    def variable(self, name: str) -> Variable | None:
        """Return what is known about a placeholder's value: by name, by the file's example, or by default."""
        settings = self.settings
        if name in settings.variables:
            return settings.variables[name]
        if name in self.entry.examples:
            return _of_example(self.entry.examples[name], formatted=name in self.entry.formatted)
        default = self._default_variable()
        if default is not None and (template := self.sent.template) is not None:
            from ..templates.outline import typed_variables

            return typed_variables(template, default).get(name, default)
        return default

    def _default_variable(self) -> Variable | None:
        """Return what is known about values that nothing else describes."""
        settings = self.settings
        if settings.default_variable is not None:
            return settings.default_variable
        limit = settings.profile.max_variable if settings.profile else None
        longest = limit.number if limit else None
        if settings.dlt_longest and (template := self.sent.template) is not None and template.syntax == "dlt":
            longest = settings.dlt_longest
        if longest is None:
            return None
        from ..templates.variables import Variable

        return Variable(longest=longest)


def _of_example(example: str, *, formatted: bool) -> Variable:
    """Return the values that a file's example suggests: no longer, and of the first alphabet that holds it.

    Formatters of numbers and dates insert U+202F or U+00A0, depending on their version, so an example does
    not show the alphabet of what they write.
    """
    from ..templates.variables import Alphabet, Variable, first_outside

    narrow = () if formatted else (Alphabet.DIGITS, Alphabet.GSM7_BASIC, Alphabet.GSM7)
    alphabet = next((one for one in narrow if first_outside(example, one) is None), Alphabet.ANY)
    return Variable(longest=len(example), alphabet=alphabet, examples=(example,))
