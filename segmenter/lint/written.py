"""How the placeholders of a text are written, as rules need to know it.

A value only: it is made in `placeholders`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..errors import TemplateError
    from ..templates import Template

__all__ = ["PLAIN", "Written"]


class Written(NamedTuple):
    """How the placeholders of a text are written.

    Attributes:
        names: of its placeholders, each once, in order; none where no syntax is known.
        template: its parts; `None` where it has no placeholders, no syntax, or none that can be parsed.
        error: why it cannot be parsed, where it cannot.
        branched: whether it has branches, which only the reader of the file can separate.
    """

    names: tuple[str, ...]
    template: Template | None
    error: TemplateError | None
    branched: bool = False


PLAIN = Written((), None, None)
