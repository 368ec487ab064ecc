"""The judge of hints in the recognizer: when it is asked, what it points at, and that it is never sure."""

from __future__ import annotations

import pytest

from detectors.debt import judge
from detectors.debt.judge import START, grams, hints
from detectors.debt.status import DebtStatus
from detectors.fold import fold

_HINT = "嫂子，您家那位当初填表写的可是您，现在人影都没了，您不出面我们只好去店里坐坐"
_SMALL_TALK = "婶子，我妈包了饺子让我给您送一碗，您家里有人没"


def test_weighs_characters_and_pairs_once() -> None:
    """Edges are in pairs, too; capitals and digits make no difference."""
    assert grams("a哦哦7") == grams("A哦哦35"[:-1])
    assert grams("他") == {START, "他", judge.END, START + "他", "他" + judge.END}
    assert grams("好好好") == grams("好好") | {"好好"}


def test_a_hint_is_for_a_person_to_look_at() -> None:
    """No rule knows the words; the finding is one clause, below what is acted on without a person."""
    (found,) = DebtStatus().find(fold(_HINT))
    assert (found.entity_type, found.rule) == ("DEBT_STATUS", "debt.judged")
    assert 0.35 < found.score < 0.5
    assert 0 <= found.start < found.end <= len(_HINT)
    assert "，" not in _HINT[found.start : found.end]


def test_small_talk_is_none() -> None:
    """The same voice, about something else."""
    assert not list(DebtStatus().find(fold(_SMALL_TALK)))


def test_is_not_asked_where_a_rule_has_found_something(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a rule says is surer, and says where."""
    asked: list[str] = []
    monkeypatch.setattr("detectors.debt.status.hints", lambda text: asked.append(text) or [])
    found = list(DebtStatus().find(fold("您儿子在我司的贷款逾期41天未还，请转告他")))
    assert found
    assert asked == []
    list(DebtStatus().find(fold(_SMALL_TALK)))
    assert asked == [_SMALL_TALK]


def test_a_long_text_is_judged_in_parts() -> None:
    """A hint amid a page of something else is still seen, where it stands."""
    page = "今天风大，记得收衣服。" * 40
    ((start, end),) = hints(page + _HINT + "。" + page)
    assert len(page) <= start < end <= len(page) + len(_HINT)


def test_reads_chinese_only() -> None:
    """A few characters, or another language, tell it nothing."""
    assert not list(hints("他躲 躲"))
    assert not list(hints("you can hide but your mate who signed it cannot " * 5))
