"""Check digits and regions, on made-up values and on all that can be derived from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors import checksums, regions

DIGITS = "0123456789"

VALID = [
    (checksums.is_resident_id, "320583198706146386"),
    (checksums.is_resident_id, "51018419951203708X"),
    (checksums.is_resident_id, "51018419951203708x"),
    (checksums.is_resident_id, "931840198703150129"),
    (checksums.is_luhn, "6222083642621299729"),
    (checksums.is_luhn, "4568548145421248"),
    (checksums.is_uscc, "91350100M000100Y43"),
    (checksums.is_hkid, "Y4976876"),
    (checksums.is_hkid, "P633186A"),
    (checksums.is_hkid, "WX6762024"),
    (checksums.is_taiwan_id, "A128235744"),
    (checksums.is_taiwan_id, "F848859454"),
    (checksums.is_taiwan_id, "AC27380671"),
]
MALFORMED = [
    "",
    "1",
    "X" * 18,
    "32058319870614638",
    "3205831987061463866",
    "A1234",
    "Ａ128235744",
    "１" * 18,
    "A1234567890",
]


@pytest.mark.parametrize(("check", "value"), VALID)
def test_accepts_what_is_valid_and_nothing_one_digit_away(check: object, value: str) -> None:
    """A valid value passes, and fails with one digit changed (Taiwan's check sees only some changes)."""
    assert callable(check)
    assert check(value)
    for place, char in enumerate(value):
        if char.isdigit() and (check is not checksums.is_taiwan_id or place == len(value) - 1):
            for other in DIGITS.replace(char, ""):
                assert not check(value[:place] + other + value[place + 1 :])


@pytest.mark.parametrize("value", MALFORMED)
def test_refuses_the_malformed_without_raising(value: str) -> None:
    """Wrong lengths, letters and digits of other scripts are simply not valid."""
    for check in (
        checksums.is_resident_id,
        checksums.is_luhn,
        checksums.is_uscc,
        checksums.is_hkid,
        checksums.is_taiwan_id,
    ):
        assert not check(value)


@given(st.text(DIGITS, min_size=17, max_size=17))
def test_check_digits_complete_what_they_are_made_for(first: str) -> None:
    """The digit that a function gives is the one that its counterpart accepts, and the only one."""
    assert [c for c in DIGITS + "X" if checksums.is_resident_id(first + c)] == [
        checksums.resident_check(first)
    ]
    assert [c for c in DIGITS if checksums.is_luhn(first + c)] == [checksums.luhn_check(first)]
    assert checksums.is_uscc(first + checksums.uscc_check(first))


@pytest.mark.parametrize(
    ("digits", "real"),
    [
        ("19000101", True),
        ("20000229", True),
        ("19000229", False),
        ("20301231", True),
        ("20311231", False),
        ("18991231", False),
        ("19871301", False),
        ("19870631", False),
        ("1987061", False),
        ("１９８７０６１４", False),
    ],
)
def test_knows_dates_of_birth(digits: str, real: bool) -> None:
    """Only real days of the years that a living person can be born in are dates of birth."""
    assert regions.is_birth_date(digits) is real


@pytest.mark.parametrize(
    ("prefix", "known"),
    [
        ("11", True),
        ("65", True),
        ("71", True),
        ("83", True),
        ("62", True),
        ("20", False),
        ("84", False),
        ("91", False),
        ("", False),
    ],
)
def test_knows_provinces(prefix: str, known: bool) -> None:
    """Provinces of the mainland, Taiwan and the residence permits are known, all else is not."""
    assert regions.is_region(prefix + "0101") is known
