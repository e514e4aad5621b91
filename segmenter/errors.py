"""The errors segmenter raises, on one base that knows its place; and how messages write numbers.

Every room may import this one; it imports none. What is foreseen (a text over its limit) is a value.
"""

from typing import Any, Self

__all__ = [
    "LeftOverError",
    "MissingClustersError",
    "MissingExtraError",
    "ProfileError",
    "SegmenterError",
    "TemplateError",
    "TemplateValuesError",
    "TooManySegmentsError",
    "UnencodableError",
    "UnknownLanguageError",
    "UnknownProfileError",
    "many",
]


def many(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> many(1, "segment"), many(1200, "entry", "entries")
    ('1 segment', '1,200 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


class SegmenterError(Exception):
    """The base of every error that segmenter raises on purpose: what is wrong, where, and what would help.

    A reader raises it with what it knows; `under` adds the place that the layers above know.
    Errors survive pickling and copying with all their attributes.

    Attributes:
        problem: what is wrong.
        remedy: what would help; empty where the problem says it all.
        path: the file as named by the caller; empty where there is none.
        line: where in the file, counted from 1; `None` where it is not known.
        column: where in the line, in code points from 1; `None` where it is not known.
        key: where in the document, such as ``limits[2].measure``; empty where it is about the whole.
        value: what stands there; `None` where nothing does, or it is not known.

    >>> error = SegmenterError("is 'x'", "it must be a number", key="longest")
    >>> print(error.under("variables.name", path="segmenter.toml", line=7))
    segmenter.toml:7: variables.name.longest is 'x'; it must be a number
    """

    problem: str = ""
    remedy: str = ""
    path: str = ""
    line: int | None = None
    column: int | None = None
    key: str = ""
    value: object = None

    def __init__(
        self,
        problem: str = "",
        remedy: str = "",
        *,
        path: str = "",
        line: int | None = None,
        column: int | None = None,
        key: str = "",
        value: object = None,
    ) -> None:
        Exception.__init__(self, problem, remedy)  # an OSError would take them for a number and words
        # Not by name: some kinds keep an older meaning of `path` or `column` as a property.
        vars(self).update(
            problem=problem, remedy=remedy, path=path, line=line or None, column=column, key=key, value=value
        )

    @classmethod
    def of(cls, error: "SegmenterError") -> Self:
        """Return an error as one of this kind, with the same facts."""
        made: Self = _restored(cls, error.args, vars(error))
        return made

    def under(self, key: str = "", *, path: str = "", line: int | None = None) -> Self:
        """Add the place that an outer layer knows, and return this error, to be raised again.

        Args:
            key: of the value in which this error's key stands.
            path: of the file, used where none is known yet.
            line: used where none is known yet.
        """
        facts = vars(self)
        if key and self.key and not self.key.startswith("["):
            key += "."
        facts["key"] = key + self.key
        facts["path"] = facts["path"] or path
        facts["line"] = facts["line"] or line
        return self

    @property
    def location(self) -> str:
        """The place in words: ``rates.csv:7``, ``line 7, column 3``, or nothing."""
        path, line, column = (vars(self).get(name) for name in ("path", "line", "column"))
        if path:
            return ":".join(str(part) for part in (path, line, column) if part)
        return ", ".join(f"{name} {at}" for name, at in (("line", line), ("column", column)) if at)

    @property
    def message(self) -> str:
        """What is wrong and what would help, without the file and line."""
        return "; ".join(filter(None, (self._sentence(), self.remedy)))

    def _sentence(self) -> str:
        return f"{self.key} {self.problem}" if self.key else self.problem

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.location, self.message)))

    def __repr__(self) -> str:
        """Return the kind and the whole message, as a debugger or a log shows it."""
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (type(self), self.args, vars(self))


def _restored(kind: Any, args: tuple[object, ...], facts: dict[str, object]) -> Any:
    """Build an error from its facts, without its constructor."""
    error = kind.__new__(kind)
    error.args = args
    vars(error).update(facts)
    return error


class UnencodableError(SegmenterError, ValueError):
    """A text holds a character that no encoding allowed by the policy can carry.

    Attributes:
        index: where the first offender stands, in code points from the start of the text; of several
            alphabets tried, the one that gets furthest decides.
        code_point: its number, U+0000 to U+10FFFF.
        character: the character itself, ``chr(code_point)``.

    >>> import segmenter
    >>> try:
    ...     segmenter.count("Déjà ☃", policy=segmenter.Policy(encodings=(segmenter.Encoding.GSM7,)))
    ... except segmenter.UnencodableError as error:
    ...     print(error.index, hex(error.code_point), error.character)
    5 0x2603 ☃
    """

    def __init__(self, *, index: int, character: str, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.index = index
        self.character = character
        self.code_point = ord(character)

    def _sentence(self) -> str:
        return f"{self.character_name} at index {self.index} {self.problem}"

    @property
    def character_name(self) -> str:
        """The code point with its Unicode name where it has one, ``U+20AC EURO SIGN``."""
        import unicodedata  # a library to be loaded, which few runs need

        return f"U+{self.code_point:04X} {unicodedata.name(self.character, '')}".rstrip()


class TooManySegmentsError(SegmenterError, ValueError):
    """A message needs more segments than a concatenation header can number (TS 23.040 §9.2.3.24.1).

    Attributes:
        segments: how many it would need.
        limit: how many there may be, 255.
    """

    def __init__(self, segments: int, limit: int) -> None:
        super().__init__(
            f"the text needs {segments} segments, but a concatenated message has at most {limit}",
            "shorten it, cut it with truncate(), or send several messages",
        )
        self.segments = segments
        self.limit = limit


class UnknownProfileError(SegmenterError, LookupError):
    """There is no profile of this name.

    Attributes:
        name: the one asked for.
        known: the names there are.
    """

    def __init__(self, name: str, known: tuple[str, ...], *, where: str = "") -> None:
        from difflib import get_close_matches

        near = "".join(f"did you mean {other!r}?" for other in get_close_matches(name, known, n=1))
        listed = f"the profiles are {', '.join(known)}"
        super().__init__(f"there is no profile {name!r}", "; ".join(filter(None, [listed, where, near])))
        self.name = name
        self.known = known


class ProfileError(SegmenterError, ValueError):
    """A profile that a user wrote cannot be used: `path`, `line` and `key` say which value is at fault."""


class TemplateError(SegmenterError, ValueError):
    """A template, or a description of its variables, is wrong.

    Attributes:
        index: where in the template, in code points; `None` where it is not about a place.
        hint: the remedy.
    """

    def __init__(self, problem: str, *, hint: str, index: int | None = None) -> None:
        super().__init__(problem, hint)
        self.index = index

    @property
    def hint(self) -> str:
        """The remedy."""
        return self.remedy

    def _sentence(self) -> str:
        return super()._sentence() + ("" if self.index is None else f" at index {self.index}")


class TemplateValuesError(TemplateError, LookupError):
    """The values given do not match the placeholders of a template.

    Attributes:
        missing: placeholders without a value, in order.
        extra: names given that have no placeholder.
    """

    def __init__(
        self,
        problem: str,
        *,
        hint: str,
        index: int | None = None,
        missing: tuple[str, ...] = (),
        extra: tuple[str, ...] = (),
    ) -> None:
        super().__init__(problem, hint=hint, index=index)
        self.missing = missing
        self.extra = extra


class UnknownLanguageError(SegmenterError, LookupError):
    """There are no substitution rules for a language.

    Attributes:
        name: the one asked for.
        known: the codes of the languages that have rules.
    """

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"there are no rules for language {name!r}", f"the languages with rules are {', '.join(known)}"
        )
        self.name = name
        self.known = known


class MissingExtraError(SegmenterError, ImportError):  # type: ignore[misc]  # an ImportError's path may be None
    """What was asked for needs a package that is not installed.

    Attributes:
        package: the one that is missing.
        extra: the extra of this distribution that installs it.
        purpose: what needs it.
    """

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs {package}: pip install 'sms-segmenter[{extra}]'")
        self.package = package
        self.extra = extra
        self.purpose = purpose


class MissingClustersError(SegmenterError, ModuleNotFoundError):  # type: ignore[misc]  # as above
    """Grapheme clusters are asked for, and nothing that finds them is installed.

    Attributes:
        name: of the package that would.
    """

    name = "regex"

    def __init__(self) -> None:
        super().__init__(
            "grapheme clusters need the package regex",
            "install it, or hand a finder to segmenter.core.clusters.find_clusters_with",
        )


class LeftOverError(SegmenterError, ValueError):
    """Strict substitution leaves characters outside GSM-7.

    Attributes:
        left_over: each of them, with its index in the substituted text, its name, and why it stays.
    """

    def __init__(self, left_over: tuple[Any, ...]) -> None:
        shown = "; ".join(_named(offender) for offender in left_over[:3])
        more = f" and {len(left_over) - 3} more" if len(left_over) > 3 else ""
        super().__init__(
            f"outside GSM-7 after substitution: {shown}{more}", "allow a higher level, or another mode"
        )
        self.left_over = left_over


def _named(offender: Any) -> str:
    code_point = f"U+{ord(offender.character):04X}"
    name = "" if offender.name == code_point else f" {offender.name}"
    return f"{code_point}{name} at index {offender.index}"
