"""segmenter's side of every comparison: the statements that are timed, and the names they use."""

from __future__ import annotations

from typing import Final

import segmenter
from benchmarks.timing import Sampler, statement

GRAPHEMES: Final = segmenter.Policy(boundary=segmenter.Boundary.GRAPHEME_CLUSTER)
WORDS: Final = segmenter.Policy(boundary=segmenter.Boundary.WORD)
RESTRICTED: Final = segmenter.Policy(without="Ç¤§€\fΓΔΘΛΞΠΣΦΨΩ")
"""What Telnyx leaves out of GSM-7."""


def counting(text: str, policy: segmenter.Policy | None = None) -> Sampler:
    """Make a sampler of `count`."""
    return statement(count_source(policy), names(text, policy))


def segmenting(text: str, policy: segmenter.Policy | None = None) -> Sampler:
    """Make a sampler of `segment`, with every field of the message and of its segments read."""
    return statement(segment_source(policy), names(text, policy))


def count_source(policy: segmenter.Policy | None) -> str:
    """Write the call of `count`; without a policy as people call it most, with none given."""
    return f"count({_arguments(policy)})"


def segment_source(policy: segmenter.Policy | None) -> str:
    """Write the call of `segment` and read every field, so that nothing is left undone until asked for."""
    return f"""\
message = segment({_arguments(policy)})
message.text, message.encoding, message.units, message.segment_units, message.free_units
message.locking_shift, message.single_shift, message.count
for part in message.segments:
    part.text, part.start, part.stop, part.units, part.number, part.udh_octets
"""


def names(text: str, policy: segmenter.Policy | None) -> dict[str, object]:
    """Give what these statements refer to."""
    return {"count": segmenter.count, "segment": segmenter.segment, "text": text, "policy": policy}


def _arguments(policy: segmenter.Policy | None) -> str:
    return "text" if policy is None else "text, policy=policy"
