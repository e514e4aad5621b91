// Who answers the page's questions: the core under Pyodide in workers of this page, or the service it came from.
// A line here knows how questions travel; what they ask is not known.

const LOADING_SECONDS = 60;

/** The service that the page came from. */
export class ServiceEngine {
  ready = Promise.resolve();

  async ask(question) {
    const response = await fetch("page/answer", { method: "POST", body: JSON.stringify(question) });
    const answer = await response.json();
    return response.ok ? answer : { error: { message: answer.detail } };
  }
}

/**
 * The core under Pyodide, in two workers: one counts, and the other does what takes longer, so that counting never
 * waits for it. The second begins to load when the first has answered.
 */
export class PyodideEngine {
  #counting = new PythonWorker("counting");
  #explaining = null;
  ready = this.#counting.ready;

  ask(question) {
    if (question.ask === "count") return this.#counting.ask(question);
    this.#explaining ??= this.#counting.ready.then(() => new PythonWorker("explaining"));
    return this.#explaining.then((worker) => worker.ask(question));
  }
}

class PythonWorker {
  #worker;
  #waiting = new Map();
  #next = 0;

  constructor(name) {
    // From a blob a worker has this page's content security policy; from its own address it would have none.
    const script = `import ${JSON.stringify(new URL("worker.js", location.href).href)}`;
    const blob = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    this.#worker = new Worker(blob, { type: "module", name });
    this.ready = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`it took more than ${LOADING_SECONDS} s`)), LOADING_SECONDS * 1000);
      this.#worker.onmessage = ({ data }) => {
        if ("ready" in data) {
          clearTimeout(late);
          URL.revokeObjectURL(blob);
          data.ready ? resolve() : reject(new Error(data.message));
        } else {
          this.#waiting.get(data.id)(JSON.parse(data.answer));
          this.#waiting.delete(data.id);
        }
      };
      this.#worker.onerror = (event) => reject(new Error(event.message || "its files cannot be loaded"));
    });
  }

  async ask(question) {
    await this.ready;
    return new Promise((resolve) => {
      const id = this.#next++;
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ id, question: JSON.stringify(question) });
    });
  }
}
