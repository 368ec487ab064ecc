"""Fixtures for the tests of deploy/."""

from __future__ import annotations

import pytest

from tests.deploy.prometheus import Binaries, prometheus_binaries
from tests.deploy.prometheus import missing as prometheus_missing
from tests.deploy.tools import Tools
from tests.deploy.tools import missing as tools_missing
from tests.deploy.tools import tools as fetched


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The tools; skip where they cannot run (in CI the root conftest makes that a failure)."""
    reason = tools_missing()
    if reason is not None:
        pytest.skip(reason)
    return fetched()


@pytest.fixture(scope="session")
def prometheus() -> Binaries:
    """Prometheus and promtool; skip where they cannot be had (in CI the root conftest makes that a failure)."""
    reason = prometheus_missing()
    if reason is not None:
        pytest.skip(reason)
    return prometheus_binaries()
