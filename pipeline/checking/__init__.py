"""Looking, before anything runs, at everything that a worker needs."""

from pipeline.checking.everything import findings
from pipeline.checking.finding import Finding

__all__ = ["Finding", "findings"]
