"""What is kept of the patterns is what they are, and a pattern is compiled when it is first needed."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from detectors.conditions import FILE, known, work_out
from detectors.lazy import Expression
from detectors.patterns import REGISTERED, pattern
from detectors.write_conditions import conditions

_EXPRESSION = "(?:a?欠|款)[0-9]{3}"


def test_the_file_is_up_to_date() -> None:
    """Else `make conditions` is due: a process that starts would have to parse what has changed."""
    command = [sys.executable, "-m", "detectors.write_conditions", "--print"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # apart from patterns of tests
    assert done.stdout == FILE.read_text("utf-8")


def test_a_changed_expression_is_worked_out_again() -> None:
    """Under a name that is kept, another expression gets conditions of its own."""
    name = next(iter(REGISTERED))
    kept = known(name, REGISTERED[name].written, REGISTERED[name].flags)
    assert kept == work_out(REGISTERED[name].written, REGISTERED[name].flags)
    assert known(name, _EXPRESSION, 0) == work_out(_EXPRESSION, 0) != kept
    assert known(name, _EXPRESSION, re.IGNORECASE) == work_out(_EXPRESSION, re.IGNORECASE)


def test_is_compiled_when_it_is_first_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then once, for all of its methods; what is known of it needs no compiling."""
    compiled: list[str] = []
    once = re.compile

    def counted(expression: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(expression)
        return once(expression, flags)

    monkeypatch.setattr(re, "compile", counted)
    lazy = Expression("any", _EXPRESSION, 0)
    assert lazy.known.need.digits == 3
    assert compiled == []
    assert lazy.search("他欠300") is not None
    assert [m.span() for m in lazy.finditer("a欠300款400")] == [(0, 5), (5, 9)]
    assert lazy.sub("", "款1234") == "4"
    assert lazy.compile() is lazy.compile()
    assert compiled == [lazy.pattern]


def test_has_nothing_else() -> None:
    """A method of patterns that it does not have is an error, not a compilation."""
    with pytest.raises(AttributeError, match="scanner"):
        Expression("any", "a", 0).scanner  # type: ignore[attr-defined]  # noqa: B018


def test_a_name_stands_for_one_pattern() -> None:
    """The same again is the same object; another under its name is refused."""
    name, one = next(iter(REGISTERED.items()))
    assert pattern(name, one.written, one.flags) is one
    with pytest.raises(ValueError, match=re.escape(name)):
        pattern(name, one.written + "x", one.flags)


def test_a_whole_file_has_a_line_for_each_pattern() -> None:
    """So that a difference shows which pattern has changed."""
    assert len(conditions().splitlines()) == len(REGISTERED) + 2
