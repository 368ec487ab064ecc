"""`make soak`: every scenario at length, each on Kafka of its own, and its numbers. Exits with 1 if anything is wrong."""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
from pathlib import Path

from tests.kafka.broker import Broker, NotStarted
from tests.kafka.cluster import Cluster
from tests.kafka.jars import FetchFailed, missing
from tests.soak.ground import Stock
from tests.soak.scenarios import LONG, Scenario, run


def main() -> int:
    """Run the scenarios that are named, or all."""
    options = _options()
    if reason := missing():
        print(reason, file=sys.stderr)
        return 1
    logging.getLogger("kafka").setLevel(logging.CRITICAL)  # our own clients lose their brokers, too
    print(f"seed {options.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="mifeng-soak-"))
    stock = Stock.make(folder / "stock")
    chosen = [s for s in LONG if not options.scenarios or s.name in options.scenarios]
    good = [_play(scenario, options, stock, folder / scenario.name) for scenario in chosen]
    print(f"{sum(good)} of {len(good)} scenarios are good; logs in {folder}")
    return 0 if all(good) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.soak", description=__doc__)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=", ".join(s.name for s in LONG))
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--share", type=float, default=1.0, help="of the messages of a long run, e.g. 0.1")
    return parser.parse_args()


def _play(scenario: Scenario, options: argparse.Namespace, stock: Stock, folder: Path) -> bool:
    messages = int(scenario.size.messages * options.share)
    scenario = scenario._replace(size=scenario.size._replace(messages=messages))
    try:
        with Cluster(folder) if scenario.needs_cluster else Broker(folder / "broker") as kafka:
            report = run(scenario, kafka, stock, folder / "ground", options.seed)
    except (AssertionError, FetchFailed, NotStarted, TimeoutError) as error:
        print(f"{scenario.name} (seed {options.seed}): BAD\n  {error}", flush=True)
        return False
    print("\n".join(report.lines()), flush=True)
    return report.is_good


if __name__ == "__main__":
    sys.exit(main())
