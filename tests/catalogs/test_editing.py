"""Editing a catalog: places are of the text, in any order, and of nothing else."""

from itertools import product

import pytest

from segmenter.catalogs import read
from segmenter.catalogs.editing import edited, edited_as_far_as_possible
from segmenter.catalogs.entries import Conventions
from segmenter.catalogs.errors import UneditableError

OCTETS = b'{"a": "hello"}'


@pytest.mark.parametrize("edit", [(0, 999, "x"), (-1, 2, "x"), (3, 2, "x")])
def test_a_place_outside_the_text_is_an_index_error(edit: tuple[int, int, str]) -> None:
    catalog = read("a.json", OCTETS)
    with pytest.raises(IndexError, match="is not in a text of 5 code points"):
        edited(catalog, [(catalog.entries[0], (edit,))])


def test_edits_may_be_given_in_any_order() -> None:
    catalog = read("a.json", OCTETS)
    octets = edited(catalog, [(catalog.entries[0], ((2, 3, "x"), (0, 1, "y")))])
    assert octets == b'{"a": "yexlo"}'


HELLO = {
    "a.json": '{"a": "hello", "b": "x"}',
    "a.po": 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "k"\nmsgstr "hello"\n',
    "fr.yml": 'fr:\n  a: "hello"\n  b: x\n',
    "fr.lproj/Localizable.strings": '"a" = "hello";\n"b" = "x";\n',
    "messages_fr.properties": "a = hello\nb = x\n",
    "texts.csv": "key,fr\na,hello\nb,x\n",
    "app_fr.arb": '{"@@locale": "fr", "a": "hello", "b": "x"}',
    "res/values-fr/strings.xml": '<?xml version="1.0"?>\n<resources>\n  <string name="a">hello</string>\n'
    "</resources>\n",
    "fr.ftl": "a = hello\nb = x\n",
    "sms/welcome.txt": "hello",
}


@pytest.mark.parametrize("name", HELLO)
def test_every_range_of_a_plain_text_can_be_replaced(name: str) -> None:
    catalog = read(name, HELLO[name].encode())
    entry = next(entry for entry in catalog.entries if entry.text == "hello")
    for start, stop, new in product(range(6), range(6), ("", "Q", "some")):
        if start > stop or (start, stop, new) == (0, 5, ""):
            continue
        octets = edited(catalog, [(entry, ((start, stop, new),))])
        assert octets.decode() == HELLO[name].replace("hello", "hello"[:start] + new + "hello"[stop:])


@pytest.mark.parametrize(
    ("start", "stop", "new", "lines"),
    [
        (0, 0, "Q", ["Qab", "cd\\n", "e"]),
        (1, 1, "Q", ["aQb", "cd\\n", "e"]),
        (2, 2, "Q", ["ab", "Qcd\\n", "e"]),
        (3, 3, "Q", ["ab", "cQd\\n", "e"]),
        (6, 6, "Q", ["ab", "cd\\n", "eQ"]),
        (0, 4, "Q", ["Q", "\\n", "e"]),
        (1, 3, "Q", ["aQ", "d\\n", "e"]),
        (4, 5, "", ["ab", "cd", "e"]),
        (1, 6, "", ["a", "", ""]),
        (5, 6, "\n", ["ab", "cd\\n", "\\n"]),
    ],
)
def test_what_is_new_goes_to_the_first_of_the_pieces_that_a_range_spans(
    start: int, stop: int, new: str, lines: list[str]
) -> None:
    head = 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "k"\nmsgstr ""\n'
    catalog = read("fr.po", f'{head}"ab"\n"cd\\n"\n"e"\n'.encode())
    octets = edited(catalog, [(catalog.entries[-1], ((start, stop, new),))])
    assert octets.decode() == head + "".join(f'"{line}"\n' for line in lines)


def test_several_insertions_into_one_text_are_all_made() -> None:
    catalog = read("a.json", OCTETS)
    octets = edited(catalog, [(catalog.entries[0], ((0, 0, "1"), (2, 2, "2"), (3, 4, "3"), (5, 5, "4")))])
    assert octets == b'{"a": "1he2l3o4"}'


def test_a_placeholder_is_changed_as_a_whole_or_not_at_all() -> None:
    catalog = read("fr.ftl", "a = C’est { $name } là\n".encode())
    (entry,) = catalog.entries
    assert entry.text == "C’est {name} là"
    for place in range(16):
        if 6 < place < 12:
            with pytest.raises(UneditableError, match="a part of what is written as one would be changed"):
                edited(catalog, [(entry, ((place, place, "Q"),))])
        elif place != 12:
            text = edited(catalog, [(entry, ((place, place, "Q"),))]).decode()
            written = place if place < 7 else place + 3
            assert (
                text == "a = " + "C’est { $name } là"[:written] + "Q" + "C’est { $name } là"[written:] + "\n"
            )


@pytest.mark.parametrize("emptied", list(product([False, True], repeat=4)))
def test_what_cannot_be_made_is_found_among_what_can(emptied: tuple[bool, ...]) -> None:
    catalog = read("a.json", b'{"a": "hello", "b": "world", "c": "again", "d": "there"}')
    changes = [
        (entry, ((0, 5, ""),) if empty else ((0, 1, "Z"),))
        for entry, empty in zip(catalog.entries, emptied, strict=True)
    ]
    done = edited_as_far_as_possible(catalog, changes)
    texts = [
        entry.text if empty else "Z" + entry.text[1:]
        for entry, empty in zip(catalog.entries, emptied, strict=True)
    ]
    assert [entry.text for entry in done.catalog.entries] == texts
    assert done.octets == '{{"a": "{}", "b": "{}", "c": "{}", "d": "{}"}}'.format(*texts).encode()
    failed = {id(entry) for entry, empty in zip(catalog.entries, emptied, strict=True) if empty}
    assert set(done.failures) == done.uncertain == failed
    assert not done.postponed
    for error in done.failures.values():
        assert "the change would make another entry of it" in str(error)


Edit = tuple[int, int, str]


@pytest.mark.parametrize(
    ("of_long", "of_short", "result", "problem"),
    [
        ([(0, 1, "x")], [(0, 1, "x")], "xb", ""),
        ([(0, 1, "x"), (2, 3, "z")], [(1, 2, "y")], "xy", ""),
        ([(0, 1, "xx")], [(0, 1, "".join(["x", "x"]))], "xxb", ""),
        ([(1, 2, "x")], [(1, 1, "y")], "ayx", ""),
        ([(0, 1, "x")], [(0, 1, "y")], "xb", "two changes of one place differ"),
        ([(0, 1, "y")], [(0, 1, "x")], "yb", "two changes of one place differ"),
        ([(0, 2, "x")], [(1, 2, "y")], "x", "two changes overlap"),
    ],
)
def test_changes_of_what_two_entries_share_agree_or_the_later_fails(
    of_long: list[Edit], of_short: list[Edit], result: str, problem: str
) -> None:
    catalog = read("sms/w.j2", b"ab{% if x %}c{% endif %}")
    long, short = catalog.entries
    done = edited_as_far_as_possible(catalog, [(long, of_long), (short, of_short)])
    assert done.octets.decode().partition("{%")[0] == result
    assert [*done.failures] == ([id(short)] if problem else [])
    assert all(problem in str(error) for error in done.failures.values())


def test_changes_that_can_only_be_made_alone_are_postponed() -> None:
    catalog = read("sms/w.j2", b"ab{% if x %}c{% endif %}")
    long, short = catalog.entries
    done = edited_as_far_as_possible(catalog, [(long, ((0, 1, ""),)), (short, ((1, 2, ""),))])
    assert done.octets == b"b{% if x %}c{% endif %}"
    assert not done.failures
    assert done.postponed == {id(short)}


def test_what_fails_beside_changes_that_can_only_be_made_alone_changes_neither() -> None:
    catalog = read("sms/w.j2", b"{% if x %}ab{% if y %}c{% endif %}{% else %}d{% endif %}")
    long, short, other = catalog.entries
    changes = [(long, ((0, 1, ""),)), (short, ((1, 2, ""),)), (other, ((0, 1, ""),))]
    done = edited_as_far_as_possible(catalog, changes)
    assert done.octets == b"{% if x %}b{% if y %}c{% endif %}{% else %}d{% endif %}"
    assert [*done.failures] == [id(other)]
    assert done.postponed == {id(short)}


BLANK = ((0, 1, " "),)


@pytest.mark.parametrize(
    ("octets", "changes", "result"),
    [
        (b"a = xy\nb = xy\n", [BLANK, ((1, 2, " z"),)], b"a = \\ y\nb = x z\n"),
        (b"a = xy\nb = xy\n", [((0, 1, "z "),), BLANK], b"a = z y\nb = \\ y\n"),
        (b"a = x{n, select, y {y} other {z}}\n", [BLANK, BLANK], b"a = \\ {n, select, y {y} other {z}}\n"),
        (b"a = x{n, select, y {y} other {z}}\n", [(), BLANK], b"a = \\ {n, select, y {y} other {z}}\n"),
    ],
)
def test_only_what_would_be_read_otherwise_is_escaped(
    octets: bytes, changes: list[tuple[tuple[int, int, str], ...]], result: bytes
) -> None:
    catalog = read("messages_fr.properties", octets)
    done = edited_as_far_as_possible(catalog, zip(catalog.entries, changes, strict=True))
    assert done.octets == result
    assert not done.failures


MESSAGE = "a = x\n    y { $n ->\n        [one] 1\n       *[other] 2\n    }\nb = hi\n"


@pytest.mark.parametrize("changed", [[0], [1], [0, 1]])
def test_a_change_that_is_read_otherwise_fails_alone_and_says_so(changed: list[int]) -> None:
    catalog = read("fr.ftl", MESSAGE.encode())
    assert [entry.text for entry in catalog.entries] == ["x\ny 1", "x\ny 2", "hi"]
    indented = [(catalog.entries[index], ((2, 2, " "),)) for index in changed]
    done = edited_as_far_as_possible(catalog, [*indented, (catalog.entries[2], ((0, 1, "Z"),))])
    assert done.octets.decode() == MESSAGE.replace("hi", "Zi")
    assert {*done.failures} == {id(catalog.entries[index]) for index in changed}
    assert {str(error) for error in done.failures.values()} == {
        "fr.ftl:1: a: the changed text would be read otherwise; change it by hand"
    }
    assert not done.uncertain


@pytest.mark.parametrize(
    ("place", "text"),
    [(3, "UneQ   fois, deux"), (4, "Une   Qfois, deux"), (9, "Une   fois,Q deux"), (10, "Une   fois, Qdeux")],
)
def test_an_insertion_beside_collapsed_blanks_is_made_once(place: int, text: str) -> None:
    octets = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file source-language="en" target-language="fr"><body><trans-unit id="a"><source>Once</source>'
        "<target>Une   fois, deux</target></trans-unit></body></file></xliff>"
    )
    catalog = read("a.xlf", octets.encode(), conventions=Conventions(collapse_whitespace=True))
    assert catalog.entries[0].text == "Une fois, deux"
    changed = edited(catalog, [(catalog.entries[0], ((place, place, "Q"),))])
    assert changed.decode() == octets.replace("Une   fois, deux", text)


def test_an_apostrophe_that_quotes_a_brace_is_explained() -> None:
    catalog = read("messages_fr.properties", b"a = x y{n}\n")
    reason = "an apostrophe before a brace, a # or another apostrophe is not read as one everywhere"
    with pytest.raises(UneditableError, match=f"the changed text would be read otherwise: {reason};"):
        edited(catalog, [(catalog.entries[0], ((2, 3, "'"),))])


@pytest.mark.parametrize(("message", "term"), [("a = Hi { -b }!\n", ""), ("", "a = Hi { -b }!\n")])
def test_a_range_over_a_term_changes_the_term_where_it_stands(message: str, term: str) -> None:
    catalog = read("fr.ftl", f"{message}-b = Xyz\n{term}".encode())
    for stop, changed in ((5, "Qz"), (6, "Q"), (7, "Q")):
        octets = edited(catalog, [(catalog.entries[0], ((3, stop, "Q"),))]).decode()
        end = "" if stop == 7 else "!"
        assert octets == f"{message}-b = {changed}\n{term}".replace("}!", f"}}{end}")


def test_a_placeholder_at_the_start_is_not_cut_apart() -> None:
    catalog = read("fr.ftl", "a = { $n } là\n".encode())
    with pytest.raises(UneditableError, match="a part of what is written as one would be changed"):
        edited(catalog, [(catalog.entries[0], ((1, 1, "Q"),))])


@pytest.mark.parametrize("place", [0, 300, 400])
def test_an_insertion_is_made_however_long_the_text(place: int) -> None:
    text = "a" * 400
    catalog = read("a.json", f'{{"a": "{text}"}}'.encode())
    start, stop = int(str(place)), int(str(place))  # equal, and not the same object
    octets = edited(catalog, [(catalog.entries[0], ((start, stop, "Q"),))])
    assert octets.decode() == f'{{"a": "{text[:place]}Q{text[place:]}"}}'
