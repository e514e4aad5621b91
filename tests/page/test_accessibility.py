"""The page for everyone: by keyboard alone, at 320 px, dark, large, right to left, without colour."""

from typing import Any

import pytest

from tests.page.browsers import Browser

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("page")]

TEXT = "It’s on its way – “soon” 👍, and Ваш код is 1234… " * 3
HEBREW = "ההזמנה שלך בדרך " * 6

SITUATIONS = {
    "at the beginning": "",
    "with advice": """
        await kept.type(args.text);
        await page.fill("#rate", "0.01 EUR");
        await kept.sees("ways", "EUR");
    """,
    "right to left": "await kept.type(args.hebrew);",
    "too long": "await kept.type('x'.repeat(153 * 256));",
    "not to be encoded": """
        await page.evaluate(() => {
          document.getElementById("text").value = "a\\ud800";
          document.getElementById("text").dispatchEvent(new Event("input"));
        });
        await kept.sees("error", "U+D800");
    """,
    "a template": """
        await page.check("[name=mode][value=template]");
        await page.fill("#text", "Hi {name}, your code is {code}");
        await page.waitForSelector("#variables select");
    """,
    "a catalog": """
        await page.check("[name=mode][value=catalog]");
        await page.fill("#catalog-name", "fr.json");
        await page.fill("#text", '{"otp": "C’est 1234"}');
        await kept.sees("findings-words", "1 finding");
    """,
    "a wrong rate": """
        await kept.type("hi");
        await page.fill("#rate", "x");
        await kept.sees("price", "is 'x'");
    """,
}


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_axe_finds_nothing_and_leaves_no_contrast_open(page: Browser, situation: str, colours: str) -> None:
    page.run("await page.emulateMedia({ colorScheme: args.colours });", colours=colours)
    page.run(SITUATIONS[situation], text=TEXT, hebrew=HEBREW)
    report = page.run(
        """
        await page.evaluate(require("axe-core").source);
        const { violations, incomplete, passes } = await page.evaluate(() => axe.run(document));
        const html = (nodes) => nodes.map((node) => node.html.slice(0, 200));
        const brief = (rules) => rules.map(({ id, nodes }) => [id, html(nodes)]);
        return { violations: brief(violations), incomplete: brief(incomplete), passes: passes.length };
        """
    )
    assert report["violations"] == []
    assert report["incomplete"] == []
    assert report["passes"] > 20


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("size", ["100%", "200%"])
def test_nothing_is_wider_than_320_pixels(page: Browser, situation: str, size: str) -> None:
    page.run("await page.setViewportSize({ width: 320, height: 640 });")
    page.run(SITUATIONS[situation], text=TEXT, hebrew=HEBREW)
    wide = page.run(
        """
        return page.evaluate((size) => {
          document.documentElement.style.fontSize = size;
          const wide = document.documentElement.scrollWidth;
          const beyond = [...document.querySelectorAll("main *, header *, footer *")]
            .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > 320.5)
            .map((element) => element.outerHTML.slice(0, 120));
          document.documentElement.style.fontSize = "";
          return { wide, beyond };
        }, args.size);
        """,
        size=size,
    )
    assert wide == {"wide": 320, "beyond": []}


def test_right_to_left_text_is_drawn_from_the_right(page: Browser) -> None:
    page.run("await kept.type(args.hebrew);", hebrew=HEBREW)
    assert page.run(
        """
        const direction = (id) => getComputedStyle(document.getElementById(id)).direction;
        return [await page.evaluate(direction, "text"), await page.evaluate(direction, "tape")];
        """
    ) == ["rtl", "rtl"]


def focused(page: Browser, keys: int) -> list[str]:
    """Press Tab so many times from the text on, and name what has the focus each time."""
    names: list[str] = page.run(
        """
        await page.focus("#text");
        const names = [];
        for (let key = 0; key < args.keys; key++) {
          await page.keyboard.press("Tab");
          names.push(await page.evaluate(() => {
            const at = document.activeElement;
            const name = at.getAttribute("aria-label") || (at.localName === "button" && at.textContent);
            return at.id || name || at.closest("[id]")?.id || "";
          }));
        }
        return names;
        """,
        keys=keys,
    )
    return names


def test_everything_is_reached_and_done_from_the_keyboard(page: Browser) -> None:
    page.run("await kept.type(args.text);", text="It’s on its way – “soon”, and you’ll hear from us… " * 3)
    order = focused(page, 60)
    controls = ["replace-all", "rate", "to", "settings", "profile", "boundary", "copy-link", "save-picture"]
    places = [order.index(name) for name in controls]
    assert places == sorted(places)
    assert order[0] == "’ U+2019: replace it by '"
    assert any(name.startswith("Do it: ") for name in order)
    # One key does what a click does.
    page.run("await page.focus('#replace-all'); await page.keyboard.press('Space');")
    assert "’" not in page.run("return page.inputValue('#text')")


def test_the_focus_is_seen(page: Browser) -> None:
    page.run("await kept.type('It’s'); await page.focus('#text'); await page.keyboard.press('Tab');")
    style: dict[str, Any] = page.run(
        """
        return page.evaluate(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          return { outlineStyle, outlineWidth };
        });
        """
    )
    assert style["outlineStyle"] == "solid"
    assert float(style["outlineWidth"].removesuffix("px")) >= 2


def test_without_colour_segments_and_offenders_are_told_apart(page: Browser) -> None:
    page.run("await kept.type(args.text);", text=TEXT)
    shown = page.run(
        """
        await page.emulateMedia({ forcedColors: "active" });
        const shown = await page.evaluate(() => ({
          cuts: [...document.querySelectorAll("#tape .cut")].map((cut) => cut.textContent.trim()),
          lines: [...document.querySelectorAll("#tape mark, #tape button")]
            .map((offender) => getComputedStyle(offender).textDecorationLine),
        }));
        await page.emulateMedia({ forcedColors: "none" });
        return shown;
        """
    )
    assert shown["cuts"][0] == "1│2"
    assert set(shown["lines"]) == {"underline"}
