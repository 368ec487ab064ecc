"""Inspection: from a message, its case and a policy to a decision."""

from pipeline.inspecting.audience import Reader, audience
from pipeline.inspecting.core import inspect
from pipeline.inspecting.detection import Found, Prepared, detect, load, prepare
from pipeline.inspecting.overlap import resolve

__all__ = ["Found", "Prepared", "Reader", "audience", "detect", "inspect", "load", "prepare", "resolve"]
