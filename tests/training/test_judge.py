"""The judge of hints: its weights are what its texts teach, and what it learns it can tell of texts by another author."""

from __future__ import annotations

from pathlib import Path

import pytest

from detectors.debt.judge import FILE, SURE, odds
from detectors.fold import fold
from training.judge import HERE, Told, fit, read, written

PATHS = sorted(HERE.glob("*.txt"))


def test_the_weights_are_made_of_the_texts() -> None:
    """Else `python -m training.judge` is due."""
    assert written(fit(read(PATHS))) == FILE.read_text("utf-8")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_it_learns_holds_for_another_author(path: Path) -> None:
    """Taught by the other files, it takes few of an author's innocent texts for hints, and finds hints that it has not seen."""
    weights = fit(read(other for other in PATHS if other != path))
    sure = {True: [0, 0], False: [0, 0]}
    for text, hint in read([path]):
        counts = sure[hint]
        counts[0] += odds(fold(text).text, weights) >= SURE
        counts[1] += 1
    (found, hints), (alarms, innocent) = sure[True], sure[False]
    assert alarms / innocent < 0.12
    assert found / hints > 0.5


def test_a_line_is_a_label_a_reader_and_a_text(tmp_path: Path) -> None:
    """A line break in a text is written as in Python; a label that is none is an error."""
    path = tmp_path / "texts.txt"
    path.write_text("H\tparent\t他不接\\n你接\nB\tfriend\t明天见\t再说\n", "utf-8")
    assert list(read([path])) == [Told("他不接\n你接", hint=True), Told("明天见\t再说", hint=False)]
    path.write_text("X\tfriend\t明天见\n", "utf-8")
    with pytest.raises(KeyError):
        list(read([path]))
