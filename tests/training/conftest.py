"""What the tests of the training data need: the tables of two packages, fetched once into the ignored cache."""

from __future__ import annotations

import pytest

from training.fetch import fetch


@pytest.fixture(scope="session", autouse=True)
def _tables() -> None:
    """Fetch them where they are not there yet, as `make model` does: a fresh clone has none."""
    fetch()
