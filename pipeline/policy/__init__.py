"""Policies: data that says who may get what, loaded and validated."""

from pipeline.policy.load import BUILT_IN, load_policy, parse_policy
from pipeline.policy.model import Cell, Condition, Policy, Subject, strictness

__all__ = ["BUILT_IN", "Cell", "Condition", "Policy", "Subject", "load_policy", "parse_policy", "strictness"]
