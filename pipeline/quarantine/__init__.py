"""Quarantine: what is held or blocked, sealed so that only reviewers can read it."""

from pipeline.quarantine.envelope import open_record, seal_record
from pipeline.quarantine.keys import KeyFileError, generate_keypair, load_identity, load_recipients
from pipeline.quarantine.seal import Identity, Recipient, SealError, open_sealed, seal

__all__ = [
    "Identity",
    "KeyFileError",
    "Recipient",
    "SealError",
    "generate_keypair",
    "load_identity",
    "load_recipients",
    "open_record",
    "open_sealed",
    "seal",
    "seal_record",
]
