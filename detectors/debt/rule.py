"""What a rule of the debt grammar is, and how a match of one is judged in its surroundings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from detectors.debt.reading import Reading, Scene
from detectors.lazy import Expression
from detectors.needs import Need
from detectors.patterns import pattern

#: What a condition leaves of a statement about a particular debt: 如再不还款….
_CONDITIONAL = 0.6
#: Matches of one rule in one text that are judged one by one.
_MOST_JUDGED = 2000


class Match(NamedTuple):
    """A match in offsets of the reading, with its score and its rule."""

    start: int
    end: int
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to say it. The span is its group where one matched.

    `keys`: substrings, one of which every match holds (a cheap prefilter). `needs`: features of the
    surroundings
    (see `Scene.has`), any of which earns `score`; without any it earns `otherwise`. A match beside `unless`
    counts
    for nothing. A `firm` rule stands in a notice and behind a condition too.
    """

    name: str
    keys: tuple[str, ...]
    expression: Expression
    score: float
    needs: tuple[str, ...] = ()
    otherwise: float = 0.0
    unless: Expression | None = None
    firm: bool = False

    @property
    def need(self) -> Need:
        """What a text must hold for it to match: what its expression needs, and the first and the last character of a key."""
        digits, one_of = self.expression.known.need
        ends = dict.fromkeys(frozenset(key[at] for key in self.keys) for at in (0, -1))
        return Need(digits, (*one_of, *ends))

    def matches(self, reading: Reading) -> Sequence[Match]:
        """Return what it finds, judged."""
        text = reading.text
        for key in self.keys:  # a loop, as a generator costs more than most of these look-ups
            if key in text:
                break
        else:
            return ()
        if (first := self.expression.search(text)) is None:  # of four rules that are asked, three
            return ()
        found = []
        for count, match in enumerate(self.expression.finditer(text, first.start())):
            start, end = match.span(match.lastindex or 0)
            # A text that says it so often is no message: leave off judging, and be strict.
            score = self.score if count > _MOST_JUDGED else self._judge(reading.scene(start, end))
            if score > 0:
                found.append(Match(start, end, score, self.name))
        return found

    def _judge(self, scene: Scene) -> float:
        score = self.score if not self.needs or any(map(scene.has, self.needs)) else self.otherwise
        if not score or (self.unless is not None and scene.beside(self.unless)):
            return 0.0
        if self.firm:
            return score
        if scene.for_everybody:
            return 0.0
        return min(score, _CONDITIONAL) if scene.hypothetical else score


def rule(
    name: str,
    keys: str,
    expression: str,
    score: float,
    *,
    needs: str = "",
    otherwise: float = 0.0,
    unless: str = "",
    firm: bool = False,
    flags: int = re.VERBOSE,
) -> Rule:
    """Compile a rule; `keys` and `needs` are lists separated by spaces."""
    return Rule(
        name,
        tuple(keys.split()),
        pattern(f"debt.{name}", expression, flags),
        score,
        tuple(needs.split()),
        otherwise,
        pattern(f"debt.{name}.unless", unless) if unless else None,
        firm,
    )
