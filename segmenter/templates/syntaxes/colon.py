r"""``:name``, as in Laravel and SQL; ``\:`` is a colon.

Nothing here knows values. A colon before anything but a letter or ``_`` is plain text, as in ``12:30``.
"""

import re

from ..template import Part, Syntax


def _other(match: re.Match[str]) -> Part:
    raise AssertionError(match)  # all that is found is a name or the escape


SYNTAX = Syntax(re.compile(r"\\:|:([^\W\d]\w*)"), {r"\:": ":"}, r"write \: for a colon", _other)
