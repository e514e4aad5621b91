// What a screen reader hears: one sentence, after a pause, where something changed that matters; at once only when a
// text becomes too long. A line here knows sentences and time; what is counted is not known.

const PAUSE = 1000; // milliseconds without a key

export class Announcer {
  #polite;
  #urgent;
  #timer = 0;
  #said = "";
  #over = false;

  constructor(polite, urgent) {
    this.#polite = polite;
    this.#urgent = urgent;
  }

  /** Say a sentence when typing pauses, unless the same step was said last. */
  later(step, sentence) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (step === this.#said) return;
      this.#said = step;
      this.#polite.textContent = sentence;
    }, PAUSE);
  }

  /** Say now that the text is too long, once until it no longer is. */
  over(sentence) {
    if (sentence && !this.#over) this.#urgent.textContent = sentence;
    if (!sentence) this.#urgent.textContent = "";
    this.#over = Boolean(sentence);
  }

  /** Say what a button did. */
  now(sentence) {
    this.#polite.textContent = sentence;
  }
}
