"""Reading: octets, format and locale of a file are settled, and its reader is called.

What is in a format stands in its reader; only what can go wrong with any of them is caught here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ..errors import MissingExtraError
from .decoding import decoded, octets_of
from .detection import FORMATS, format_of, refined
from .entries import Catalog, Conventions
from .errors import CatalogError, UnknownFormatError
from .locales import locale_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from .decoding import CatalogFile
    from .entries import Entry

__all__ = ["read"]

_CONVENTIONS = Conventions()


def read(
    path: str,
    octets: bytes | None = None,
    *,
    format: str | None = None,  # noqa: A002
    locale: str | None = None,
    conventions: Conventions = _CONVENTIONS,
    only: Callable[[str], bool] | None = None,
) -> Catalog:
    r"""Read the texts of a catalog or a template. Where there is no text, there is no entry.

    Args:
        path: of the file; its name shows format and locale.
        octets: its content; `None` to read the file.
        format: one of `FORMATS`; `None` for the one that name and content show.
        conventions: how the program reads it, where the file does not say.
        only: tells whether the text of a key is wanted. In plain JSON and i18next's, texts of other keys and
            all comments may be left out: where few of many texts are wanted, that takes a fifth of the time.
        locale: of texts whose locale the file does not say; `None` for the one in the path.

    Raises:
        UnreadableFileError: the file is missing, is a folder, or may not be read.
        UndecodableFileError: its octets are not text.
        UnknownFormatError: its format is not known.
        CatalogError: it does not follow its format.
        MissingExtraError: a package that reads the format is not installed.

    >>> catalog = read("locales/fr.json", b'{"otp": {"body": "Votre code\\u00a0: %s"}}')
    >>> catalog.entries[0].key, catalog.entries[0].locale, catalog.entries[0].text
    ('otp.body', 'fr', 'Votre code\xa0: %s')
    """
    name = format or format_of(path)
    if name is None or name not in FORMATS:
        problem, remedy = f"there is no format {name!r}", f"formats are {', '.join(FORMATS)}"
        if name is None:
            suffixes = sorted({suffix for one in FORMATS.values() for suffix in one.suffixes + one.among})
            problem = "its name does not show its format"
            remedy = f"files that are read end in {', '.join(suffixes)}"
        raise UnknownFormatError(problem, remedy, path=path, line=1)
    if octets is None:
        octets = octets_of(path)
    reader = _reader(name)
    encoding = reader.encoding_of(octets) if hasattr(reader, "encoding_of") else "utf-8"
    file = decoded(path, octets, encoding, locale=locale_of(path) if locale is None else locale)
    # In JSON of MessageFormat, `{n, plural, other{{n} days}}` would look like i18next's.
    if (
        not (format or (any(conventions[:3]) and name == "json"))
        and (other := refined(path, name, file.text)) != name
    ):
        if not other:
            sharing = (one for one, facts in FORMATS.items() if {*facts.among} & {*FORMATS[name].among})
            problem = f"its content is not in format {' or '.join(sharing)}"
            raise UnknownFormatError(problem, "leave it out", path=path, line=1)
        name, reader = other, _reader(other)
    file.conventions, file.only = conventions, only
    try:
        entries, remarks = reader.read(file)
        entries = _as_messages(file, name, entries)
    except RecursionError:
        raise file.too_deep() from None
    except CatalogError as error:
        error.is_certain = FORMATS[name].is_certain
        raise
    return Catalog(
        path=path,
        format=name,
        text=file.text,
        encoding=file.encoding,
        mark=file.mark,
        entries=tuple(entry for entry in entries if entry.text),
        remarks=tuple(remarks),
        conventions=conventions,
        left_out=file.left_out,
        unread=tuple(sorted(file.unread)),
    )


def _as_messages(file: CatalogFile, name: str, entries: list[Entry]) -> list[Entry]:
    """Return the entries of texts that the program passes through a library for messages."""
    conventions = file.conventions
    read_as: Callable[[CatalogFile, Entry], Iterator[Entry]]
    if conventions.message_format_2:
        from .mf2 import read_as_mf2 as read_as
    elif conventions.vue_i18n:
        from .vue_i18n import read_as_vue_i18n as read_as
    elif conventions.message_format and name in _GENERAL:
        from .icu import read_as_icu as read_as
    else:
        return entries
    return [variant for entry in entries for variant in read_as(file, entry)]


_GENERAL = frozenset(("javascript", "json", "php", "toml", "yaml"))
"""Formats that say nothing about their texts, which may therefore be messages of MessageFormat."""

_DISTRIBUTIONS = {"yaml": "PyYAML"}


def _reader(name: str) -> ModuleType:
    """Load the reader of a format."""
    module, package, extra = FORMATS[name].module, FORMATS[name].package, FORMATS[name].extra
    try:
        return import_module(f".formats.{module}", __package__)
    except ModuleNotFoundError as error:
        if not package or not (error.name or "").startswith((package.split(".")[0], "tree_sitter")):
            raise
        raise MissingExtraError(
            _DISTRIBUTIONS.get(package, package.replace("_", "-")), extra, f"reading {name}"
        ) from None
