"""Where cases come from: a file, or the sealed store and its key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pipeline.cases import load_cases
from pipeline.cases.store import KEY_FILE, STORE_FILE, CaseStore, CaseStoreError, load_cases_key, read_key
from pipeline.checking.finding import Finding, ok, unknown, wrong
from pipeline.contract import BadInput
from pipeline.worker.config import Config

#: Seconds to wait for a store that another process writes to.
_BUSY_S = 2.0


def check_cases(config: Config) -> Iterator[Finding]:
    """Read the file of cases, or open the store if there is one. Makes neither key nor store."""
    if config.cases_path is not None:
        yield _file(config.cases_path)
    elif (config.data / STORE_FILE).exists():
        yield _store(config)
    elif config.bus.kind == "kafka":
        yield _key_only(config)
    else:
        yield unknown(
            "cases", "there are none, so every message is of an unknown case; mifeng cases load FILE"
        )


def _file(path: Path) -> Finding:
    try:
        load_cases(path)
    except BadInput as error:
        return wrong(f"cases {path}", str(error))
    return ok(f"cases {path}")


def _store(config: Config) -> Finding:
    path = config.data / STORE_FILE
    try:
        key = load_cases_key() or read_key(config.data / "keys" / KEY_FILE)
        with closing(CaseStore(path, key, busy_timeout_s=_BUSY_S)) as store:
            return ok(f"case store {path} ({len(store.cases)} cases)")
    except (BadInput, CaseStoreError) as error:
        return wrong(f"case store {path}", str(error))


def _key_only(config: Config) -> Finding:
    try:
        given = load_cases_key() is not None
    except BadInput as error:
        return wrong("key of the case store", str(error))
    return ok(f"case store (will be made{'' if given else ', with a key of its own'})")
