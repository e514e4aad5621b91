"""Target: every placeholder syntax. A template keeps its text, and its bounds hold what they enclose."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from segmenter import Boundary, NationalLanguage, Policy, count
from segmenter.errors import SegmenterError
from segmenter.templates import SYNTAXES, Variable, bounds, parse, render

NAMES: Final = sorted(SYNTAXES)
POLICIES: Final = (
    Policy(),
    Policy(boundary=Boundary.GRAPHEME_CLUSTER),
    Policy(single_shifts=[NationalLanguage.TURKISH]),
)
TEXTS: Final = (
    *(
        "Hi {name}, {{not}} {code}",
        "((name)) ((late??so))",
        "%(name)s %1$s %d %%",
        "${name} $code $$",
        "%{n}",
    ),
    *(
        "{{name}} {{#if a}}x{{/if}} {{{raw}}}",
        "{#var#}, pay {#numeric#}",
        ":name ::x",
        "{0} {1,number} {n!r:>9}",
    ),
)


def seeds() -> list[bytes]:
    return [bytes([number, 0]) + text.encode() for number in range(len(NAMES)) for text in TEXTS]


def fuzz(octets: bytes) -> None:
    if len(octets) < 2:
        return
    text = octets[2:].decode(errors="replace")
    with suppress(SegmenterError):
        template = parse(text, syntax=NAMES[octets[0] % len(NAMES)])
        assert template.text == text
        policy = POLICIES[octets[1] % len(POLICIES)]
        variable = Variable(shortest=1, longest=4)
        result = bounds(template, {}, policy=policy, default=variable)
        flags = {name for name, value in result.fewest.values.items() if isinstance(value, bool)}
        values = {name: name in flags or "ab" for name in template.names}
        taken = count(render(template, values), policy=policy).segments
        assert result.fewest.segments <= taken <= result.most.segments
