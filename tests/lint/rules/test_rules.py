"""Each rule at its edges: first where it is silent."""

import pytest

from segmenter.catalogs import Entry
from segmenter.lint.checking import check
from segmenter.lint.findings import Finding, Severity
from tests.lint.samples import ALL, catalog, codes, configuration

LINE = "Your table is ready. "


def only(text: str, rule: str, values: dict[str, object] | None = None, **fields: object) -> Finding:
    entry = Entry(key="key", text=text, line=1, **fields)  # type: ignore[arg-type]
    found = [
        one for one in check(catalog(entry), configuration(values or {}), ALL).findings if one.rule == rule
    ]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "text", ["Hello", "Olà, é già!", "€ 5, [now]", "a" * 160, "я" * 70, "Привет, вот ваш код"]
)
def test_an_ordinary_text_has_no_finding(text: str) -> None:
    assert codes(text) == []


def test_a_budget_of_one_segment_holds_160_septets_and_no_more() -> None:
    assert codes("a" * 160, {"max_segments": 1}) == []
    assert codes("a" * 161, {"max_segments": 1}) == ["SEG103"]
    found = only("a" * 161, "SEG103", {"max_segments": 1})
    assert (found.message, found.help) == ("2 segments where 1 is allowed (GSM-7)", "shorten it by 1 septet")
    assert (found.start, found.stop) == (160, 161)


def test_a_budget_of_two_segments_holds_306_septets_and_no_more() -> None:
    assert codes("a" * 306, {"max_segments": 2}) == []
    assert codes("a" * 307, {"max_segments": 2}) == ["SEG103"]


def test_without_a_budget_a_message_may_have_255_segments() -> None:
    assert codes("a" * 153 * 255) == []
    assert codes("a" * (153 * 255 + 1)) == ["SEG103"]


def test_typographic_characters_over_the_budget_have_a_safe_remedy() -> None:
    found = only("“Zoé” – it’s " + "a" * 80, "SEG103", {"max_segments": 1})
    assert found.safe
    assert [new for _, _, new in found.edits] == ['"', '"', "-", "'"]
    assert found.help.startswith('replace typographic characters: type " for “')


def test_a_flag_is_a_budget_of_its_own() -> None:
    assert codes("a" * 161, {"max_segments": 1}, flags=("max-segments:2",)) == []


@pytest.mark.parametrize(("length", "found"), [(1000, []), (1001, ["SEG102"])])
def test_viber_takes_a_thousand_code_points(length: int, found: list[str]) -> None:
    assert codes("é" * length, {"channel": "viber"}) == found


def test_what_is_about_sms_is_not_asked_on_other_channels() -> None:
    assert codes("It’s " + "a" * 900, {"channel": "viber", "max_segments": 1, "encoding": "gsm-7"}) == []


def test_max_length_is_in_code_points() -> None:
    assert codes("é" * 10, flags=("max-length:10",)) == []
    found = only("é" * 12, "SEG102", flags=("max-length:10",))
    assert (found.start, found.stop) == (10, 12)


def test_one_character_however_often() -> None:
    found = only("It’s Ann’s", "SEG107")
    assert found.message.startswith("’ U+2019 RIGHT SINGLE QUOTATION MARK, 2 times, alone forces UCS-2")
    assert found.edits == ((2, 3, "'"), (8, 9, "'"))
    assert (found.start, found.stop, found.help, found.safe) == (2, 3, "type '", True)


@pytest.mark.parametrize("text", ["“Hello”", "Привет", "Zażółć", "It’s – late", "👍🏽❤️", "👍🏽", "яя"])
def test_two_characters_or_nothing_else_are_not_one_alone(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("text", ["Hi 👍🏽", "Hi ❤️", "Hi 👨‍👩‍👧", "Hi 🇫🇷", "cafe\u0301"])
def test_an_emoji_or_a_letter_with_its_mark_is_one_character(text: str) -> None:
    assert codes(text) == ["SEG107"]


def test_an_accent_by_look_is_no_safe_edit() -> None:
    found = only("Twój kod: 1234", "SEG107")
    assert (found.edits, found.safe) == (((2, 3, "o"),), False)


def test_several_typographic_characters_are_found_where_they_cost_a_segment() -> None:
    assert codes("“Hi” – it’s us") == []
    found = only("“Hi” – it’s us" + "a" * 60, "SEG113")
    assert (found.message, found.safe) == ("2 segments, 1 with plain characters", True)
    assert codes("“Hi” – it’s us" + "a" * 60 + "ż") == []
    assert codes("“Hi” – it’s us" + "a" * 150) == ["SEG113"]


def test_what_it_costs_is_told_in_segments() -> None:
    assert only("It’s " + "a" * 100, "SEG107").message.endswith("2 segments, 1 without it")


def test_a_character_in_an_address_has_no_edit() -> None:
    found = only("See www.a.b/ą", "SEG107")
    assert (found.edits, found.help) == ((), "it stands in a URL")


def test_a_required_encoding_names_the_offenders() -> None:
    found = only("“Hi” ☃", "SEG106", {"encoding": "gsm-7"})
    assert found.message.startswith("not GSM-7: “ U+201C LEFT DOUBLE QUOTATION MARK, ” U+201D")
    assert (found.edits, found.safe) == ((), False), "for the snowman nothing stands"
    assert codes("“Hi”", {"encoding": "any"}) == []


def test_a_dearer_translation_fails_only_where_that_is_asked() -> None:
    text, source = "я" * 71, "a" * 160
    assert only(text, "SEG108", source=source).severity is Severity.INFO
    assert only(text, "SEG108", {"dearer_by": 1}, source=source).severity is Severity.ERROR
    assert codes(text, {"dearer_by": 2}, source=source) == []
    assert codes("я" * 70, {"dearer_by": 1}, source=source) == []


def test_a_template_is_judged_by_its_worst_case() -> None:
    values = {"max_segments": 1, "variables": {"name": {"longest": 20, "alphabet": "gsm7-basic"}}}
    text = "Hi {name}" + "a" * 137
    assert codes(text, values, syntax="brace") == []
    found = only(text + "a", "SEG109", values, syntax="brace")
    assert found.message == "up to 2 segments (GSM-7) where 1 is allowed"
    assert found.help == "name of 20 characters is one too many (it may have 20); shorten the text"


def test_where_one_character_of_a_value_decides_that_is_told() -> None:
    values = {"max_segments": 1, "variables": {"name": {"longest": 20}}}
    found = only("Hi {name}" + "a" * 100, "SEG109", values, syntax="brace")
    assert found.help == 'one ’ in name makes it UCS-2; give name alphabet = "gsm7" if that cannot be'


def test_a_template_that_is_over_with_nothing_filled_in_is_plainly_over() -> None:
    values = {"max_segments": 1, "default_variable": {"longest": 20}}
    assert codes("{name}" + "a" * 161, values, syntax="brace") == ["SEG103"]


def test_an_example_of_the_file_stands_for_the_longest_value() -> None:
    text = "Hi {name}" + "a" * 140
    assert codes(text, {"max_segments": 1}, syntax="brace", examples={"name": "a" * 17}) == []
    assert codes(text, {"max_segments": 1}, syntax="brace", examples={"name": "a" * 18}) == ["SEG109"]


def test_without_a_word_on_its_values_a_template_is_not_guessed_at() -> None:
    done = check(
        catalog(Entry(key="a", text="Hi {name}" + "a" * 157, line=1, syntax="brace")),
        configuration({"max_segments": 1}),
        ALL,
    )
    assert (done.findings, done.unknown) == ((), ("name",))


def test_a_run_of_invisible_characters_is_one_finding() -> None:
    found = only("За\u200b\u00adказ", "SEG110")
    assert found.edits == ((2, 4, ""),)
    assert found.message == "U+200B ZERO WIDTH SPACE, U+00AD SOFT HYPHEN are invisible and change nothing"


@pytest.mark.parametrize(
    "text", ["👨\u200d👩\u200d👧 да", "می\u200cخواهم برم", "שלום\u200f!", "❤\ufe0f да", "क्\u200dष"]
)
def test_joiners_and_marks_that_do_something_are_let_be(text: str) -> None:
    assert "SEG110" not in codes(text)


def test_crlf_is_found_only_where_it_costs_a_segment() -> None:
    assert codes("a\r\n" * 10) == []
    found = only("a" * 159 + "\r\n", "SEG111")
    assert (found.edits, found.safe) == (((159, 160, ""),), False)


def test_a_cut_at_the_edge_of_an_address_is_no_cut_inside() -> None:
    url = "https://example.com/" + "a" * 20
    assert "SEG112" not in codes("a" * 112 + " " + url + "\n" + "b" * 100)
    assert "SEG112" in codes("a" * 120 + " " + url + "\n" + "b" * 100)


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("%s and %d", "percent"),
        ("%(count).2f of 5 %%", "percent"),
        ("{0:>5} {name!r}", "brace"),
        ("{n, number, #.#}", "brace"),
        ("{n, plural, one{# day} other{# days}}", "brace"),
        ("{{ name|upper }}", "mustache"),
        ("{name", ""),
    ],
)
def test_formats_of_programs_are_placeholders(text: str, syntax: str) -> None:
    assert codes(text, syntax=syntax) == []


def test_an_open_brace_is_told_at_its_place() -> None:
    found = only("Hi {name", "SEG504", syntax="brace")
    assert (found.start, found.message) == (3, "'{' is never closed")


def test_a_placeholder_may_move_but_not_go() -> None:
    assert codes("%(b)s %(a)s", syntax="percent", source="%(a)s %(b)s") == []
    assert only("%(b)s", "SEG505", syntax="percent", source="%(a)s %(b)s").message == (
        "placeholder a of the source is missing"
    )
    found = only("%(a)s %(c)s", "SEG505", syntax="percent", source="%(a)s")
    assert (found.start, found.stop, found.help) == (6, 11, "the source has a")


def test_without_a_syntax_placeholders_are_compared_as_they_stand() -> None:
    assert codes("Bonjour {name}", source="Hello {name}") == []
    assert codes("Bonjour", source="Hello {name}") == ["SEG505"]
    assert codes("100%des clients", source="all customers") == []


@pytest.mark.parametrize("name", ["sms.code", "sms_code", "SMS_CODE_NEW", "sms/code", "a:b", "sms-code"])
def test_a_name_in_place_of_a_text_is_no_source(name: str) -> None:
    assert codes("Votre code : {code}", {"dearer_by": 1}, syntax="brace", source=name) == []
    assert codes("я" * 71, {"dearer_by": 1}, source=name) == []
    assert codes("Code : {code}", syntax="brace", source="Code") == ["SEG505"]


def test_a_plural_form_of_one_may_leave_the_number_out() -> None:
    assert codes("Ein Tag", syntax="percent", source="%d day", variant="one") == []
    assert codes("Tage", syntax="percent", source="%d days", variant="other") == ["SEG505"]


def test_half_a_surrogate_pair_cannot_be_sent() -> None:
    found = only("Well done \ud83d!", "SEG101")
    assert (found.start, found.stop) == (10, 11)


def test_a_profile_that_allows_gsm7_alone_refuses_the_rest() -> None:
    values = {"profile": "own", "profiles": {"own": {"policy": {"encodings": ["GSM-7"]}}}}
    assert codes("It’s", values) == ["SEG101"]
    assert codes("It's", values) == []


def test_what_a_profile_puts_before_a_text_is_counted() -> None:
    values = {"max_segments": 1, "profile": "own", "profiles": {"own": {"prefix": "Acme: "}}}
    assert codes("a" * 154, values) == []
    assert codes("a" * 155, values) == ["SEG103"]


def test_a_registered_text_is_told_as_such() -> None:
    assert not only("It’s", "SEG107").registered
    found = only("It’s", "SEG107", {"registered": True})
    assert (found.safe, found.registered, found.edits) == (True, True, ((2, 3, "'"),))
    assert only("It’s {#var#}", "SEG107", syntax="dlt").registered
