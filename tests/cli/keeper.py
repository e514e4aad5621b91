"""A process that imports the command once and forks for each run of it, so that a run costs no imports.

A fork is a process as any other: streams, arguments, environment, folder and end are its own. Only what
Python decides as it starts is decided already; ``start_alike`` tells where that matters. This must not know
what is run.
"""

import atexit
import contextlib
import gc
import importlib
import os
import pickle
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

import segmenter

# What these import takes seconds or starts threads, which a fork would lack; a run that needs one imports it.
_LEFT_OUT = ("segmenter.bulk", "segmenter.lsp", "segmenter.serve.agents")


def start_alike(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether Python, and the C library, start alike in two environments."""
    decisive = ("PYTHON", "LC_", "LANG", "LD_", "TZ")
    names = {name for name in {*one, *other} if name.startswith(decisive)}
    return all(one.get(name) == other.get(name) for name in names)


class Keeper:
    """The process that forks, as the process sees it that asks for runs."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self._connection, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                # Pipes, as its runs have: what Python learns of its streams as it starts holds for them too.
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                pass_fds=[theirs.fileno()],
            )
        atexit.register(self._end)

    def _end(self) -> None:
        self._connection.close()
        self._process.communicate()

    def run(
        self, arguments: Iterable[str | bytes], stdin: bytes, env: Mapping[str, str], cwd: str, timeout: float
    ) -> subprocess.CompletedProcess[bytes]:
        """Have the command run to its end, as ``subprocess.run`` would."""
        words = [os.fsencode(argument) for argument in arguments]
        request = pickle.dumps((words, dict(env), cwd))
        (their_stdin, our_stdin), (our_stdout, their_stdout), (our_stderr, their_stderr) = (
            os.pipe() for _ in range(3)
        )
        theirs = [their_stdin, their_stdout, their_stderr]
        socket.send_fds(self._connection, [len(request).to_bytes(4)], theirs)
        self._connection.sendall(request)
        for stream in theirs:
            os.close(stream)
        process_id = self._number()
        with ThreadPoolExecutor(3) as pool:
            pool.submit(_write, our_stdin, stdin)
            stdout, stderr = pool.submit(_read, our_stdout), pool.submit(_read, our_stderr)
            try:
                stdout.result(timeout)
                stderr.result(timeout)
            except TimeoutError:
                os.kill(process_id, signal.SIGKILL)
                raise
        return subprocess.CompletedProcess(words, self._number(), stdout.result(), stderr.result())

    def _number(self) -> int:
        return int.from_bytes(self._connection.recv(4, socket.MSG_WAITALL), signed=True)


def _write(stream: int, octets: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), open(stream, "wb", buffering=0) as writing:
        while octets:
            octets = octets[writing.write(octets) :]


def _read(stream: int) -> bytes:
    with open(stream, "rb", buffering=0) as reading:
        return reading.read()


def _import_all() -> None:
    for module in pkgutil.walk_packages(segmenter.__path__, "segmenter."):
        if not module.name.startswith(_LEFT_OUT) and module.name != "segmenter.__main__":
            with contextlib.suppress(ImportError):  # of an extra that is not installed
                importlib.import_module(module.name)


def _receive(connection: socket.socket) -> bool:
    """Wait for runs and fork for each; True in a fork, False where there are no more."""
    while True:
        size, streams, _, _ = socket.recv_fds(connection, 4, 3)
        if not size:
            return False
        request = connection.recv(int.from_bytes(size), socket.MSG_WAITALL)
        process_id = os.fork()
        if process_id == 0:
            connection.close()
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
                os.close(stream)
            arguments, environment, folder = pickle.loads(request)
            os.environ.clear()
            os.environ.update(environment)
            os.chdir(folder)
            sys.argv[1:] = map(os.fsdecode, arguments)
            return True
        for stream in streams:
            os.close(stream)
        connection.sendall(process_id.to_bytes(4))
        status = os.waitstatus_to_exitcode(os.waitpid(process_id, 0)[1])
        connection.sendall(status.to_bytes(4, signed=True))


def _leave(statuses: list[int]) -> None:
    """End with the status, if it is known, without freeing all modules, which takes most of a run's time."""
    for status in statuses:
        with contextlib.suppress(OSError, ValueError):  # Python deals with those in its own way
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)


if __name__ == "__main__":
    ends: list[int] = []
    atexit.register(_leave, ends)  # first, so that it is the last to be called
    _import_all()
    gc.collect()
    gc.freeze()  # what was there before a fork is not looked through, and so not copied, by it
    if _receive(socket.socket(fileno=int(sys.argv[1]))):
        try:
            runpy.run_module("segmenter", run_name="__main__", alter_sys=True)
        except SystemExit as end:
            if isinstance(end.code, int):
                ends.append(end.code)
            raise
