"""Folding: what a reader sees, with an offset map back to what was written."""

from detectors.fold.view import View


def fold(source: str) -> View:
    """Return the folded view of `source`."""
    return View(source, source)


__all__ = ["View", "fold"]
