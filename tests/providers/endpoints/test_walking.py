"""Walking: which page is asked for next, and what is not a page."""

import json
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.providers.endpoints import EndpointError, dexatel, sendblue, wavix
from segmenter.providers.endpoints.walking import PageWalk

BASE = "https://a.example"
NAMES = map(str, count())  # so that no two pages hold the same


def walks() -> tuple[PageWalk[Any], PageWalk[Any], PageWalk[Any]]:
    listings = dexatel.messages(), wavix.messages(type="outbound"), sendblue.messages()
    tokens, pages, offsets = (PageWalk(listing, BASE) for listing in listings)
    return tokens, pages, offsets


def asked(walk: PageWalk[Any], name: str) -> str | None:
    assert walk.request is not None
    return parse_qs(urlsplit(walk.request.url).query).get(name, [None])[0]


def octets(value: Any) -> bytes:
    return json.dumps(value).encode()


def token_page(following: object, size: int = 1, name: str = "", **more: Any) -> bytes:
    return octets(
        {"data": [{"id": name or next(NAMES)}] * size, "pagination": {"links": {"next": following}, **more}}
    )


def number_page(current: object, last: object, size: int = 1, name: str = "") -> bytes:
    return octets(
        {
            "items": [{"message_id": name or next(NAMES)}] * size,
            "pagination": {"current_page": current, "total_pages": last},
        }
    )


def offset_page(size: int = 1, name: str = "", **pagination: Any) -> bytes:
    return octets({"data": [{"message_handle": name or next(NAMES)}] * size, "pagination": pagination})


# Tokens


@pytest.mark.parametrize(
    ("link", "token"),
    [
        ("eyJwIjoyfQ==", "eyJwIjoyfQ=="),
        ("a/b+c", "a/b+c"),
        ("https://api.dexatel.com/v1/messages?page_token=a%2Fb&page_size=3", "a/b"),
        ("/v1/messages?page_size=3&page_token=x", "x"),
        ("?page_token=x", "x"),
        ("page_token=x", "x"),
        ("https://evil.example/?page_token=x", "x"),
    ],
)
def test_the_token_of_the_next_page_is_the_link_or_in_it(link: str, token: str) -> None:
    walk, _, _ = walks()
    walk.take(token_page(link))
    assert asked(walk, "page_token") == token
    assert walk.request is not None
    assert walk.request.url.startswith(f"{BASE}/v1/messages?")  # the keys go nowhere else


@pytest.mark.parametrize("link", [None, ""])
def test_without_a_link_it_is_the_last_page(link: object) -> None:
    walk, _, _ = walks()
    walk.take(token_page(link))
    assert walk.request is None


@pytest.mark.parametrize("pagination", [{}, {"links": None}, {"links": {}}])
def test_a_page_of_tokens_may_have_no_links(pagination: dict[str, Any]) -> None:
    walk, _, _ = walks()
    walk.take(octets({"data": [], "pagination": pagination}))
    assert walk.request is None


def test_a_repeated_token_is_an_error() -> None:
    walk, _, _ = walks()
    walk.take(token_page("x"))
    walk.take(token_page("y"))
    with pytest.raises(EndpointError, match="names itself or an earlier one as the next: 'x'"):
        walk.take(token_page("x"))


def test_ten_empty_pages_in_a_row_are_an_error() -> None:
    walk, _, _ = walks()
    for number in range(9):
        walk.take(token_page(f"t{number}", size=0))
    with pytest.raises(EndpointError, match="10 pages in a row hold nothing"):
        walk.take(token_page("t9", size=0))


@pytest.mark.parametrize(
    "link",
    [
        "https://[a]]",
        "\ud800",
        "https://a.example/v1/messages",
        "/v1/messages?page=2",
        "?page_token=a&page_token=b",
    ],
)
def test_a_link_without_one_token_is_an_error(link: str) -> None:
    walk, _, _ = walks()
    with pytest.raises(EndpointError, match="an address without one page_token"):
        walk.take(token_page(link))


def test_the_walk_begins_at_the_token_that_is_given() -> None:
    walk = PageWalk(dexatel.messages(page_token="x"), BASE)
    assert asked(walk, "page_token") == "x"
    with pytest.raises(EndpointError, match="earlier"):
        walk.take(token_page("x"))


# Numbers of pages


def test_pages_are_asked_for_by_number_up_to_the_last() -> None:
    _, walk, _ = walks()
    assert asked(walk, "page") is None
    walk.take(number_page(1, 3))
    assert asked(walk, "page") == "2"
    walk.take(number_page(2, 3))
    walk.take(number_page(3, 3))
    assert walk.request is None
    assert (walk.pages, walk.objects) == (3, 3)


def test_a_list_with_nothing_in_it_has_one_page() -> None:
    _, walk, _ = walks()
    walk.take(number_page(1, 0, size=0))
    assert walk.request is None


def test_another_page_than_the_one_asked_for_is_an_error() -> None:
    _, walk, _ = walks()
    walk.take(number_page(1, 3))
    with pytest.raises(EndpointError, match=r"pagination.current_page is 1, and page 2 was asked for"):
        walk.take(number_page(1, 3))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (octets({"items": []}), "pagination.current_page is missing"),
        (number_page("1", 1), "pagination.current_page is '1', not a count"),
        (number_page(1, None), "pagination.total_pages is missing"),
        (number_page(1, -1), "pagination.total_pages is -1, not a count"),
        (number_page(1, True), "pagination.total_pages is true, not a count"),
        (octets({"items": [], "pagination": "x"}), "pagination 'x' is not an object"),
        (octets({"items": {}}), "items is an empty object, not an array"),
        (octets({"items": [1]}), r"items\[0\] is 1, not an object"),
        (octets({"data": []}), "items is missing; this is not a page"),
        (octets([]), "the answer is an empty list, not an object"),
        (b"<html>", "not JSON"),
        (b'{"items": [', "not JSON"),
        (b"\xff", "not utf-8|UTF-8"),
        (b"", "not JSON"),
        (b'{"items": [], "items": []}', "given twice"),
        (b'{"items": NaN}', "that can be held"),
    ],
)
def test_what_is_not_a_page_is_an_error_with_its_place(page: bytes, words: str) -> None:
    _, walk, _ = walks()
    with pytest.raises(EndpointError, match=words) as caught:
        walk.take(page)
    assert str(caught.value).startswith(f"GET {BASE}/v3/messages?type=outbound&per_page=100: ")
    assert walk.pages == 0


def test_an_error_about_a_saved_page_names_its_file() -> None:
    _, walk, _ = walks()
    with pytest.raises(EndpointError, match=r"^a/page-000001.json: "):
        walk.take(b"[", path="a/page-000001.json")


# Offsets


def test_offsets_go_on_by_what_came() -> None:
    *_, walk = walks()
    walk.take(offset_page(3, hasMore=True, offset=0, limit=3, total=4))
    assert asked(walk, "offset") == "3"
    walk.take(offset_page(1, hasMore=False, offset=3, limit=1, total=4))
    assert walk.request is None
    assert walk.total == 4


def test_without_has_more_the_total_says_where_the_end_is() -> None:
    *_, walk = walks()
    walk.take(offset_page(3, total=4))
    walk.take(offset_page(1, total=4))
    assert walk.request is None


def test_without_pagination_an_empty_page_is_the_end() -> None:
    *_, walk = walks()
    walk.take(octets({"data": [{"message_handle": "a"}]}))
    assert asked(walk, "offset") == "1"
    walk.take(octets({"data": []}))
    assert walk.request is None


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (offset_page(0, hasMore=True), "the page is empty, and more are announced"),
        (offset_page(1, hasMore="yes"), "neither true nor false"),
        (offset_page(1, hasMore=True, offset=5), "pagination.offset is 5, and 0 was asked for"),
    ],
)
def test_offsets_that_lead_nowhere_are_an_error(page: bytes, words: str) -> None:
    *_, walk = walks()
    with pytest.raises(EndpointError, match=words):
        walk.take(page)


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_page_that_comes_again_under_another_name_is_an_error(which: int) -> None:
    walk = walks()[which]
    pages: list[tuple[bytes, bytes]] = [
        (token_page("x", name="a"), token_page("y", name="a")),
        (number_page(1, 3, name="a"), number_page(2, 3, name="a")),
        (offset_page(1, "a", hasMore=True), offset_page(1, "a", hasMore=True)),
    ]
    first, second = pages[which]
    walk.take(first)
    with pytest.raises(
        EndpointError, match="holds what the page before held; the provider would send the same"
    ):
        walk.take(second)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "items", "pagination", "links", "next", "offset"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.integers(0, 2), json_values)
def test_any_json_is_a_page_or_an_error(which: int, value: Any) -> None:
    walk = walks()[which]
    try:
        page = walk.take(octets(value))
    except EndpointError:
        assert walk.pages == 0
    else:
        assert page.size == walk.objects
