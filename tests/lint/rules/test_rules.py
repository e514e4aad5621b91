"""Each rule at its edges: first where it is silent."""

import pytest

from segmenter.catalogs import Entry
from segmenter.channels.findings import Finding, Severity
from segmenter.lint.checking import check
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
    found = only("За\u200b\ufeffказ", "SEG110")
    assert found.edits == ((2, 4, ""),)
    assert found.message == (
        "U+200B ZERO WIDTH SPACE and U+FEFF ZERO WIDTH NO-BREAK SPACE are invisible and change nothing"
    )


def test_one_invisible_character_several_times_is_spoken_of_in_the_singular() -> None:
    found = only("За\u200b\u200bказ", "SEG110")
    assert found.message == "U+200B ZERO WIDTH SPACE, 2 times, is invisible and changes nothing"


@pytest.mark.parametrize(
    "text",
    [
        "ការ\u200bទិញ របស់អ្នក",
        "ขอบคุณ\u200bค่ะ",
        "ຂອບໃຈ\u200bຫຼາຍ",
        "ကျေးဇူး\u200bတင်",
        "Здравей, \u2068{name}\u2069",
        "Здравей \u200e%(name)s",
        "Код \u200f123 да",
        "\u202bЗдравей!\u202c",
        "\u202eЗдравей\u202c",
        "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",
        "Замо\u00adвлення",
        "на\u2060пример",
        "می\u064e\u200cخواهم",
        "葛\U000e0100飾",
        "❤\u200b\ufe0f да",
        "👩\u200d\u200b⚕ да",
        "ㅤ하나",
    ],
)
def test_what_acts_on_lines_direction_or_form_is_let_be(text: str) -> None:
    assert "SEG110" not in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Здравей\u200b, Иван",
        "Γειά\u200b σου",
        "你好\u200b世界",
        "Здра\ufeffвей",
        "Здравей\ufe0f, Иван",
        "\u200eЗдравей, Иван",
        "\u2068Здравей\u2069, Иван",
        "Здравей\u200f, Иван",
    ],
)
def test_what_does_nothing_in_a_text_goes_safely(text: str) -> None:
    found = check(catalog(Entry(key="key", text=text, line=1)), options=ALL).findings
    assert found
    assert all(one.rule == "SEG110" and one.safe for one in found)


def test_a_character_that_breaks_lines_is_no_safe_edit_of_one_character_alone() -> None:
    found = only("Your par\u00adcel", "SEG107")
    assert (found.edits, found.safe) == (((8, 9, ""),), False)
    assert only("Your par\u200bcel", "SEG107").safe
    assert not only("Hi \u200e{name}", "SEG107").safe


def test_an_invisible_character_alone_is_told_once() -> None:
    assert codes("Your par\u200bcel") == ["SEG107"]
    assert codes("Your par\u200bcel", {"forced_ucs2": "dearer"}) == ["SEG110"]
    assert codes("Your par\u200bcel", {"encoding": "gsm-7"}) == ["SEG106"]


def test_a_code_that_is_required_to_be_gsm7_is_told_once() -> None:
    assert codes("It’s", {"encoding": "gsm-7"}) == ["SEG106"]
    assert codes("“Hi” – it’s us" + "a" * 60, {"encoding": "gsm-7"}) == ["SEG106"]


def test_one_character_may_be_let_be_where_it_costs_nothing_or_cannot_be_typed() -> None:
    long = "a" * 80
    assert codes("Great ❤️") == ["SEG107"]
    for text, asked, found in (
        ("Great ❤️", "typographic", []),
        (f"Great ❤️ {long}", "typographic", []),
        ("It’s", "typographic", ["SEG107"]),
        ("Cancel·la", "typographic", []),
        ("It’s", "dearer", []),
        (f"It’s {long}", "dearer", ["SEG107"]),
        (f"Great ❤️ {long}", "dearer", ["SEG107"]),
        ("Great ❤️", "always", ["SEG107"]),
    ):
        assert codes(text, {"forced_ucs2": asked}) == found, (text, asked)
    tables = {"messages": [{"keys": ["key"], "forced_ucs2": "dearer"}]}
    assert codes("It’s", tables) == []


@pytest.mark.parametrize("text", ["Cancel·la", "5 ‰ more", "3 × 4", "n.º 5", "1ª vez", "5 ¬ 6", "no.† 1"])
def test_a_sign_with_a_meaning_of_its_own_is_not_replaced_safely(text: str) -> None:
    assert not only(text, "SEG107").safe


@pytest.mark.parametrize(
    "text", ["5″", "3′", "«Hi»", "a – b", "5 − 3", "well…", "5\u202f000", "• one", "l´eau", "e\u0301te\u0301"]
)
def test_the_same_mark_of_a_typewriter_is_safe(text: str) -> None:
    for found in check(catalog(Entry(key="key", text=text, line=1)), options=ALL).findings:
        assert found.safe


def test_an_emoji_of_several_parts_is_not_named_by_its_first() -> None:
    assert only("Hi 👩‍💻", "SEG107").message.startswith("👩‍💻 (3 code points) alone forces UCS-2")
    assert only("Hi ❤️", "SEG107").message.startswith("❤️ U+2764 HEAVY BLACK HEART alone forces UCS-2")


def test_a_selector_to_be_left_out_is_named_by_its_code_point() -> None:
    assert only("Hi\ufe0f you", "SEG107").help == "leave out U+FE0F"


@pytest.mark.parametrize(
    "text", ["👨\u200d👩\u200d👧 да", "می\u200cخواهم برم", "שלום\u200f!", "❤\ufe0f да", "क्\u200dष"]
)
def test_joiners_and_marks_that_do_something_are_let_be(text: str) -> None:
    assert "SEG110" not in codes(text)


def test_crlf_is_found_only_where_it_costs_a_segment() -> None:
    assert codes("a\r\n" * 10) == []
    found = only("a" * 159 + "\r\n", "SEG111")
    assert (found.edits, found.safe) == (((159, 160, ""),), False)


def test_a_placeholder_of_unknown_length_is_no_place_to_be_cut() -> None:
    text = "a" * 150 + " {code} " + "b" * 100
    assert codes(text, syntax="brace") == []
    assert codes(text) == []
    assert codes("a" * 120 + " https://example.com/{code}/track " + "b" * 100, syntax="brace") == []


def test_a_value_of_one_known_length_is_cut_where_it_is_cut() -> None:
    text = "a" * 150 + " {code} " + "b" * 100
    for length, found in ((2, []), (3, ["SEG112"])):
        known = {"shortest": length, "longest": length, "alphabet": "digits"}
        assert codes(text, {"variables": {"code": known}}, syntax="brace") == found
    cut = only(text, "SEG112", {"variables": {"code": known}}, syntax="brace")
    assert (cut.start, cut.stop, cut.message) == (151, 157, "segment 1 ends in the middle of a placeholder")
    url = "a" * 125 + " https://example.com/{code}/track " + "b" * 100
    cut = only(url, "SEG112", {"variables": {"code": known}}, syntax="brace")
    assert (cut.message, url[cut.start : cut.stop]) == (
        "segment 1 ends in the middle of a URL",
        "https://example.com/{code}/track",
    )
    loose = {"shortest": 3, "longest": 3}
    assert codes(text, {"variables": {"code": loose}}, syntax="brace") == []


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


def test_without_a_syntax_nothing_is_taken_for_a_placeholder() -> None:
    assert codes("Prix 5€ [~^{}]", source="Price") == []
    assert codes("Bonjour", source="Hello {name}") == []
    assert codes("100%des clients", source="all customers") == []
    assert codes("Bonjour", {"syntax": "brace"}, source="Hello {name}") == ["SEG505"]


def test_a_conversion_of_another_kind_crashes_and_is_told() -> None:
    found = only("Salut %(a)d", "SEG505", syntax="percent", source="Hi %(a)s")
    assert (found.message, found.help) == ("placeholder a is %d, and %s in the source", "write %s")
    assert (found.start, found.stop) == (6, 11)
    assert codes("%(a)i à %(b).1f", syntax="percent", source="%(a)d to %(b)f") == []


def test_unnamed_placeholders_in_another_order_are_told() -> None:
    found = [
        one
        for one in check(
            catalog(Entry(key="key", text="%d a %s", line=1, syntax="percent", source="%s has %d")),
            options=ALL,
        ).findings
        if one.rule == "SEG505"
    ]
    assert [one.message for one in found] == [
        "placeholder 1 is %d, and %s in the source",
        "placeholder 2 is %s, and %d in the source",
    ]
    assert found[0].help == "keep their order, or number them, as in %2$s"
    assert codes("%s a %d", syntax="percent", source="%s has %d") == []
    assert codes("%2$d pour %1$s", syntax="percent", source="%1$s has %2$d") == []


def test_a_date_flagged_as_a_format_is_no_format() -> None:
    assert codes("%d %b %Y", syntax="percent", source="%b %d, %Y") == []


def test_what_the_source_has_unparsable_too_is_not_told() -> None:
    assert codes("100 % de rabais", syntax="percent", source="100 % bargain") == []
    assert codes("100 %! %(a)", syntax="percent", source="100 % bargain") == ["SEG504"]
    assert codes("Salut {name", syntax="brace", source="Hi {name") == []


def test_the_help_allows_the_formats_that_are_accepted() -> None:
    assert codes("%1$.2f %2$06d", syntax="percent") == []
    assert only("5 %!", "SEG504", syntax="percent").help == (
        "placeholders are %s, %1$.2f and %(name)s; or write %% for a percent sign"
    )
    assert "formats" not in only("{a b}", "SEG504", syntax="brace").help


@pytest.mark.parametrize("name", ["sms.code", "sms_code", "SMS_CODE_NEW", "sms/code", "a:b", "sms-code"])
def test_a_name_in_place_of_a_text_is_no_source(name: str) -> None:
    assert codes("Votre code : {code}", {"dearer_by": 1}, syntax="brace", source=name) == []
    assert codes("я" * 71, {"dearer_by": 1}, source=name) == []
    assert codes("Code : {code}", syntax="brace", source="Code") == ["SEG505"]


def test_a_plural_form_of_one_may_leave_the_number_out() -> None:
    assert codes("Ein Tag", syntax="percent", source="%d day", variant="one") == []
    assert codes("Tage", syntax="percent", source="%d days", variant="other") == ["SEG505"]


@pytest.mark.parametrize("variant", ["0", "1", "2", "one", "other"])
def test_an_unknown_placeholder_is_told_in_every_plural_form(variant: str) -> None:
    one, many = "{n} parcel for {who}", "{n} parcels for {who}"
    facts = {"key": one, "syntax": "brace", "source": one if variant == "0" else many, "variant": variant}
    assert plural("{n} colis pour {who}", **facts) == []
    assert plural("{n} colis pour {who} {bad}", **facts) == ["placeholder bad is not in the source"]
    assert "placeholder bad is not in the source" in plural("{bad} pour {who}", **facts)
    assert "placeholder who of the source is missing" in plural("{n} colis", **facts)
    silent = ["placeholder n of the source is missing"] if variant in ("1", "2", "other") else []
    assert plural("Un colis pour {who}", **facts) == silent


def test_the_form_of_one_may_have_the_number_that_its_source_leaves_out() -> None:
    facts = {"key": "One parcel for {who}", "source": "One parcel for {who}", "syntax": "brace"}
    assert plural("{n} посылка для {who}", variant="0", **facts) == []
    assert plural("{bad} посылка для {who}", variant="0", **facts) != []


def test_a_language_of_one_form_keeps_its_number() -> None:
    facts = {"key": "%d day", "source": "%d days", "syntax": "percent", "locale": "ja"}
    assert plural("日", variant="0", **facts) == ["placeholder 1 of the source is missing"]
    assert plural("%d日", variant="0", **facts) == []


def test_arabic_has_forms_for_none_one_and_two() -> None:
    facts = {"key": "%d day", "source": "%d days", "syntax": "percent", "locale": "ar"}
    assert plural("يومان", variant="2", **facts) == []
    assert plural("أيام", variant="3", **facts) != []


def plural(text: str, **facts: str) -> list[str]:
    entry = Entry(text=text, line=1, **facts)  # type: ignore[arg-type]
    found = check(catalog(entry), options=ALL).findings
    return [one.message for one in found if one.rule == "SEG505"]


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
