"""Draws the picture of the guide to editors: neovim in tmux with the server, as a terminal shows it.

    python -m scripts.editor_picture docs/guides/neovim.svg

It needs neovim, tmux and rich. What neovim shows is not written here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

COLUMNS, ROWS = 132, 14
CONFIGURATION = """\
[tool.segmenter]
max_segments = 1
rates = "rates.csv"
rates_country = "GB"

[[tool.segmenter.messages]]
keys = ["sms.*"]
"""
TEXTS = {
    "sms": {
        "code": "123456 is your code. Nobody will ask you for it.",
        "ready": "It’s ready! Your order waits for you at the counter until 8 o’clock.",
        "late": "Sorry, your order is late and comes on Monday: we’ll write to you again.",
    },
    "mail": {"subject": "It’s ready"},
}
RATES = "country,price,currency\nGB,0.04,GBP\n"
SCRIPT = """
vim.o.number, vim.o.wrap, vim.o.laststatus, vim.o.shortmess, vim.o.cmdheight = true, false, 0, "aIF", 1
vim.o.termguicolors, vim.o.background = true, "dark"
vim.cmd("highlight Normal guifg=#d8dee9 guibg=#292929")
vim.cmd("highlight SignColumn guibg=#292929")
vim.cmd("highlight LineNr guifg=#7b8494")
vim.cmd("highlight NormalFloat guifg=#e5e9f0 guibg=#323a48")
vim.cmd("highlight LspCodeLens guifg=#8a94a6")
vim.diagnostic.config({ virtual_text = { prefix = " " }, severity_sort = true })
local client = vim.lsp.start_client({ name = "segmenter", cmd = COMMAND, root_dir = vim.fn.getcwd() })
vim.cmd("edit sms.json")
vim.lsp.buf_attach_client(0, client)
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
vim.lsp.codelens.refresh()
vim.api.nvim_win_set_cursor(0, { 5, 12 })
vim.defer_fn(function() vim.lsp.buf.hover() end, 1500)
"""


def main(path: str) -> None:
    """Draw the picture."""
    from rich.console import Console
    from rich.text import Text

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pyproject.toml").write_text(CONFIGURATION, "utf-8")
        (folder / "rates.csv").write_text(RATES, "utf-8")
        (folder / "sms.json").write_text(json.dumps(TEXTS, indent=1, ensure_ascii=False) + "\n", "utf-8")
        command = "{" + ", ".join(map(json.dumps, [sys.executable, "-m", "segmenter", "lsp"])) + "}"
        (folder / "start.lua").write_text(SCRIPT.replace("COMMAND", command), "utf-8")
        screen = _shown(folder)
    console = Console(
        record=True, width=COLUMNS, force_terminal=True, color_system="truecolor", file=StringIO()
    )
    for line in screen.splitlines():
        console.print(Text.from_ansi(line), no_wrap=True, overflow="crop", crop=True)
    drawn = console.export_svg(title="nvim sms.json", unique_id="neovim")
    # The reader's own font: the page asks no other host for one.
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"font-family: [^;]*;", "font-family: monospace;", drawn)
    Path(path).write_text(re.sub(r"[ \t]+$", "", drawn, flags=re.MULTILINE).rstrip() + "\n", "utf-8")


def _shown(folder: Path) -> str:
    """Return the terminal's screen when the panel is open."""
    tmux = ["tmux", "-L", folder.name, "-f", "/dev/null"]
    editor = "env TERM=tmux-256color COLORTERM=truecolor nvim -u NONE -i NONE -n -c 'luafile start.lua'"
    size = ["-x", str(COLUMNS), "-y", str(ROWS)]
    subprocess.run([*tmux, "new-session", "-d", *size, "-c", str(folder), editor], check=True)
    try:
        for _ in range(120):
            time.sleep(0.5)
            screen = subprocess.run(
                [*tmux, "capture-pane", "-e", "-p"], check=True, capture_output=True
            ).stdout.decode()
            if "saves 1 segment" in screen:
                return screen
        raise TimeoutError(screen)
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


if __name__ == "__main__":
    main(sys.argv[1])
