"""``python -m benchmarks [NAME ...]``: every benchmark, or those named."""

import argparse

from benchmarks import bus, case_store, cost, decoding, inspection, jobs, names

#: The one that may need the network comes last, so that the others have been printed by then.
BENCHMARKS = {
    "case_store": case_store.run,
    "cost": cost.run,
    "decoding": decoding.run,
    "inspection": inspection.run,
    "jobs": jobs.run,
    "bus": bus.run,
    "names": names.run,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Run every benchmark, or those named."
    )
    parser.add_argument("name", nargs="*", help=f"one of {', '.join(BENCHMARKS)}")
    chosen = parser.parse_args().name or list(BENCHMARKS)
    if unknown := [name for name in chosen if name not in BENCHMARKS]:
        parser.error(f"no benchmark {unknown[0]}: expected one of {', '.join(BENCHMARKS)}")
    for one in chosen:
        BENCHMARKS[one]()
