"""One site, one browser and one page that is loaded, for all tests of a process that look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from segmenter.serve.page.building import build
from tests.cli.runs import HANGS_AFTER_SECONDS
from tests.page.browsers import Browser, browser, modules, site


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a team without anything of its own has it."""
    where = tmp_path_factory.mktemp("page") / "site"
    build(str(where), pyodide=str(modules() / "pyodide"))
    return where


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    with site(folder) as url:
        yield f"{url}/"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def _loaded(chromium: Browser, address: str) -> Browser:
    chromium.run(
        """
        kept.requests = [];
        page.on("request", (request) => kept.requests.push(request.url()));
        kept.errors = [];
        page.on("pageerror", (error) => kept.errors.push(String(error)));
        page.on("console", (message) => message.type() === "error" && kept.errors.push(message.text()));
        page.setDefaultTimeout(args.timeout);
        kept.ready = () => page.waitForFunction(() => document.documentElement.dataset.ready);
        // Types a text, and waits until it is counted and explained.
        kept.type = async (text) => {
          await page.evaluate(() => { delete document.documentElement.dataset.explained; });
          await page.fill("#text", text);
          await page.dispatchEvent("#text", "input");  // also where it held this already
          await page.waitForFunction(
            (length) => document.documentElement.dataset.counted == length
              && document.documentElement.dataset.explained == length, text.length);
        };
        // Waits until an element holds some words.
        kept.sees = (id, words) => page.waitForFunction(
          ([id, words]) => document.getElementById(id).textContent.includes(words), [id, words]);
        await page.goto(args.address);
        await kept.ready();
        """,
        address=address,
        timeout=HANGS_AFTER_SECONDS * 1000,
    )
    return chromium


@pytest.fixture
def page(_loaded: Browser) -> Browser:
    """The page, loaded, with all choices as they are at the beginning."""
    _loaded.run(
        """
        await page.setViewportSize({ width: 1200, height: 900 });
        await page.emulateMedia({ colorScheme: "light" });
        await page.evaluate(() => { location.hash = ""; });
        await page.evaluate(() => {
          document.getElementById("form").reset();
          document.getElementById("settings").open = true;
          document.getElementById("rate").dispatchEvent(new Event("input"));
          document.querySelector("[name=mode][value=message]").dispatchEvent(new Event("change"));
        });
        await kept.type("");
        """
    )
    return _loaded
