"""Globs: patterns of paths and of keys, compiled once.

It knows ``*``, ``?``, ``[...]`` and, for paths, ``**``; it must not know what is looked for.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["any_key", "any_path"]


@lru_cache(maxsize=256)
def any_path(globs: tuple[str, ...]) -> re.Pattern[str]:
    """Compile globs of paths: ``*`` and ``?`` stop at a slash, ``**`` goes through folders.

    Without a slash inside it a glob is a name, of a file or of a folder anywhere. What lies in a folder that
    matches, matches too.

    >>> [bool(any_path(("sms/**/*.po", "vendor")).fullmatch(path)) for path in ("sms/fr.po", "a/vendor/b.po")]
    [True, True]
    >>> bool(any_path(("sms/*.po",)).fullmatch("sms/old/fr.po"))
    False
    """
    return re.compile("|".join(map(_path_pattern, globs)) or "(?!)", re.DOTALL)


@lru_cache(maxsize=256)
def any_key(globs: tuple[str, ...]) -> re.Pattern[str]:
    """Compile globs of keys, contexts, flags or locales: ``*`` matches anything, dots too.

    >>> [bool(any_key(("sms.*", "*_sms")).fullmatch(key)) for key in ("sms.code.new", "welcome_sms", "smsx")]
    [True, True, False]
    """
    return re.compile("|".join(f"(?:{_translated(glob, '.')})" for glob in globs) or "(?!)", re.DOTALL)


def _path_pattern(glob: str) -> str:
    glob = glob.removeprefix("./")
    inner = glob.strip("/")
    anywhere = "" if "/" in inner or glob.startswith("/") else "(?:.*/)?"
    return f"(?:{anywhere}{_translated(inner, '[^/]')}(?:/.*)?)"


_TOKEN = r"(?P<deep>(?<![^/])\*\*/)|(?P<all>\*\*)|\*|\?|\[(?P<not>!?)(?P<set>\]?[^\]]*)\]"


def _translated(glob: str, one: str) -> str:
    pieces: list[str] = []
    end = 0
    for found in re.finditer(_TOKEN, glob):
        pieces.append(re.escape(glob[end : found.start()]))
        end = found.end()
        if found["set"] is not None:
            pieces.append(_class(found["set"], inverted=bool(found["not"])))
        elif found["deep"]:
            pieces.append("(?:.*/)?")
        elif found["all"]:
            pieces.append(".*")
        else:
            pieces.append(f"{one}*" if found[0] == "*" else one)
    return "".join([*pieces, re.escape(glob[end:])])


def _class(members: str, *, inverted: bool) -> str:
    """Return a class; a range that goes backwards holds nothing, as for the shell."""
    spelled = re.sub(r"([\\\[\]^&~|])", r"\\\1", members)
    try:
        re.compile(f"[{spelled}]")
    except re.error:
        return "." if inverted else "(?!)"
    return f"[{'^' * inverted}{spelled}]"
