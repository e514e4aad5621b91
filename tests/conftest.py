"""What holds for every test: the Hypothesis profiles, tests in several processes, what needs `regex`.

It must not hold helpers that tests import; those are modules of their own beside it.
"""

import os
import signal
from collections.abc import Generator
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.shared_data import in_ci

# A deadline, and how long examples take to draw, measure the machine. In CI a run must be repeatable.
for name, examples in {"short": 10, "default": 100, "thorough": 2_000}.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        derandomize=in_ci(),
        print_blob=True,
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
if not find_spec("regex"):  # see below; examples that only show that it is missing need not be made small
    settings.register_profile("plain", phases=[Phase.explicit, Phase.generate], report_multiple_bugs=False)
    settings.load_profile("plain")


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell starts what runs beside it
    # Or what the tests start would ignore it too, and one that is interrupted would never end.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Where tests run in several processes (`-n`), keep those of one `xdist_group` in one."""
    if config.getoption("numprocesses", None) and config.option.dist == "no":
        config.option.dist = "loadgroup"


if not find_spec("regex"):

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Skip what needs `regex`: Pyodide, in which .ci/run tries `core` on the newest Python, has none."""
        report = yield
        error = call.excinfo and call.excinfo.value
        if isinstance(error, ModuleNotFoundError) and error.name == "regex":
            path, line, _ = item.location
            report.outcome = "skipped"
            report.longrepr = path, line or 0, f"{item.name} needs regex"
        return report
