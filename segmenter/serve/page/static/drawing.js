// The drawings: segments as bars, and the text by segments with what GSM-7 lacks underlined.
// Answers in, elements out; offsets are code points.

export const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
};

const VISIBLE = new Map([["\u00a0", "⍽"], ["\u202f", "⍽"], ["\u200b", "∅"], ["\u00ad", "∅"], ["\ufeff", "∅"], ["\t", "⇥"]]);
const INVISIBLE = /^[\p{Cf}\p{Cc}\p{Zs}\p{Zl}\p{Zp}\p{Cs}]$/u;

/** A character as it can be seen. */
export const visible = (character) => {
  if (character === " ") return "space";
  if (VISIBLE.has(character)) return VISIBLE.get(character);
  return INVISIBLE.test(character) ? codePoint(character) : character;
};

export const codePoint = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

export const many = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

const shade = (number) => (number % 2 ? "one" : "two");

/** Draw a bar for each segment: how full it is. */
export function drawBars(list, { count, ends }) {
  const most = 60;
  const bars = ends.slice(0, most).map(([, , units], index) => {
    const bar = make("li", { class: shade(index + 1) }, `${index + 1}: ${units} of ${count.segment_units}`);
    bar.style.setProperty("--share", (100 * units) / count.segment_units);
    return bar;
  });
  if (ends.length > most) bars.push(make("li", {}, `and ${(count.segments - most).toLocaleString("en")} more`));
  list.replaceChildren(...bars);
}

const MOST_DRAWN = 20000; // code points

/**
 * Draw the text by segments.
 * @param {HTMLElement} place where
 * @param {string[]} characters the text's code points
 * @param {object} answer what was counted
 * @param {Map<number, object>} edits by where they begin: what can be replaced there
 */
export function drawTape(place, characters, answer, edits) {
  const pieces = [];
  const outside = answer.outside;
  let next = 0;
  const ends = answer.ends.length ? answer.ends : [[0, characters.length, 0, null]];
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.start : undefined;
  for (const [index, [start, stop, , cut]] of ends.entries()) {
    const segment = make("span", answer.ends.length ? { class: shade(index + 1) } : {});
    let at = start;
    while (next < outside.length && outside[next][0] < stop) {
      const from = Math.max(outside[next][0], start);
      const to = Math.min(outside[next][1], stop);
      if (from > at) segment.append(characters.slice(at, from).join(""));
      drawOutside(segment, characters, from, to, edits);
      at = to;
      if (outside[next][1] > stop) break;
      next++;
    }
    if (at < stop) segment.append(characters.slice(at, stop).join(""));
    pieces.push(segment);
    if (cut) pieces.push(make("span", { class: "cut", title: `cut ${cut}` }, ` ${index + 1}│${index + 2} `));
    if (stop > MOST_DRAWN) {
      pieces.push(` … and ${many(characters.length - stop, "more character")}`);
      break;
    }
  }
  place.replaceChildren(...pieces);
  if (focused !== undefined) place.querySelector(`[data-start="${focused}"]`)?.focus();
}

function drawOutside(segment, characters, from, to, edits) {
  let at = from;
  let plain = from;
  const flush = (end) => {
    if (end > plain) segment.append(make("mark", {}, characters.slice(plain, end).join("")));
  };
  while (at < to) {
    const edit = edits.get(at);
    if (edit && edit[1] <= to) {
      flush(at);
      const [start, stop, replacement] = edit;
      const old = characters.slice(start, stop);
      const words = replacement === "" ? "leave it out" : `replace it by ${visible(replacement)}`;
      // No aria-label: the name has to begin with what is seen, for those who say what they see.
      const name = make("span", { class: "unseen" }, ` ${old.map(codePoint).join(" ")}: ${words}`);
      const seen = old.map(visible).join("");
      const button = make("button", { type: "button", "data-start": start, title: words }, seen, name);
      segment.append(button);
      at = plain = stop;
    } else {
      at++;
    }
  }
  flush(to);
}
