// Python in a worker: loads Pyodide and the core, then answers questions in order, as JSON.
// It must not know what is asked.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const octets = async (name) => {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.arrayBuffer();
};

// Where each cluster of a text begins, in code points: what `regex` would say, which is not here.
const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const starts = (text) => {
  const found = [];
  let index = 0;
  for (const { segment } of segmenter.segment(text)) {
    found.push(index);
    for (const _ of segment) index++;
  }
  return found;
};

const IMPORTS = `
import sys
sys.path.insert(0, "/segmenter.zip")
import pickle
import segmenter.advice.ends, segmenter.advice.explanation, segmenter.core.clusters, segmenter.report.explanations
from segmenter.serve.page.answers import PageAnswers
`;
const START = `
import sys
if "/segmenter.zip" not in sys.path:
    sys.path.insert(0, "/segmenter.zip")
import pickle
from segmenter.core.clusters import find_clusters_with
from segmenter.serve.page.answers import PageAnswers
find_clusters_with(lambda text: starts(text).to_py())
with open("/team.pickle", "rb") as file:
    answers = PageAnswers(**pickle.load(file))
answers.answer
`;

// --- A memory of Python that has begun, kept for the next visit: it begins in 0.3 s rather than 2.4 ----------

const CACHE = "segmenter";
const through = (octets, stream) => new Response(new Blob([octets]).stream().pipeThrough(stream)).arrayBuffer();

/** What the memory is kept as: it holds for these files alone. */
async function memoryName(code) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", code));
  return new URL(`memory-${[...digest.slice(0, 16)].map((octet) => octet.toString(16)).join("-")}`, import.meta.url).href;
}

async function keptMemory(name) {
  try { // caches are there in secure contexts alone
    const kept = await (await caches.open(CACHE)).match(name);
    return kept && new Uint8Array(await through(await kept.arrayBuffer(), new DecompressionStream("gzip")));
  } catch {
    return undefined;
  }
}

async function keepMemory(name, memory) {
  try {
    const octets = await through(memory, new CompressionStream("gzip"));
    await caches.delete(CACHE); // what holds for other files
    await (await caches.open(CACHE)).put(name, new Response(octets));
  } catch { /* the next visit begins as this one */ }
}

/** Start Python, from a memory where there is one; the worker that is not waited for makes it. */
async function started(code) {
  const indexURL = new URL("pyodide/", import.meta.url).href;
  const name = await memoryName(code).catch(() => "");
  const kept = name && await keptMemory(name);
  if (kept) {
    try {
      return await loadPyodide({ indexURL, _loadSnapshot: kept });
    } catch {
      await caches.delete(CACHE);
    }
  }
  const makes = Boolean(name) && self.name === "explaining";
  const python = await loadPyodide(makes ? { indexURL, _makeSnapshot: true } : { indexURL });
  if (makes) {
    python.FS.writeFile("/segmenter.zip", new Uint8Array(code));
    python.runPython(IMPORTS);
    keepMemory(name, python.makeMemorySnapshot());
  }
  return python;
}

try {
  const [code, team] = await Promise.all([octets("segmenter.zip"), octets("team.pickle")]);
  const python = await started(code);
  python.FS.writeFile("/segmenter.zip", new Uint8Array(code));
  python.FS.writeFile("/team.pickle", new Uint8Array(team));
  python.globals.set("starts", starts);
  const answer = python.runPython(START);
  self.onmessage = ({ data: { id, question } }) => {
    let found;
    try {
      found = answer(question);
    } catch (error) { // our mistake: the last line of Python's traceback says which
      const message = String(error.message).trim().split("\n").at(-1);
      found = JSON.stringify({ error: { message: `This cannot be answered: ${message}` } });
    }
    self.postMessage({ id, answer: found });
  };
  self.postMessage({ ready: true });
} catch (error) {
  self.postMessage({ ready: false, message: String(error.message ?? error).slice(0, 300) });
}
