"""Documents: what providers publish as JSON, its numbers exact, and the values in it by their place.

A line here knows JSON and where a value stands; what a provider means by it is known in the readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ....files import MalformedFileError, UndecodableFileError
from ....files.strict_json import parsed
from ....files.words import describe
from ...errors import RateError
from ..numbering import whole_mnc
from ..rates import READERS, Rate, Unfit

__all__ = ["Document", "JsonPlace", "opened", "rate", "refuse_answer"]

Document = str | bytes | Mapping[str, Any] | Sequence[Any]
"""JSON as it came, or what it was parsed to."""


def refuse_answer(value: Any, path: str) -> None:
    """Refuse an answer without prices that is known to be something else, and say what it is."""
    if not isinstance(value, Mapping):
        return
    inner = value.get("_embedded")
    countries = value.get("countries")
    first = countries[0] if isinstance(countries, list) and countries else None
    errors = value.get("errors")
    error = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], Mapping) else value
    reason = next((error[key] for key in _SAY_WHY if isinstance(error.get(key), str)), "")
    if isinstance(inner, Mapping) and "countries" in inner:
        problem = "is an answer of Vonage's Pricing API v2, which names no networks"
        remedy = "give one of v1, get-pricing/outbound/sms"
    elif isinstance(first, Mapping) and "iso_country" in first and "outbound_sms_prices" not in first:
        problem = "is Twilio's list of countries, which has no prices"
        remedy = "give the answers of v1/Messaging/Countries/{ISO}"
    elif reason and not value.keys().isdisjoint(_FAILED):
        problem = f"is the answer to a failed request, not a price list: {describe(reason)}"
        remedy = "ask again, with the right key"
    else:
        return
    raise RateError(problem, remedy, path=path)


# Twilio has code and message; Vonage error-code and its label, error_title, or type, title and detail.
_FAILED = frozenset(["code", "error-code", "error_title", "error", "errors", "detail"])
_SAY_WHY = ("message", "error-code-label", "detail", "error_title", "error", "title")


def opened(document: Document, path: str) -> Any:
    """Return what a document holds.

    Raises:
        RateError: it is not JSON, has a key twice, or holds what is not a number.
    """
    value = _opened(document, path)
    refuse_answer(value, path)
    return value


def _opened(document: Document, path: str) -> Any:
    if not isinstance(document, str | bytes | bytearray):
        return document
    try:
        return parsed(document, path=path, remedy="give the answer as it came")
    except UndecodableFileError as error:
        raise RateError(error.problem, "JSON is UTF-8", path=path, line=error.line) from None
    except MalformedFileError as error:
        raise RateError.of(error) from None


class JsonPlace(NamedTuple):
    """A value in a document, and where it stands."""

    value: Any
    key: str
    path: str
    stands: bool = True
    """Whether it stands in the document; a `None` that does is its `null`."""

    def __truediv__(self, name: str) -> JsonPlace:
        """Return what stands under a name; `None` where nothing does."""
        if not isinstance(self.value, Mapping):
            raise self.error("is not an object", "give the answer as it came")
        key = f"{self.key}.{name}" if self.key else name
        return JsonPlace(self.value.get(name), key, self.path, name in self.value)

    def several(self) -> list[JsonPlace]:
        """Return the values of a list, or the only one where it is not a list."""
        return list(self.each()) if isinstance(self.value, list | tuple) else [self]

    def each(self) -> Iterator[JsonPlace]:
        """Yield the values of a list; nothing where there is no list."""
        if self.value is None:
            return
        if not isinstance(self.value, list | tuple):
            raise self.error("is not a list", "give the answer as it came")
        for index, value in enumerate(self.value):
            yield JsonPlace(value, f"{self.key}[{index}]", self.path)

    @property
    def text(self) -> str | None:
        """The value as text: `None` where there is none, digits where it is a whole number."""
        if self.value is None or self.value == "":
            return None
        if type(self.value) is int and abs(self.value) < 10**15:
            return str(self.value)
        if not isinstance(self.value, str):
            raise self.error(f"is {describe(self.value)}", "it must be text")
        return self.value.strip()

    def read(self, column: str, value: Any) -> Any:
        """Return a value as a rate's column holds it, or raise the error that names this place."""
        if isinstance(value, float):
            remedy = "parse the JSON with parse_float=Decimal, or give it as text"
            raise self.error("is a float, which holds no exact amount", remedy)
        try:
            return READERS[column](value)
        except TypeError:
            raise self.error(f"is {describe(value)}", "it must be an amount") from None
        except Unfit as unfit:
            raise unfit.at(self.key, path=self.path) from None

    def error(self, problem: str, remedy: str) -> RateError:
        """Return the error that names this place."""
        return RateError(problem, remedy, path=self.path, key=self.key, value=self.value)


Cell = tuple[JsonPlace, Any]
"""The place to name where a value is wrong, and the value."""


def network_cells(
    network: JsonPlace, mnc: JsonPlace, price: JsonPlace, *, source: str, name: JsonPlace
) -> dict[str, Cell]:
    """Return the cells that a network fills in Twilio's answers and in Vonage's, for one of its codes."""
    mcc, code = network / "mcc", mnc.text
    return {
        "price": (price, price.value if price.value is not None else ""),
        "mcc": (mcc, mcc.text),
        "mnc": (mnc, code and whole_mnc(mcc.text, code)),
        "source": (name, f"{source}: {name.text}" if name.text else source),
    }


def rate(cells: Mapping[str, Cell], *, line: int = 0) -> Rate:
    """Make a row of cells by column.

    Raises:
        RateError: a value is not what its column takes.
    """
    read = {column: place.read(column, value) for column, (place, value) in cells.items()}
    return Rate(path=cells["price"][0].path, line=line, **read)
