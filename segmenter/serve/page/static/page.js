// The page: what is typed becomes questions, and answers become what is shown.
// A line here knows the page's elements; who answers, and how a text is drawn or announced, is not known.

import { Announcer } from "./announcing.js";
import { codePoint, drawBars, drawTape, make, many, visible } from "./drawing.js";
import { PyodideEngine, ServiceEngine } from "./engine.js";

const by = (id) => document.getElementById(id);
const segments = document.querySelector("[data-segments]");
const text = by("text");
const announcer = new Announcer(by("polite"), by("urgent"));
const show = (element, shown = true) => { element.hidden = !shown; };
const say = (element, words) => { element.textContent = words ?? ""; show(element, Boolean(words)); };

const config = await (await fetch("config.json")).json();
const loads = performance.now();
const engine = config.engine === "service" ? new ServiceEngine() : new PyodideEngine();
let state = { characters: [], answer: null, edits: new Map(), all: [] };
let exact = false;

// --- What is asked ----------------------------------------------------------------------------------------

const mode = () => document.querySelector("[name=mode]:checked").value;
const languages = () => [...document.querySelectorAll("#languages input:checked")].map((box) => box.value);
const choices = () => ({ profile: by("profile").value, languages: languages(), boundary: by("boundary").value });

/** Asks with the newest values only: one question under way, and at most one waiting. */
class Asking {
  #busy = false;
  #again = false;

  constructor(question, shown) {
    this.question = question;
    this.shown = shown;
  }

  async now() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    try {
      do {
        this.#again = false;
        const question = this.question();
        const answer = await engine.ask(question);
        if (question.text === text.value) this.shown(answer, question);
      } while (this.#again);
    } catch (error) {
      broken(error);
    } finally {
      this.#busy = false;
    }
  }
}

const counting = new Asking(() => ({ ask: "count", text: text.value, ...choices() }), showCount);
const explaining = new Asking(
  () => ({ ask: "explain", text: text.value, ...choices(), rate: rate(), to: by("to").value }),
  showExplanation,
);
const ranging = new Asking(
  () => ({ ask: "template", text: text.value, ...choices(), syntax: by("syntax").value, variables: variables() }),
  showRange,
);
const checking = new Asking(
  () => ({ ask: "catalog", text: text.value, name: by("catalog-name").value, profile: by("profile").value }),
  showFindings,
);

const PAUSE = 150; // milliseconds without a key, before what takes longer is asked
let timer = 0;
const later = (asking) => {
  clearTimeout(timer);
  timer = setTimeout(() => asking.now(), PAUSE);
};

function changed() {
  const now = mode();
  if (!exact) estimate();
  if (now === "message") {
    counting.now();
    later(explaining);
  } else {
    later(now === "template" ? ranging : checking);
  }
}

function modeChanged() {
  const now = mode();
  show(by("of-template"), now === "template");
  show(by("team-templates"), now === "template" && config.templates.length > 0);
  show(by("of-catalog"), now === "catalog");
  show(by("answer"), now === "message");
  show(by("advice"), now === "message" && exact);
  for (const id of ["money", "elsewhere"]) show(by(id), now === "message");
  show(by("save-picture"), now === "message");
  show(by("range"), false);
  show(by("findings"), false);
  changed();
}

// --- A message --------------------------------------------------------------------------------------------

/** Until the counter is there: what most messages take, said to be a guess. */
function estimate() {
  const units = text.value.length;
  const lone = /^[\x0a\x0d\x20-\x5f\x61-\x7a]*$/.test(text.value) ? 160 : 70;
  const guess = units <= lone ? 1 : Math.ceil(units / (lone === 160 ? 153 : 67));
  say(by("estimate"), units ? `Perhaps ${many(guess, "segment")}: an estimate, until the counter is there.` : "");
}

function showCount(answer, question) {
  if (mode() !== "message") return;
  const { count, error, most } = answer;
  exact = true;
  say(by("estimate"), "");
  const characters = [...(answer.changed ?? question.text)];
  state = { characters, answer, edits: new Map(), all: [] };
  say(by("changed"), answer.changed === null || answer.changed === undefined ? "" : "The provider changes the text before it is counted; it is shown as it is sent.");
  if (!count) {
    segments.dataset.segments = segments.textContent = "";
    by("words").textContent = "";
    say(by("error"), error.message);
    by("bars").replaceChildren();
    announcer.over(`It cannot be sent: ${error.message}`);
  } else {
    segments.dataset.segments = segments.textContent = count.segments;
    const unit = count.encoding === "UCS-2" ? "code unit" : "septet";
    const shifts = [...new Set([count.locking_shift, count.single_shift])].filter(Boolean).map((name) => name[0] + name.slice(1).toLowerCase());
    const encoding = shifts.length ? `${count.encoding} with ${shifts.join(" and ")}` : count.encoding;
    const free = `${many(count.free_units, unit)} left`;
    by("words").textContent = `${count.segments === 1 ? "segment" : "segments"}, ${encoding}, ${free}`;
    const over = count.segments > most ? `Too long: ${many(count.segments, "segment")}, and at most ${most} can be sent.` : "";
    say(by("error"), over);
    drawBars(by("bars"), answer);
    const few = count.free_units <= 10 ? "few" : "";
    announcer.later(`${encoding} ${count.segments} ${few}`, `${many(count.segments, "segment")}, ${encoding}, ${free}.`);
    announcer.over(over);
  }
  drawTape(by("tape"), characters, answer, state.edits);
  document.documentElement.dataset.counted = question.text.length;
}

function showExplanation(answer) {
  if (mode() !== "message") return;
  if (answer.error) return say(by("error"), answer.error.message);
  const same = !state.answer?.changed;
  state.all = answer.edits;
  state.edits = new Map(answer.edits.map((edit) => [edit[0], edit]));
  if (state.answer) drawTape(by("tape"), state.characters, state.answer, same ? state.edits : new Map());
  const saves = answer.price?.saves ?? {};
  by("ways").replaceChildren(
    ...answer.advice.map((advice) => {
      const button = make("button", { type: "button", "aria-label": `Do it: ${advice.words}` }, "Do it");
      button.onclick = () => replace(advice.edits.map(({ start, stop, new: put }) => [start, stop, put]), advice.words);
      const money = saves[advice.kind] ? `, ${saves[advice.kind]}` : "";
      return make("li", {}, `${advice.words}${money} `, ...(same ? [button] : []));
    }),
    ...answer.languages.map(({ language, segments_saved: saved }) =>
      make("li", {}, `Allow the ${language[0] + language.slice(1).toLowerCase()} tables, if the receiver knows them: saves ${many(saved, "segment")}`)),
  );
  show(by("no-advice"), answer.advice.length + answer.languages.length === 0);
  showGroups(answer, same);
  by("notes").replaceChildren(...answer.notes.map((words) => make("li", {}, words)));
  show(by("advice"));
  showChannels(answer.channels);
  showPrice(answer.price);
  document.documentElement.dataset.explained = text.value.length;
}

const MOST_GROUPS = 12;
const MOST_LETTERS = 20;

function showGroups({ groups, edits }, same) {
  show(by("offenders"), groups.length > 0);
  show(by("replace-all"), edits.length > 0 && same);
  // The letters of another script are no mistakes: one line for all.
  const letters = groups.filter((group) => group.kind === "other script" && !group.replacements.length);
  const others = groups.filter((group) => !letters.includes(group));
  const items = others.slice(0, MOST_GROUPS).map((group) => {
    const item = make("li", {}, make("code", {}, visible(group.character)), ` ${codePoint(group.character)} ${group.name}, ${many(group.indexes.length, "time")}: ${group.why}`);
    for (const replacement of same ? group.replacements.slice(0, 3) : []) {
      const words = replacement === "" ? "leave it out" : `type ${visible(replacement)}`;
      const name = make("span", { class: "unseen" }, ` for ${group.name}`);
      const button = make("button", { type: "button" }, words, name);
      button.onclick = () => replace(group.indexes.map((index) => [index, index + 1, replacement]), `${group.name}: ${words}`);
      item.append(" ", button);
    }
    return item;
  });
  if (others.length > MOST_GROUPS) items.push(make("li", {}, `and ${many(others.length - MOST_GROUPS, "other character")}`));
  if (letters.length) {
    const shown = letters.slice(0, MOST_LETTERS).map(({ character }) => character).join(" ");
    const rest = letters.length > MOST_LETTERS ? " …" : "";
    items.push(make("li", {}, `${many(letters.length, "letter")} of scripts that GSM-7 lacks: `, make("bdi", {}, shown + rest)));
  }
  by("groups").replaceChildren(...items);
}

const CHANNELS = { whatsapp: "WhatsApp", viber: "Viber", rcs: "RCS" };

function showChannels(channels) {
  by("channels").replaceChildren(
    ...channels.map(({ channel, length, limit, measure, findings }) => {
      const long = limit === null ? "no limit known" : length === null ? "cannot be encoded" : `${length.toLocaleString("en")} of ${limit.toLocaleString("en")} ${measure}`;
      const item = make("li", {}, `${CHANNELS[channel]}: ${long}`);
      for (const [severity, message] of findings) {
        item.append(make("br"), make("span", severity === "error" ? { class: "bad" } : {}, `${severity}: ${message}`));
      }
      return item;
    }),
  );
}

function showPrice(price) {
  const line = by("price");
  line.classList.toggle("bad", Boolean(price?.error));
  if (!price) return say(line, "");
  if (price.error) return say(line, price.error.message);
  const range = price.low === price.high ? "" : `, from ${price.low} to ${price.high}`;
  say(line, `${price.expected}${range}${price.rate ? `, by ${price.rate}` : ""}`);
}

/** Make edits, in order, each `[start, stop, new]` in code points, and keep the caret where it was. */
function replace(edits, words) {
  const characters = [...text.value];
  let caret = [...text.value.slice(0, text.selectionStart)].length;
  const pieces = [];
  let at = 0;
  let before = caret;
  for (const [start, stop, put] of edits) {
    pieces.push(...characters.slice(at, start), put);
    if (stop <= before) caret += [...put].length - (stop - start);
    at = stop;
  }
  text.value = [...pieces, ...characters.slice(at)].join("");
  const index = [...text.value].slice(0, caret).join("").length;
  text.setSelectionRange(index, index);
  announcer.now(`Done: ${words}.`);
  changed();
}

// --- A template -------------------------------------------------------------------------------------------

const ALPHABETS = ["any", "gsm7", "gsm7-basic", "ascii", "digits"];

function variables() {
  const known = {};
  for (const row of document.querySelectorAll("#variables tbody tr")) {
    const [shortest, longest] = [...row.querySelectorAll("input")].map((input) => Number(input.value));
    if (!(shortest >= 0 && longest >= shortest && Number.isInteger(shortest) && Number.isInteger(longest))) continue;
    known[row.dataset.name] = { shortest, longest, alphabet: row.querySelector("select").value };
  }
  return known;
}

function showRange(answer) {
  if (mode() !== "template") return;
  show(by("range"));
  const words = by("range-words");
  words.classList.toggle("bad", Boolean(answer.error));
  by("range-ends").replaceChildren();
  if (answer.error) {
    words.textContent = answer.error.message;
    return;
  }
  const { fewest, most, exact: attained } = answer;
  const range = fewest.segments === most.segments ? `Always ${many(most.segments, "segment")}, whatever the values` : `${fewest.segments} to ${many(most.segments, "segment")}`;
  words.textContent = attained ? `${range}.` : `${range}: proved limits; whether any values reach them is not known.`;
  announcer.later(`${range}`, `${range}.`);
  for (const [name, end] of [["Fewest", fewest], ["Most", most]]) {
    const { encoding, units, segment_units: room } = end.count;
    by("range-ends").append(
      make("dt", {}, `${name}: ${many(end.segments, "segment")}, ${encoding}, ${units} units of ${room} a segment`),
      make("dd", { dir: "auto" }, end.example),
    );
  }
  const rows = Object.entries(answer.variables).filter(([, variable]) => !variable.condition);
  const body = by("variables").tBodies[0];
  const old = new Map([...body.rows].map((row) => [row.dataset.name, row]));
  body.replaceChildren(...rows.map(([name, variable]) => variableRow(name, variable, old.get(name))));
  show(by("variables"), rows.length > 0);
}

function variableRow(name, variable, old) {
  const row = old ?? make("tr", { "data-name": name });
  if (!old) {
    const number = (label, value) => {
      const input = make("input", { type: "number", min: 0, max: 100000, value, "aria-label": `${label} length of ${name}` });
      input.oninput = changed;
      return make("td", { "data-name": label }, input);
    };
    const select = make("select", { "aria-label": `what ${name} is made of` }, ...ALPHABETS.map((each) => make("option", {}, each)));
    select.onchange = changed;
    row.append(make("th", { scope: "row" }, name), number("shortest", variable.shortest), number("longest", variable.longest), make("td", { "data-name": "made of" }, select), make("td", { "data-name": "a segment more" }));
  }
  row.lastElementChild.textContent = variable.words;
  return row;
}

// --- A catalog --------------------------------------------------------------------------------------------

function showFindings(answer) {
  if (mode() !== "catalog") return;
  show(by("findings"));
  const words = by("findings-words");
  words.classList.toggle("bad", Boolean(answer.error));
  if (answer.error) {
    words.textContent = answer.error.message;
    by("findings-list").replaceChildren();
    return;
  }
  const { format, messages, findings } = answer;
  words.textContent = `${many(messages, "message")} in format ${format}, ${many(findings.length, "finding")}.`;
  announcer.later(words.textContent, words.textContent);
  by("findings-list").replaceChildren(
    ...findings.slice(0, 200).map((finding) => {
      const help = finding.help ? `; ${finding.help}` : "";
      const severity = make("strong", finding.severity === "error" ? { class: "bad" } : {}, finding.severity);
      return make("li", {}, severity, ` line ${finding.line}, `, make("code", {}, finding.key), `: ${finding.message}${help} (${finding.rule})`);
    }),
  );
}

// --- Link and picture -------------------------------------------------------------------------------------

// The fragment of an address is never sent to a server.
function fragment() {
  const kept = { mode: mode(), text: text.value, ...choices(), languages: languages().join() };
  if (kept.mode === "template") kept.syntax = by("syntax").value;
  if (kept.mode === "catalog") kept.name = by("catalog-name").value;
  return new URLSearchParams(Object.entries(kept).filter(([key, value]) => value && !(key === "mode" && value === "message"))).toString();
}

function fromFragment() {
  const kept = new URLSearchParams(location.hash.slice(1));
  const put = (element, value) => { if (value !== null) element.value = value; };
  put(text, kept.get("text"));
  put(by("profile"), kept.get("profile") ?? (kept.size ? "" : null));
  put(by("boundary"), kept.get("boundary"));
  put(by("syntax"), kept.get("syntax"));
  put(by("catalog-name"), kept.get("name"));
  const radio = document.querySelector(`[name=mode][value="${CSS.escape(kept.get("mode") ?? "message")}"]`);
  if (radio) radio.checked = true;
  const chosen = (kept.get("languages") ?? "").split(",");
  for (const box of document.querySelectorAll("#languages input")) box.checked = chosen.includes(box.value);
}

by("copy-link").onclick = async () => {
  history.replaceState(null, "", `#${fragment()}`);
  try {
    await navigator.clipboard.writeText(location.href);
    by("shared").textContent = "Copied. The text is in the part after #, which no server sees.";
  } catch {
    by("shared").textContent = "The link is in the address bar. The text is in the part after #, which no server sees.";
  }
  announcer.now(by("shared").textContent);
};

by("save-picture").onclick = async () => {
  const { svg, error } = await engine.ask({ ask: "picture", text: text.value, ...choices() });
  if (error) return say(by("error"), error.message);
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  make("a", { href: address, download: "message.svg" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announcer.now("The picture is saved.");
};

// --- Rates ------------------------------------------------------------------------------------------------

let card = ""; // a rate card of several lines, which an input cannot hold
const rate = () => card || by("rate").value;

by("rate").addEventListener("paste", (event) => {
  const pasted = event.clipboardData.getData("text");
  if (!pasted.trim().includes("\n")) return;
  event.preventDefault();
  card = pasted;
  by("rate").value = `a card of ${many(pasted.trim().split("\n").length, "line")}`;
  later(explaining);
});
by("rate").addEventListener("input", () => { card = ""; });

// --- Beginning --------------------------------------------------------------------------------------------

function broken(error) {
  by("words").textContent = "";
  const served = location.protocol === "file:" ? " Open the page through a web server, such as python3 -m http.server." : "";
  say(by("error"), `The counter did not load: ${error.message}.${served} Load the page again to try once more.`);
  announcer.over(by("error").textContent);
}

function prepare() {
  const option = (value, words) => make("option", { value }, words);
  by("profile").append(...config.profiles.map(({ name, summary }) => option(name, name ? `${name}: ${summary}` : summary)));
  by("profile").value = config.profile;
  by("syntax").append(...config.syntaxes.map(({ name, example }) => option(name, `${example} (${name})`)));
  by("languages").append(...config.languages.map((name) => make("label", {}, make("input", { type: "checkbox", value: name }), ` ${name[0] + name.slice(1).toLowerCase()}`)));
  by("team-template").append(option("", "a text of your own"), ...config.templates.map(({ name }, index) => option(index, name)));
  by("version").textContent = `segmenter ${config.version}`;
  show(by("licence"), config.engine === "pyodide");
  if (config.engine === "service") by("where").textContent = "What you type goes to the service this page came from, and is not kept.";
  if (config.rates) by("rate").placeholder = config.rates;
  fromFragment();
}

by("form").onsubmit = (event) => event.preventDefault();
text.oninput = changed;
for (const radio of document.querySelectorAll("[name=mode]")) radio.onchange = modeChanged;
for (const id of ["profile", "boundary", "languages", "syntax"]) by(id).addEventListener("change", changed);
for (const id of ["rate", "to"]) by(id).addEventListener("input", () => later(explaining));
by("catalog-name").oninput = changed;
by("team-template").onchange = () => {
  const chosen = config.templates[by("team-template").value];
  if (!chosen) return;
  text.value = chosen.text;
  by("syntax").value = chosen.syntax;
  changed();
};
by("tape").onclick = (event) => {
  const edit = state.edits.get(Number(event.target.closest("button")?.dataset.start ?? NaN));
  if (edit) {
    replace([edit], event.target.closest("button").title);
    text.focus();
  }
};
by("replace-all").onclick = () => replace(state.all, "replaced all");
addEventListener("hashchange", () => { fromFragment(); modeChanged(); });

prepare();
modeChanged();
engine.ready.then(() => {
  by("words").textContent = "";
  document.documentElement.dataset.ready = Math.round(performance.now() - loads);
}).catch(broken);
