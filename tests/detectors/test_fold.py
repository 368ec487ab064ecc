"""The folded view: what a reader sees, mapped back exactly to what was written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.fold import fold

SEEN = [
    ("回拨１３９２２３３４４５５", "回拨13922334455"),
    ("⑬⑨ ①③⑨②②③③④④⑤⑤", "139 13922334455"),
    ("1️⃣3️⃣9️⃣2️⃣2️⃣3️⃣3️⃣4️⃣4️⃣5️⃣5️⃣", "13922334455"),
    ("幺三九二二三三四四五五", "13922334455"),
    ("壹叁玖贰贰叁叁肆肆伍伍", "13922334455"),
    ("勾洞拐幺二三四五六", "907123456"),
    ("1三9二2三3四4五5", "13922334455"),
    ("139 2233 4455", "13922334455"),
    ("139-2233-4455", "13922334455"),
    ("139/2233/4455", "13922334455"),
    ("139·2233·4455", "13922334455"),
    ("139\n22334455", "13922334455"),
    ("1 3 9 2 2 3 3 4 4 5 5", "13922334455"),
    ("+86 139 2233 4455", "+8613922334455"),
    ("1\u200b3\u200c9\u200d2\u20602\ufeff3344\u202e55", "13922334455"),
    ("1\u03353\u03369\u033722334455", "13922334455"),
    ("l39ZZ33445S", "13922334455"),
    ("I3922E34455", "I3922E34455"),
    ("yao san jiu er er san san si si wu wu", "13922334455"),
    ("one three nine two two three three four four five five", "13922334455"),
    ("6222 0202 0000 1234 567", "6222020200001234567"),
    ("440305 19870412 301 x", "44030519870412301x"),
    ("欠了兩萬業(yè)務(wù)", "欠了两万业务"),
    ("催（shōu）收[shou]款", "催收款"),
    ("⻋牌", "车牌"),
    ("ｗｘｉｄ＿Аbc", "wxid_Abc"),
    ("後臺裡面的帳號", "后台里面的账号"),
]


@pytest.mark.parametrize(("written", "seen"), SEEN)
def test_reads_through_disguises(written: str, seen: str) -> None:
    """Each disguise is read as a person would read it."""
    assert fold(written).text == seen


STAY = [
    "三分之一的资料还缺着", "一直没收到", "在二楼等", "一三得三", "一一对应", "五五分成", "周一二三都行", "2026-11-24 10:01",
    "10:01:30", "13,812,345,678", "192.168.100.100", "3.11.7", "13922334455 13800138000", "二零二六年十一月二十四日",
    "编号3 13922334455", "房间1208", "app(app)", "请看(OK)", "三十六计", "两百五十块", "一百二十三万四千五百", "OOTD", "lol",
    "下午3点-5点", "2026.11.24-2026.12.01", "共3件,5人",
]  # fmt: skip


@pytest.mark.parametrize("text", STAY)
def test_leaves_words_dates_and_amounts_alone(text: str) -> None:
    """What is no identifier stays as it is."""
    assert fold(text).text == text


def test_plain_text_takes_the_fast_path() -> None:
    """Text that needs no folding is its own view, without maps."""
    view = fold("您好，请尽快联系我们！（客服）")
    assert view.text is view.source
    assert view.starts is None


def test_a_span_takes_its_marks_along() -> None:
    """A digit's keycap marks belong to it: redacting the digits leaves no frame behind."""
    source = "打1️⃣3️⃣9️⃣2️⃣2️⃣3️⃣3️⃣4️⃣4️⃣5️⃣5️⃣吧"
    view = fold(source)
    start = view.text.index("139")
    assert view.to_source(start, start + 11) == (1, len(source) - 1)


_ALPHABET = st.sampled_from(
    "0123456789一二三四五六七八九零幺两〇洞拐勾①⑨⓪１９OoIlBSZ|Xx欠款张伟業務於後〔（）()[]yehuangshou \t\n-—_.·，,、/\\+:："
    "\u200b\u200d\u202e\ufe0f\u20e3\u0301\u0336\u00e9\u0416ⅼ❤🈵⻋\ud800\0年月日十百千万元WvxQq"
)
_TEXT = st.one_of(st.text(max_size=60), st.text(_ALPHABET, max_size=60))


@settings(max_examples=600)
@given(_TEXT)
def test_any_text_round_trips_its_spans(text: str) -> None:
    """Maps are monotone and in bounds, and a span that goes to the source and back covers itself."""
    view = fold(text)
    n = len(view.text)
    previous = (0, 0)
    for i in range(n):
        start, end = view.to_source(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert previous <= (start, end)
        previous = start, end
        back = view.to_view(start, end)
        assert back[0] <= i < back[1]
    if n:
        assert view.to_view(*view.to_source(0, n)) == (0, n)


@settings(max_examples=600)
@given(_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own view."""
    once = fold(text).text
    assert fold(once).text == once


HOSTILE = {
    "digits": "7" * 1_000_000,
    "han": "催" * 1_000_000,
    "zero-width": "\u200b" * 1_000_000,
    "numerals": "一" * 1_000_000,
    "separated": "1 " * 500_000,
    "mixed": "1一" * 500_000,
    "dashes": "1-" * 500_000,
    "brackets": "业(" * 500_000,
    "spelled": "yi " * 333_000,
    "letters": "1O" * 500_000,
    "marks": "a\u0301" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_folds_in_linear_time(name: str) -> None:
    """Twice the text takes about twice the time, whatever the text; the factor allows for a noisy machine."""
    text = HOSTILE[name]

    def seconds(length: int) -> float:
        started = time.process_time()
        fold(text[:length])
        return time.process_time() - started

    seconds(1000)
    assert seconds(1_000_000) < 12 * max(seconds(250_000), 0.02)
