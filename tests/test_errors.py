"""Errors: their facts, their words, and that they survive a trip between processes."""

import copy
import pickle
import traceback
from typing import Any

import pytest

from segmenter import Encoding, NationalLanguage, Policy, SegmenterError, UnencodableError, count
from segmenter.audit.sent import SentError
from segmenter.bulk.errors import ColumnError, TableError
from segmenter.bulk.sql import SqlError
from segmenter.catalogs.errors import CatalogError, UneditableError, UnknownFormatError
from segmenter.errors import (
    LeftOverError,
    MissingClustersError,
    MissingExtraError,
    ProfileError,
    TemplateError,
    TemplateValuesError,
    TooManySegmentsError,
    UnknownLanguageError,
    UnknownProfileError,
)
from segmenter.files import (
    MalformedFileError,
    UndecodableFileError,
    UnknownEncodingError,
    UnreadableFileError,
    UnwritableFileError,
)
from segmenter.lint.configuration import ConfigurationError
from segmenter.lint.rules import UnknownRuleError
from segmenter.pricing.campaigns.audiences import CampaignError
from segmenter.pricing.errors import (
    AmbiguousRatesError,
    CurrencyError,
    DateNeededError,
    NoRateError,
    RateError,
    RecipientError,
    RejectedError,
)
from segmenter.providers.endpoints import ApiKeyError, CallError, EndpointError
from segmenter.providers.records import RecordError
from segmenter.serve.errors import AddressError, RequestError
from segmenter.serve.page.building import PageError
from segmenter.wire import UserDataError

GSM7 = Policy(encodings=(Encoding.GSM7,))


def failure(text: str, policy: Policy) -> UnencodableError:
    with pytest.raises(UnencodableError) as caught:
        count(text, policy=policy)
    return caught.value


def test_an_error_says_what_where_and_what_would_help() -> None:
    error = failure("It’s", GSM7)
    assert str(error) == (
        "U+2019 RIGHT SINGLE QUOTATION MARK at index 2 is not in the GSM 7 bit default alphabet; "
        "allow UCS-2 or substitution"
    )
    assert (error.index, error.code_point, error.character) == (2, 0x2019, "’")


def test_a_character_without_a_name_is_told_by_its_number() -> None:
    assert str(failure("a\x07", GSM7)).startswith("U+0007 at index 1 is not in")


def test_with_national_languages_the_error_speaks_of_all_alphabets() -> None:
    policy = Policy(encodings=(Encoding.GSM7,), single_shifts={NationalLanguage.TURKISH})
    assert "any alphabet the policy allows" in str(failure("☃", policy))


def test_each_error_is_the_built_in_a_caller_expects() -> None:
    assert issubclass(UnencodableError, SegmenterError)
    assert issubclass(UnencodableError, ValueError)
    assert issubclass(TooManySegmentsError, SegmenterError)
    assert issubclass(TooManySegmentsError, ValueError)


def test_errors_survive_pickling_and_copying() -> None:
    error = failure("It’s", GSM7)
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (str(other), other.index) == (str(error), error.index)


def every_error() -> list[SegmenterError]:
    """One of each kind, its facts all different from what they are by default."""
    place: dict[str, Any] = {"path": "a.csv", "line": 3, "column": 5, "key": "rows[2].price", "value": "x"}
    located: tuple[type[SegmenterError], ...] = (
        SegmenterError,
        ProfileError,
        ConfigurationError,
        CatalogError,
        UnknownFormatError,
    )
    located += (UneditableError, RateError, RecordError, MalformedFileError, UnreadableFileError)
    located += (SentError, AddressError, RequestError, PageError, ApiKeyError, CallError)
    return [
        *(kind("is 'x'", "write digits", **place) for kind in (*located, UnwritableFileError)),
        UndecodableFileError("octet 0xE9", offset=11, **place),
        EndpointError(
            "HTTP 429", "wait", status=429, code=7, retry_after=9.0, attempts=2, uncertain=True, **place
        ),
        UnknownEncodingError("utf-9"),
        UnencodableError(index=2, character="’", problem="is not there", remedy="allow UCS-2"),
        TooManySegmentsError(300, 255),
        UnknownProfileError("x", ("a", "b")),
        TemplateError("is wrong", hint="change it", index=4),
        TemplateValuesError("are missing", hint="give them", missing=("a",), extra=("b",)),
        UnknownLanguageError("xx", ("el",)),
        MissingClustersError(),
        MissingExtraError("polib", "catalogs", "reading gettext"),
        LeftOverError(()),
        UnknownRuleError("SEG999", "SEG101"),
        CampaignError("no column", "name it", ("a",)),
        NoRateError("SMS to 44", "44 has none"),
        RejectedError("SMS to 44", "rates.csv:7"),
        AmbiguousRatesError("rates.csv:1", "rates.csv:2"),
        DateNeededError("rates.csv:1", "rates.csv:2"),
        CurrencyError("EUR", "USD", "rates.csv:1"),
        RecipientError("44", "is too short"),
        UserDataError("TP-UDL", "is 7", "write 8", offset=6),
        SqlError("grapheme clusters cannot be found in SQL", "count with the library"),
        ColumnError("holds a lone surrogate", "remove it", row=7),
        TableError("holds a lone surrogate", "remove it", row=7),
    ]


@pytest.mark.parametrize("error", every_error(), ids=lambda error: type(error).__name__)
def test_every_error_survives_pickling_and_copying_with_all_its_facts(error: SegmenterError) -> None:
    error.add_note("a note")
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(error, protocol))
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
        assert again.args == error.args
    assert vars(copy.deepcopy(error)) == vars(error)


@pytest.mark.parametrize("error", every_error(), ids=lambda error: type(error).__name__)
def test_the_repr_of_an_error_has_its_kind_and_its_whole_message(error: SegmenterError) -> None:
    assert repr(error) == f"{type(error).__name__}({str(error)!r})"
    error.add_note("while sending to Zoë")
    restored = pickle.loads(pickle.dumps(error))
    assert (repr(restored), restored.__notes__) == (repr(error), ["while sending to Zoë"])
    assert traceback.format_exception_only(error)[-1] == "while sending to Zoë\n"


def test_every_kind_of_error_is_in_the_list_above() -> None:
    def kinds(base: type[SegmenterError]) -> set[type[SegmenterError]]:
        return {base}.union(*(kinds(kind) for kind in base.__subclasses__()))

    public = {kind for kind in kinds(SegmenterError) if not kind.__name__.startswith("_")}
    assert {kind for kind in public if kind.__module__.startswith("segmenter")} == set(
        map(type, every_error())
    )


def test_an_error_gathers_its_place_as_it_climbs() -> None:
    error = MalformedFileError("is 'x'", "it must be a number", key="[2].price")
    assert str(error) == "[2].price is 'x'; it must be a number"
    assert error.under("rates") is error
    assert error.key == "rates[2].price"
    error.under("tables.de", line=7)
    assert str(error) == "line 7: tables.de.rates[2].price is 'x'; it must be a number"
    error.under(path="a.json", line=1)
    assert str(error) == "a.json:7: tables.de.rates[2].price is 'x'; it must be a number"
    assert error.under(path="b.json").path == "a.json"


def test_the_nearest_path_and_line_stay_and_an_empty_key_adds_nothing() -> None:
    error = SegmenterError("is wrong", path="in", line=3, column=4, key="a").under("", path="out", line=9)
    assert (error.path, error.line, error.column, error.key) == ("in", 3, 4, "a")
    assert str(error) == "in:3:4: a is wrong"


def test_an_error_becomes_another_kind_with_the_same_facts() -> None:
    inner = UndecodableFileError("octet 0xE9", "save it as UTF-8", path="a.toml", line=2, offset=7)
    outer = ProfileError.of(inner)
    assert type(outer) is ProfileError
    assert str(outer) == str(inner) == "a.toml:2: octet 0xE9; save it as UTF-8"
    assert outer.key == ""


def test_older_names_of_facts_are_kept() -> None:
    record = RecordError("is 'x'", "write digits", path="page.json", key="items[3].charge", value="x")
    assert (record.path, record.reason, record.value) == ("items[3].charge", "is 'x'", "x")
    assert str(record) == "page.json: items[3].charge: is 'x'; write digits"
    rate = RateError("is 'x'", "write digits", path="rates.csv", line=2, key="price", value="x")
    assert (rate.column, rate.path, rate.line) == ("price", "rates.csv", 2)
    assert str(rate) == "rates.csv:2: price is 'x'; write digits"
    assert TemplateError("is wrong", hint="change it").hint == "change it"
    assert MalformedFileError("is wrong").reason == "is wrong"


def test_a_system_error_has_no_words_for_a_number() -> None:
    error = UnreadableFileError("Permission denied", path="a.txt")
    assert (error.errno, error.strerror, error.filename) == (None, None, None)
