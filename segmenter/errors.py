"""The errors segmenter raises: one base, and each kind also the built-in a caller expects.

Every room may import this one; it imports none. What is foreseen (a text over its limit) is a value.
"""

import unicodedata

__all__ = ["ProfileError", "SegmenterError", "TooManySegmentsError", "UnencodableError", "UnknownProfileError"]


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


def _rebuild_profile_error(
    path: str, key: str, problem: str, remedy: str, line: int | None
) -> ProfileError:
    """Build the error again from its facts, so that it survives pickling between processes."""
    return ProfileError(path, key, problem, remedy, line=line)
