"""The contract: Message, Case and Decision, their vocabularies, decoding and schemas."""

from pipeline.contract.case import Borrower, Case, Contact, Loan
from pipeline.contract.decision import Decision, Finding
from pipeline.contract.decode import decode_case, decode_message, decode_object
from pipeline.contract.errors import BadInput
from pipeline.contract.message import Message, Recipient, Sender

__all__ = [
    "BadInput",
    "Borrower",
    "Case",
    "Contact",
    "Decision",
    "Finding",
    "Loan",
    "Message",
    "Recipient",
    "Sender",
    "decode_case",
    "decode_message",
    "decode_object",
]
