"""The page in a real browser, with the core under Pyodide: what it shows is what the library says."""

import json
from typing import Any

import pytest

import segmenter
from segmenter.report.pictures import explanation_svg
from segmenter.templates import Variable, bounds
from tests.page.browsers import Browser

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("page")]

FAMILY = "👩‍👩‍👧"
TEXTS = {
    "nothing": "",
    "plain": "hi",
    "two septets": "[" * 153 + "€",
    "quotes": "It’s on its way – “soon” " * 4,
    "Cyrillic": "Ваш код подтверждения " * 8,
    "emoji beside a cut": "ж" * 64 + FAMILY + "y" * 30,
    "Hebrew": "ההזמנה שלך בדרך " * 6,
    "Chinese": "您的包裹已送達" * 12,
    "lines": "one\r\ntwo\n\nthree",
}


def typed(page: Browser, text: str) -> Any:
    """Type a text, and return what is shown."""
    return page.run(
        """
        await kept.type(args.text);
        return page.evaluate(() => ({
          segments: document.querySelector("[data-segments]").textContent,
          attribute: document.querySelector("[data-segments]").dataset.segments,
          words: document.getElementById("words").textContent,
          tape: [...document.querySelectorAll("#tape .one, #tape .two")].map((span) => {
            const seen = span.cloneNode(true);
            for (const name of seen.querySelectorAll(".unseen")) name.remove();
            return seen.textContent;
          }),
          shades: [...document.querySelectorAll("#tape .one, #tape .two")].map((span) => span.className),
          cuts: [...document.querySelectorAll("#tape .cut")]
            .map((span) => [span.textContent.trim(), span.title]),
          bars: [...document.querySelectorAll("#bars li")].map((bar) => bar.textContent),
        }));
        """,
        text=text,
    )


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_counted_and_cut_as_the_library_does(page: Browser, name: str) -> None:
    text = TEXTS[name].replace("\r\n", "\n")  # a textarea's own rule
    message, explanation = segmenter.segment(text), segmenter.explain(text)
    shown = typed(page, text)
    assert shown["segments"] == shown["attribute"] == str(len(message))
    assert shown["words"].split(", ")[1] == message.encoding
    assert shown["words"].split(", ")[2].split()[0] == str(message.free_units)
    assert len(shown["tape"]) == len(message)
    assert shown["shades"] == [("one", "two")[index % 2] for index in range(len(message))]
    cuts = [end.cut for end in explanation.ends if end.cut]
    assert [words for _, words in shown["cuts"]] == [f"cut {cut}" for cut in cuts]
    assert [label for label, _ in shown["cuts"]] == [f"{index + 1}│{index + 2}" for index in range(len(cuts))]
    assert shown["bars"] == [
        f"{part.number}: {part.units} of {message.segment_units}" for part in message.segments
    ]


def test_there_is_one_text_area(page: Browser) -> None:
    assert page.run("return page.locator('textarea').count()") == 1


def test_nothing_but_the_site_is_asked_and_nothing_is_sent(page: Browser, address: str) -> None:
    typed(page, "a secret – “text”")
    requests = page.run("return kept.requests")
    assert f"{address}pyodide/pyodide.asm.wasm" in requests  # those of the workers too
    assert [url for url in requests if not url.startswith((address, f"blob:{address}", "data:"))] == []
    assert "secret" not in json.dumps(requests)
    assert page.run("return kept.errors") == []


def test_its_policy_lets_neither_page_nor_worker_ask_another_host(page: Browser, address: str) -> None:
    other = address.replace("127.0.0.1", "localhost")
    code = """
        const ask = (url) => fetch(url, { mode: "no-cors" }).then(() => "asked", () => "refused");
        kept.errors.length = 0;
        const answers = [await page.evaluate(ask, args.other)];
        for (const worker of page.workers()) answers.push(await worker.evaluate(ask, args.other));
        kept.errors.length = 0;
        return answers;
    """
    assert page.run(code, other=other) == ["refused"] * 3


# Offenders and advice


def test_a_click_on_an_offender_replaces_it_and_keeps_the_caret(page: Browser) -> None:
    typed(page, "It’s here – now")
    page.run(
        """
        await page.evaluate(() => document.getElementById("text").setSelectionRange(9, 9));
        await page.click("#tape button >> nth=0");
        """
    )
    assert page.run("return page.inputValue('#text')") == "It's here – now"
    assert page.run("return page.evaluate(() => document.getElementById('text').selectionStart)") == 9


def test_an_offender_is_replaced_from_the_keyboard(page: Browser) -> None:
    typed(page, "It’s here")
    page.run(
        """
        await page.focus("#text");
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        """
    )
    assert page.run("return page.inputValue('#text')") == "It's here"
    assert page.run("return page.evaluate(() => document.activeElement.id)") == "text"


def test_all_are_replaced_at_once(page: Browser) -> None:
    text = "It’s “here” – now…"
    typed(page, text)
    page.run("await page.click('#replace-all')")
    expected = segmenter.substitute(text, level="letters", mode="always").text
    assert page.run("return page.inputValue('#text')") == expected


def test_advice_is_ranked_as_the_library_ranks_it_and_can_be_done(page: Browser) -> None:
    text = "It’s on its way – “soon”, and you’ll hear from us… " * 3
    advice = segmenter.explain(text).advice
    typed(page, text)
    shown = page.run("return page.locator('#ways li').allTextContents()")
    assert [line.split(":")[0] for line in shown] == [str(one.kind) for one in advice]
    page.run("await page.click('#ways button >> nth=0')")
    assert page.run("return page.inputValue('#text')") == advice[0].apply(text)


def test_characters_that_are_offenders_are_underlined_whatever_the_colours(page: Browser) -> None:
    typed(page, "Привет’")
    style = "getComputedStyle(document.querySelector('#tape mark, #tape button')).textDecorationLine"
    assert page.run(f"return page.evaluate(() => {style})") == "underline"


# Choices


def test_a_profile_prepares_the_text_and_says_so(page: Browser) -> None:
    page.run("await page.selectOption('#profile', 'gov-uk-notify')")
    typed(page, "It’s — here")
    profile = segmenter.providers.profile("gov-uk-notify")
    prepared = profile.prepared("It’s — here")
    assert typed(page, "It’s — here")["tape"] == [prepared]
    assert "changes the text" in page.run("return page.textContent('#changed')")


def test_a_language_is_used_where_it_saves(page: Browser) -> None:
    page.run("await page.check('#languages input[value=TURKISH]')")
    shown = typed(page, "ş" * 80)
    policy = segmenter.Policy(single_shifts={"tr"}, locking_shifts={"tr"})
    free = segmenter.count("ş" * 80, policy=policy).free_units
    assert shown["words"] == f"segment, GSM-7 with Turkish, {free} septets left"


def test_clusters_are_kept_whole_by_the_browsers_own_finder(page: Browser) -> None:
    page.run("await page.selectOption('#boundary', 'grapheme cluster')")
    text = "ж" * 64 + FAMILY + "y" * 30
    policy = segmenter.Policy(boundary="grapheme cluster")
    shown = typed(page, text)
    marks = [part.text for part in segmenter.segment(text, policy=policy)]
    assert [len(piece) for piece in shown["tape"]] == [len(piece) for piece in marks]


# Money and channels


def test_a_rate_is_typed(page: Browser) -> None:
    text = "It’s on its way – “soon”, and you’ll hear from us… " * 3
    typed(page, text)
    page.run("await page.fill('#rate', '0.0075 USD'); await kept.sees('ways', ' USD');")
    card = segmenter.RateCard([segmenter.Rate(price="0.0075", currency="USD")])
    expected = segmenter.quote(text, rates=card).expected.amount
    assert page.run("return page.textContent('#price')").startswith(f"{expected.normalize()} USD")


def test_a_rate_card_is_pasted(page: Browser) -> None:
    typed(page, "hi")
    page.run("await page.fill('#to', 'GB')")
    page.run(
        """
        await page.focus("#rate");
        await page.evaluate((card) => {
          const data = new DataTransfer();
          data.setData("text", card);
          const paste = new ClipboardEvent("paste", { clipboardData: data, cancelable: true, bubbles: true });
          document.getElementById("rate").dispatchEvent(paste);
        }, args.card);
        await page.waitForSelector("#price:not([hidden])");
        """,
        card="country,price,currency\nGB,0.04,EUR\nFR,0.06,EUR\n",
    )
    assert page.run("return page.textContent('#price')") == "0.04 EUR, by pasted.csv:2"
    assert page.run("return page.inputValue('#rate')") == "a card of 3 lines"


def test_a_rate_that_is_none_says_how_to_write_it(page: Browser) -> None:
    typed(page, "hi")
    page.run("await page.fill('#rate', 'cheap'); await kept.sees('price', 'cheap')")
    assert page.run("return page.textContent('#price')") == (
        "rate is 'cheap'; write it as 0.0075 USD, or paste a rate card"
    )


def test_other_channels_stand_beside(page: Browser) -> None:
    typed(page, "a" * 1025)
    lines = page.run("return page.locator('#channels li').allInnerTexts()")
    assert lines[0].startswith("WhatsApp: 1,025 of 1,024 code points\nerror: text is 1,025 code points")
    assert lines[2] == "RCS: 1,025 of 3,072 code points" or lines[2].startswith(
        "RCS: 1,025 of 3,072 code points\n"
    )


# Template and catalog


def ranged(page: Browser, text: str) -> Any:
    return page.run(
        """
        await page.check("[name=mode][value=template]");
        await page.fill("#text", args.text);
        await page.waitForFunction(
          (names) => document.querySelectorAll("#variables tbody tr").length === names, args.names);
        return page.evaluate(() => ({
          words: document.getElementById("range-words").textContent,
          ends: [...document.querySelectorAll("#range-ends dd")].map((dd) => dd.textContent),
          rows: [...document.querySelectorAll("#variables tbody tr")]
            .map((row) => [row.dataset.name, row.lastChild.textContent]),
        }));
        """,
        text=text,
        names=text.count("{"),
    )


def test_a_template_has_its_range_and_what_tips_it(page: Browser) -> None:
    text = "Hi {name}, your code is {code}"
    shown = ranged(page, text)
    extent = bounds(text, {"name": Variable(longest=30), "code": Variable(longest=30)})
    assert shown["words"] == f"{extent.fewest.segments} to {extent.most.segments} segments."
    assert shown["ends"] == [extent.fewest.example, extent.most.example]
    assert [name for name, _ in shown["rows"]] == ["name", "code"]
    assert "with one ’" in shown["rows"][0][1]


def test_what_is_known_of_a_value_narrows_the_range(page: Browser) -> None:
    ranged(page, "Hi {name}")
    page.run(
        """
        await page.selectOption("#variables select", "digits");
        await kept.sees("range-words", "Always 1 segment");
        """
    )


def test_a_malformed_template_is_located(page: Browser) -> None:
    page.run(
        """
        await page.check("[name=mode][value=template]");
        await page.fill("#text", "Hi {name");
        await kept.sees("range-words", "never closed at index 3");
        """
    )


def test_a_catalog_is_pasted_and_its_findings_listed(page: Browser) -> None:
    page.run(
        """
        await page.check("[name=mode][value=catalog]");
        await page.fill("#catalog-name", "fr.json");
        await page.fill("#text", args.text);
        await kept.sees("findings-words", "2 messages in format json");
        """,
        text='{"otp": "C’est 1234", "plain": "hi"}',
    )
    assert page.run("return page.textContent('#findings-words')") == "2 messages in format json, 1 finding."
    assert "line 1, otp: ’ U+2019" in page.run("return page.textContent('#findings-list')")


# Link and picture


def test_a_link_carries_the_text_in_its_fragment_alone(page: Browser, address: str) -> None:
    text = "It’s 100 % – “safe” & sound + #1"
    typed(page, text)
    page.run("await page.selectOption('#profile', 'twilio'); await page.click('#copy-link')")
    url = page.run("return page.url()")
    assert url.startswith(f"{address}#")
    page.run("await kept.type('another'); await page.selectOption('#profile', '');")
    page.run(
        """
        await page.evaluate(() => { location.hash = ""; });
        await page.evaluate((hash) => { location.hash = hash; }, args.hash);
        await page.waitForFunction((text) => document.getElementById("text").value === text, args.text);
        """,
        hash=url.partition("#")[2],
        text=text,
    )
    assert page.run("return page.inputValue('#profile')") == "twilio"


def test_a_picture_is_saved_as_the_command_draws_it(page: Browser) -> None:
    text = "It’s on its way – “soon” " * 4
    typed(page, text)
    svg = page.run(
        """
        const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save-picture")]);
        const { readFile } = await import("node:fs/promises");
        return [download.suggestedFilename(), await readFile(await download.path(), "utf8")];
        """
    )
    assert svg == ["message.svg", explanation_svg(segmenter.explain(text))]


# What cannot be counted


def test_typing_goes_on_over_the_limit_and_it_is_said_at_once(page: Browser) -> None:
    page.run("await page.selectOption('#profile', 'twilio')")
    text = "x" * 153 * 256
    typed(page, text)
    assert page.run("return page.inputValue('#text')") == text
    assert "Too long: 256 segments" in page.run("return page.textContent('#urgent')")
    typed(page, "short")
    assert page.run("return page.textContent('#urgent')") == ""


def test_half_of_a_surrogate_pair_is_named(page: Browser) -> None:
    page.run(
        """
        await page.evaluate(() => {
          document.getElementById("text").value = "a\\ud800";
          document.getElementById("text").dispatchEvent(new Event("input"));
        });
        await kept.sees("error", "U+D800 at index 1");
        """
    )
    assert page.run("return page.textContent('[data-segments]')") == ""
