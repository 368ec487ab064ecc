"""What holds for all tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator

import pytest
from hypothesis import HealthCheck, settings

from pipeline import logs

_CI = bool(os.environ.get("MIFENG_CI"))
# No deadline: a noisy machine is not a fault. In CI the same examples every time; new ones are found on developers' machines.
settings.register_profile(
    "mifeng", deadline=None, derandomize=_CI, suppress_health_check=[HealthCheck.too_slow], print_blob=not _CI
)
settings.load_profile("mifeng")

# What a shell starts in the background is deaf to Ctrl-C, and so would be the commands that the tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI nothing is skipped for want of something: a skip is a failure there."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and _CI:
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """What a test sets up as logs ends with it: a worker that ran in this process logs to a stream that pytest closes."""
    restore = logs.restorer()
    yield
    restore()
