"""Every regular expression of the detectors is safe on hostile text: by its shape, and by the clock."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import detectors
import detectors.record
import pipeline.inspecting
from detectors.patterns import REGISTERED
from tests.detectors.pattern_shape import Reader
from tests.detectors.pattern_texts import hostile_units

#: The largest upper bound of a quantifier.
MOST_REPEATS = 400
#: The most ways in which a pattern may read one text from one place (see `pattern_shape`).
MOST_WAYS = 10_000
#: Microseconds of CPU per character of hostile text for one pattern, and for those that are tried at few places only.
MOST_COST = 6.0
_ROOT = Path(detectors.__file__).parent.parent


class Reviewed(NamedTuple):
    """Why a pattern with more ways than `MOST_WAYS` on paper is safe, and the text that would make it slow."""

    why: str
    unit: str


REVIEWED = {
    "fold.spoken-run": Reviewed("spoken digits differ by their third letter: 'on' is 'one' or 'o' + 'n…'", "one o one o no "),
    "email.domain": Reviewed("at most five labels, and tried behind an @ only", "a@xdotxdotxdotxdotxdotxdotxdot!"),
    "address.en.street": Reviewed("units end with a comma, and a number must stand where they end", "Aa Bb Building, 1 "),
    "secret.password": Reviewed("needs a label, and the words after it are eight at most", "密码了了是了了是了了"),
    "secret.code": Reviewed("needs a label, and the words after it are eight at most", "验证码是是是是是是是是是"),
    "wechat.ahead": Reviewed("needs a label, and no part of what follows is long", "微信号号号号号号号号号号是是是是是"),
    "debt.en-wages": Reviewed("few words, each followed by a space", "my my my my wages wages "),
    "phone.international": Reviewed("begins with + and is at most 30 characters long", "+1 1 1 1 1 1 1 1 1 1 1 1"),
    "birth.after_label": Reviewed("needs a label, and six words at most follow it", "出生登记登记上面上面填的填的"),
}  # fmt: skip
#: Patterns that are matched at few places, so that their cost at every place is not what a text costs.
RARELY_TRIED = {"email.domain": "matched behind an @ only; test_reviewed_patterns_are_cheap times the whole"}


@cache
def _read(name: str) -> Reader:
    return Reader(REGISTERED[name].compile())


@pytest.mark.parametrize("name", sorted(REGISTERED))
def test_quantifiers_are_bounded(name: str) -> None:
    """No pattern has *, + or {n,}: the longest match, and with it the work at one place, has a limit."""
    assert [q for q in _read(name).quantifiers if q[1] > MOST_REPEATS] == []


@pytest.mark.parametrize("name", sorted(REGISTERED.keys() - REVIEWED))
def test_ways_to_match_are_few(name: str) -> None:
    """Nested and neighbouring quantifiers do not multiply beyond a bound, in the pattern and in its look-arounds."""
    assert max(_read(name).ways, *_read(name).apart) <= MOST_WAYS


@pytest.mark.parametrize("name", sorted(REVIEWED))
def test_reviewed_patterns_need_it(name: str) -> None:
    """A pattern that has become simple, or has gone, is not left on the list."""
    assert _read(name).ways > MOST_WAYS


@pytest.mark.parametrize(
    ("expression", "most_ways"),
    [
        ("(?:a{1,9}b){1,9}", 1),
        ("(?:wu|wu1)[0-9]{0,2}!", 4),
        ("[ab]{0,9}[bc]{0,9}!", 10),
        ("(?:欠款|欠钱){1,3}元", 1),
    ],
)
def test_harmless_shapes_are_seen_as_such(expression: str, most_ways: int) -> None:
    """A choice that the next characters decide does not count."""
    assert Reader(re.compile(expression)).ways <= most_ways


@pytest.mark.parametrize(
    "expression",
    ["(?:a{1,9}){1,9}!", "(?:a|ab?){1,30}!", "(?:[0-9]{1,3}[ ,]{0,2}){1,12}x", "(?i:(?:aa|AA?){1,20})!"],
)
def test_harmful_shapes_are_seen_as_such(expression: str) -> None:
    """The textbook cases of catastrophic backtracking are far over the bound, bounded as their quantifiers are."""
    assert Reader(re.compile(expression)).ways > MOST_WAYS


@pytest.mark.parametrize("name", sorted(REGISTERED))
def test_hostile_text_costs_linear_time(name: str) -> None:
    """On near-misses of its own, four times the text takes about four times as long, and little per character."""
    pattern = REGISTERED[name].compile()
    for unit in sorted(hostile_units(pattern), key=lambda unit: _seconds(pattern, unit, 1_500))[-2:]:
        small, large = _seconds(pattern, unit, 20_000), _seconds(pattern, unit, 80_000)
        assert large < 4 * small * 3 + 0.05
        assert large / 80_000 * 1e6 < MOST_COST or name in RARELY_TRIED


@pytest.mark.parametrize("name", sorted(REVIEWED))
def test_reviewed_patterns_are_cheap(name: str) -> None:
    """What the review says holds on the text that would make it slow, through all detectors together."""
    text = REVIEWED[name].unit * (20_000 // len(REVIEWED[name].unit))
    began = time.process_time()
    pipeline.inspecting.detect(text)
    assert time.process_time() - began < 6


def _seconds(pattern: re.Pattern[str], unit: str, size: int) -> float:
    text = (unit * (size // len(unit) + 1))[:size]
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - began


#: Calls of `re` outside the registry whose expression is no constant, with the reason why they are safe.
DYNAMIC = {
    "detectors/lazy.py": "what the registry makes",
}
_SOURCES = sorted([*(_ROOT / "detectors").rglob("*.py"), *(_ROOT / "pipeline" / "inspecting").rglob("*.py")])


def _calls_of_re(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        function = node.func if isinstance(node, ast.Call) else None
        if (
            isinstance(function, ast.Attribute)
            and isinstance(function.value, ast.Name)
            and function.value.id == "re"
        ):
            assert isinstance(node, ast.Call)
            if function.attr not in ("escape", "purge"):
                yield node


@pytest.mark.parametrize("path", _SOURCES, ids=lambda path: str(path.relative_to(_ROOT)))
def test_no_unbounded_expression_outside_the_registry(path: Path) -> None:
    """An expression that is compiled elsewhere is a constant with bounded quantifiers, or reviewed by name."""
    for call in _calls_of_re(path):
        expression = call.args[0]
        if str(path.relative_to(_ROOT)) in DYNAMIC:
            continue
        assert isinstance(expression, ast.Constant), f"line {call.lineno}: register this expression"
        shape = Reader(re.compile(str(expression.value)))
        assert all(most <= MOST_REPEATS for _, most in shape.quantifiers), f"line {call.lineno}"
        assert shape.ways <= MOST_WAYS, f"line {call.lineno}"
