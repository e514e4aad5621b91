"""The errors segmenter raises: one base, each kind also the built-in a caller expects; and how they count.

Every room may import this one; it imports none. What is foreseen (a text over its limit) is a value.
"""

import unicodedata
from typing import Any

__all__ = [
    "LeftOverError",
    "MissingExtraError",
    "ProfileError",
    "SegmenterError",
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
    """The base of every error that segmenter raises on purpose."""


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
        self.index = index
        self.character = character
        self.code_point = ord(character)
        self.problem = problem
        self.remedy = remedy
        super().__init__(index, character, problem, remedy)

    def __str__(self) -> str:
        return f"{self.character_name} at index {self.index} {self.problem}; {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.index, self.character, self.problem, self.remedy)

    @property
    def character_name(self) -> str:
        """The code point with its Unicode name where it has one, ``U+20AC EURO SIGN``."""
        return f"U+{self.code_point:04X} {unicodedata.name(self.character, '')}".rstrip()


def _rebuild(index: int, character: str, problem: str, remedy: str) -> UnencodableError:
    """Build the error again from its facts, so that it survives pickling between processes."""
    return UnencodableError(index=index, character=character, problem=problem, remedy=remedy)


class TooManySegmentsError(SegmenterError, ValueError):
    """A message needs more segments than a concatenation header can number (TS 23.040 §9.2.3.24.1).

    Attributes:
        segments: how many it would need.
        limit: how many there may be, 255.
    """

    def __init__(self, segments: int, limit: int) -> None:
        self.segments = segments
        self.limit = limit
        super().__init__(segments, limit)

    def __str__(self) -> str:
        return (
            f"the text needs {self.segments} segments, but a concatenated message has at most {self.limit}; "
            "shorten it, cut it with truncate(), or send several messages"
        )


class UnknownProfileError(SegmenterError, LookupError):
    """There is no profile of this name.

    Attributes:
        name: the one asked for.
        known: those there are.
    """

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.known = known
        super().__init__(name, known)

    def __str__(self) -> str:
        return f"there is no profile {self.name!r}; there are {', '.join(self.known)}"


class ProfileError(SegmenterError, ValueError):
    """A profile that a user wrote cannot be taken as it stands.

    Attributes:
        path: its file, as named by the caller.
        key: where in the file, such as ``limits[2].measure``; empty where the file as a whole is at fault.
        problem: the value, or what else is wrong.
        remedy: what is allowed; empty where the problem says it all.
        line: where, counted from 1, in a file that is not TOML or not UTF-8.
    """

    def __init__(
        self, path: str, key: str, problem: str, remedy: str = "", *, line: int | None = None
    ) -> None:
        self.path = path
        self.key = key
        self.problem = problem
        self.remedy = remedy
        self.line = line
        super().__init__(path, key, problem, remedy, line)

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        said = " ".join(filter(None, (self.key, self.problem)))
        return f"{place}: {said}; {self.remedy}" if self.remedy else f"{place}: {said}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_profile_error, self.args


def _rebuild_profile_error(path: str, key: str, problem: str, remedy: str, line: int | None) -> ProfileError:
    """Build the error again from its facts, so that it survives pickling between processes."""
    return ProfileError(path, key, problem, remedy, line=line)


class TemplateError(SegmenterError, ValueError):
    """A template, or what is said of its variables, cannot be right.

    Attributes:
        problem: what is wrong.
        hint: what would help.
        index: where in the template, in code points; `None` where it is no matter of place.
    """

    def __init__(self, problem: str, *, hint: str, index: int | None = None) -> None:
        self.problem = problem
        self.hint = hint
        self.index = index
        super().__init__(problem, hint, index)

    def __str__(self) -> str:
        place = "" if self.index is None else f" at index {self.index}"
        return f"{self.problem}{place}; {self.hint}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_of_template, (type(self), {**vars(self)})


class TemplateValuesError(TemplateError, LookupError):
    """What is given for the placeholders of a template does not match them.

    Attributes:
        missing: placeholders that nothing is given for, in order.
        extra: what is given and has no placeholder.
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


def _rebuild_of_template(kind: type[TemplateError], facts: dict[str, Any]) -> TemplateError:
    """Build the error again from its facts, which are its keywords."""
    return kind(**facts)


class UnknownLanguageError(SegmenterError, LookupError):
    """There are no substitution rules for a language.

    Attributes:
        name: the one asked for.
        known: the codes there are rules for.
    """

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.known = known
        super().__init__(name, known)

    def __str__(self) -> str:
        return f"there are no rules for language {self.name!r}; there are for {' '.join(self.known)}"


class MissingExtraError(SegmenterError, ImportError):
    """What was asked for needs a package that is not installed.

    Attributes:
        package: the one that is missing.
        extra: the extra of this distribution that installs it.
        purpose: what needs it.
    """

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        self.package = package
        self.extra = extra
        self.purpose = purpose
        super().__init__(package, extra, purpose)

    def __str__(self) -> str:
        return f"{self.purpose} needs {self.package}: pip install 'sms-segmenter[{self.extra}]'"


class LeftOverError(SegmenterError, ValueError):
    """Strict substitution leaves characters outside GSM-7.

    Attributes:
        left_over: each of them, with its index in the substituted text, its name, and why it stays.
    """

    def __init__(self, left_over: tuple[Any, ...]) -> None:
        self.left_over = left_over
        super().__init__(left_over)

    def __str__(self) -> str:
        shown = "; ".join(_named(each) for each in self.left_over[:3])
        more = f" and {len(self.left_over) - 3} more" if len(self.left_over) > 3 else ""
        return f"outside GSM-7 after substitution: {shown}{more}; allow a higher level, or another mode"


def _named(offender: Any) -> str:
    code_point = f"U+{ord(offender.character):04X}"
    name = "" if offender.name == code_point else f" {offender.name}"
    return f"{code_point}{name} at index {offender.index}"
