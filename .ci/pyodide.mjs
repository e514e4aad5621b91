// Runs pytest in CPython compiled to WebAssembly: node pyodide.mjs WHEELS TREE DATA ARGUMENT...
// WHEELS is a folder of unpacked wheels, TREE a checkout, DATA the outside data. Exits as pytest does.
import { existsSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [wheels, tree, data, ...args] = process.argv.slice(2);
const python = await loadPyodide({
  env: {
    HOME: "/tmp",
    CI: process.env.CI ?? "",
    HYPOTHESIS_PROFILE: process.env.HYPOTHESIS_PROFILE ?? "default",
    SEGMENTER_SHARED_DATA: "/data",
  },
});
for (const [place, root] of Object.entries({ "/wheels": wheels, "/tree": tree, "/data": data })) {
  if (!existsSync(root)) continue; // outside data is not everywhere; without it tests skip, or fail in CI
  python.FS.mkdirTree(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
}
python.globals.set("arguments", python.toPy(args));
try {
  process.exitCode = python.runPython(`
import os, sys

sys.dont_write_bytecode = True
sys.path[:0] = ["/wheels"]
os.chdir("/tree")
print(sys.version)
import pytest

int(pytest.main([*arguments, "-p", "no:cacheprovider"]))
`);
} catch (error) {
  console.error(error.message); // the error itself would print Pyodide's whole source
  process.exitCode = 1;
}
