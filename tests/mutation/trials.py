"""Tries changes in forks of processes that have already imported what costs time.

It must not know how a change is chosen, nor keep results. A change inside functions is tried where the tests
are already collected: the functions get their changed code. Any other is tried where the product is not yet
imported, with the changed source in place of the file's. No file is written; a process that a
test starts runs without the change.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import importlib.util
import os
import resource
import signal
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from importlib.machinery import ModuleSpec, SourceFileLoader
from itertools import zip_longest
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final, NamedTuple

import pytest

OURS: Final = ("segmenter", "tests", "benchmarks", "scripts", "conftest")
# Of the processor: a test has ten times what it needs without a change, but at least this.
LEAST_SECONDS: Final = 2
SECONDS_OF_IMPORTING: Final = 60
SECONDS_OF_A_TRIAL: Final = 300  # by the clock, for what waits and does not compute
OCTETS_OF_A_TRIAL: Final = 4 << 30
OPTIONS: Final = (
    "-x",
    *("-p", "no:cacheprovider"),
    *("-p", "no:unraisableexception"),  # it blames a test for what the coverage of another left open
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
    "--hypothesis-seed=0",
)


class Verdict(StrEnum):
    """What the tests said of a change."""

    NOTICED = "noticed"
    ENDLESS = "endless"  # a test took ten times as long; counts as noticed
    SURVIVED = "survived"
    SAME_CODE = "same code"  # compiles to what was there


class Trial(NamedTuple):
    """How a change was tried."""

    verdict: Verdict
    test: str  # that noticed it
    seconds: float


class Test(NamedTuple):
    """One test without any change."""

    name: str
    seconds: float  # of the processor
    lines: Mapping[str, frozenset[int]]  # that it runs, by file from the root


class Trials:
    """Two processes that fork for each change: one has collected the tests, one not yet imported the product.

    Raises:
        RuntimeError: a test fails without a change.
    """

    def __init__(
        self, root: Path, files: Sequence[str], tests: Sequence[str], slowest: float = float("inf")
    ) -> None:
        os.chdir(root)
        self._root = root
        self._thorough = slowest == float("inf")
        self._fresh = _server(lambda pipe: _serve_fresh(pipe, root))
        self._collected = _server(lambda pipe: _serve_collected(pipe, root, files, tests))
        answer = self._collected.recv()
        if isinstance(answer, str):
            raise RuntimeError(answer)  # noqa: TRY004 - it came from another process
        self.tests: list[Test] = [test for test in answer if test.seconds <= slowest]
        self._fresh.send(self._collected.recv())
        self._fresh.send((None, files, None))
        self._importing: Mapping[str, frozenset[int]] = self._fresh.recv()

    def try_change(self, file: str, changed: str, lines: frozenset[int]) -> Trial:
        """Run the tests that execute any of these lines, the quickest first, on the file's changed source."""
        start = time.monotonic()
        source = (self._root / file).read_text(encoding="utf-8")
        try:
            if _same(_compiled(source, file), _compiled(changed, file)):
                return Trial(Verdict.SAME_CODE, "", 0)
        except SyntaxError:
            return Trial(Verdict.NOTICED, "the compiler", 0)
        running = [test for test in self.tests if lines & test.lines.get(file, frozenset())]
        self._collected.send((file, changed, [test.name for test in running]))
        answer: tuple[Verdict, str] | None = self._collected.recv()
        again = answer is not None and answer[0] is Verdict.SURVIVED and self._thorough
        if answer is None or (again and lines & self._importing[file]):
            # What runs while the product is imported may change any of them.
            order = [*running, *(test for test in self.tests if test not in running)]
            mirror = f"/test_{Path(file).name}::"  # first, as one file of tests is imported sooner than all
            for part in (True, False):
                tests = {test.name: test.seconds for test in order if (mirror in test.name) is part}
                if tests and (answer is None or answer[0] is Verdict.SURVIVED):
                    self._fresh.send((file, changed, tests))
                    answer = self._fresh.recv()
        assert isinstance(answer, tuple), answer
        verdict, test = answer
        return Trial(verdict, test, time.monotonic() - start)


def _server(serve: Callable[[Connection], None]) -> Connection:
    ours, theirs = Pipe()
    if os.fork() == 0:
        ours.close()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        try:
            serve(theirs)
        finally:
            os._exit(0)
    theirs.close()
    return ours


def _in_fork(work: Callable[[Connection], None], seconds: float | None = SECONDS_OF_A_TRIAL) -> Any:
    """Do it in a fork and return what it sends; where it ends without, that is noticed."""
    reading, writing = Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        reading.close()
        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + OCTETS_OF_A_TRIAL,) * 2)
        try:
            work(writing)
        finally:
            os._exit(1)
    writing.close()
    answer = None
    with contextlib.suppress(EOFError):
        answer = reading.recv() if reading.poll(seconds) else (Verdict.ENDLESS, "")
    reading.close()
    if answer is not None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if answer is not None:
        return answer
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF:
        return Verdict.ENDLESS, ""
    return Verdict.NOTICED, "the process ended"


def _limit(seconds: float) -> None:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


class _Watch:
    """Lets only these tests run, in this order, each for a limited time; sends the name of one that fails."""

    def __init__(self, writing: Connection, seconds: Mapping[str, float]) -> None:
        self._writing = writing
        self._seconds = seconds

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        places = {name: place for place, name in enumerate(self._seconds)}
        known = [item for item in items if item.nodeid in places]
        items[:] = sorted(known, key=lambda item: places[item.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        _limit(max(LEAST_SECONDS, 10 * self._seconds[item.nodeid]))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._writing.send((Verdict.NOTICED, report.nodeid))
            os._exit(0)


class _Failures:
    """Keeps what pytest says of tests that fail."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.texts += [report.nodeid, report.longreprtext]


# With the tests collected


def _serve_collected(pipe: Connection, root: Path, files: Sequence[str], tests: Sequence[str]) -> None:
    status = pytest.main([*OPTIONS, *tests], plugins=[_Collected(pipe, root, files)])
    pipe.send(f"pytest ended with {status!r} while it collected the tests")


class _Collected:
    """Takes the place of running the tests: all run in one fork to learn of them, then some per change."""

    def __init__(self, pipe: Connection, root: Path, files: Sequence[str]) -> None:
        self._pipe = pipe
        self._root = root
        self._files = files

    def pytest_runtestloop(self, session: pytest.Session) -> None:
        functions = _functions({str(self._root / file) for file in self._files})
        learnt = _in_fork(lambda writing: writing.send(_learn(session, self._root, self._files)), None)
        if not isinstance(learnt, list):
            self._pipe.send(f"without a change: {learnt}")
            os._exit(1)
        self._pipe.send(learnt)
        self._pipe.send(list(sys.modules))
        seconds = {test.name: test.seconds for test in learnt}
        items = {item.nodeid: item for item in session.items}
        while True:
            file, changed, names = self._pipe.recv()
            swaps = _swaps(self._root / file, changed, functions)
            chosen = [items[name] for name in names]
            limits = {name: seconds[name] for name in names}
            trial = functools.partial(_try_swapped, session, chosen, limits, swaps or (), [file])
            self._pipe.send(None if swaps is None else _in_fork(trial))


def _learn(session: pytest.Session, root: Path, files: Sequence[str]) -> list[Test] | str:
    """Run all tests; return the time and lines of each, the quickest first; or why one fails."""
    from coverage import Coverage

    coverage = Coverage(data_file=None, include=[str(root / file) for file in files], config_file=False)
    caches = _caches(files)
    failures = _Failures()
    session.config.pluginmanager.register(failures)
    seconds = {}
    coverage.start()
    for item, following in zip_longest(session.items, session.items[1:]):
        for cache in caches:  # what was computed for another test is computed again
            cache.cache_clear()
        coverage.switch_context(item.nodeid)
        start = time.process_time()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        seconds[item.nodeid] = time.process_time() - start
        if failures.texts:
            return "\n".join(failures.texts)
    coverage.stop()
    lines: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for file in files:
        for line, contexts in coverage.get_data().contexts_by_lineno(str(root / file)).items():
            for context in contexts:
                lines[context][file].add(line)
    tests = [
        Test(name, spent, {file: frozenset(ran) for file, ran in lines[name].items()})
        for name, spent in seconds.items()
    ]
    return sorted(tests, key=lambda test: test.seconds)


def _try_swapped(
    session: pytest.Session,
    items: Sequence[pytest.Item],
    limits: Mapping[str, float],
    swaps: Sequence[tuple[FunctionType, CodeType]],
    files: Sequence[str],
    writing: Connection,
) -> None:
    session.config.pluginmanager.register(_Watch(writing, limits))
    for function, code in swaps:
        function.__code__ = code
    for cache in _caches(files):
        cache.cache_clear()
    for item, following in zip_longest(items, items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    writing.send((Verdict.SURVIVED, ""))


def _caches(files: Sequence[str]) -> list[Any]:
    """Return the caches of these files; some of others make constants, which must stay the same ones."""
    kind, names = type(functools.lru_cache(len)), set(map(_module, files))
    caches = [thing for thing in gc.get_objects() if isinstance(thing, kind)]
    return [cache for cache in caches if cache.__module__ in names]


def _module(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _functions(paths: set[str]) -> Mapping[tuple[str, str, int], list[FunctionType]]:
    """Return the functions that live, by file, name and line."""
    functions = defaultdict(list)
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in paths:
            functions[_key(thing.__code__)].append(thing)
    return functions


def _key(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _swaps(
    path: Path, changed: str, functions: Mapping[tuple[str, str, int], Sequence[FunctionType]]
) -> list[tuple[FunctionType, CodeType]] | None:
    """Return each function whose code changed, with its new code; None where something else changed."""
    swaps: list[tuple[FunctionType, CodeType]] = []
    source = path.read_text(encoding="utf-8")
    pairs = [(_compiled(source, str(path)), _compiled(changed, str(path)))]
    while pairs:
        old, new = pairs.pop()
        if _same(old, new):
            continue
        live = functions.get(_key(old), ())
        if live and old.co_freevars == new.co_freevars:
            swaps += ((function, new) for function in live)
        elif _same(old, new, nested=False):
            pairs += zip(_nested(old), _nested(new), strict=True)
        else:
            return None
    return swaps


def _compiled(source: str, path: str) -> CodeType:
    """Compile, as tests do, with warnings as errors: `is` with a literal is one."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return compile(source, path, "exec", dont_inherit=True)


def _nested(code: CodeType) -> list[CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def _same(old: CodeType, new: CodeType, *, nested: bool = True) -> bool:
    """Return whether two codes do the same, wherever their lines are."""

    def parts(code: CodeType) -> list[object]:
        constants = [type(c) if isinstance(c, CodeType) else (type(c), repr(c)) for c in code.co_consts]
        names = code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars
        return [code.co_code, code.co_exceptiontable, code.co_flags, code.co_argcount, names, constants]

    if parts(old) != parts(new):
        return False
    return not nested or all(map(_same, _nested(old), _nested(new)))


# Before the product is imported


def _serve_fresh(pipe: Connection, root: Path) -> None:
    names = pipe.recv()
    for name in names:
        if name.partition(".")[0] not in OURS:
            with contextlib.suppress(Exception):
                importlib.import_module(name)
    while True:
        file, changed, seconds = pipe.recv()
        if file is None:
            product = [name for name in names if name.partition(".")[0] == OURS[0]]
            pipe.send(_in_fork(functools.partial(_learn_importing, root, changed, product)))
        else:
            pipe.send(_in_fork(functools.partial(_try_fresh, root, file, changed, seconds)))


def _learn_importing(root: Path, files: Sequence[str], names: Sequence[str], writing: Connection) -> None:
    """Send the lines, by file, that run while the product's modules are imported."""
    from coverage import Coverage

    coverage = Coverage(data_file=None, include=[str(root / file) for file in files], config_file=False)
    coverage.start()
    for name in names:
        importlib.import_module(name)
    coverage.stop()
    data = coverage.get_data()
    writing.send({file: frozenset(data.lines(str(root / file)) or ()) for file in files})


def _try_fresh(
    root: Path, file: str, changed: str, seconds: Mapping[str, float], writing: Connection
) -> None:
    _limit(SECONDS_OF_IMPORTING)
    sys.meta_path.insert(0, _Changed(root / file, file, changed))
    modules = sorted({name.partition("::")[0] for name in seconds})
    status = pytest.main([*OPTIONS, *modules], plugins=[_Watch(writing, seconds)])
    noticed = status is not pytest.ExitCode.OK
    writing.send((Verdict.NOTICED, "while the tests were imported") if noticed else (Verdict.SURVIVED, ""))


class _Changed(SourceFileLoader):
    """Finds and loads one module, from source that is not its file's."""

    def __init__(self, path: Path, file: str, changed: str) -> None:
        super().__init__(_module(file), str(path))
        self._changed = changed

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=self)

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - the loader's interface
        return _compiled(self._changed, self.path)
