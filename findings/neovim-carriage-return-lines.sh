#!/bin/sh
# neovim 0.7.2 (Debian): a carriage return alone ends a line for LSP, and not for neovim's client.
#
# Guess: a client sends positions in lines as LSP cuts them: at LF, CR LF and CR.
# Behaviour: text and positions go out by the buffer's own lines, which end at LF alone. An insertion behind
#   "one<CR>two<LF>" is announced in line 1 where LSP has line 2, and a server that cuts lines as it should edits or marks
#   the wrong line. vscode-languageserver-textdocument 1.0.12 does cut there.
# Seen: neovim line 1, vscode line 2
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund vscode-languageserver-textdocument@1.0.12
cat > server.py <<'END'
import json, sys
def read():
    length = 0
    while line := sys.stdin.buffer.readline().strip():
        if line.startswith(b"Content-Length:"):
            length = int(line.split(b":")[1])
    return json.loads(sys.stdin.buffer.read(length)) if length else None
while message := read():
    if message.get("method") == "textDocument/didChange":
        with open("changes.json", "w") as file:
            json.dump(message["params"]["contentChanges"], file)
    if "id" in message:
        sync = {"openClose": True, "change": 2}
        result = {"capabilities": {"textDocumentSync": sync}} if message["method"] == "initialize" else None
        body = json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}).encode()
        sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        sys.stdout.buffer.flush()
END
cat > script.lua <<'END'
local client = vim.lsp.start_client({ name = "example", cmd = { "python3", "server.py" } })
vim.cmd("edit ++ff=unix text.txt")
vim.lsp.buf_attach_client(0, client)
vim.wait(10000, function() return vim.lsp.buf_is_attached(0, client) and vim.lsp.get_client_by_id(client).initialized end)
vim.api.nvim_buf_set_text(0, 1, 0, 1, 0, { "x" })
vim.wait(10000, function() return vim.fn.filereadable("changes.json") == 1 and vim.fn.getfsize("changes.json") > 2 end, 50)
vim.cmd("qa!")
END
printf 'one\rtwo\nthree\n' > text.txt
timeout 60 nvim --headless -u NONE -i NONE -n -c "luafile script.lua" 2>nvim.log
neovim=$(python3 -c 'import json; print(json.load(open("changes.json"))[0]["range"]["start"]["line"])')
vscode=$(node -e '
const { TextDocument } = require("vscode-languageserver-textdocument");
const text = "one\rtwo\nthree\n";
console.log(TextDocument.create("file:///text.txt", "text", 1, text).positionAt(text.indexOf("three")).line);')
seen="neovim line $neovim, vscode line $vscode"
echo "$seen"
[ "$seen" = "neovim line 1, vscode line 2" ]
