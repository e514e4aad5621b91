"""What a rule says of a text, before anybody knows in which file the text stands.

Values only: what counts as wrong is each rule's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..channels.findings import Severity, TextEdit

__all__ = ["Problem"]


class Problem(NamedTuple):
    """What a rule says of a text.

    Attributes:
        message: what is wrong.
        start: where in the text it begins, in code points.
        stop: where it ends there.
        help: what to do; empty where the message says it all.
        edits: that fix it, in order; empty where none is known.
        safe: whether they leave the text as its author meant it.
        severity: where it is another than the rule's own.
    """

    message: str
    start: int
    stop: int
    help: str = ""
    edits: tuple[TextEdit, ...] = ()
    safe: bool = False
    severity: Severity | None = None
