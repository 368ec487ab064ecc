"""One reading of a text for both debt recognizers: respelled, blanked, cut into sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from detectors.debt import topics
from detectors.debt.chatter import about_nobody
from detectors.debt.innocent import blank
from detectors.debt.respell import respell
from detectors.debt.topics import Sentence, worth_reading
from detectors.fold import View
from detectors.kept import kept
from detectors.lazy import Expression
from detectors.patterns import pattern

_SENTENCE = pattern("debt.sentence", r"[^。！？!?；;\n]{1,160}[。！？!?；;\n]{0,4}")
_CLAUSE_MARKS = frozenset("，,。！？!?；;\n")


class Reading:
    """The text as the rules read it: no disguise and no innocent phrase in it (`plain` still has those)."""

    def __init__(self, folded: View) -> None:
        #: None where no word is disguised.
        self._respelled = respell(folded.text)
        self.plain = folded.text if self._respelled is None else self._respelled.text
        self.text = blank(self.plain)
        #: `text` at a glance, for the conditions of what is looked for in it.
        self.seen = folded if self.text == folded.text else View(self.text, self.text)

    @kept
    def about_nobody(self) -> bool:
        """Whatever it says, it is nobody's debt: nothing that is found in it counts. To be asked when something is."""
        return about_nobody(self.plain)

    @kept
    def _sentences(self) -> list[Sentence]:
        return [Sentence(m.group(), m.start()) for m in _SENTENCE.finditer(self.text)]

    @kept
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self._sentences]

    @kept
    def _marks(self) -> list[int]:
        return [at for at, character in enumerate(self.text) if character in _CLAUSE_MARKS]

    def to_folded(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of `text` to the folded text."""
        return (start, end) if self._respelled is None else self._respelled.to_source(start, end)

    def scene(self, start: int, end: int) -> Scene:
        """Return what stands around ``text[start:end]``."""
        index = max(0, bisect_right(self._starts, start) - 1)
        around = self._sentences[max(0, index - 1) : index + 2]
        return Scene(self, start, end, self._sentences[index], around)

    def clause_start(self, first: int, at: int) -> int:
        """Return where the clause that ends at `at` begins, `first` if that is before it."""
        index = bisect_left(self._marks, at)
        return max(first, self._marks[index - 1] + 1) if index else first

    def clause_end(self, at: int, last: int) -> int:
        """Return where the clause that goes on at `at` ends, `last` if that is behind it."""
        index = bisect_left(self._marks, at)
        return min(self._marks[index], last) if index < len(self._marks) else last


def read(view: View) -> Reading | None:
    """Return the reading of a folded text, None where it can hold no debt fact. Ask the view for it: it is read once."""
    return Reading(view) if worth_reading(view.text) else None


class Scene:
    """A candidate in its surroundings."""

    def __init__(
        self, reading: Reading, start: int, end: int, sentence: Sentence, around: list[Sentence]
    ) -> None:
        self._reading = reading
        self._text = reading.text
        self._plain = reading.plain
        self._start = start
        self._end = end
        self.sentence = sentence
        self.around = around

    def has(self, feature: str) -> bool:
        """Tell whether the sentence has a feature; with a trailing ``~``, whether it or a neighbour has."""
        if feature[-1] != "~":
            return bool(getattr(self.sentence, feature))
        feature = feature[:-1]
        for sentence in self.around:  # noqa: SIM110  # a generator costs more than the looks
            if getattr(sentence, feature):
                return True
        return False

    @property
    def left(self) -> str:
        """The sentence before the candidate, at most 80 characters."""
        return self._text[max(self.sentence.start, self._start - 80) : self._start]

    @property
    def clause_left(self) -> str:
        """The clause before the candidate, at most 24 characters."""
        first = max(self.sentence.start, self._start - 24)
        return self._text[self._reading.clause_start(first, self._start) : self._start]

    @property
    def clause_right(self) -> str:
        """The clause behind the candidate, at most 16 characters."""
        return self._text[self._end : self._reading.clause_end(self._end, self._end + 16)]

    @property
    def clause(self) -> str:
        """The clause with the candidate in it, innocent phrases and all."""
        return self._plain[self._start - len(self.clause_left) : self._end + len(self.clause_right)]

    def text_after(self, length: int) -> str:
        """Return the next characters behind the candidate."""
        return self._text[self._end : self._end + length]

    def beside(self, other: Expression) -> bool:
        """Tell whether `other` is what the candidate is about.

        That is so in its clause, and anywhere in a sentence that names no loan.
        """
        if other.search(self.clause):
            return True
        if self.sentence.credit:
            return False
        first = self.sentence.start
        return other.search(self._plain, first, first + len(self.sentence.text)) is not None

    @property
    def particular(self) -> bool:
        """It is said of somebody in particular."""
        sentence = self.sentence
        return sentence.third or (sentence.second and sentence.definite)

    @kept
    def hypothetical(self) -> bool:
        """A condition, a warning or a question stands ahead of it."""
        return topics.HYPOTHETICAL.search(self.left) is not None

    @property
    def for_everybody(self) -> bool:
        """It stands in a notice, or in a condition or question about no debt that is there."""
        sentence = self.sentence
        if sentence.warning or (sentence.notice and not self.particular):
            return True
        return (self.hypothetical or sentence.question) and not (sentence.third or sentence.definite)
