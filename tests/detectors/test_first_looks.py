"""A first look that spares a search says no only where the search would find nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.fold import View, fold
from detectors.guarded import Guarded
from detectors.people import english_names, labelled_names, masked_names, spaced
from detectors.people.address_marks import MARK, may_have_marks
from detectors.people.titles import TITLES, titled
from tests.texts import every_text

_PARTS = st.sampled_from(
    [
        "北京",
        "上海",
        "新乡",
        "市",
        "区",
        "路",
        "大道",
        "巷",
        "小区",
        "花园",
        "号",
        "室",
        "层",
        "/F",
        "#",
        "第",
        "地下",
        "3",
        "12",
        "B",
        "三",
        "东",
        "之",
        " ",
        "\t",
        "-",
        "的",
        "王",
        "·",
    ]
)
_MIXED = st.lists(
    st.sampled_from([*"王李建国 \t.·_-*某，：", "Lee", "Tom", "wei", "name", "1", "13800138000"]), max_size=12
)


def _same(text: str) -> None:
    view = View(text, text)
    if MARK.search(text):
        assert may_have_marks(view)
    if spaced._RUN.search(text):
        assert spaced.closed_up(view) is not None
    for one in vars(english_names).values():
        if isinstance(one, Guarded) and one.pattern.search(text):
            assert not english_names._CAPITALS.isdisjoint(text)
            assert not english_names._BLANKS.isdisjoint(text)
    for two in vars(masked_names).values():
        if isinstance(two, Guarded) and two is not masked_names._STARRED and two.pattern.search(text):
            assert not masked_names._LATIN.isdisjoint(text)
    if labelled_names._CELL.pattern.search(text):
        assert view.digits >= labelled_names._CELL_DIGITS


def test_in_every_text() -> None:
    """In all texts that we have."""
    for text in every_text():
        _same(fold(text).text)


@settings(max_examples=500)
@given(st.lists(_PARTS, max_size=8).map("".join))
def test_in_parts_of_addresses(text: str) -> None:
    """In whatever may make an address."""
    _same(text)


@settings(max_examples=500)
@given(_MIXED.map("".join))
def test_in_parts_of_names(text: str) -> None:
    """In whatever may make a name."""
    _same(text)


@pytest.mark.parametrize(
    ("text", "at", "expected"), [("王先生", 1, True), ("王", 1, False), ("王先", 1, False), ("", 0, False)]
)
def test_titles_are_found_by_their_first_character(text: str, at: int, expected: bool) -> None:
    """A title stands there with all its characters, or none does."""
    assert "先生" in TITLES
    assert titled(text, at) is expected
