"""Before the counter is there, where it does not come, what is announced, and the page that a service has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import segmenter
from tests.page.browsers import Browser, site
from tests.serve.services import Service, running

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("page")]


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running() as started:
        yield started


def test_before_the_counter_is_there_a_guess_is_said_to_be_one(chromium: Browser, address: str) -> None:
    shown = chromium.run(
        """
        const other = await context.newPage();
        let release;
        const held = new Promise((resolve) => { release = resolve; });
        await context.route("**/segmenter.zip", async (route) => { await held; await route.continue(); });
        await other.goto(args.address);
        await other.fill("#text", "x".repeat(161));
        await other.waitForSelector("#estimate:not([hidden])");
        const look = () =>
          Promise.all([other.textContent("[data-segments]"), other.textContent("#estimate")]);
        const before = await look();
        release();
        await other.waitForFunction(() => document.querySelector("[data-segments]").textContent);
        await context.unroute("**/segmenter.zip");
        const after = await look();
        await other.close();
        return { before, after };
        """,
        address=address,
    )
    assert shown == {
        "before": ["", "Perhaps 2 segments: an estimate, until the counter is there."],
        "after": ["2", ""],
    }


def test_a_counter_that_does_not_come_is_reported(chromium: Browser, folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "site"
    broken.mkdir()
    for path in folder.iterdir():
        if path.name != "segmenter.zip":
            (broken / path.name).symlink_to(path)
    with site(broken) as url:
        words = chromium.run(
            """
            const other = await context.newPage();
            await other.goto(args.url);
            await other.fill("#text", "hi");
            await other.waitForSelector("#error:not([hidden])", { timeout: 600000 });
            const words = [await other.textContent("#error"), await other.textContent("[data-segments]")];
            await other.close();
            return words;
            """,
            url=url,
        )
    assert words[0].startswith("The counter did not load: segmenter.zip: 404. Load the page again")
    assert words[1] == ""


def test_a_second_visit_begins_with_the_memory_of_the_first(
    chromium: Browser, address: str, page: Browser
) -> None:
    """The page that is loaded has kept one, before anything was typed."""
    page.run("await kept.type('a secret');")
    answers = chromium.run(
        """
        const other = await context.newPage();
        await other.goto(args.address);
        const memories = () =>
          other.evaluate(async () => (await (await caches.open("segmenter")).keys()).length);
        while (!await memories()) await other.waitForTimeout(50);
        await other.reload();
        await other.fill("#text", args.text);
        await other.waitForFunction(
          (length) => document.documentElement.dataset.explained == length, args.text.length);
        const memory = await other.evaluate(async () => {
          const cache = await caches.open("segmenter");
          const [request] = await cache.keys();
          const stream = (await cache.match(request)).body.pipeThrough(new DecompressionStream("gzip"));
          const octets = new Uint8Array(await new Response(stream).arrayBuffer());
          return [new TextDecoder("latin1").decode(octets).includes("a secret"), octets.length > 1e7];
        });
        const ways = await other.locator("#ways li").count();
        const answers = [await other.textContent("[data-segments]"), ways, memory];
        await other.close();
        return answers;
        """,
        address=address,
        text="It’s on its way – “soon” " * 4,
    )
    explanation = segmenter.explain("It’s on its way – “soon” " * 4)
    assert answers == [str(len(explanation.ends)), len(explanation.advice), [False, True]]


# What is announced: on a clock of the test's own, with the service's page, which answers at once.

LISTENING = """
    const other = await context.newPage();
    await other.clock.install();
    await other.goto(args.url);
    await other.waitForFunction(() => document.querySelector("[data-segments]").textContent);
    await other.evaluate(() => {
      window.heard = [];
      for (const id of ["polite", "urgent"]) {
        const region = document.getElementById(id);
        new MutationObserver(() => region.textContent && window.heard.push([id, region.textContent]))
          .observe(region, { childList: true, characterData: true, subtree: true });
      }
    });
    const type = async (text) => {
      await other.focus("#text");
      await other.keyboard.insertText(text);
      await other.waitForFunction((length) => document.documentElement.dataset.counted == length,
        await other.evaluate(() => document.getElementById("text").value.length));
    };
    const pass = (milliseconds) => other.clock.runFor(milliseconds);
    const heard = async () => { const all = await other.evaluate(() => window.heard.splice(0)); return all; };
    await pass(2000);
    await heard();
    const log = [];
"""


def heard(chromium: Browser, service: Service, code: str) -> Any:
    """Return what the code puts into `log`."""
    return chromium.run(LISTENING + code + "\nawait other.close();\nreturn log;", url=service.url)


def test_a_step_is_announced_once_after_a_pause_in_a_sentence(chromium: Browser, service: Service) -> None:
    log = heard(
        chromium,
        service,
        """
        await type("x".repeat(100));
        await pass(500);
        await type("x".repeat(61));
        log.push(await heard());      // no pause yet
        await pass(1000);
        log.push(await heard());      // a second segment, once
        await type("x");
        await pass(5000);
        log.push(await heard());      // no step
        await type("’");
        await pass(1000);
        log.push(await heard());      // another encoding
        """,
    )
    assert log == [
        [],
        [["polite", "2 segments, GSM-7, 145 septets left."]],
        [],
        [["polite", "3 segments, UCS-2, 38 code units left."]],
    ]


def test_little_room_left_is_a_step(chromium: Browser, service: Service) -> None:
    log = heard(
        chromium,
        service,
        """
        await type("x".repeat(149)); await pass(1000); log.push(await heard());
        await type("x"); await pass(1000); log.push(await heard());
        await type("x"); await pass(1000); log.push(await heard());
        """,
    )
    assert log == [[], [["polite", "1 segment, GSM-7, 10 septets left."]], []]


def test_only_a_text_that_becomes_too_long_interrupts_and_once(chromium: Browser, service: Service) -> None:
    log = heard(
        chromium,
        service,
        """
        await type("x".repeat(153 * 255));
        log.push(await heard());
        await type("x");
        log.push(await heard());      // at once
        await type("x");
        log.push(await heard());      // and not again
        """,
    )
    assert log[0] == log[2] == []
    assert log[1] == [["urgent", "Too long: 256 segments, and at most 255 can be sent."]]


# The service's page


def test_the_page_of_a_service_counts_there_and_loads_no_python(chromium: Browser, service: Service) -> None:
    text = "It’s on its way – “soon” " * 4
    shown = chromium.run(
        """
        const other = await context.newPage();
        const asked = [];
        other.on("request", (request) => asked.push(new URL(request.url()).pathname));
        await other.goto(args.url);
        await other.fill("#text", args.text);
        await other.waitForFunction(
          (length) => document.documentElement.dataset.explained == length, args.text.length);
        const shown = {
          segments: await other.textContent("[data-segments]"),
          ways: await other.locator("#ways li").count(),
          where: await other.textContent("#where"),
          asked: [...new Set(asked)],
        };
        await other.close();
        return shown;
        """,
        url=service.url,
        text=text,
    )
    assert shown["segments"] == str(segmenter.count(text).segments)
    assert shown["ways"] == len(segmenter.explain(text).advice)
    assert shown["where"].startswith("What you type goes to the service this page came from")
    assert not any("pyodide" in path or "worker" in path for path in shown["asked"])


def test_a_wrong_question_to_the_page_of_a_service_is_a_problem(service: Service) -> None:
    answer = service.ask("/page/answer", {"ask": "count", "text": 5})
    assert (answer.status, answer.json["detail"]) == (422, "text is 5; it must be a text")
    assert service.ask("/page/answer", {"ask": "count", "text": "hi"}).json["count"]["segments"] == 1


def test_the_files_of_the_page_have_their_types_and_its_policy(service: Service) -> None:
    for path, kind in {
        "/": "text/html",
        "/page.js": "text/javascript",
        "/config.json": "application/json",
    }.items():
        answer = service.ask(path)
        assert answer.headers["content-type"].startswith(kind)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert service.ask("/worker.js").status == 404
