"""pytest plugin: each test of a fixture file is a pytest item.

Switch it on by naming the folders in the ini file: ``mifeng_fixtures = fixtures``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.contract import BadInput
from pipeline.fixtures import Difference, Prepared, load_file, run_fixture
from pipeline.fixtures.report import describe


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the ini setting."""
    parser.addini("mifeng_fixtures", "folders of mifeng fixture files (YAML)", type="paths", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect YAML files below the configured folders."""
    folders: list[Path] = parent.config.getini("mifeng_fixtures")
    if file_path.suffix == ".yaml" and any(file_path.is_relative_to(folder) for folder in folders):
        collector: pytest.Collector = FixtureModule.from_parent(parent, path=file_path)
        return collector
    return None


class FixtureModule(pytest.File):
    """One fixture file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield its tests; a file that cannot be read is a collection error with its place."""
        try:
            for fixture in load_file(self.path):
                yield FixtureItem.from_parent(self, name=fixture.name, fixture=fixture)
        except BadInput as error:
            raise self.CollectError(str(error)) from None


class WrongDecision(AssertionError):
    """A fixture whose decision differs from what it expects."""

    def __init__(self, differences: list[Difference]) -> None:
        super().__init__(f"{len(differences)} differences")
        self.differences = differences


class FixtureItem(pytest.Item):
    """One test of a fixture file."""

    def __init__(self, *, fixture: Prepared, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fixture = fixture

    def runtest(self) -> None:
        """Inspect the message and compare."""
        _, differences = run_fixture(self.fixture)
        if differences:
            raise WrongDecision(differences)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the differences instead of a traceback."""
        if isinstance(excinfo.value, WrongDecision):
            return describe(self.fixture, excinfo.value.differences)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Point to the test's line in its file."""
        return self.path, int(self.fixture.place.rpartition(":")[2]) - 1, self.name
