"""Texts and policies drawn to hit the hard cases on purpose: every kind of character, every edge.

It must not know what the library answers; of the library it reads the names and the tables alone.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import NamedTuple
from unicodedata import category

from hypothesis import strategies as st

from segmenter import Boundary, Encoding, NationalLanguage, Policy, ReferenceWidth
from segmenter.core.policy import InformationElement
from segmenter.core.tables.default import DEFAULT, EXTENSION
from segmenter.core.tables.locking import LOCKING
from segmenter.core.tables.single import SINGLE

# --- Characters -------------------------------------------------------------------------------------------

ASCII = "abc XYZ 019 .,!?"
BASIC = sorted(DEFAULT.values())
EXTENDED = sorted(EXTENSION.values())
NATIONAL = {
    language: sorted({*LOCKING.get(language, {}).values(), *SINGLE[language].values()})
    for language in NationalLanguage
}
# In the Basic Multilingual Plane, mostly in no default table; U+00E7 is the small letter of 0x09, U+00C7.
BMP = list("ç’“”–…éàПривет你好אب\u00a0\u200b\ufeff\ufffd\uffff")
ASTRAL = list("😀🏻𝒳𐐷👍\U00010000\U0010ffff")
# None of these is in GSM-7; the first would become an escape.
NEVER_GSM7 = ["\x1b", "\0", "\t", "`"]
COMBINING = list("\u0301\u0308\u0327\u20e3\ufe0f\u200d")
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff", "\ud83d\ude00"]

FAMILY = "👨‍👩‍👧‍👦"
CLUSTERS = [
    FAMILY,
    "👩🏽‍🚀",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # a flag spelled in tags
    "🇩🇪",
    "❤️",
    "1\ufe0f\u20e3",
    "\r\n",
    "e\u0301",
    "각",
    "\u1100\u1161\u11a8",  # Hangul jamo: a leading consonant, a vowel, a trailing consonant
    "\u1100\u1100\u1161",
    "क्षि",  # Devanagari conjunct: a consonant, the virama, a consonant, a vowel sign
    "स्त्री",
    "ก็",
    "\u0600a",  # and one that joins what else stands apart from everything: a letter below U+0300
    "👩\u200d©",  # a pictograph below U+0300
    "\u0600१",  # Prepend: ARABIC NUMBER SIGN joins what follows it
    "\U000110bd\U00011083",  # Prepend beyond the BMP: KAITHI NUMBER SIGN
    "\u0d4eക",  # MALAYALAM LETTER DOT REPH
]

REGIONAL_INDICATORS = [chr(code_point) for code_point in range(0x1F1E6, 0x1F200)]


def unbroken_runs() -> st.SearchStrategy[str]:
    """Draw what makes clusters long, or their boundaries depend on what stands far before them."""
    around_edges = [33, 34, 35, 66, 67, 68, 69, 70, 71, 139, 153, 161, 200]
    length = st.one_of(st.integers(1, 9), st.sampled_from(around_edges))
    base, mark = st.sampled_from("aЯ😀"), st.sampled_from(COMBINING)
    return st.one_of(
        # Flags pair up from the start of their run: an odd number leaves one over.
        st.builds(lambda letter, count: letter * count, st.sampled_from(REGIONAL_INDICATORS), length),
        st.builds(lambda base, mark, count: base + mark * count, base, mark, length),
        st.builds(lambda count: "‍".join(["👩"] * count), length),
        st.builds(lambda count: "क" + "्क" * count, length),
        st.builds(lambda count: "\u1100" * count + "\u1161", length),
        st.builds(lambda count: "\u0600" * count + "a", length),
        st.builds(lambda count: "\r\n" * count, length),
    )


def national_characters(languages: frozenset[NationalLanguage]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(languages)).flatmap(lambda language: st.sampled_from(NATIONAL[language]))


def snippets(languages: frozenset[NationalLanguage], *, surrogates: bool) -> st.SearchStrategy[str]:
    """Draw one character or cluster; `languages` are those whose characters come often."""
    kinds = [
        st.sampled_from(ASCII),
        st.sampled_from(BASIC),
        st.sampled_from(EXTENDED),
        st.sampled_from(BMP),
        st.sampled_from(ASTRAL),
        st.sampled_from(NEVER_GSM7),
        st.sampled_from(COMBINING),
        st.sampled_from(CLUSTERS),
        unbroken_runs(),
        st.characters(codec="utf-8"),
    ]
    if languages:
        kinds += [national_characters(languages)] * 3
    if surrogates:
        kinds.append(st.sampled_from(SURROGATES))
    return st.one_of(kinds)


# --- Texts ------------------------------------------------------------------------------------------------

# What a segment holds: alone or one of many, with 8 or 16 bits of reference and 0 to 2 shifts; and lengths at
# which the second and the third segment are full.
GSM7_EDGES = [
    160,
    155,
    152,
    153,
    149,
    148,
    146,
    145,
    2 * 153,
    2 * 152,
    2 * 149,
    2 * 146,
    2 * 145,
    3 * 153,
    3 * 149,
]
UCS2_EDGES = [70, 67, 66, 2 * 67, 2 * 66, 2 * 70, 3 * 67, 3 * 66]
EDGES = [0, 1, *GSM7_EDGES, *UCS2_EDGES]


class Style(NamedTuple):
    """What a text is made of, so that most texts stay in one encoding and still meet its edges."""

    filler: st.SearchStrategy[str]
    snippet: st.SearchStrategy[str]
    double: frozenset[str]  # the fillers that cost two units
    edges: Sequence[int]


def style_of_tables(locking: NationalLanguage | None, single: NationalLanguage | None) -> Style:
    """Return texts that one pair of tables can say; the characters that only they have come often."""
    base = sorted((DEFAULT if locking is None else LOCKING[locking]).values())
    shifted = sorted((EXTENSION if single is None else SINGLE[single]).values())
    own = sorted({*base, *shifted} - {*BASIC, *EXTENDED}) or shifted
    marks = [character for character in own if category(character).startswith("M")] or own
    run = st.builds(lambda mark, count: mark * count, st.sampled_from(marks), st.integers(1, 90))
    return Style(
        st.one_of([st.sampled_from(characters) for characters in (base, shifted, own)]),
        st.one_of([*(st.sampled_from(characters) for characters in (base, shifted, own, own)), run]),
        frozenset(shifted) - frozenset(base),
        GSM7_EDGES,
    )


def national_styles(policy: Policy) -> st.SearchStrategy[Style]:
    # Allowing Spanish to lock has no effect: there is no such table.
    with_table = sorted(policy.locking_shifts - {NationalLanguage.SPANISH})
    return st.builds(
        style_of_tables,
        st.sampled_from([None, *with_table]),
        st.sampled_from([None, *sorted(policy.single_shifts)]),
    )


def styles(policy: Policy, *, surrogates: bool) -> st.SearchStrategy[Style]:
    languages = policy.locking_shifts | policy.single_shifts
    gsm7 = st.one_of([st.sampled_from([*group]) for group in (ASCII, BASIC, EXTENDED, ["\r\n"])])
    ucs2 = st.one_of([*map(st.sampled_from, (BMP, ASTRAL, CLUSTERS)), unbroken_runs()])
    anything = snippets(languages, surrogates=surrogates)
    international = st.sampled_from(
        [
            Style(st.sampled_from("a@ ~€\n"), gsm7, frozenset("~€"), GSM7_EDGES),
            Style(st.sampled_from("aЖ你😀"), ucs2, frozenset("😀"), UCS2_EDGES),
            Style(st.sampled_from("a€Ж😀"), anything, frozenset("€😀"), EDGES),
        ]
    )
    return st.one_of(national_styles(policy), international) if languages else international


@st.composite
def edge_texts(draw: st.DrawFn, style: Style) -> str:
    """Draw a run that ends at or just before an edge, and snippets that straddle it; perhaps again."""
    text = ""
    for edge in draw(st.lists(st.sampled_from(style.edges), min_size=1, max_size=3)):
        filler = draw(style.filler)
        run = max(0, edge - draw(st.integers(-2, 4)))
        text += filler * (run // 2 if filler in style.double else run)
        text += "".join(draw(st.lists(style.snippet, max_size=4)))
    return text


def texts_in(style: Style) -> st.SearchStrategy[str]:
    short = st.lists(style.snippet, max_size=12).map("".join)
    repeated = st.builds(lambda snippet, count: snippet * count, style.snippet, st.integers(1, 200))
    runs = style.filler.map(lambda filler: filler * 30)
    mixed = st.lists(st.one_of(style.snippet, runs), max_size=12).map("".join)
    edges = edge_texts(style)
    return st.one_of(edges, edges, edges, short, repeated, mixed).map(lambda text: text[:700])


def texts(policy: Policy | None = None, *, surrogates: bool = False) -> st.SearchStrategy[str]:
    """Draw a text of up to 700 characters, rich in those of the policy; lone surrogates only if asked for."""
    return styles(policy or Policy(), surrogates=surrogates).flatmap(texts_in)


# --- Policies ---------------------------------------------------------------------------------------------

BOTH_ENCODINGS = (
    (Encoding.GSM7, Encoding.UCS2),
    (Encoding.GSM7, Encoding.UCS2),
    (Encoding.UCS2, Encoding.GSM7),
)
ENCODINGS = (
    *BOTH_ENCODINGS,
    (Encoding.GSM7,),
    (Encoding.UCS2,),
    (Encoding.ASCII7, Encoding.UCS2),
    (Encoding.ASCII7, Encoding.GSM7, Encoding.UCS2),
)
EVERY_LANGUAGE = frozenset(NationalLanguage)
BOUNDARIES = tuple(Boundary) if find_spec("regex") else (Boundary.CODE_POINT,)


@st.composite
def policies(
    draw: st.DrawFn,
    *,
    encodings: Sequence[tuple[Encoding, ...]] = ENCODINGS,
    boundaries: Sequence[Boundary] = BOUNDARIES,
    largest: int = 13,
) -> Policy:
    """Draw a policy that allows no language, some, or as many as there are, up to `largest` of them."""
    none: frozenset[NationalLanguage] = frozenset()
    few = draw(st.frozensets(st.sampled_from(NationalLanguage), min_size=1, max_size=min(largest, 3)))
    every = EVERY_LANGUAGE if largest == len(EVERY_LANGUAGE) else few
    locking, single = draw(
        st.sampled_from([(none, none), (few, few), (few, none), (none, few), (few, few), (every, every)])
    )
    return Policy(
        encodings=draw(st.sampled_from(encodings)),
        locking_shifts=locking,
        single_shifts=single,
        boundary=draw(st.sampled_from(boundaries)),
        reference_width=draw(st.sampled_from(ReferenceWidth)),
    )


class Case(NamedTuple):
    """A text, and the policy it is counted under."""

    text: str
    policy: Policy


def cases(
    *,
    surrogates: bool = False,
    encodings: Sequence[tuple[Encoding, ...]] = ENCODINGS,
    boundaries: Sequence[Boundary] = BOUNDARIES,
    largest: int = 13,
) -> st.SearchStrategy[Case]:
    """Draw a policy and a text rich in the characters of the languages it allows."""
    return policies(encodings=encodings, boundaries=boundaries, largest=largest).flatmap(
        lambda policy: texts(policy, surrogates=surrogates).map(lambda text: Case(text, policy))
    )


# Left out by some provider, or likely to stand in a text drawn here.
LEFT_OUT = ("Ç¤§€\fΔΦΓΛΩΠΨΣΘΞ", "", "!é", "€~")
NUMBERINGS = (
    "({number}/{total})",
    "{text} ({number}/{total})",
    "[{number}] ",
    "{number}€{text}{total}…",
    "🔢{number}",
)


@st.composite
def restricted_cases(draw: st.DrawFn) -> Case:
    """Draw a case whose policy leaves characters out of GSM-7, numbers its parts, or both."""
    text, policy = draw(cases(surrogates=draw(st.booleans()), largest=3))
    room = draw(st.sampled_from([0, 0, 0, 60, 80]))
    return Case(
        text,
        policy._replace(
            without=draw(st.sampled_from(LEFT_OUT)),
            numbering=draw(st.sampled_from(["", *NUMBERINGS])),
            extra_elements=(InformationElement(0x70, bytes(room)),) if room else (),
        ),
    )


def encodable_cases(
    *, boundaries: Sequence[Boundary] = BOUNDARIES, largest: int = 13
) -> st.SearchStrategy[Case]:
    """Draw what some candidate can say: no surrogates, and UCS-2 among the encodings or the text in GSM-7."""
    return st.one_of(
        cases(encodings=(*BOTH_ENCODINGS, (Encoding.UCS2,)), boundaries=boundaries, largest=largest),
        gsm7_cases(boundaries=boundaries, largest=largest),
    )


def gsm7_cases(*, boundaries: Sequence[Boundary] = BOUNDARIES, largest: int = 13) -> st.SearchStrategy[Case]:
    """Draw a text that one pair of the tables allowed can say, where nothing but GSM-7 may be used."""
    return policies(encodings=[(Encoding.GSM7,)], boundaries=boundaries, largest=largest).flatmap(
        lambda policy: national_styles(policy).flatmap(texts_in).map(lambda text: Case(text, policy))
    )
