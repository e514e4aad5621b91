"""How the page stands to its targets in this machine's Chromium: first answers, a key, advice, and its size.

    SEGMENTER_NODE_MODULES=… python -m benchmarks.page

The folder of node packages holds playwright-core and pyodide. Times are of the wall clock in one browser; the
least of all rounds counts, so that other work on the machine shows as little as can be.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.tables import markdown_table
from segmenter.serve.page.building import build
from tests.page.browsers import browser, modules, site

COLD_SECONDS: Final = 3.5
WARM_SECONDS: Final = 2.0
KEY_MILLISECONDS: Final = 16.0
ADVICE_MILLISECONDS: Final = 150.0
MEGABYTES: Final = 7.0
CHARACTERS: Final = 2_000

FIRST_ANSWER: Final = """
    page.setDefaultTimeout(600000);
    await page.goto("about:blank");
    const begin = performance.now();
    await page.goto(args.url);
    const answered = () => document.querySelector("[data-segments]").textContent;
    await page.waitForFunction(answered, null, { polling: 10 });  // frames are few meanwhile
    const taken = performance.now() - begin;
    await page.evaluate(() => { document.getElementById("text").value = "It’s";
      document.getElementById("text").dispatchEvent(new Event("input")); });
    await page.waitForFunction(() => document.documentElement.dataset.explained == 4);
    const memories = () => page.evaluate(async () => (await (await caches.open("segmenter")).keys()).length);
    while (!await memories()) await page.waitForTimeout(50);  // what the next visit begins with
    return taken;
"""
# From the key to the tape, and from the pause after it to the advice, by the page's own clock.
TYPING: Final = """
    return page.evaluate(async ({ text, rounds }) => {
      const area = document.getElementById("text");
      const { dataset } = document.documentElement;
      const until = (name, value) => new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (dataset[name] == value) { observer.disconnect(); resolve(performance.now()); }
        });
        observer.observe(document.documentElement, { attributes: true });
      });
      const keys = [], advice = [];
      for (let round = 0; round < rounds; round++) {
        area.value = text.slice(0, text.length - 1 - (round % 2));
        delete dataset.counted;
        delete dataset.explained;
        const explained = until("explained", area.value.length);
        const counted = until("counted", area.value.length);
        const begin = performance.now();
        area.dispatchEvent(new Event("input"));
        keys.push(await counted - begin);
        advice.push(await explained - begin - 150); // the pause before advice is asked for
      }
      return { keys, advice };
    }, args);
"""


def rows(rounds: int) -> list[tuple[str, float, float, str]]:
    """Return what was measured, its target, and the unit."""
    with TemporaryDirectory() as folder:
        build(f"{folder}/site", pyodide=str(modules() / "pyodide"))
        files = [path for path in Path(folder, "site").rglob("*") if path.is_file()]
        size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) / 1e6
        with site(Path(folder, "site")) as url:
            cold, warm = [], []
            for _ in range(rounds):
                with browser() as fresh:
                    cold.append(fresh.run(FIRST_ANSWER, url=f"{url}/"))
                    warm.append(fresh.run(FIRST_ANSWER, url=f"{url}/"))
                    text = ("It’s on its way – “soon”, and you’ll hear from us… " * 50)[:CHARACTERS]
                    typing: dict[str, Any] = fresh.run(TYPING, text=text, rounds=20)
    return [
        ("first answer, cold", min(cold) / 1000, COLD_SECONDS, "s"),
        ("first answer, warm", min(warm) / 1000, WARM_SECONDS, "s"),
        (f"a key in {CHARACTERS:,} characters", min(typing["keys"]), KEY_MILLISECONDS, "ms"),
        (f"advice for {CHARACTERS:,} characters", min(typing["advice"]), ADVICE_MILLISECONDS, "ms"),
        ("the folder, gzip", size, MEGABYTES, "MB"),
    ]


def main() -> int:
    """Print what was measured; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    measured = rows(parser.parse_args().rounds)
    shown = [(name, f"{taken:.2f} {unit}", f"≤ {most:g} {unit}") for name, taken, most, unit in measured]
    print(markdown_table(("what", "takes", "target"), shown))
    return int(any(taken > most for _, taken, most, _ in measured))


if __name__ == "__main__":
    sys.exit(main())
