"""Names, addresses and workplaces: mifeng beside other tools, on each group of labelled texts in ``fixtures/evaluation/``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.peers import Peer, peers
from benchmarks.peers.asking import ask
from benchmarks.peers.environments import Unavailable
from benchmarks.tables import headed
from pipeline.evaluation import Labelled, Row, Scores, compare, interval, read_labelled, score

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "fixtures" / "evaluation"
OUTPUT = ROOT / ".cache" / "bench"
TYPES = ("ADDRESS", "EMPLOYER", "PERSON")
NOT_ATTEMPTED = "not attempted"
#: A type, or "all", and its counts; None: the tool does not attempt it.
TypedRow = tuple[str, Row | None]


@dataclass(frozen=True, slots=True)
class Result:
    """One tool's scores, set by set. Counts for types outside `attempts` mean nothing."""

    name: str
    version: str
    note: str
    attempts: frozenset[str]
    by_set: dict[str, Scores]

    def rows(self) -> list[TypedRow]:
        """Return the three types and "all", over all sets; None where the tool attempts no such type, or not all."""
        return [(name, row if self._has(name) else None) for name, row in _added(self.by_set.values()).rows()]

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain data; what the tool does not attempt is the string `NOT_ATTEMPTED`."""
        return {
            "name": self.name, "version": self.version, "note": self.note,
            "scores": self._plain(_added(self.by_set.values())),
            "by_set": {name: self._plain(_added([scores])) for name, scores in self.by_set.items()},
        }  # fmt: skip

    def _plain(self, scores: Scores) -> dict[str, Any]:
        return {
            name: {**row, "innocent": 1 - row["precision"]} if self._has(name) else NOT_ATTEMPTED
            for name, row in scores.as_dict().items()
        }

    def _has(self, name: str) -> bool:
        return self.attempts.issuperset(TYPES if name == "all" else (name,))


def _added(each: Iterable[Scores]) -> Scores:
    """Return the sum, of the three types only."""
    total = Scores()
    for scores in each:
        for name in TYPES:
            into, one = total.by_type[name], scores.by_type[name]
            for count in Row.__slots__:
                setattr(into, count, getattr(into, count) + getattr(one, count))
    return total


Corpus = dict[str, list[Labelled]]


def read_corpus(folder: Path) -> Corpus:
    """Return the texts of each set. Raises `BadInput` for a line that is no labelled text."""
    return {
        path.stem: [read_labelled(line) for line in path.read_bytes().splitlines() if line.strip()]
        for path in sorted(folder.glob("*.jsonl"))
    }


def ours(corpus: Corpus) -> Result:
    """Return our own scores, without any case record."""
    by_set = {name: Scores() for name in corpus}
    for name, texts in corpus.items():
        for one in texts:
            _exhaust(score(one, by_set[name]))
    note = "the detectors alone, no case record tells them whose names to expect"
    return Result("mifeng", version("mifeng"), note, frozenset(TYPES), by_set)


def theirs(peer: Peer, corpus: Corpus) -> Result:
    """Return a peer's scores. Raises `Unavailable` when it cannot be installed or asked."""
    labelled = [(name, one) for name, texts in corpus.items() for one in texts]
    answer = ask(peer, [one for _, one in labelled])
    by_set = {name: Scores() for name in corpus}
    for (name, one), found in zip(labelled, answer.findings, strict=True):
        _exhaust(compare(one, found, by_set[name]))
    return Result(peer.name, peer.version, answer.note, answer.attempts, by_set)


def _exhaust(problems: Iterable[str]) -> None:
    """Score, and drop the misses in words: nobody who works on the detectors should read them."""
    for _ in problems:
        pass


def results(corpus: Corpus, others: Sequence[Peer]) -> Iterator[Result | Unavailable]:
    """Yield our result and those of the others; in the place of one that cannot be had, why."""
    yield ours(corpus)
    for peer in others:
        try:
            yield theirs(peer, corpus)
        except Unavailable as error:
            yield error


def table(found: Sequence[Result]) -> Table:
    """Return the table, type by type, so that the tools stand below one another."""
    headings = ("labels", "found", "precision", "recall", "F1", "full cover", "95 % of it", "innocent")
    built = headed("type", "tool", *headings, left=2)
    for index, name in enumerate((*TYPES, "all")):
        for result in found:
            built.add_row(name, result.name, *_cells(result.rows()[index][1], len(headings)))
        built.add_section()
    return built


def _cells(row: Row | None, width: int) -> Iterator[str]:
    if row is None:
        yield from ["", "", NOT_ATTEMPTED, *[""] * (width - 3)]
        return
    yield from (str(row.labels), str(row.found))
    yield from (f"{share:.3f}" for share in (row.precision, row.recall, row.f1, row.cover))
    low, high = interval(row.covered, row.labels)
    yield f"{low:.2f}–{high:.2f}"
    yield f"{1 - row.precision:.3f}"


def report(corpus: Corpus, found: Sequence[Result], console: Console) -> None:
    """Print the table, and what one has to know to read it."""
    console.print(table(found))
    for result in found:
        console.print(f"{result.name} {result.version}: {result.note}", soft_wrap=True, highlight=False)
    sizes = ", ".join(f"{name} {len(texts)}" for name, texts in corpus.items())
    console.print(
        f"The {sum(map(len, corpus.values()))} texts are ours ({sizes}): made up for this project, so not neutral ground.",
        soft_wrap=True,
        highlight=False,
    )


def write(corpus: Corpus, found: Sequence[Result], path: Path) -> None:
    """Write every count, share and interval, over all sets and set by set, as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sizes = {name: len(texts) for name, texts in corpus.items()}
    plain = {"texts": sizes, "tools": [result.as_dict() for result in found]}
    path.write_text(json.dumps(plain, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def run() -> None:
    """Print a table for each group and write its JSON. Exits with 1, after that, if a peer could not be had."""
    groups = [folder for folder in sorted(CORPUS.iterdir()) if folder.is_dir()]
    if not groups:
        raise SystemExit("names: expected folders of labelled texts in fixtures/evaluation")
    console = Console(width=None if sys.stdout.isatty() else 110)
    failed: list[str] = []
    for folder in groups:
        corpus = read_corpus(folder)
        got = list(results(corpus, peers()))
        found = [one for one in got if isinstance(one, Result)]
        console.rule(f"{folder.name} texts")
        report(corpus, found, console)
        write(corpus, found, OUTPUT / f"names-{folder.name}.json")
        failed += [str(one) for one in got if isinstance(one, Unavailable)]
    for error in dict.fromkeys(failed):
        print(f"names: {error}", file=sys.stderr)
    if failed:
        raise SystemExit(1)
