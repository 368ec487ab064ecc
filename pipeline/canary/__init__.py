"""Canaries: known leaks and benign messages that a worker judges by its live policy and detectors, now and then."""

from pipeline.canary.canaries import Canaries, CanaryResult

__all__ = ["Canaries", "CanaryResult"]
