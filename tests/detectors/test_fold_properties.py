"""Properties of the folded view over any text, with alphabets that disguises are made of."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.fold import _MOST_ROUNDS, _STEPS, View, fold
from detectors.fold.characters import _maps
from detectors.fold.draft import Draft
from detectors.fold.list_marks import without_list_marks
from detectors.fold.tables import plain

_DIGITS = "0123456789" * 3 + "１２３①⑨❸⒈²𝟏٣⓪〡"
_NUMERALS = "零〇○一二三四五六七八九壹贰貳參叁陸弍幺两兩拐洞勾十百万"
_SIGNS = " \t\n\r-–—_.·/\\|,，、。*~+()（）[]【】:：#^'`=&"
_HIDDEN = "\u200b\u200d\u202e\u2066\ufe0f\u20e3\u0301\u0336\u00ad\U000e0041\0\x7f\ud800\udfff\u3164\u2800"
_OTHERS = "ABSZOoIlXxVvАеοｖ業務債裏裡⻔⻢⼯가ㄱ㎏…㈠½ﷺ❤🔟É年月日元周"
_NUMBERS = [
    "13922334455", "139 2233 4455", "+86", "0086", "021", "(021)", "60128421", "440305", "19870412",
    "301x", "6222", "0212", "2026-11-24", "10:01", "一三九", "yao", "san", "jiu", "one", "eight",
    "(yè)", "（wu4）", "[shou]", "l39O", "1️⃣", "852", "9123",
]  # fmt: skip
_PIECES = st.one_of(
    st.sampled_from(_DIGITS + _NUMERALS + _SIGNS + _HIDDEN + _OTHERS), st.sampled_from(_NUMBERS)
)
_GROUPS = st.lists(
    st.tuples(st.text("0123456789", min_size=1, max_size=5), st.text(" -.·,、/\n*", max_size=2)), max_size=16
).map(lambda pairs: "".join(map("".join, pairs)))
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(_PIECES, max_size=40).map("".join),
    st.text(_DIGITS + _NUMERALS + " -", max_size=60),
    st.text(_DIGITS + _HIDDEN, max_size=60),
    _GROUPS,
)

_HOSTILE = [
    "1 1 1 ", "1一1", "138-", "yaosan ", "业(ye)", "\u200b1", "２①", "1O1l", "(021)", "1 3 8 ", "6222 ",
    "1.1,", "債", "一、", "2026-1-1 ", "2 1 3 9 2 2 3 3 4 4 5 5 ", "0 " * 240_000 + "1 3 9 2 2 3 3 4 4 5 5 ",
    "①1", "+86 ",
    "440305 ", "4 ", "139 2233 4455 ", "1\n\n",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own view."""
    once = fold(text).text
    again = fold(once)
    assert again.text == once
    assert again.starts is None


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_what_is_passed_over_would_have_changed_nothing(text: str) -> None:
    """Character by character, and with each step looking at every text, folding gives the same."""
    view = fold(text)
    read = without_list_marks(text)
    characters = "".join(map(plain, read))
    sizes = [len(plain(character)) for character in read]
    draft = Draft(View(text, characters) if set(sizes) <= {1} else View(text, characters, *_maps(read)))
    for _ in range(_MOST_ROUNDS):
        before = draft.text
        for step in _STEPS:
            draft.edit(list(step(draft.text)))
        if draft.text == before:
            break
    assert draft.view() == view


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_the_map_is_monotone_and_within_bounds(text: str) -> None:
    """Each folded character has a source span that is not empty, in the order of the text."""
    view = fold(text)
    if view.starts is None or view.ends is None:
        assert len(view.text) == len(text)
        return
    assert len(view.starts) == len(view.ends) == len(view.text)
    spans = list(zip(view.starts, view.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for left, right in pairwise(spans):
        assert left == right or left[1] <= right[0]


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.data())
def test_a_span_survives_the_way_to_the_source_and_back(text: str, data: st.DataObject) -> None:
    """A span of the view comes back covered, and equal where its ends share no source character."""
    view = fold(text)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    left, right = view.to_view(*view.to_source(start, end))
    assert left <= start < end <= right
    if not _shared(view, start) and not _shared(view, end):
        assert (left, right) == (start, end)


def _shared(view: View, at: int) -> bool:
    """Tell whether the characters on both sides of `at` come from one source character."""
    return 0 < at < len(view.text) and view.to_source(at - 1, at) == view.to_source(at, at + 1)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_any_span_of_the_source_has_a_place_in_the_view(text: str, data: st.DataObject) -> None:
    """A span of the source maps to a span of the view that holds every folded character touched by it."""
    view = fold(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = view.to_view(start, end)
    assert 0 <= first <= last <= len(view.text)
    for i in range(len(view.text)):
        left, right = view.to_source(i, i + 1)
        if left < end and right > start and start < end:
            assert first <= i < last


@pytest.mark.parametrize("unit", _HOSTILE, ids=lambda unit: unit[:8].encode("unicode_escape").decode())
def test_half_a_megabyte_of_anything_takes_seconds(unit: str) -> None:
    """Hostile text is folded in linear time: a generous bound that quadratic work cannot meet."""
    text = unit * max(1, 500_000 // len(unit))
    started = time.process_time()
    fold(text)
    assert time.process_time() - started < 10
