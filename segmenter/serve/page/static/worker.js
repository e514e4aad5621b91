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

const START = `
import pickle, sys
sys.path.insert(0, "/segmenter.zip")
from segmenter.core.clusters import find_clusters_with
from segmenter.serve.page.answers import PageAnswers
find_clusters_with(lambda text: starts(text).to_py())
with open("/team.pickle", "rb") as file:
    answers = PageAnswers(**pickle.load(file))
answers.answer
`;

try {
  const files = Promise.all([octets("segmenter.zip"), octets("team.pickle")]);
  const python = await loadPyodide({ indexURL: new URL("pyodide/", import.meta.url).href });
  const [code, team] = await files;
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
