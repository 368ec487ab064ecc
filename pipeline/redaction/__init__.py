"""Redaction operators and keys."""

from pipeline.redaction.keys import RedactionKey, load_key
from pipeline.redaction.redact import BLANK, Redacted, Span, merge, redact

__all__ = ["BLANK", "Redacted", "RedactionKey", "Span", "load_key", "merge", "redact"]
