// A session of vscode-jsonrpc, which is what VS Code's clients speak with: its strict reader of the stream,
// incremental changes, requests cancelled while they wait, and the end. Writes what it saw as JSON.
const { spawn } = require("node:child_process");
const rpc = require("vscode-jsonrpc/node");

const { command, uri, text, change } = JSON.parse(process.env.SEGMENTER_SESSION);
const server = spawn(command[0], command.slice(1), { stdio: ["pipe", "pipe", "inherit"] });
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin),
);
const seen = { published: [], errors: [], cancelled: 0, answered: 0, registered: [] };
let arrived = () => {};
connection.onNotification("textDocument/publishDiagnostics", (params) => {
  seen.published.push([params.version ?? null, params.diagnostics.map((each) => each.code)]);
  arrived();
});
connection.onRequest("client/registerCapability", (params) => {
  seen.registered.push(...params.registrations.map((each) => each.method));
  return null;
});
connection.onError(([error]) => seen.errors.push(String(error)));
connection.listen();

const next = () => new Promise((resolve) => { arrived = resolve; });
const document = { uri };

async function session() {
  const result = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
      textDocument: { codeAction: { resolveSupport: { properties: ["edit"] } } },
    },
  });
  seen.encoding = result.capabilities.positionEncoding;
  await connection.sendNotification("initialized", {});
  const opened = next();
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "plaintext", version: 1, text },
  });
  await opened;
  const wide = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
  const actions = await connection.sendRequest("textDocument/codeAction", {
    textDocument: document, range: wide, context: { diagnostics: [] },
  });
  const resolved = await connection.sendRequest("codeAction/resolve", actions[0]);
  seen.edit = resolved.edit.changes[uri];
  const changed = next();
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 2 }, contentChanges: [change],
  });
  for (let number = 0; number < 20; number++) {
    const source = new rpc.CancellationTokenSource();
    const hints = connection.sendRequest(
      "textDocument/inlayHint", { textDocument: document, range: wide }, source.token,
    );
    if (number < 19) source.cancel();
    await hints.then(
      (found) => { seen.answered += 1; seen.hints = found.map((hint) => hint.label); },
      (error) => { seen.cancelled += error.code === -32800 ? 1 : 0; },
    );
  }
  await changed;
  try {
    await connection.sendRequest("textDocument/foldingRange", { textDocument: document });
  } catch (error) {
    seen.unknown = error.code;
  }
  await connection.sendRequest("shutdown");
  const ended = new Promise((resolve) => server.on("exit", resolve));
  await connection.sendNotification("exit");
  seen.code = await ended;
}

session().then(
  () => console.log(JSON.stringify(seen)),
  (error) => { console.error(error); server.kill(); process.exitCode = 1; },
);
