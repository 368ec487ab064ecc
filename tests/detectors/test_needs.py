"""What a match needs and begins with: read off the expression, and never more than is true."""

from __future__ import annotations

import re
import sys
from functools import cache
from types import ModuleType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detectors.expressions import lead, required
from detectors.fold import View, fold
from detectors.guarded import Guarded, open_in
from detectors.lazy import Expression
from detectors.needs import Need, Sieve
from detectors.patterns import REGISTERED
from detectors.recognizer import TextRecognizer
from detectors.registry import RECOGNIZERS, recognizers
from tests.texts import every_text

_ALPHABET = "ab1欠款 Kſ"


@pytest.mark.parametrize(
    ("expression", "digits", "one_of"),
    [
        ("欠款", 0, ["欠", "款"]),
        ("欠|款", 0, ["欠款"]),
        ("[0-9]{12,19}", 12, []),
        ("1[3-9][0-9]{9}", 11, ["1", "3456789"]),
        ("(?:密码|口令)(?:是|为)?[0-9]{4}", 4, ["密口"]),
        ("(?<![0-9])a?b", 0, ["b"]),
        ("(?<=欠)a", 0, ["欠", "a"]),
        ("(?i:id)", 0, ["iIİı", "dD"]),
        ("[^a]b|.", 0, []),
        ("[一-鿿]?", 0, []),
    ],
)
def test_reads_what_every_match_holds(expression: str, digits: int, one_of: list[str]) -> None:
    """Sequences need all of their parts, alternatives one; what may be missing, or is only forbidden, is not needed."""
    found, sets = required(expression, 0)
    assert found == digits
    assert set(sets) == set(map(frozenset, one_of))


@pytest.mark.parametrize(
    ("expression", "before"),
    [
        ("(?:a?b|c)d", "(?-i:(?=[abc]))"),
        ("欠|款", ""),
        ("[ab]c", ""),
        ("a?", ""),
        ("(?<!x)(?:a|.)", ""),
    ],
)
def test_looks_ahead_for_what_a_match_begins_with(expression: str, before: str) -> None:
    """Where the engine does not do so by itself, and where there is something to look for."""
    assert lead(expression) == before


def _expressions() -> st.SearchStrategy[str]:
    """Expressions of the kinds that the detectors use, over a small alphabet.

    None has possessive or atomic parts: with some of these the engine of Python 3.11 takes memory without end, and no pattern
    of ours has them.
    """
    single = st.sampled_from(
        [
            *map(re.escape, _ALPHABET),
            "[ab]",
            "[a-z]",
            "[0-9]",
            "[^a]",
            "[^0-9]",
            ".",
            "[欠K]",
            r"\d",
            "^",
            "$",
        ]
    )

    def wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.lists(inner, min_size=1, max_size=3).map("".join),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
            st.tuples(inner, st.sampled_from(["?", "{0,2}", "{1,2}", "{2}", "{1,2}?"])).map(
                lambda p: f"(?:{p[0]}){p[1]}"
            ),
            st.tuples(st.sampled_from(["(?=", "(?!", "(?i:", "(?-i:", "("]), inner).map(
                lambda p: f"{p[0]}{p[1]})"
            ),
            st.sampled_from(["(?<=a)", "(?<![0-9])", "(?<=[欠k])", "(?<!b)"]),
        )

    return st.recursive(single, wider, max_leaves=8)


@settings(max_examples=1500, deadline=None)
@given(
    _expressions(),
    st.sampled_from([0, re.IGNORECASE]),
    st.lists(st.text(_ALPHABET + "AkBs", max_size=8), max_size=12),
)
def test_any_expression_keeps_its_matches(expression: str, flags: int, texts: list[str]) -> None:
    """Neither the look ahead nor the condition takes a match away, and the groups stay what they are."""
    try:
        plain = re.compile(expression, flags)
    except re.error:
        assume(False)
    ours = Expression("any", expression, flags)
    need = ours.known.need
    for text in texts:
        found = [match.regs for match in plain.finditer(text)]
        assert [match.regs for match in ours.finditer(text)] == found
        assert need.met_by(View(text, text)) or not found


def test_letters_that_differ_in_case_only_are_known() -> None:
    """Of all characters there are, those that match a letter where case is ignored are those that the condition asks for."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        (one_of,) = required(letter, re.IGNORECASE)[1]
        assert frozenset(re.findall(letter, every, re.IGNORECASE)) == one_of
    han = frozenset().union(
        *(some for p in REGISTERED.values() for some in required(p.pattern, p.flags)[1])
    ) - set(map(chr, range(128)))
    uncased = "".join(c for c in han if c.lower() == c.upper() == c)
    assert frozenset(re.findall(f"[{re.escape(uncased)}]", every, re.IGNORECASE)) == frozenset(uncased)


@cache
def _findings(text: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for recognizer in _ALL:
        view = fold(text)
        if not recognizer.guards or recognizer.guards & open_in(view):
            found += [(type(recognizer).__name__, *hit) for hit in recognizer.find(view)]
    return found


_ALL = recognizers()


def _open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every pattern look at every text."""
    monkeypatch.setattr(Need, "met_by", lambda *_: True)
    monkeypatch.setattr(Sieve, "met", lambda sieve, _: (1 << sieve._size) - 1)


def test_no_condition_hides_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every recognizer finds in every text that we have what it finds there when nothing is passed over."""
    texts = every_text()
    guarded = [_findings(text) for text in texts]
    _findings.cache_clear()
    _open(monkeypatch)
    for text, found in zip(texts, guarded, strict=True):
        assert _findings(text) == found
    _findings.cache_clear()
    silent = {cls.__name__ for cls in RECOGNIZERS} - {one[0] for found in guarded for one in found}
    assert silent == set(), "no text shows that these lose nothing"


_PIECES = st.sampled_from(
    ["欠", "款", "3000元", "逾期", "12", "110101199003071233", "X", "13912345678", "微信", "abc_123", "密码", "是", "：", " ", "，", "@", "qq.com",
     "生日", "1990年1月2日", "路", "12号", "王芳", "张", "先生", "在", "公司", "上班", "京A12345", "护照", "E12345678", "**", "尾号", "1234", "He owes", "$45",
     "A123456(3)", "台胞证", "军字第1234567号", "6222021234567890128", "卡", "QQ", "合同", "号", "JK2024-1234", "还", "不", "法院", "起诉", "K", "ſ", "İ"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=3)), max_size=10).map("".join))
def test_no_condition_hides_a_finding_in_made_up_text(text: str) -> None:
    """The same on texts that nobody has written, of what recognizers look for and of anything at all."""
    found = _findings(text)
    _findings.cache_clear()
    with pytest.MonkeyPatch.context() as monkeypatch:
        _open(monkeypatch)
        assert _findings(text) == found
    _findings.cache_clear()


def test_a_pattern_is_not_asked_where_it_cannot_match() -> None:
    """The condition is looked at first, and says no without the pattern."""
    guard = Guarded(Expression("any", "[0-9]{4}元", 0))
    assert guard.each(View("欠款", "欠款")) == ()
    assert [match.span() for match in guard.each(View("欠3000元", "欠3000元"))] == [(1, 6)]
    assert guard.found_in(View("1234元", "1234元"))
    assert not guard.found_in(View("元1234", "元1234"))


def test_a_sieve_leaves_what_each_need_would() -> None:
    """Of many needs it gives those that are met, in their order."""
    needs = [
        Expression("any", expression, 0).known.need
        for expression in ("欠", "[0-9]{3}", "款|还", "a", "[0-9]元")
    ]
    sieve = Sieve(needs)
    for text in ("", "欠款", "123", "还1元", "a欠12"):
        view = View(text, text)
        assert sieve.left(view) == [place for place, need in enumerate(needs) if need.met_by(view)]


_SETS = st.frozensets(st.sampled_from(_ALPHABET), max_size=4)


@given(
    st.lists(st.builds(Need, st.integers(0, 3), st.lists(_SETS, max_size=4).map(tuple)), max_size=20),
    st.text(_ALPHABET, max_size=8),
)
def test_the_bits_are_of_the_needs_that_are_met(needs: list[Need], text: str) -> None:
    """For any needs and any text, the bits are those of the needs that are met."""
    view = View(text, text)
    expected = sum(1 << place for place, need in enumerate(needs) if need.met_by(view))
    assert Sieve(needs).met(view) == expected


#: A match of these is what others are not.
_NO_FINDINGS = {"phone.hotline"}


@pytest.mark.parametrize("recognizer", [one for one in _ALL if one.GUARDS], ids=lambda one: one.name)
def test_a_recognizer_is_passed_over_only_for_all_its_patterns(recognizer: TextRecognizer) -> None:
    """No guarded pattern of its module, or of the module with its forms, is left out of those that it is asked for."""
    own = vars(sys.modules[recognizer.__module__]).values()
    forms = [one for one in own if isinstance(one, ModuleType) and one.__name__.startswith("detectors.")]
    guards = [
        one
        for names in (own, *(vars(form).values() for form in forms))
        for one in names
        if isinstance(one, Guarded)
    ]
    assert {one.pattern.name for one in guards} - _NO_FINDINGS <= {
        one.pattern.name for one in recognizer.GUARDS
    }
