"""Metrics and health of a worker, and the HTTP server that shows both."""

from pipeline.metrics.health import Health
from pipeline.metrics.registry import Metrics
from pipeline.metrics.server import MetricsServer

__all__ = ["Health", "Metrics", "MetricsServer"]
