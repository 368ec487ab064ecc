"""Who is called by a familiar name at the head of a message is found; who is called by what anybody is called is not."""

from __future__ import annotations

import pytest

from detectors.people.calls import call


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("小霞，你欠的钱到底还不还", "小霞"),
        ("阿强,兄弟没钱,你再宽限两天", "阿强"),
        ("芳芳啊，叔问你一句", "芳芳"),
        ("军子：哥劝你早点还", "军子"),
        ("小梅你跟你妈说一声", "小梅"),
        ("晓婷，主管让我问你", "晓婷"),
    ],
)
def test_familiar_names(text: str, name: str) -> None:
    """小, 阿, 子, a doubled character or a bare given name, with a mark behind it and somebody spoken to."""
    found = call(text)
    assert found is not None
    assert text[slice(*found)] == name


@pytest.mark.parametrize(
    "text",
    [
        "小姐，你的快递到了",
        "阿姨，您儿子在家吗",
        "妹子，你听我说",
        "谢谢，你先忙",
        "明天，你到店里来一趟",
        "老板，你这边怎么说",
        "孩子，你要听话",
        "周末，我们加班",
        "您好，请问是本人吗",
    ],
)
def test_anybody(text: str) -> None:
    """Titles, relations, thanks and ordinary words name nobody."""
    assert call(text) is None
