"""Catalogs: the texts of translation files and templates, with keys, locales and places, and edits in place.

One reader per format; which texts are messages and what they cost is not known here. A name below is loaded
when it is first asked for, and a format's reader and package when a file of it is read.
"""

from ..loading import lazily

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..files import UndecodableFileError, UnreadableFileError
    from .detection import FORMATS, Format, format_of
    from .editing import edited
    from .entries import Catalog, Conventions, Entry, Notation, Piece, Place, Remark
    from .errors import CatalogError, UneditableError, UnknownFormatError
    from .places import place, span
    from .reading import read

__all__ = [
    "FORMATS",
    "Catalog",
    "CatalogError",
    "Conventions",
    "Entry",
    "Format",
    "Notation",
    "Piece",
    "Place",
    "Remark",
    "UndecodableFileError",
    "UneditableError",
    "UnknownFormatError",
    "UnreadableFileError",
    "edited",
    "format_of",
    "place",
    "read",
    "span",
]

_MODULE_OF = {
    **dict.fromkeys(("FORMATS", "Format", "format_of"), "detection"),
    **dict.fromkeys(("Catalog", "Conventions", "Entry", "Notation", "Piece", "Place", "Remark"), "entries"),
    **dict.fromkeys(("CatalogError", "UneditableError", "UnknownFormatError"), "errors"),
    **dict.fromkeys(("place", "span"), "places"),
    **dict.fromkeys(("UndecodableFileError", "UnreadableFileError"), ".files"),
    "edited": "editing",
    "read": "reading",
}


if not TYPE_CHECKING:  # or a type checker would take any name for a public one
    __getattr__ = lazily(globals(), _MODULE_OF)


def __dir__() -> list[str]:
    return list(__all__)
