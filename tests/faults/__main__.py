"""Kill, starve and block every command that writes, and count what came of it.

    python -m tests.faults              all of it, about five minutes
    python -m tests.faults --kills 50   with fewer kills
    python -m tests.faults disk pipes   some of it

Prints one line a claim with the figures, and exits 1 where a claim does not hold. Parts that need root or a
small tmpfs are named as left out where they cannot run.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

COMMAND = [sys.executable, "-m", "segmenter"]
TEXT = "It’s “so” late – and we’ll wait… "
AUDIENCE = "recipient,name\n" + "".join(f"+4477009{number:05},Ann\n" for number in range(3000))
RATES = "country,price,currency\nGB,0.04,EUR\n"
WRITERS: dict[str, tuple[str, list[str]]] = {
    "fix --write": ("a.txt", ["fix", "--quiet", "--write", "--file", "a.txt"]),
    "check --fix": ("a.json", ["check", "--all", "--fix", "a.json"]),
    "check --update-baseline": (
        "k.json",
        ["check", "--all", "--baseline", "k.json", "--update-baseline", "a.json"],
    ),
    "explain --html": ("a.html", ["explain", "--file", "small.txt", "--html", "a.html"]),
    "explain --svg": ("a.svg", ["explain", "--file", "small.txt", "--svg", "a.svg"]),
    "campaign --html": (
        "c.html",
        ["campaign", "Hi {name}", "--audience", "people.csv", "--rates", "rates.csv", "--html", "c.html"],
    ),
}
"""Every command that writes a file, and the file."""


class Report:
    """Prints what was claimed and what was seen, and keeps whether all of it held."""

    def __init__(self) -> None:
        self.failed = False

    def line(self, claim: str, held: bool, figures: str) -> None:
        self.failed |= not held
        print(f"{'held' if held else 'FAILED':<7} {claim}: {figures}", flush=True)


def run(folder: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end."""
    given: dict[str, object] = {
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "timeout": 300,
    } | options
    return subprocess.run([*COMMAND, *arguments], cwd=folder, check=False, **given)  # type: ignore[call-overload,no-any-return]


def prepare(folder: Path) -> None:
    """Write the files that the commands read."""
    (folder / "a.txt").write_text(TEXT * 3000, "utf-8")
    (folder / "small.txt").write_text(TEXT * 40, "utf-8")
    texts = {f"k{number}": f"It’s late, {number}" for number in range(300)}
    (folder / "a.json").write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    (folder / "people.csv").write_text(AUDIENCE)
    (folder / "rates.csv").write_text(RATES)


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".segmenter-")]


@contextmanager
def small_disk(size: str, *, read_only: bool = False) -> Iterator[Path | None]:
    """Mount a tmpfs of a size; `None` where the system does not let us."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
        if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
            yield None
            return
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=False)


def kills(report: Report, number: int) -> None:
    """Kill at random moments; the file is the old or the new, and what is left goes with the next run."""
    moments = random.Random(13)
    for name, (file, arguments) in WRITERS.items():
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            prepare(folder)
            target = folder / file
            if not target.exists():
                target.write_bytes(b'{"version": 1, "findings": []}\n' if file == "k.json" else b"old")
            old = target.read_bytes()
            began = time.monotonic()
            run(folder, *arguments)
            took = time.monotonic() - began
            new = target.read_bytes()
            torn = replaced = left = 0
            for _ in range(number):
                target.write_bytes(old)
                process = subprocess.Popen(
                    [*COMMAND, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
                time.sleep(moments.uniform(0.3, 1.0) * took)
                process.kill()
                process.wait()
                now = target.read_bytes()
                torn += now not in (old, new)
                replaced += now == new
                left += bool(left_over(folder))
            target.write_bytes(old)
            run(folder, *arguments)
            swept = not left_over(folder)
            figures = (
                f"{number} kills, {torn} torn, {replaced} replaced, {left} with a file left, swept: {swept}"
            )
            report.line(f"kill {name}", not torn and swept and old != new, figures)


def disk(report: Report) -> None:
    """Fill the disk: an error, the old content, and nothing left."""
    with small_disk("256k") as folder:
        if folder is None:
            print("left out: no tmpfs can be mounted")
        else:
            for name, (file, arguments) in WRITERS.items():
                for path in folder.iterdir():
                    path.unlink()
                prepare(folder)
                target = folder / file
                if not target.exists():
                    target.write_bytes(b'{"version": 1, "findings": []}\n' if file == "k.json" else b"old")
                old = target.read_bytes()
                with (folder / "filler").open("wb", buffering=0) as filler:
                    try:
                        while filler.write(b"x" * 4096) == 4096:
                            pass
                    except OSError:
                        pass
                done = run(folder, *arguments)
                held = done.returncode == 2 and target.read_bytes() == old and not left_over(folder)
                report.line(
                    f"full disk, {name}", held and b"No space" in done.stderr, f"exit {done.returncode}"
                )
            for path in folder.iterdir():
                path.unlink()
            for unbuffered in ("", "1"):
                lines = (TEXT * 1 + "\n").encode() * 30_000
                with (folder / "out").open("wb") as out:
                    done = run(
                        folder,
                        *("fix", "--lines"),
                        input=lines,
                        stdout=out,
                        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
                    )
                held = done.returncode == 2 and b"No space" in done.stderr
                report.line(
                    f"output into a full disk, PYTHONUNBUFFERED={unbuffered or 0}",
                    held,
                    f"exit {done.returncode}",
                )
                (folder / "out").unlink()
    if Path("/dev/full").exists():
        for arguments in (
            ["--help"],
            ["--version"],
            ["count", "Hi"],
            ["explain", "It’s"],
            ["rules"],
            ["profiles"],
        ):
            with Path("/dev/full").open("wb") as full:
                done = run(Path.cwd(), *arguments, stdout=full)
            report.line(f"/dev/full, {' '.join(arguments)}", done.returncode == 2, f"exit {done.returncode}")


def places(report: Report) -> None:
    """Read-only places, devices and FIFOs: refused or written into, never replaced."""
    with small_disk("2m") as folder:
        if folder is None:
            print("left out: read-only file systems")
        else:
            prepare(folder)
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
            for name, (_, arguments) in WRITERS.items():
                done = run(folder, *arguments)
                held = done.returncode == 2 and b"Read-only" in done.stderr
                report.line(f"read-only, {name}", held, f"exit {done.returncode}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        prepare(folder)
        if os.geteuid() == 0:
            for name in ("explain --html", "explain --svg", "campaign --html"):
                device = folder / "device"
                os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
                done = run(folder, *WRITERS[name][1][:-1], "device")
                held = done.returncode == 0 and stat.S_ISCHR(device.stat().st_mode)
                report.line(f"device, {name}", held, f"exit {done.returncode}, still a device")
                device.unlink()
        os.mkfifo(folder / "pipe.json")
        for arguments in (
            ["fix", "--write", "--file", "pipe.json"],
            ["check", "--all", "--fix", "pipe.json"],
        ):
            done = run(folder, *arguments, timeout=30)
            held = done.returncode == 2 and b"not a regular file" in done.stderr
            report.line(f"FIFO, {' '.join(arguments[:2])}", held, f"exit {done.returncode}")
        received: list[bytes] = []
        reader = threading.Thread(target=lambda: received.append((folder / "pipe.json").read_bytes()))
        reader.start()
        done = run(folder, "explain", "--file", "small.txt", "--html", "pipe.json")
        reader.join(60)
        held = bool(received) and received[0].endswith(b"</html>\n")
        report.line("FIFO, explain --html", held, f"{len(received[0]) if received else 0:,} octets read")


def feed(stream: IO[bytes], octets: bytes) -> None:
    stream.write(octets)
    stream.close()


def pipes(report: Report) -> None:
    """Slow readers get every octet; a reader that leaves ends the command with 141."""
    lines = (TEXT + "\n").encode() * 20_000
    whole = run(Path.cwd(), "fix", "--lines", "--quiet", input=lines).stdout
    for unbuffered in ("", "1"):
        environment = os.environ | {"PYTHONUNBUFFERED": unbuffered}
        process = subprocess.Popen(
            [*COMMAND, "fix", "--lines", "--quiet"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        feeder = threading.Thread(target=feed, args=(process.stdin, lines))
        feeder.start()
        received = b""
        while octets := os.read(process.stdout.fileno(), 40_000):
            received += octets
            time.sleep(0.02)
        feeder.join()
        code = process.wait()
        held = received == whole and code == 0
        report.line(
            f"slow reader, PYTHONUNBUFFERED={unbuffered or 0}", held, f"{len(received):,} octets, exit {code}"
        )
        first = subprocess.Popen(
            [*COMMAND, "count", "--lines"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        assert first.stdin is not None
        assert first.stdout is not None
        first.stdout.close()
        try:
            first.stdin.write(lines)
            first.stdin.close()
        except BrokenPipeError:
            pass
        code = first.wait()
        report.line(f"closed pipe, PYTHONUNBUFFERED={unbuffered or 0}", code == 141, f"exit {code}")
    ours = pythons = 0
    for _ in range(20):
        process = subprocess.Popen(
            [*COMMAND, "count", "--lines"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        time.sleep(random.uniform(0, 0.05))
        process.send_signal(signal.SIGINT)
        _, words = process.communicate()
        ours += b"/segmenter/" in words
        pythons += b"Traceback" in words and b"/segmenter/" not in words  # before our first line is reached
    report.line(
        "SIGINT within 50 ms", not ours, f"20 times, {ours} tracebacks of ours, {pythons} of Python's start"
    )


def writers(report: Report) -> None:
    """Several at once: baselines lose nothing, files are never torn."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        worst = 400
        for _ in range(10):
            (folder / "known.json").unlink(missing_ok=True)
            processes = []
            for number in range(4):
                texts = {f"k{number}-{key}": f"It’s late, {key}" for key in range(100)}
                (folder / f"{number}.json").write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
                arguments = [
                    "check",
                    "--all",
                    "--select",
                    "SEG107",
                    "--baseline",
                    "known.json",
                    "--update-baseline",
                    f"{number}.json",
                ]
                processes.append(
                    subprocess.Popen(
                        [*COMMAND, *arguments],
                        cwd=folder,
                        stdout=subprocess.DEVNULL,
                        stderr=subprocess.DEVNULL,
                    )
                )
            for process in processes:
                process.wait()
            worst = min(worst, len(json.loads((folder / "known.json").read_text("utf-8"))["findings"]))
        report.line(
            "4 × --update-baseline at once", worst == 400, f"10 times, {worst} of 400 entries at the least"
        )
        prepare(folder)
        old = (folder / "a.txt").read_bytes()
        run(folder, "fix", "--write", "--file", "a.txt")
        new = (folder / "a.txt").read_bytes()
        torn = 0
        for _ in range(10):
            (folder / "a.txt").write_bytes(old)
            processes = [
                subprocess.Popen(
                    [*COMMAND, "fix", "--write", "--file", "a.txt"], cwd=folder, stderr=subprocess.DEVNULL
                )
                for _ in range(4)
            ]
            for process in processes:
                process.wait()
            torn += (folder / "a.txt").read_bytes() != new
        report.line("4 × fix --write of one file at once", not torn, f"10 times, {torn} torn or unfixed")


def locale(report: Report) -> None:
    """Locale C: no traceback, the same answers, all of it written in ASCII."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        prepare(folder)
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
        environment |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        for name, (_, arguments) in WRITERS.items():
            prepare(folder)
            expected = run(folder, *arguments).returncode
            prepare(folder)
            done = run(folder, *arguments, env=environment)
            held = (
                done.returncode == expected
                and (done.stdout + done.stderr).isascii()
                and b"Traceback" not in done.stderr
            )
            report.line(f"locale C, {name}", held, f"exit {done.returncode}, as elsewhere")


def main() -> int:
    """Run what is asked for."""
    parts: dict[str, Callable[[Report], None]] = {
        "disk": disk,
        "places": places,
        "pipes": pipes,
        "writers": writers,
        "locale": locale,
    }
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help=", ".join(["kills", *parts]))
    parser.add_argument("--kills", type=int, default=100, help="for each command (default: 100)")
    arguments = parser.parse_args()
    report = Report()
    for name in arguments.parts or ["kills", *parts]:
        if name == "kills":
            kills(report, arguments.kills)
        else:
            parts[name](report)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
