"""Which format a file has, by its name and, where names are shared, by a look into it.

Nothing is parsed here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from . import formats
from .heads import heads_of

__all__ = ["FORMATS", "Format", "format_of", "refined"]


class Format(NamedTuple):
    """A format that is read, as the head of its reader describes it.

    Attributes:
        module: of `formats`, whose `read` reads it.
        suffixes: of file names, in lower case, that are this format's alone.
        among: suffixes that it shares with other formats.
        sign: a regular expression; it finds something in those files that are of this format.
        path: a regular expression for paths that are this format's, whatever their suffix.
        package: a third-party package that it needs; "" for none.
        extra: the extra that has it.
        general: whether most files with its suffixes are not catalogs.
        whole: whether a file is one text.
        source: whether a file holds the source text beside its translation.
        files: which files these are, in words, where suffixes do not show it.
        entry: what one entry is, in words.
        placeholders: how placeholders are recognised, in words.
        comments: what counts as a comment, in words; "" where there are none.
        comment_line: how a comment is written on a line of its own, with ``{}`` for its words.
        comment_member: the member of a JSON object that is a comment, ``{key}`` being what it is about.
        rule: what else holds, in words.
    """

    module: str
    suffixes: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    sign: str = ""
    path: str = ""
    package: str = ""
    extra: str = "catalogs"
    general: bool = False
    whole: bool = False
    source: bool = False
    files: str = ""
    entry: str = ""
    placeholders: str = ""
    comments: str = ""
    comment_line: str = ""
    comment_member: str = ""
    rule: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether its sign describes a file from its beginning, which is surer than a sign anywhere."""
        return self.sign.startswith(r"\A")


def _format(module: str, fields: Mapping[str, str]) -> Format:
    facts: dict[str, object] = {name: value for name, value in fields.items() if name in Format._fields}
    facts |= {name: tuple(fields.get(name, "").split()) for name in ("suffixes", "among")}
    facts |= {name: fields.get(name) == "yes" for name in ("general", "whole", "source")}
    return Format(module=module, **facts)  # type: ignore[arg-type]  # a test holds every head to its fields


FORMATS: Mapping[str, Format] = MappingProxyType(
    dict(sorted((fields["format"], _format(module, fields)) for module, fields in heads_of(formats).items()))
)
"""Every format by its name."""

_BY_SUFFIX: Mapping[str, str] = {
    **{suffix: name for name, format_ in reversed([*FORMATS.items()]) for suffix in format_.among},
    **{suffix: name for name, format_ in FORMATS.items() for suffix in format_.suffixes},
}


def format_of(path: str) -> str | None:
    """Return the format that a file's name implies; `None` where it implies none.

    Where formats share a suffix, such as ``.json``, it is the likeliest one; `read` looks into the file.

    >>> format_of("fr/LC_MESSAGES/django.po"), format_of("_locales/fr/messages.json"), format_of("a.py")
    ('gettext', 'webext', None)
    """
    path = path.replace("\\", "/")
    for name, format_ in FORMATS.items():
        if format_.path and re.search(format_.path, path):
            return name
    parts = path.rpartition("/")[2].lower().split(".")
    for count in range(min(3, len(parts)), 1, -1):
        if name := _BY_SUFFIX.get("." + ".".join(parts[1 - count :]), ""):
            return name
    return None


def refined(path: str, name: str, text: str) -> str:
    """Return the format of a file after a look into it; "" for none."""
    suffix = "." + path.lower().rpartition(".")[2]
    if _BY_SUFFIX.get(suffix) != name:
        return name  # more of the path has decided
    sharing = [(name, format_) for name, format_ in FORMATS.items() if suffix in format_.among]
    for other, format_ in sorted(sharing, key=lambda pair: not pair[1].is_certain):
        if re.search(format_.sign.replace("PROLOGUE", _PROLOGUE), text):
            return other
    return name if suffix in FORMATS[name].suffixes else ""


_PROLOGUE = r"(?:\s|(?s:<\?.*?\?>|<!--.*?-->|<![^\[>]*(?:\[.*?\]\s*)?>))*+"
"""What may precede the root of an XML file."""
