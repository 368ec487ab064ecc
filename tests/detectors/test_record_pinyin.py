"""The readings of a name: put together from its characters, they are those that pypinyin gives for the whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.record.pinyin import load, syllables

#: Characters with several readings, those of phrases that are read in their own way, and some that hardly anybody knows.
_CHARACTERS = "单乐曾行长重解查仇区朴任华万音银会计师成都重庆朝阳㐀鿾𠀀"


@given(
    st.one_of(
        st.text(_CHARACTERS, min_size=1, max_size=4),
        st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=4),
    )
)
@settings(max_examples=500, deadline=None)
def test_characters_are_read_as_in_the_whole_name(name: str) -> None:
    """With and without a phrase in it."""
    library = load()
    whole = library.pinyin(name, style=library.Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    assert [
        [r for r in dict.fromkeys(one) if r.isascii() and r.isalpha()] or ["?"] for one in whole
    ] == syllables(name)


@pytest.mark.parametrize(
    ("name", "read"), [("单雄", [["dan", "chan", "shan"], ["xiong"]]), ("会计", [["kuai"], ["ji"]])]
)
def test_a_phrase_has_a_reading_of_its_own(name: str, read: list[list[str]]) -> None:
    """会 is hui by itself, and kuai in 会计."""
    assert syllables(name) == read
