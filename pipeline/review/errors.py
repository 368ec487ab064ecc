"""The errors of a review. Their texts name references, routes and decisions, never a content."""

from __future__ import annotations


class Refused(Exception):
    """The review may not go on: decided already, not provable, or not as the reviewers' key says. Nothing was done."""
