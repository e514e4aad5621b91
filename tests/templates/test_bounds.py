"""Bounds: the range at its edges, what tips it, and what is refused."""

import pydantic
import pytest

from segmenter import Boundary, Encoding, NationalLanguage, Policy, UnencodableError, count
from segmenter.errors import TemplateValuesError
from segmenter.templates import Alphabet, Bounds, Variable, bounds, parse
from segmenter.templates.bounds import Extreme, Unencodable
from segmenter.templates.variables import characters

GSM7_ONLY = Policy(encodings=[Encoding.GSM7])
CLUSTERS = Policy(boundary=Boundary.GRAPHEME_CLUSTER)
TURKISH = Policy(locking_shifts=[NationalLanguage.TURKISH], single_shifts=[NationalLanguage.TURKISH])


def ends(text: str, alphabet: str, longest: int, policy: Policy = Policy()) -> tuple[int, int]:  # noqa: B008
    found = bounds(text, {"v": Variable(longest=longest, alphabet=alphabet)}, policy=policy)
    return found.fewest.segments, found.most.segments


@pytest.mark.parametrize(
    ("alphabet", "length"), [("digits", 160), ("gsm7-basic", 160), ("gsm7", 80), ("ascii", 70), ("any", 35)]
)
def test_one_segment_holds_so_many_of_an_alphabet(alphabet: str, length: int) -> None:
    assert ends("{v}", alphabet, length) == (1, 1)
    assert ends("{v}", alphabet, length + 1) == (1, 2)


def test_a_template_without_placeholders_is_its_count() -> None:
    found = bounds("a" * 161, {})
    assert found.exact
    assert found.fewest.count == found.most.count == count("a" * 161)
    assert found.tips == {}


def test_a_repeated_variable_counts_each_time() -> None:
    assert ends("{v}{v}", "digits", 80) == (1, 1)
    assert ends("{v}{v}", "digits", 81) == (1, 2)


def test_the_count_rises_at_the_first_length_that_does_not_fit() -> None:
    tip = bounds("a" * 150 + "{v}", {"v": Variable(longest=30, alphabet="gsm7")}).tips["v"]
    assert (tip.rises_at, tip.rises_to, tip.flips) == (11, 2, None)


def test_escapes_in_the_literals_are_counted_where_they_decide() -> None:
    text = "€" * 76 + "a{v}"  # 153 septets; another escape would straddle the cut
    tip = bounds(text + "€" * 76, {"v": Variable(longest=9, alphabet="digits")}).tips["v"]
    counts = [count("€" * 76 + "a" + "0" * length + "€" * 76).segments for length in range(10)]
    assert tip.rises_at == next((n for n, each in enumerate(counts) if each > counts[0]), None)


def test_what_flips_the_encoding_is_named() -> None:
    variables = {"a": Variable(longest=9), "b": Variable(longest=9, alphabet="ascii")}
    tips = bounds("{a}{b}" + "x" * 60, variables).tips
    assert (tips["a"].flips, tips["a"].flips_to) == ("’", 2)
    assert (tips["b"].flips, tips["b"].flips_to) == ("`", 2)


def test_nothing_flips_what_is_ucs2_already() -> None:
    assert bounds("ж{a}", {"a": Variable(longest=9)}).tips["a"].flips is None


def test_a_condition_is_shown_or_not() -> None:
    template = parse("a((f??" + "ж" * 70 + "))", syntax="notify")
    found = bounds(template, {})
    assert (found.fewest.example, found.most.segments) == ("a", 2)
    assert found.fewest.values == {"f": False}
    assert (found.tips["f"].rises_at, found.tips["f"].flips) == (1, "ж")


def test_a_filling_that_cannot_be_sent_is_reported() -> None:
    found = bounds("Hi {v}", {"v": Variable(longest=80, alphabet="any")}, policy=GSM7_ONLY)
    (refused,) = found.unencodable
    assert (refused.name, refused.character) == ("v", "’")
    assert refused.character in refused.example
    assert found.most.segments == 2  # of those that can be sent: 3 + 160 septets


def test_a_template_that_cannot_be_sent_is_an_error_with_its_index() -> None:
    with pytest.raises(UnencodableError) as caught:
        bounds("{{{v}☃", {"v": Variable(shortest=3, longest=3)}, policy=GSM7_ONLY)
    assert (caught.value.index, caught.value.character) == (5, "☃")


def test_unknown_and_missing_variables_are_named() -> None:
    with pytest.raises(TemplateValuesError) as caught:
        bounds("{a}", {"a": Variable(longest=1), "b": Variable(longest=1)})
    assert caught.value.extra == ("b",)
    with pytest.raises(TemplateValuesError) as caught:
        bounds("a {b}", {})
    assert (caught.value.missing, caught.value.index) == (("b",), 2)


def test_a_default_stands_for_what_is_not_named() -> None:
    found = bounds("{a}{b}", {"a": Variable(longest=1)}, default=Variable(longest=70))
    assert len(found.most.example) == 71


def test_a_name_is_not_both_a_value_and_a_condition() -> None:
    with pytest.raises(TemplateValuesError, match="both"):
        bounds(parse("((a)) ((a??b))", syntax="notify"), {"a": Variable(longest=1)})


def test_examples_make_the_typical_message() -> None:
    found = bounds("Hi {a}", {"a": Variable(longest=9, examples=["Zoë"])})
    assert found.typical
    assert (found.typical.example, found.typical.count.encoding) == ("Hi Zoë", "UCS-2")
    assert bounds("Hi {a}", {"a": Variable(longest=9)}).typical is None


def test_clusters_that_cannot_arise_leave_the_bounds_exact() -> None:
    variables = {"a": Variable(longest=300, alphabet="ascii")}
    assert bounds("é {a}", variables, policy=CLUSTERS).exact


def test_clusters_that_can_arise_widen_the_bounds() -> None:
    variables = {"a": Variable(longest=200)}
    plain, whole = bounds("{a}", variables), bounds("{a}", variables, policy=CLUSTERS)
    assert plain.most.segments == 7
    assert plain.most.segments < whole.most.segments <= 2 * plain.most.segments
    assert whole.most.count.segments > plain.most.segments  # clusters of half a segment


def test_national_languages_are_enclosed() -> None:
    found = bounds("ş{a}", {"a": Variable(longest=100, alphabet="gsm7")}, policy=TURKISH)
    assert found.fewest.segments == found.fewest.count.segments == 1
    assert found.most.count.segments <= found.most.segments


def test_a_megabyte_has_bounds() -> None:
    text = "a{v}" * 250_000
    found = bounds(text, {"v": Variable(longest=10, alphabet="digits")})
    assert found.most.segments == -(-250_000 * 11 // 153)


GSM7_ALONE = Policy(encodings=[Encoding.GSM7])


@pytest.mark.parametrize(("text", "index"), [("ab{n}☃", 5), ("ab{n}cd☃", 7), ("x{{y{n}☃", 7), ("☃{n}", 0)])
def test_an_own_character_that_cannot_be_sent_is_named_where_it_stands(text: str, index: int) -> None:
    with pytest.raises(UnencodableError) as raised:
        bounds(text, {"n": Variable(shortest=0, longest=3)}, policy=GSM7_ALONE)
    assert (raised.value.index, raised.value.character) == (index, "☃")


def test_a_value_without_characters_brings_in_none() -> None:
    assert bounds("ab{n}", {"n": Variable(shortest=0, longest=0)}, policy=GSM7_ALONE).unencodable == ()


def test_the_example_of_what_cannot_be_sent_is_as_short_as_may_be() -> None:
    for shortest, example in {0: "’", 2: "a’", 3: "aa’"}.items():
        (refused,) = bounds(
            "{n}", {"n": Variable(shortest=shortest, longest=5)}, policy=GSM7_ALONE
        ).unencodable
        assert refused.example == example


def test_a_typical_message_has_the_first_examples() -> None:
    found = bounds("Hi {v}", {"v": Variable(longest=9, examples=["Ann", "Bo", "Cy"])})
    assert found.typical is not None
    assert found.typical.example == "Hi Ann"


def test_a_typical_message_needs_an_example_of_each() -> None:
    variables = {"n": Variable(shortest=3, longest=5, examples=["abc"]), "m": Variable(shortest=1, longest=2)}
    assert bounds("{n}{m}", variables).typical is None


def test_a_condition_that_adds_a_segment_is_told_with_the_segments_then() -> None:
    tip = bounds(parse("a((f??" + 160 * "b" + "))", syntax="notify"), {}).tips["f"]
    assert (tip.rises_at, tip.rises_to) == (1, 2)


def test_tips_under_a_national_language() -> None:
    turkish = [NationalLanguage.TURKISH]
    policy = Policy(locking_shifts=turkish, single_shifts=turkish)
    tip = bounds("Hi {n}", {"n": Variable(shortest=1, longest=300)}, policy=policy).tips["n"]
    assert (tip.rises_at, tip.rises_to, tip.flips, tip.flips_to, tip.dear, tip.dear_to) == (
        158,
        2,
        "’",
        5,
        "😀",
        10,
    )


def test_an_example_that_cannot_be_sent_makes_no_typical_message() -> None:
    variables = {"n": Variable(longest=5, examples=["☃"])}
    assert bounds("{n}", variables, policy=GSM7_ALONE).typical is None


@pytest.mark.parametrize(
    ("text", "longest"),
    [("{v}", 306), ("\n{v}", 305), ("\r{v}", 305), ("€{v}", 304), ("Δ{v}", 305), ("ç{v}", 133)],
)
def test_where_no_cluster_can_arise_two_full_segments_hold_what_they_hold_of_code_points(
    text: str, longest: int
) -> None:
    found = bounds(text, {"v": Variable(longest=longest, alphabet="digits")}, policy=CLUSTERS)
    assert (found.exact, found.most.segments) == (True, 2)


@pytest.mark.parametrize("text", ["a\r\n" * 130, "e\u0301" * 67, "\r\n" * 77, "e\u0301" * 100])
def test_clusters_of_the_own_text_are_kept_whole(text: str) -> None:
    found = bounds(text + "{v}", {"v": Variable(longest=40, alphabet="digits")}, policy=CLUSTERS)
    assert found.most.count == count(found.most.example, policy=CLUSTERS)
    for length in range(41):
        filled = count(text + "0" * length, policy=CLUSTERS).segments
        assert found.fewest.segments <= filled <= found.most.segments


def test_the_fewest_of_clusters_are_those_of_code_points() -> None:
    found = bounds("e\u0301" * 67 + "{v}", {"v": Variable(longest=3, alphabet="digits")}, policy=CLUSTERS)
    assert (found.fewest.segments, found.fewest.count.segments, found.exact) == (2, 3, False)


def test_an_alphabet_that_cannot_number_parts_holds_one() -> None:
    policy = Policy(numbering="№{number}/{total} ")
    for longest, segments in {160: 1, 161: 3, 300: 5}.items():
        found = bounds("{v}", {"v": Variable(longest=longest, alphabet="digits")}, policy=policy)
        assert (found.exact, found.most.segments, found.most.count.segments) == (True, segments, segments)


def test_a_condition_no_table_has_is_hidden_in_the_most_that_can_be_sent() -> None:
    kannada = [NationalLanguage.KANNADA]
    policy = Policy(encodings=[Encoding.GSM7], locking_shifts=kannada, single_shifts=kannada)
    template = parse("a((f??" + 80 * "ж" + "))((g??" + 160 * "b" + "))", syntax="notify")
    found = bounds(template, {}, policy=policy)
    assert (found.most.segments, found.most.values) == (2, {"f": False, "g": True})
    assert [(refused.name, refused.character) for refused in found.unencodable] == [("f", "ж")]


def test_bounds_as_plain_values_hold_what_was_said_of_each_variable() -> None:
    template = parse("((a)) ((f??yes))", syntax="notify")
    found = bounds(template, {"a": Variable(longest=2, alphabet="digits")})
    plain = found.as_dict()
    tip = dict.fromkeys(("rises_at", "rises_to", "flips", "flips_to", "dear", "dear_to")) | {"kind": ""}
    nothing = dict.fromkeys(("shortest", "longest", "alphabet"))
    assert plain.pop("variables") == {
        "a": {"condition": False, "shortest": 0, "longest": 2, "alphabet": "digits"} | tip,
        "f": {"condition": True} | nothing | tip,
    }
    assert plain == {
        "exact": True,
        "fewest": found.fewest.as_dict(),
        "most": found.most.as_dict(),
        "typical": None,
        "unencodable": [],
    }


def test_the_types_of_bounds_are_those_of_their_plain_values() -> None:
    types = Bounds.json_types()
    said = {"condition": bool, "shortest": int | None, "longest": int | None, "alphabet": Alphabet | None}
    number, text = int | None, str | None
    tip = {"rises_at": number, "rises_to": number, "flips": text, "kind": str, "flips_to": number}
    assert types.pop("variables") == {"*": said | tip | {"dear": text, "dear_to": number}}
    assert types == {
        "exact": bool,
        "fewest": Extreme,
        "most": Extreme,
        "typical": Extreme | None,
        "unencodable": tuple[Unencodable, ...],
    }


@pytest.mark.parametrize("kind", [Extreme, Unencodable, Bounds])
def test_pydantic_takes_each_part_of_bounds(kind: type) -> None:
    assert pydantic.TypeAdapter(kind).json_schema()["type"] == "object"


WORDS = Policy(boundary=Boundary.WORD)
NUMBERED = "({number}/{total}) "
THREE = ["tr", "kn", "te"]
FIVE = ["tr", "gu", "ml", "or", "ur"]
THREE_TABLES = Policy(locking_shifts=THREE, single_shifts=THREE)


@pytest.mark.parametrize(
    ("text", "longest", "alphabet", "policy", "exact", "enough", "taken"),
    [
        # Words: of three segments in a row two hold more than one; or all but the longest word.
        ("{v}", 160, "digits", WORDS, True, 1, 1),
        ("{v}", 161, "digits", WORDS, False, 5, 2),
        ("{v}", 306, "digits", WORDS, False, 5, 2),
        ("{v}", 700, "digits", WORDS, False, 14, 5),
        (55 * "word " + "wo {v}", 10, "digits", WORDS, True, 2, 2),
        (55 * "word " + "wor {v}", 10, "digits", WORDS, False, 3, 2),
        (60 * "word " + "{v}", 10, "digits", WORDS, True, 3, 3),
        (60 * "word " + "{v}", 152, "digits", WORDS, False, 8, 3),
        (60 * "word " + "{v}", 153, "digits", WORDS, False, 8, 3),
        (60 * "word " + "{v}", 154, "digits", WORDS, False, 8, 4),
        (10 * "word\u00a0" + 60 * "a " + "{v}", 10, "digits", WORDS, False, 8, 3),
        (60 * "ж " + "{v}", 10, "any", WORDS, True, 3, 3),
        ("{v}", 400, "digits", Policy(boundary=Boundary.WORD, numbering=NUMBERED), False, 8, 3),
        (
            500 * "ab " + "{v}",
            40,
            "digits",
            Policy(boundary=Boundary.WORD, numbering=NUMBERED),
            False,
            14,
            11,
        ),
        # Clusters: two segments in a row hold more than one; all but one unit where no cluster has three.
        ("{v}", 200, "any", CLUSTERS, True, 11, 11),
        ("{v}", 201, "any", CLUSTERS, True, 11, 11),
        ("{v}", 152, "gsm7", CLUSTERS, True, 2, 2),
        ("a{v}", 152, "gsm7", CLUSTERS, False, 3, 2),
        ("{v}", 200, "gsm7", CLUSTERS, True, 3, 3),
        ("{v}", 459, "gsm7-basic", CLUSTERS, True, 4, 4),
        (62 * "क" + "{v}", 102, "ascii", CLUSTERS, False, 5, 3),
        (62 * "क" + "{v}", 602, "ascii", CLUSTERS._replace(numbering=NUMBERED), False, 21, 11),
        # National languages: the best coding that carries every value.
        (153 * " " + "{v}", 162, "gsm7", TURKISH, True, 4, 4),
        ("{v}", 162, "gsm7", THREE_TABLES, True, 3, 3),
        ("{v}", 162, "ascii", THREE_TABLES, True, 3, 3),
        ("{v}", 162, "any", THREE_TABLES, True, 5, 5),
        ("ಕ{v}", 162, "gsm7", THREE_TABLES, True, 3, 3),
        # No single coding's most expensive character is expensive in all of them.
        ("{v}", 100, "gsm7", Policy(locking_shifts=FIVE, single_shifts=FIVE), True, 2, 2),
        (
            33 * " " + "{v}",
            67,
            "gsm7",
            CLUSTERS._replace(locking_shifts=["pt"], single_shifts=FIVE),
            True,
            2,
            2,
        ),
        ("ಕ{v}", 162, "any", THREE_TABLES._replace(encodings=["gsm-7"]), True, 3, 3),
    ],
)
def test_the_most_is_proved_and_an_example_comes_near(
    text: str, longest: int, alphabet: str, policy: Policy, exact: bool, enough: int, taken: int
) -> None:
    found = bounds(text, {"v": Variable(longest=longest, alphabet=alphabet)}, policy=policy)
    assert (found.exact, found.most.segments, found.most.count.segments) == (exact, enough, taken)
    if alphabet != "any":
        assert set(str(found.most.values["v"])) <= characters(Alphabet(alphabet))


def test_a_condition_that_every_alphabet_carries_is_shown_beside_one_that_none_does() -> None:
    policy = Policy(encodings=[Encoding.GSM7], locking_shifts=THREE, single_shifts=THREE)
    template = parse("a((f??" + 160 * "b" + "))((g??" + 80 * "ж" + "))", syntax="notify")
    assert bounds(template, {}, policy=policy).most.values == {"f": True, "g": False}


@pytest.mark.parametrize(
    ("condition", "segments", "encoding"), [("ğ" * 150, 3, "GSM-7"), ("ж" * 150, 5, "UCS-2")]
)
def test_conditions_in_a_national_language_are_shown_in_the_most(
    condition: str, segments: int, encoding: str
) -> None:
    template = parse("((f??ş))((g??" + condition + "))((v))", syntax="notify")
    found = bounds(template, {"v": Variable(longest=154, alphabet="digits")}, policy=TURKISH)
    assert (found.exact, found.most.segments, found.most.count.encoding) == (True, segments, encoding)
    assert found.most.values == {"f": True, "g": True, "v": 154 * "0"}


TICK = "the backtick, which GSM-7 lacks"
OUTSIDE = "any character outside GSM-7, such as a curly quote or an emoji"


@pytest.mark.parametrize(
    ("policy", "rises_to"), [(CLUSTERS, 2), (WORDS, 3), (TURKISH, 2)], ids=["clusters", "words", "Turkish"]
)
@pytest.mark.parametrize(
    ("alphabet", "flips", "kind", "more", "dear", "most"),
    [
        ("digits", None, "", None, None, None),
        ("ascii", "`", TICK, 1, "`", 1),
        ("gsm7-basic", None, "", None, None, None),
        ("any", "’", OUTSIDE, 1, "😀", 4),
    ],
)
def test_tips_where_more_than_code_points_decides(
    alphabet: str,
    flips: str | None,
    kind: str,
    more: int | None,
    dear: str | None,
    most: int | None,
    policy: Policy,
    rises_to: int,
) -> None:
    tip = bounds(
        "ab {v} cd", {"v": Variable(shortest=1, longest=170, alphabet=alphabet)}, policy=policy
    ).tips["v"]
    flips_to, dear_to = more and rises_to + more, most and rises_to + most
    assert tip == (155, rises_to, flips, kind, flips_to, dear, dear_to)


@pytest.mark.parametrize(
    ("text", "policy", "shortest", "longest", "rises_at"),
    [
        (160 * "a" + "{v}", WORDS, 0, 3, 1),
        (158 * "a" + "{v}", WORDS, 0, 3, 3),
        (157 * "a" + "{v}", WORDS, 0, 3, None),
        (159 * "a" + "{v}", WORDS, 1, 2, 2),
        (149 * "a" + "ş{v}", TURKISH, 5, 6, 6),
        (149 * "a" + "ş{v}", TURKISH, 4, 5, None),
        # Two halves of a flag apart fill a segment that both together do not fit in.
        (64 * "a" + "🇩{v}🇪" + 64 * "a", CLUSTERS, 1, 3, 3),
        (64 * "a" + "🇩{v}🇪" + 64 * "a", CLUSTERS, 0, 3, None),
    ],
)
def test_the_count_rises_between_the_shortest_and_the_longest(
    text: str, policy: Policy, shortest: int, longest: int, rises_at: int | None
) -> None:
    variable = Variable(shortest=shortest, longest=longest, alphabet="digits")
    assert bounds(text, {"v": variable}, policy=policy).tips["v"].rises_at == rises_at


def test_a_condition_that_saves_a_segment_adds_none() -> None:
    halves = 64 * "a" + "🇩((f??x))🇪" + 64 * "a"  # together they are a cluster that no segment's rest holds
    tip = bounds(parse(halves, syntax="notify"), {}, policy=CLUSTERS).tips["f"]
    hidden, shown = (count(halves.replace("((f??x))", text), policy=CLUSTERS).segments for text in ("", "x"))
    assert (hidden, shown) == (3, 2)
    assert (tip.rises_at, tip.rises_to) == (None, None)


@pytest.mark.parametrize("policy", [CLUSTERS, WORDS, TURKISH])
def test_tips_of_conditions_where_more_than_code_points_decides(policy: Policy) -> None:
    text = "a((f??" + 3 * "ж" + "))((g??" + 160 * "b" + "))((h??yes))"
    tips = bounds(parse(text, syntax="notify"), {}, policy=policy).tips
    assert tips["f"] == (1, 3, "ж", "its text is outside GSM-7", 3, None, None)
    assert tips["g"] == (1, 3, None, "", None, None, None)
    assert tips["h"] == (None, None, None, "", None, None, None)


@pytest.mark.parametrize("alphabet", ["digits", "gsm7", "ascii"])
@pytest.mark.parametrize("policy", [THREE_TABLES, THREE_TABLES._replace(encodings=["gsm-7"])])
def test_conditions_every_table_carries_leave_the_most_exact(policy: Policy, alphabet: str) -> None:
    template = parse("((f??a))((v))", syntax="notify")
    found = bounds(template, {"v": Variable(longest=154, alphabet=alphabet)}, policy=policy)
    assert (found.exact, found.most.values["f"]) == (True, True)
    hidden = bounds(template, {"v": Variable(longest=0, alphabet=alphabet)}, policy=policy)
    assert (hidden.exact, hidden.most.segments, hidden.most.example) == (True, 1, "a")


@pytest.mark.parametrize("alphabet", ["gsm7", "gsm7-basic"])
def test_a_character_that_only_another_table_has_flips_the_encoding(alphabet: str) -> None:
    tip = bounds("ಕ{v}", {"v": Variable(longest=5, alphabet=alphabet)}, policy=THREE_TABLES).tips["v"]
    assert tip.flips is not None
    assert count("ಕ" + tip.flips, policy=THREE_TABLES).encoding is Encoding.UCS2
    assert (tip.kind, tip.flips_to) == ("a character that no table with the template's has", 1)


def test_a_character_that_a_phone_lacks_flips_the_encoding_under_that_name() -> None:
    languages = frozenset([NationalLanguage.PORTUGUESE])
    policy = Policy(locking_shifts=languages, single_shifts=languages, without=frozenset("{"))
    tip = bounds("Hi {v}", {"v": Variable(longest=5, alphabet="ascii")}, policy=policy).tips["v"]
    assert (tip.flips, tip.kind) == ("{", "a character that no table with the template's has")


def test_a_condition_only_ucs2_carries_is_shown_in_the_most_however_many_tables_there_are() -> None:
    languages = frozenset(NationalLanguage)
    policy = Policy(locking_shifts=languages, single_shifts=languages)
    template = parse("Hi ((f??" + "ж" * 60 + ")) ((v))", syntax="notify")
    found = bounds(template, {"v": Variable(longest=10)}, policy=policy)
    assert (found.exact, found.most.segments, found.most.values["f"]) == (True, 2, True)


@pytest.mark.parametrize(("longest", "segments"), [(70, 1), (71, 2)])
def test_what_flips_the_encoding_takes_the_place_of_one_character(longest: int, segments: int) -> None:
    tip = bounds("{v}", {"v": Variable(longest=longest)}, policy=TURKISH).tips["v"]
    assert (tip.flips, tip.flips_to) == ("’", segments)
