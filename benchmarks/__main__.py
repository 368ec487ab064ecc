"""``python -m benchmarks [NAME ...]``: every benchmark but the long ones, or those named."""

import argparse
import sys

from benchmarks import bus, case_store, cost, decoding, inspection, jobs, memory, names, speed

#: Those that may need the network come last, so that the others have been printed by then.
BENCHMARKS = {
    "case_store": case_store.run,
    "cost": cost.run,
    "decoding": decoding.run,
    "inspection": inspection.run,
    "jobs": jobs.run,
    "bus": bus.run,
    "names": names.run,
    "peers": speed.run,
}
#: They take too long to be run with the others.
LONG = {"memory": memory.run}


def main() -> None:
    """Run what was asked for. Exits with 1, after all of it, if something could not be measured."""
    known = BENCHMARKS | LONG
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Run every benchmark but the long ones, or those named."
    )
    parser.add_argument("name", nargs="*", help=f"one of {', '.join(BENCHMARKS)}; long: {', '.join(LONG)}")
    chosen = parser.parse_args().name or list(BENCHMARKS)
    if unknown := [name for name in chosen if name not in known]:
        parser.error(f"no benchmark {unknown[0]}: expected one of {', '.join(known)}")
    failed = False
    for one in chosen:
        try:
            known[one]()
        except SystemExit as end:  # it has said why
            print(end.code if isinstance(end.code, str) else f"{one}: not complete", file=sys.stderr)
            failed = True
    sys.exit(failed)


if __name__ == "__main__":
    main()
