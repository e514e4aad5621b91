#!/bin/sh
# pytest-lsp 1.0.1: with an editor's capabilities its client says that files can be watched on request, and refuses it.
#
# Guess: the client that announces VS Code's capabilities accepts client/registerCapability, which they promise.
# Behaviour: dynamicRegistration of didChangeWatchedFiles is announced as true, and the request is answered with the
#   error MethodNotFound. A server under test sees a failure that no editor gives.
# Seen: announced True, answered: Method Not Found
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pytest-lsp==1.0.1 pygls==2.1.1
cat > server.py <<'END'
from lsprotocol import types
from pygls.lsp.server import LanguageServer
server = LanguageServer("example", "1")

@server.feature(types.INITIALIZED)
async def initialized(params: types.InitializedParams):
    watcher = types.FileSystemWatcher(glob_pattern="**/*.toml")
    options = types.DidChangeWatchedFilesRegistrationOptions([watcher])
    registration = types.Registration("1", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    try:
        await server.client_register_capability_async(types.RegistrationParams([registration]))
        words = "accepted"
    except Exception as error:
        words = error.message
    server.window_show_message(types.ShowMessageParams(types.MessageType.Info, words))

server.start_io()
END
cat > ask.py <<'END'
import asyncio, logging, sys
from lsprotocol import types
from pytest_lsp import client_capabilities, make_test_lsp_client
logging.disable()

async def ask():
    client = make_test_lsp_client()
    await client.start_io(sys.executable, "server.py")
    capabilities = client_capabilities("visual-studio-code")
    await client.initialize_session(types.InitializeParams(capabilities))
    while not client.messages:
        await asyncio.sleep(0.05)
    announced = capabilities.workspace.did_change_watched_files.dynamic_registration
    print(f"announced {announced}, answered: {client.messages[0].message.partition(':')[0]}")
    await client.shutdown_session()
    await client.stop()

asyncio.run(ask())
END
seen=$(timeout 120 venv/bin/python ask.py 2>/dev/null)
echo "$seen"
[ "$seen" = "announced True, answered: Method Not Found" ]
