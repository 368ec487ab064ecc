"""Debt facts: disclosures in many registers are found, and what only sounds like debt stays free."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detectors.debt.amount import DebtAmount
from detectors.debt.judge import JUDGED
from detectors.debt.reading import Reading
from detectors.debt.status import RULES, DebtStatus
from detectors.fold import View, fold
from detectors.proof import parse
from detectors.recognizer import Hit
from tests.growth import assert_linear

HERE = Path(__file__).parent
#: From this score on the policies act without asking a person.
ACTS = 0.5


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _hits(text: str) -> list[Hit]:
    view = fold(text)
    return [*DebtStatus().find(view), *DebtAmount().find(view)]


@pytest.mark.parametrize("text", _lines("debt_leaks.txt"))
def test_finds_a_disclosure(text: str) -> None:
    """A message that tells of somebody's debt has a finding on which the policy acts."""
    assert any(hit.score >= ACTS for hit in _hits(text))


@pytest.mark.parametrize("text", _lines("debt_hinted.txt"))
def test_hands_a_hint_to_a_person(text: str) -> None:
    """A message that only hints at a debt has a weak finding, on which the policies ask somebody."""
    assert any(hit.score < ACTS for hit in _hits(text))


@pytest.mark.parametrize("text", _lines("debt_innocent.txt"))
def test_leaves_innocent_text_free(text: str) -> None:
    """Of a message that tells of nobody's debt no rule says anything, not even weakly."""
    assert [(hit.rule, text) for hit in _hits(text) if hit.rule != JUDGED] == []


def test_the_judge_leaves_most_innocent_text_free() -> None:
    """These were written to mislead the rules, with the words of debt in another sense; the judge has not seen them."""
    texts = _lines("debt_innocent.txt")
    taken = [text for text in texts if any(hit.rule == JUDGED for hit in _hits(text))]
    assert len(taken) / len(texts) < 0.05


@pytest.mark.parametrize("line", _lines("debt_amounts.txt"))
def test_marks_exactly_the_amounts(line: str) -> None:
    """Of all numbers in a text those that are owed are found, with their unit, and no others."""
    text, expected = parse(line, "DEBT_AMOUNT")
    found = {(r.start, r.end) for r in DebtAmount().analyze(text)}
    assert found == {(e.start, e.end) for e in expected}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("借dai没还", "借贷没还"),
        ("他欠.钱", "他欠钱"),
        ("yuqi了", "逾期了"),
        ("欠 我 司 钱", "欠我司钱"),
        ("好 的", "好 的"),
    ],
)
def test_sees_through_a_disguise(text: str, kept: str) -> None:
    """A debt word spelled with pinyin or gaps is read as the word, and other text as it stands."""
    assert Reading(fold(text)).plain == kept


def test_a_finding_in_a_disguise_covers_all_of_it() -> None:
    """The span of a disguised word is what was written."""
    text = "他的qian  kuan没还"
    spans = {text[r.start : r.end] for r in DebtStatus().analyze(text)}
    assert any("qian  kuan" in span for span in spans)


def test_the_courtesy_line_cancels_nothing_but_itself() -> None:
    """如已还款请忽略 is no statement, and it does not soften one."""
    assert _hits("如已还款请忽略。") == []
    assert max(hit.score for hit in _hits("您的贷款逾期23天，如已还款请忽略。")) >= 0.85


def test_a_condition_about_a_debt_that_is_there_is_a_disclosure() -> None:
    """如逾期 in a notice says nothing of anybody; 如他再不还款 does."""
    assert _hits("如逾期还款，将产生罚息。") == []
    assert any(hit.score >= ACTS for hit in _hits("如他再不还款，我们将起诉。"))


def _that_count(texts: list[str]) -> list[Reading]:
    return [reading for text in texts if not (reading := Reading(fold(text))).about_nobody]


def test_every_rule_can_fire() -> None:
    """A rule that no text of the tests needs would be dead weight."""
    texts = [*_lines("debt_leaks.txt"), *_lines("debt_hinted.txt")]
    readings = _that_count(texts)
    dead = [rule.name for rule in RULES if not any(list(rule.matches(r)) for r in readings)]
    assert dead == []


def test_keys_hide_no_match() -> None:
    """The prefilter of a rule lets through every text that its expression matches."""
    readings = _that_count([*_lines("debt_leaks.txt"), *_lines("debt_innocent.txt")])
    for rule in RULES:
        found = [r.text for r in readings if rule.expression.search(r.text)]
        assert [text for text in found if not any(key in text for key in rule.keys)] == [], rule.name


def test_rule_names_are_unique_and_stable() -> None:
    """Rule names go into evidence: lower case, hyphens, each once."""
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z-]{3,30}", name) for name in names)


@pytest.mark.parametrize(
    "unit", ["欠", "逾期", "还", "1", " ", "他欠3000元", "未还 ", "owes us ", "欠 ", "一", "M3 "]
)
def test_work_is_linear(unit: str) -> None:
    """Twice the text takes about twice the time, whatever it is made of."""

    def find(length: int) -> None:
        text = (unit * (length // len(unit) + 1))[:length]
        view = View(text, text)
        list(DebtStatus().find(view))
        list(DebtAmount().find(view))

    assert_linear(find, 10_000, 80_000)
