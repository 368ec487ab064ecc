"""Inspection: from a message, its case and a policy to a decision."""

from pipeline.inspecting.audience import Reader, audience
from pipeline.inspecting.core import inspect
from pipeline.inspecting.detection import Found, detect
from pipeline.inspecting.overlap import resolve

__all__ = ["Found", "Reader", "audience", "detect", "inspect", "resolve"]
