#!/bin/sh
# anyio 4.16.0: a thread that is abandoned on cancellation no longer counts against its CapacityLimiter.
# Expected: with a limiter of one, no second call runs while the first, given up after a time-out, still does.
# Behaviour: to_thread.run_sync(abandon_on_cancel=True) returns its token when it is cancelled, though its
# thread runs on; so time-outs let any number of threads run at once.
# Output seen 2026-11-28: "running at once: 3, tokens borrowed: 0".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q anyio==4.16.0
"$folder/venv/bin/python" - <<'PY'
import threading

import anyio
from anyio import CapacityLimiter, move_on_after, to_thread

done, running = threading.Event(), []


def work():
    running.append(1)
    done.wait()
    running.pop()


async def main():
    limiter = CapacityLimiter(1)
    for number in range(1, 4):
        with move_on_after(0.1):
            await to_thread.run_sync(work, limiter=limiter, abandon_on_cancel=True)
        while len(running) < number:
            await anyio.sleep(0.01)
    print(f"running at once: {len(running)}, tokens borrowed: {limiter.borrowed_tokens}")
    assert (len(running), limiter.borrowed_tokens) == (3, 0)
    done.set()


anyio.run(main)
PY
