"""Makes the environment of the comparison: `benchmarks/.venv-peers` and `benchmarks/peers/node_modules`.

    python3 -m benchmarks.peers.install

Needs Python 3.11 with venv (on Debian the package python3-venv), and for the Node peers node and npm; without
those two the comparison leaves the Node peers out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ENVIRONMENT: Final = HERE.parent / ".venv-peers"


def main() -> int:
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    python = ENVIRONMENT / "bin" / "python"
    requirements = HERE / "requirements.txt"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--requirement", requirements], check=True)
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not here: the Node peers will be left out", file=sys.stderr)
    else:
        # A lock file would name the registry of this machine.
        subprocess.run([npm, "install", "--no-package-lock", "--no-audit", "--no-fund"], cwd=HERE, check=True)
    print("Ready: benchmarks/.venv-peers/bin/python -m benchmarks.peers.compare")
    return 0


if __name__ == "__main__":
    sys.exit(main())
