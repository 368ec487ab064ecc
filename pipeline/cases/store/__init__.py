"""The case store: every case sealed in one local SQLite file, looked up in microseconds, in bounded memory."""

from pipeline.cases.store.errors import CaseStoreError, StoreBusy, StoreDamaged, StoreFull, WrongKey
from pipeline.cases.store.keys import KEY_FILE, STORE_FILE, CasesKey, key_for, load_cases_key, read_key
from pipeline.cases.store.reader import StoredCases, StoredDirectory
from pipeline.cases.store.recent import Recent
from pipeline.cases.store.store import CaseStore

__all__ = [
    "KEY_FILE",
    "STORE_FILE",
    "CaseStore",
    "CaseStoreError",
    "CasesKey",
    "Recent",
    "StoreBusy",
    "StoreDamaged",
    "StoreFull",
    "StoredCases",
    "StoredDirectory",
    "WrongKey",
    "key_for",
    "load_cases_key",
    "read_key",
]
