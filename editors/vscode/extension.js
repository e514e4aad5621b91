// Starts `segmenter lsp` and hands it the documents of formats that it reads; all else the server does.
// Not run here: there is no VS Code in the tests. The client it is built on, vscode-jsonrpc, is tested.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const SUFFIXES =
  "po,pot,json,arb,ftl,properties,strings,stringsdict,xcstrings,xlf,xliff,xml,yml,yaml,csv,tsv,txt,md,j2,jinja,jinja2";

let client;

exports.activate = async () => {
  const [command, ...args] = workspace.getConfiguration("segmenter").get("command");
  client = new LanguageClient(
    "segmenter",
    "segmenter",
    { command, args },
    { documentSelector: [{ scheme: "file", pattern: `**/*.{${SUFFIXES}}` }] },
  );
  await client.start();
};

exports.deactivate = () => client?.stop();
