"""mifeng's detectors: Presidio recognizers for personal data and debt facts in Chinese, disguised or not."""

from detectors.engine import analyzer
from detectors.fold import View, fold
from detectors.registry import recognizers

__all__ = ["View", "analyzer", "fold", "recognizers"]
