"""Cases: loading them, looking them up, and the values that a message is matched against."""

from pipeline.cases.directory import Directory
from pipeline.cases.load import Cases, load_cases
from pipeline.cases.people import BORROWER, contact_tag, recipient_tag, record_of

__all__ = ["BORROWER", "Cases", "Directory", "contact_tag", "load_cases", "recipient_tag", "record_of"]
