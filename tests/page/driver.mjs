// Drives Debian's Chromium for Python: each line on standard input is JSON, {"code", "args"}; the code runs with
// `page`, `context`, `browser` and `args` in scope, and what it returns is written as one line of JSON.
// node driver.mjs MODULES CHROMIUM PROFILE
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [modules, executablePath, profile] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");

const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args });
const state = { context, page: context.pages()[0], require, kept: {} };
const AsyncFunction = (async () => {}).constructor;

for await (const line of createInterface({ input: process.stdin })) {
  const { code, values } = JSON.parse(line);
  let answer;
  try {
    const run = new AsyncFunction("state", "args", `const { page, context, require, kept } = state;\n${code}`);
    answer = { value: (await run(state, values)) ?? null };
  } catch (error) {
    answer = { error: String(error.stack ?? error).slice(0, 3000) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await context.close();
