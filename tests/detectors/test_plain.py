"""Which values are taken not to need folding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.fold import fold
from detectors.fold.numerals import NUMERALS
from detectors.record.plain import folds_to_itself

#: What folding reads as digits, joins, respells or drops, among characters of which it does nothing.
_ALPHABET = f"0123456789139xXOoIl|BSZ{NUMERALS}空杠横减点转省市路号栋①❿Ａ９國·-. (（)）oneyaosan×²"


@given(
    st.one_of(
        st.text(_ALPHABET, max_size=24), st.text(max_size=12), st.text(f"12345x{NUMERALS}杠路", max_size=30)
    )
)
@settings(max_examples=3000, deadline=None)
def test_what_is_taken_to_fold_to_itself_does(value: str) -> None:
    """Whatever the value: when it is said to stay as it is, folding leaves it so."""
    assert not folds_to_itself(value) or fold(value).text == value


@pytest.mark.parametrize(
    "value", ["谭晓蔚", "湘A7K92D", "长沙市岳麓区枫林三路218号16栋1204室", "139天", "蓝鲸精密机械有限公司"]
)
def test_ordinary_values_are_seen_to_need_no_folding(value: str) -> None:
    """Otherwise it would save nothing."""
    assert folds_to_itself(value)


@pytest.mark.parametrize(
    "value", ["139杠2233杠4455", "一三八一二三四五六七八号", "譚曉蔚", "湘Ａ7K92D", "yaosanbaliuqijiuba路"]
)
def test_values_that_folding_changes_are_folded(value: str) -> None:
    """Nor is anything missed that a reader would see through."""
    assert not folds_to_itself(value)
