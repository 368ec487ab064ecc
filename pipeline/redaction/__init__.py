"""Redaction operators and keys."""

from pipeline.redaction.keys import RedactionKey, load_key
from pipeline.redaction.redact import Redacted, Span, merge, redact

__all__ = ["Redacted", "RedactionKey", "Span", "load_key", "merge", "redact"]
