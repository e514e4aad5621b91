"""Checking a catalog: which rules are asked, ignores, places, and the laws that hold for every text."""

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.catalogs import Entry, Remark, read
from segmenter.errors import UnencodableError
from segmenter.lint.characters import outside
from segmenter.lint.checking import Memory, Options, check, codes_for
from segmenter.lint.configuration import Configuration
from segmenter.lint.messages import CatalogMessage, nothing_to_ask
from segmenter.lint.offenders import _remedy, offenders_in, proposals_of
from segmenter.lint.rules import CODES, UnknownRuleError, checks, matching
from segmenter.lint.settings import Settings
from tests.lint.samples import ALL, catalog, codes, configuration
from tests.property.strategies import texts


def test_a_place_is_that_of_the_file() -> None:
    octets = b'{\n  "a": {"b": "Caf\\u00e9\\nIt\\u2019s"}\n}'
    (found,) = check(read("fr.json", octets), options=ALL).findings
    assert found.locations == (("fr.json", 2, 28, 2, 34),)
    assert (found.entry.key, found.entry.locale) == ("a.b", "fr")


def test_select_and_ignore_name_codes_beginnings_and_names() -> None:
    assert codes_for("a") == frozenset(CODES) - {"SEG507", "SEG508"}
    assert codes_for("a", configuration({"select": ["ALL"]})) == frozenset(CODES)
    assert codes_for("a", configuration({"select": ["SEG50"]})) == {
        "SEG504",
        "SEG505",
        "SEG506",
        "SEG507",
        "SEG508",
    }
    assert codes_for("a", configuration({"select": ["SEG50"]}), Options(select=("cut-inside",))) == {"SEG112"}
    ignored = configuration({"ignore": ["SEG1", "SEG3"]})
    assert codes_for("a", ignored, Options(ignore=("SEG5",))) == {"SEG701"}
    assert codes_for("a", configuration({"select": []})) == frozenset()


def test_rules_may_be_ignored_in_some_files() -> None:
    found = configuration({"select": ["SEG107"], "per_file_ignores": {"old/**": ["SEG107"]}})
    assert codes_for("old/a.po", found) == frozenset()
    assert codes_for("new/a.po", found) == {"SEG107"}
    assert codes_for("new/a.po", found, Options(per_file_ignores=(("new", ("ALL",)),))) == frozenset()


@pytest.mark.parametrize(("word", "nearest"), [("SEG170", "SEG107"), ("cut-insid", "SEG112"), ("xyz", "")])
def test_a_rule_that_there_is_not_has_a_neighbour(word: str, nearest: str) -> None:
    with pytest.raises(UnknownRuleError) as caught:
        matching(word)
    assert caught.value.nearest == nearest


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("segmenter: ignore", []),
        ("segmenter: ignore SEG107", []),
        ("segmenter: ignore one-character-forces-ucs2 – the brand", []),
        ("segmenter: ignore SEG103", ["SEG107"]),
        ("segmenter: ignore SEG170", ["SEG107", "SEG701"]),
    ],
)
def test_an_entry_may_ignore_rules(comment: str, found: list[str]) -> None:
    assert codes("It’s", comments=(comment,)) == found


def test_a_file_may_ignore_rules_and_a_slip_there_is_told_at_its_line() -> None:
    entry = Entry(key="a", text="It’s", line=5)
    remarks = (Remark(1, "segmenter: ignore-file SEG107"), Remark(2, "segmenter: ignore-file SEG5O4"))
    done = check(catalog(entry, remarks=remarks), options=ALL)
    assert [(found.rule, found.locations[0].line, found.entry.key) for found in done.findings] == [
        ("SEG701", 2, "")
    ]
    assert "did you mean SEG504?" in done.findings[0].message
    assert done.messages == 1


def test_findings_are_in_the_order_of_their_places() -> None:
    entries = [Entry(key=str(line), text="It’s", line=line) for line in (3, 1, 2)]
    assert [found.locations[0].line for found in check(catalog(*entries), options=ALL).findings] == [1, 2, 3]


def test_branches_of_a_template_say_what_they_share_once() -> None:
    octets = "Hi, it’s ready{% if late %} and late{% endif %}.".encode()
    done = check(read("a.jinja", octets), options=ALL)
    assert [found.rule for found in done.findings] == ["SEG107"]
    assert done.messages == 2


# Laws

SYNTAXES = st.sampled_from(["", "brace", "percent", "mustache", "ruby", "notify", "dollar", "colon", "dlt"])
PLACEHOLDERS = [
    *("Hi ", "code ", "{user.code} ", "{user.kode}", "{{ name }}", "{{ nom }}", "{{name}}", "%.2f ", "%@ "),
    *("%s", "%d", "%(a)s", "%(b)s", "%(a b)s", "${a}", "${b}", "$a", ":a ", ":b ", "%{a}", "%{b}", "%<a>d"),
    *("((a))", "((b))", "{#a#}", "{#b#}", "{0}", "{1}", "{}", "{a!r}", "{a:>5}", "}", "))", "#}"),
]
TEXTS = st.one_of(
    texts(),
    st.text("aé’“”–…\u200b\u00ad\u200d👍🏽❤️ящą \r\n{}%s()", max_size=200),
    st.builds(
        "".join,
        st.lists(st.sampled_from(["It’s ", "{name}", "%s", "%%", "{{", "€", "a" * 70, "\r\n", "www.a.b/x "])),
    ),
    st.builds("".join, st.lists(st.sampled_from(PLACEHOLDERS), max_size=4)),
)
SETTINGS = st.builds(
    Settings,
    max_segments=st.none() | st.integers(1, 3),
    encoding=st.sampled_from(["any", "gsm-7"]),
    exceeds_source_by=st.none() | st.just(1),
    max_length=st.none() | st.integers(1, 100),
)


def problems(message: CatalogMessage) -> list[tuple[str, Any]]:
    return [(code, one) for code, ask in checks(message.facts(), CODES) for one in ask(message)]


@given(TEXTS, st.none() | TEXTS, SYNTAXES, SETTINGS)
def test_where_there_is_nothing_to_ask_no_rule_has_anything_to_say(
    text: str, source: str | None, syntax: str, settings: Settings
) -> None:
    entry = Entry(key="a", text=text, line=1, source=source, syntax=syntax)
    if nothing_to_ask(entry, settings):
        every = [one for _, ask in checks(127, CODES) for one in ask(CatalogMessage(entry, settings))]
        assert every == []


@given(TEXTS, st.none() | TEXTS, SYNTAXES, SETTINGS)
def test_a_rule_whose_fact_is_missing_would_have_nothing_to_say(
    text: str, source: str | None, syntax: str, settings: Settings
) -> None:
    message = CatalogMessage(Entry(key="a", text=text, line=1, source=source, syntax=syntax), settings)
    asked = {code for code, _ in checks(message.facts(), CODES)}
    for code, ask in checks(127, CODES):
        assert code in asked or not list(ask(message))


@given(TEXTS, SETTINGS)
def test_safe_edits_remove_their_finding_and_never_cost(text: str, settings: Settings) -> None:
    message = CatalogMessage(Entry(key="a", text=text, line=1), settings)
    for code, problem in problems(message):
        assert 0 <= problem.start <= problem.stop <= len(text)
        if not problem.edits:
            continue
        new, end = "", 0
        for start, stop, replacement in problem.edits:
            assert end <= start < stop
            new += text[end:start] + replacement
            end = stop
        mended = message.with_text(new + text[end:])
        left = [one for other, one in problems(mended) if other == code]
        alike = [one for other, one in problems(message) if other == code]
        assert len(left) < len(alike), (code, problem)
        assert message.count is not None
        assert mended.count is not None
        assert mended.count.segments <= message.count.segments


@given(st.text("aé0 {}’‘“”–—‑…•\u00a0\u2010@.\u0301\ufe0f", max_size=40))
def test_the_short_way_to_offenders_gives_what_advice_gives(text: str) -> None:
    found = offenders_in(text)
    slow = _remedy(proposals_of(text))
    assert (found.remedy.edits, found.remedy.safe) == (slow.edits, slow.safe)
    assert bool(found.characters) is bool(outside(text))


@given(st.lists(st.tuples(st.sampled_from("abc"), TEXTS), max_size=6))
def test_batches_give_together_what_one_run_gives(pairs: list[tuple[str, str]]) -> None:
    catalogs = [
        catalog(Entry(key=key, text=text, line=1), path=f"{n}.json") for n, (key, text) in enumerate(pairs)
    ]

    def found(order: list[Any]) -> list[str]:
        return sorted(repr(one) for each in order for one in check(each, options=ALL).findings)

    assert found(catalogs) == found(catalogs[::-1])


@given(TEXTS)
def test_a_text_that_cannot_be_encoded_is_a_finding_and_no_error(text: str) -> None:
    message = CatalogMessage(Entry(key="a", text=text + "\ud800", line=1))
    assert isinstance(message.unencodable, UnencodableError)
    assert "SEG101" in [code for code, _ in problems(message)]


def test_a_finding_at_the_end_of_a_wrapped_line_ends_on_that_line() -> None:
    octets = 'msgid "a"\nmsgstr ""\n"C’est ici’"\n" ou là"\n'.encode()
    checked = check(read("fr.po", octets), options=Options(everything=True))
    [finding] = checked.findings
    assert finding.locations[0][1:] == (3, 3, 3, 4)
    octets = 'msgid "a"\nmsgstr ""\n"Cest ici’"\n" ou"\n'.encode()
    [finding] = check(read("fr.po", octets), options=Options(everything=True)).findings
    assert finding.locations[0][1:] == (3, 10, 3, 11)


def test_findings_can_be_sent_to_another_process() -> None:
    findings = check(read("fr.po", 'msgid "a"\nmsgstr "It’s"\n'.encode()), options=ALL).findings
    assert pickle.loads(pickle.dumps(findings)) == findings
    assert findings


# --- Versions of a file ---------------------------------------------------------------------------------


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    '"a": "It’s here"',
                    '"b": "plain"',
                    '"c": "{name} \u200b"',
                    '"a": "plain"',
                    '"//": "segmenter: ignore SEG107"',
                    '"//": "segmenter: max-segments=x"',
                    '"item_one": "%s"',
                    '"item_other": "– one"',
                ]
            ),
            max_size=6,
        ),
        min_size=2,
        max_size=4,
    )
)
def test_checking_with_a_memory_of_other_versions_finds_the_same(versions: list[list[str]]) -> None:
    memory = Memory()
    settings = Configuration(changes={"syntax": "brace", "max_segments": 1})
    for lines in versions:
        version = read("locales/fr.json", ("{\n" + ",\n".join(lines) + "\n}").encode())
        options = Options(everything=True)
        anew = check(version, settings, options)._replace(unknown=(), unknown_line=0)
        assert check(version, settings, options, memory=memory) == anew


def test_only_what_differs_is_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from segmenter.lint import checking

    asked: list[str] = []
    real = checking._EntryChecker.result

    def watched(checker: checking._EntryChecker, entry: Entry, *rest: Any, **named: Any) -> checking._Result:
        asked.append(entry.key)
        return real(checker, entry, *rest, **named)

    monkeypatch.setattr(checking._EntryChecker, "result", watched)
    memory = Memory()
    for octets in (b'{"a": "A", "b": "B"}', b'{\n\n"a": "A", "b": "B!"}', b'{"b": "B"}'):
        check(read("sms.json", octets), options=Options(everything=True), memory=memory)
    # What is said of a sender is said of the first message, so that one is always checked.
    assert asked == ["a", "b", "a", "b", "b"]
