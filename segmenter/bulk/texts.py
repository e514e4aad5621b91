"""More about a column: its segments, its offenders, cheaper texts, lengths and totals.

The kernel finds the rows that need a closer look, and only those go through `core` and `advice`, each
distinct text once. It must not know how a text is counted, cut or changed.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from ..advice.characters import OUTSIDE
from ..advice.edits import SubstitutionLevel
from ..advice.modes import SubstitutionMode
from ..advice.substitution import substitute
from ..channels.measures import Measure, measure
from ..core.counting import DEFAULT_POLICY
from ..core.policy import Encoding, Policy
from ..core.segmentation import segment
from .columns import as_chunks, as_large
from .counting import count_array
from .errors import ColumnError

# isort: split
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..channels.limits import Limit

__all__ = [
    "ColumnSummary",
    "fits_array",
    "measure_array",
    "offenders_array",
    "split_array",
    "substitute_array",
    "summary",
]

_SEGMENT = pa.struct(
    [
        ("text", pa.large_string()),
        ("start", pa.int32()),
        ("stop", pa.int32()),
        ("units", pa.int16()),
        ("udh_octets", pa.int16()),
    ]
)
_OFFENDER = pa.struct([("index", pa.int32()), ("code_point", pa.int32())])


def split_array(column: Any, *, policy: Policy = DEFAULT_POLICY) -> pa.ListArray:
    """Cut each text of a column into its segments, as `segmenter.segment` would.

    Args:
        column: as for `count_array`.
        policy: what may be chosen.

    Returns:
        A list of structs for each row: ``text``, ``start`` and ``stop`` (code points of the row's text),
        ``units`` and ``udh_octets``, as in a `Segment`. A null stays null.

    Raises:
        ColumnError: a row cannot be encoded, or takes more than 255 segments.
        TypeError: the column does not hold texts.

    >>> split_array(["a" * 161])[0].as_py()[1]
    {'text': 'aaaaaaaa', 'start': 153, 'stop': 161, 'units': 8, 'udh_octets': 6}
    """
    counted = count_array(column, policy=policy)
    parts: list[tuple[Any, ...]] = []
    lengths: list[int] = []
    for row, text in enumerate(_rows(column)):
        if text is None:
            lengths.append(0)
            continue
        try:
            message = segment(text, policy=policy)
        except ValueError as error:  # count_array could encode it, so it is too long
            raise ColumnError(str(error), row=row) from error
        parts += (
            (part.text, part.start, part.stop, part.units, part.udh_octets) for part in message.segments
        )
        lengths.append(len(message.segments))
    columns = list(zip(*parts, strict=True)) or [()] * len(_SEGMENT)
    structs = pa.StructArray.from_arrays(
        [pa.array(values, field.type) for values, field in zip(columns, _SEGMENT, strict=True)],
        fields=list(_SEGMENT),
    )
    stops = list(accumulate(lengths, initial=0))
    mask = counted.is_null() if counted.null_count else None
    return pa.ListArray.from_arrays(pa.array(stops, pa.int32()), structs, mask=mask)


def offenders_array(column: Any) -> pa.StructArray:
    """Find the first character in each text that GSM-7 lacks.

    Args:
        column: as for `count_array`.

    Returns:
        A struct for each row: ``index`` in code points and ``code_point``; null if the text is
        GSM-7 or null.

    Raises:
        ColumnError: a row is not UTF-8.
        TypeError: the column does not hold texts.

    >>> offenders_array(["It’s", "fine"]).to_pylist()
    [{'index': 2, 'code_point': 8217}, None]
    """
    wide = _is_in(Encoding.UCS2, count_array(column)).fill_null(False)  # noqa: FBT003  # Arrow's own

    def first(text: str) -> dict[str, int]:
        match = OUTSIDE.search(text)
        assert match is not None
        return {"index": match.start(), "code_point": ord(match[0][0])}

    return _mapped(column, wide, first, _OFFENDER)


def substitute_array(
    column: Any,
    *,
    mode: SubstitutionMode = SubstitutionMode.WHEN_CHEAPER,
    policy: Policy = DEFAULT_POLICY,
) -> pa.Array:
    """Replace typographic characters in each text of a column, as `segmenter.substitute` would by default.

    Args:
        column: as for `count_array`.
        mode: when to replace; by default if that saves a segment.
        policy: how texts are counted.

    Returns:
        A large_string array with the texts after substitution.

    Raises:
        ColumnError: a row is not UTF-8, or the policy cannot encode it.
        LeftOverError: under `SubstitutionMode.STRICT`, a character outside GSM-7 is left.
        TypeError: the column does not hold texts.

    >>> substitute_array(["“late” " * 12, "It’s"]).to_pylist()[0][:14]
    '"late" "late" '
    """
    asked = SubstitutionMode(mode)
    counted = count_array(column, policy=policy)
    changes = _is_in(Encoding.UCS2, counted)
    if asked is SubstitutionMode.WHEN_CHEAPER:
        changes = pc.and_(changes, pc.greater(counted.field("segments"), 1))

    def cheaper(text: str) -> str:
        return substitute(text, level=SubstitutionLevel.TYPOGRAPHIC, mode=asked, policy=policy).text

    texts = _joined(column)
    changes = changes.fill_null(False)  # noqa: FBT003
    return pc.if_else(changes, _mapped(column, changes, cheaper, pa.large_string()), texts)


def measure_array(column: Any, by: Measure) -> pa.Array:
    """Return the length of each text of a column by a measure, as `segmenter.measure` would.

    Args:
        column: as for `count_array`.
        by: the measure.

    Returns:
        An int64 array; null for null.

    Raises:
        ColumnError: a row is not UTF-8 or, for `SEPTETS`, not GSM-7.
        TypeError: the column does not hold texts.

    >>> measure_array(["d€jà", "👍🏽"], Measure.GRAPHEME_CLUSTERS).to_pylist()
    [4, 1]
    """
    asked = Measure(by)
    if asked is Measure.SEGMENTS:
        return count_array(column).field("segments").cast(pa.int64())
    if asked is Measure.SEPTETS:
        return count_array(column, policy=Policy(encodings=[Encoding.GSM7])).field("units").cast(pa.int64())
    units = count_array(column, policy=Policy(encodings=[Encoding.UCS2])).field("units").cast(pa.int64())
    if asked is Measure.UTF16_UNITS:
        return units
    texts = _joined(column)
    if asked is Measure.UTF8_OCTETS:
        return pc.binary_length(texts).cast(pa.int64())
    lengths = pc.utf8_length(texts).cast(pa.int64())
    if asked is Measure.CODE_POINTS:
        return lengths
    # In ASCII without CR each character is a cluster.
    ascii_only = pc.equal(pc.binary_length(texts), lengths)
    closer = pc.or_(pc.invert(ascii_only), pc.match_substring(texts, "\r")).fill_null(False)  # noqa: FBT003
    clusters = _mapped(column, closer, lambda text: measure(text, Measure.GRAPHEME_CLUSTERS), pa.int64())
    return pc.if_else(closer, clusters, lengths)


def fits_array(column: Any, limit: Limit) -> pa.BooleanArray:
    """Tell for each text of a column whether it keeps within a limit.

    Args:
        column: as for `count_array`.
        limit: by any measure; its number still fits.

    Returns:
        A boolean for each row; null for null. A text that the limit's encoding cannot carry does not fit.

    Raises:
        ColumnError: a row is not UTF-8.
        TypeError: the column does not hold texts.
    """
    if limit.measure is not Measure.SEPTETS:
        return pc.less_equal(measure_array(column, limit.measure), limit.number)
    counted = count_array(column)
    return pc.and_(_is_in(Encoding.GSM7, counted), pc.less_equal(counted.field("units"), limit.number))


class ColumnSummary(NamedTuple):
    """The totals of a column.

    Attributes:
        rows: how many there are.
        nulls: rows without a text.
        segments: those of all texts.
        units: those of all texts, both septets and code units.
        encodings: rows by encoding.
        by_segments: rows by their number of segments.
        offenders: characters outside GSM-7 by the number of rows they are in, the most frequent first.
    """

    rows: int
    nulls: int
    segments: int
    units: int
    encodings: dict[str, int]
    by_segments: dict[int, int]
    offenders: dict[str, int]


def summary(column: Any, *, policy: Policy = DEFAULT_POLICY) -> ColumnSummary:
    """Total a column, and count the rows with each character that GSM-7 lacks.

    Args:
        column: as for `count_array`.
        policy: what may be chosen.

    Raises:
        ColumnError: a row cannot be counted.
        TypeError: the column does not hold texts.

    >>> summary(["It’s", "It’s ☃", "fine", None]).offenders
    {'’': 2, '☃': 1}
    """
    counted = count_array(column, policy=policy)
    return ColumnSummary(
        rows=len(counted),
        nulls=counted.null_count,
        segments=pc.sum(counted.field("segments")).as_py() or 0,
        units=pc.sum(counted.field("units").cast(pa.int64())).as_py() or 0,
        encodings=_tally(counted.field("encoding").cast(pa.string())),
        by_segments=dict(sorted(_tally(counted.field("segments")).items())),
        offenders=_offenders(column),
    )


def _tally(values: pa.Array) -> dict[Any, int]:
    counts = pc.value_counts(values.drop_null()).to_pylist()
    return {pair["values"]: pair["counts"] for pair in counts}


def _offenders(column: Any) -> dict[str, int]:
    tally: Counter[str] = Counter()
    for chunk in as_chunks(column):
        wide = _is_in(Encoding.UCS2, count_array(chunk))
        for pair in pc.value_counts(as_large(chunk).filter(wide)).to_pylist():
            characters = frozenset("".join(OUTSIDE.findall(pair["values"])))
            tally.update(dict.fromkeys(characters, pair["counts"]))
    return dict(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])))


def _is_in(encoding: Encoding, counted: pa.StructArray) -> pa.BooleanArray:
    return pc.equal(counted.field("encoding").cast(pa.string()), encoding.value)


def _rows(column: Any) -> Iterator[str | None]:
    for chunk in as_chunks(column):
        for start in range(0, len(chunk), 1 << 16):
            yield from chunk.slice(start, 1 << 16).to_pylist()


def _joined(column: Any) -> pa.Array:
    """Return a column as one large_string array."""
    return pa.concat_arrays(list(map(as_large, as_chunks(column))))


def _mapped(column: Any, mask: pa.BooleanArray, answer: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """Answer for the rows that a mask selects, each distinct text once; the others are null."""
    picked = _joined(column).filter(mask).dictionary_encode()
    answers = pa.array([answer(text) for text in picked.dictionary.to_pylist()], kind)
    places = pc.subtract(pc.cumulative_sum(mask.cast(pa.int64())), 1)
    return answers.take(picked.indices).take(pc.if_else(mask, places, None))
