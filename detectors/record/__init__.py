"""The record matcher: exact match of one case's own values, in every disguise."""

from detectors.record.matcher import RecordRecognizer
from detectors.record.values import Record, Value

__all__ = ["Record", "RecordRecognizer", "Value"]
