"""Redaction operators and keys."""

from pipeline.redaction.keys import RedactionKey, load_key
from pipeline.redaction.redact import Span, merge, redact

__all__ = ["RedactionKey", "Span", "load_key", "merge", "redact"]
