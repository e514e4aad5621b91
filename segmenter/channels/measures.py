"""Measures: the six things that "a character" may mean where a limit is stated.

Each is one function of the text; a line here must not know which channel uses which.
"""

from bisect import bisect_right
from codecs import utf_8_encode, utf_16_be_encode
from collections.abc import Callable
from enum import StrEnum

from ..core.choice import unencodable
from ..core.clusters import count_clusters, nth_cluster_start
from ..core.counting import DEFAULT_POLICY, count, exact_text
from ..core.policy import Encoding, Policy
from ..core.segmentation import truncate
from ..spelling import Spelled

__all__ = ["Measure", "fitting", "measure"]


class Measure(Spelled, StrEnum):
    """What a limit counts.

    `SEGMENTS` and `SEPTETS` are of the default alphabet without national languages; `UTF16_UNITS` are UCS-2's
    code units; `CODE_POINTS` are what Python's ``len`` gives and most "characters" of web interfaces mean;
    `GRAPHEME_CLUSTERS` are what a reader sees.
    """

    SEGMENTS = "segments"
    SEPTETS = "septets"
    UTF16_UNITS = "utf16-units"
    UTF8_OCTETS = "utf8-octets"
    CODE_POINTS = "code-points"
    GRAPHEME_CLUSTERS = "grapheme-clusters"


def measure(text: str, by: Measure | str) -> int:
    """Return how long a text is by a measure.

    Raises:
        UnencodableError: the measure is of an encoding that cannot carry the text: a surrogate, or for
            `SEPTETS` a character outside the default alphabet.
        TypeError: `text` is not a `str`.
        ValueError: `by` is not a `Measure`.

    >>> [measure("d€jà 👍🏽", Measure(unit)) for unit in ("code-points", "utf16-units", "utf8-octets")]
    [7, 9, 16]
    >>> measure("d€jà 👍🏽", Measure.GRAPHEME_CLUSTERS), measure("d€jà", Measure.SEPTETS)
    (6, 5)
    """
    if type(text) is not str:
        text = exact_text(text)
    return _MEASURED[Measure(by)](text)


def fitting(text: str, by: Measure, number: int) -> int:
    """Return how many code points of a text keep within so much of a measure.

    >>> fitting("d€jà", Measure.SEPTETS, 4), fitting("👍👍", Measure.UTF16_UNITS, 3)
    (3, 1)
    """
    if by is Measure.SEGMENTS:
        return len(truncate(text, segments=number)) if number else 0
    if by is Measure.GRAPHEME_CLUSTERS:
        return nth_cluster_start(text, number)
    # No other measure gives a code point less than one.
    lengths = range(min(len(text), number) + 1)
    return bisect_right(lengths, number, key=lambda length: measure(text[:length], by)) - 1


def _utf8_octets(text: str) -> int:
    return len(text) if text.isascii() else len(_encoded(utf_8_encode, text))


def _encoded(encode: Callable[[str], tuple[bytes, int]], text: str) -> bytes:
    try:
        return encode(text)[0]
    except UnicodeEncodeError as error:
        raise unencodable(text, error.start, DEFAULT_POLICY) from None


_GSM7_ONLY = Policy(encodings=(Encoding.GSM7,))
_MEASURED: dict[Measure, Callable[[str], int]] = {
    Measure.SEGMENTS: lambda text: count(text).segments,
    Measure.SEPTETS: lambda text: count(text, policy=_GSM7_ONLY).units,
    Measure.UTF16_UNITS: lambda text: len(_encoded(utf_16_be_encode, text)) // 2,
    Measure.UTF8_OCTETS: _utf8_octets,
    Measure.CODE_POINTS: len,
    Measure.GRAPHEME_CLUSTERS: count_clusters,
}
